"""The worker's own editor: which program it is, how it is kept from leaving copies, and running it."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from casejournal.desk.refusals import EditorFailed, NoEditor
from casejournal.storage.platform import words_of
from casejournal.words import N_

_AT_ONCE = 2.0
"""Seconds after which nobody can have opened an editor, written something and closed it."""


class Family(msgspec.Struct, frozen=True):
    """Editors that know the same options."""

    names: frozenset[str]
    quiet: tuple[str, ...]
    """Options that stop it from leaving copies of the text outside the folder of the file, or after it."""
    unsaved: str = ""
    """What the files are called in which it keeps text that was not saved; empty if there are none."""
    recovers: tuple[str, ...] = ()
    """Options that open such a file in place of the text; empty if it holds the text itself."""


_VIM = (
    "-n",
    "-i",
    "NONE",
    "-c",
    "set nobackup nowritebackup noundofile directory=. updatecount=200 swapfile",  # -n: no swap before this is set
)
_EMACS = (
    "(setq make-backup-files nil backup-directory-alist nil auto-save-file-name-transforms nil"
    " savehist-additional-variables nil undo-tree-auto-save-history nil)"
)
FAMILIES = (
    Family(frozenset({"vim", "vimx", "rvim", "rview", "evim"}), _VIM, ".*.sw?", ("-r",)),
    Family(frozenset({"gvim", "rgvim", "gview", "mvim"}), ("-f", *_VIM), ".*.sw?", ("-r",)),  # -f: it waits
    Family(frozenset({"nvim"}), _VIM, ".*.sw?", ("-r",)),
    Family(frozenset({"nano", "rnano", "pico"}), ("--ignorercfiles",), "*.save*"),
    Family(frozenset({"emacs"}), ("--eval", _EMACS), "#*#"),
    Family(frozenset({"micro"}), ("-backup", "false", "-savehistory", "false", "-saveundo", "false")),
    Family(frozenset({"joe", "jmacs", "jstar", "jpico", "rjoe"}), ("-nobackups", "-nodeadjoe", "--joe_state")),
)
_MAY_BE_VIM = frozenset({"vi", "view", "ex"})
_KNOWN = ("nano", "vim", "vi", "notepad")


class Editor(msgspec.Struct, frozen=True):
    """An editor as it is called: its words, and the family it belongs to, if that is known."""

    words: tuple[str, ...]
    family: Family | None = None
    place: int = 0
    """The place of the program among the words: `env` may stand before it."""

    @property
    def name(self) -> str:
        """What to call it."""
        return self.words[0]

    @property
    def recovers(self) -> bool:
        """Whether it reads what was not saved in a form of its own; else that is simply the text."""
        return bool(self.family and self.family.recovers)

    def unsaved(self, folder: Path) -> list[Path]:
        """The files in the folder that hold text which was not saved, the newest first."""
        found = folder.glob(self.family.unsaved) if self.family and self.family.unsaved else ()
        return sorted(found, key=lambda path: path.lstat().st_mtime, reverse=True)

    def call(self, path: Path, line: int, unsaved: Path | None = None) -> list[str]:
        """The words that open `path` at that line, or what was not saved of it."""
        if self.family is None:
            return [*self.words, str(path)]
        before, own = self.words[: self.place + 1], self.words[self.place + 1 :]
        file = [*self.family.recovers, str(unsaved)] if unsaved and self.family.recovers else [f"+{line}", str(path)]
        return [*before, *self.family.quiet, *own, *file]


def editor(command: str) -> Editor:
    """The editor of that command line; if empty, one that is installed. Raises NoEditor."""
    try:
        given = words_of(command)
    except ValueError as error:
        raise NoEditor(editor=command, reason=N_("a quotation mark is missing")) from error
    words = given or [next((name for name in _KNOWN if shutil.which(name)), _KNOWN[0])]
    before = words[0] == "env"
    place = next((at for at, word in enumerate(words) if not (before and (at == 0 or "=" in word))), 0)
    return Editor(tuple(words), family_of(words[place]), place)


def run(words: Sequence[str]) -> bool:
    """Run the editor and wait for its end. Returns whether it was back at once. Raises NoEditor or EditorFailed."""
    began = time.monotonic()
    try:
        subprocess.run(words, check=True, umask=0o077)  # what it leaves beside the text is private too
    except (OSError, ValueError) as error:
        raise NoEditor(editor=words[0], reason=getattr(error, "strerror", None) or type(error).__name__) from error
    except subprocess.CalledProcessError as error:
        raise EditorFailed(editor=words[0]) from error
    return time.monotonic() - began < _AT_ONCE


def family_of(word: str) -> Family | None:
    """The family of the program that this word starts: what a link or an alternative leads to counts, not its name."""
    if word.startswith("-") or "\0" in word:
        return None
    found = shutil.which(word)
    names = [_plain(name) for name in ([os.path.realpath(found)] if found else []) + [word]]
    if names[0] in _MAY_BE_VIM and found and _says_it_is_vim(found):
        names = ["vim"]
    return next((family for name in names for family in FAMILIES if name in family.names), None)


def _plain(path: str) -> str:
    """The name of a program without its folder, its version and what is behind a point: vim of vim.basic, vim.exe."""
    letters = re.match(r"[a-z]+", re.split(r"[\\/]", path)[-1].lower())
    return letters[0] if letters else ""


def _says_it_is_vim(program: str) -> bool:
    """Whether a program that is called vi by itself is Vim: what Vim understands stops another vi."""
    try:
        told = subprocess.check_output(
            [program, "--version"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=5
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return told.startswith(b"VIM")
