"""A file of services taken into the directory: every record by itself, all of them as one line of the log."""

from collections.abc import Sequence

from casejournal.desk import Desk
from casejournal.desk.directory import directory, writing
from casejournal.domain.agency import Agency
from casejournal.domain.correction import Correction
from casejournal.domain.directory import Directory
from casejournal.domain.taken import Rejected, Taken, TakenIn
from casejournal.exchange.hsds.entry import Ids
from casejournal.exchange.hsds.reading import Found
from casejournal.exchange.hsds.taking_in import id_of, known_ids, take_in
from casejournal.storage.drawer import Drawer
from casejournal.words import N_, _

_AGAIN = N_("another record before it has the same id")


def take_in_all(desk: Desk, found: Sequence[Found], source: str, *, theirs: bool, write: bool) -> TakenIn:
    """Take these records into the directory; without `write`, only say what would become of them."""
    if not write:
        return _looked_at(desk, found, directory(desk), None, source, theirs=theirs)
    with writing(desk, "agency import") as drawer:
        taken = _looked_at(desk, found, drawer.file, drawer, source, theirs=theirs)
        drawer.put(*(each.entry for each in taken.taken if _is_written(each, drawer.file)))
    return taken


def _is_written(taken: Taken, file: Directory) -> bool:
    return taken.entry != file.record(taken.entry.ref)


def _looked_at(
    desk: Desk, found: Sequence[Found], file: Directory, drawer: Drawer[Directory] | None, source: str, *, theirs: bool
) -> TakenIn:
    ids = Ids(desk.journal.header.id)
    known = known_ids(file, ids)
    why = Correction(reason=f"cj agency import {source}", at=desk.now(), worker=desk.worker)
    taken: list[Taken] = []
    rejected: list[Rejected] = []
    seen: set[str] = set()
    with desk.progress(_("Taking in"), of=len(found)) as step:
        for each in found:
            step()
            ref = id_of(each.organization, each.service) if not each.problems else ""
            if each.problems or ref in seen:
                problems = each.problems or (_(_AGAIN),)
                rejected.append(Rejected(number=each.number, name=each.called, problems=problems))
                continue
            seen.add(ref)
            stamp = drawer.stamp(Agency) if drawer and ref not in known else {"ref": "", **desk.hand().moment()}
            taken.append(take_in(known.get(ref), ids, each.organization, each.service, stamp, why, theirs=theirs))
    return TakenIn(taken=tuple(taken), rejected=tuple(rejected))
