"""What the keys and the keeping of a journal refuse, and what to do instead."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class NotSealed(Failure):
    """A command about keys in a plain journal."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("This journal is plain: it has no key, and anybody can read it.")
    next_step = N_("A sealed one: cj init --journal DIR")


class NoSuchSlot(Failure):
    """Facts: name, known."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There is no way in called “{name}”.")
    next_step = N_("There are: {known}.")


class SlotTaken(Failure):
    """Facts: name."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("There is a way in called “{name}” already.")
    next_step = N_("Change it with: cj key change {name}")


class LastWayIn(Failure):
    """Facts: name."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("“{name}” is the only passphrase; without it the journal stays closed.")
    next_step = N_("Add another first: cj key add NAME. Or exchange it: cj key change {name}")


class NotThoseWords(Failure):
    """The words were not copied as they are."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("That is not the word. Nothing was changed; the words that were shown are of no use.")
    next_step = N_("Begin again, with pen and paper: cj key recovery")


class BackupDamaged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("This backup cannot be used: {problem}.")
    next_step = N_("Take another one; the journal itself was not touched.")


class NotAsItWas(Failure):
    """A journal that is damaged is not sealed anew."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("Something in this journal is not as it was written; it keeps its key.")
    next_step = N_("cj verify names what it is.")
