"""The screen: the only module that prints. Answers go to standard output, everything else to standard error."""

import io
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any, TextIO

import msgspec

from casejournal.desk.config import Config
from casejournal.desk.refusals import OutputRefused
from casejournal.errors import Failure
from casejournal.render.page import Answer, Page
from casejournal.render.plain import plain
from casejournal.words import visible, wrapped

SCHEMA = "casejournal/{kind}/1"
_WIDEST = 110
_DUMB = {"dumb", "unknown"}
"""Terminals that cannot move the cursor, by TERM."""


class Screen:
    """Shows what a command says, to a person or a script, in the format they asked for."""

    def __init__(self, config: Config, flags: Mapping[str, Any]) -> None:
        self._config = config
        self._flags = flags

    def put(self, answer: Answer) -> None:
        """Print an answer on standard output. Raises OutputRefused, or BrokenPipeError if the reader is gone."""
        try:
            self._put_out(answer)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputRefused(reason=error.strerror or type(error).__name__) from error

    def failed(self, failure: Failure, left: Sequence[str] = ()) -> None:
        """Tell what went wrong and what to do next; `left` are sentences about text that was not recorded."""
        if self._flags.get("json"):
            told = {"code": failure.code, "message": failure.message(), "hint": failure.hint(), "left": list(left)}
            self._tell_raw(escaped(json.dumps({"schema": SCHEMA.format(kind="error"), **told}, ensure_ascii=False)))
            return
        self.tell(failure.message())
        for sentence in (failure.hint(), *left):
            if sentence:
                self.tell(sentence)

    def _put_out(self, answer: Answer) -> None:
        if self._flags.get("json"):
            data = msgspec.to_builtins(answer.data(), enc_hook=str)  # a Phrase becomes English text
            whole = {"schema": SCHEMA.format(kind=answer.kind), **(data if isinstance(data, dict) else {"items": data})}
            self.print(escaped(json.dumps(whole, ensure_ascii=False)))
        elif self.draws:
            self._draw(answer.page())
        else:
            labelled = self.is_plain and (self._asked_plain or is_terminal(sys.stdout))
            sys.stdout.writelines(f"{line}\n" for line in plain(answer.page(), labelled=labelled))

    def print(self, text: str) -> None:
        """Print one line on standard output, unchanged."""
        sys.stdout.write(text + "\n")

    def tell(self, sentence: str) -> None:
        """Show the person a sentence that is not part of the answer, on standard error."""
        shown = visible(sentence)
        self._tell_raw(wrapped(shown) if is_terminal(sys.stderr) else shown)

    def _tell_raw(self, text: str) -> None:
        try:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
        except OSError:
            pass  # nobody can be told; the exit code still says it

    @property
    def is_plain(self) -> bool:
        """Whether lines are written one after the other and nothing is drawn: the person asked for it, or the terminal
        can do no more.
        """
        return self._asked_plain or self._config.env.get("TERM", "").lower() in _DUMB

    @property
    def _asked_plain(self) -> bool:
        return bool(self._config.value("plain"))

    @property
    def draws(self) -> bool:
        """Whether answers are drawn for a terminal, with colours and boxes. FORCE_COLOR asks for that anywhere."""
        if self._flags.get("json") or self._asked_plain:
            return False
        return self._forced or (is_terminal(sys.stdout) and not self.is_plain)

    @property
    def _forced(self) -> bool:
        env = self._config.env
        return bool(env.get("FORCE_COLOR")) and not env.get("NO_COLOR")

    def _draw(self, page: Page) -> None:
        from rich.console import Console  # lazy: 25 ms that only a screen needs

        from casejournal.render.terminal import has_line_to_copy, terminal

        colours: Any = "standard" if self._forced and self.is_plain else "auto"
        console = Console(
            markup=False, emoji=False, highlight=False, force_terminal=self._forced or None, color_system=colours
        )
        console.width = min(console.width, _WIDEST)
        drawn, cut = terminal(page, console), not has_line_to_copy(page)
        if console.legacy_windows or not is_terminal(sys.stdout):
            console.print(drawn, crop=cut)
            return
        with console.capture() as screen:
            console.print(drawn, crop=cut)
        self._page(screen.get())

    def _page(self, text: str) -> None:
        """Show the text: in the pager if it is longer than the screen, else as it is."""
        is_long = text.count("\n") >= shutil.get_terminal_size().lines
        if is_long and not (self._flags.get("no_pager") or self._flags.get("no_input")):
            from casejournal.desk import pager  # lazy: most answers fit the screen

            words = pager.pager(self._config.value("pager"), self._config.env)
            if words and pager.show(words, text, self._config.env, sys.stdout.encoding):
                return
        sys.stdout.write(text)


def escaped(text: str) -> str:
    """JSON that is safe on a terminal: characters that cannot be printed become JSON escapes."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else json.dumps(letter)[1:-1] for letter in text)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the stream is a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed by the program that started us
        return False


@contextmanager
def captured() -> Iterator[io.StringIO]:
    """Nothing is printed meanwhile; gives what would have been told on standard error."""
    told = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(told):
        yield told
