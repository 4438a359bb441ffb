"""What only commands refuse: what is closed, kept by law, or out of our hands; and what to do instead."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class NotOpen(Failure):
    """Facts: ref, status."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} has come to its end: {status}. Nothing is sent any more.")
    next_step = N_("To try again, refer anew: cj refer CASE")


class LetterRefused(Failure):
    """Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The letter stands in the case as written, but the disk refused {path}: {reason}.")
    next_step = N_("Free some space or correct the permissions, then give the command again; it is written down once.")


class OutOfOurHands(Failure):
    """Facts: command."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("The last command, cj {command}, let something out of the journal; that cannot be taken back.")
    next_step = N_("Write a note about it: cj note CASE")


class MovedElsewhere(Failure):
    """Moving a note writes to two files, and undo takes back a line in one. Facts: ref, case, now, owner."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("The last command moved {ref} to {case}. That is taken back by moving it once more.")
    next_step = N_("cj note move {now} {owner}")


class HeldByLaw(Failure):
    """A case that must not be erased. Facts: ref, reason."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} must be kept: {reason}")
    next_step = N_("When that is over: cj erase {ref} --release")


class KeptUntil(Failure):
    """Facts: ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} is to be kept until {day}.")
    next_step = N_('If it must go all the same: --override "why"')


class NoChoices(Failure):
    """Facts: ref."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No session of {ref} holds choices yet.")
    next_step = N_("Write them down with a session: cj group session {ref} --choice 'sari>wati'")


class TaskNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No task found for “{asked}”.")
    next_step = N_("`cj task list` shows the open ones with their refs.")
