"""The screen: the only module that prints. Answers go to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Mapping, Sequence
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
            self._tell_raw(_escaped(json.dumps({"schema": SCHEMA.format(kind="error"), **told}, ensure_ascii=False)))
            return
        self.tell(failure.message())
        for sentence in (failure.hint(), *left):
            if sentence:
                self.tell(sentence)

    def _put_out(self, answer: Answer) -> None:
        if self._flags.get("json"):
            data = msgspec.to_builtins(answer.data(), enc_hook=str)  # a Phrase becomes English text
            whole = {"schema": SCHEMA.format(kind=answer.kind), **(data if isinstance(data, dict) else {"items": data})}
            self.print(_escaped(json.dumps(whole, ensure_ascii=False)))
        elif self.draws:
            self._draw(answer.page())
        else:
            sys.stdout.writelines(f"{line}\n" for line in plain(answer.page(), labelled=self.is_plain))

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
        """Whether the person asked for labelled lines (--plain)."""
        return bool(self._config.value("plain"))

    @property
    def draws(self) -> bool:
        """Whether answers are drawn for a terminal, with colours and boxes."""
        return is_terminal(sys.stdout) and not self.is_plain and not self._flags.get("json")

    def _draw(self, page: Page) -> None:
        from rich.console import Console  # lazy: 25 ms that only a screen needs

        from casejournal.render.terminal import terminal

        console = Console(markup=False, emoji=False, highlight=False)
        console.width = min(console.width, _WIDEST)
        console.print(terminal(page, console))


def _escaped(text: str) -> str:
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
