"""The failures that several layers raise: what is wrong, what to do next, and the exit code a script sees.

A failure carries facts, not a finished sentence; the boundary in `cli` turns it into the worker's language. A failure
that only one layer raises stands in the `refusals` of that layer.
"""

from collections.abc import Mapping
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


OF_THE_SYSTEM = frozenset(
    {
        N_("Bad file descriptor"),
        N_("Device or resource busy"),
        N_("Disk quota exceeded"),
        N_("Exec format error"),
        N_("File exists"),
        N_("File name too long"),
        N_("File too large"),
        N_("Input/output error"),
        N_("Is a directory"),
        N_("No such device"),
        N_("No such file or directory"),
        N_("No space left on device"),
        N_("Not a directory"),
        N_("Operation not permitted"),
        N_("Permission denied"),
        N_("Read-only file system"),
        N_("Too many levels of symbolic links"),
        N_("Too many open files"),
    }
)
"""What the system says of a file or disk that it refuses. As the fact `reason` it is translated."""


class Failure(Exception):
    """Something a person can act on. `facts` fill the braces of the class's sentence and of its next step.

    A fact that is a Phrase is translated, and so is what the system gives as a `reason`. Any other text is a person's
    own and stays as it is.
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
        return "".join(f"_{each.lower()}" if each.isupper() else each for each in name).lstrip("_")

    def message(self) -> str:
        """What is wrong, in the worker's language."""
        return self._filled(self.sentence)

    def hint(self) -> str:
        """What to do next, in the worker's language; empty when there is nothing to do.

        If the fact `near` names what the person may have meant, the hint offers that first.
        """
        offered = [N_("Did you mean: {near}?")] if self.facts.get("near") else []
        return " ".join(map(self._filled, filter(None, [*offered, self.next_step])))

    def _filled(self, sentence: str) -> str:
        return filled(sentence, self.facts)


def filled(sentence: str, facts: Mapping[str, object]) -> str:
    """A sentence with its facts, in the worker's language: see `Failure`."""
    return _(sentence).format(**{name: visible(_shown(name, fact)) for name, fact in facts.items()})


def _shown(name: str, fact: object) -> str:
    is_ours = isinstance(fact, Phrase) or (name == "reason" and fact in OF_THE_SYSTEM)
    return _(str(fact)) if is_ours else str(fact)


class Cancelled(Failure):
    """The person said no."""

    exit_code = ExitCode.CANCELLED
    sentence = N_("Stopped, as you asked. Nothing was written.")


class AnswerNeeded(Failure):
    """A question is left open and nobody can be asked. Facts: options."""

    exit_code = ExitCode.ANSWER_NEEDED
    sentence = N_("Still needed, and there is nobody to ask: {options}.")
    next_step = N_(
        "Give it as an option (or in a form, with --from FILE), or run the command at a terminal without --no-input."
    )


class GivenTwice(Failure):
    """Facts: one, other."""

    exit_code = ExitCode.USAGE
    sentence = N_("This was given twice, and only one can be used: {one}, and {other}.")
    next_step = N_("Leave one of them out. Nothing was recorded.")


class DiskRefused(Failure):
    """Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The disk reported an error at {path}: {reason}.")
    next_step = N_(
        "Nothing was recorded. Check that the folder is there, is writable and has room, then run the command again."
    )


class CannotRead(Failure):
    """Facts: path, reason."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("{path} cannot be read: {reason}.")


class RecordNotFound(Failure):
    """Facts: asked."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("No record found for “{asked}”.")
    next_step = N_("`cj show CASE` lists the refs of a case.")


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


class NotText(Failure):
    """Facts: source."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{source} is not readable text (UTF-8).")
    next_step = N_("Save it as UTF-8 and run the command again.")
