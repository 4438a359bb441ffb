"""`cj practice class`: what a class handed in, worked out anew; no sum, no mark, no order of merit."""

import csv
import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from casejournal.domain.practice.handin import Handed, Made
from casejournal.domain.practice.move import Move
from casejournal.exchange.handin import handed_in as hand_in
from casejournal.exchange.handin import opened, written
from tests.commands.test_practice_handin import WELL, changed, handed_in, practise
from tests.world import Cj

WEAK = ("ask_closed work", "blame", "ask work")


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Handed]:
    """What a student hands in who did well, and one who did not."""
    found = {}
    for name, moves, evidence in (("well", WELL, "[4]"), ("weak", WEAK, "[1]")):
        home = tmp_path_factory.mktemp(name)
        cj = Cj(home)
        practise(cj, *moves, evidence=evidence, said="(…)")
        found[name] = opened(handed_in(cj).read_bytes(), name).handed
    return found


@pytest.fixture
def folder(bare: Cj) -> Path:
    """Where the hand-ins are put."""
    path = bare.home / "handed-in"
    path.mkdir()
    return path


def put(folder: Path, handed: Handed, student: str, file: str = "", said: str = "", **other: Any) -> Path:
    """The hand-in of a student with a journal of their own, in a file."""
    marks = (*handed.marks, Made(at=handed.made, move=Move.SILENCE, topic="work", said=said)) if said else handed.marks
    other = {"journal": student, "marks": marks, **other}
    path = folder / (file or f"{student}.json")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(written(hand_in(msgspec.structs.replace(handed, student=student, **other))))
    return path


def told(cj: Cj, folder: Path, code: int = 0) -> Any:
    """What the class shows."""
    result = cj("practice", "class", str(folder), "--json")
    assert result.code == code, result
    return result.json


def test_thirty_hand_ins_of_which_two_are_damaged(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    for number in range(30):
        put(folder, two["well" if number % 3 else "weak"], f"Student {number:02}")
    for name in ("Student 04", "Student 11"):
        whole = (folder / f"{name}.json").read_bytes()
        (folder / f"{name}.json").write_bytes(whole[: len(whole) // 2])

    seen = told(bare, folder, 17)

    (of_case,) = seen["vignettes"]
    assert [each["student"] for each in of_case["students"]] == [
        f"Student {number:02}" for number in range(30) if number not in {4, 11}
    ]
    assert len(seen["problems"]) == 2
    assert all("is damaged" in each for each in seen["problems"])
    assert "Student 04.json" in seen["problems"][0]
    counted = {each["item"]: each["ends"] for each in of_case["items"]}
    assert counted["real_problem"] == {"met": 18, "partly": 0, "missed": 10, "untested": 0, "lecturer": 0}
    assert counted["limits"]["untested"] == 10
    assert of_case["missed"] == [{"item": "real_problem", "missed": 10, "partly": 0, "of": 28, "learn": "explore"}]


def test_the_table_of_a_class_fits_eighty_columns(
    bare: Cj, folder: Path, two: dict[str, Handed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    many = two["well"].source
    items = many[many.index('[[rubric]]\nkey = "limits"') : many.index('[[rubric]]\nkey = "real_problem"')]
    source = many + "".join(items.replace('key = "limits"', f'key = "item{number}"') for number in range(11))
    for number in range(30):
        put(folder, two["well"], f"Student With A Long Name {number:02}", source=source)

    shown = bare("practice", "class", str(folder), terminal=True).out
    shown = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    head = next(line for line in shown.splitlines() if line.startswith("Student") and "14" in line)

    assert head.split() == ["Student", *map(str, range(1, 15))]
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_what_stands_in_the_file_as_an_end_is_never_believed(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    path = put(folder, two["weak"], "Tono")
    changed(path, lambda handed: handed.update(ends={"limits": "met", "real_problem": "met"}))

    seen = told(bare, folder, 17)["vignettes"][0]

    assert seen["students"][0]["ends"]["real_problem"] == "missed"
    assert seen["students"][0]["changed"]
    assert "Tono.json was changed after Tono handed it in." in seen["remarks"]


def test_other_files_are_named_and_left_out(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    put(folder, two["well"], "Dewi", "moodle_17/work.json")
    (folder / "essay.pdf").write_bytes(b"%PDF")
    (folder / "list.json").write_text('{"schema": "casejournal/case/1"}')
    (folder / ".hidden").write_text("x")
    (folder / "link.json").symlink_to("/dev/zero")

    seen = told(bare, folder, 17)

    assert [each["file"] for each in seen["vignettes"][0]["students"]] == ["moodle_17/work.json"]
    assert [each.partition(" is ")[0] for each in seen["problems"]] == ["essay.pdf", "list.json"]


def test_a_case_that_was_changed_is_named(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    for name in ("Ani", "Budi"):
        put(folder, two["well"], name)
    source = two["well"].source.replace(', not = ["slip"]', "")
    put(folder, two["well"], "Citra", source=source)

    remarks = told(bare, folder, 17)["vignettes"][0]["remarks"]

    assert remarks == ["Citra.json: Citra worked with another version of the case than the others."]


def test_a_case_of_cj_that_was_changed_by_all_is_named(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    source = two["well"].source.replace('name = "pak-tono"', 'name = "ratna"')
    for name in ("Ani", "Budi"):
        put(folder, two["well"], name, source=source)

    (remark,) = told(bare, folder, 17)["vignettes"][0]["remarks"]

    assert "is not the one of this cj" in remark


def test_a_digest_that_is_not_that_of_the_case_is_not_believed(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    put(folder, two["well"], "Ani")
    put(folder, two["well"], "Budi")
    put(folder, two["weak"], "Citra", source=two["well"].source.replace('cites = ["debt"]', 'cites = ["slip"]'))

    assert "Citra worked with another version" in told(bare, folder, 17)["vignettes"][0]["remarks"][0]


def test_sentences_that_several_wrote_are_named_but_not_what_they_heard(
    bare: Cj, folder: Path, two: dict[str, Handed]
) -> None:
    heard = "“I am fine, I was only told to come here.”"
    put(folder, two["well"], "Ani", said=f"You carry this all alone, do you not? {heard} Yes. Fine. How is it?")
    put(
        folder,
        two["weak"],
        "Budi",
        said=f"Fine. Hm: you carry this, all alone.\nYou CARRY this all alone, do you not? {heard}",
    )

    same = told(bare, folder)["vignettes"][0]["same"]

    spoken = {each["sentence"]: each["students"] for each in same}
    assert spoken.pop("You carry this all alone, do you not") == ["Ani", "Budi"]
    assert {*spoken} == {"A debt that he carries alone", "The boy does not go to school"}


def test_what_was_handed_in_twice_counts_once(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    later = two["well"].made + timedelta(hours=1)
    put(folder, two["well"], "Ani", "z.json", made=later)
    put(folder, two["weak"], "Ani", "a.json")
    put(folder, two["weak"], "ani", "m.json")

    seen = told(bare, folder, 17)["vignettes"][0]

    assert [each["file"] for each in seen["students"]] == ["m.json", "z.json"]
    assert seen["remarks"] == ["a.json is left out: Ani handed in again later."]


def test_two_who_hand_in_one_run_are_named(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    put(folder, two["well"], "Ani", journal="J")
    put(folder, two["well"], "Budi", journal="J")

    assert "These come from one practice journal: Ani, Budi." in told(bare, folder, 17)["vignettes"][0]["remarks"]


def test_the_csv_has_a_line_a_student_and_no_formula(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    put(folder, two["weak"], "=cmd|' /C calc'!A0", "a.json")
    put(folder, two["well"], "Dewi")
    path = bare.home / "class.csv"

    bare.ok("practice", "class", str(folder), "--csv", str(path))
    header, *rows = csv.reader(io.StringIO(path.read_text()))

    assert header == ["student", "file", "case", "changed", "limits", "real_problem", "his_words"]
    assert [row[0] for row in rows] == ["'=cmd|' /C calc'!A0", "Dewi"]
    assert rows[1][3:] == ["no", "met", "met", "lecturer"]
    assert bare("practice", "class", str(folder), "--csv", str(path)).code == 4


def test_names_and_sentences_are_shown_and_never_obeyed(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    for student in ("[bold]Ani[/bold]", "\x1b[31mBudi"):
        put(folder, two["well"], student, f"{ord(student[0])}.json", said="[link=x]You are never alone with it[/link]")

    shown = bare.ok("practice", "class", str(folder)).out

    assert "[bold]Ani[/bold]" in shown
    assert "␛[31mBudi" in shown
    assert "\x1b" not in shown


def test_an_empty_folder_says_what_to_do(bare: Cj, folder: Path) -> None:
    assert bare("practice", "class", str(folder)).code == 14
    assert bare("practice", "class", str(folder / "none")).code == 14


def test_a_folder_of_all_sorts_of_files_is_not_said_to_be_empty(
    bare: Cj, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casejournal.desk.practice.handing_in._MOST_FILES", 1)
    for name in ("a.json", "b.json"):
        (folder / name).write_text("{}")

    refused = bare("practice", "class", str(folder))

    assert (refused.code, "more than 1 files" in refused.err) == (14, True)


def test_nothing_is_added_up(bare: Cj, folder: Path, two: dict[str, Handed]) -> None:
    for name in ("Zul", "Ani"):
        put(folder, two["weak" if name == "Ani" else "well"], name)

    seen = told(bare, folder)["vignettes"][0]

    assert [each["student"] for each in seen["students"]] == ["Ani", "Zul"]
    assert not {"sum", "total", "score", "mark", "rank"} & {*json.dumps(seen).replace('"', " ").split()}
