"""The calendar that is exported: read by a parser that did not write it, with nothing in it that names anybody."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from casejournal.domain.due import DueKind
from casejournal.exchange.export.as_ics import TITLES
from tests.world import Cj, form_group, take_in, work_through

LATER = "2026-12-24"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of somebody with a case that waits for something of nearly every kind."""
    cj = Cj(tmp_path_factory.mktemp("worked"))
    cj.ok("init", "--plain-text")
    work_through(cj, "Ibu Sari")
    cj.ok("safety", "sari", "--warning-sign", "x", "--what-helps", "y", "--review-on", LATER)
    cj.ok("assess", "sari", "--underlying-problem", "x", "--risk", "medium", "--risk-review-on", LATER)
    return cj.home


@pytest.fixture
def busy(plain_cj: Cj, worked: Path) -> Cj:
    """That case, in Jakarta."""
    plain_cj.become(worked)
    plain_cj.env["TZ"] = "Asia/Jakarta"
    return plain_cj


def calendar(cj: Cj, *more: str) -> Any:
    return vobject.readOne(cj.ok("export", *more, "--format", "ics").out)


def events(cj: Cj, *more: str) -> dict[str, Any]:
    """The entries by their summaries."""
    return {each.summary.value: each for each in getattr(calendar(cj, *more), "vevent_list", [])}


def ref(cj: Cj) -> str:
    return str(cj.json("show", "sari")["ref"])


def test_everything_with_a_day_is_in_the_calendar_and_nobody_is_named(busy: Cj) -> None:
    found, case = events(busy, "sari"), ref(busy)

    assert {name: event.dtstart.value.isoformat() for name, event in found.items()} == {
        f"Task due, {case}": "2026-11-24",
        f"Referral, next step, {case}": "2026-11-30",
        f"Consent runs out, {case}": "2026-12-13",
        f"Review of the plan, {case}": "2026-12-23",
        f"Look at the risk again, {case}": LATER,
        f"Look at the safety plan again, {case}": LATER,
    }
    printed = busy.ok("export", "sari", "--format", "ics").out
    assert not any(word in printed for word in ("Sari", "Puskesmas", "owed", "Dimas"))


def test_an_entry_lasts_a_day_rings_the_morning_before_and_is_private(busy: Cj) -> None:
    for event in events(busy, "sari").values():
        assert event.dtend.value == event.dtstart.value + timedelta(days=1)
        assert event.valarm.trigger.value == timedelta(hours=-15)
        assert event.__getattr__("class").value == "PRIVATE"
        assert event.dtstamp.value == datetime(2026, 11, 23, 2, 30, tzinfo=ZoneInfo("UTC"))


def test_a_second_calendar_replaces_the_entries_of_the_first(busy: Cj) -> None:
    first = events(busy, "sari")
    busy.wait(days=1)
    busy.ok("amend", busy.json("task", "list")["items"][0]["ref"], "--set", f"due={LATER}", "--reason", "x")

    second = events(busy, "sari")

    task = f"Task due, {ref(busy)}"
    assert second[task].dtstart.value.isoformat() == LATER
    assert {each.uid.value for each in second.values()} == {each.uid.value for each in first.values()}
    assert len({each.uid.value for each in first.values()}) == len(first)
    assert int(second[task].sequence.value) > int(first[task].sequence.value)


def test_the_words_are_there_when_they_are_asked_for_and_a_consent_is_needed(busy: Cj) -> None:
    asked = ("export", "sari", "--format", "ics", "--with-words", "--to", "Rahma")
    assert busy(*asked).code == 6

    found = events(busy, "sari", "--with-words", "--to", "Rahma", "--override", "my own telephone")

    assert f"Task due, {ref(busy)}: ask what is owed" in found
    assert "Sari" not in "".join(found)
    assert busy.json("show", "sari")["disclosures"][-1]["recipient"] == "Rahma"


def test_even_with_words_other_clients_are_not_named(busy: Cj) -> None:
    other = take_in(busy, "Pak Budi")
    busy.ok("amend", "sari", "--set", f"related={other}=sibling", "--reason", "x")
    busy.ok("task", "add", "sari", "Ask Pak Budi; then, call him \x1b[31m", "--who", "worker", "--due", "+1d")

    found = " ".join(events(busy, "sari", "--with-words", "--to", "Rahma", "--override", "x"))

    assert "Ask [name withheld]; then, call him ␛[31m" in found


@pytest.mark.parametrize("visibility", ["private", "supervision"])
def test_what_is_not_for_every_reader_is_in_no_calendar(visibility: str, busy: Cj) -> None:
    before = len(events(busy, "sari"))
    busy.ok("task", "add", "sari", "x", "--who", "worker", "--due", "+1d", "--visibility", visibility)

    assert len(events(busy, "sari")) == before
    assert len(events(busy, "sari", "--with-words", "--to", "Rahma", "--override", "x")) == before


def test_a_case_whose_intake_is_private_has_no_calendar(busy: Cj, tmp_path: Path) -> None:
    hidden = take_in(busy, "Pak Budi", "--visibility", "private", "--safety", "immediate")

    assert busy("export", hidden, "--format", "ics").code == 16
    busy.ok("export", "--all", "--format", "ics", "-o", str(tmp_path / "all.ics"))
    assert hidden not in (tmp_path / "all.ics").read_text()


@pytest.mark.parametrize("form", ["ics", "json"])
def test_a_group_whose_charter_is_private_goes_nowhere(form: str, busy: Cj, tmp_path: Path) -> None:
    group = form_group(busy, "Bu Wati", name="Unspoken")
    busy.ok("amend", group, "--set", "visibility=private", "--set", "meets=Tuesdays", "--reason", "x")

    anyone = ("--to", "Dinas", "--override", "x")
    told = busy.json("export", "--all", "--format", form, *anyone, "-o", str(tmp_path / "all"))

    assert told["groups"] == []
    assert group not in (tmp_path / "all").read_text()


def test_of_a_closed_case_only_what_still_counts_is_there(busy: Cj) -> None:
    busy.ok("close", "sari", "--reason", "moved", "--because", "x", "--retain-until", "2031-01-01")

    assert [*events(busy, "sari")] == [f"Referral, next step, {ref(busy)}", f"Need not be kept any more, {ref(busy)}"]


def whole(cj: Cj, to: Path) -> dict[str, Any]:
    cj.ok("export", "--all", "--format", "ics", "-o", str(to / "all.ics"), "--yes")
    return {each.summary.value: each for each in vobject.readOne((to / "all.ics").read_bytes().decode()).vevent_list}


def test_a_group_that_meets_every_week_has_a_rule(busy: Cj, tmp_path: Path) -> None:
    group = form_group(busy, "Bu Wati")
    busy.ok("amend", group, "--set", "meets=Every Tuesday, 16.00-17.30 at the hall", "--reason", "x")

    event = whole(busy, tmp_path)[f"Group session, {group}"]

    assert event.rrule.value == "FREQ=WEEKLY;BYDAY=TU"
    assert event.dtstart.value == datetime(2026, 11, 24, 16, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=90)
    assert event.valarm.trigger.value == timedelta(days=-1)


def test_the_next_meeting_agreed_on_comes_before_the_rule(busy: Cj, tmp_path: Path) -> None:
    group = form_group(busy, "Bu Wati")
    busy.ok("amend", group, "--set", "meets=Tuesdays", "--reason", "x")
    busy.ok("group", "session", group, "--everyone", "--on", "-7d", "--next-on", "2026-12-08")
    assert whole(busy, tmp_path)[f"Group session, {group}"].dtstart.value == date(2026, 12, 8)
    assert (tmp_path / "all.ics").read_text().count(f"SUMMARY;LANGUAGE=en:Group session\\, {group}") == 1

    busy.ok("group", "session", group, "--everyone", "--next-on", "2026-12-09")
    whole(busy, tmp_path)
    starts = [line for line in (tmp_path / "all.ics").read_text().splitlines() if line.startswith("DTSTART;VALUE")]
    assert starts[-2:] == ["DTSTART;VALUE=DATE:20261209", "DTSTART;VALUE=DATE:20261215"]


def test_a_group_without_a_clear_rhythm_has_its_next_day_only(busy: Cj, tmp_path: Path) -> None:
    group = form_group(busy, "Bu Wati")
    busy.ok("amend", group, "--set", "meets=Every second Tuesday", "--reason", "x")
    busy.ok("group", "session", group, "--everyone", "--next-on", "2026-12-08")

    event = whole(busy, tmp_path)[f"Group session, {group}"]

    assert event.dtstart.value == date(2026, 12, 8)
    assert "rrule" not in event.contents


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "UTC-7", "../../etc/passwd"])
def test_without_a_time_zone_a_time_is_meant_where_the_reader_is(zone: str, busy: Cj, tmp_path: Path) -> None:
    busy.env["TZ"] = zone or ":"
    group = form_group(busy, "Bu Wati")
    busy.ok("amend", group, "--set", "meets=Every Tuesday, 16.00", "--reason", "x")

    event = whole(busy, tmp_path)[f"Group session, {group}"]

    assert event.dtstart.value.replace(tzinfo=None) == datetime(2026, 11, 24, 16)  # noqa: DTZ001 - where the reader is
    assert "dtend" not in event.contents


def test_the_calendar_speaks_the_language_of_the_screen(busy: Cj) -> None:
    busy.env["CJ_LANG"] = "id"

    event = next(iter(events(busy, "sari").values()))

    assert event.summary.params["LANGUAGE"] == ["id"]
    assert event.summary.value == f"Tugas jatuh tempo, {ref(busy)}"


def test_only_a_calendar_has_words_to_ask_for(busy: Cj) -> None:
    assert busy("export", "sari", "--format", "json", "--with-words", "--to", "x").code == 16


def test_a_calendar_that_leaves_is_on_the_access_log_and_needs_no_disclosure(busy: Cj) -> None:
    busy.ok("export", "sari", "--format", "ics")

    [noted] = busy.json("report", "--access")["items"]
    assert (noted["what"], noted["of"]) == ("export", [ref(busy)])


def test_an_empty_journal_gives_an_empty_calendar(plain_cj: Cj, tmp_path: Path) -> None:
    take_in(plain_cj, "Ibu Sari")

    assert "vevent" not in calendar(plain_cj, "sari").contents


def test_every_kind_of_thing_has_its_title() -> None:
    assert TITLES.keys() == {*DueKind}
