"""The log of one case: its name, and what it says as a case file and as a card of the index."""

import re
from pathlib import Path
from typing import Any

import msgspec

from casejournal.domain.case_file import CaseFile
from casejournal.domain.intake import Intake
from casejournal.domain.kinds import TABLES, kind_of
from casejournal.domain.refs import ALPHABET, LENGTH
from casejournal.errors import Damaged
from casejournal.storage import disk
from casejournal.storage.index import Card, pack
from casejournal.storage.log import TORN, LogStorage
from casejournal.words import N_, _

CASES = "cases"
SUFFIX = ".log"
_LOG = re.compile(rf"[A-Z]-[{ALPHABET}]{{{LENGTH}}}\{SUFFIX}")


def log_of(ref: str) -> str:
    """The name of a case's log: `cases/C-7K4Q.log`."""
    return f"{CASES}/{ref}{SUFFIX}"


def is_log(file: str) -> bool:
    """Whether a file of that name in the folder of cases is the log of one; anything else there is a stranger."""
    return _LOG.fullmatch(file) is not None


def log_sizes(folder: Path) -> dict[str, int]:
    """The size of each log of the journal in `folder` by its name; -1 where it cannot be told."""
    sizes = disk.sizes(folder / CASES, SUFFIX)
    return {f"{CASES}/{file}": size for file, size in sizes.items() if is_log(file)}


def set_aside(folder: Path) -> list[str]:
    """The names of the unfinished ends that were set aside in the journal in `folder`."""
    return sorted(f"{CASES}/{file}" for file in disk.sizes(folder / CASES, "") if TORN in file)


def read_case(ref: str, storage: LogStorage) -> CaseFile | None:
    """The case as its log tells it; None where no record says who the client is. Raises Damaged."""
    try:
        tables = {table: _records(storage, table) for table in TABLES}
    except msgspec.ValidationError as error:
        problem = _("a record in it does not fit its form ({where})").format(where=str(error).rpartition(" - ")[2])
        raise Damaged(file=storage.log.name, problem=problem) from error
    intake = tables.pop(Intake.table)
    if intake and intake[0].ref != ref:
        raise Damaged(file=storage.log.name, problem=N_("it holds the intake of another case"))
    return CaseFile(ref=ref, intake=intake[0], **tables) if intake else None


def _records(storage: LogStorage, table: str) -> tuple[Any, ...]:
    docs = storage.documents(table)
    if not docs:
        return ()
    decode = msgspec.json.Decoder(
        kind_of(table)
    ).decode  # straight from the log's own copy: TinyDB would build each dict first
    records = (decode(doc) for doc in docs.values())
    return tuple(sorted(records, key=lambda record: (record.on, record.recorded_at)))


def make_card(storage: LogStorage, file: CaseFile | None) -> Card:
    """What the index is to know of a log and of the case in it."""
    log = storage.log
    refs = dict.fromkeys(op.id for entry in log.entries for op in entry.line.ops if op.id)
    return Card(
        log.size,
        log.last_tx,
        msgspec.Raw(msgspec.json.encode(log.heads)),
        pack(refs),
        file.summary() if file else None,
    )
