"""What only commands refuse: what is closed, kept by law, or out of our hands; and what to do instead."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class NotOpen(Failure):
    """Facts: ref, status."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} has ended: {status}. Nothing more is sent.")
    next_step = N_("To try again, make a new referral: cj refer CASE")


class OutOfOurHands(Failure):
    """Facts: command."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("The last command, cj {command}, took something out of the journal; that cannot be undone.")
    next_step = N_("Write a note about it: cj note CASE")


class MovedElsewhere(Failure):
    """Moving a note writes to two files, and undo takes back a line in one. Facts: ref, case, now, owner."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("The last command moved {ref} to {case}. To take that back, move it again.")
    next_step = N_("cj note move {now} {owner}")


class HeldByLaw(Failure):
    """A case that must not be erased. Facts: ref, reason."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} must be kept: {reason}")
    next_step = N_("When that is over: cj erase {ref} --release")


class KeptUntil(Failure):
    """Facts: ref, day."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} must be kept until {day}.")
    next_step = N_('To erase it anyway: --override "why"')


class KeptUnread(Failure):
    """A case that cannot be read. Facts: ref."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} cannot be read, so nobody knows how long it must be kept.")
    next_step = N_('To erase it anyway: --override "why"')


class NoChoices(Failure):
    """Facts: ref."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No session of {ref} has any choices yet.")
    next_step = N_("Write them down with a session: cj group session {ref} --choice 'sari>wati'")


class NoTies(Failure):
    """Facts: ref."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No assessment of {ref} names any ties yet.")
    next_step = N_("Write them down with an assessment: cj assess {ref} --tie 'grandmother:strong:to_client'")


class NoMapYet(Failure):
    """Facts: ref, day, first."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("On {day} no assessment of {ref} named any ties yet.")
    next_step = N_("The first map is of {first}.")


class TaskNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No task found for “{asked}”.")
    next_step = N_("`cj task list` shows the open ones with their refs.")


class NoEvidence(Failure):
    """Facts: first, last."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There is no evidence for a portfolio from {first} to {last}.")
    next_step = N_('Name a record as evidence: cj portfolio add REF --competency epas-6 "why"')


class NotAName(Failure):
    """Facts: name."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("“{name}” cannot be the name of a case.")
    next_step = N_("Take small letters, digits and hyphens, beginning with a letter: pak-tono")


class FromPractice(Failure):
    """Facts: file."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{file} comes from a practice journal: everybody in it is made up. Nothing was taken in.")
    next_step = N_("To hand practice in to a lecturer, in the practice journal: cj practice handin")
