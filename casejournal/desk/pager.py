"""A long answer is handed to the worker's pager, through a pipe only: no file, no shell, no history of searches."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress

from casejournal.storage.platform import words_of
from casejournal.words import _

_READS_COLOURS = "R"
"""The option with which less shows colours instead of their codes."""
_QUIETLY = {"LESSHISTFILE": "-", "LESSSECURE": "1"}
"""What keeps less from writing searches down, and from starting an editor or a shell with the text."""


def pager(chosen: str, env: Mapping[str, str]) -> list[str]:
    """The pager as it is called: `chosen` in the settings, else PAGER, else less. Empty if there is none to use.

    An empty CJ_PAGER, and `cat` anywhere, mean none.
    """
    if env.get("CJ_PAGER") == "":
        return []
    try:
        words = words_of(chosen or env.get("PAGER") or "less")
    except ValueError:  # its quotes do not match
        return []
    return words if words and words[0] != "cat" and shutil.which(words[0]) else []


def show(words: list[str], text: str, env: Mapping[str, str], encoding: str) -> bool:
    """Show the text in the pager, and return when it is closed. Returns whether the pager could show it."""
    try:
        program = subprocess.Popen(words, stdin=subprocess.PIPE, env=_surroundings(env, encoding))
    except (OSError, ValueError):
        return False
    kept = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager, which stops searching and stays
    try:
        with suppress(BrokenPipeError):  # closed before the end was read, as one closes a book
            program.communicate(text.encode(encoding, "backslashreplace"))
        return program.wait() == 0
    finally:
        signal.signal(signal.SIGINT, kept)


def _prompt() -> str:
    """What less shows at the bottom, for somebody who never met it. To less itself `:` and others are signs."""
    return re.sub(r"([:?.%\\])", r"\\\1", _("Space: on   b: back   q: close"))


def _surroundings(env: Mapping[str, str], encoding: str) -> dict[str, str]:
    """The variables for the pager: what less needs to show colours, to leave the text on the screen, and to keep
    nothing.
    """
    options = env.get("LESS") or f"FRX -Ps{_prompt()}$"
    if _READS_COLOURS not in options:
        options += f" -{_READS_COLOURS}"
    charset = {"LESSCHARSET": "utf-8"} if encoding.lower().replace("-", "") == "utf8" else {}
    return {**os.environ, **charset, **env, **_QUIETLY, "LESS": options}
