"""Commands that another journal wrote, taken into this one: each keeps its moment, its worker and its device."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from casejournal.domain.kinds import kind_of
from casejournal.domain.names import same_name
from casejournal.domain.refs import is_whole, read_ref
from casejournal.storage.file_log import kind_of_file, log_of
from casejournal.storage.journal import Journal
from casejournal.storage.line import Line, order
from casejournal.storage.refusals import AnotherOfThatRef, ErasedHere, NewerKind, NotALine
from casejournal.storage.ulid import new_ulid
from casejournal.words import N_

_AHEAD = timedelta(days=1)
"""By how much the clock of another machine may be ahead of ours."""


def require_fits(journal: Journal, ref: str, written: Sequence[Line], now: datetime) -> int:
    """How many of these commands the file of that ref does not hold yet.

    Raises NotALine for what no journal writes, NewerKind for a record of a later version; AnotherOfThatRef or
    ErasedHere where they cannot be added.
    """
    if not is_whole(read_ref(ref) or "") or not log_of(ref):
        raise NotALine(problem=N_("it names a file that no journal has"))
    for line in written:
        _require_valid(line, ref, now)
    if any(op.table not in kind_of_file(ref).tables for line in written for op in line.ops):
        raise NotALine(problem=N_("it names a table that no journal has"))
    if log_of(ref) not in journal.cards():
        if log_of(ref) in journal.erased():
            raise ErasedHere(ref=ref)
        if not any(op.id == ref for line in written for op in line.ops):
            raise NotALine(problem=N_("the record that opens a case is missing"))
        return len(written)
    held = {(entry.line.tx, entry.line.device) for entry in journal.entries(ref)}
    fresh = [line for line in written if (line.tx, line.device) not in held]
    if len(fresh) == len(written):
        raise AnotherOfThatRef(ref=ref)
    if any(op.op in {"drop", "drop_table"} for line in fresh for op in line.ops):
        raise NotALine(problem=N_("it would remove records that are here"))
    return len(fresh)


def replaced_by(journal: Journal, ref: str, written: Sequence[Line], worker: str) -> tuple[str, ...]:
    """The refs of the records that this worker wrote or changed, and that these commands replace by another version."""
    if log_of(ref) not in journal.cards():
        return ()
    mine, now = set[str](), dict[str, tuple[tuple[str, str], bytes]]()
    for entry in sorted(journal.entries(ref), key=order):
        for op in entry.line.ops:
            if op.op == "put":
                now[op.id] = order(entry), bytes(op.doc)
                mine |= {op.id} if same_name(entry.line.worker, worker) else set()
            else:
                now.pop(op.id, None)
    return tuple(
        dict.fromkeys(
            op.id
            for line in written
            for op in line.ops
            if op.op == "put" and op.id in mine and op.id in now
            if (line.tx, line.device) > now[op.id][0] and bytes(op.doc) != now[op.id][1]
        )
    )


def take_over(journal: Journal, ref: str, written: Sequence[Line]) -> int:
    """Add those of the commands that the file does not hold yet; returns how many. See `require_fits` before."""
    with journal.taking_in(log_of(ref), "import") as storage:
        return storage.adopt(written)


def _require_valid(line: Line, ref: str, now: datetime) -> None:
    if line.at > now + _AHEAD or line.tx > new_ulid(int((now + _AHEAD).timestamp() * 1000)):
        raise NotALine(problem=N_("something in it is dated in the future"))
    for op in line.ops:
        if op.op != "put":
            continue
        if op.table not in kind_of_file(ref).tables:
            raise NewerKind(table=op.table)
        try:
            record = msgspec.json.decode(op.doc, type=kind_of(op.table))
        except msgspec.ValidationError as error:
            raise NotALine(problem=N_("a record in it is not written as it should be")) from error
        is_first = op.table == kind_of_file(ref).tables[0]
        if record.ref != op.id or is_first is not (op.id == ref) or not op.id.startswith(record.ref_letter):
            raise NotALine(problem=N_("a record in it has the ref of another one"))
