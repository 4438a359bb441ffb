"""Make a sealed, unlocked journal of a given size in seconds.

    python benchmarks/fill.py FOLDER --cases 500 --records 200

The files are what cj would have written, one command after the other: one line for each note, chained and sealed. Only
two things are left out: fsync, because a hundred thousand of them take an hour and nothing here has to outlive a power
cut, and replaying the log before each line. The index is then built by one `cj list`.

The journal is left unlocked for a year in the runtime folder (XDG_RUNTIME_DIR). Nobody knows its passphrase.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import msgspec
import story

from casejournal.domain.follow_up import follow_up
from casejournal.domain.intake import Channel, Intake, Safety
from casejournal.domain.note import Note
from casejournal.domain.record import Record
from casejournal.domain.roles import Role
from casejournal.storage import keys
from casejournal.storage.device import device_name
from casejournal.storage.file_log import SUFFIX
from casejournal.storage.founding import create
from casejournal.storage.line import Head, Line, Op
from casejournal.storage.log import LogFile
from casejournal.storage.platform import runtime_folder, user_folder
from casejournal.storage.seal import AesSeal
from casejournal.storage.ulid import new_ulid
from casejournal.storage.unlocked import Unlocked

CJ = Path(sys.executable).with_name("cj")
WORKER = "benchmark"
_SPAN = timedelta(days=365)
_CHEAP = keys.Cost(memory=8, passes=1, lanes=1)


def fill(folder: Path, cases: int, records: int, now: datetime) -> None:
    """Make a journal in `folder` with `cases` cases of `records` records each, none of them younger than `now`."""
    key = keys.new_key()
    made = create(
        folder,
        key=key,
        now=now,
        slots=lambda journal_id: (keys.wrap(key, story.PASSPHRASE, journal_id, _CHEAP),),
    )
    Unlocked(runtime_folder(os.environ), made.id).keep(key, now, _SPAN, _SPAN)
    device = device_name(user_folder("state", os.environ))
    (folder / "cases").mkdir(mode=0o700)
    with patch.object(os, "fsync"):
        for case in story.cases(cases, records, now):
            name = f"{'cases'}/{case.ref}{SUFFIX}"
            write(LogFile(folder / name, AesSeal(key, made.id, name)), case, device)
    os.sync()  # else the first commands measured would pay for it


def write(log: LogFile, case: story.Case, device: str) -> None:
    """The whole of a case: a line for its intake and one for each contact."""
    intake = Intake(
        ref=case.ref,
        on=case.opened.date(),
        recorded_at=case.opened,
        worker=WORKER,
        client=case.client,
        presenting_problem=case.problem,
        areas=("income", "family"),
        safety=Safety.NONE,
        confidentiality_explained=True,
    )
    _append(log, "intake", device, _ops((intake,)), intake.recorded_at)
    for note in _notes(case):
        written = (note, *follow_up(note, lambda _letter: case.task))
        _append(log, "note", device, _ops(written), note.recorded_at)


def _notes(case: story.Case) -> Iterator[Note]:
    for contact in case.contacts:
        is_last = contact is case.contacts[-1]
        yield Note(
            ref=contact.ref,
            on=contact.moment.date(),
            recorded_at=contact.moment,
            worker=WORKER,
            body=contact.text,
            channel=Channel.VISIT,
            roles=(Role.COUNSELLOR,),
            next_step=case.next_step if is_last else "",
            next_on=contact.moment.date() + timedelta(days=14) if is_last and case.next_step else None,
        )


def _ops(records: Iterable[Record]) -> Iterator[Op]:
    for record in records:
        yield Op("put", record.table, record.ref, msgspec.Raw(msgspec.json.encode(record.stored())))


def _append(log: LogFile, command: str, device: str, ops: Iterable[Op], moment: datetime) -> None:
    head = log.heads.get(device, Head(0, ""))
    log.append(
        Line(
            tx=new_ulid(int(moment.timestamp() * 1000), log.entries[-1].line.tx if log.entries else ""),
            at=moment.replace(microsecond=0),
            device=device,
            n=head.n + 1,
            prev=head.digest,
            worker=WORKER,
            command=command,
            ops=tuple(ops),
        )
    )


def main() -> int:
    """Fill the journal the command line names and let cj build its index; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where no journal is yet")
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--records", type=int, default=200, help="records in each case, the intake among them")
    asked = parser.parse_args()
    if (asked.folder / "journal.toml").exists():
        parser.error(f"there is a journal in {asked.folder} already")
    fill(asked.folder, asked.cases, asked.records, datetime.now(UTC).astimezone())
    command = [CJ, "list", "--journal", asked.folder]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
