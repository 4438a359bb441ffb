"""Long texts in the worker's own editor, in a private file that goes only when the journal has what is in it."""

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
"""Options that keep an editor from leaving copies of what is typed."""


def edit(path: Path, command: str, line: int = 1) -> None:
    """Let the worker's editor change the file, beginning at that line. Raises NoEditor or EditorFailed."""
    words = _command(command, line)
    try:
        subprocess.run([*words, str(path)], check=True)
    except (OSError, ValueError) as error:
        raise NoEditor(editor=words[0], reason=getattr(error, "strerror", None) or type(error).__name__) from error
    except subprocess.CalledProcessError as error:
        raise EditorFailed(editor=words[0]) from error


class Typed:
    """What a person typed at length, in a private file of the runtime folder until the journal has it.

    The name of the file says nothing of the client.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: list[Path] = []
        self._heads: dict[Path, str] = {}

    def keep(self, text: str, head: str = "") -> Path:
        """Put `text` into a file of its own, below `head`. Raises DiskRefused where others could look at it."""
        disk.private_folder(self.folder)
        if not is_private(self.folder):
            raise DiskRefused(path=str(self.folder), reason=N_("others can look into this folder"))
        path = self.folder / f"{PREFIX}{os.urandom(6).hex()}.txt"
        disk.replace(path, (head + text).encode())
        self.paths.append(path)
        self._heads[path] = head
        return path

    def release(self) -> None:
        """The journal has it, or it was never more than blank: the files go."""
        for path in self.paths:
            disk.remove(path)
        self.paths = []

    def left(self) -> list[Path]:
        """The files with something in them, without the heads that were put there."""
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
    """What earlier commands could not hand over, because they were stopped."""
    return sorted(path for path in folder.glob(f"{PREFIX}*.txt") if path.stat().st_size)


def _command(command: str, line: int) -> list[str]:
    try:
        given = shlex.split(command)
    except ValueError as error:
        raise NoEditor(editor=command, reason=N_("its quotes do not match")) from error
    words = given or [next((name for name in _KNOWN if shutil.which(name)), _KNOWN[0])]
    quiet = _QUIET.get(Path(words[0]).name)
    return [*words, *quiet, f"+{line}"] if quiet else words
