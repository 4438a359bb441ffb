"""The failures of storage: keys, backups, the journal itself. Each says what to do next."""

from casejournal.errors import CannotRead, DiskRefused, ExitCode, Failure
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


class BackupDamaged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("This backup cannot be used: {problem}.")
    next_step = N_("Take another one; the journal itself was not touched.")


class NotACopy(Failure):
    """Facts: file."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{file} is not named after a log of this journal.")
    next_step = N_("Give it the name of its case, like C-7K4Q.log; cj list --all shows the refs.")


class NotAsItWas(Failure):
    """A damaged journal is not sealed with a new key."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("Something in this journal is not as it was written; it keeps its key.")
    next_step = N_("cj verify names what it is.")


class HoldsCopies(Failure):
    """Facts: files."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("These files hold lines of this journal that nobody could read under a new key: {files}.")
    next_step = N_("Take them out of the folder, or bring what they hold into the journal first. Nothing was changed.")


class RenewalUnfinished(Failure):
    """Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The journal is sealed with its new key, but the disk refused {path}: {reason}.")
    next_step = N_("Free some space or correct the permissions; the next cj command then finishes it. Nothing is lost.")


class Damaged(Failure):
    """Facts: file, problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("{file} is damaged or was tampered with: {problem}.")
    next_step = N_(
        "Nothing was changed. `cj verify` names what is wrong; `cj salvage CASE -o FILE` writes down what still opens"
        " of a case or group. If you put this file back or took it away yourself: cj verify --accept"
    )


class NotYours(DiskRefused):
    """What another user owns cannot be changed. Facts: path, owner, mend."""

    sentence = N_("{path} belongs to {owner}, not to you.")
    next_step = N_("Make it yours, then give the command again: {mend}")


class NotYoursToRead(CannotRead):
    """What another user owns cannot be read. Facts: path, owner, mend."""

    exit_code = ExitCode.DISK
    sentence = NotYours.sentence
    next_step = NotYours.next_step


class OutOfReach(Damaged):
    """A log that may be whole, but cannot be read. Facts: file, problem, mend."""

    exit_code = ExitCode.DISK
    sentence = N_("{file} cannot be read: {problem}.")
    next_step = N_("{mend}")


class NoJournal(Failure):
    """Facts: folder."""

    exit_code = ExitCode.NO_JOURNAL
    sentence = N_("There is no journal in {folder}.")
    next_step = N_("Make one with: cj init. If yours is elsewhere, name it with --journal DIR or CJ_JOURNAL.")


class NotAFolder(Failure):
    """Facts: folder."""

    exit_code = ExitCode.NO_JOURNAL
    sentence = N_("A journal is a folder, but {folder} is a file.")
    next_step = N_("Name a folder with --journal DIR or CJ_JOURNAL.")


class JournalExists(Failure):
    """Facts: folder."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{folder} already holds a journal; it was left as it is.")
    next_step = N_("To begin another, name a new folder: cj init --journal DIR")


class Busy(Failure):
    """Facts: holder."""

    exit_code = ExitCode.BUSY
    sentence = N_("Another cj is writing to this journal: {holder}.")
    next_step = N_("Wait until it is done, then give the command again. Nothing was written.")


class PerhapsRecorded(Failure):
    """The disk failed after everything was written, and did not let it be taken back. Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The disk refused {path}: {reason}. It may be recorded all the same.")
    next_step = N_("Look with cj show or cj history before you give the command again.")


class WrongPassphrase(Failure):
    """No key slot opens with what was typed."""

    exit_code = ExitCode.LOCKED
    sentence = N_("That passphrase does not open this journal.")
    next_step = N_("Try again; capital letters and spaces count.")


class HeaderDamaged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("journal.toml cannot be understood: {problem}.")
    next_step = N_("Put back journal.toml from a backup. The cases themselves are untouched.")


class HeaderExchanged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("journal.toml is not the one this machine saw here last: {problem}.")
    next_step = N_(
        "Nothing was changed. `cj key list` shows the ways in that it names. If you put this journal here yourself:"
        " cj verify --accept"
    )


class NewerRecord(Failure):
    """Facts: ref, fields."""

    exit_code = ExitCode.NEWER
    sentence = N_("A newer cj wrote {ref}: this one does not know {fields}, and would lose it.")
    next_step = N_("Install the newer version, and change it there.")


class NewerFormat(Failure):
    """Facts: found, known."""

    exit_code = ExitCode.NEWER
    sentence = N_("This journal was written by a newer cj (format {found}; this one knows {known}).")
    next_step = N_("Install the newer version; this one will not touch the journal.")


class NoCaseYet(Failure):
    """`@` was given before any case was worked on."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("@ means the case last shown or written, and there is none yet.")
    next_step = N_("Open one with: cj intake")


class NoGroupYet(Failure):
    """`@` was given before any group was worked on."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("@ means the group last shown or written, and there is none yet.")
    next_step = N_("Form one with: cj group form")


class NothingToUndo(Failure):
    """The journal holds no command to take back."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There is nothing to take back.")


class AnothersCommand(Failure):
    """Facts: command, worker, device."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("The last command, cj {command}, was given by {worker} on another device ({device}).")
    next_step = N_("Only the device that gave it can undo it.")


class DraftNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There is no such draft.")
    next_step = N_("`cj draft list` shows the forms that were not finished.")


class CaseNotFound(Failure):
    """Facts: asked, near."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No case found for “{asked}”.")
    next_step = N_("`cj list --all` shows every case; `cj intake` opens a new one.")


class GroupNotFound(Failure):
    """Facts: asked, near."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No group found for “{asked}”.")
    next_step = N_("`cj group list --all` shows every group; `cj group form` forms a new one.")


class KeyNotKept(Failure):
    """Facts: folder, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("No key is kept in {folder}: {reason}.")
    next_step = N_(
        "Each command asks for the passphrase. For fewer questions set XDG_RUNTIME_DIR to a folder in memory (tmpfs) "
        "that only you can enter."
    )
