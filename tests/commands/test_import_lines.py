"""What one journal exports, another takes in without loss: every version, by whom, when and on which device."""

import base64
import json
import random
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from casejournal.exchange import lines
from tests.tools import program
from tests.world import MONDAY, PASSPHRASE, Cj, Replies, form_group, take_in, work_through

TO = ("--to", "Pak Budi", "--override", "x", "--yes")


@pytest.fixture
def other(tmp_path: Path) -> Cj:
    """The desk of a colleague, with an empty plain journal."""
    (tmp_path / "other").mkdir()
    cj = Cj(tmp_path / "other")
    cj.env["CJ_WORKER"] = "Pak Budi"
    cj.ok("init", "--plain-text")
    return cj


def handed(cj: Cj, *more: str, name: str = "out.jsonl") -> Path:
    """Everything, or the case named, as JSON Lines."""
    path = cj.home / name
    cj.ok("export", *(more or ("--all",)), *TO, "--format", "jsonl", "-o", str(path))
    return path


def told(cj: Cj) -> dict[str, object]:
    """Everything that can be asked about each case and group: its records, every version, what is odd about it."""
    found: dict[str, object] = {}
    for ref in sorted(path.stem for path in cj.journal.glob("[cg]*s/*.log")):
        for words in (("show", ref), ("history", ref)):
            found[f"{words[0]} {ref}"] = cj.json(*words)
    return found | {"check": cj("check", "--json").json}


def live(cj: Cj, seed: int) -> None:
    """Some days of work, drawn at random: written, corrected, struck, taken back."""
    draw = random.Random(seed)  # noqa: S311 - no secret is drawn
    cases = [take_in(cj, name) for name in ("Ibu Sari", "Pak Tono")]
    for step in range(14):
        case, text = draw.choice(cases), f"Step {step} “ä” =1+1 {draw.random()}"
        match draw.randrange(6):
            case 0:
                cj.ok("task", "add", case, text, "--who", "client")
            case 1:
                cj.ok("assess", case, "--underlying-problem", text, "--risk", draw.choice(["low", "none"]))
            case 2:
                note = cj.json("note", case, text)["ref"]
                cj.ok("amend", note, "--set", f"body={text} again", "--reason", "mistyped")
            case 3:
                cj.ok("strike", cj.json("note", case, text)["ref"], "--reason", "another case", "--yes")
            case 4:
                cj.ok("note", case, text)
                cj.ok("undo", "--yes")
            case _:
                cj.ok("note", case, text, "--minutes", str(step))
        cj.clock.forward(hours=draw.randrange(30))


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_lost_on_the_way_and_nothing_is_added(plain_cj: Cj, other: Cj, seed: int) -> None:
    live(plain_cj, seed)
    before = told(plain_cj)
    logs = {path.name: path.read_bytes() for path in plain_cj.journal.glob("cases/*.log")}
    path = handed(plain_cj)
    other.clock.now = plain_cj.clock.now

    other.ok("import", str(path))

    assert told(other) == before
    assert {path.name: path.read_bytes() for path in other.journal.glob("cases/*.log")} == logs
    other.ok("verify")


def test_a_complete_case_and_its_group_arrive_in_a_sealed_journal(plain_cj: Cj, other: Cj) -> None:
    case = work_through(plain_cj, "Ibu Sari")["CASE"]
    plain_cj.ok("group", "join", form_group(plain_cj), case)
    before = told(plain_cj)
    other.env["CJ_JOURNAL"] = str(other.home / "sealed")
    other.journal = other.home / "sealed"
    (other.home / "passphrase").write_text(PASSPHRASE + "\n")
    other.env["CJ_PASSPHRASE_FILE"] = str(other.home / "passphrase")
    other.ok("init")

    other.ok("import", str(handed(plain_cj)))

    assert told(other) == before
    other.ok("verify")
    assert not any(b"Sari" in content for content in other.files().values())


def test_taking_in_twice_takes_in_nothing_more(plain_cj: Cj, other: Cj) -> None:
    take_in(plain_cj, "Ibu Sari")
    path = handed(plain_cj)
    other.ok("import", str(path))
    before = other.files()

    again = other.json("import", str(path))

    assert [each["new"] for each in again["files"]] == [0]
    assert {**other.files(), "index.log": b""} == {**before, "index.log": b""}


def test_a_case_that_is_here_gets_what_it_lacks(plain_cj: Cj, other: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    other.ok("import", str(handed(plain_cj)))
    other.ok("note", case, "Written by Budi.")
    plain_cj.clock.forward(hours=1)
    plain_cj.ok("note", case, "Written by Rahma.")

    came = other.json("import", str(handed(plain_cj, name="again.jsonl")))

    notes = {note["body"]: note["worker"] for note in other.json("show", case)["notes"]}
    assert notes == {"Written by Budi.": "Pak Budi", "Written by Rahma.": "Rahma"}
    assert came["files"][0]["known"]
    other.ok("verify")


def test_private_records_stay_and_the_chain_is_whole_all_the_same(plain_cj: Cj, other: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    plain_cj.ok("note", case, "Rahasia", "--visibility", "private")
    plain_cj.ok("note", case, "What may be read.")

    other.ok("import", str(handed(plain_cj)))

    assert [note["body"] for note in other.json("show", case)["notes"]] == ["What may be read."]
    other.ok("verify")


def test_what_becomes_readable_later_comes_with_the_next_file(plain_cj: Cj, other: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    note = plain_cj.json("note", case, "First only mine.", "--visibility", "private")["ref"]
    plain_cj.ok("note", case, "Between.")
    other.ok("import", str(handed(plain_cj)))
    plain_cj.ok("amend", note, "--set", "visibility=record", "--reason", "x")

    other.ok("import", str(handed(plain_cj, name="again.jsonl")))

    assert {each["body"] for each in other.json("show", case)["notes"]} == {"First only mine.", "Between."}
    other.ok("verify")


def test_a_dry_run_says_what_would_be_and_writes_nothing(plain_cj: Cj, other: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    before = other.files()

    would = other.json("import", str(handed(plain_cj)), "--dry-run")

    assert [(each["ref"], each["new"], each["known"]) for each in would["files"]] == [(case, 1, False)]
    assert {name for name in other.files() if name.endswith(".log")} == {name for name in before if ".log" in name}


def test_a_ref_that_two_cases_have_is_asked_about(plain_cj: Cj, other: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    sari = take_in(plain_cj, "Ibu Sari")
    note = plain_cj.json("note", sari, "Hers.")["ref"]
    tono = take_in(other, "Pak Tono")
    monkeypatch.setattr("casejournal.domain.refs.random_characters", lambda _count: note[2:])
    assert other.json("note", tono, "His.")["ref"] == note
    other.ok("import", str(handed(plain_cj)))

    asked = other("show", note)

    assert asked.code == 15
    assert f"{sari}/{note}" in asked.err
    assert other.json("show", f"{sari}/{note}")["record"]["body"] == "Hers."
    assert other.json("show", f"{tono}/{note}")["record"]["body"] == "His."
    assert other("show", f"{tono}/N-0000").code == 14
    other.ok("amend", f"{sari}/{note}", "--set", "body=Hers, corrected.", "--reason", "x")
    assert [each["body"] for each in other.json("show", tono)["notes"]] == ["His."]


def test_before_what_was_changed_here_is_replaced_it_is_asked(plain_cj: Cj, other: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    theirs, both = (plain_cj.json("note", case, text)["ref"] for text in ("Hers.", "First."))
    other.ok("import", str(handed(plain_cj)))
    other.ok("amend", both, "--set", "body=By Budi.", "--reason", "x")
    plain_cj.clock.forward(hours=1)
    for note in (theirs, both):
        plain_cj.ok("amend", note, "--set", "body=By Rahma.", "--reason", "x")
    path = str(handed(plain_cj, name="again.jsonl"))

    would = other("import", path, "--dry-run")
    refused = other("import", path)

    assert f"{both} of {case}" in " ".join(would.out.split())
    assert other.json("import", path, "--dry-run")["files"][0]["replaced"] == [both]
    assert refused.code == 4
    assert f"{both} of {case}" in " ".join(refused.err.split())
    assert other("import", path, asks=Replies(False)).code == 3
    assert other.json("show", both)["record"]["body"] == "By Budi."
    assert other.json("import", path, "--yes")["files"][0]["replaced"] == [both]
    assert other.json("show", both)["record"]["body"] == "By Rahma."
    assert other.json("import", path)["files"][0]["replaced"] == []


# Files that cannot be taken in: a sentence, a code, and nothing is written


def changed(path: Path, how: Callable[[list[bytes]], list[bytes]]) -> None:
    path.write_bytes(b"\n".join(how(path.read_bytes().split(b"\n"))))


@pytest.mark.parametrize("op", [{"op": "drop", "table": "notes", "id": "NOTE"}, {"op": "drop_table", "table": "notes"}])
def test_a_file_cannot_take_away_what_was_written_here(op: dict[str, str], cj: Cj, other: Cj) -> None:
    take_in(cj, "Ibu Sari")
    path = handed(cj)
    other.ok("import", str(path))
    note = other.json("note", "sari", "Written here.")["ref"]
    last = {"of": "", **json.loads(path.read_bytes().split(b"\n")[1])}
    last |= {"device": "elsewhere", "ops": [{**op, **({"id": note} if "id" in op else {})}]}
    changed(path, lambda text: [*text[:-2], json.dumps(last, separators=(",", ":")).encode(), *text[-2:]])
    changed(path, lambda text: [line.replace(b'{"end":1}', b'{"end":2}') for line in text])

    assert other("import", str(path)).code == 13
    assert "Written here." in other.ok("show", "sari").out


def replaced(old: str, new: str) -> Callable[[list[bytes]], list[bytes]]:
    return lambda text: [line.replace(old.encode(), new.encode(), 1) for line in text]


FUTURE = (MONDAY + timedelta(days=40)).isoformat()
DAMAGES: dict[str, tuple[Callable[[list[bytes]], list[bytes]], int]] = {
    "its end is missing": (lambda text: text[:-2], 13),
    "it is cut in a line": (lambda text: [*text[:-3], text[-3][:40]], 13),
    "a line is missing": (lambda text: [text[0], *text[2:]], 13),
    "a line is doubled": (lambda text: [text[0], text[1], *text[1:]], 13),
    "something behind its end": (lambda text: [*text, b"{}", b""], 13),
    "bytes that are no text": (lambda text: [line.replace(b"Hello", b"He\xff\xfello") for line in text], 13),
    "another kind of JSON": (replaced("casejournal/lines/1", "casejournal/export/1"), 13),
    "a newer version": (replaced("casejournal/lines/1", "casejournal/lines/2"), 20),
    "a kind of record to come": (replaced('"table":"notes"', '"table":"dreams"'), 20),
    "a table that no journal has": (replaced('"ops":[', r'"ops":[{"op":"table","table":"zzz\u001b[31m"},'), 13),
    "a field of another type": (replaced('"body":"Hello"', '"body":7'), 13),
    "a record with another's ref": (replaced('"doc":{"ref":"N-', '"doc":{"ref":"T-'), 13),
    "a file outside the journal": (replaced('"of":"C-', '"of":"../C-'), 13),
    "a moment to come": (lambda text: [line.replace(b'"at":"2026-11-23', b'"at":"2027-11-23') for line in text], 13),
    "a transaction to come": (replaced('"tx":"0', '"tx":"7'), 13),
    "no intake": (lambda text: [text[0], *(line for line in text[1:-2] if b'"intake"' not in line), b'{"end":1}'], 13),
}


@pytest.mark.parametrize("how", DAMAGES)
def test_a_file_that_is_not_as_it_was_written_is_refused_whole(plain_cj: Cj, other: Cj, how: str) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    plain_cj.ok("note", case, "Hello")
    path, before = handed(plain_cj), other.files()
    damage, code = DAMAGES[how]
    changed(path, damage)

    result = other("import", str(path))

    assert result.code == code, result
    assert len(result.err.splitlines()) >= 2
    assert not list(other.journal.glob("cases/*"))
    assert {name for name in other.files() if "access" in name} == {name for name in before if "access" in name}


def test_another_case_of_that_ref_is_refused(plain_cj: Cj, other: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casejournal.domain.refs.random_characters", lambda _count: "7K4Q")
    take_in(plain_cj, "Ibu Sari")
    other.clock.forward(minutes=1)
    take_in(other, "Pak Tono")
    before = other.files()

    result = other("import", str(handed(plain_cj, "sari")))

    assert result.code == 16
    assert "C-7K4Q" in result.err
    assert other.files() == before


def test_what_was_erased_does_not_come_back(cj: Cj, passphrase_file: str) -> None:
    case = take_in(cj, "Ibu Sari")
    path = handed(cj)
    cj.ok("erase", case, "--ground", "she asked", "--yes", env={"CJ_PASSPHRASE_FILE": passphrase_file})

    assert cj("import", str(path)).code == 5
    assert not cj.log(case).exists()


def test_a_line_without_end_is_refused(plain_cj: Cj, other: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casejournal.desk.arrivals.LONGEST", 10_000)
    path = other.home / "long"
    path.write_bytes(b'{"schema":"casejournal/lines/1","made":"' + b"x" * 300_000)

    assert other("import", str(path)).code == 13
    assert lines.LONGEST > 1024**2


# Sealed


@pytest.fixture
def sealed(plain_cj: Cj) -> Path:
    """A case, sealed with the passphrase."""
    take_in(plain_cj, "Ibu Sari")
    plain_cj.env["CJ_SEAL_PASSPHRASE_COMMAND"] = f"echo {PASSPHRASE}"
    path = plain_cj.home / "out.sealed"
    plain_cj.ok("export", "sari", *TO, "--format", "jsonl", "-o", str(path), "--seal", "passphrase")
    assert b"Sari" not in path.read_bytes()
    return path


def test_a_sealed_file_opens_with_its_passphrase_only(sealed: Path, other: Cj) -> None:
    assert other("import", str(sealed)).code == 4
    assert other("import", str(sealed), env={"CJ_SEAL_PASSPHRASE_COMMAND": "echo another passphrase"}).code == 12

    replies = Replies("another passphrase", PASSPHRASE)
    other.ok("import", str(sealed), asks=replies)

    assert len(replies.asked) == 2
    assert len(other.json("list")["items"]) == 1


def test_the_passphrase_of_a_file_is_asked_for_twice(plain_cj: Cj) -> None:
    take_in(plain_cj, "Ibu Sari")
    path = plain_cj.home / "out"
    words = ("export", "sari", *TO, "--format", "jsonl", "-o", str(path), "--seal", "passphrase")

    result = plain_cj.ok(*words, asks=Replies("seven umbrellas here", "seven umbrellas here"))

    assert "Choose a passphrase for this file." in result.err
    assert path.exists()


@pytest.mark.parametrize("at", [25, 70, 120, -1], ids=["cost", "check", "content", "end"])
def test_a_sealed_file_that_was_changed_gives_nothing(sealed: Path, other: Cj, at: int) -> None:
    content = bytearray(sealed.read_bytes())
    content[at] ^= 1
    sealed.write_bytes(content)

    result = other("import", str(sealed), env={"CJ_SEAL_PASSPHRASE_COMMAND": f"echo {PASSPHRASE}"})

    assert result.code in {12, 13}, result
    assert not list(other.journal.glob("cases/*"))


def test_a_sealed_file_cut_short_is_noticed(sealed: Path, other: Cj) -> None:
    sealed.write_bytes(sealed.read_bytes()[:-20])

    assert other("import", str(sealed), env={"CJ_SEAL_PASSPHRASE_COMMAND": f"echo {PASSPHRASE}"}).code == 13


def test_a_file_sealed_by_a_later_cj_is_named(sealed: Path, other: Cj) -> None:
    sealed.write_bytes(sealed.read_bytes().replace(b"sealed/1", b"sealed/2", 1))

    assert other("import", str(sealed), env={"CJ_SEAL_PASSPHRASE_COMMAND": f"echo {PASSPHRASE}"}).code == 20


def test_what_is_sealed_and_no_journal_is_opened_by_unseal(plain_cj: Cj, bare: Cj) -> None:
    take_in(plain_cj, "Ibu Sari")
    env = {"CJ_SEAL_PASSPHRASE_COMMAND": f"echo {PASSPHRASE}"}
    path, opened = plain_cj.home / "out.sealed", plain_cj.home / "out.json"
    plain_cj.ok("export", "sari", *TO, "--format", "json", "-o", str(path), "--seal", "passphrase", env=env)

    refused = plain_cj("import", str(path), env=env)
    plain_cj.ok("unseal", str(path), "-o", str(opened), env=env)

    assert refused.code in {13, 16}
    assert json.loads(opened.read_bytes())["files"][0]["intake"]["client"] == "Ibu Sari"
    assert opened.stat().st_mode & 0o777 == 0o600


def test_an_age_key_opens_what_is_sealed_for_it(plain_cj: Cj, other: Cj) -> None:
    take_in(plain_cj, "Ibu Sari")
    identity = pyrage.x25519.Identity.generate()
    path = plain_cj.home / "out.age"
    plain_cj.ok("export", "sari", *TO, "--format", "jsonl", "-o", str(path), "--seal", str(identity.to_public()))

    opened = pyrage.decrypt(path.read_bytes(), [identity])

    assert b"Ibu Sari" in opened
    assert other("import", str(path)).code == 16
    (other.home / "key").write_text(str(identity))
    with_age = (program("age"), "--decrypt", "-i", str(other.home / "key"), str(path))
    assert subprocess.run(with_age, capture_output=True, check=True).stdout == opened


@pytest.mark.parametrize("key", ["age1nonsense", "nonsense", base64.b64encode(b"x" * 32).decode()])
def test_what_is_no_age_key_is_refused(plain_cj: Cj, key: str) -> None:
    take_in(plain_cj, "Ibu Sari")

    assert (
        plain_cj("export", "sari", *TO, "-o", str(plain_cj.home / "out"), "--format", "json", "--seal", key).code == 16
    )
    assert not (plain_cj.home / "out").exists()
