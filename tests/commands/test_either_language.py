"""An answer or a day may be said in either language, whichever the screens speak; what is stored is the same."""

from typing import Any

import pytest

from casejournal.domain.referral import Referral
from casejournal.domain.referral_log import Status
from casejournal.domain.task import Task
from casejournal.forms.fields import fields
from casejournal.words import in_every_language
from tests.world import Cj, form_group, take_in, work_through


@pytest.fixture(params=["en", "id"])
def told(request: pytest.FixtureRequest, cj: Cj) -> Cj:
    """A journal whose screens speak that language."""
    cj.env["CJ_LANG"] = request.param
    return cj


def test_a_case_is_written_down_with_indonesian_answers(told: Cj) -> None:
    case = take_in(told, "Sari", "--area", "Keluarga", "--area", "penggunaan-zat")
    assessed = told.json("assess", case, "--underlying-problem", "x", "--domain", "keluarga=2:x")
    task = "klien: tanya sekolah sebelum jumat #1"
    plan = told.json("plan", case, "--goal", "Makan teratur @keluarga", "--agreed", "y", "--task", task)

    areas = told.json("show", case)["intake"]["areas"]
    assert areas == ["family", "substance_use"]
    assert assessed["domains"][0]["area"] == "family"
    assert (plan["agreed"], plan["goals"][0]["area"]) == ("yes", "family")
    assert (plan["tasks"][0]["who"], plan["tasks"][0]["due"]) == ("client", "2026-11-27")


def test_an_answer_in_a_file_or_a_correction_may_be_said_so_too(told: Cj) -> None:
    case = take_in(told, "Sari")
    told.ok("assess", case, "--underlying-problem", "x")
    added = told.json("task", "add", case, "--from", "-", stdin='what = "Tanya"\nwho = "Klien"\ndue = "lusa"')

    told.ok("amend", added["ref"], "--set", "who=keluarga", "--set", "role=pembela", "--reason", "x")

    (task,) = told.json("show", case)["tasks"]
    assert (added["who"], added["due"]) == ("client", "2026-11-25")
    assert (task["who"], task["role"]) == ("family", "advocate")


def test_what_is_no_answer_is_refused_with_the_list_in_the_readers_language(cj: Cj) -> None:
    case = take_in(cj, "Sari")

    english = cj("note", case, "x", "--role", "boss")
    indonesian = cj("note", case, "x", "--role", "bos", env={"CJ_LANG": "id"})

    assert english.code == indonesian.code == 16
    assert "broker, mediator, public_educator, advocate" in english.err
    assert "pembela, penjangkauan" in indonesian.err
    assert "advocate" not in indonesian.err


def test_the_answers_are_listed_as_the_reader_may_type_them(cj: Cj) -> None:
    reason, handoff = (next(each for each in fields(Referral) if each.name == name) for name in ("reason", "handoff"))
    english = reason.words

    cj.ok("list", env={"CJ_LANG": "id"})
    indonesian = reason.words, handoff.words
    case = take_in(cj, "Sari")
    typed = cj.json("refer", case, "--to", "A", "--reason", "perlu tenaga ahli", "--handoff", "dengan pendampingan")

    assert english.startswith("beyond_competence, capacity, ")
    assert indonesian[0].startswith("di luar kompetensi saya, ")
    assert indonesian[1] == "tanpa pendampingan, dengan pendampingan, pendampingan penuh"
    assert (typed["reason"], typed["handoff"]) == ("specialist", "warm")


def test_a_correction_names_a_field_by_its_title_too(told: Cj) -> None:
    case = take_in(told, "Sari")
    added = told.json("task", "add", case, "Tanya", "--who", "worker")
    _english, what = in_every_language(fields(Task)[0].title)

    told.ok("amend", added["ref"], "--set", f"{what}=Bertanya", "--set", "siapa=keluarga", "--reason", "x")
    unknown = told("amend", added["ref"], "--set", "orang=keluarga", "--reason", "x", env={"CJ_LANG": "id"})

    (task,) = told.json("show", case)["tasks"]
    assert (task["what"], task["who"]) == ("Bertanya", "family")
    assert unknown.code == 16
    assert f"{what}, Siapa" in unknown.err


def test_the_days_of_what_follows_a_record_of_the_past_are_counted_from_it_and_told(told: Cj) -> None:
    case = take_in(told, "Sari", "--on", "2026-11-01")
    noted = told("note", case, "x", "--on", "2026-11-02", "--next-step", "Call", "--next-on", "+7d")
    typed = told("note", case, "x", "--next-step", "Call by +1w", "--on", "3 hari lalu")
    filed = told("note", case, "--from", "-", stdin='next_on = "+7d"\nbody = "x"\nnext_step = "x"\non = "2026-11-03"')
    today = told("note", case, "x", "--next-step", "Call", "--next-on", "+7d")

    days = [note["next_on"] for note in told.json("show", case)["notes"]]
    assert sorted(days) == ["2026-11-09", "2026-11-10", "2026-11-27", "2026-11-30"]
    assert [each.code for each in (noted, typed, filed, today)] == [0, 0, 0, 0]
    assert "2026-11-02" in noted.err
    assert "2026-11-09" in noted.err
    assert "2026-11-20" in typed.err
    assert "2026-11-03" in filed.err
    assert "+7d" not in today.err


def test_a_correction_counts_from_the_day_of_the_record(told: Cj) -> None:
    case = take_in(told, "Sari", "--on", "2026-11-01")
    note = told.json("note", case, "x", "--on", "2026-11-02", "--next-step", "Call", "--next-on", "+7d")["ref"]

    amended = told("amend", note, "--set", "next_on=+14d", "--reason", "x")

    assert amended.code == 0
    assert "2026-11-16" in amended.err
    assert told.json("show", case)["notes"][0]["next_on"] == "2026-11-16"


def test_a_status_and_a_principle_may_be_said_in_any_language_there_is(told: Cj) -> None:
    refs = work_through(told, "Sari")
    group = form_group(told, "Ani", "Budi")

    told.ok("refer", "update", refs["REFERRAL"], in_every_language(Status.ACCEPTED.label)[-1])
    looked = told.json("principles", "checklist", group, "--principle", "Decision Making=kept: x")

    assert told.json("show", refs["CASE"])["referrals"][0]["log"][-1]["status"] == "accepted"
    assert looked["others"][0]["principle"] == "decision_making"


def _errands(cj: Cj) -> dict[str, str]:
    """A journal with an errand of each kind; the ref of each, by its kind."""
    take_in(cj, "Sari", "--safety", "immediate", "--safety-note", "x")
    refs = work_through(cj, "Budi")
    cj.ok("refer", "update", refs["REFERRAL"], "declined_by_agency")
    cj.ok("principles", "checklist", refs["CASE"], "--acceptance", "strained: x", "--supervision")
    return {task["errand"]["kind"]: ref for ref, task in _tasks(cj).items() if task.get("errand")}


@pytest.mark.parametrize(("written", "read"), [("id", "en"), ("en", "id")])
def test_an_errand_is_kept_as_what_it_is_and_read_in_the_language_of_the_reader(
    cj: Cj, written: str, read: str
) -> None:
    cj.env["CJ_LANG"] = written
    refs = _errands(cj)
    kept = _tasks(cj)
    cj.env["CJ_LANG"] = read
    cj.env["CJ_PLAIN"] = "1"
    screen = "".join(cj.ok("show", case).out for case in ("Sari", "Budi"))

    assert refs.keys() == {"safety", "supervision", "another_way"}
    assert _tasks(cj) == kept
    assert kept[refs["safety"]]["what"] == "See to the safety of Sari"
    assert kept[refs["supervision"]]["what"] == "Talk in supervision about: acceptance"
    assert ("See to the safety of Sari" in screen) == (read == "en")
    assert ("Pastikan keselamatan Sari" in screen) == (read == "id")
    assert ("Bicarakan dalam supervisi: " in screen) == (read == "id")
    assert ("Cari jalan lain bersama klien: Puskesmas Melati" in screen) == (read == "id")


def _tasks(cj: Cj) -> dict[str, Any]:
    return {task["ref"]: task for case in ("Sari", "Budi") for task in cj.json("show", case)["tasks"]}


def test_an_errand_put_into_other_words_keeps_them(told: Cj) -> None:
    ref = _errands(told)["safety"]

    told.ok("amend", ref, "--set", "what=Telepon polisi", "--reason", "x")

    assert "Telepon polisi" in told.ok("--plain", "show", "Sari").out


def test_an_errand_follows_its_record_whatever_language_that_is_amended_in(cj: Cj) -> None:
    case = take_in(cj, "Sari", "--safety", "immediate", "--safety-note", "x")

    cj.ok("amend", case, "--set", "client=Sari Dewi", "--reason", "x", env={"CJ_LANG": "id"})

    (task,) = cj.json("show", case)["tasks"]
    assert task["what"] == "See to the safety of Sari Dewi"
    assert task["errand"] == {"kind": "safety", "of": ["Sari Dewi"]}
