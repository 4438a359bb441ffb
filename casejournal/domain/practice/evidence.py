"""What a practice run shows: the talk, moment by moment, and the ordinary records written beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

import msgspec

from casejournal.domain.areas import Area, area_label
from casejournal.domain.choice import Choice
from casejournal.domain.consent import Consent
from casejournal.domain.correction import CorrectionKind
from casejournal.domain.file import File
from casejournal.domain.names import folded
from casejournal.domain.practice.conversation import Conversation
from casejournal.domain.practice.vignette import Point
from casejournal.domain.record import Record, is_unanswered
from casejournal.domain.referral import Referral
from casejournal.words import _

VERBS: dict[str, tuple[str, ...]] = {
    "intake": ("intake",),
    "safety": ("safety_plans",),
    "assess": ("assessments",),
    "plan": ("plans",),
    "task": ("tasks",),
    "note": ("notes",),
    "consent": ("consents",),
    "refer": ("referrals",),
    "letter": ("disclosures",),
    "review": ("reviews",),
    "checklist": ("checklists",),
    "close": ("closings", "endings"),
    "reopen": ("reopenings",),
    "supervision": ("supervisions",),
    "process": ("recordings",),
    "form": ("group",),
    "join": ("memberships",),
    "session": ("sessions",),
    "group_review": ("evaluations",),
}
"""The tables of the records that each verb of a vignette writes."""
_REPLACING = {"assessments", "plans", "safety_plans"}
"""The tables in which a later record of the same case takes the place of an earlier one."""
_STATUS = "status"
_REFUSED = "refused"
_CITED = re.compile(r"\[([\d\s,;–-]+)\]")
_SPAN = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?")
_BEHIND = 1 << 30
_MOST = 999
"""No talk has more lines; a larger number is no citation."""


class Hit(msgspec.Struct, frozen=True):
    """Where something is so: since when, and in which record if it is one."""

    at: tuple[datetime, int]
    """The moment, and after how many marks: two sentences of one moment keep their order, a record is behind them."""
    record: Record | None = None
    value: Any = None
    changed: tuple[datetime, int] | None = None
    """When the record was amended last: from then on it surely was so. None if it never was."""

    @property
    def surely(self) -> tuple[datetime, int]:
        """From when on it surely was so."""
        return self.changed or self.at


class Evidence(msgspec.Struct, frozen=True):
    """A run as it is looked at."""

    talk: Conversation
    moments: tuple[datetime, ...]
    """When it began, and when each mark was made."""
    records: tuple[Record, ...]
    """Those that hold, in the order in which they were written."""
    of: Mapping[str, str] = {}
    """The ref of the case or group in which each record is, by its own."""

    @property
    def nothing_done(self) -> bool:
        """Whether nothing was said and nothing written."""
        return not self.talk.marks and not self.records

    def written(self, verb: str) -> tuple[Record, ...]:
        """The records that the verb wrote."""
        return tuple(each for each in self.records if each.table in VERBS.get(verb, ()))

    def standing(self, verb: str, name: str) -> tuple[Record, ...]:
        """Those of them that decide what the field says: of assessments and plans the last in a case to answer it."""
        written = self.written(verb)
        last = {self._place(each): each.ref for each in written if answers(each, name)}
        return tuple(
            each
            for each in written
            if each.table not in _REPLACING or last.get(self._place(each), each.ref) == each.ref
        )

    def _place(self, record: Record) -> tuple[str, str]:
        """The case or group that it is of, and its table."""
        return self.of.get(record.ref, ""), record.table

    def was_heard(self, number: int, record: Record) -> bool:
        """Whether that line had been heard when something was last written in the record."""
        line = self.talk.line(number)
        return line is not None and self.moments[line.mark] <= record.last_written[0]

    def hits(self, point: Point) -> Iterator[Hit]:
        """Where it is as the point says: each line heard, move made, or answer in a record."""
        if point.heard:
            heard = (line.mark for line in self.talk.heard if line.key == point.heard)
            yield from (Hit((self.moments[mark], mark)) for mark in heard)
        if point.move:
            for count, mark in enumerate(self.talk.marks, 1):
                if mark.move is point.move and point.topic in {"", mark.topic}:
                    yield Hit((self.moments[count], count))
        for record in self.written(point.record):
            yield from _in_record(record, point)


def evidence(talk: Conversation, moments: Iterable[datetime], files: Iterable[File]) -> Evidence:
    """The evidence of a run: its talk, when it began and when each mark was made, and the files of its journal."""
    records = ((file.ref, record) for file in files for record in file.every_record)
    return evidence_of(talk, moments, records)


def evidence_of(talk: Conversation, moments: Iterable[datetime], records: Iterable[tuple[str, Record]]) -> Evidence:
    """The same from the records, each with the ref of its case or group. Struck ones are left out."""
    kept = [(of, each) for of, each in records if not each.struck]
    inside = {each.ref: of for of, each in kept}
    return Evidence(talk, tuple(moments), tuple(sorted((each for _of, each in kept), key=_RECORDED)), inside)


_RECORDED = attrgetter("recorded_at")


def _in_record(record: Record, point: Point) -> Iterator[Hit]:
    """The answers in a record that fit the point; the record itself if it asks for no answer. A no to consent is no
    consent, unless the point asks about the no.
    """
    if isinstance(record, Consent) and record.refused and point.field != _REFUSED:
        return
    if not point.field:
        yield Hit((record.recorded_at, _BEHIND), record)
    elif point.field == _STATUS and isinstance(record, Referral):
        stood = [change for change in record.log if change.taken_back is None]
        yield from (
            Hit((change.recorded_at, _BEHIND), record, change.status.value)
            for change in stood
            if fits(point, change.status.value)
        )
    else:
        at, changed = (record.recorded_at, _BEHIND), _amended(record)
        yield from (Hit(at, record, value, changed) for value in answers(record, point.field) if fits(point, value))


def _amended(record: Record) -> tuple[datetime, int] | None:
    """When one of its answers was last changed. What was only added changes none."""
    amended = [each.at for each in record.corrections if each.kind is CorrectionKind.AMENDMENT]
    return (max(amended), _BEHIND) if amended else None


def answers(record: msgspec.Struct, name: str) -> tuple[Any, ...]:
    """The answers to a field as a script gives them, one by one; of the parts of a form behind a dot. None are left
    open.
    """
    return tuple(msgspec.to_builtins(each) for each in _values(record, name))


def in_words(record: msgspec.Struct, name: str) -> tuple[str, ...]:
    """The same answers in the reader's language."""
    return tuple(map(_in_words, _values(record, name)))


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Choice():
            return _(value.label)
        case str() if value in [*Area]:
            return area_label(value)
        case msgspec.Struct():
            return ": ".join(_in_words(getattr(value, each)) for each in value.__struct_fields__[:2])
    return str(value)


def _values(record: msgspec.Struct, name: str) -> Iterator[Any]:
    first, _dot, rest = name.partition(".")
    value = getattr(record, first, None)
    for each in value if isinstance(value, tuple) else (value,):
        if rest and isinstance(each, msgspec.Struct):
            yield from _values(each, rest)
        elif not rest and not is_unanswered(each):
            yield each


def fits(point: Point, value: Any) -> bool:
    """Whether an answer is one of those that the point asks for; any is, if it asks for none."""
    return not point.answers or any(_same(each, value) for each in point.answers)


def _same(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, str) and isinstance(value, str):
        return folded(wanted) == folded(value)
    return type(wanted) is type(value) and bool(wanted == value)


def cited(text: str) -> tuple[int, ...]:
    """The numbers of the lines that a text cites, each once: `[5]`, `[2, 5]`, `[3-5]`."""
    numbers: dict[int, None] = {}
    for within in _CITED.findall(text):
        for first, last in _SPAN.findall(within):
            if len(first) <= len(str(_MOST)) and len(last) <= len(str(_MOST)):
                numbers |= dict.fromkeys(range(int(first), int(last or first) + 1))
    return tuple(numbers)


def as_cited(numbers: Iterable[int]) -> str:
    """Numbers of lines as a record cites them."""
    return ", ".join(f"[{number}]" for number in numbers)


def not_heard(numbers: Iterable[int]) -> str:
    """What to say of cited numbers that no line has."""
    told = _("Nobody has heard {lines}: it does not count. cj practice heard shows what you can cite.")
    return told.format(lines=as_cited(numbers))


def cited_in(value: Any) -> Iterator[int]:
    """The numbers of the lines that any text in a stored record cites."""
    if isinstance(value, str):
        yield from cited(value)
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from cited_in(each)
