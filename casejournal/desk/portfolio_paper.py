"""A portfolio on its way to a school: the evidence without what tells who the clients are. What is drawn by lot is
drawn once, and kept nowhere.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import msgspec

from casejournal.desk import Desk, troubles
from casejournal.desk.members import reading
from casejournal.desk.packing import making_of, people_elsewhere
from casejournal.domain.deidentify.finding import Doubt
from casejournal.domain.deidentify.packet import Making, Reviewed, Wishes
from casejournal.domain.deidentify.people import letters
from casejournal.domain.deidentify.records import Text, fields
from casejournal.domain.field import Identifies
from casejournal.domain.file import File
from casejournal.domain.kinds import GROUP
from casejournal.domain.part import Part
from casejournal.domain.portfolio.entry import PortfolioEntry
from casejournal.domain.portfolio.evidence import Evidence, entries, evidence_of
from casejournal.domain.record import Record, Visibility
from casejournal.domain.recording.process_recording import ProcessRecording
from casejournal.domain.report.period import Period
from casejournal.forms import records
from casejournal.render.gist import gist
from casejournal.words import _

LONGEST = 700
"""In letters: how much of a record stands in a portfolio."""


class PortfolioPaper(Reviewed, frozen=True, kw_only=True):
    """What is handed out, and how it came about."""

    evidence: tuple[Evidence, ...]
    """The oldest first. `of` says which case or group it is, by a letter of this paper."""
    files: tuple[str, ...]
    """The refs of the cases and groups it is from. They stand in the access log, not in the paper."""


class Preparing:
    """Makes the portfolio of a period, and makes it anew when the student wants more hidden."""

    def __init__(self, desk: Desk, period: Period, more: Iterable[Evidence] = ()) -> None:
        """`more` is evidence from elsewhere; nobody is named in it."""
        self._desk, self._period = desk, period
        self._more = tuple(each for each in more if each.on in period)
        self._seed = random.SystemRandom().getrandbits(128)
        self._elsewhere = people_elsewhere(desk)

    def portfolio(self, hide: Sequence[str], keep: Sequence[str]) -> PortfolioPaper:
        """The portfolio, with these words hidden or kept besides."""
        lot, persons, places = random.Random(self._seed), count(), {"": count(), GROUP: count()}  # noqa: S311 - drawn above
        wishes = Wishes(
            weeks=None,
            shuffled=lambda numbers: lot.sample([next(persons) for _number in numbers], len(numbers)),
            hide=tuple(hide),
            keep=tuple(keep),
            with_supervision=True,
            strangers=self._elsewhere,
        )
        found: list[Evidence] = [*self._more]
        made: list[Making] = []
        files, left_out = [], 0
        for file in self._files():
            pieces = [each for each in evidence_of(file) if each.on in self._period]
            left_out += sum(each.private or _is_private(file) for each in pieces)
            if not (pieces := [each for each in pieces if not (each.private or _is_private(file))]):
                continue
            is_group = file.ref.startswith(GROUP)
            called = _("Group {letter}") if is_group else _("Case {letter}")
            called = called.format(letter=letters(next(places[GROUP if is_group else ""])))
            made.append(making_of(self._desk, file, wishes))
            found += _without_names(self._desk, file, pieces, made[-1], called)
            files.append(file.ref)
        return PortfolioPaper(
            evidence=tuple(sorted(found, key=lambda each: each.on)),
            files=tuple(files),
            findings=tuple(each for making in made for each in making.findings),
            doubts=tuple(_together(made)),
            cast=tuple(each for making in made for each in making.reviewed().cast),
            left_out=left_out,
        )

    def _files(self) -> Iterator[File]:
        labels = self._desk.journal.labels.every
        with self._desk.progress(_("Replacing"), len(labels)) as step:
            yield from troubles.that_open(self._desk.journal, [label.ref for label in labels], step)


def _is_private(file: File) -> bool:
    return file.first.visibility is Visibility.PRIVATE


def _without_names(
    desk: Desk, file: File, pieces: Sequence[Evidence], making: Making, called: str
) -> Iterator[Evidence]:
    """The pieces with what the record says and what the student wrote, both without names."""
    read = reading(desk, file)
    about = {entry.ref: (entry, record) for entry, record in entries(file)}
    for piece in pieces:
        entry, record = about[piece.ref]
        told = ((title, making.how.text(_text(record, title, read(says)))) for title, says in said_in(record, file))
        yield msgspec.structs.replace(
            piece,
            of=called,
            excerpt=tuple(_shortened(told)),
            reflection=making.how.text(_text(entry, _field(PortfolioEntry, "reflection"), entry.reflection)),
        )


def _text(record: Record, title: str, says: str) -> Text:
    return Text(ref=record.ref, on=record.on, field=title, says=says)


def _field(form: type[Record], name: str) -> str:
    return next(title for each, title, _says in fields(form) if each == name)


def said_in(record: Record, file: File) -> Iterator[tuple[str, str]]:
    """What a record says: its long texts and its parts under their titles; if there are none, its line in the timeline.

    Of an intake only the texts: its parts are numbers and relatives.
    """
    record = record.in_full if isinstance(record, ProcessRecording) else record
    parts = record.ref != file.ref
    names = [
        name
        for name, _title, says in fields(type(record))
        if (says.get("long") or says.get("headline") or (parts and _is_part(getattr(record, name))))
        and name not in _OURS
        and says.get("identifies") not in _TOLD_WHOLE
    ]
    told = [*records.rows(record, only=names)]
    yield from told or [(_("Record"), gist(record, file))]


_OURS = frozenset({"corrections", "struck", "moved"})
"""What the journal says of a record, and not the record itself."""


_TOLD_WHOLE = frozenset(
    {Identifies.ADDRESS, Identifies.CONTACT, Identifies.NUMBER, Identifies.SECRET, Identifies.BIRTH}
)
"""Answers that would be hidden as a whole: they are no evidence of anything."""


def _is_part(value: object) -> bool:
    return isinstance(value, Part) or (isinstance(value, tuple) and any(isinstance(each, Part) for each in value))


def _shortened(told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """As much of these texts as a portfolio has room for; the last one ends with a whole word."""
    left = LONGEST
    for title, text in told:
        if left <= 0:
            return
        yield title, text if len(text) <= left else f"{text[:left].rpartition(' ')[0]} …"
        left -= len(text)


def _together(made: Iterable[Making]) -> Iterator[Doubt]:
    """Each word in doubt once."""
    seen: dict[str, Doubt] = {}
    for each in (doubt for making in made for doubt in making.reviewed().doubts):
        before = seen.get(each.word.casefold())
        times = each.times + (before.times if before else 0)
        seen[each.word.casefold()] = msgspec.structs.replace(before or each, times=times)
    yield from seen.values()
