"""One line after the other, as the terminal hands them over. What was typed before Ctrl-C is not lost."""

import os
import re
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from unicodedata import category

CUT_AT = 4095
"""In bytes. A terminal hands over no more than this of one line, and drops the rest."""
_PASTED = 0.05
"""Seconds within which the next line comes if it was pasted: nobody types that fast."""
_KEYS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?")
"""What keys such as the arrows send. No line holds the text of them."""

if sys.platform == "win32":

    def typed_line() -> str:
        """The next line, as elsewhere. What was typed of it before Ctrl-C is lost: the console keeps it."""
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return _printed(line)

    def more_waits() -> bool:
        """Whether the next line is there already. A console does not say."""
        return False

    @contextmanager
    def kept_at_ctrl_c() -> Iterator[None]:
        """As elsewhere; a console keeps nothing."""
        yield

else:
    import termios

    def typed_line() -> str:
        """The next line, without its end and without control characters.

        Raises EOFError for Ctrl-D on an empty line; KeyboardInterrupt for Ctrl-C, with what was typed of the line, and
        when the terminal is gone.
        """
        with kept_at_ctrl_c():
            try:
                data = os.read(sys.stdin.fileno(), CUT_AT + 1)
            except OSError as gone:
                raise KeyboardInterrupt from gone
        if data:
            return _printed(data.decode(sys.stdin.encoding, "replace"))
        if not sys.stdin.isatty():
            raise KeyboardInterrupt
        raise EOFError

    def more_waits() -> bool:
        """Whether the next line is there already: several were pasted at once."""
        try:
            return bool(select.select([sys.stdin.fileno()], [], [], _PASTED)[0])
        except (OSError, ValueError):
            return False

    @contextmanager
    def kept_at_ctrl_c() -> Iterator[None]:
        """Inside, the terminal keeps what was typed of a line when Ctrl-C is pressed, and KeyboardInterrupt has it."""
        try:
            terminal = sys.stdin.fileno()
        except (OSError, ValueError):  # a stand-in of a test
            yield
            return
        before = _settings(terminal)
        if before:
            _set(terminal, [*before[:3], before[3] | termios.NOFLSH, *before[4:]])
        try:
            yield
        except KeyboardInterrupt as stopped:
            said = "\n".join(filter(None, [*map(str, stopped.args), _printed(_begun())]))
            raise KeyboardInterrupt(*filter(None, [said])) from None
        finally:
            if before:
                _set(terminal, before)

    def _begun() -> str:
        """What was typed of a line that is not ended."""
        terminal = sys.stdin.fileno()
        before = _settings(terminal)
        if not before:
            return ""
        signs = [*before[6]]
        signs[termios.VMIN] = signs[termios.VTIME] = 0 if isinstance(signs[termios.VMIN], int) else b"\0"
        _set(terminal, [*before[:3], before[3] & ~termios.ICANON, *before[4:6], signs])
        try:
            return os.read(terminal, CUT_AT + 1).decode(sys.stdin.encoding, "replace")
        except OSError:
            return ""
        finally:
            _set(terminal, before)

    def _settings(terminal: int) -> list[Any]:
        """How the terminal is set; empty if it is none, or gone."""
        try:
            return termios.tcgetattr(terminal)
        except termios.error:
            return []

    def _set(terminal: int, settings: list[Any]) -> None:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, settings)


def _printed(text: str) -> str:
    """The text of a line without what keys send that write nothing."""
    text = _KEYS.sub("", text.rstrip("\r\n"))
    return "".join(letter for letter in text if letter == "\t" or category(letter) != "Cc")
