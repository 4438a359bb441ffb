"""Long texts in the worker's own editor: the file lies in the runtime folder, private, and is removed afterwards."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from casejournal.errors import EditorFailed
from casejournal.storage import disk
from casejournal.storage.platform import is_private
from casejournal.words import N_

_KNOWN = ("nano", "vim", "vi", "notepad")
_QUIET = {
    "vim": ("-n", "-i", "NONE", "-c", "set nobackup nowritebackup noswapfile noundofile"),
    "nvim": ("-n", "-i", "NONE", "-c", "set nobackup nowritebackup noswapfile noundofile"),
    "vi": ("-n",),
}
"""Options that keep an editor from leaving copies of what is typed."""


def edited(text: str, about: str, command: str, folder: Path, read_text: Callable[[str], str]) -> str:
    """What the worker made of `text`. Raises EditorFailed; the file then stays, and its place is told.

    `about` is not written anywhere: the file's name says nothing of the client.
    """
    del about
    words = _command(command)
    disk.private_folder(folder)
    if not is_private(folder):
        raise EditorFailed(editor=words[0], reason=N_("others can look into the runtime folder"), path=folder)
    path = folder / f"note-{os.getpid()}.txt"
    disk.replace(path, text.encode())
    try:
        subprocess.run([*words, str(path)], check=True)
        written = read_text(str(path))
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "strerror", None) or N_("it ended with an error")
        raise EditorFailed(editor=words[0], reason=reason, path=path) from error
    disk.remove(path)
    return written


def _command(command: str) -> list[str]:
    words = shlex.split(command) or [next((name for name in _KNOWN if shutil.which(name)), _KNOWN[0])]
    return [*words, *_QUIET.get(Path(words[0]).name, ())]
