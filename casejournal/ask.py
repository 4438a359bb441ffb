"""The only module that asks a person anything.

`Prompter` puts one question and knows the terminal; `interview` puts a form's questions in order and knows neither.
At any question `<` goes back, `?` says why it is asked, an empty answer leaves it open.
"""

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import Any, Protocol, cast

import msgspec

from casejournal.domain.field import Asked
from casejournal.errors import Failure
from casejournal.forms import check, fields, records
from casejournal.forms.fields import Answers, Field, Kind
from casejournal.words import _


class Move(Enum):
    """A reply that is no answer."""

    BACK = "<"
    WHY = "?"


Choices = Sequence[tuple[str, str]]


class Asks(Protocol):
    """What an interview needs from a terminal. A question may be answered by a Move.

    Choices are given as values and labels. `before` is what was answered when the question was put already.
    """

    def text(self, title: str, hint: str, before: str, *, long: bool) -> str | Move:
        """A line, or several where `long`."""

    def one(self, title: str, hint: str, choices: Choices, before: str) -> str | Move:
        """One of the choices; empty when the person leaves it open."""

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str]) -> list[str] | Move:
        """Any number of the choices."""

    def secret(self, title: str) -> str:
        """A line that is not shown."""

    def yes(self, sentence: str) -> bool:
        """Whether the person says yes; no is the answer of a mere Enter."""


def interview(
    form: type[msgspec.Struct], answers: Answers, today: date, asks: Asks, tell: Callable[[str], None]
) -> Answers:
    """`answers` and what the person adds: what the form asks first, then what they choose to add."""
    every = [field for field in fields.fields(form) if field.asked is not Asked.NEVER and field.name not in answers]
    filled = _in_order([field for field in every if field.asked is Asked.FIRST], answers, today, asks, tell)
    later = [field for field in every if field.asked is Asked.LATER and field.applies(filled)]
    if later:
        chosen = asks.several(
            _("Anything else to write down now?"),
            _("Mark what you know already."),
            [(field.name, _(field.title)) for field in later],
            (),
        )
        wanted = chosen if isinstance(chosen, list) else []
        filled = _in_order([field for field in later if field.name in wanted], filled, today, asks, tell)
    return filled


def _in_order(
    questions: list[Field], answers: Answers, today: date, asks: Asks, tell: Callable[[str], None]
) -> Answers:
    filled = dict(answers)
    said: dict[str, Any] = {}
    asked: list[int] = []
    place = 0
    while place < len(questions):
        field = questions[place]
        if not field.applies(filled):
            filled.pop(field.name, None)
            place += 1
            continue
        reply = _put(field, asks, said.get(field.name))
        if reply is Move.WHY:
            tell(_(field.why) or _(field.help))
        elif reply is Move.BACK:
            place = asked.pop() if asked else place
        else:
            said[field.name] = reply
            if _taken(field, reply, filled, today, tell):
                asked.append(place)
                place += 1
    return filled


def _put(field: Field, asks: Asks, before: Any) -> Any:
    """The reply to a question; `before` is the reply when it was put already."""
    title, hint = _(field.title), _(field.help)
    if field.kind is Kind.YES_NO:
        return asks.one(title, hint, [("yes", _("yes")), ("no", _("no"))], before or "")
    choices = [(choice.value, _(choice.label)) for choice in field.choices]
    if choices and field.many:
        return asks.several(title, hint, choices, before or ())
    if choices:
        return asks.one(title, hint, choices, before or "")
    if not field.many:
        return asks.text(title, hint, before or "", long=field.long)
    hint = f"{hint} {_('Several are separated by semicolons.')}"
    reply = asks.text(title, hint, "; ".join(before or ()), long=field.long)
    return reply if isinstance(reply, Move) else [part.strip() for part in reply.split(";") if part.strip()]


def _taken(field: Field, reply: Any, filled: Answers, today: date, tell: Callable[[str], None]) -> bool:
    """Put a good answer among `filled`; tell what is wrong with any other, so that it is asked again."""
    if reply in ("", []) and not field.required:
        filled.pop(field.name, None)
        return True
    try:
        filled[field.name] = check.check(field, reply, today)
    except Failure as failure:
        tell(f"{failure.message()} {failure.hint()}".rstrip())
        return False
    if field.kind is Kind.DAY:
        tell(records.told(field, filled[field.name]))
    return True


class Prompter:
    """Questions at a real terminal, drawn on standard error: standard output is for answers."""

    def __init__(self) -> None:
        import questionary  # lazy: 100 ms, and only a person at a terminal waits for it
        from prompt_toolkit.output import create_output

        self._ask = questionary
        self._look: dict[str, Any] = {
            "qmark": " >",
            "style": questionary.Style(
                [("qmark", "bold"), ("question", "bold"), ("instruction", "fg:ansibrightblack")]
            ),
            "output": create_output(stdout=sys.stderr),
        }

    def text(self, title: str, hint: str, before: str, *, long: bool) -> str | Move:
        """A line, or several where `long`."""
        keys = _("Enter: new line   Ctrl-D: done   ?: why   <: back") if long else _("Enter: done   ?: why   <: back")
        self._head(title, hint)
        question = self._ask.text("", before, multiline=long, instruction="", bottom_toolbar=keys, **self._look)
        if long:
            _bind(question, {"c-d": lambda event: event.current_buffer.validate_and_handle()})
        reply: str = question.unsafe_ask()
        return Move(reply.strip()) if reply.strip() in {"<", "?"} else reply

    def one(self, title: str, hint: str, choices: Choices, before: str) -> str | Move:
        """One of the choices; empty when the person leaves it open."""
        offered = [self._ask.Choice(label, value=value) for value, label in choices]
        offered.append(self._ask.Choice(_("(leave open)"), value=""))
        self._head(title, hint)
        keys = _("arrows move, Enter chooses; ?: why, <: back")
        question = self._ask.select("", offered, default=before or None, instruction=keys, **self._look)
        return cast("str | Move", _chosen(question))

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str]) -> list[str] | Move:
        """Any number of the choices."""
        offered = [self._ask.Choice(label, value=value, checked=value in before) for value, label in choices]
        self._head(title, hint)
        keys = _("space marks, Enter goes on; ?: why, <: back")
        question = self._ask.checkbox("", offered, instruction=keys, **self._look)
        return cast("list[str] | Move", _chosen(question))

    def _head(self, title: str, hint: str) -> None:
        """The question itself, wrapped: a prompt of more than one line would be cut."""
        width = shutil.get_terminal_size().columns - 1
        self._ask.print(f"\n· {title}", style="bold", output=self._look["output"])
        self._ask.print(
            textwrap.fill(hint, width, initial_indent="  ", subsequent_indent="  "), output=self._look["output"]
        )

    def secret(self, title: str) -> str:
        """A line that is not shown."""
        reply: str = self._ask.password(title, **self._look | {"qmark": "·"}).unsafe_ask()
        return reply

    def yes(self, sentence: str) -> bool:
        """Whether the person says yes; no is the answer of a mere Enter."""
        reply: bool = self._ask.confirm(sentence, default=False, **self._look | {"qmark": "·"}).unsafe_ask()
        return reply


def _chosen(question: Any) -> Any:
    def leave_with(move: Move) -> Callable[[Any], None]:
        return lambda event: event.app.exit(result=move)

    _bind(question, {move.value: leave_with(move) for move in Move})
    return question.unsafe_ask()


def _bind(question: Any, actions: dict[str, Callable[[Any], None]]) -> None:
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings  # lazy, as above

    keys = KeyBindings()
    for key, action in actions.items():
        keys.add(key, eager=True)(action)
    known = question.application.key_bindings
    question.application.key_bindings = merge_key_bindings([known, keys]) if known else keys
