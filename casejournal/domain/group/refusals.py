"""What the rules of group work refuse, and what to do instead."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class JoinedAlready(Failure):
    """Facts: who, ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{who} has been in this group since {day} ({ref}).")
    next_step = N_(
        "Nobody joins twice. Somebody else is told apart by more of a name; who has left may join again: cj group leave"
    )


class StillIn(Failure):
    """Facts: who, left."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{who} was in this group already, until {left}.")
    next_step = N_("To join again, give a later day with --on.")


class LeftAlready(Failure):
    """Facts: ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} left this group already, on {day}.")
    next_step = N_("If that was a mistake: cj undo, as long as it was the last command.")


class LeftBeforeJoining(Failure):
    """Facts: day, joined."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{day} is before they joined, on {joined}.")
    next_step = N_("Give the day they left with --on.")


class LeftBeforeMeeting(Failure):
    """Facts: day, session, met."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{day} is before a session they came to: {session}, on {met}.")
    next_step = N_("Give the day they left with --on; it cannot be earlier than that session.")


class NotInTheGroup(Failure):
    """Facts: asked, known."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("Nobody in this group on that day answers to “{asked}”.")
    next_step = N_("Its members are: {known}. Somebody new joins with: cj group join")


class NotInItThen(NotInTheGroup):
    """Facts: who, ref, known."""

    sentence = N_("{who} ({ref}) was not in this group on that day.")
    next_step = N_(
        "Its members then were: {known}. Who joined earlier than was written down: "
        "cj amend {ref} --set on=DAY --reason WHY"
    )


class NobodyJoined(Failure):
    """Facts: ref, day, on, late."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("Nobody was in {ref} on {day}.")
    next_step = N_(
        "Who joined earlier than was written down ({late}): cj amend REF --set on={on} --reason WHY. "
        "Somebody else: cj group join {ref} CASE --on={on}"
    )


class ThereAndNot(Failure):
    """Facts: who."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{who} cannot have been there and not there at once.")
    next_step = N_("Name everybody once: --present, --absent or --excused.")


class ChoseThemself(Failure):
    """Facts: who."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{who} cannot be chosen by themself.")
    next_step = N_("A choice names two members: --choice 'a>b'")


class BeforeItWasFormed(Failure):
    """Facts: ref, day, formed, on."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{day} is before {ref} was formed, on {formed}.")
    next_step = N_(
        "Give another day with --on. If it was formed earlier than was written down: "
        "cj amend {ref} --set on={on} --reason WHY"
    )


class GroupIsClosed(Failure):
    """Facts: ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} was closed on {day}.")
    next_step = N_("What happened up to that day can be written down with --on. To meet again, form a new group.")
