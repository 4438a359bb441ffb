"""The ecomap on the screen, as a drawing and as a graph: what was written is text, whatever it is."""

import html
import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from casejournal.words import visible
from tests import tools
from tests.world import Cj, Result, take_in

HOSTILE = 'say "hi" \\N {x} <b>bold</b> &amp; ${y} \x1b[31m\\'
SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("strong", "moderate", "tenuous", "stressful", "broken")


def tie(cj: Cj, *ties: str, on: str = "today", more: tuple[str, ...] = ()) -> str:
    named = [word for each in ties for word in ("--tie", each)]
    return str(cj.json("assess", "sari", "--underlying-problem", "x", "--on", on, *named, *more)["ref"])


def read(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)  # noqa: S314 - what we have just drawn


@pytest.fixture
def mapped(cj: Cj) -> Cj:
    """A case with a map of ten days ago and one of today."""
    take_in(cj, "Ibu Sari", "--household", "Dimas, 9", "--on", "-20d")
    tie(cj, "nenek:moderate:from_client", "Pak RT:stressful", on="2026-11-13")
    tie(cj, "nenek:strong:to_client", "school:tenuous:both")
    return cj


def test_the_map_is_shown_with_its_day_its_ties_and_its_numbers(mapped: Cj) -> None:
    shown = mapped.ok("ecomap", "sari").out.splitlines()

    assert shown[0].endswith("Monday 2026-11-23")
    assert "In the middle: Ibu Sari; Dimas, 9" in shown
    assert "nenek\tstrong\tto the client" in shown
    assert "Inflow minus outflow: +1 (2 to the client, 1 from the client)" in shown


def test_two_days_are_compared_whichever_is_named_first(mapped: Cj) -> None:
    compared = mapped.ok("ecomap", "sari", "--compare", "2026-11-15").out

    assert "Changed since Friday 2026-11-13  1 new, 1 changed, 1 gone" in compared
    assert "changed\tnenek\tmoderate, from the client\tstrong, to the client" in compared
    assert "gone\tPak RT\tstressful\t" in compared
    assert mapped.ok("ecomap", "sari", "--on", "2026-11-15", "--compare", "today").out == compared
    assert "Every tie is as it was." in mapped.ok("ecomap", "sari", "--compare", "today").out


def test_a_client_without_a_strong_tie_is_told_of(mapped: Cj) -> None:
    sentence = "No strong tie: there is nobody to lean on yet."

    assert sentence in mapped.ok("ecomap", "sari", "--on", "2026-11-15").out
    assert sentence not in mapped.ok("ecomap", "sari").out


def test_json_has_the_numbers_and_what_changed(mapped: Cj) -> None:
    told = mapped.json("ecomap", "sari", "--compare", "2026-11-15")

    assert (told["drawn_on"], told["balance"], told["by_kind"]["strong"]) == ("2026-11-23", 1, 1)
    assert told["compared"]["drawn_on"] == "2026-11-13"
    assert [each["what"] for each in told["compared"]["changes"]] == ["changed", "new", "gone"]


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        ((), 14, "names any ties yet"),
        (("--svg", "x.svg", "--dot", "y.dot"), 16, "choose one"),
        (("--on", "tomorrow"), 16, "has not come yet"),
        (("--compare", "03/04"), 16, "03/04"),
    ],
)
def test_what_cannot_be_drawn_is_said(more: tuple[str, ...], code: int, says: str, cj: Cj, sari: str) -> None:
    result = cj("ecomap", "sari", *more)

    assert (result.code, says in result.err) == (code, True), result


def test_a_day_before_the_first_map_names_the_first(mapped: Cj) -> None:
    result = mapped("ecomap", "sari", "--compare", "2026-11-12")

    assert result.code == 14
    assert "The first map is of 2026-11-13." in result.err


def saved(cj: Cj, option: str, *more: str) -> tuple[str, Result]:
    path = cj.home / f"map{option}"
    result = cj.ok("ecomap", "sari", option, str(path), "--yes", *more)
    assert path.stat().st_mode & 0o777 == 0o600
    return path.read_text(), result


@pytest.mark.parametrize("option", ["--svg", "--dot"])
def test_a_map_that_leaves_is_on_the_access_log(option: str, mapped: Cj) -> None:
    drawn, _result = saved(mapped, option)
    printed = mapped.ok("ecomap", "sari", option, "-").out

    assert printed == drawn
    noted = mapped.json("report", "--access")["items"]
    of = [mapped.json("show", "sari")["ref"], mapped.json("ecomap", "sari")["assessment"]]
    assert [(each["what"], each["of"]) for each in noted] == [("ecomap", of)] * 2
    assert {each["file"] for each in noted} == {"-", str(mapped.home / f"map{option}")}


@pytest.mark.parametrize("option", ["--svg", "--dot"])
@pytest.mark.parametrize("visibility", ["private", "supervision"])
def test_a_map_that_leaves_holds_no_tie_that_is_not_for_every_reader(option: str, visibility: str, mapped: Cj) -> None:
    tie(mapped, "the secret friend:strong", more=("--visibility", visibility))

    drawn, result = saved(mapped, option)

    assert "secret friend" in mapped.ok("ecomap", "sari").out
    assert "secret friend" not in drawn
    assert "nenek" in drawn
    assert "not for every reader" in result.err


def test_the_drawing_is_told_in_words_too(mapped: Cj) -> None:
    tie(mapped, *(f"{kind} one:{kind}:to_client" for kind in KINDS))

    root = read(saved(mapped, "--svg", "--compare", "2026-11-15")[0])

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Ecomap: Ibu Sari, Monday, 23 November 2026, compared with 13 November 2026"
    told = root.findtext(f"{SVG}desc") or ""
    assert all(f"{kind} one: {kind}, to the client; new" in told for kind in KINDS)
    assert "Pak RT: stressful; gone" in told
    seen = [each.text for each in root.iter(f"{SVG}text")]
    assert {*KINDS, "flow of energy", "gone", "Dimas, 9"} <= {*seen}


def test_a_large_household_has_room_in_the_middle(cj: Cj) -> None:
    names = [word for number in range(8) for word in ("--household", f"child {number}")]
    take_in(cj, "Ibu Sari", *names)
    tie(cj, "nenek:strong")

    seen = [each.text for each in read(saved(cj, "--svg")[0]).iter(f"{SVG}text")]

    assert [each for each in seen if each and each.startswith(("child", "+"))] == [
        *(f"child {number}" for number in range(6)), "+ 2",
    ]  # fmt: skip


def test_each_kind_of_tie_has_its_line(mapped: Cj) -> None:
    tie(mapped, *(f"{kind} one:{kind}:both" for kind in KINDS))

    root = read(saved(mapped, "--svg")[0])

    lines = [each.attrib for each in root.iter(f"{SVG}path")][: len(KINDS)]
    assert [line["stroke-width"] for line in lines] == ["7", "2.5", "2", "2.2", "2.2"]
    assert [place for place, line in enumerate(lines) if "stroke-dasharray" in line] == [2]
    assert lines[3]["d"].count("L") > 5
    assert lines[4]["d"].count("M") == 4
    assert len([*root.iter(f"{SVG}polygon")]) == 2 * len(KINDS) + 1


def test_names_in_the_drawing_never_overlap(mapped: Cj, tmp_path: Path) -> None:
    """As a browser measures them: thirty ties with long names, and everything within the picture."""
    tie(mapped, *(f"{'Ibu Wahyuningsih WWW ' * (1 + number % 5)}{number}:{KINDS[number % 5]}" for number in range(30)))
    page = tmp_path / "page.html"
    script = (
        "<script>document.title = JSON.stringify([...document.querySelectorAll('text, circle')].map(e => {"
        "const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height, e.tagName]}))</script>"
    )
    drawn, _result = saved(mapped, "--svg", "--compare", "2026-11-15")
    page.write_text(f"<meta charset=utf-8><title></title>{drawn}{script}")

    seen = tools.browsed(page, folder=tmp_path / "browser")

    [title] = re.findall("<title>(\\[.*?)</title>", seen)
    boxes = [tuple(float(each) for each in box) for *box, kind in parsed(title) if kind == "text"]
    assert len(boxes) > 60
    assert not [pair for pair in combinations(boxes, 2) if meet(*pair)]
    [wide] = re.findall(r'viewBox="0 0 ([\d.]+) ', drawn)
    assert min(box[0] for box in boxes) >= 0
    assert max(box[2] for box in boxes) <= float(wide)


def parsed(title: str) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(html.unescape(title))
    return found


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes overlap by more than the space between two lines."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


def test_what_was_written_is_text_in_the_drawing(mapped: Cj) -> None:
    tie(mapped, f"{HOSTILE}:strong")

    root = read(saved(mapped, "--svg")[0])

    shown = " ".join(each.text or "" for each in root.iter(f"{SVG}text"))
    assert 'say "hi" \\N {x}' in shown
    assert "<b>bold</b>" in shown
    assert "␛[31m\\" in shown
    assert not [*root.iter(f"{SVG}b")]


def test_graphviz_reads_the_graph_and_what_was_written_is_text_in_it(mapped: Cj) -> None:
    program = tools.program("dot")
    tie(mapped, f"{HOSTILE}:strong:to_client", "<<b>x</b>>:broken", "a; b [color=red]:stressful")

    graph, _result = saved(mapped, "--dot", "--compare", "2026-11-15")
    root = read(tools.run([program, "-Tsvg"], graph))

    shown = [each.text for each in root.iter(f"{SVG}text")]
    assert visible(HOSTILE) in shown
    assert "<<b>x</b>>" in shown
    assert "a; b [color=red]" in shown
    assert {"Ibu Sari", "Dimas, 9", "gone", "strong", "broken", "stressful"} <= {*shown}
    assert len([each for each in root.iter(f"{SVG}g") if each.get("class") == "edge"]) == 3
