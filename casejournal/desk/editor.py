"""Long texts in the worker's own editor. The private file is removed only when the journal has its text."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from casejournal.desk.refusals import EditorFailed, NoEditor
from casejournal.desk.whose import without_head
from casejournal.errors import DiskRefused
from casejournal.storage import disk
from casejournal.storage.platform import is_private
from casejournal.words import N_

PREFIX = "note-"
_KNOWN = ("nano", "vim", "vi", "notepad")
_QUIET = {
    "vim": ("-n", "-i", "NONE", "-c", "set nobackup nowritebackup noswapfile noundofile"),
    "nvim": ("-n", "-i", "NONE", "-c", "set nobackup nowritebackup noswapfile noundofile"),
    "vi": ("-n",),
    "nano": ("--ignorercfiles",),
}
"""Options that stop an editor from leaving copies of the text."""


def edit(path: Path, command: str, line: int = 1) -> None:
    """Open the file in the worker's editor, at that line, and wait. Raises NoEditor or EditorFailed."""
    words = _command(command, line)
    try:
        subprocess.run([*words, str(path)], check=True)
    except (OSError, ValueError) as error:
        raise NoEditor(editor=words[0], reason=getattr(error, "strerror", None) or type(error).__name__) from error
    except subprocess.CalledProcessError as error:
        raise EditorFailed(editor=words[0]) from error


class Typed:
    """Long texts that a person typed, in private files of the runtime folder until the journal has them.

    The name of a file says nothing about the client.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: list[Path] = []
        self._heads: dict[Path, str] = {}

    def keep(self, text: str, head: str = "") -> Path:
        """Write `head` and `text` to a new file, and return its path. Raises DiskRefused if others could read it."""
        disk.private_folder(self.folder)
        if not is_private(self.folder):
            raise DiskRefused(path=str(self.folder), reason=N_("others can look into this folder"))
        path = self.folder / f"{PREFIX}{os.urandom(6).hex()}.txt"
        disk.replace(path, (head + text).encode())
        self.paths.append(path)
        self._heads[path] = head
        return path

    def release(self) -> None:
        """Remove the files: the journal has the text, or there was none. What the disk refuses is only reported."""
        for path in self.paths:
            with disk.reporting():
                disk.remove(path)
        self.paths = []

    def left(self) -> list[Path]:
        """The files that hold text. Their heads are cut off, and blank files removed."""
        for path in self.paths:
            self._cut_off_head(path)
        blank = [path for path in self.paths if path.exists() and not path.read_bytes().strip()]
        for path in blank:
            disk.remove(path)
        return [path for path in self.paths if path.exists()]

    def _cut_off_head(self, path: Path) -> None:
        try:
            text = path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return  # it stays as the editor left it
        written = without_head(text, self._heads[path])
        if written != text:
            disk.replace(path, written.encode())


def left_behind(folder: Path) -> list[Path]:
    """The files that earlier commands left because they were stopped, sorted by name."""
    return sorted(path for path in folder.glob(f"{PREFIX}*.txt") if path.stat().st_size)


def _command(command: str, line: int) -> list[str]:
    try:
        given = shlex.split(command)
    except ValueError as error:
        raise NoEditor(editor=command, reason=N_("its quotes do not match")) from error
    words = given or [next((name for name in _KNOWN if shutil.which(name)), _KNOWN[0])]
    quiet = _QUIET.get(Path(words[0]).name)
    return [*words, *quiet, f"+{line}"] if quiet else words
