"""One question: how it is asked, what may be chosen, and the answer it starts from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from casejournal.ask.asks import ALONE, Asks, Request, Where, parted
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
    needs_one: bool = False
    """Whether there is no part yet, and one is needed."""
    so_far: str = ""
    """How far along the form around the part is."""
    ready: bool = True
    """Whether everything else that is needed around the part is answered."""

    @property
    def stops_at(self) -> str:
        """The name of the question whose empty answer means that there are no more parts; empty if there is none."""
        return self.part_of.parts[0].name if self.part_of and not self.part_of.key else ""

    def must(self, field: Field) -> bool:
        """Whether an empty answer to the question is asked again."""
        return field.asked is Asked.NEEDED or (field.required and field.name != self.stops_at)

    def needed(self, field: Field) -> bool:
        """Whether the question must be answered; the first one about a part, if there is no part yet."""
        return self.needs_one if field.name == self.stops_at else self.must(field)

    def starts(self, field: Field) -> Any:
        """The answer a question begins with if nothing was said to it: that of the note before."""
        return None if self.about else self.known.starts.get(field.name)

    def put(self, field: Field, before: Any, lists: Mapping[Among, Choices], where: Where = ALONE) -> Any:
        """Ask a question, and return the reply. `before` is the earlier answer, or what was half typed."""
        title = self.about if field.name == self.stops_at else self.titled(_(field.title))
        hint, choices = self.reminded(field), self.choices(field, lists)
        if choices and field.many:
            return self.asks.several(title, hint, choices, before or (), where=where)
        if choices:
            if field.says and before in {"yes", "no"}:
                before = _CROSSED[before == "yes"]
            nothing = ("", _("(choose one)") if self.must(field) else _("(not said)"))
            return self.asks.one(title, hint, [*choices, nothing], before or "", where=where)
        if (likely := self.known.likely.get(field.name, ())) and (not before or before in likely):
            another = ("", _("(none of these)"))
            offered = [*((each, each) for each in likely), another]
            chosen = self.asks.one(title, hint, offered, before or "", where=where)
            if chosen:
                return chosen
        if not field.many:
            return self.asks.text(title, hint, before or "", long=field.long, where=where)
        hint = f"{hint} {_('Several are separated by semicolons.')}"
        before = before if isinstance(before, str) else "; ".join(before or ())
        request, said = parted(self.asks.text(title, hint, before, long=field.long, where=where))
        if request in {Request.BACK, Request.WHY}:
            return request, said
        several = [part.strip() for part in said.split(";") if part.strip()]
        return (request, several) if request else several

    def marked(  # noqa: PLR0917 - what is asked, where, and why
        self, title: str, hint: str, choices: Choices, before: Sequence[str], where: Where, why: str
    ) -> tuple[Request | None, Sequence[str]]:
        """Let the person mark some of a list; where they ask why, it is told and the marks stay."""
        while True:
            request, said = parted(self.asks.several(title, hint, choices, before, where=where))
            if request is not Request.WHY:
                return request, said or ()
            self.tell(why)
            before = before if said is None else said

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
        first = self.part_of is not None and field.name == self.stops_at
        example = _(self.part_of.part.example) if first and self.part_of and self.part_of.part else ""
        whole = _("Or all in one line: {example}.").format(example=example) if example else ""
        several = first and self.part_of is not None and self.part_of.many
        stop = _("Leave it empty when there is no other.") if several and not self.needs_one else ""
        return " ".join(sentence for sentence in (reminder, _(field.help), whole, stop) if sentence)

    def in_short(self, field: Field, reply: str) -> Answers:
        """The answers of a whole part, if it was typed in its short form at the first question; else empty."""
        if self.part_of is None or field.name != self.stops_at:
            return {}
        return check.in_short(self.part_of, reply, self.known.own, self.today, self.since)


def _signed(number: str, field: Field) -> str:
    """A number as a menu shows it; with a sign if the scale has negative numbers."""
    return f"{int(number):+}" if min(field.scale) < 0 and int(number) else f"{number:>2}"
