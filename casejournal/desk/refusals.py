"""The failures of the desk: passphrases, editors, settings, screens. Each says what to do next."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class FolderNotEmpty(Failure):
    """Facts: folder."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("There are already other files in {folder}. A journal needs a folder of its own.")
    next_step = N_("Name a new folder: cj init --journal DIR")


class Locked(Failure):
    """The journal is sealed and nobody can be asked for the passphrase."""

    exit_code = ExitCode.LOCKED
    sentence = N_("The journal is locked.")
    next_step = N_(
        "Open it with: cj unlock. In a script, name a file in CJ_PASSPHRASE_FILE or a command in CJ_PASSPHRASE_COMMAND."
    )


class PassphraseSourceFailed(Failure):
    """Facts: source, reason."""

    exit_code = ExitCode.LOCKED
    sentence = N_("{source} gave no passphrase: {reason}.")
    next_step = N_("It must give the passphrase, on one line.")


class PassphraseOnSeveralLines(Failure):
    """Facts: source."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{source}: a passphrase is one line, but this is several.")
    next_step = N_("Give only the line with the passphrase.")


class PassphrasesDiffer(Failure):
    """The second typing was not the first."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("The two passphrases are not the same. Nothing was changed.")
    next_step = N_("Run the command again.")


class PassphraseTooShort(Failure):
    """Facts: least."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("A passphrase needs at least {least} characters.")
    next_step = N_("Four or five unrelated words are easy to remember and hard to guess.")


class ServiceNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("Your directory has no service called “{asked}”.")
    next_step = N_("`cj agency list` shows all of them; `cj agency add` adds one.")


class ConfirmationNeeded(Failure):
    """A step with consequences was not confirmed and nobody can be asked."""

    exit_code = ExitCode.ANSWER_NEEDED
    sentence = N_("This needs a yes, and there is nobody to ask.")
    next_step = N_("To say yes in advance, add --yes.")


class EditorFailed(Failure):
    """Facts: editor."""

    exit_code = ExitCode.CANCELLED
    sentence = N_("The editor {editor} ended with an error. Nothing was recorded.")


class StillOpen(Failure):
    """Facts: editor."""

    exit_code = ExitCode.CANCELLED
    sentence = N_("The text may still be open in {editor}. Nothing was recorded yet.")
    next_step = N_("If the editor opens a window of its own, tell it to wait: cj config editor 'code --wait'")


class NoEditor(Failure):
    """Facts: editor, reason."""

    exit_code = ExitCode.CANCELLED
    sentence = N_("The editor {editor} could not be started: {reason}.")
    next_step = N_("Name one that is installed: cj config editor NAME")


class RecordedBut(Failure):
    """The disk reported an error after the record was on it. Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("It is recorded, but the disk reported an error afterwards, at {path}: {reason}.")
    next_step = N_("Do not run the command again. Make a backup on another disk: cj backup FILE")


class OutputRefused(Failure):
    """The answer could not be shown. Facts: reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The result could not be shown: {reason}. If the command writes something, it is in the journal.")


class SettingsNotUnderstood(Failure):
    """Facts: path, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("The settings in {path} cannot be read: {problem}.")
    next_step = N_("Correct the file, or move it away; cj works without it.")


class DraftOfAnother(Failure):
    """Facts: ref, command."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{ref} is the draft of another command: cj {command}.")
    next_step = N_("To go on with it: cj draft resume {ref}")


class NotSentFromHere(Failure):
    """Comments to a recording that this journal did not send. Facts: file, code."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("{file}: no process recording of this journal was sent under the code {code}.")
    next_step = N_("Was it sent from another journal? Name that one with --journal DIR.")


class NothingOpen(Failure):
    """Facts: ref, name, kind."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("{ref} ({name}) has nothing open of this kind: {kind}.")
    next_step = N_("`cj show {ref}` lists what there is. Name one by its ref.")


class SamePerson(Failure):
    """Facts: ref, name, next."""

    exit_code = ExitCode.CANCELLED
    sentence = N_("Stopped: this is {name}, {ref}. No new case was opened.")
    next_step = N_("Go on with: {next}")


class NotThoseWords(Failure):
    """The recovery words were not copied correctly."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("That is not the word, so nothing was changed. Throw that paper away: those words will not work.")
    next_step = N_("Start again with a new sheet of paper: cj key recovery")


class NoRecipient(Failure):
    """Something is to leave the journal, and nobody said to whom."""

    exit_code = ExitCode.NO_CONSENT
    sentence = N_("Nobody said who this is for, so there is no consent to go by.")
    next_step = N_(
        "Name the recipient: --to NAME. If danger or the law leaves you no choice, say why as well: --override TEXT"
    )


class NotAllConsent(Failure):
    """Facts: recipient, n, of, cases."""

    exit_code = ExitCode.NO_CONSENT
    sentence = N_(
        "There is no valid consent to share everything with {recipient} in {n} of {of} cases: {cases}. "
        "Nothing was exported."
    )
    next_step = N_(
        "Leave them out: --only-consented. If danger or the law leaves you no choice, say why: --override TEXT"
    )


class HandedOutOnly(Failure):
    """Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The case says that this was handed out, but the disk refused {path}: {reason}.")
    next_step = N_("Free some space or correct the permissions, then run the command again; it is recorded only once.")


class SealedForAge(Failure):
    """Facts: path."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{path} is sealed for an age key, which cj does not have.")
    next_step = N_("Open it with age first: age --decrypt -i KEYFILE -o OPENED {path}. Then: cj import OPENED")


class RestNotTakenIn(Failure):
    """The disk stopped an import in the middle. Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The disk reported an error at {path}: {reason}.")
    next_step = N_("Free some space, then give the same command again: it goes on where this one stopped.")
