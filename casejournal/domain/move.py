"""Moving a note (memindahkan catatan): written in the wrong case, it goes to the right one with everything that belongs
to it.

Nothing is rewritten: in the wrong case it is struck and says where it went, in the right one it is a new record of the
same day and the same moment of recording, which says where it comes from.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from casejournal.domain.correction import Moved, Struck
from casejournal.domain.field import Among, described
from casejournal.domain.file import File
from casejournal.domain.note import Note
from casejournal.domain.record import Record, refs_in
from casejournal.domain.refusals import BuiltUpon, SameContact
from casejournal.errors import NotValid
from casejournal.words import N_

AnyRecord = TypeVar("AnyRecord", bound=Record)
GO_ALONG = frozenset({"tasks", "checklists", "recordings", "portfolio", "comments"})
"""The tables of what moves with a note: the task it made, checklists and recordings about it and the tasks they made,
what a portfolio says of it, comments.
"""


def going(file: File, ref: str, to: str) -> tuple[Record, ...]:
    """The note and then the records that move with it to the case `to`.

    Raises NotValid if the record is no note or is in that case already, SameContact, BuiltUpon, or what `standing`
    does.
    """
    note = file.standing(ref)
    if not isinstance(note, Note):
        raise NotValid(field=ref, problem=N_("only a note can be moved; strike anything else and write it again"))
    if to == file.ref:
        raise NotValid(field=ref, problem=N_("it is already in that case"))
    if to in note.also:
        raise SameContact(ref=ref, case=to)
    found: list[Record] = [note]
    for each in found:  # the list grows while it is read
        found += [other for other in _naming(file, each) if other not in found]
    return tuple(found)


def _naming(file: File, record: Record) -> Iterable[Record]:
    for other in file.every_record:
        if record.ref in refs_in(other) and (other.binds or other.table in GO_ALONG):
            if other.table not in GO_ALONG:
                raise BuiltUpon(ref=record.ref, others=other.ref)
            yield other


def arrived(file: File, of: str) -> dict[str, str]:
    """For each record that came here from the case `of`: the ref it had there, and the one it has here."""
    return {each.moved.ref: each.ref for each in file.every_record if each.moved and each.moved.case == of}


def at_its_new_place(record: AnyRecord, refs: Mapping[str, str], moved: Moved) -> AnyRecord:
    """The record as it is in the right case: with its new ref from `refs`, and the new refs of the records it names.

    Its goals are left out, because they belong to the plan of the wrong case.
    """
    changes: dict[str, Any] = {}
    for info in msgspec.structs.fields(type(record)):
        value, told = getattr(record, info.name), described(info.type)
        if told.get("among") is Among.GOALS:
            changes[info.name] = info.default
        elif told.get("refs") and value in refs:
            changes[info.name] = refs[value]
    return msgspec.structs.replace(record, **changes, ref=refs[record.ref], moved=moved)


def left_behind(record: AnyRecord, to: str, now: str, moved: Moved) -> AnyRecord:
    """The record as it is in the wrong case: struck, and saying where it went."""
    struck = Struck(reason=moved.reason, at=moved.at, worker=moved.worker, case=to, moved_to=now)
    return msgspec.structs.replace(record, struck=struck)
