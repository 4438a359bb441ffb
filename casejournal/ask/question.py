"""One question: how it is asked, what may be chosen, and the answer it starts from."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from casejournal.ask.asks import Asks
from casejournal.domain.dates import Since
from casejournal.domain.field import Among, Asked
from casejournal.forms import check
from casejournal.forms.fields import Answers, Choices, Field, Kind, Known
from casejournal.words import _

_CROSSED = {True: "true", False: "false"}
"""The values of a question that has words of its own for yes and no: who types its “yes” may mean the value no."""


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """What all questions of one conversation share."""

    form: type[msgspec.Struct]
    """The form that is asked: that of a record or of a part."""
    asks: Asks
    tell: Callable[[str], None]
    today: date
    since: Since
    """The day from which offsets count."""
    known: Known
    about: str = ""
    """The part this conversation is about: `Goal 2`; empty for a whole form."""
    key: str = ""
    """The key of that part: its area, its goal; the name of the field if it has only one part."""
    part_of: Field | None = None
    """The question the part answers."""

    @property
    def stops_at(self) -> str:
        """The name of the question whose empty answer means that there are no more parts; empty if there is none."""
        return self.part_of.parts[0].name if self.part_of and not self.part_of.key else ""

    def put(self, field: Field, before: Any, lists: Mapping[Among, Choices]) -> Any:
        """Ask a question, and return the reply. `before` is the earlier answer, or what was half typed."""
        title = self.about if field.name == self.stops_at else self.titled(_(field.title))
        hint, choices = self.reminded(field), self.choices(field, lists)
        if choices and field.many:
            return self.asks.several(title, hint, choices, before or ())
        if choices:
            needed = (field.required and field.name != self.stops_at) or field.asked is Asked.NEEDED
            if field.says and before in {"yes", "no"}:
                before = _CROSSED[before == "yes"]
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
        """The choices as values and labels; empty if any answer is allowed."""
        if field.kind is Kind.YES_NO:
            words = _CROSSED if field.says else {True: "yes", False: "no"}
            return [(words[value], _(label)) for value, label in field.yes_no.items()]
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
        """A title, with what the conversation is about in front."""
        return f"{self.about} · {title}" if self.about else title

    def reminded(self, field: Field) -> str:
        """The help text of a question, with a reminder if there is one."""
        reminder = self.known.reminders.get((field.name, self.key), "")
        stop = _("Enter alone when there is no other.") if field.name == self.stops_at else ""
        return " ".join(sentence for sentence in (reminder, _(field.help), stop) if sentence)

    def in_short(self, field: Field, reply: str) -> Answers:
        """The answers of a whole part, if it was typed in its short form at the first question; else empty."""
        if self.part_of is None or field.name != self.stops_at:
            return {}
        return check.in_short(self.part_of, reply, self.known.own, self.today, self.since)


def _signed(number: str, field: Field) -> str:
    """A number as a menu shows it; with a sign if the scale has negative numbers."""
    return f"{int(number):+}" if min(field.scale) < 0 and int(number) else f"{number:>2}"
