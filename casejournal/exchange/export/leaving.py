"""What of a case or a group leaves the journal: never what is private, and to others nothing of supervision."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import msgspec

from casejournal.domain.case_file import CaseFile
from casejournal.domain.field import described
from casejournal.domain.file import File
from casejournal.domain.group.own import OwnGroup
from casejournal.domain.intake import Intake
from casejournal.domain.kinds import kind_of
from casejournal.domain.own_field import OwnField, may_leave
from casejournal.domain.record import Record, Visibility
from casejournal.storage.line import Entry, Line, Op, order

_AS_IT_IS = {"ref", "worker"}
Kept = TypeVar("Kept", bound=msgspec.Struct)
Held = TypeVar("Held", bound=File)


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What an export says of itself: who made it when, in which journal and for whom."""

    made: datetime
    by: str
    to: str
    journal: str
    agency: str = ""
    practice: bool = False
    """Whether the journal is for practice."""
    zone: str = ""
    """The name of the time zone here; empty if it is not known."""
    in_words: bool = False
    """Whether a calendar says what a person wrote, or only what kind of thing it is."""


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """One case or group as it leaves: its file, in which other clients' names are hidden, and its lines as they were
    written.
    """

    file: File
    lines: Callable[[], Iterable[Line]] = tuple
    """The commands that made it, without what stays behind."""
    left_out: int = 0
    """How many records stay behind."""
    groups: Callable[[], tuple[OwnGroup, ...]] = tuple
    """The client's part in each of their groups."""


Cases = Callable[[], Iterator[Leaving]]
"""Gives the cases and groups one after the other; can be called again. Only one of them is in memory."""
Write = Callable[[Cases, About], Iterable[bytes]]
"""Writes an export, piece by piece. Each module of a format has one, called `write`."""


def may_be_read(record: Record, *, own: bool) -> bool:
    """Whether a record may leave: `own` says that it goes to the worker who keeps the journal."""
    return record.visibility is Visibility.RECORD or (own and record.visibility is Visibility.SUPERVISION)


def for_reader(file: Held, *, own: bool, hide: Callable[[str], str] = str) -> tuple[Held, int]:
    """The file without the records that stay behind, and how many those are: to others nothing goes that was struck.
    `hide` removes other clients from what a person wrote.

    If the plan or the safety plan in force stays behind, no earlier one is shown as if it held.
    """
    every = (*file.every_record[1:], *file.struck)
    replaced = _tables_in_doubt(file, own=own)
    kept = [
        veiled(record, hide)
        for record in every
        if may_be_read(record, own=own) and record.table not in replaced and (own or not record.struck)
    ]
    kept = _beside_their_record(kept, every)
    standing = {table: tuple(r for r in kept if r.table == table and not r.struck) for table in file.tables[1:]}
    changed: dict[str, Any] = {
        file.tables[0]: veiled(file.first, hide),
        "struck": tuple(record for record in kept if record.struck),
        "others": {},
    }
    return msgspec.structs.replace(file, **changed).with_tables(standing), len(every) - len(kept)


def _beside_their_record(kept: list[Record], every: Iterable[Record]) -> list[Record]:
    """The records without the comments on one that stays behind."""
    if not any(record.table == "comments" for record in kept):
        return kept
    from casejournal.domain.closed_along import beside_their_record  # lazy: few files have comments
    from casejournal.domain.comment import Comment

    gone = {record.ref for record in every} - {record.ref for record in kept}
    there = beside_their_record([each for each in kept if isinstance(each, Comment)], gone)
    return [each for each in kept if not isinstance(each, Comment) or each in there]


def _tables_in_doubt(file: File, *, own: bool) -> set[str]:
    """The tables of plans of which the one in force may not be read."""
    in_force = (file.plan, file.safety_plan) if isinstance(file, CaseFile) else ()
    return {plan.table for plan in in_force if plan and not may_be_read(plan, own=own)}


class _Seen(msgspec.Struct):
    """Of a stored version of a record, whom it is for, and what it is about."""

    visibility: Visibility = Visibility.RECORD
    about: str = ""


def handed_on(
    entries: Sequence[Entry], *, own: bool, stays: Collection[str] | None = None, code_word: bool = False
) -> Iterator[Line]:
    """The lines without what stays behind: records that are not for the reader now, and versions that were not; and
    the answers to own questions that never leave the house, if `stays` says which: see `may_leave`. The word that
    proves who the client is goes with them only if `code_word` says so.
    """
    allowed = {Visibility.RECORD, Visibility.SUPERVISION} if own else {Visibility.RECORD}
    decode = msgspec.json.Decoder(_Seen).decode
    now = {
        (op.table, op.id): decode(op.doc)
        for entry in sorted(entries, key=order)
        for op in entry.line.ops
        if op.op == "put"
    }
    here = {place for place, seen in now.items() if seen.visibility in allowed}
    gone = {ref for _table, ref in now.keys() - here}
    while alone := {(table, ref) for table, ref in here if table == "comments" and now[table, ref].about in gone}:
        here, gone = here - alone, gone | {ref for _table, ref in alone}
    for entry in entries:
        ops = tuple(
            op if stays is None or op.table != Intake.table else _for_others(op, stays, code_word=code_word)
            for op in entry.line.ops
            if not op.id or ((op.table, op.id) in here and (op.op != "put" or decode(op.doc).visibility in allowed))
        )
        if ops:
            yield msgspec.structs.replace(entry.line, ops=ops)


def _for_others(op: Op, stays: Collection[str], *, code_word: bool) -> Op:
    """The version of an intake without the answers that never leave the house, and without the code word."""
    doc = msgspec.json.decode(op.doc) if op.op == "put" else {}
    changed: dict[str, Any] = {}
    if doc.get("own"):
        changed["own"] = [each for each in doc["own"] if may_leave(msgspec.convert(each, OwnField), stays)]
    contact = doc.get("safe_contact") or {}
    if contact.get("code_word") and not code_word:
        changed["safe_contact"] = {**contact, "code_word": ""}
    return msgspec.structs.replace(op, doc=msgspec.Raw(msgspec.json.encode({**doc, **changed}))) if changed else op


def names_others(lines: Iterable[Line], hide: Callable[[str], str]) -> bool:
    """Whether a version of a record in these lines names somebody whom `hide` would hide."""
    puts = (op for line in lines for op in line.ops if op.op == "put")
    records = (msgspec.json.decode(op.doc, type=kind_of(op.table)) for op in puts)
    return any(veiled(record, hide) is not record for record in records)


def veiled(record: Kept, hide: Callable[[str], str]) -> Kept:
    """The record with `hide` applied to everything a person wrote in it. Refs stay: elsewhere they lead nowhere."""
    if hide is str:
        return record
    found = {}
    for name in _in_words(type(record)):
        before = getattr(record, name)
        after = _veiled(before, hide)
        if after != before:
            found[name] = after
    return msgspec.structs.replace(record, **found) if found else record


@cache
def _in_words(form: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields in which a person's words may stand."""
    says = {info.name: described(info.type) for info in msgspec.structs.fields(form)}
    return tuple(
        name for name, told in says.items() if not (name in _AS_IT_IS or told.get("among") or told.get("refs"))
    )


def _veiled(value: Any, hide: Callable[[str], str]) -> Any:
    if type(value) is str:  # a choice is no text of a person
        return hide(value)
    if isinstance(value, tuple):
        return tuple(_veiled(each, hide) for each in value)
    if isinstance(value, dict):
        return {name: _veiled(each, hide) for name, each in value.items()}
    return veiled(value, hide) if isinstance(value, msgspec.Struct) else value
