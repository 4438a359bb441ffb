"""One question: how it is put, what may be chosen, what stands there already."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from casejournal.ask.asks import Asks
from casejournal.domain.field import Among, Asked
from casejournal.forms import check
from casejournal.forms.fields import Answers, Choices, Field, Kind, Known
from casejournal.words import _


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """What the questions of one conversation have in common."""

    form: type[msgspec.Struct]
    """The form that is asked: a record's, or that of a part."""
    asks: Asks
    tell: Callable[[str], None]
    today: date
    known: Known
    about: str = ""
    """The part this conversation is about: `Goal 2`; empty for a whole form."""
    key: str = ""
    """The key of that part: its area, its goal."""
    part_of: Field | None = None
    """The question the part answers."""

    @property
    def stops_at(self) -> str:
        """The question whose empty answer says that there is no other part."""
        return self.part_of.parts[0].name if self.part_of and not self.part_of.key else ""

    def put(self, field: Field, before: Any, lists: Mapping[Among, Choices]) -> Any:
        """The reply to a question; `before` is what was said when it was put already, or was begun."""
        title = self.about if field.name == self.stops_at else self.titled(_(field.title))
        hint, choices = self.reminded(field), self.choices(field, lists)
        if choices and field.many:
            return self.asks.several(title, hint, choices, before or ())
        if choices:
            needed = (field.required and field.name != self.stops_at) or field.asked is Asked.NEEDED
            nothing = ("", _("(choose one)") if needed else _("(not said)"))
            return self.asks.one(title, hint, [*choices, nothing], before or "")
        if (likely := self.known.likely.get(field.name, ())) and (not before or before in likely):
            another = ("", _("(none of these)"))
            chosen = self.asks.one(title, hint, [*((each, each) for each in likely), another], before or "")
            if chosen:
                return chosen
        if not field.many:
            return self.asks.text(title, hint, before or "", long=field.long)
        hint = f"{hint} {_('Several are separated by semicolons.')}"
        before = before if isinstance(before, str) else "; ".join(before or ())
        reply = self.asks.text(title, hint, before, long=field.long)
        return reply if not isinstance(reply, str) else [part.strip() for part in reply.split(";") if part.strip()]

    def choices(self, field: Field, lists: Mapping[Among, Choices]) -> Choices:
        """What may be chosen, as values and labels; nothing where the answer is free."""
        if field.kind is Kind.YES_NO:
            return [("yes" if value else "no", _(label)) for value, label in field.yes_no.items()]
        if field.among:
            return lists.get(field.among, ())
        if field.scale:
            meanings = self.known.meanings
            meant = {str(number): _(meaning) for number, meaning in field.scale.items()}
            return [
                (number, f"{_signed(number, field)} {meanings.get((self.key, number)) or meaning}")
                for number, meaning in meant.items()
            ]
        own = self.known.own if field.choices and not field.closed else ()
        return [*((choice.value, _(choice.label)) for choice in field.choices), *((word, word) for word in own)]

    def titled(self, title: str) -> str:
        """A title, behind what the conversation is about."""
        return f"{self.about} · {title}" if self.about else title

    def reminded(self, field: Field) -> str:
        """What is asked, and what to be reminded of."""
        reminder = self.known.reminders.get((field.name, self.key), "")
        stop = _("Enter alone when there is no other.") if field.name == self.stops_at else ""
        return " ".join(sentence for sentence in (_(field.help), reminder, stop) if sentence)

    def in_short(self, field: Field, reply: str) -> Answers:
        """The answers in a whole part, typed at its first question in its short form; nothing for any other text."""
        if self.part_of is None or field.name != self.stops_at:
            return {}
        return check.in_short(self.part_of, reply, self.known.own, self.today)


def _signed(number: str, field: Field) -> str:
    """A number as a menu shows it: with its sign, where the scale goes below nothing."""
    return f"{int(number):+}" if min(field.scale) < 0 and int(number) else f"{number:>2}"
