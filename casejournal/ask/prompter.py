"""Questions at a real terminal, one at a time."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, cast

from casejournal.ask.asks import REQUESTS, Reply, Request
from casejournal.ask.closed import stop_when_the_terminal_closes
from casejournal.forms.fields import Choices
from casejournal.words import _, wrapped


class Prompter:
    """Questions at a real terminal, drawn on standard error: standard output is for answers."""

    def __init__(self) -> None:
        import questionary  # lazy: 100 ms, and only a person at a terminal waits for it
        from prompt_toolkit.output import create_output

        from casejournal.ask import keys

        stop_when_the_terminal_closes()
        self._ask = questionary
        self._keys = keys
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
        try:
            reply: str = self._reply(question, self._keys.typed(long=long))
        except KeyboardInterrupt as stopped:
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
        return cast("str | Request", self._reply(question, self._keys.chosen()))

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str]) -> list[str] | Request:
        """The values of any number of choices."""
        offered = [self._ask.Choice(label, value=value, checked=value in before) for value, label in choices]
        self._head(title, hint)
        keys = _("space marks, Enter goes on; ?: why, <: back")
        question = self._ask.checkbox("", offered, instruction=keys, use_jk_keys=False, **self._look)
        return cast("list[str] | Request", self._reply(question, self._keys.chosen()))

    def _head(self, title: str, hint: str) -> None:
        """Print the question, wrapped: the prompt library cuts a prompt of more than one line."""
        look = {"output": self._look["output"]}
        self._ask.print("\n" + wrapped(title, first="· ", then="  "), "bold", **look)
        if hint:
            self._ask.print(wrapped(hint, first="  ", then="  "), **look)

    def secret(self, title: str) -> str:
        """A line that is not shown as it is typed."""
        question = self._ask.password(title, **self._look | {"qmark": "·"})
        return cast("str", self._reply(question, self._keys.secret()))

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means."""
        self._head(sentence, "")
        question = self._ask.confirm("", default=mere_enter, auto_enter=False, **self._look)
        return cast("bool", self._reply(question, self._keys.YES_OR_NO))

    def _reply(self, question: Any, acts: Mapping[str, Any]) -> Any:
        """The reply to a question at which the keys do what `acts` say. Raises KeyboardInterrupt if it is stopped."""
        self._keys.decide(question.application, acts)
        try:
            return question.unsafe_ask()
        except (EOFError, OSError) as closed:  # the terminal went away, perhaps while the question was drawn
            raise KeyboardInterrupt from closed


def _moved(reply: str, before: str) -> Reply:
    """The reply; if it ends in a request, the request and the text before it.

    A request stands alone, on a last line of its own, or directly after the earlier answer.
    """
    text, move = reply.rstrip()[:-1], reply.strip()[-1:]
    if move in REQUESTS and (not text.strip() or text.endswith("\n") or text == before.rstrip()):
        return Request(move), text.rstrip()
    return reply
