"""A de-identified packet as a worker makes one: whom the journal knows around the case, and what goes along."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

import msgspec

from casejournal.desk import Desk
from casejournal.desk.at_intake import as_it_may_leave
from casejournal.desk.members import in_groups, roster_of
from casejournal.domain.case_file import CaseFile
from casejournal.domain.deidentify.chosen import named_elsewhere
from casejournal.domain.deidentify.doubts import MAYBE_A_NAME
from casejournal.domain.deidentify.packet import (
    LEAST_WEEKS,
    MOST_WEEKS,
    Making,
    Packet,
    Reviewed,
    Wishes,
    deidentified,
)
from casejournal.domain.deidentify.people import Named
from casejournal.domain.deidentify.records import Struct, replaced
from casejournal.domain.deidentify.rule import Rule
from casejournal.domain.file import File
from casejournal.domain.group.file import GroupFile
from casejournal.domain.kin import kin
from casejournal.domain.record import Record, Visibility
from casejournal.errors import NotValid
from casejournal.exchange.readable import readable_parts
from casejournal.render.page import Answer
from casejournal.words import N_, _, visible

Made = TypeVar("Made", bound=Reviewed)


class Packing:
    """Makes the packet of a case, and makes it anew when the worker wants more hidden. What is drawn by lot is drawn
    once, and kept nowhere.
    """

    def __init__(self, desk: Desk, file: CaseFile, *, with_supervision: bool) -> None:
        """Raises NotValid for a case whose intake is not for the readers of the packet."""
        visible = {Visibility.RECORD, *([Visibility.SUPERVISION] if with_supervision else [])}
        if file.intake.visibility not in visible:
            raise NotValid(field=file.ref, problem=N_("its intake is not for others to read, so there is no packet"))
        self._desk, self._file, self._with_supervision = desk, as_it_may_leave(desk, file), with_supervision
        self._others = tuple(_others(desk, file))
        self._groups = tuple(readable_parts(in_groups(desk, file.ref), desk.journal.group))
        self._lot, self._elsewhere = _Lot(), people_elsewhere(desk)

    def packet(self, hide: Sequence[str], keep: Sequence[str]) -> Packet:
        """The packet, with these words hidden or kept besides."""
        with self._desk.progress(_("Replacing"), 2 * len(self._file.every_record)) as step:
            drawn = self._lot.wishes(hide, keep, self._elsewhere)
            wishes = msgspec.structs.replace(drawn, with_supervision=self._with_supervision, step=step)
            return deidentified(self._file, wishes, self._desk.today, others=self._others, groups=self._groups)


def seen_and_agreed(
    desk: Desk, made: Made, again: Callable[[Sequence[str]], Made], review: Callable[[Made], Answer], question: str
) -> Made:
    """What was made, after the worker has seen what was replaced, chosen what else to hide, and said yes. `again` makes
    it anew with more words hidden. Raises Cancelled or ConfirmationNeeded.
    """
    if desk.flags.get("yes"):
        return made
    if desk.can_ask and not desk.flags.get("json"):
        desk.screen.put(review(made))
        names = [(each.word, visible(each.word, lines=False)) for each in made.doubts if each.why == MAYBE_A_NAME]
        title, hint = _("Which of these shall be hidden too?"), _("Mark the names; Enter goes on.")
        more = desk.mark(title, hint, names) if names else []
        made = again(more) if more else made
    desk.confirm(question)
    return made


class Alone:
    """A single record on its way to somebody, without what tells who is meant. What is drawn by lot is drawn once."""

    def __init__(self, desk: Desk, file: File, record: Record) -> None:
        self._desk, self._record, self._file = desk, record, file
        if isinstance(file, CaseFile):
            self._file = as_it_may_leave(desk, file)
        first = {file.tables[0]: self._file.first}
        self._goes = msgspec.structs.replace(
            self._file.with_tables(dict.fromkeys(file.tables_of_many(), ())), struck=(), others={}, **first
        ).with_record(record)
        self._others = _around(desk, file)
        self._lot, self._elsewhere = _Lot(), people_elsewhere(desk)

    def without_names(self, part: Struct, hide: Sequence[str], keep: Sequence[str]) -> tuple[Struct, Reviewed]:
        """What goes out of the record, with these words hidden or kept besides; and how it came about."""
        wishes = msgspec.structs.replace(self._lot.wishes(hide, keep, self._elsewhere), with_supervision=True)
        making = Making(self._file, self._goes, wishes, self._desk.today, self._others)
        made = replaced(part, making.how, self._record.ref, self._record.on)
        return made, making.reviewed()


def making_of(desk: Desk, file: File, wishes: Wishes) -> Making:
    """What takes the names out of single texts of a case or a group. Everything in the file that is not private is read
    first, to learn who is named in it.
    """
    file = as_it_may_leave(desk, file) if isinstance(file, CaseFile) else file
    tables = {
        name: tuple(each for each in file.table(name) if each.visibility is not Visibility.PRIVATE)
        for name in file.tables_of_many()
    }
    others = _around(desk, file)
    return Making(file, file.with_tables(tables), wishes, desk.today, others)


def _around(desk: Desk, file: File) -> tuple[Named, ...]:
    """Whom the journal knows around a case or a group."""
    return tuple(_others(desk, file) if isinstance(file, CaseFile) else _members(desk, file))


def people_elsewhere(desk: Desk) -> Rule:
    """Finds everybody whom the journal has a case of, and every group: a case may tell of people it is not related
    to.
    """
    labels = desk.journal.labels
    return named_elsewhere(chain.from_iterable(labels.names.values()), [group.name for group in labels.groups])


class _Lot:
    """What is drawn by lot: by how many weeks days move, and in which order names are given."""

    def __init__(self) -> None:
        lot = random.SystemRandom()
        self._weeks = lot.choice([-1, 1]) * lot.randint(LEAST_WEEKS, MOST_WEEKS)
        self._seed = lot.getrandbits(128)

    def wishes(self, hide: Sequence[str], keep: Sequence[str], strangers: Rule) -> Wishes:
        """What was drawn, with the words that the worker hides or keeps besides."""
        return Wishes(
            weeks=self._weeks, shuffled=self._shuffled, hide=tuple(hide), keep=tuple(keep), strangers=strangers
        )

    def _shuffled(self, numbers: list[int]) -> list[int]:
        """The numbers in the order that was drawn."""
        return random.Random(self._seed).sample(numbers, len(numbers))  # noqa: S311 - the seed is drawn by the system


def _asking(desk: Desk) -> Iterator[Named]:
    """Who is asking."""
    yield Named((desk.worker,), _("the worker"))
    if agency := str(desk.config.value("agency")):
        yield Named((agency,), _("the agency of the worker"), agency=True)


def _members(desk: Desk, file: File) -> Iterator[Named]:
    """Everybody who was ever in the group, and who is asking."""
    yield from _asking(desk)
    if isinstance(file, GroupFile):
        roster = roster_of(desk, file)
        yield from (
            Named(names, _("a member of the group")) for each in file.memberships if (names := roster.names_of(each))
        )


def _others(desk: Desk, file: CaseFile) -> Iterator[Named]:
    """People whom the journal knows from other files: clients of related cases and of shared contacts, members of the
    same groups, and who is asking.
    """
    label, labels = file.summary(), desk.journal.labels
    yield from _asking(desk)
    related = {each.case for each in kin(label, labels.beside(label))}
    for ref in {*related, *(case for note in file.notes for case in note.also)}:
        if names := labels.names.get(ref):
            yield Named(names, _("the client of another case"))
    for group in labels.groups:
        if file.ref in group.cases:
            whole = desk.journal.group(group.ref)
            roster = roster_of(desk, whole)
            for member in whole.memberships:
                if member.case != file.ref and (names := roster.names_of(member)):
                    yield Named(names, _("a member of the same group"))
            yield Named((whole.group.name,), _("a group"), agency=True)
