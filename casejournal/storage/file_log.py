"""The log of one case or group, of the directory of services or of a practice: its name, reading it as a file, and
making its card for the index.
"""

from pathlib import Path
from typing import Any

import msgspec

from casejournal.domain.file import File, in_order
from casejournal.domain.kinds import BESIDE as BESIDE_CASES
from casejournal.domain.kinds import CASE, DIRECTORY, GROUP, PRACTICE, kind_of
from casejournal.domain.refs import ALPHABET, LENGTH
from casejournal.domain.summary import Summary
from casejournal.storage import disk
from casejournal.storage.index import Card, pack
from casejournal.storage.log import TORN, LogStorage
from casejournal.storage.refusals import Damaged
from casejournal.words import N_, _

FOLDERS = {CASE: "cases", GROUP: "groups"}
"""The folder for each ref letter: of cases and of groups."""
SUFFIX = ".log"
_CHARACTERS = frozenset(ALPHABET)
ACCESS = "access.log"
"""The name of the access log. It holds no records of a file."""
AGENCIES = f"{DIRECTORY}{SUFFIX}"
"""The name of the log of the directory of services."""
TALK = f"{PRACTICE}{SUFFIX}"
"""The name of the log of what is said in a practice journal."""
BESIDE = (ACCESS, AGENCIES, TALK)
"""The logs that lie beside the folders. There is one of each."""


def log_of(ref: str) -> str:
    """The name of the log of a case or group, `cases/C-7K4Q.log`, of the directory or of a practice. Empty for any
    other ref.
    """
    if ref in BESIDE_CASES:
        return f"{ref}{SUFFIX}"
    return f"{FOLDERS[ref[0]]}/{ref}{SUFFIX}" if ref[:1] in FOLDERS else ""


def is_log(folder: str, file: str) -> bool:
    """Whether that file name is the log of a case or group."""
    ref, dot, ending = file.partition(".")
    letter, dash, rest = ref.partition("-")
    spelled = bool(dash) and len(rest) == LENGTH and set(rest) <= _CHARACTERS
    return spelled and FOLDERS.get(letter) == folder and dot + ending == SUFFIX


def log_sizes(folder: Path) -> dict[str, int]:
    """The size in bytes of each log in the journal at `folder`, by name; -1 if it cannot be read."""
    found: dict[str, int] = {}
    for within in FOLDERS.values():
        sizes = disk.sizes(folder / within, SUFFIX)
        found |= {f"{within}/{file}": size for file, size in sizes.items() if is_log(within, file)}
    found |= {name: (folder / name).stat().st_size for name in BESIDE if (folder / name).exists()}
    return found


def set_aside(folder: Path) -> list[str]:
    """The names of files with unfinished ends of logs that were set aside, sorted."""
    places = ("", *FOLDERS.values())
    found = (f"{within}/{file}".lstrip("/") for within in places for file in disk.sizes(folder / within, ""))
    return sorted(name for name in found if TORN in name)


def kind_of_file(ref: str) -> type[File]:
    """The kind of file with that ref: a case, a group, the directory of services or a practice."""
    if ref == DIRECTORY:
        from casejournal.domain.directory import Directory  # lazy: as below

        return Directory
    if ref == PRACTICE:
        from casejournal.domain.practice.run import PracticeFile  # lazy: only a practice journal has one

        return PracticeFile
    if not ref.startswith(GROUP):
        from casejournal.domain.case_file import CaseFile  # lazy: a list is made of cards, and needs no forms

        return CaseFile
    from casejournal.domain.group.file import GroupFile  # lazy: a note needs no group work

    return GroupFile


def read_file(ref: str, storage: LogStorage) -> File | None:
    """The file in a log; None if the record that opens it is missing. Raises Damaged."""
    kind = kind_of_file(ref)
    try:
        tables = {table: _records(storage, table) for table in kind.tables}
    except msgspec.ValidationError as error:
        problem = _("a record in it is not written as it should be ({where})").format(
            where=str(error).rpartition(" - ")[2]
        )
        raise Damaged(file=storage.log.name, problem=problem) from error
    opened = tables.pop(kind.tables[0]) if kind.opens else ()
    if any(record.ref != ref for record in opened):
        raise Damaged(file=storage.log.name, problem=N_("it contains the first record of another case or group"))
    if kind.opens and not opened:
        return None
    struck = in_order(*(record for records in tables.values() for record in records if record.struck))
    if struck:
        tables = {table: tuple(record for record in records if not record.struck) for table, records in tables.items()}
    first = {kind.tables[0]: opened[0]} if opened else {}
    return kind(ref=ref, **first, struck=struck).with_tables(tables)


def _records(storage: LogStorage, table: str) -> tuple[Any, ...]:
    docs = storage.documents(table)
    if not docs:
        return ()
    decode = msgspec.json.Decoder(kind_of(table)).decode  # straight from the JSON: TinyDB would build each dict first
    records = (decode(doc) for doc in docs.values())
    return tuple(sorted(records, key=lambda record: (record.on, record.recorded_at)))


def make_card(storage: LogStorage, file: File | None) -> Card:
    """The card for the index: about a log, and the case or group in it."""
    log = storage.log
    refs = dict.fromkeys(op.id for entry in log.entries for op in entry.line.ops if op.id)
    label = file.summary() if file else None
    is_case = isinstance(label, Summary)
    return Card(
        log.size,
        log.last_tx,
        msgspec.Raw(msgspec.json.encode(log.heads)),
        pack(refs),
        label if is_case else None,
        None if is_case else label,
    )
