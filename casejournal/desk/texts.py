"""Long texts: from a file, from standard input, typed by hand or in the worker's own editor. What was typed is kept."""

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casejournal.desk.editor import Editor, editor, run
from casejournal.desk.named import STANDARD, named
from casejournal.desk.refusals import StillOpen
from casejournal.desk.screen import is_terminal
from casejournal.desk.whose import head, whose, without_head
from casejournal.errors import AnswerNeeded, Cancelled, CannotRead, DiskRefused, Failure, NotText
from casejournal.forms.fields import Answers
from casejournal.storage import disk
from casejournal.storage.drafts import BY_HAND, OF_A_DRAFT
from casejournal.storage.platform import is_private
from casejournal.words import N_, _

if TYPE_CHECKING:
    from casejournal.desk import Desk

_TEXT = "text.txt"


class ByHand:
    """What a person types on standard input for `-`, in a private file in memory until the command has ended well."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path: Path | None = None
        self._unkept = ""

    def keep(self, text: str) -> None:
        """Keep the lines typed so far. Where they can be kept nowhere they are told if they are left."""
        try:
            self._write(text)
        except Failure:
            self._unkept = text

    def release(self) -> None:
        """Remove the file: what was typed is recorded, or a draft has it."""
        if self._path:
            disk.remove(self._path)
        self._path = None

    def what_is_left(self) -> Iterator[str]:
        """A sentence about the file, if there is one; else what was typed."""
        if self._unkept:
            yield _("This could not be saved anywhere. Copy it before you close the window:")
            yield self._unkept
        elif self._path and self._path.exists():
            yield _("What you typed is in {path}.").format(path=self._path)

    def _write(self, text: str) -> None:
        if self._path is None:
            disk.private_folder(self._folder)
            if not is_private(self._folder):
                raise DiskRefused(path=str(self._folder), reason=N_("other people can open this folder"))
            self._path = self._folder / f"{BY_HAND}{os.urandom(6).hex()}.txt"
        disk.replace(self._path, text.encode(errors="replace"))


def read(source: str, name: str, keep: Callable[[str], None]) -> str:
    """The text of a file, or of standard input for `-`. Raises CannotRead or NotText, which calls the source `name`.

    What is typed by hand is handed to `keep` after each line: there is no other copy.
    """
    try:
        data = _standard_input(keep) if source == STANDARD else Path(named(source)).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(source=name) from error
    except (OSError, ValueError) as error:
        raise CannotRead(path=source, reason=getattr(error, "strerror", None) or "") from error


def _standard_input(keep: Callable[[str], None]) -> bytes:
    if sys.stdin is None:  # closed by the program that started us
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if not is_terminal(sys.stdin):
        return sys.stdin.buffer.read()
    typed = b""
    for line in iter(sys.stdin.buffer.readline, b""):
        typed += line
        keep(typed.decode(errors="replace"))
    return typed


def edit(  # noqa: PLR0917 - see Desk.edit
    desk: "Desk",
    text: str,
    field: str,
    answers: Answers,
    command: tuple[str, ...],
    beside: Sequence[str] = (),
    explained: Sequence[str] = (),
    fits: Callable[[str], object] = lambda _text: None,
) -> str:
    """Let the worker change `text` in their editor, and return the result: see `Desk.edit`."""
    draft = desk.draft
    draft.require_same(command)
    if (written := draft.finished(field)) is not None:
        return written
    if desk.flags.get("no_input"):
        raise AnswerNeeded(options="TEXT")
    text, others = answers.get(field) or text, {name: said for name, said in answers.items() if name != field}

    def keep(text: str, editing: str = "") -> None:
        draft.keep(command, others | ({field: text} if text.strip() else {}), {}, editing=editing)

    keep(text, field)
    sheet = _Sheet(draft.private_folder(), head([*whose(desk.journal, (*command, *beside)), *explained]), text)
    try:
        sheet.open(desk, editor(desk.config.value("editor") or desk.env.get("VISUAL") or desk.env.get("EDITOR") or ""))
        written = sheet.text()
    except StillOpen:
        raise
    except (Failure, KeyboardInterrupt):
        if sheet.was_changed:
            keep(sheet.text(), field)
        elif not (answers or draft.resumed or sheet.beside()):
            draft.remove()
        raise
    if not written.strip():
        if not draft.resumed:
            draft.remove()
        raise Cancelled
    keep(written)
    sheet.end(kept=draft.is_kept)
    _require_fits(fits, written, lambda: keep(written, field))
    return written


def _require_fits(fits: Callable[[str], object], text: str, back: Callable[[], None]) -> None:
    """Raises what `fits` does; first it calls `back`, so that whoever goes on is in the editor again."""
    try:
        fits(text)
    except Failure:
        back()
        raise


class _Sheet:
    """A text in a private folder in memory, with a head that says whose file it is about.

    What the editor puts beside it stays in the folder too. The name says nothing about the client.
    """

    def __init__(self, folder: Path, put_there: str, text: str) -> None:
        self._folder = folder
        self._head = put_there
        self._path = folder / _TEXT
        if self._path.exists() and not self._path.is_file():  # an editor can leave a folder there
            self._path = folder / f"{os.urandom(3).hex()}-{_TEXT}"
        if not (self._path.exists() and self._bytes().strip()):  # else it was open when the draft was left
            disk.replace(self._path, (put_there + (text or "\n")).encode())
        self._before = self._bytes()

    def open(self, desk: "Desk", chosen: Editor) -> None:
        """Let the worker write. Raises NoEditor, EditorFailed, or StillOpen if a window of its own may be open."""
        for path in self.beside():
            desk.tell(_("The editor left text that was not saved: {path}").format(path=path))
        unsaved = next(iter(chosen.unsaved(self._folder)), None)
        if unsaved and not chosen.recovers:
            disk.replace(self._path, disk.read(unsaved))
            disk.remove(unsaved)
        before = self._bytes()
        at_once = run(chosen.call(self._path, self._head.count("\n") + 1, unsaved))
        if at_once and desk.can_ask and self._bytes() == before and not self._says_it_is_closed(desk):
            raise StillOpen(editor=chosen.name)

    def text(self) -> str:
        """The text as it is now, without the head. Raises CannotRead or NotText."""
        try:
            return without_head(self._bytes().decode("utf-8-sig"), self._head)
        except UnicodeDecodeError as error:
            raise NotText(source=str(self._path)) from error

    @property
    def was_changed(self) -> bool:
        """Whether there is another text than at first, which can be read."""
        try:
            return self._bytes() != self._before and bool(self.text().strip())
        except Failure:
            return False

    def beside(self) -> list[Path]:
        """What else the editor left in the folder."""
        return sorted(path for path in self._folder.iterdir() if path != self._path and path.suffix != OF_A_DRAFT)

    def end(self, *, kept: bool) -> None:
        """The editor is closed. If the draft has the text, its file goes; what lies beside it goes with the draft."""
        if kept:
            disk.remove(self._path)

    def _bytes(self) -> bytes:
        return disk.read(self._path)

    def _says_it_is_closed(self, desk: "Desk") -> bool:
        question = _("The editor ended at once, and the text has not changed. Have you finished, saved and closed it?")
        try:
            return desk.asks.yes(question, mere_enter=False)
        except (KeyboardInterrupt, EOFError):
            return False
