"""What the rules of the practice refuse, and what to do instead."""

from collections.abc import Iterable
from typing import Self

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class AlreadyDone(Failure):
    """Facts: ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} was already done, on {day}.")
    next_step = N_("If that was a mistake: cj undo, as long as it was the last command.")


class AlreadyDropped(Failure):
    """Facts: ref, day, because."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} was dropped on {day}: {because}")
    next_step = N_(
        "If that was a mistake: cj undo, as long as it was the last command. Otherwise add it again: cj task add"
    )


class OwnWords(Failure):
    """A comment by whoever wrote the entry. Facts: ref, name."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{ref} is in the words of {name}; a comment is what somebody else says.")
    next_step = N_("To correct it or add to it: cj amend {ref}, or write a note. For somebody else's words: --by NAME")


class OutOfOrder(Failure):
    """A step before the one it builds on. Facts: problem, command."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{problem}.")
    next_step = N_("First: {command}. Or say why you skip it: --because TEXT")


class IsClosed(Failure):
    """Facts: ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} was closed on {day}.")
    next_step = N_("To work on it again: cj reopen {ref}. You can write a note without reopening it.")


class NotClosed(Failure):
    """Facts: ref."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} is not closed.")
    next_step = N_("Go on with it: cj show {ref}")


class NotFinished(Failure):
    """A closing while something is still open. Facts: problems."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("Not everything is finished: {problems}.")
    next_step = N_("Finish it first, or close anyway and say why: --because TEXT")


class UnknownGoal(Failure):
    """Facts: goal, known."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("There is no goal {goal} in the plan.")
    next_step = N_("Its goals are: {known}. `cj show CASE` shows them.")

    @classmethod
    def among(cls, number: int, known: Iterable[int]) -> Self:
        """The failure that `number` is none of the goals `known`."""
        return cls(goal=number, known=", ".join(map(str, known)) or "-")


class GoalTwice(Failure):
    """Facts: goal."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("Goal {goal} is named twice.")
    next_step = N_("Change it once, or drop it.")


class CircularGoals(Failure):
    """Facts: goals."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("These goals are part of each other in a circle: {goals}.")
    next_step = N_("If a goal is a step towards a larger one, the larger one cannot be a step towards it.")


class NoConsent(Failure):
    """Facts: recipient, problem, case."""

    exit_code = ExitCode.NO_CONSENT
    sentence = N_("No valid consent to share this with {recipient}: {problem}.")
    next_step = N_(
        "Ask the client, then: cj consent {case} --recipient '{recipient}'. If danger or the law leaves "
        "you no choice, say why: --override TEXT"
    )


class NotGiven(Failure):
    """Facts: ref, state."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} is not a valid consent: {state}.")
    next_step = N_("`cj consent show CASE` shows the state of each consent.")


class NotNext(Failure):
    """Facts: ref, status, asked, possible."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} is “{status}”; it cannot become “{asked}” from there.")
    next_step = N_("What can come next: {possible}.")


class NothingToTakeBack(Failure):
    """Facts: ref."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} is a draft: it has no status that could be taken back.")
    next_step = N_("If the referral itself is a mistake: cj strike {ref}")


class BeforeItBegan(Failure):
    """Facts: ref, day, last."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{day} is before the last entry of {ref}, on {last}.")
    next_step = N_("Give the day it happened with --on.")


class NoGoals(Failure):
    """A plan in which no goal is left."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("A plan needs at least one goal.")
    next_step = N_("Give one with --goal. To end the work: cj close CASE")


class NothingChanged(Failure):
    """An amendment that changes nothing. Facts: ref."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("Nothing was changed in {ref}.")
    next_step = N_("Say what you want to change: --set FIELD=VALUE. The fields of a record: cj history {ref}")


class StruckAlready(Failure):
    """Facts: ref."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} was struck.")
    next_step = N_(
        "What it said: cj history {ref}. If that was a mistake: cj undo, as long as it was the last "
        "command. Otherwise write it again."
    )


class MovedAlready(Failure):
    """Facts: ref, case, now."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} was moved to {case}, where it is {now}.")
    next_step = N_("Go on with it there: cj show {case}")


class SameContact(Failure):
    """A note is to move to a case that has a note of the same contact. Facts: ref, case."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} is about a contact that is also written down in {case}.")
    next_step = N_("Strike it in the case where it is wrong: cj strike {ref}")


class HoldsMore(Failure):
    """Striking the record that opened a file, though more was written in it since. Facts: ref, others, close."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("More was written in {ref} after it was opened: {others}.")
    next_step = N_(
        "To correct it: cj amend {ref}. To end the work: {close} {ref}. To erase a case for good: cj erase CASE"
    )


class BuiltUpon(Failure):
    """Facts: ref, others."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} cannot be struck, because {others} builds on it.")
    next_step = N_("Strike that first. To correct {ref}: cj amend {ref}")


class Settled(Failure):
    """A field or record that cannot be amended or struck, because something was done on its strength. Facts: field,
    instead.
    """

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{field}: something was already done because of it, so it cannot be changed.")
    next_step = N_("Instead: {instead}")


class NoSafetyPlan(Failure):
    """None was made, or the last one was ended. Facts: case."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("No safety plan is in force in {case}.")
    next_step = N_("Make one together: cj safety {case}")


class PlanReplaced(Failure):
    """A later safety plan has replaced this one. Facts: ref, holds."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} is no longer in force; {holds} has replaced it.")
    next_step = N_("To end the one in force: cj safety end {holds}")


class SaidAlready(Failure):
    """Facts: ref."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("What was said cannot be unsaid: {ref} stays as it is.")
    next_step = N_("Say something else: cj practice say. Or begin once more: cj practice start NAME --again")


class LetterIsOut(Failure):
    """Facts: ref."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} is about something that has already gone out, so it cannot be changed.")
    next_step = N_("Write a note about it: cj note CASE")


class DateNotUnderstood(Failure):
    """Facts: given."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("“{given}” is not a date that can be understood.")
    next_step = N_(
        "Write 2026-11-23, 23 november, yesterday, friday (the coming one), last friday, in two weeks, +3d or -2w."
    )


class AmbiguousDate(Failure):
    """Facts: given, days."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("“{given}” could be {days}.")
    next_step = N_("Write the day you mean with its year, month and day: 2026-11-23.")


class MixedLanguages(Failure):
    """A day said with words of two languages: next jumat. Facts: given."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("“{given}” mixes two languages.")
    next_step = N_("Say it in one of them: next friday, or jumat depan.")


class NotYet(Failure):
    """Something that has happened is given a day in the future. Facts: day."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{day} has not come yet; this records what has happened.")
    next_step = N_("For the day that has passed write last monday, yesterday or the full date.")


class NothingToLookFor(Failure):
    """A search without any word, kind or case."""

    exit_code = ExitCode.USAGE
    sentence = N_("Say what to look for.")
    next_step = N_('For example: cj search school fees · cj search "two months" kind:note case:sari')


class OnlyWordsLeftOut(Failure):
    """Facts: given."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{given}: only a word or phrase can be left out with a - before it.")
    next_step = N_("For example: cj search school -market")


class FromBehindTo(Failure):
    """Facts: since, until."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("from: {since} is later than to: {until}, so nothing lies between them.")
    next_step = N_("Change one of the two days.")
