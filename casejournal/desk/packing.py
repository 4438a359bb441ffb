"""A de-identified packet as a worker makes one: whom the journal knows around the case, and what goes along."""

import random
from collections.abc import Iterator, Sequence

from casejournal.desk import Desk
from casejournal.desk.at_intake import as_it_may_leave
from casejournal.desk.members import in_groups, roster_of
from casejournal.domain.case_file import CaseFile
from casejournal.domain.deidentify.packet import LEAST_WEEKS, MOST_WEEKS, Packet, Wishes, deidentified
from casejournal.domain.deidentify.people import Named
from casejournal.domain.kin import kin
from casejournal.domain.record import Visibility
from casejournal.errors import NotValid
from casejournal.exchange.readable import readable_parts
from casejournal.words import N_, _


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
        lot = random.SystemRandom()
        self._weeks = lot.choice([-1, 1]) * lot.randint(LEAST_WEEKS, MOST_WEEKS)
        self._seed = lot.getrandbits(128)

    def packet(self, hide: Sequence[str], keep: Sequence[str]) -> Packet:
        """The packet, with these words hidden or kept besides."""
        with self._desk.progress(_("Replacing"), 2 * len(self._file.every_record)) as step:
            wishes = Wishes(
                weeks=self._weeks,
                shuffled=self._shuffled,
                hide=tuple(hide),
                keep=tuple(keep),
                with_supervision=self._with_supervision,
                step=step,
            )
            return deidentified(self._file, wishes, self._desk.today, others=self._others, groups=self._groups)

    def _shuffled(self, numbers: list[int]) -> list[int]:
        return random.Random(self._seed).sample(numbers, len(numbers))  # noqa: S311 - the seed is drawn by the system


def _others(desk: Desk, file: CaseFile) -> Iterator[Named]:
    """People whom the journal knows from other files: clients of related cases and of shared contacts, members of the
    same groups, and who is asking.
    """
    label, labels = file.summary(), desk.journal.labels
    yield Named((desk.worker,), _("the worker"))
    if agency := str(desk.config.value("agency")):
        yield Named((agency,), _("the agency of the worker"), agency=True)
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
