"""The only module that asks a person anything.

`Prompter` puts one question and knows the terminal; `interview` puts a form's questions in order and knows neither.
At any question `<` goes back, `?` says why it is asked, an empty answer leaves it open.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import Any, Protocol, cast

import msgspec

from casejournal.domain.field import Asked
from casejournal.errors import Failure
from casejournal.forms import check, fields, records
from casejournal.forms.fields import Answers, Field, Kind
from casejournal.words import _, wrapped


class Move(Enum):
    """A reply that is no answer."""

    BACK = "<"
    WHY = "?"


Choices = Sequence[tuple[str, str]]
Begun = dict[str, str]
"""What stands half typed at a question, by the name of its field."""


_MOVES = {move.value for move in Move}


class Asks(Protocol):
    """What an interview needs from a terminal. A question may be answered by a Move.

    Choices are given as values and labels. `before` is what was answered when the question was put already.
    """

    def text(self, title: str, hint: str, before: str, *, long: bool) -> str | Move:
        """A line, or several where `long`. Stopped with Ctrl-C, its KeyboardInterrupt holds what was typed so far."""

    def one(self, title: str, hint: str, choices: Choices, before: str) -> str | Move:
        """One of the choices; empty when the person leaves it open."""

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str]) -> list[str] | Move:
        """Any number of the choices."""

    def secret(self, title: str) -> str:
        """A line that is not shown."""

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means."""


def interview(
    form: type[msgspec.Struct],
    answers: Answers,
    today: date,
    asks: Asks,
    tell: Callable[[str], None],
    *,
    keep: Callable[[Answers, Begun], None],
    begun: Begun | None = None,
) -> Answers:
    """`answers` and what the person adds: what the form asks first, then what they choose from the rest.

    Where something was given already, the rest is not offered: who begins on the command line knows what they want. A
    form that is resumed offers it: `begun` is then what was typed at the question it was stopped at. `keep` is handed
    all answers after each one, and what was begun when it is stopped again.
    """
    open_fields = [field for field in fields.fields(form) if field.name not in answers]
    first = [field for field in open_fields if field.asked is Asked.FIRST]
    later = [field for field in open_fields if field.asked is Asked.LATER and (begun is not None or not answers)]
    return _Interview(answers, first, later, today, asks, tell).hold(keep, begun or {})


class _Interview:
    """One conversation: the questions, how far it has come, and what was said to each."""

    def __init__(  # noqa: PLR0917 - handed on from interview, in its order
        self,
        answers: Answers,
        first: list[Field],
        later: list[Field],
        today: date,
        asks: Asks,
        tell: Callable[[str], None],
    ) -> None:
        self._filled = dict(answers)
        self._later = later
        self._questions: list[Field | None] = [*first, None] if later else [*first]  # None: what else is known?
        self._said: dict[str, Any] = {}
        self._today = today
        self._asks = asks
        self._tell = tell

    def hold(self, keep: Callable[[Answers, Begun], None], begun: Begun) -> Answers:
        """Put the questions, back and forth, until the last is answered; `keep` hears of every answer."""
        self._said |= begun
        asked: list[int] = []
        place = 0
        while place < len(self._questions):
            field = self._questions[place]
            if field is not None and not field.applies(self._filled):
                self._filled.pop(field.name, None)
                place += 1
                continue
            try:
                reply = self._what_else(place) if field is None else _put(field, self._asks, self._said.get(field.name))
            except KeyboardInterrupt as stopped:
                if field is not None and stopped.args:
                    keep(self._filled, {field.name: stopped.args[0]})
                raise
            if reply is Move.WHY:
                self._tell((_(field.why) or _(field.help)) if field else _("All of it is optional, and may wait."))
            elif reply is Move.BACK:
                place = asked.pop() if asked else place
            elif field is None or self._take(field, reply):
                keep(self._filled, {})
                asked.append(place)
                place += 1
        return self._filled

    def _what_else(self, place: int) -> Move | None:
        """Let the person choose what else to be asked; those questions follow."""
        offered = [(field.name, _(field.title)) for field in self._later if field.applies(self._filled)]
        before = [field.name for field in self._questions[place + 1 :] if field]
        title, hint = _("Anything else to write down now?"), _("Mark what you know already. Enter writes it all down.")
        chosen = self._asks.several(title, hint, offered, before)
        if isinstance(chosen, Move):
            return chosen
        self._questions[place + 1 :] = [field for field in self._later if field.name in chosen]
        return None

    def _take(self, field: Field, reply: Any) -> bool:
        """Whether the answer is good; what is wrong with any other is told, so that it is asked again."""
        self._said[field.name] = reply
        if reply in ("", []) and not field.required:
            self._filled.pop(field.name, None)
            return True
        try:
            self._filled[field.name] = check.check(field, reply, self._today)
        except Failure as failure:
            self._tell(f"{failure.message()} {failure.hint()}".rstrip())
            if not field.long:
                del self._said[field.name]  # a line is typed anew; a long text comes back to be mended
            return False
        if field.kind is Kind.DAY or (field.many and field.choices):
            self._tell("    " + records.told(field, self._filled[field.name]))
        return True


def _put(field: Field, asks: Asks, before: Any) -> Any:
    """The reply to a question; `before` is the reply when it was put already."""
    title, hint, leave_open = _(field.title), _(field.help), ("", _("(leave open)"))
    if field.kind is Kind.YES_NO:
        return asks.one(title, hint, [("yes", _("yes")), ("no", _("no")), leave_open], before or "")
    choices = [(choice.value, _(choice.label)) for choice in field.choices]
    if choices and field.many:
        return asks.several(title, hint, choices, before or ())
    if choices:
        return asks.one(title, hint, choices if field.required else [*choices, leave_open], before or "")
    if not field.many:
        return asks.text(title, hint, before or "", long=field.long)
    hint = f"{hint} {_('Several are separated by semicolons.')}"
    reply = asks.text(title, hint, "; ".join(before or ()), long=field.long)
    return reply if isinstance(reply, Move) else [part.strip() for part in reply.split(";") if part.strip()]


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
            _bind(question, {"c-d": _hand_in, "enter": _new_line})
        try:
            reply: str = question.unsafe_ask()
        except KeyboardInterrupt as stopped:
            typed = question.application.current_buffer.text
            raise (KeyboardInterrupt(typed) if typed.strip() else stopped) from None
        return Move(reply.strip()) if reply.strip() in _MOVES else reply

    def one(self, title: str, hint: str, choices: Choices, before: str) -> str | Move:
        """One of the choices. Where it may be left open, Enter alone does so: it must not say what nobody said."""
        offered = [self._ask.Choice(label, value=value) for value, label in choices]
        start = next((choice for choice in offered if choice.value == before), None)  # before is "" the first time
        self._head(title, hint)
        keys = _("arrows move, Enter chooses; ?: why, <: back")
        question = self._ask.select(
            "", offered, default=start, instruction=keys, use_jk_keys=False, use_emacs_keys=False, **self._look
        )
        return cast("str | Move", _chosen(question))

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str]) -> list[str] | Move:
        """Any number of the choices."""
        offered = [self._ask.Choice(label, value=value, checked=value in before) for value, label in choices]
        self._head(title, hint)
        keys = _("space marks, Enter goes on; ?: why, <: back")
        question = self._ask.checkbox("", offered, instruction=keys, use_jk_keys=False, **self._look)
        return cast("list[str] | Move", _chosen(question))

    def _head(self, title: str, hint: str) -> None:
        """The question itself, wrapped: a prompt of more than one line would be cut."""
        look = {"output": self._look["output"]}
        self._ask.print("\n" + wrapped(title, first="· ", then="  "), "bold", **look)
        if hint:
            self._ask.print(wrapped(hint, first="  ", then="  "), **look)

    def secret(self, title: str) -> str:
        """A line that is not shown."""
        reply: str = self._ask.password(title, **self._look | {"qmark": "·"}).unsafe_ask()
        return reply

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means."""
        self._head(sentence, "")
        reply: bool = self._ask.confirm("", default=mere_enter, auto_enter=False, **self._look).unsafe_ask()
        return reply


def _hand_in(event: Any) -> None:
    event.current_buffer.validate_and_handle()


def _new_line(event: Any) -> None:
    """A new line, unless all that stands there is a move."""
    if event.current_buffer.text.strip() in _MOVES:
        event.current_buffer.validate_and_handle()
    else:
        event.current_buffer.insert_text("\n")


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
