"""A text that may be a mistake is asked about, and a case that holds one stays quick."""

import json

from casejournal.desk.large import MOST
from tests.world import Cj

BIG = f"{'ab é ' * 20}\n" * (MOST // 100) + "the end"


def test_a_very_long_text_is_refused_where_nobody_can_be_asked(cj: Cj, sari: str) -> None:
    before = cj.log(sari).read_bytes()

    result = cj("note", sari, "-", stdin=BIG)

    assert result.code == 4
    assert "1.2 MB" in result.err
    assert cj.log(sari).read_bytes() == before


def test_a_very_long_text_in_a_file_is_asked_about_too(cj: Cj, sari: str) -> None:
    (cj.home / "note.json").write_text(json.dumps({"body": "\0" * (MOST + 1)}))

    assert cj("note", sari, "--from", str(cj.home / "note.json")).code == 4


def test_a_very_long_text_is_kept_after_a_yes(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "-", "--yes", stdin=BIG)

    assert "the end" in cj.ok("show", sari).out


def test_a_very_long_text_in_a_correction_is_asked_about_too(cj: Cj, sari: str) -> None:
    ref = cj.json("note", sari, "Short.")["ref"]
    (cj.home / "note.json").write_text(json.dumps({"body": "a" * (MOST + 1)}))

    assert cj("amend", ref, "--from", str(cj.home / "note.json"), "--reason", "x").code == 4


def test_a_text_of_a_megabyte_is_not_asked_about(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "-", stdin="a" * MOST)


def test_a_screen_shows_the_beginning_of_a_very_long_text_and_how_to_see_all(cj: Cj, sari: str) -> None:
    ref = cj.json("note", sari, "-", "--yes", stdin=BIG)["ref"]

    for asked in (sari, ref):
        drawn = cj.ok("show", asked, terminal=True).out
        assert "the end" not in drawn
        assert "only the beginning of 1.0 MB" in drawn
        assert len(drawn) < MOST / 4
        assert "the end" in cj.ok("show", asked, "--json").out
