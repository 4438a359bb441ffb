"""The failures of storage: keys, backups, the journal itself. Each says what to do next."""

from casejournal.errors import CannotRead, DiskRefused, ExitCode, Failure
from casejournal.words import N_


class NotSealed(Failure):
    """A command about keys in a plain journal."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("This journal is plain: it has no key, and anybody who has the files can read it.")
    next_step = N_("To make a sealed one: cj init --journal DIR")


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
    sentence = N_("“{name}” is the only passphrase, and a journal needs one.")
    next_step = N_("Add another first: cj key add NAME. Or change this one: cj key change {name}")


class BackupDamaged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("This backup cannot be used: {problem}.")
    next_step = N_("Use another backup. Your journal was not changed.")


class NotACopy(Failure):
    """Facts: file."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{file} does not have the name of a log in this journal.")
    next_step = N_("Name it after its case, such as C-7K4Q.log; cj list --all shows the refs.")


class SealedDamaged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("This sealed file is damaged or was tampered with: {problem}.")
    next_step = N_("Nothing was taken from it. Ask for the file again.")


class NewerSeal(Failure):
    """Facts: found."""

    exit_code = ExitCode.NEWER
    sentence = N_("This file was sealed by a newer cj (version {found}).")
    next_step = N_("Install the newer version, then run the command again.")


class WrongSealPassphrase(Failure):
    """A sealed file does not open with what was typed."""

    exit_code = ExitCode.LOCKED
    sentence = N_("That passphrase does not open this file.")
    next_step = N_("Try again; capital letters and spaces matter. The person who sealed the file knows it.")


class AgeMissing(Failure):
    """Sealing for an age key needs a library that is not installed."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("Sealing for an age key needs a library that is not installed.")
    next_step = N_('Install it with: pip install "casejournal[age]". Or seal it with a passphrase: --seal passphrase')


class NotALine(Failure):
    """Something handed over says what no journal writes. Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("This file cannot be taken in: {problem}.")
    next_step = N_("Nothing was taken in. Ask for the file again.")


class NewerKind(Failure):
    """Facts: table."""

    exit_code = ExitCode.NEWER
    sentence = N_("This file was written by a newer cj: this version does not know “{table}”.")
    next_step = N_("Nothing was taken in. Install the newer version, then run the command again.")


class AnotherOfThatRef(Failure):
    """Two journals gave one ref to two clients. Facts: ref."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("This journal has another case or group with the ref {ref}, and a ref is never used twice.")
    next_step = N_("Nothing was taken in. Take the file into a journal of its own: cj init --journal DIR")


class ErasedHere(Failure):
    """Facts: ref."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{ref} was erased from this journal for good, so it is not taken in again.")
    next_step = N_("Nothing was taken in.")


class NotAsItWas(Failure):
    """A damaged journal is not sealed with a new key."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("Something in this journal is damaged, so it keeps its old key.")
    next_step = N_("To see what is damaged: cj verify")


class HoldsCopies(Failure):
    """Facts: files."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_(
        "These files contain lines of this journal, and with a new key nobody could read them any more: {files}."
    )
    next_step = N_("Move them out of the folder, or take their lines into the journal first. Nothing was changed.")


class RenewalUnfinished(Failure):
    """Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The journal is sealed with its new key, but the disk reported an error at {path}: {reason}.")
    next_step = N_(
        "Free some space or correct the permissions; the next cj command then finishes the work. Nothing is lost."
    )


class Damaged(Failure):
    """Facts: file, problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("{file} is damaged or was tampered with: {problem}.")
    next_step = N_(
        "Nothing was changed. `cj verify` shows what is wrong; `cj salvage CASE -o FILE` saves what can "
        "still be read of a case or group. If you put this file back or removed it yourself: cj verify "
        "--accept"
    )


class NotYours(DiskRefused):
    """What another user owns cannot be changed. Facts: path, owner, mend."""

    sentence = N_("{path} belongs to {owner}, not to you.")
    next_step = N_("Make yourself the owner, then run the command again. To become the owner: {mend}")


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
    next_step = N_(
        "Make one with: cj init. If yours is somewhere else, name the folder with --journal DIR or CJ_JOURNAL."
    )


class NotAFolder(Failure):
    """Facts: folder."""

    exit_code = ExitCode.NO_JOURNAL
    sentence = N_("A journal is a folder, but {folder} is a file.")
    next_step = N_("Name a folder with --journal DIR or CJ_JOURNAL.")


class JournalExists(Failure):
    """Facts: folder."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("There is already a journal in {folder}. It was not changed.")
    next_step = N_("To make another one, name a new folder: cj init --journal DIR")


class Busy(Failure):
    """Facts: holder."""

    exit_code = ExitCode.BUSY
    sentence = N_("Another cj is writing to this journal: {holder}.")
    next_step = N_("Wait until it is done, then run the command again. Nothing was written.")


class PerhapsRecorded(Failure):
    """The disk failed after everything was written, and did not let it be taken back. Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The disk reported an error at {path}: {reason}. The record may still have been written.")
    next_step = N_("Check with cj show or cj history before you run the command again.")


class WrongPassphrase(Failure):
    """No key slot opens with what was typed."""

    exit_code = ExitCode.LOCKED
    sentence = N_("That passphrase does not open this journal.")
    next_step = N_("Try again; capital letters and spaces matter.")


class HeaderDamaged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("journal.toml cannot be understood: {problem}.")
    next_step = N_("Put back journal.toml from a backup. The cases themselves are untouched.")


class HeaderExchanged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("journal.toml is not the one this computer saw here last: {problem}.")
    next_step = N_(
        "Nothing was changed. `cj key list` shows its ways in. If you put this journal here yourself: cj "
        "verify --accept"
    )


class NewerRecord(Failure):
    """Facts: ref, fields."""

    exit_code = ExitCode.NEWER
    sentence = N_("{ref} was written by a newer cj. This version does not know {fields} and would lose it.")
    next_step = N_("Install the newer version and make the change there.")


class NewerFormat(Failure):
    """Facts: found, known."""

    exit_code = ExitCode.NEWER
    sentence = N_("This journal was written by a newer cj (format {found}; this one knows {known}).")
    next_step = N_("Install the newer version; this one does not change the journal.")


class NoCaseYet(Failure):
    """`@` was given before any case was worked on."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("@ means the case you used last, and there is none yet.")
    next_step = N_("Open one with: cj intake")


class NoGroupYet(Failure):
    """`@` was given before any group was worked on."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("@ means the group you used last, and there is none yet.")
    next_step = N_("Form one with: cj group form")


class NothingToUndo(Failure):
    """The journal holds no command to take back."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There is nothing to undo.")


class AnothersCommand(Failure):
    """Facts: command, worker, device."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("The last command, cj {command}, was given by {worker} on another device ({device}).")
    next_step = N_("It can be undone only on that device.")


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
    sentence = N_("The key cannot be kept in {folder}: {reason}.")
    next_step = N_(
        "Each command will ask for the passphrase. To be asked less often, set XDG_RUNTIME_DIR to a "
        "folder in memory (tmpfs) that only you can open."
    )
