"""`cj salvage`: what still opens of a damaged case, with an honest word about each record, and nothing changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from casejournal.errors import DiskRefused
from casejournal.storage import journal
from tests.world import Cj, Result, form_group, take_in


@pytest.fixture(params=["sealed", "plain"])
def desk(request: pytest.FixtureRequest, bare: Cj, passphrase_file: str) -> Cj:
    """A journal with a case of four lines: the intake, a task, two notes."""
    bare.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    bare.ok("init", *(["--plain-text"] if request.param == "plain" else []))
    take_in(bare, "Ibu Sari")
    bare.ok("task", "add", "sari", "Ask the school", "--who", "client")
    bare.ok("note", "sari", "She smiled.", "--on", "yesterday")
    bare.ok("note", "sari", "She sewed a shirt.")
    return bare


def case(desk: Cj) -> str:
    return str(desk.json("list", "--all")["items"][0]["ref"])


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def flip(path: Path, number: int) -> None:
    """One flipped bit in a line of the log."""
    every = lines(path)
    line = bytearray(every[number - 1])
    line[5] ^= 4
    every[number - 1] = bytes(line)
    path.write_bytes(b"".join(every))


def salvaged(desk: Cj, asked: str, code: int = 17) -> dict[str, Any]:
    """What stands in the file, as JSON."""
    path = desk.home / "salvaged.json"
    result = desk("salvage", asked, "-o", str(path), "--json", "--yes")
    assert result.code == code, result
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def certainty(found: dict[str, Any]) -> dict[str, bool]:
    return {each["table"] + str(each["line"]): each["certain"] for each in found["records"]}


def written(desk: Cj, asked: str) -> tuple[Result, str]:
    path = desk.home / "salvaged.txt"
    return desk("salvage", asked, "-o", str(path)), path.read_text()


def test_with_one_flipped_bit_everything_else_of_the_case_is_written_down(desk: Cj) -> None:
    ref = case(desk)
    flip(desk.log(ref), 2)
    before = desk.log(ref).read_bytes()

    assert desk("show", ref).code == 13
    result, text = written(desk, ref)

    assert result.code == 17
    assert "line 2 does not open" in text
    assert "Client: Ibu Sari" in text
    assert "She smiled." in text
    assert "She sewed a shirt." in text
    assert "2026-11-22" in text
    assert "Ask the school" not in text
    assert "Ibu Sari" not in result.out
    assert desk.log(ref).read_bytes() == before


def test_only_what_was_written_after_the_last_line_that_does_not_open_is_certain(desk: Cj) -> None:
    ref = case(desk)
    flip(desk.log(ref), 3)

    found = salvaged(desk, ref)

    assert found["schema"] == "casejournal/salvage/1"
    assert certainty(found) == {"intake1": False, "tasks2": False, "notes4": True}
    assert [finding["number"] for finding in found["damage"]] == [3]


def test_the_text_says_of_each_record_whether_it_is_certain(desk: Cj) -> None:
    ref = case(desk)
    flip(desk.log(ref), 3)

    _result, text = written(desk, ref)

    task, note = text.index("Task"), text.index("  certain\n")
    assert text.count("  not certain: a later version or an undo may be missing") == 2
    assert task < note < text.index("She sewed a shirt.")


def test_after_a_shortened_end_nothing_is_certain_and_the_missing_lines_are_counted(desk: Cj) -> None:
    ref = case(desk)
    log = desk.log(ref)
    log.write_bytes(b"".join(lines(log)[:2]))

    found = salvaged(desk, ref)

    assert [finding["kind"] for finding in found["damage"]] == ["shortened"]
    assert found["damage"][0]["facts"] == {"missing": 2}
    assert certainty(found) == {"intake1": False, "tasks2": False}


def test_a_line_put_in_for_one_cut_off_makes_nothing_certain(desk: Cj) -> None:
    ref = case(desk)
    log = desk.log(ref)
    one, *rest = lines(log)
    log.write_bytes(b"".join([one, b"rubbish\n", *rest[:-1]]))

    found = salvaged(desk, ref)

    assert [finding["kind"] for finding in found["damage"]] == ["shortened", "unreadable"]
    assert set(certainty(found).values()) == {False}


def test_a_dropped_line_is_named_and_what_follows_it_is_certain(desk: Cj) -> None:
    ref = case(desk)
    log = desk.log(ref)
    one, _two, *rest = lines(log)
    log.write_bytes(b"".join([one, *rest]))

    found = salvaged(desk, ref)

    assert [finding["kind"] for finding in found["damage"]] == ["dropped"]
    assert certainty(found) == {"intake1": False, "notes2": True, "notes3": True}


def test_where_nothing_is_known_of_the_end_nothing_is_certain_which_is_said(desk: Cj) -> None:
    ref = case(desk)
    flip(desk.log(ref), 1)
    desk.unseen()

    found = salvaged(desk, ref)
    _result, text = written(desk, ref)

    assert not found["end_known"]
    assert set(certainty(found).values()) == {False}
    assert "This machine does not know how the file ended" in text


def test_where_two_devices_wrote_no_place_makes_a_record_certain(desk: Cj) -> None:
    """A line that was merged stands behind lines that took effect after it."""
    ref = take_in(desk, "Pak Budi")
    for body in ("From the other machine.", "And another."):
        desk.ok("note", ref, body, env={"XDG_STATE_HOME": str(desk.home / "other-state")})
    desk.ok("list")
    flip(desk.log(ref), 2)

    found = salvaged(desk, ref)

    assert certainty(found) == {"intake1": False, "notes3": False}


def test_a_sound_case_is_written_whole_and_every_record_is_certain(desk: Cj) -> None:
    found = salvaged(desk, case(desk), code=0)

    assert set(certainty(found).values()) == {True}
    assert found["damage"] == []
    assert "Nothing: every line can be read." in written(desk, "sari")[1]


def test_a_damaged_case_is_found_by_its_name_as_long_as_the_index_knows_it(desk: Cj) -> None:
    ref = case(desk)
    flip(desk.log(ref), 1)

    assert salvaged(desk, "sari")["ref"] == ref
    desk.unseen()
    assert desk("salvage", "sari", "-o", str(desk.home / "x"), "--yes").code == 14
    assert salvaged(desk, ref)["ref"] == ref


def test_a_case_that_never_was_is_not_found(desk: Cj) -> None:
    assert desk("salvage", "C-0000", "-o", str(desk.home / "x")).code == 14
    assert not (desk.home / "x").exists()


def test_a_group_is_salvaged_too(desk: Cj) -> None:
    group = form_group(desk, "Bu Wati")
    flip(desk.log(group), 2)

    result, text = written(desk, group)

    assert result.code == 17
    assert group in text


def test_an_amended_record_stands_there_in_its_latest_version_only(desk: Cj) -> None:
    ref = case(desk)
    task = desk.json("show", ref)["tasks"][0]["ref"]
    desk.ok("amend", task, "--set", "what=Ask the teacher", "--reason", "misheard")
    flip(desk.log(ref), 3)

    _result, text = written(desk, ref)

    assert "Ask the teacher" in text
    assert "Ask the school" not in text


def test_a_struck_record_says_that_it_is(desk: Cj) -> None:
    ref = case(desk)
    task = desk.json("show", ref)["tasks"][0]["ref"]
    desk.ok("strike", task, "--reason", "asked twice", "--yes")

    assert "asked twice" in written(desk, ref)[1]


def test_a_record_that_does_not_fit_its_form_is_shown_as_it_is_stored(plain_cj: Cj) -> None:
    ref = take_in(plain_cj, "Ibu Sari")
    plain_cj.ok("task", "add", "sari", "Ask the school", "--who", "client")
    log = plain_cj.log(ref)
    log.write_bytes(log.read_bytes().replace(b'"who":"client"', b'"who":"the-cat"'))

    _result, text = written(plain_cj, ref)

    assert "It does not fit its form" in text
    assert "who: the-cat" in text


def test_the_file_is_only_for_you_outside_the_journal_and_asked_about(desk: Cj) -> None:
    ref = case(desk)
    path = desk.home / "salvaged.txt"

    written(desk, ref)
    again = desk("salvage", ref, "-o", str(path))
    inside = desk("salvage", ref, "-o", str(desk.journal / "salvaged.txt"))

    assert path.stat().st_mode & 0o777 == 0o600
    assert again.code == 4
    assert inside.code == 16
    assert desk("salvage", ref).code == 2


def test_it_stands_in_the_access_log_and_among_what_still_holds_an_erased_case(desk: Cj) -> None:
    ref = case(desk)
    written(desk, ref)

    entry = desk.json("report", "--access")["items"][0]
    erased = desk.json("erase", ref, "--ground", "asked", "--yes")

    assert (entry["what"], entry["of"]) == ("salvaged", [ref])
    assert entry["file"] == str(desk.home / "salvaged.txt")
    assert erased["backups"] == [str(desk.home / "salvaged.txt")]


def test_a_journal_that_nobody_may_write_to_is_salvaged(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_named: object) -> None:
        raise DiskRefused(path="journal", reason="Read-only file system")

    ref = case(desk)
    flip(desk.log(ref), 2)
    monkeypatch.setattr(journal, "locked", refused)

    result, text = written(desk, ref)

    assert result.code == 17
    assert "cj report --access will not show it" in result.err
    assert "She smiled." in text


def test_whoever_is_told_of_the_damage_is_told_of_salvage(desk: Cj) -> None:
    ref = case(desk)
    flip(desk.log(ref), 2)

    assert "cj salvage CASE -o FILE" in desk("show", ref).err
    assert "cj salvage REF -o FILE" in desk("verify").out
