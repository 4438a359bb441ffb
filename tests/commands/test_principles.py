"""`cj principles` and `cj learn`: reading the method, and checking one's work against it."""

import re

import pytest

from casejournal import words
from casejournal.domain.roles import Role
from casejournal.knowledge.shelf import CHAPTERS, chapter
from casejournal.words import LANGUAGES
from tests.world import Cj, Replies, form_group, take_in


def test_a_checklist_about_a_case_and_about_one_contact(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "We talked.")["ref"]

    about_case = cj.json("principles", "checklist", sari, "--acceptance", "kept")
    about_note = cj.json("principles", "checklist", note, "--participation", "strained: I decided for her")

    assert about_case["about"] == sari
    assert about_note["about"] == note
    assert about_note["participation"] == {"verdict": "strained", "evidence": "I decided for her"}
    assert "participation strained: I decided for her" in cj.ok("show", sari).out


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ((), 4),
        (("--supervision",), 4),
        (("--acceptance", "broken"), 16),
        (("--acceptance", "not_applicable: because"), 16),
        (("--acceptance", ""), 16),
    ],
)
def test_what_is_no_checklist_is_told_and_nothing_is_written(
    cj: Cj, sari: str, more: tuple[str, ...], code: int
) -> None:
    before = cj.files()

    assert cj("principles", "checklist", sari, *more).code == code
    assert cj.files() == before


def test_only_a_case_or_a_contact_is_looked_at_so(cj: Cj, sari: str) -> None:
    task = cj.json("task", "add", sari, "Call", "--who", "worker")["ref"]

    assert cj("principles", "checklist", task, "--acceptance", "kept").code == 14


def test_at_a_terminal_each_principle_is_asked(cj: Cj, sari: str) -> None:
    replies = Replies("kept", "", "", "", "strained", "I decided.", "", "", ["supervision"])

    cj.ok("principles", "checklist", sari, asks=replies)

    (task,) = cj.json("task", "list")["items"]
    assert "participation" in task["what"]
    assert replies.asked[0] == "acceptance"


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_a_terminal_the_question_of_the_shelf_is_asked_in_the_readers_language(
    cj: Cj, sari: str, language: str
) -> None:
    replies = Replies(*[""] * 6, [])

    cj("principles", "checklist", sari, "--lang", language, asks=replies)

    questions = [entry.asks.in_language(language) for entry in chapter("principles").entries]
    assert len(replies.hinted["one"]) == len(questions)
    for hint, question in zip(replies.hinted["one"], questions, strict=True):
        assert hint.startswith(question)
        assert hint.endswith(words.in_every_language("How did it really go?")[LANGUAGES.index(language)])


def test_a_group_is_asked_the_questions_of_group_work(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati", on="today")
    replies = Replies(["guided_interaction", "continuous_evaluation"], "kept", "I waited.", "kept", "A round.", [])

    cj.ok("principles", "checklist", group, asks=replies)

    checks = {check.name: check.asks["en"] for each in chapter("group_principles").entries for check in each.checks}
    assert replies.hinted["one"][0].startswith(checks["guided_interaction"])
    assert replies.hinted["one"][1].startswith(checks["continuous_evaluation"])


def test_what_was_kept_needs_no_supervision(cj: Cj, sari: str) -> None:
    assert cj.json("principles", "checklist", sari, "--acceptance", "kept", "--supervision")["tasks"] == []
    (task,) = cj.json("principles", "checklist", sari, "--acceptance", "breached", "--supervision")["tasks"]
    assert task["due"] == "2026-12-07"


def test_the_rule_of_check_is_kept_by_a_checklist(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari", "--confidentiality-explained")
    for _contact in range(5):
        cj.ok("note", sari, "We talked.")
    found = cj("check", sari, "--json").json["items"]
    cj.ok("principles", "checklist", sari, "--acceptance", "kept")

    assert [each["rule"] for each in found] == ["no_checklist"]
    assert cj("check", sari).code == 0


def test_the_trend_counts_month_by_month_and_tells_what_was_strained(cj: Cj, sari: str) -> None:
    cj.ok("principles", "checklist", sari, "--acceptance", "kept", "--participation", "kept", "--on", "2026-10-20")
    cj.ok("principles", "checklist", sari, "--acceptance", "kept", "--participation", "strained: I decided for her")
    cj.ok("principles", "checklist", sari, "--participation", "breached: I spoke for her")

    told = cj.json("principles", "trend", sari)
    out = cj.ok("principles", "trend").out

    assert [(month["month"], month["checklists"]) for month in told["months"]] == [("2026-10", 1), ("2026-11", 2)]
    assert told["months"][1]["fared"]["participation"] == {"strained": 1, "breached": 1}
    assert {each["evidence"] for each in told["hurt"]} == {"I decided for her", "I spoke for her"}
    assert "participation\t\t1\t1" in out
    assert "I decided for her" in out


def test_the_last_months_only(cj: Cj, sari: str) -> None:
    cj.ok("principles", "checklist", sari, "--acceptance", "strained: long ago", "--on", "2026-10-31")
    cj.ok("principles", "checklist", sari, "--acceptance", "breached: lately", "--on", "2026-11-01")
    cj.ok("note", sari, "a", "--role", "broker", "--on", "2026-10-31")

    (month,) = cj.json("principles", "trend", "--months", "1")["months"]
    out = cj.ok("principles", "trend", "--months", "1").out

    assert month["month"] == "2026-11"
    assert "lately" in out
    assert "long ago" not in out
    assert "long ago" in cj.ok("principles", "trend", "--months", "2").out
    assert cj.ok("principles", "roles", "--months", "1").out == "No contacts in the last month.\n"
    assert len(cj.json("principles", "roles", "--months", "12")["items"]) == 1
    assert cj("principles", "trend", "--months", "0").code == 2


def test_the_roles_are_counted_month_by_month(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "a", "--role", "advocate", "--role", "broker")
    cj.ok("note", sari, "b", "--role", "advocate")
    cj.ok("note", sari, "c")

    (month,) = cj.json("principles", "roles", sari)["items"]

    assert (month["contacts"], month["roles"]) == (3, {"advocate": 2, "broker": 1})
    assert "counsellor\t" in cj.ok("principles", "roles").out


def test_the_roles_taken_beside_the_contacts_are_counted_apart(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "a", "--role", "counsellor")
    cj.ok("note", sari, "The head teacher.", "--role", "advocate", "--channel", "third_party")
    cj.ok("note", sari, "Looked for a clinic.", "--role", "broker", "--made", "no_contact")
    cj.ok("note", sari, "Nobody opened.", "--made", "no_show")

    (month,) = cj.json("principles", "roles", sari)["items"]

    assert (month["contacts"], month["roles"]) == (1, {"counsellor": 1})
    assert month["roles_beside"] == {"advocate": 1, "broker": 1}
    assert month["beside"] == {"attempt": 1, "collateral": 1, "desk": 1}
    out = cj.ok("principles", "roles").out
    assert "1 contact, 1 attempt, 1 talk with somebody else, desk work: 1" in out
    assert "advocate\t\t1" in out


@pytest.mark.parametrize("words", [("principles", "trend"), ("principles", "roles")])
def test_without_anything_written_the_screen_says_so(cj: Cj, words: tuple[str, ...]) -> None:
    assert "in the last 6 months" in cj.ok(*words).out


def test_the_lists_are_shown_without_a_journal_in_both_languages(bare: Cj) -> None:
    english, indonesian = bare.ok("principles").out, bare.ok("principles", "--lang", "id").out

    assert "Did I accept, respect and value this person" in english
    assert "Apakah saya menerima, menghormati, dan menghargai orang ini" in indonesian
    assert english.count("\n") == indonesian.count("\n")
    assert bare.json("principles", "lists")["schema"] == "casejournal/shelf/1"


def test_the_shelf_is_listed_and_read(bare: Cj) -> None:
    assert len(bare.json("learn")["items"]) == len(CHAPTERS)
    assert "Ask yourself: Did I accept, respect and value this person" in bare.ok("learn", "penerimaan").out
    assert "klien" not in bare.ok("learn", "acceptance").out.lower()
    assert "In general usage" in bare.ok("learn", "broker").out


def test_a_whole_chapter_is_read_with_whose_statements_they_are(bare: Cj) -> None:
    definitions = bare.ok("learn", "definitions").out
    roles = bare.ok("learn", "peran", "--lang", "id").out

    for author in ("Rustanto (2009)", "Pakpahan (2011)", "Ilmawan (2011)"):
        assert f"Source: {author}" in definitions
    assert roles.startswith("Peran pendamping sosial\n")
    assert roles.count("Sumber: Ilmawan (2011)") == 1
    assert "pembela  advocate\n  Membela hak klien" in roles
    assert [each["name"] for each in bare.json("learn", "roles")["items"]] == list(Role)


def test_an_unknown_topic_is_answered_briefly_with_what_there_is_in_the_readers_language(bare: Cj) -> None:
    refused = bare("learn", "astrology")
    ditolak = bare("learn", "astrologi", "--lang", "id")

    assert (refused.code, ditolak.code) == (14, 14)
    assert "Known: definitions, benefits, components, process, principles, roles, tasks, competencies." in refused.err
    assert "pengertian, manfaat, komponen, proses, prinsip, peran, tugas, kompetensi." in ditolak.err


def test_a_typo_is_answered_with_what_was_meant(bare: Cj) -> None:
    refused = bare("learn", "mediatr")
    ditolak = bare("learn", "confidentialty", "--lang", "id")

    assert (refused.code, ditolak.code) == (14, 14)
    assert "Did you mean: mediator?" in refused.err
    assert "kerahasiaan" in ditolak.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_screens_of_reflection_fit(
    cj: Cj, sari: str, width: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    for _many in range(40):
        cj.ok("note", sari, "a", "--role", "advocate")
    cj.ok("principles", "checklist", sari, "--self-awareness", "strained: I was tired and did not say so to anybody.")

    for each in (
        ("principles", "trend"),
        ("principles", "roles"),
        ("principles",),
        ("learn",),
        ("learn", "broker"),
        ("learn", "prinsip"),
    ):
        out = re.sub(r"\x1b\[[0-9;]*m", "", cj.ok(*each, "--lang", language, terminal=True).out)
        assert max(len(line.rstrip()) for line in out.splitlines()) <= width


def test_a_principle_of_another_set_is_looked_at(cj: Cj, sari: str) -> None:
    told = cj.json("principles", "checklist", sari, "--principle", "self_determination=strained: I chose the school")

    assert told["others"] == [
        {"principle": "self_determination", "verdict": "strained", "evidence": "I chose the school"}
    ]
    assert "client self-determination\t\t1\t" in cj.ok("principles", "trend").out
    assert "client self-determination strained: I chose the school" in cj.ok("show", sari).out


def test_a_principle_of_no_set_is_refused_with_those_there_are(cj: Cj, sari: str) -> None:
    refused = cj("principles", "checklist", sari, "--principle", "obedience=kept")

    assert refused.code == 16
    assert "self_determination" in refused.err


def test_the_set_that_was_chosen_is_asked_for_with_its_questions(cj: Cj, sari: str) -> None:
    own = ('principle_set = "team"', "[principle_sets.team]", '"Do no harm" = "To whom?"', '"Be on time" = "Was I?"')
    (cj.home / "config.toml").write_text("\n".join(own))
    replies = Replies(["do_no_harm"], "kept", "Nobody was named.", [])

    cj.ok("principles", "checklist", sari, asks=replies)

    assert replies.befores[0] == ["do_no_harm", "be_on_time"]
    assert replies.asked[1] == "Do no harm · How it went"
    assert cj.json("show", sari)["checklists"][0]["others"][0]["principle"] == "do_no_harm"


def test_an_unknown_set_is_answered_with_those_there_are(cj: Cj, sari: str) -> None:
    refused = cj("principles", "checklist", sari, "--acceptance", "kept", env={"CJ_PRINCIPLE_SET": "freud"})

    assert refused.code == 14
    assert "biestek" in refused.err


def test_a_set_that_is_no_table_is_told(cj: Cj, sari: str) -> None:
    (cj.home / "config.toml").write_text('[principle_sets]\nteam = "x"\n')

    refused = cj("principles", "checklist", sari, "--acceptance", "kept")

    assert refused.code == 16
    assert "[principle_sets] must contain tables" in refused.err
