"""Questions at a real terminal, one at a time."""

import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any, cast

from casejournal.ask.asks import REQUESTS, Reply, Request
from casejournal.forms.fields import Choices
from casejournal.words import _, wrapped


class Prompter:
    """Questions at a real terminal, drawn on standard error: standard output is for answers."""

    def __init__(self) -> None:
        import questionary  # lazy: 100 ms, and only a person at a terminal waits for it
        from prompt_toolkit.output import create_output

        for name in ("SIGHUP", "SIGTERM"):  # Windows has no SIGHUP
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _stop)
        self._ask = questionary
        self._look: dict[str, Any] = {
            "qmark": " >",
            "style": questionary.Style(
                [("qmark", "bold"), ("question", "bold"), ("instruction", "fg:ansibrightblack")]
            ),
            "output": create_output(stdout=sys.stderr),
        }

    def text(self, title: str, hint: str, before: str, *, long: bool) -> Reply:
        """A line of text; several if `long`."""
        done = _("Enter: new line   Ctrl-D: done, or skip") if long else _("Enter: done, or skip")
        keys = f"{done}   {_('?: why   <: back')}"
        self._head(title, hint)
        question = self._ask.text("", before, multiline=long, instruction="", bottom_toolbar=keys, **self._look)
        _bind(question, {"c-d": _hand_in, "enter": _new_line} if long else {"c-d": _hand_in})
        try:
            reply: str = question.unsafe_ask()
        except (KeyboardInterrupt, OSError) as stopped:  # OSError: the terminal was closed while drawing
            typed = question.application.current_buffer.text
            raise (KeyboardInterrupt(typed) if typed.strip() else KeyboardInterrupt) from stopped
        return _moved(reply, before)

    def one(self, title: str, hint: str, choices: Choices, before: str) -> str | Request:
        """One of the choices. If it may be left open, Enter alone leaves it open: nothing is chosen by accident."""
        offered = [self._ask.Choice(label, value=value) for value, label in choices]
        start = next((choice for choice in offered if choice.value == before), None)  # before is "" the first time
        self._head(title, hint)
        keys = _("arrows move, Enter chooses; ?: why, <: back")
        question = self._ask.select(
            "", offered, default=start, instruction=keys, use_jk_keys=False, use_emacs_keys=False, **self._look
        )
        return cast("str | Request", _chosen(question))

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str]) -> list[str] | Request:
        """The values of any number of choices."""
        offered = [self._ask.Choice(label, value=value, checked=value in before) for value, label in choices]
        self._head(title, hint)
        keys = _("space marks, Enter goes on; ?: why, <: back")
        question = self._ask.checkbox("", offered, instruction=keys, use_jk_keys=False, **self._look)
        return cast("list[str] | Request", _chosen(question))

    def _head(self, title: str, hint: str) -> None:
        """Print the question, wrapped: the prompt library cuts a prompt of more than one line."""
        look = {"output": self._look["output"]}
        self._ask.print("\n" + wrapped(title, first="· ", then="  "), "bold", **look)
        if hint:
            self._ask.print(wrapped(hint, first="  ", then="  "), **look)

    def secret(self, title: str) -> str:
        """A line that is not shown as it is typed."""
        reply: str = self._ask.password(title, **self._look | {"qmark": "·"}).unsafe_ask()
        return reply

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means."""
        self._head(sentence, "")
        reply: bool = self._ask.confirm("", default=mere_enter, auto_enter=False, **self._look).unsafe_ask()
        return reply


def _moved(reply: str, before: str) -> Reply:
    """The reply; if it ends in a request, the request and the text before it.

    A request stands alone, on a last line of its own, or directly after the earlier answer.
    """
    text, move = reply.rstrip()[:-1], reply.strip()[-1:]
    if move in REQUESTS and (not text.strip() or text.endswith("\n") or text == before.rstrip()):
        return Request(move), text.rstrip()
    return reply


def _stop(_signal: int, _frame: object) -> None:
    """The terminal was closed or the system shuts down: act as if the person pressed Ctrl-C."""
    raise KeyboardInterrupt


def _hand_in(event: Any) -> None:
    event.current_buffer.validate_and_handle()


def _nothing(_event: Any) -> None:
    """Ignore a key that would mark everything at once, which is easily done by mistake."""


def _new_line(event: Any) -> None:
    """Start a new line. If nothing is written yet the question is skipped; a request alone in its line is handed in."""
    document = event.current_buffer.document
    if not document.text.strip() or document.current_line.strip() in REQUESTS:
        event.current_buffer.validate_and_handle()
    else:
        event.current_buffer.insert_text("\n")


def _chosen(question: Any) -> Any:
    def leave_with(move: Request) -> Callable[[Any], None]:
        return lambda event: event.app.exit(result=move)

    _bind(question, {move.value: leave_with(move) for move in Request} | dict.fromkeys("ai", _nothing))
    return question.unsafe_ask()


def _bind(question: Any, actions: dict[str, Callable[[Any], None]]) -> None:
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings  # lazy, as above

    keys = KeyBindings()
    for key, action in actions.items():
        keys.add(key, eager=True)(action)
    known = question.application.key_bindings
    question.application.key_bindings = merge_key_bindings([known, keys]) if known else keys
