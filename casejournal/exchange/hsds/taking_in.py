"""What becomes of an imported object: a new entry, a new version of one, or nothing. No change of one's own is lost."""

from collections.abc import Mapping
from typing import Any

import msgspec

from casejournal.domain.agency import Agency
from casejournal.domain.correction import Correction
from casejournal.domain.directory import Directory
from casejournal.domain.taken import Fate, Taken
from casejournal.exchange.hsds.entry import Ids, Object, answers, exported, raw


def known_ids(file: Directory, ids: Ids) -> dict[str, Agency]:
    """Every entry, struck ones too, by its id: that of the service, or of an organization without one."""
    every = (*file.agencies, *(each for each in file.struck if isinstance(each, Agency)))
    return {id_of(*_objects(each, ids)): each for each in every}


def _objects(entry: Agency, ids: Ids) -> tuple[Object | None, Object | None]:
    """The objects by which an entry is known: those it was imported from, else those it goes out as."""
    if entry.hsds.get("service"):
        return None, entry.hsds["service"]
    return exported(entry, ids)


def id_of(organization: Object | None, service: Object | None) -> str:
    """The id by which an object is known again, in small letters."""
    return str((service or organization or {}).get("id", "")).casefold()


def take_in(  # noqa: PLR0917 - what is there, what comes, and how it is written down
    before: Agency | None,
    ids: Ids,
    organization: Object | None,
    service: Object | None,
    stamp: Mapping[str, Any],
    correction: Correction,
    *,
    theirs: bool = False,
) -> Taken:
    """The entry of an imported object. `before` is the entry that has its id.

    What was changed in the file since the last import is taken over; what was changed here stays. Where both were
    changed, what was written here stays, unless `theirs` is wanted. `stamp` is for a new entry.
    """
    told, whole = answers(organization, service), raw(organization, service)
    if before is None:
        return Taken(fate=Fate.NEW, entry=Agency(**stamp, **_given(told), hsds=whole))
    if before.struck:
        return Taken(fate=Fate.STRUCK, entry=before)
    now = {name: getattr(before, name) for name in told}
    if now == told and before.hsds in ({}, whole):
        return Taken(fate=Fate.SAME, entry=before)
    base = answers(before.hsds.get("organization"), before.hsds.get("service")) if before.hsds else {}
    out = answers(*exported(before, ids))  # a field may go out with other words than it has here
    differ = [name for name in told if told[name] not in {now[name], out[name]}]
    ours = [name for name in differ if not base or now[name] != base[name]]
    both = tuple(name for name in ours if not base or told[name] != base[name])
    taken = [name for name in differ if name not in ours or (theirs and name in both)]
    kept = () if theirs else both
    if not taken and (not before.hsds or before.hsds == whole):
        return Taken(fate=Fate.KEPT if kept else Fate.SAME, entry=before, fields=kept)
    changes = {name: told[name] for name in taken}
    corrections = (*before.corrections, correction)
    entry = msgspec.structs.replace(before, **changes, hsds=whole, corrections=corrections)
    return Taken(fate=Fate.KEPT if kept else Fate.CHANGED, entry=entry, fields=kept)


def _given(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in ("", (), None)}
