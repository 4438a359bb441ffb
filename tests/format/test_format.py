"""The format is a public promise: docs/format.md is enough to read a journal, and what was written stays readable."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from casejournal.domain.group.charter import Group
from casejournal.storage import header, keys, sealed_file
from casejournal.storage.backup import back_up
from casejournal.storage.drawer import Hand
from casejournal.storage.journal import Journal
from casejournal.storage.refusals import HeaderDamaged, SealedDamaged

HERE = Path(__file__).parent
VECTORS = HERE / "vectors"
READER = HERE / "reader.py"
KINDS = ("plain", "sealed")


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"format_{name}", HERE / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


reader = _load("reader")
make_vectors = _load("make_vectors")
unsealer = _load("unsealer")
CHEAP = keys.Cost(memory=64, passes=1, lanes=1)
expected: dict[str, Any] = json.loads((VECTORS / "expected.json").read_text(encoding="utf-8"))
low_level: dict[str, Any] = expected["low_level"]
PASSPHRASE: str = expected["passphrase"]
KEY = bytes.fromhex(expected["sealed"]["journal_key"])


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Plain, then sealed."""
    return str(request.param)


@pytest.fixture
def folder(kind: str, tmp_path: Path) -> Path:
    """A copy of that sample journal, to open, change and damage."""
    return Path(shutil.copytree(VECTORS / kind, tmp_path / kind))


def _log(folder: Path) -> Path:
    """The log that two devices wrote."""
    return next(log for log in sorted((folder / "cases").iterdir()) if len(_lines(log)) > 2)


def _lines(log: Path) -> list[bytes]:
    return log.read_bytes().splitlines(keepends=True)


def _read(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = reader.read_journal(folder, PASSPHRASE)["cases"]
    return found


def _told(found: dict[str, Any]) -> dict[str, Any]:
    """What the reader found, as far as expected.json tells it."""
    cases = {}
    for ref, case in found.items():
        history = [{key: line[key] for key in ("tx", "device", "command")} for line in case["history"]]
        cases[ref] = {key: case[key] for key in ("lines", "heads", "records")} | {"history": history}
    return cases


def _refuses(folder: Path) -> bool:
    try:
        _read(folder)
    except reader.Damaged:
        return True
    return False


# What is written is found


def test_the_stand_alone_reader_finds_in_the_sample_journals_what_was_put_there(kind: str) -> None:
    found = reader.read_journal(VECTORS / kind, PASSPHRASE)

    assert found["journal"]["id"] == expected[kind]["journal"]
    assert found["journal"]["sealed"] is (kind == "sealed")
    assert _told(found["cases"]) == expected[kind]["cases"]


def test_casejournal_itself_finds_the_same(kind: str, folder: Path) -> None:
    described = header.read(folder)
    key = header.opened(described, PASSPHRASE)[0] if described.sealed else None

    assert key == (KEY if kind == "sealed" else None)
    assert make_vectors.found_by_casejournal(folder, key) == expected[kind]["cases"]


def test_casejournal_opens_every_sample_case_as_a_case_file(kind: str, folder: Path) -> None:
    hand = Hand(worker="", device="", now=make_vectors.Clock())
    journal = Journal(folder, header.read(folder), KEY if kind == "sealed" else None, hand)

    files = {summary.ref: journal.case(summary.ref) for summary in journal.summaries()}

    assert not journal.troubles
    assert files.keys() == expected[kind]["cases"].keys()
    for ref, file in files.items():
        records = expected[kind]["cases"][ref]["records"]
        assert {note.ref for note in file.notes} == records["notes"].keys()
        assert {task.ref for task in file.tasks} == records["tasks"].keys()
        assert file.intake.client == records["intake"][ref]["client"]


def test_a_journal_casejournal_writes_today_is_read_with_the_same_content(kind: str, tmp_path: Path) -> None:
    key = keys.new_key() if kind == "sealed" else None
    make_vectors.make_journal(tmp_path / "new", key)

    assert _told(_read(tmp_path / "new")) == make_vectors.found_by_casejournal(tmp_path / "new", key)


def test_a_group_is_read_like_a_case(kind: str, tmp_path: Path) -> None:
    key = keys.new_key() if kind == "sealed" else None
    folder, clock = tmp_path / "new", make_vectors.Clock()
    make_vectors.make_journal(folder, key)
    with make_vectors.Workplace(folder, key, make_vectors.OFFICE, clock).journal.forming("group form") as drawer:
        ref = drawer.stamp(Group)["ref"]
        drawer.put(Group(**drawer.stamp(Group) | {"ref": ref}, name="Ibu Tangguh", purpose="To sell what we sew."))

    found = reader.read_journal(folder, PASSPHRASE)

    assert found["groups"].keys() == {ref}
    assert found["groups"][ref]["records"]["group"][ref]["name"] == "Ibu Tangguh"
    assert _told(found["cases"] | found["groups"]) == make_vectors.found_by_casejournal(folder, key)


def test_a_backup_is_unpacked_and_read_like_the_journal(kind: str, folder: Path, tmp_path: Path) -> None:
    key = KEY if kind == "sealed" else None
    hand = Hand(worker="", device="", now=make_vectors.Clock())
    journal = Journal(folder, header.read(folder), key, hand)
    back_up(journal, tmp_path / "journal.zip", make_vectors.Clock()(), "", lambda _made: None)
    with zipfile.ZipFile(tmp_path / "journal.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    described = reader.read_header((folder / "journal.toml").read_bytes())

    (line,) = (tmp_path / "unpacked" / "manifest").read_bytes().splitlines()
    (text,) = reader.open_lines([line], "manifest", described.id, key)

    assert _told(_read(tmp_path / "unpacked")) == expected[kind]["cases"]
    for name, part in json.loads(text)["files"].items():
        assert sha256((tmp_path / "unpacked" / name).read_bytes()).hexdigest() == part["sha256"]


def test_every_version_of_a_record_stays_in_the_history(kind: str) -> None:
    (case,) = (case for case in _read(VECTORS / kind).values() if case["lines"] > 2)
    put = [op["id"] for line in case["history"] for op in line["ops"] if op["op"] == "put"]
    dropped = {op["id"] for line in case["history"] for op in line["ops"] if op["op"] == "drop"}
    now = {ref for records in case["records"].values() for ref in records}

    assert max(put.count(ref) for ref in now) == 3
    assert dropped
    assert dropped == set(put) - now


def test_the_later_transaction_wins_wherever_it_lies_in_the_file(kind: str) -> None:
    log = _log(VECTORS / kind)
    key = KEY if kind == "sealed" else None
    lines = (line.removesuffix(b"\n") for line in _lines(log))
    *_, behind = reader.open_lines(lines, f"cases/{log.name}", expected[kind]["journal"], key)
    case = _read(VECTORS / kind)[log.stem]
    last = case["history"][-1]
    (change,) = last["ops"]

    assert json.loads(behind)["command"] == "task done"
    assert last["command"] == "amend"
    assert case["records"][change["table"]][change["id"]] == change["doc"]


def test_the_lines_of_two_devices_may_lie_in_any_order_between_each_other(kind: str, folder: Path) -> None:
    before = _read(folder)
    log = _log(folder)
    other = {line["n"] for line in before[log.stem]["history"] if line["device"] == make_vectors.VILLAGE}
    lines = _lines(log)
    theirs = [lines[2], lines[6]]
    log.write_bytes(b"".join(theirs + [line for line in lines if line not in theirs]))

    assert other == {1, 2}
    assert _read(folder) == before


# The steps of a seal


def test_the_passphrase_gives_the_wrapping_key() -> None:
    slot = low_level["slot"]

    assert reader.wrapping_key(slot["kdf"], PASSPHRASE).hex() == slot["wrapping_key"]
    assert (
        reader.wrapping_key(slot["kdf"], bytes.fromhex(slot["passphrase_utf8"]).decode()).hex() == slot["wrapping_key"]
    )


def test_the_slot_gives_the_journal_key() -> None:
    described = reader.read_header((VECTORS / "sealed" / "journal.toml").read_bytes())

    assert reader.journal_key(described, PASSPHRASE) == KEY


def test_the_journal_key_gives_the_key_of_a_log() -> None:
    step = low_level["log_key"]

    assert reader.associated(expected["sealed"]["journal"], step["log"]).decode() == step["info"]
    assert reader.log_key(KEY, step["info"].encode()).hex() == step["key"]


def test_the_key_of_a_log_opens_a_line_and_its_text_has_the_digest() -> None:
    line = low_level["line"]
    (text,) = reader.open_lines([line["line"].encode()], line["log"], expected["sealed"]["journal"], KEY)

    assert text.decode() == line["text"]
    assert reader.read_line(1, text, line["log"]).digest == line["digest"]


# The header that is counted and marked


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """The sealed sample with a header that has a generation and a mac."""
    folder = Path(shutil.copytree(VECTORS / "sealed", tmp_path / "counted"))
    shutil.copy(VECTORS / "counted" / "journal.toml", folder / "journal.toml")
    return folder


def test_a_counted_header_opens_the_same_journal(counted: Path) -> None:
    assert _told(_read(counted)) == expected["sealed"]["cases"]
    described = header.read(counted)
    assert described.generation == 1
    assert header.opened(described, PASSPHRASE)[0] == KEY


def test_the_mac_is_what_the_page_says(counted: Path) -> None:
    described = reader.read_header((counted / "journal.toml").read_bytes())

    assert reader.header_mac(described, KEY) == described.mac


@pytest.mark.parametrize(
    ("old", "new"),
    [("generation = 1", "generation = 2"), ('created = "2026', 'created = "2025'), ("generation = 1\n", "")],
)
def test_a_header_changed_without_the_key_is_refused_although_its_sum_fits(counted: Path, old: str, new: str) -> None:
    path = counted / "journal.toml"
    body = path.read_text().partition("\n[check]\n")[0]
    assert old in body
    path.write_bytes(header._whole(body.replace(old, new)))

    assert _refuses(counted)
    with pytest.raises(HeaderDamaged):
        header.opened(header.read(counted), PASSPHRASE)


def test_a_renewal_that_was_stopped_while_its_files_were_moved_is_read_from_both_places(counted: Path) -> None:
    renewed = Path(shutil.copytree(counted, counted / ".renewed"))
    for log in (counted / "cases").iterdir():
        log.write_bytes(b"sealed with the old key\n")
    first = min((renewed / "cases").iterdir())
    first.replace(counted / "cases" / first.name)

    assert _told(_read(counted)) == expected["sealed"]["cases"]


# What was changed is refused


def test_a_flipped_bit_in_any_byte_of_a_line_is_refused(folder: Path) -> None:
    log = _log(folder)
    data = log.read_bytes()

    for position in range(len(_lines(log)[0])):
        log.write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        assert _refuses(folder), position


def test_the_limits_of_the_chain_are_those_the_page_names(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(VECTORS / "plain", tmp_path / "plain"))
    log = _log(folder)
    *whole, last = _lines(log)

    log.write_bytes(b"".join(whole))
    assert not _refuses(folder), "a line taken from the end leaves no gap"
    log.write_bytes(b"".join([*whole, last.replace(b"surat", b"kabar")]))
    assert not _refuses(folder), "no later line vouches for the last one of a plain log"


def test_a_dropped_line_is_refused(folder: Path) -> None:
    log = _log(folder)
    lines = _lines(log)
    last_of_each = {5, 6}

    for dropped in set(range(len(lines))) - last_of_each:
        log.write_bytes(b"".join(lines[:dropped] + lines[dropped + 1 :]))
        assert _refuses(folder), dropped


def test_a_doubled_and_a_moved_line_are_refused(folder: Path) -> None:
    log = _log(folder)
    first, second, *rest = _lines(log)

    for lines in ([first, first, second, *rest], [second, first, *rest], [first, second, *rest, first]):
        log.write_bytes(b"".join(lines))
        assert _refuses(folder)


def test_a_gap_in_the_numbers_is_refused_even_where_the_digests_fit() -> None:
    first = reader.Line(1, "a", {"device": "7Q2M0ZK4", "n": 1, "prev": ""})
    third = reader.Line(2, "b", {"device": "7Q2M0ZK4", "n": 3, "prev": "a"})

    with pytest.raises(reader.Damaged, match="line 2 is number 3"):
        reader.check_chains([first, third], "cases/C-7K4Q.log")


def test_an_empty_line_is_refused(folder: Path) -> None:
    log = _log(folder)
    log.write_bytes(log.read_bytes() + b"\n")

    assert _refuses(folder)


def test_a_torn_end_is_passed_over_even_if_it_looks_whole(folder: Path) -> None:
    log = _log(folder)
    *whole, last = _lines(log)
    log.write_bytes(b"".join(whole) + last.rstrip(b"\n"))

    found = _read(folder)[log.stem]

    assert found["lines"] == len(whole)
    assert found["torn_bytes"] == len(last) - 1


def test_a_sealed_log_under_another_name_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(VECTORS / "sealed", tmp_path / "sealed"))
    log = _log(folder)
    log.rename(log.with_name("C-0000.log"))

    assert _refuses(folder)


@pytest.mark.parametrize("passphrase", ["tiga cangkir kopi", "", None])
def test_another_passphrase_opens_nothing(passphrase: str | None) -> None:
    with pytest.raises(reader.WrongPassphrase):
        reader.read_journal(VECTORS / "sealed", passphrase)


def test_a_changed_header_is_refused(folder: Path) -> None:
    path = folder / "journal.toml"
    path.write_bytes(path.read_bytes().replace(b'created = "2026', b'created = "2025'))

    assert _refuses(folder)


def test_a_newer_format_is_named_before_anything_else_is_looked_at(folder: Path) -> None:
    (folder / "journal.toml").write_bytes(b"format = 2\n")

    with pytest.raises(reader.NewerFormat, match="format 2"):
        _read(folder)


@pytest.mark.parametrize(
    "op",
    [
        {"op": "rename", "table": "notes"},
        {"op": "put", "table": "notes", "id": "N-0000"},
        {"op": "put", "table": "notes", "id": "N-0000", "doc": 3},
        {"op": ["put"], "table": "notes"},
        "put",
    ],
)
def test_a_change_that_is_none_is_refused(op: object) -> None:
    body = json.loads(low_level["line"]["text"]) | {"ops": [op]}

    with pytest.raises(reader.Damaged, match="line 1"):
        reader.read_line(1, json.dumps(body).encode(), "cases/C-7K4Q.log")


def test_what_this_version_does_not_know_yet_is_passed_over() -> None:
    body = json.loads(low_level["line"]["text"]) | {"weather": "hujan"}

    assert reader.read_line(1, json.dumps(body).encode(), "cases/C-7K4Q.log").body["weather"] == "hujan"


# The reader stands alone


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command: Sequence[str | Path] = [sys.executable, "-I", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_reader_prints_the_journal_as_json(kind: str, tmp_path: Path) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")

    ran = _run(READER, VECTORS / kind, "--passphrase-file", passphrase)

    assert ran.returncode == 0, ran.stderr
    assert _told(json.loads(ran.stdout)["cases"]) == expected[kind]["cases"]


def test_the_reader_says_in_a_sentence_why_it_cannot_read() -> None:
    ran = _run(READER, VECTORS / "sealed")

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr == "the journal is sealed, and no passphrase was given\n"


def test_the_reader_names_no_library_but_cryptography() -> None:
    tree = ast.parse(READER.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {name.partition(".")[0] for name in named} - sys.stdlib_module_names == {"cryptography"}


def test_the_reader_runs_where_casejournal_and_its_libraries_are_hidden(tmp_path: Path) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    hidden = f"""
import runpy, sys
for name in ("casejournal", "msgspec", "tinydb", "typer", "rich"):
    sys.modules[name] = None
sys.argv = ["reader.py", {str(VECTORS / "sealed")!r}, "--passphrase-file", {str(passphrase)!r}]
runpy.run_path({str(READER)!r}, run_name="__main__")
"""

    ran = _run("-c", hidden)

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["cases"].keys() == expected["sealed"]["cases"].keys()


def test_the_sample_journals_hold_nothing_but_what_a_reader_needs(kind: str) -> None:
    files = {path.relative_to(VECTORS / kind) for path in (VECTORS / kind).rglob("*") if path.is_file()}

    assert files == {Path("journal.toml"), *(Path("cases", f"{ref}.log") for ref in expected[kind]["cases"])}


def test_a_sealed_file_opens_from_the_page_alone_and_by_cj() -> None:
    sealed = (VECTORS / "handed.sealed").read_bytes()
    content = b'{"end":0}\n' + bytes(range(256)) * 300

    assert unsealer.unsealed(sealed, PASSPHRASE) == content
    assert b"".join(sealed_file.opened(iter([sealed]), PASSPHRASE)) == content
    assert "import casejournal" not in (HERE / "unsealer.py").read_text(encoding="utf-8")
    assert "from casejournal" not in (HERE / "unsealer.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 131072])
def test_whatever_its_size_a_sealed_file_opens_from_the_page_alone(size: int) -> None:
    content = os.urandom(size)

    sealed = b"".join(sealed_file.sealed([content[:1000], content[1000:]], PASSPHRASE, CHEAP))

    assert unsealer.unsealed(sealed, PASSPHRASE) == content


def test_boxes_of_a_sealed_file_cannot_be_cut_off_moved_or_doubled() -> None:
    box = 65536 + 16
    sealed = b"".join(sealed_file.sealed([os.urandom(200_000)], PASSPHRASE, CHEAP))
    head, boxes = sealed[: -(200_000 + 4 * 16)], sealed[-(200_000 + 4 * 16) :]
    one, two, rest = boxes[:box], boxes[box : 2 * box], boxes[2 * box :]

    for changed in (one + two, one, b"", two + one + rest, one + one + two + rest, one + two + rest + rest):
        with pytest.raises(SealedDamaged):
            list(sealed_file.opened(iter([head + changed]), PASSPHRASE))
