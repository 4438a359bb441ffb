"""`cj practice handin`, `read`, `comment`: one file goes to the lecturer and comes back with comments beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.world import Cj, Replies, take_in

WELL = ("explain_limits", "ask work", "reflect work")


def practise(cj: Cj, *moves: str, evidence: str = "[4]", said: str = "I say so.") -> None:
    """A run of the case that `cj practice new` writes, in the journal of `cj`."""
    case = cj.home / "pak-tono.toml"
    if not case.exists():
        cj.ok("practice", "new", "pak-tono", "-o", str(case))
    cj.ok("practice", "start", str(case))
    for move in moves:
        cj.clock.forward(minutes=1)
        cj.ok("practice", "say", *move.split(), said)
    take_in(cj, "Pak Tono")
    cj.ok("assess", "@", "--underlying-problem", "A debt that he carries alone.", "--evidence", evidence)


def handed_in(cj: Cj, name: str = "work.json", *more: str) -> Path:
    """The file that is handed in."""
    path = cj.home / name
    cj.ok("practice", "handin", "-o", str(path), "--yes", *more)
    return path


def ends(cj: Cj, path: Path) -> dict[str, str]:
    return {each["item"]: each["ending"] for each in cj.json("practice", "read", str(path))["items"]}


def changed(path: Path, change: Any) -> None:
    """Somebody edits what was handed in."""
    told = json.loads(path.read_text())
    change(told["handed_in"])
    path.write_text(json.dumps(told))


@pytest.fixture
def student(bare: Cj) -> Cj:
    """Somebody who has practised with Pak Tono and done well."""
    practise(bare, *WELL)
    return bare


def test_a_hand_in_shows_what_the_feedback_showed(student: Cj) -> None:
    feedback = student.json("practice", "feedback")["items"]
    path = handed_in(student, "work.json", "--student", "Dewi Lestari")

    told = student.json("practice", "read", str(path))

    assert told["student"] == "Dewi Lestari"
    assert [(each["item"], each["ending"], each["mine"]) for each in told["items"]] == [
        (each["item"], each["ending"], each["mine"]) for each in feedback
    ]
    assert not told["changed"]
    assert json.loads(path.read_text())["schema"] == "casejournal/handin/1"
    assert student.ok("practice", "read", str(path), "--talk").out.count("I say so.") == len(WELL)


def test_a_name_that_is_far_too_long_is_cut_and_can_be_read(student: Cj) -> None:
    path = handed_in(student, "work.json", "--student", "Dewi " * 500)

    assert student.json("practice", "read", str(path))["student"].startswith("Dewi Dewi")


def test_without_a_name_the_worker_hands_it_in(student: Cj) -> None:
    assert student.json("practice", "read", str(handed_in(student)))["student"] == "Rahma"


def test_at_a_terminal_the_name_is_asked_for_where_none_is_known(student: Cj) -> None:
    path = student.home / "work.json"
    person = Replies("Dewi Lestari", True)
    student.ok("practice", "handin", "-o", str(path), asks=person, env={"CJ_WORKER": ""})

    assert student.json("practice", "read", str(path))["student"] == "Dewi Lestari"


def test_a_journal_of_real_people_is_never_handed_in(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")
    path = cj.home / "work.json"

    named = cj("practice", "handin", "-o", str(path), "--yes", "--journal", str(cj.journal))
    found = cj("practice", "handin", "-o", str(path), "--yes")

    assert (named.code, found.code) == (5, 10)
    assert "may be real" in named.err
    assert not path.exists()


def test_with_a_real_journal_beside_it_only_the_practice_is_handed_in(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")
    practice = cj.home / "practice"
    cj.env["CJ_JOURNAL"] = str(practice)
    practise(cj, *WELL)
    cj.env["CJ_JOURNAL"] = str(cj.journal)

    text = handed_in(cj).read_text()

    assert "Sari" not in text
    assert "Pak Tono" in text


def test_private_records_stay_and_that_is_said(student: Cj) -> None:
    student.ok("note", "@", "Only for me: I was bored.", "--visibility", "private")
    student.ok("note", "@", "For my supervisor.", "--visibility", "supervision")

    result = student.ok("practice", "handin", "-o", str(student.home / "work.json"), "--yes")
    text = (student.home / "work.json").read_text()

    assert "bored" not in text
    assert "For my supervisor." in text
    assert "1 private record stays with the student." in result.out


def test_what_is_struck_is_not_handed_in(student: Cj) -> None:
    note = student.json("note", "@", "A slip of the pen.")["ref"]
    student.ok("strike", note, "--reason", "wrong", "--yes")

    assert "slip of the pen" not in handed_in(student).read_text()


def test_a_process_recording_goes_along(student: Cj) -> None:
    student.ok("process", "@", "--dialogue", "W: How is work?\nC: They took it.", "--yes")

    assert "They took it." in handed_in(student).read_text()


def test_it_is_shown_before_it_is_written_and_a_no_writes_nothing(student: Cj) -> None:
    path = student.home / "work.json"

    result = student("practice", "handin", "-o", str(path), asks=Replies(False))

    assert result.code == 3
    assert "Intake (1), Assessment (1)" in result.out
    assert not path.exists()
    assert student("practice", "handin", "-o", str(path)).code == 4


def test_no_file_is_written_over_unasked(student: Cj) -> None:
    path = student.home / "work.json"
    path.write_text("mine")

    assert student("practice", "handin", "-o", str(path)).code == 4
    assert path.read_text() == "mine"


def test_before_any_work_there_is_nothing_to_hand_in(bare: Cj) -> None:
    assert bare("practice", "handin").code == 10
    bare.ok("practice", "start", "ratna")

    assert bare("practice", "handin", "--yes").code == 5


def test_the_file_is_named_for_the_case_and_the_student(student: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(student.home)
    student.ok("practice", "handin", "--yes", "--student", "../Dewi [bold]")

    assert (student.home / "pak-tono-dewi-bold.json").exists()


def test_how_items_end_is_never_taken_from_the_file(student: Cj) -> None:
    path = handed_in(student)
    before = ends(student, path)

    def lie(handed: Any) -> None:
        handed["ends"] = dict.fromkeys(handed["ends"], "missed")

    changed(path, lie)

    assert ends(student, path) == before
    assert student.json("practice", "read", str(path))["changed"]
    assert "was changed" in student.ok("practice", "read", str(path)).out


def test_a_comment_stands_beside_what_was_handed_in(student: Cj) -> None:
    path = handed_in(student)
    before = json.loads(path.read_text())

    student.ok("practice", "comment", str(path), "real_problem", "[bold]Well seen.\x1b[31m", "--by", "Bu Ningsih")
    student.ok("practice", "comment", str(path), "masalahnya dalam kata-kata yang dapat ia terima", "Say it to him.")
    after = json.loads(path.read_text())
    told = student.json("practice", "read", str(path))

    assert (after["handed_in"], after["checksum"]) == (before["handed_in"], before["checksum"])
    assert not told["changed"]
    said = {each["item"]: [(one["by"], one["text"]) for one in each["comments"]] for each in told["items"]}
    assert said["real_problem"] == [("Bu Ningsih", "[bold]Well seen.\x1b[31m")]
    assert said["his_words"] == [("Rahma", "Say it to him.")]
    shown = student.ok("practice", "read", str(path)).out
    assert "Bu Ningsih: [bold]Well seen.␛[31m" in shown


def test_a_lecturer_reads_the_whole_line_under_the_name_of_the_student(student: Cj) -> None:
    student.ok("assess", "@", "--underlying-problem", "A debt. " * 60 + "At last.")
    path = handed_in(student, "work.json", "--student", "Dewi")

    shown = student.ok("practice", "read", str(path)).out

    assert "Dewi: A debt." in shown
    assert "At last." in shown
    assert "Write it in" not in shown


def test_an_item_is_commented_by_the_number_it_is_read_by(student: Cj) -> None:
    path = handed_in(student)
    items = student.json("practice", "read", str(path))["items"]
    read = student.ok("practice", "read", str(path)).out
    last = len(items)

    assert f"{last} · {items[-1]['title']}" in read
    assert "give its number" in read
    told = student.json("practice", "comment", str(path), str(last), "Well seen.")["items"]
    assert [len(each["comments"]) for each in told] == [*[0] * (last - 1), 1]


def test_a_comment_to_no_item_is_refused(student: Cj) -> None:
    path = handed_in(student)

    result = student("practice", "comment", str(path), "real problems", "x")
    assert student("practice", "comment", str(path), "0", "x").code == 14

    assert result.code == 14
    assert "real_problem" in result.err
    assert student("practice", "comment", str(path), "limits", "  ").code == 16


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 16),
        (b"%PDF-1.7", 16),
        (b'{"a": 1}', 16),
        (b'{"schema":"casejournal/handin/1","checksum":"x","handed_in":{', 13),
        (b'{"schema":"casejournal/handin/1","checksum":"x","handed_in":{"student":"\xff"}}', 13),
        (b'{"schema":"casejournal/handin/1","checksum":"x","handed_in":' + b"[" * 9000 + b"]" * 9000 + b"}", 13),
        (b'{"schema":"casejournal/handin/2","checksum":"x"}', 20),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(bare: Cj, content: bytes, code: int) -> None:
    path = bare.home / "x.json"
    path.write_bytes(content)

    result = bare("practice", "read", str(path))

    assert result.code == code
    assert "defect" not in result.err
    assert bare("practice", "comment", str(path), "limits", "x").code == code
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "change",
    [
        lambda handed: handed["records"][0]["record"].pop("recorded_at"),
        lambda handed: handed["records"][0].update(table="agencies"),
        lambda handed: handed.update(source="format = 2"),
        lambda handed: handed.update(source="a = " + "[" * 5000),
        lambda handed: handed["marks"][0].update(move="shout"),
        lambda handed: handed.pop("marks"),
        lambda handed: handed.update(marks=handed["marks"] * 1000),
        lambda handed: handed.update(student="x" * 5000),
    ],
)
def test_what_cannot_have_been_handed_in_is_damaged(student: Cj, change: Any) -> None:
    path = handed_in(student)
    changed(path, change)

    result = student("practice", "read", str(path))

    assert result.code == 13
    assert "defect" not in result.err


@pytest.mark.parametrize("name", ["../x", "Pak Tono", "", "a" * 60, "[bold]", "-x"])
def test_the_name_of_a_new_case_is_a_plain_word(bare: Cj, name: str) -> None:
    result = bare("practice", "new", "-o", str(bare.home / "x.toml"), "--", name)

    assert result.code == 16
    assert not (bare.home / "x.toml").exists()


def test_a_new_case_is_sound_and_written_over_nothing(bare: Cj) -> None:
    path = bare.home / "mine.toml"
    bare.ok("practice", "new", "pak-tono", "-o", str(path))
    path.write_text(path.read_text() + "# mine\n")

    again = bare("practice", "new", "pak-tono", "-o", str(path))
    printed = bare.ok("practice", "new", "ibu-sum", "-o", "-").out

    assert again.code == 4
    assert path.read_text().endswith("# mine\n")
    assert bare.ok("practice", "check", str(path)).code == 0
    assert 'name = "ibu-sum"' in printed
