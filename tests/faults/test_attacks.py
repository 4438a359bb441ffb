"""What an unlucky or a hostile world does to a journal, and what it does not get by it."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from casejournal.storage import header
from casejournal.storage.line import digest
from casejournal.storage.lock import locked
from casejournal.storage.ulid import new_ulid
from tests.world import Cj, take_in


def editor(cj: Cj, script: str) -> str:
    """An editor that does what the script says with the file it is given."""
    path = cj.home / "editor.sh"
    path.write_text(f"#!/bin/sh\nfor file; do :; done\n{script}\n")
    path.chmod(0o700)
    return str(path)


@pytest.fixture
def scripted(cj: Cj) -> Cj:
    """A desk where a script gives the passphrase: a process of its own has another clock than the test."""
    cj.env["CJ_PASSPHRASE_FILE"] = str(cj.home / "passphrase")
    return cj


def run(cj: Cj, *arguments: str, **how: Any) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own, with the passphrase at hand."""
    env = os.environ | cj.env | {"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")} | how.pop("env", {})
    command = [sys.executable, "-m", "casejournal", *arguments]
    return subprocess.run(command, check=False, text=True, env=env, **({"capture_output": True} | how))


# What was typed


@pytest.mark.parametrize(
    "trouble", ["the day has not come", "somebody else writes", "the case is gone", "the disk is full"]
)
def test_what_was_written_in_an_editor_stays_until_the_journal_has_it(
    cj: Cj, sari: str, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = 'printf "A LONG TEXT" > "$file"'
    if trouble == "the case is gone":
        script += f"; rm {cj.log(sari)}"
    if trouble == "the disk is full":
        full = OSError(errno.ENOSPC, "No space left on device")
        monkeypatch.setattr("casejournal.storage.disk.append", lambda *_a, **_k: (_ for _ in ()).throw(full))
    more = ("--next-on", "32") if trouble == "the day has not come" else ()
    monkeypatch.setattr("casejournal.storage.lock.PATIENCE", 0.05)

    if trouble == "somebody else writes":
        with locked(cj.journal / "journal.lock", "session"):
            result = cj("note", sari, "--edit", env={"VISUAL": editor(cj, script)})
    else:
        result = cj("note", sari, "--edit", *more, env={"VISUAL": editor(cj, script)})

    in_the_open = [path for path in cj.home.rglob("*.txt") if b"LONG" in path.read_bytes()]
    drafts = cj.json("draft", "list")["items"]
    if trouble == "the day has not come":
        assert (result.code, drafts) == (16, []), "a wrong day is told before anything is typed"
    else:
        assert result.code != 0
        assert [draft["answers"]["body"] for draft in drafts] == ["A LONG TEXT"]
        assert f"cj draft resume {drafts[0]['ref']}" in result.err.replace("\n", " ")
        assert in_the_open == []
        (draft,) = (cj.journal / "drafts").glob("*.draft")
        assert b"LONG" not in draft.read_bytes()


def test_an_editor_left_without_a_word_is_a_no(cj: Cj, sari: str) -> None:
    result = cj("note", sari, "--edit", env={"VISUAL": editor(cj, "exit 0")})

    assert result.code == 3
    assert not list((cj.home / "runtime").rglob("*.txt"))


def test_a_note_on_a_case_that_was_taken_back_meanwhile_is_not_written(scripted: Cj, sari: str) -> None:
    command = f"{sys.executable} -m casejournal undo --yes > /dev/null && echo text > $file"
    environment = "".join(f"export {name}={value}; " for name, value in scripted.env.items())

    result = scripted("note", sari, "--edit", env={"VISUAL": editor(scripted, environment + command)})

    assert result.code == 14
    scripted.ok("undo", "--yes")
    assert scripted.json("show", sari)["notes"] == []


# Links, strangers, vanished things


def test_a_lock_that_is_a_link_leads_nowhere(cj: Cj, sari: str, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    (cj.journal / "journal.lock").unlink()
    (cj.journal / "journal.lock").symlink_to(precious)

    assert cj("note", sari, "x").code == 18
    assert precious.read_text() == "precious"


def test_a_log_that_is_a_link_leads_nowhere(cj: Cj, sari: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.log"
    outside.write_bytes(cj.log(sari).read_bytes())
    cj.log(sari).unlink()
    cj.log(sari).symlink_to(outside)
    before = outside.read_bytes()

    assert cj("note", sari, "x").code == 18
    assert outside.read_bytes() == before


@pytest.mark.parametrize("index", [True, False], ids=["with the index", "without the index"])
def test_one_dangling_link_hides_no_other_case(cj: Cj, sari: str, index: bool) -> None:
    (cj.journal / "cases" / "C-ZZZZ.log").symlink_to("/nowhere/at/all")
    if not index:
        (cj.journal / "index.log").unlink()

    listed, verified = cj("list"), cj("verify")

    assert "Ibu Sari" in listed.out
    assert (listed.code, verified.code) == (18, 13)
    assert "C-ZZZZ.log cannot be read: this is a link" in " ".join(listed.err.split())
    assert cj("note", sari, "x").code == 0


@pytest.mark.parametrize("name", [b"\xff.log", b"x.log", b"notes.txt", b"C-7K4Q.log~"])
def test_a_stranger_among_the_cases_is_passed_over_and_told(cj: Cj, sari: str, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(cj.journal / "cases") + b"/" + name)).write_text("not ours")

    assert cj.json("list")["items"][0]["ref"] == sari
    told = {each["file"]: each["what"] for each in cj.json("status")["foreign"]}
    assert told == {f"cases/{os.fsdecode(name)}": "copy" if name.endswith(b"~") else "stranger"}
    assert "cj ignores it" in (shown := cj.ok("verify").out) or "is a copy of cases/C-7K4Q.log" in shown


def test_a_folder_in_the_place_of_a_log_stops_no_other_case(cj: Cj, sari: str) -> None:
    (cj.journal / "cases" / "C-ZZZZ.log").mkdir()

    assert cj("list").code == 18
    assert cj("note", sari, "x").code == 0


@pytest.mark.parametrize("remembered", [True, False])
def test_the_case_last_worked_on_is_not_guessed_when_it_may_be_the_damaged_one(
    cj: Cj, sari: str, remembered: bool
) -> None:
    budi = take_in(cj, "Pak Budi")
    if not remembered:
        shutil.rmtree(cj.home / "state" / "casejournal" / "last")
    with cj.log(budi).open("ab") as file:
        file.write(b"garbage\n")
    (cj.journal / "index.log").unlink()
    before = cj.log(sari).read_bytes()

    assert cj("note", "@", "meant for Budi").code == 13
    assert cj("undo", "--yes").code == 13
    assert cj.log(sari).read_bytes() == before


# Keys


def kept_as(cj: Cj, **changed: object) -> None:
    """Change what the file of the kept key says, but for the moment of its last use."""
    (path,) = (cj.home / "runtime").rglob("*.key")
    kept, used = path.read_bytes().split(b"\n")
    path.write_bytes(json.dumps(json.loads(kept) | changed).encode() + b"\n" + used)


def test_a_kept_key_that_is_as_it_was_opens(cj: Cj) -> None:
    kept_as(cj)

    assert cj("intake", "--client", "A", "--presenting-problem", "B").code == 0


@pytest.mark.parametrize("key", ["AAAA", "A", "é", "A" * 43 + "=", ""])
def test_no_case_is_ever_sealed_with_a_key_that_is_not_the_journals(cj: Cj, key: str) -> None:
    kept_as(cj, key=key)

    assert cj("intake", "--client", "A", "--presenting-problem", "B").code == 12
    assert not list(cj.journal.glob("cases/*"))


@pytest.mark.parametrize("spans", [{"idle": 1e300, "most": 1e300}, {"since": -1e300}, {"idle": "x"}])
def test_a_runtime_file_that_makes_no_sense_locks(cj: Cj, spans: Mapping[str, object]) -> None:
    kept_as(cj, **spans)

    assert cj.json("status")["unlocked_until"] is None
    assert cj("list").code == 12


@pytest.mark.parametrize("remembered", ["known", "sealed"])
def test_a_sealed_journal_made_to_look_plain_is_not_written_to_in_the_open(cj: Cj, remembered: str) -> None:
    described = header.read(cj.journal)
    plain = msgspec.structs.replace(described, sealed=False, slot=(), key_check="", mac="", generation=0)
    if remembered == "known":  # by its place, whatever journal it says it is
        plain = msgspec.structs.replace(plain, id="0" * 26)
    (cj.journal / "journal.toml").write_bytes(header._to_bytes(plain))
    for forgotten in {"known", "sealed"} - {remembered}:
        shutil.rmtree(cj.home / "state" / "casejournal" / forgotten)

    result = cj("intake", "--client", "IN THE OPEN", "--presenting-problem", "B")

    assert result.code == 13
    assert not list(cj.journal.glob("cases/*"))


def test_of_two_inits_at_once_one_makes_the_journal_and_the_other_says_so(bare: Cj, passphrase_file: str) -> None:
    env = os.environ | bare.env | {"CJ_PASSPHRASE_FILE": passphrase_file}
    command = [sys.executable, "-m", "casejournal", "init"]

    both = [subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        process.communicate()

    assert sorted(process.returncode for process in both) == [0, 16]
    bare.ok("list", env={"CJ_PASSPHRASE_FILE": passphrase_file})


# Streams


def test_a_full_standard_output_is_told_and_the_note_is_in_the_journal(scripted: Cj, sari: str) -> None:
    with Path("/dev/full").open("w") as full:
        result = run(scripted, "note", sari, "Written.", stdout=full, stderr=subprocess.PIPE, capture_output=False)

    assert result.returncode == 18
    assert "is in the journal" in result.stderr.replace("\n", " ")
    assert len(scripted.json("show", sari)["notes"]) == 1


@pytest.mark.parametrize(("closed", "code"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("2>/dev/full", 0)])
def test_closed_streams_are_no_defect(scripted: Cj, sari: str, closed: str, code: int) -> None:
    env = os.environ | scripted.env
    line = f"{sys.executable} -m casejournal note {sari} text {closed}"

    assert subprocess.run(["/bin/sh", "-c", line], check=False, env=env).returncode == code
    assert len(scripted.json("show", sari)["notes"]) == 1


def test_a_closed_standard_input_is_told(scripted: Cj, sari: str) -> None:
    env = os.environ | scripted.env
    line = f"{sys.executable} -m casejournal note {sari} - <&-"

    result = subprocess.run(["/bin/sh", "-c", line], check=False, env=env, capture_output=True, text=True)

    assert result.returncode == 14
    assert "cannot be read" in result.stderr


def test_a_reader_who_goes_away_is_no_defect(cj: Cj) -> None:
    for number in range(30):
        take_in(cj, f"Client {number}")
    env = os.environ | cj.env | {"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")}
    line = f"{sys.executable} -m casejournal list | head -n 1"

    result = subprocess.run(["/bin/bash", "-c", line], check=False, env=env, capture_output=True, text=True)

    assert result.stderr == ""


# Surroundings


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"CJ_JOURNAL": "~nosuchuser/x"}, 10),
        ({"CJ_JOURNAL": "x" * 5000}, 14),
        ({"CJ_JOURNAL": "/dev/null/x"}, 10),
        ({"CJ_CONFIG": "x" * 5000}, 14),
        ({"CJ_WORKER": "\udcff"}, 16),
        ({"CJ_LANG": "fr"}, 16),
        ({"CJ_EDITOR": "vim '"}, 3),
        ({"CJ_EDITOR": "/no/such/editor"}, 3),
    ],
)
def test_odd_surroundings_are_a_sentence(cj: Cj, sari: str, env: dict[str, str], code: int) -> None:
    cj.ok("config", "unlock_minutes", "15")

    result = cj("note", sari, "--edit", env={"VISUAL": "true"} | env)

    assert result.code == code, result
    assert "defect" not in result.err


@pytest.mark.parametrize("minutes", ["9" * 5000, "²", "-1", "1.5"])
def test_odd_numbers_are_a_sentence(cj: Cj, minutes: str) -> None:
    assert cj("config", env={"CJ_UNLOCK_MINUTES": minutes}).code == 16


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, 'editor = "a\\u0000b"'])
def test_an_odd_settings_file_is_a_sentence(cj: Cj, sari: str, text: str) -> None:
    (cj.home / "config.toml").write_text(text)

    assert cj("note", sari, "--edit").code in {3, 16}


def test_nested_without_end_the_header_is_damage(cj: Cj) -> None:
    (cj.journal / "journal.toml").write_text("a = " + "[" * 20_000)

    assert cj("list").code == 13


def test_under_an_open_umask_every_folder_made_is_private(bare: Cj) -> None:
    kept = os.umask(0)
    try:
        bare.env["CJ_JOURNAL"] = str(bare.home / "a" / "b" / "journal")
        bare.ok("init", "--plain-text")
    finally:
        os.umask(kept)

    for folder in ("a", "a/b", "a/b/journal"):
        assert (bare.home / folder).stat().st_mode & 0o777 == 0o700


def test_a_write_to_a_sound_case_ends_well_though_another_is_damaged(cj: Cj, sari: str) -> None:
    budi = take_in(cj, "Pak Budi")
    cj.log(budi).write_bytes(b"garbage\n")

    result = cj("note", sari, "x")

    assert result.code == 0
    assert budi in result.err


# Lines that say something impossible


def with_line(cj: Cj, change: Mapping[str, object], doc: Mapping[str, object] | None = None) -> str:
    """A plain case with one more line, well chained, in which something is not as it must be."""
    ref = take_in(cj, "Ibu Sari")
    cj.ok("note", ref, "x")
    log = cj.log(ref)
    last = log.read_bytes().splitlines()[-1]
    line = json.loads(last)
    line |= {"n": 3, "prev": digest(last), "tx": new_ulid(0, after=line["tx"])}
    if doc is not None:
        line["ops"][0]["doc"] |= doc
    line |= change
    with log.open("ab") as file:
        file.write(json.dumps(line).encode() + b"\n")
    (cj.journal / "index.log").unlink()
    return ref


@pytest.mark.parametrize(
    "change", [{"at": "garbage"}, {"at": "2026-11-23T09:00:00"}, {"tx": "0" * 26 + "\n"}, {"n": 0}]
)
def test_a_line_with_an_impossible_value_is_damage_for_every_command(plain_cj: Cj, change: dict[str, object]) -> None:
    ref = with_line(plain_cj, change)

    for command in (("verify",), ("show", ref), ("history", ref), ("note", ref, "x"), ("undo", "--yes")):
        assert plain_cj(*command).code == 13, command


@pytest.mark.parametrize(
    "doc", [{"recorded_at": "2026-11-23T09:00:00"}, {"made": "perhaps"}, {"on": "9999-99-99"}, {"body": 3}]
)
def test_a_record_that_does_not_fit_its_form_is_damage(plain_cj: Cj, doc: dict[str, object]) -> None:
    ref = with_line(plain_cj, {}, doc)

    assert plain_cj("verify").code == 13
    assert plain_cj("show", ref).code == 13


def test_the_last_day_there_is_is_a_day(plain_cj: Cj) -> None:
    ref = with_line(plain_cj, {}, {"on": "9999-12-31"})

    assert plain_cj("show", ref).code == 0


def test_bytes_that_are_no_text_inside_a_record_are_damage(plain_cj: Cj) -> None:
    ref = take_in(plain_cj, "Ibu Sari")
    log = plain_cj.log(ref)
    log.write_bytes(log.read_bytes().replace(b"Ibu Sari", b"Ibu \xff\xferi"))

    for command in (("verify",), ("show", ref), ("history", ref)):
        assert plain_cj(*command).code == 13, command


def test_a_case_under_another_cases_name_is_damage(plain_cj: Cj) -> None:
    ref = take_in(plain_cj, "Ibu Sari")
    plain_cj.log(ref).rename(plain_cj.log("C-0000"))
    (plain_cj.journal / "index.log").unlink()

    assert plain_cj("verify").code == 13
    assert plain_cj("show", "C-0000").code == 13


def test_no_key_of_a_record_is_obeyed_by_a_terminal(plain_cj: Cj) -> None:
    ref = with_line(plain_cj, {}, {"made": "perhaps", "\x1b]0;title\x07": "\x1b[31m"})

    for command in ("history", "show"):
        result = plain_cj(command, ref, terminal=True)
        assert "\x1b]0;" not in result.out + result.err
        assert "\x07" not in result.out + result.err


def test_json_holds_nothing_a_terminal_would_obey(cj: Cj) -> None:
    name = "X\u202eY\x9b31mZ\x7f\U000e0041"
    take_in(cj, name)

    result = cj.ok("list", "--json")

    assert result.out.rstrip("\n").isprintable()
    assert result.json["items"][0]["client"] == name


@pytest.mark.parametrize(
    "words",
    [
        ("amend", "NOTE", "--set", "minutes=5", "--reason"),
        ("strike", "NOTE", "--yes", "--reason"),
        ("note", "move", "NOTE", "budi", "--because"),
        ("task", "drop", "TASK", "--because"),
        ("safety", "end", "PLAN", "--reason"),
        ("refer", "update", "REFERRAL", "--back"),
        ("erase", "budi", "--yes", "--ground"),
        ("erase", "budi", "--yes", "--ground", "she asked", "--asked-by"),
        ("erase", "budi", "--yes", "--ground", "she asked", "--override"),
        ("erase", "budi", "--hold"),
    ],
    ids=" ".join,
)
def test_bytes_that_are_no_text_are_no_reason(words: tuple[str, ...], plain_cj: Cj) -> None:
    sari, budi = take_in(plain_cj, "Ibu Sari"), take_in(plain_cj, "Budi")
    written = {
        "NOTE": ("note", sari, "We met."),
        "TASK": ("task", "add", sari, "Ask", "--who", "worker"),
        "PLAN": ("safety", sari, "--warning-sign", "he shouts", "--what-helps", "leave"),
        "REFERRAL": ("refer", sari, "--to", "Puskesmas", "--reason", "capacity"),
    }
    refs = {name: plain_cj.json(*command)["ref"] for name, command in written.items()}
    plain_cj.ok("refer", "update", refs["REFERRAL"], "sent", "--override", "danger")
    before = plain_cj.files()

    result = plain_cj(*(refs.get(word, word) for word in words), "\udcff", "--no-input")

    assert result.code == 16
    assert plain_cj.files() == before
    assert plain_cj.log(budi).exists()
