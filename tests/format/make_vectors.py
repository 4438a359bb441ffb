"""Makes the sample journals in `vectors/`: two fictional cases, told by casejournal itself, once plain and once sealed.

They are made once for each version of the format and then kept: a reader must open them for ever. Chance is replaced by
a fixed stream and the clock stands still, so that running this again changes a vector only where casejournal changed.
"""

import json
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from hashlib import shake_256
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casejournal.domain.due import Who
from casejournal.domain.intake import Channel, Intake, SafeContact, Safety
from casejournal.domain.note import Note
from casejournal.domain.roles import Role
from casejournal.domain.task import Done, Task
from casejournal.storage import header, keys
from casejournal.storage.drawer import Hand
from casejournal.storage.founding import create
from casejournal.storage.header import Header
from casejournal.storage.journal import Journal
from casejournal.storage.line import digest
from casejournal.storage.log import LogFile, LogStorage
from casejournal.storage.seal import FORMAT, AesSeal, derive

VECTORS = Path(__file__).parent / "vectors"
PASSPHRASE = "tiga cangkir kopi ½ pahit di kafe\u0301"
"""NFKC makes one character of the last two, and three of the half."""

OFFICE, VILLAGE = "7Q2M0ZK4", "V8HTN3XC"
"""Two machines: the one in the office, and the one taken along on home visits."""

_CHEAP = keys.Cost(memory=64, passes=1, lanes=1)
_WIB = timezone(timedelta(hours=7))


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 5, 9, 0, tzinfo=_WIB)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, minutes: int) -> None:
        """Let that many minutes pass."""
        self.moment += timedelta(minutes=minutes)


class Workplace:
    """One copy of the journal on one machine."""

    def __init__(self, folder: Path, key: bytes | None, device: str, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self._key = key
        self._hand = Hand(worker="Bu Ratna", device=device, now=clock)

    @property
    def journal(self) -> Journal:
        """The journal, opened as a new command would open it."""
        self.clock.forward(5)
        return Journal(self.folder, header.read(self.folder), self._key, self._hand)


def main() -> int:
    """Write both journals and expected.json anew."""
    shutil.rmtree(VECTORS, ignore_errors=True)
    expected: dict[str, Any] = {"passphrase": PASSPHRASE}
    with _fixed_chance():
        for name, key in (("plain", None), ("sealed", keys.new_key())):
            folder = VECTORS / name
            make_journal(folder, key)
            expected[name] = {"journal": header.read(folder).id, "cases": found_by_casejournal(folder, key)}
            if key is not None:
                expected[name]["journal_key"] = key.hex()
                expected["low_level"] = low_level(folder, key)
                make_counted(folder, key, VECTORS / "counted")
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (VECTORS / "expected.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


def make_journal(folder: Path, key: bytes | None) -> None:
    """A journal of two cases in `folder`, sealed when there is a key; without what belongs to one machine only."""
    clock = Clock()

    def slots(journal_id: str) -> tuple[keys.Slot, ...]:
        return (keys.wrap(key, PASSPHRASE, journal_id, _CHEAP),) if key is not None else ()

    create(folder, key=key, now=clock(), slots=slots)
    if key is not None:
        _without_a_count(folder)
    tell_the_story(folder, key, clock)
    (folder / "index.log").unlink()
    (folder / "journal.lock").unlink()


def _without_a_count(folder: Path) -> None:
    """Make the header what an early casejournal wrote, which neither counted nor marked it."""
    early = msgspec.structs.replace(header.read(folder), generation=0, mac="")
    (folder / header.NAME).write_bytes(header._to_bytes(early))


def make_counted(sealed: Path, key: bytes, folder: Path) -> None:
    """The header of the sealed sample as casejournal writes it since: with generation and mac."""
    folder.mkdir()
    (folder / header.NAME).write_bytes(header._to_bytes(header.marked(header.read(sealed), key)))


def tell_the_story(folder: Path, key: bytes | None, clock: Clock) -> None:
    """Two intakes, notes, tasks, an undo; then both machines write to the same task without knowing of each other."""
    office = Workplace(folder, key, OFFICE, clock)
    _take_in_danu(office)
    case, task = _take_in_sari(office)
    _visit_sari(Workplace(folder, key, VILLAGE, clock), case)
    _note_in_the_wrong_case(office, case)
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = Path(shutil.copytree(folder, Path(elsewhere) / "copy"))
        _finish(Workplace(copy, key, VILLAGE, clock), case, task)
        _put_off(office, case, task)
        _merge(folder / "cases" / f"{case}.log", copy / "cases" / f"{case}.log")


def found_by_casejournal(folder: Path, key: bytes | None) -> dict[str, Any]:
    """What casejournal finds in each case: lines, ends of the chains, current records, commands as they took effect."""
    described = header.read(folder)
    reading = Journal(folder, described, key, Hand(worker="", device="", now=Clock()))
    found = {}
    for name in sorted(reading.log_names()):
        log = LogFile(folder / name, reading.seal(name), name)
        records = LogStorage(log.path, log=log).read()
        found[log.path.stem] = {
            "lines": len(log.entries),
            "heads": {device: msgspec.structs.asdict(head) for device, head in log.heads.items()},
            "records": records,
            "history": [
                {"tx": change.tx, "device": change.device, "command": change.command}
                for change in reading.history(log.path.stem)
            ],
        }
    return found


def low_level(folder: Path, key: bytes) -> dict[str, Any]:
    """The value of each step between the passphrase and the text of one line."""
    described = header.read(folder)
    log = min((folder / "cases").glob("*.log"))
    name = f"cases/{log.name}"
    line = log.read_bytes().split(b"\n")[0]
    text = AesSeal(key, described.id, name).open(line)
    info = b"\n".join([FORMAT, described.id.encode(), name.encode()])
    return {
        "slot": _slot_steps(described),
        "log_key": {"log": name, "info": info.decode(), "key": derive(key, info).hex()},
        "line": {"log": name, "number": 1, "line": line.decode(), "text": text.decode(), "digest": digest(text)},
    }


def _slot_steps(described: Header) -> dict[str, str]:
    (slot,) = described.slot
    cost, salt = keys.read_phc(slot.kdf)
    secret = unicodedata.normalize("NFKC", PASSPHRASE).encode()
    argon = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return {
        "kdf": slot.kdf,
        "salt": salt.hex(),
        "passphrase_utf8": secret.hex(),
        "wrapping_key": argon.derive(secret).hex(),
    }


# The story


def _take_in_danu(place: Workplace) -> None:
    with place.journal.opening("intake") as drawer:
        opened = Intake(
            **drawer.stamp(Intake),
            client="Pak Danu",
            presenting_problem="“Atap bocor, dan malam ini hujan lagi.”",
            areas=("shelter", "income"),
            safety=Safety.IMMEDIATE,
            channel=Channel.OUTREACH,
        )
        first = Task(**drawer.stamp(Task), what="Cari tempat untuk malam ini", who=Who.WORKER, source=opened.ref)
        drawer.put(opened, first)
    with place.journal.writing(drawer.ref, "note") as drawer:
        drawer.put(
            Note(**drawer.stamp(Note), body="Bermalam di balai RW.\n\tTetangga membantu 🙏", roles=(Role.BROKER,))
        )


def _take_in_sari(place: Workplace) -> tuple[str, str]:
    with place.journal.opening("intake") as drawer:
        drawer.put(
            Intake(
                **drawer.stamp(Intake),
                client="Ibu Sari",
                presenting_problem="Uang sekolah anak belum terbayar — ‘saya malu’, katanya.",
                areas=("income", "family"),
                safety=Safety.CONCERN,
                safety_note="Suami mudah marah; belum pernah memukul.",
                confidentiality_explained=True,
                safe_contact=SafeContact(ways="lewat Bu RT", never="jangan menelepon ke rumah"),
                household=("suami", "Ayu (9)"),
            )
        )
    with place.journal.writing(drawer.ref, "task add") as drawer:
        task = Task(
            **drawer.stamp(Task), what="Tanyakan beasiswa ke sekolah Ayu", who=Who.CLIENT, due=date(2026, 1, 12)
        )
        drawer.put(task)
    return drawer.ref, task.ref


def _visit_sari(place: Workplace, case: str) -> None:
    with place.journal.writing(case, "note") as drawer:
        note = Note(
            **drawer.stamp(Note),
            body='Ia berkata: "Kalau dia pulang, saya diam saja." Sepakat bertemu lagi hari Senin.',
            channel=Channel.VISIT,
            minutes=45,
            roles=(Role.COUNSELLOR, Role.ADVOCATE),
            next_step="Hubungi Puskesmas",
            next_on=date(2026, 1, 7),
        )
        step = Task(**drawer.stamp(Task), what=note.next_step, who=Who.WORKER, due=note.next_on, source=note.ref)
        drawer.put(note, step)


def _note_in_the_wrong_case(place: Workplace, case: str) -> None:
    with place.journal.writing(case, "note") as drawer:
        drawer.put(Note(**drawer.stamp(Note), body="Ditulis pada berkas yang salah."))
    journal = place.journal
    written_in, last = journal.last_change()
    journal.undo(written_in, last.tx)


def _finish(place: Workplace, case: str, ref: str) -> None:
    now = place.clock().date()
    _change_task(
        place, case, ref, "task done", lambda task: task.finish(Done(on=now, evidence="surat dari sekolah"), now)
    )


def _put_off(place: Workplace, case: str, ref: str) -> None:
    later = date(2026, 1, 19)
    _change_task(place, case, ref, "amend", lambda task: msgspec.structs.replace(task, due=later))


def _change_task(place: Workplace, case: str, ref: str, command: str, change: Callable[[Task], Task]) -> None:
    with place.journal.writing(case, command) as drawer:
        drawer.put(*(change(task) for task in drawer.file.tasks if task.ref == ref))


def _merge(log: Path, other: Path) -> None:
    """Add the lines of `other` that `log` lacks, as git's union merge does: an earlier transaction now lies last."""
    known = log.read_bytes().splitlines(keepends=True)
    with log.open("ab") as file:
        file.writelines(line for line in other.read_bytes().splitlines(keepends=True) if line not in known)


@contextmanager
def _fixed_chance() -> Iterator[None]:
    """Never for a real journal: inside this block every key and every nonce can be told in advance."""
    calls = count()

    def urandom(size: int) -> bytes:
        return shake_256(b"casejournal format 1 vectors %d" % next(calls)).digest(size)

    with mock.patch("os.urandom", urandom):
        yield


if __name__ == "__main__":
    sys.exit(main())
