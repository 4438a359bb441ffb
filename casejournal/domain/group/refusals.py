"""What the rules of group work refuse, and what to do instead."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class JoinedAlready(Failure):
    """Facts: who, ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{who} has been in this group since {day} ({ref}).")
    next_step = N_(
        "If it is somebody else, give a longer name. If they left and came back, first write down that "
        "they left: cj group leave"
    )


class StillIn(Failure):
    """Facts: who, left."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{who} was already in this group, until {left}.")
    next_step = N_("To join again, give a later day with --on.")


class LeftAlready(Failure):
    """Facts: ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} already left this group, on {day}.")
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
    sentence = N_("Nobody in this group on that day is called “{asked}”.")
    next_step = N_("Its members are: {known}. To add somebody: cj group join")


class NotInItThen(NotInTheGroup):
    """Facts: who, ref, known."""

    sentence = N_("{who} ({ref}) was not in this group on that day.")
    next_step = N_(
        "Its members then were: {known}. If they joined earlier than it says: cj amend {ref} --set on=DAY --reason WHY"
    )


class NobodyJoined(Failure):
    """Facts: ref, day, on, late."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} had no members on {day}.")
    next_step = N_(
        "If somebody joined earlier than it says ({late}): cj amend REF --set on={on} --reason WHY. To "
        "add somebody else: cj group join {ref} CASE --on={on}"
    )


class NoMembers(Failure):
    """Facts: ref, day, on."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} had nobody in it on {day}.")
    next_step = N_(
        "Add the members first: cj group join {ref} CASE --on={on}, or --alias NAME for somebody without a case."
    )


class ThereAndNot(Failure):
    """Facts: who."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{who} is named more than once.")
    next_step = N_("Name everybody once: --present, --absent or --excused.")


class ChoseThemself(Failure):
    """Facts: who."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{who} cannot choose themselves.")
    next_step = N_("A choice names two members: --choice 'a>b'")


class BeforeItWasFormed(Failure):
    """Facts: ref, day, formed, on."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{day} is before {ref} was formed, on {formed}.")
    next_step = N_(
        "Give another day with --on. If it was formed earlier than it says: cj amend {ref} --set on={on} --reason WHY"
    )


class GroupIsClosed(Failure):
    """Facts: ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} was closed on {day}.")
    next_step = N_("What happened up to that day can be written down with --on. To meet again, form a new group.")
