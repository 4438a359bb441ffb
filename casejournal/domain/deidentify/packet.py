"""The de-identified packet of a case: its file without what tells who somebody is, and what was replaced.

Names, places, numbers and days are replaced in every record, and days moved by the same weeks everywhere. What the
packet was made with is kept nowhere: nobody can lay two packets of one case side by side, or undo one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import chain

import msgspec

from casejournal.domain.case_file import CaseFile
from casejournal.domain.closed_along import beside_their_record
from casejournal.domain.deidentify import ages, days, doubts, numbers, people, places
from casejournal.domain.deidentify.chosen import hidden, kept
from casejournal.domain.deidentify.finding import AROUND, Doubt, Finding, Piece, What
from casejournal.domain.deidentify.people import Cast, Known, Named
from casejournal.domain.deidentify.records import Replaced, Text, named_in, replaced, texts
from casejournal.domain.deidentify.refs import Refs
from casejournal.domain.deidentify.rule import Rule, pieces
from casejournal.domain.file import File
from casejournal.domain.group.own import OwnGroup
from casejournal.domain.intake import Intake
from casejournal.domain.record import Record, Visibility, refs_in
from casejournal.domain.recording.process_recording import ProcessRecording
from casejournal.words import N_, _

RULES = 1
"""Counts up with every change of what is replaced, so that a packet says by which rules it was made."""
LEAST_WEEKS, MOST_WEEKS = 5, 26
"""By so many weeks are days moved, one way or the other: each month becomes another, and the weekday stays."""


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the worker chooses, and what is drawn by lot."""

    weeks: int | None
    """By how many weeks days are moved; None hides every day."""
    shuffled: Callable[[list[int]], list[int]]
    """Puts numbers in an order that nobody can foresee."""
    hide: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    with_supervision: bool = False
    """Whether entries for supervision go along. Private ones never do."""
    strangers: Rule = lambda _text, _on: ()
    """Finds people of other files, whom nobody in this one is known by: see `chosen.named_elsewhere`."""
    step: Callable[[], object] = lambda: None
    """Called each time a record was read; each is read twice."""


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """How something came about that is handed out without what tells who somebody is."""

    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...]
    cast: tuple[Known, ...]
    """Everybody who is named in it."""
    left_out: int = 0
    """How many entries are not in it, because they are private, for supervision or struck."""


class Packet(Reviewed, frozen=True, kw_only=True):
    """What is handed out of a case, and how it came about."""

    file: CaseFile
    groups: tuple[OwnGroup, ...]
    today: date
    """The day it was made, moved like all others."""


def deidentified(
    file: CaseFile, wishes: Wishes, today: date, *, others: Iterable[Named] = (), groups: Sequence[OwnGroup] = ()
) -> Packet:
    """The packet of that case. `others` are people whom the journal knows from other files: clients of related cases,
    members of the same group. `groups` is the client's part in their groups.
    """
    goes = _to_hand_out(file, with_supervision=wishes.with_supervision)
    making = Making(file, goes, wishes, today, tuple(others), tuple(groups))
    made = _with(goes, making.record)
    own = tuple(replaced(each, making.how, each.group, each.joined_on, N_("Group")) for each in groups)
    found = making.reviewed()
    return Packet(
        file=made,
        groups=own,
        findings=found.findings,
        doubts=found.doubts,
        cast=found.cast,
        left_out=len([*_all(file)]) - len(goes.every_record),
        today=today + timedelta(weeks=wishes.weeks or 0),
    )


class Making:
    """One packet as it is made: who is known, the rules, what was found so far. `goes` is what of the file is read."""

    def __init__(  # noqa: PLR0917 - the file, what goes of it, and whom the journal knows around it
        self,
        file: File,
        goes: File,
        wishes: Wishes,
        today: date,
        others: tuple[Named, ...] = (),
        groups: tuple[OwnGroup, ...] = (),
    ) -> None:
        self.wishes, self.today, self.file = wishes, today, goes
        self.groups = groups
        self.findings: list[Finding] = []
        self.doubts = doubts.Doubts()
        self.refs = Refs(ref for record in _all(file) for ref in (record.ref, *sorted(refs_in(record))))
        intake = file.first if isinstance(file.first, Intake) else None
        known = Named(file.summary().names, _("the client") if intake else _("a group"), agency=not intake)
        self._address = intake.address if intake else ""
        self._digits = intake.identity_digits if intake else ()
        self.named = (known, *chain.from_iterable(map(named_in, _all(file))), *others, *_group_names(groups))
        self.places: frozenset[str] = frozenset()
        self.rules = self._rules(Cast(self._mentioned()))
        self.how = Replaced(text=self._text, whole=self._whole, ref=self.refs.new, weeks=wishes.weeks or 0)
        self._read: dict[tuple[str, date], list[Piece]] = {}

    def reviewed(self) -> Reviewed:
        """What was found up to now, and who was named."""
        cast = tuple(each for each in self.cast.known if each.called in self.cast.used)
        return Reviewed(findings=tuple(self.findings), doubts=self.doubts.all(), cast=cast)

    def record(self, record: Record) -> Record:
        """A record as it stands in the packet."""
        self.wishes.step()
        if isinstance(record, ProcessRecording):
            record = record.in_full
        return _aged(replaced(record, self.how, record.ref, record.on), record, self)

    def _mentioned(self) -> Iterator[Named]:
        """Everybody who is known, and those whom the texts name behind a form of address or a relative; the places of
        the texts are kept too.
        """
        yield from self.named
        self.cast = Cast(self.named)
        rules = [*self._rules(self.cast, last=False), _people, places.mentioned]
        found_places: set[str] = set(places.words_of(self._address))
        seen: set[tuple[str, date]] = set()
        for text in self._texts():
            if (text.says, text.on) in seen:
                continue
            seen.add((text.says, text.on))
            for piece in pieces(text.says, text.on, rules):
                before = text.says[piece.begin : piece.end]
                several = piece.what is What.NAME and " " in before.strip()
                if piece.instead == _MENTIONED or several:
                    name = before.strip(" .,").removesuffix("'s").removesuffix("’s")
                    if not people.is_initials(name):  # an S is looked for nowhere else
                        yield Named((name,), _("mentioned"))
                elif piece.what is What.PLACE:
                    found_places |= {word for word in places.words_of(before) if word.capitalize() in before}
        self.places = frozenset(found_places)

    def _texts(self) -> Iterator[Text]:
        for record in self.file.every_record:
            self.wishes.step()
            yield from (text for text, _kind in texts(record, record.ref, record.on))
        for group in self.groups:
            yield from (text for text, _kind in texts(group, group.group, group.joined_on))

    def _rules(self, cast: Cast, *, last: bool = True) -> list[Rule]:
        if last:
            self.cast = cast
            cast.call(self.wishes.shuffled)
        move = days.by_weeks(self.wishes.weeks)
        return [
            kept(self.wishes.keep),
            hidden(self.wishes.hide),
            self.refs.rule,
            *numbers.on_the_net(),
            numbers.known_numbers(self._digits),
            *numbers.marked(),
            *ages.rules()[:2],
            *days.rules(move),
            *numbers.plain(),
            partial(people.agencies, cast),
            *places.addresses(),
            cast.rule,
            self.wishes.strangers,
            *((places.known(self.places), people.mentioned, places.mentioned) if last else ()),
            *ages.rules()[2:],
        ]

    def _text(self, text: Text) -> str:
        found = self._read.get((text.says, text.on))
        if found is None:
            found = self._read[text.says, text.on] = pieces(text.says, text.on, self.rules)
        seen, upto = [], 0
        for piece in found:
            seen += [text.says[upto : piece.begin], piece.instead]
            upto = piece.end
            if piece.what:
                self._finding(text, piece)
                self.cast.used.add(piece.instead.removesuffix("'s").removesuffix("’s"))
        self.doubts.look(text, found)
        return "".join([*seen, text.says[upto:]])

    def _finding(self, text: Text, piece: Piece) -> None:
        assert piece.what  # noqa: S101 - what is kept is no finding
        self.findings.append(
            Finding(
                ref=text.ref,
                field=text.field,
                what=piece.what,
                before=text.says[piece.begin : piece.end],
                instead=piece.instead,
                left=text.says[max(0, piece.begin - AROUND) : piece.begin],
                right=text.says[piece.end : piece.end + AROUND],
            )
        )

    def _whole(self, text: Text, what: What, instead: str) -> str:
        if what is not What.BIRTH:  # the age that stands for it is told instead, see `_aged`
            self._finding(text, Piece(0, len(text.says), what, instead))
        return instead

    def aged(self, text: Text, instead: str) -> None:
        """Keep that an age stands for a birth."""
        self._finding(text, Piece(0, len(text.says), What.BIRTH, instead))


_MENTIONED = "\x03"
"""Stands in a first reading for somebody whom only the texts name."""


def _people(text: str, on: date) -> Iterator[Piece]:
    return (msgspec.structs.replace(piece, instead=_MENTIONED) for piece in people.mentioned(text, on))


def _all(file: File) -> Iterator[Record]:
    return chain(file.every_record, file.struck)


def _to_hand_out(file: CaseFile, *, with_supervision: bool) -> CaseFile:
    """The file without what is private or was struck and, unless it goes along, without what is for supervision. If
    the plan or the safety plan in force stays out, no earlier one stands there as if it held.
    """
    wanted = {Visibility.RECORD, *([Visibility.SUPERVISION] if with_supervision else [])}
    tables = {
        name: tuple(record for record in file.table(name) if record.visibility in wanted) for name in file.tables[1:]
    }
    for name, in_force in (("plans", file.plan), ("safety_plans", file.safety_plan)):
        if in_force and in_force.visibility not in wanted:
            tables[name] = ()
    if file.comments:
        gone = {record.ref for record in _all(file)} - {record.ref for table in tables.values() for record in table}
        there = beside_their_record(file.comments, gone - {file.ref})
        tables["comments"] = tuple(each for each in tables["comments"] if each in there)
    return msgspec.structs.replace(file.with_tables(tables), struck=())


def _with(file: CaseFile, change: Callable[[Record], Record]) -> CaseFile:
    """The file with every record changed."""
    first = change(file.intake)
    tables = {name: tuple(map(change, file.table(name))) for name in file.tables[1:]}
    return msgspec.structs.replace(file.with_tables(tables), ref=first.ref, **{file.tables[0]: first})


def _aged(record: Record, before: Record, making: Making) -> Record:
    """An intake with an age in place of a birth."""
    if not (isinstance(before, Intake) and isinstance(record, Intake)):
        return record
    born = before.birth or str(before.birth_year or "")
    if not born and before.age is None:
        return record
    age = ages.age_at(born, before.age, before.on, making.today)
    told = born or str(before.age)
    if born or str(age) != str(before.age):
        making.aged(Text(ref=before.ref, on=before.on, field=N_("Birth") if born else N_("Age"), says=told), str(age))
    return msgspec.structs.replace(record, birth="", birth_year=None, age=age)


def _group_names(groups: Iterable[OwnGroup]) -> Iterator[Named]:
    return (Named((each.name,), _("a group"), agency=True) for each in groups)


def by_class(findings: Iterable[Finding]) -> Mapping[What, int]:
    """How often each class was replaced, in the order of the classes."""
    counts: dict[What, int] = {}
    for finding in findings:
        counts[finding.what] = counts.get(finding.what, 0) + 1
    return {what: counts[what] for what in What if what in counts}
