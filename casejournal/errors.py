"""Every failure a person can act on: what is wrong, what to do next, and the exit code a script sees.

A failure carries facts, not a finished sentence; the boundary in `cli` turns it into the worker's language.
"""

from enum import IntEnum
from typing import ClassVar

from casejournal.words import N_, Phrase, _, visible


class ExitCode(IntEnum):
    """What a script can rely on; documented in docs/exit-codes.md."""

    DONE = 0
    DEFECT = 1
    USAGE = 2
    CANCELLED = 3
    ANSWER_NEEDED = 4
    OUT_OF_ORDER = 5
    NO_CONSENT = 6
    NO_JOURNAL = 10
    BUSY = 11
    LOCKED = 12
    DAMAGED = 13
    NOT_FOUND = 14
    AMBIGUOUS = 15
    NOT_VALID = 16
    FOUND_PROBLEMS = 17
    DISK = 18
    NEWER = 20
    INTERRUPTED = 130


class Failure(Exception):
    """Something a person can act on. `facts` fill the braces of the class's sentence and of its next step.

    A fact that is a Phrase is translated; any other text is a person's own and is not.
    """

    exit_code: ClassVar[ExitCode]
    sentence: ClassVar[str]
    next_step: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    @property
    def code(self) -> str:
        """The stable name of this kind of failure, for scripts: `case_not_found`."""
        name = type(self).__name__
        return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")

    def message(self) -> str:
        """What is wrong, in the worker's language."""
        return self._told(self.sentence)

    def hint(self) -> str:
        """What to do next, in the worker's language; empty when there is nothing to do."""
        return self._told(self.next_step)

    def _told(self, sentence: str) -> str:
        facts = {name: visible(_(fact) if isinstance(fact, Phrase) else str(fact)) for name, fact in self.facts.items()}
        return _(sentence).format(**facts)


class Usage(Failure):
    """The command line itself is not as the command wants it. Facts: problem, hint."""

    exit_code = ExitCode.USAGE
    sentence = "{problem}"
    next_step = "{hint}"


class Cancelled(Failure):
    """The person said no."""

    exit_code = ExitCode.CANCELLED
    sentence = N_("Stopped, as you asked. Nothing was written.")


class AnswerNeeded(Failure):
    """A question is left and nobody can be asked. Facts: options."""

    exit_code = ExitCode.ANSWER_NEEDED
    sentence = N_("Still needed, and there is nobody to ask: {options}.")
    next_step = N_("Give it as an option or with --from FILE, or run the command at a terminal without --no-input.")


class ConfirmationNeeded(Failure):
    """A step with consequences was not confirmed and nobody can be asked."""

    exit_code = ExitCode.ANSWER_NEEDED
    sentence = N_("This needs a yes, and there is nobody to ask.")
    next_step = N_("Add --yes to say it beforehand.")


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


class FolderNotEmpty(Failure):
    """Facts: folder."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{folder} already holds other files; a journal wants a folder of its own.")
    next_step = N_("Name a new folder: cj init --journal DIR")


class Busy(Failure):
    """Facts: holder."""

    exit_code = ExitCode.BUSY
    sentence = N_("Another cj is writing to this journal: {holder}.")
    next_step = N_("Wait until it is done, then give the command again. Nothing was written.")


class WrongPassphrase(Failure):
    """No key slot opens with what was given."""

    exit_code = ExitCode.LOCKED
    sentence = N_("That passphrase does not open this journal.")
    next_step = N_("Try again; capital letters and spaces count.")


class Locked(Failure):
    """The journal is sealed and nobody can be asked for the passphrase."""

    exit_code = ExitCode.LOCKED
    sentence = N_("The journal is locked.")
    next_step = N_(
        "Open it with: cj unlock. A script names a file in CJ_PASSPHRASE_FILE or a command in CJ_PASSPHRASE_COMMAND."
    )


class PassphraseSourceFailed(Failure):
    """Facts: source, reason."""

    exit_code = ExitCode.LOCKED
    sentence = N_("{source} gave no passphrase: {reason}.")
    next_step = N_("It must give the passphrase as its first line.")


class PassphrasesDiffer(Failure):
    """The second typing was not the first."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("The two passphrases are not the same. Nothing was made.")
    next_step = N_("Give the command again.")


class PassphraseTooShort(Failure):
    """Facts: least."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("A passphrase needs at least {least} characters.")
    next_step = N_("Four or five unrelated words are easy to remember and hard to guess.")


class Damaged(Failure):
    """Facts: file, problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("{file} is damaged or was tampered with: {problem}.")
    next_step = N_(
        "Nothing was changed. `cj verify` tells what can still be read. If you put this file back or took it away"
        " yourself, delete index.log in the journal folder; cj makes it anew."
    )


class HeaderDamaged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("journal.toml cannot be understood: {problem}.")
    next_step = N_("Put back journal.toml from a backup. The cases themselves are untouched.")


class NewerFormat(Failure):
    """Facts: found, known."""

    exit_code = ExitCode.NEWER
    sentence = N_("This journal was written by a newer cj (format {found}; this one knows {known}).")
    next_step = N_("Install the newer version; this one will not touch the journal.")


class DiskRefused(Failure):
    """Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The disk refused {path}: {reason}.")
    next_step = N_(
        "Nothing was recorded. Free some space or correct the folder's permissions, then give the command again."
    )


class CannotRead(Failure):
    """Facts: path, reason."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("{path} cannot be read: {reason}.")


class CaseNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No case found for “{asked}”.")
    next_step = N_("`cj list --all` shows every case; `cj intake` opens a new one.")


class NoCaseYet(Failure):
    """`@` was given before any case was worked on."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("@ means the case last worked on, and there is none yet.")
    next_step = N_("Open one with: cj intake")


class GroupNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No group found for “{asked}”.")
    next_step = N_("`cj group list --all` shows every group; `cj group form` forms a new one.")


class NoGroupYet(Failure):
    """`@` was given before any group was worked on."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("@ means the group last worked on, and there is none yet.")
    next_step = N_("Form one with: cj group form")


class RecordNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No record found for “{asked}”.")
    next_step = N_("`cj show CASE` lists the refs of a case.")


class NothingToUndo(Failure):
    """The journal holds no command to take back."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There is nothing to take back.")


class UnknownName(Failure):
    """Facts: what, asked, known."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There is no {what} called “{asked}”.")
    next_step = N_("Known: {known}.")


class Ambiguous(Failure):
    """Facts: asked, candidates."""

    exit_code = ExitCode.AMBIGUOUS
    sentence = N_("“{asked}” could be any of these: {candidates}.")
    next_step = N_("Give the ref, or more of the name.")


class NotValid(Failure):
    """Facts: field, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{field}: {problem}.")


class UnknownChoice(Failure):
    """Facts: field, given, choices."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{field}: “{given}” is not one of the answers.")
    next_step = N_("Choose from: {choices}.")


class NotShort(Failure):
    """Facts: field, given, spelled, told."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{field}: “{given}” is not spelled as expected.")
    next_step = N_("Write it so: {spelled}. {told}")


class UnknownKey(Failure):
    """Facts: source, key, known."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{source}: there is no field called “{key}”.")
    next_step = N_("The fields are: {known}.")


class NotUnderstood(Failure):
    """Facts: source, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{source} cannot be understood: {problem}.")
    next_step = N_("A form is TOML, or JSON in a file whose name ends in .json; --template prints one to fill in.")


class NotText(Failure):
    """Facts: source."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{source} is not readable text (UTF-8).")
    next_step = N_("Save it as UTF-8 and give the command again.")


class DateNotUnderstood(Failure):
    """Facts: given."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("“{given}” is not a date that can be understood.")
    next_step = N_("Write 2026-11-23, today, yesterday, friday (the next one to come), last friday, +3d or -2w.")


class AmbiguousDate(Failure):
    """Facts: given."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("“{given}” can be read in more than one way.")
    next_step = N_("Write the year, the month and the day: 2026-11-23.")


class NotYet(Failure):
    """A thing that happened is dated in the future. Facts: day."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{day} has not come yet; this records what has happened.")
    next_step = N_("For the day that has passed write last monday, yesterday or the full date.")


class EditorFailed(Failure):
    """Facts: editor."""

    exit_code = ExitCode.CANCELLED
    sentence = N_("The editor {editor} ended with an error. Nothing was recorded.")


class OutputRefused(Failure):
    """The answer could not be shown. Facts: reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The answer could not be shown: {reason}. What the command wrote, if it writes, is in the journal.")


class NoEditor(Failure):
    """Facts: editor, reason."""

    exit_code = ExitCode.CANCELLED
    sentence = N_("The editor {editor} could not be started: {reason}.")
    next_step = N_("Name one that is installed: cj config editor NAME")


class AnothersCommand(Failure):
    """Facts: command, worker, device."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("The last command, cj {command}, was given by {worker} on another device ({device}).")
    next_step = N_("Only the device that gave it can undo it.")


class SettingsNotUnderstood(Failure):
    """Facts: path, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("The settings in {path} cannot be read: {problem}.")
    next_step = N_("Correct the file, or move it away; cj works without it.")


class DraftNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There is no such draft.")
    next_step = N_("`cj draft list` shows the forms that were not finished.")


class DraftOfAnother(Failure):
    """Facts: ref, command."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{ref} is the draft of another command: cj {command}.")
    next_step = N_("Go on with it by: cj draft resume {ref}")


class TaskNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No task found for “{asked}”.")
    next_step = N_("`cj task list` shows the open ones with their refs.")
