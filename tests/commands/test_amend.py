"""`cj amend` and `cj strike`: a correction is a new, dated version with its reason; what was written stays readable."""

import json

import pytest

from casejournal.domain.intake import Intake
from tests.world import Cj, Replies, form_group, take_in, work_through


@pytest.fixture
def note(cj: Cj, sari: str) -> str:
    """A note of a contact."""
    return str(cj.json("note", sari, "We talked for an hour.", "--minutes", "20", "--channel", "visit")["ref"])


def test_a_correction_says_what_differs_why_and_by_whom(cj: Cj, sari: str, note: str) -> None:
    cj.wait(hours=3)

    told = cj.json("amend", note, "--set", "minutes=60", "--reason", "misread the clock")

    assert (told["before"]["minutes"], told["after"]["minutes"]) == (20, 60)
    (correction,) = told["after"]["corrections"]
    assert (correction["kind"], correction["reason"], correction["worker"]) == (
        "amendment",
        "misread the clock",
        "Rahma",
    )
    (now,) = cj.json("show", sari)["notes"]
    assert now["minutes"] == 60
    assert now["recorded_at"] < correction["at"]
    assert "amendment 2026-11-23" in cj.ok("show", sari).out
    history = cj.ok("history", note).out
    assert "- Minutes: 20" in history
    assert "amendment: misread the clock" in history


def test_an_addendum_is_called_one(cj: Cj, note: str) -> None:
    told = cj.json("amend", note, "--set", "body=We talked. Her mother came in.", "--addendum", "--reason", "forgotten")

    assert told["after"]["corrections"][0]["kind"] == "addendum"


def test_several_fields_a_list_and_an_empty_one(cj: Cj, sari: str, note: str) -> None:
    cj.ok(
        "amend", note, "--set", "roles=advocate", "--set", "roles=broker", "--set", "channel=", "--set", "on=yesterday",
        "--reason", "x",
    )  # fmt: skip

    (now,) = cj.json("show", sari)["notes"]

    assert (now["roles"], now["channel"], now["on"]) == (["advocate", "broker"], None, "2026-11-22")


def test_a_nested_field_and_one_named_like_its_option(cj: Cj, sari: str) -> None:
    cj.ok("amend", sari, "--set", "safe-contact-ways=message only", "--set", "area=family", "--reason", "she said so")
    cj.ok("amend", sari, "--set", "safe_contact.hours=mornings", "--reason", "she said so")

    intake = cj.json("show", sari)["intake"]

    assert (intake["safe_contact"]["ways"], intake["safe_contact"]["hours"]) == ("message only", "mornings")
    assert intake["areas"] == ["family"]


def test_the_new_answers_may_come_from_a_file(cj: Cj, sari: str, note: str) -> None:
    cj.ok("amend", note, "--from", "-", "--reason", "x", stdin=json.dumps({"minutes": 5, "body": "Two\nlines."}))

    (now,) = cj.json("show", sari)["notes"]

    assert (now["minutes"], now["body"]) == (5, "Two\nlines.")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--set", "minutes=20"), 16),  # nothing changed
        (("--set", "minutes=many"), 16),
        (("--set", "minute"), 16),
        (("--set", "weather=rain"), 16),
        (("--set", "body="), 16),  # needed
        (("--set", "channel=pigeon"), 16),
        (("--set", "on=+3d"), 16),
        (("--set", "goals=7"), 16),
        ((), 4),
    ],
)
def test_what_is_no_correction_is_told_and_nothing_is_written(
    cj: Cj, note: str, words: tuple[str, ...], code: int
) -> None:
    before = cj.files()

    assert cj("amend", note, *words, "--reason", "x", "--no-input").code == code
    assert cj.files() == before


def test_a_correction_needs_its_reason(cj: Cj, note: str) -> None:
    without = cj("amend", note, "--set", "minutes=5", "--json", "--no-input")

    assert without.code == 4
    assert "--reason" in without.error["message"] + without.error["hint"]


def test_a_client_with_another_name_is_found_by_both(cj: Cj, sari: str) -> None:
    cj.ok("amend", sari, "--set", "client=Ibu Dewi Lestari", "--reason", "her full name")

    assert cj.json("show", "lestari")["ref"] == sari
    assert cj.json("show", "ibu sari")["ref"] == sari
    assert cj.json("list")["items"][0]["client"] == "Ibu Dewi Lestari"


def test_a_name_somebody_had_is_hidden_in_anothers_case_too(cj: Cj, sari: str) -> None:
    ratih = take_in(cj, "Ibu Ratih")
    group = form_group(cj)
    for case in (sari, ratih):
        cj.ok("group", "join", group, case, "--on", "-9d")
    cj.ok("group", "session", group, "--everyone", "--member-note", f"{sari}=Ratih sang.")
    cj.ok("amend", ratih, "--set", "client=Melati", "--reason", "an alias is safer")

    assert cj.json("show", sari)["groups"][0]["sessions"][0]["note"] == "[a member] sang."


def test_at_a_terminal_the_fields_are_chosen_and_shown_as_they_stand(cj: Cj, sari: str, note: str) -> None:
    replies = Replies(["minutes", "body"], "We talked for half an hour.", "30", "misheard")

    cj.ok("amend", note, asks=replies)

    (now,) = cj.json("show", sari)["notes"]
    assert (now["body"], now["minutes"], now["channel"]) == ("We talked for half an hour.", 30, "visit")
    assert replies.befores[1:3] == ["We talked for an hour.", "20"]


def test_what_was_typed_before_a_stop_is_taken_up_again(cj: Cj, sari: str, note: str) -> None:
    assert cj("amend", note, asks=Replies(["minutes", "body"], "A new text.", KeyboardInterrupt)).code == 130

    cj.ok("draft", "resume", asks=Replies(["minutes", "body"], "30", "misheard"))

    (now,) = cj.json("show", sari)["notes"]
    assert (now["body"], now["minutes"]) == ("A new text.", 30)
    assert cj.json("draft", "list")["items"] == []


def test_an_emptied_answer_at_a_terminal_is_empty(cj: Cj, sari: str, note: str) -> None:
    cj.ok("amend", note, asks=Replies(["minutes"], "", "not measured"))

    assert cj.json("show", sari)["notes"][0]["minutes"] is None


def test_every_record_of_a_case_can_be_corrected_or_says_why_not(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Ratih")
    cj.ok("principles", "checklist", "ratih", "--acceptance", "kept")
    cj.ok("close", "ratih", "--reason", "moved", "--because", "she left")
    shown = cj.json("show", refs["CASE"])
    tables = ("tasks", "assessments", "plans", "notes", "consents", "referrals", "reviews", "checklists", "closings")

    for record in [shown["intake"], *(each for table in tables for each in shown[table])]:
        cj.ok("amend", record["ref"], "--set", "visibility=supervision", "--reason", "x")

    assert cj("amend", shown["consents"][0]["ref"], "--set", "recipient=Somebody else", "--reason", "x").code == 5
    assert cj("amend", shown["referrals"][0]["ref"], "--set", "to=Somebody else", "--reason", "x").code == 5
    assert cj("amend", shown["plans"][0]["ref"], "--set", "goals=Another", "--reason", "x").code == 5
    cj.ok("verify")


def test_who_was_away_is_corrected_by_saying_who_it_was(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati", "Mbak Lilis", "Bu Sum")
    session = cj.json("group", "session", group, "--absent", "lilis", "--on", "-7d")["ref"]

    cj.ok("amend", session, "--set", "absent=wati", "--set", "present=lilis", "--reason", "it was Wati")

    shown = cj.json("group", "show", group)
    called = shown["called"]
    (held,) = shown["sessions"]
    assert [called[ref] for ref in held["absent"]] == ["Bu Wati"]
    assert {called[ref] for ref in held["present"]} == {"Mbak Lilis", "Bu Sum"}
    assert cj("amend", session, "--set", "absent=budi", "--reason", "x").code == 14
    assert cj("amend", session, "--set", "on=-61d", "--reason", "x").code == 5
    assert cj("amend", session, "--set", "stage=intimacy", "--reason", "x").code == 16
    cj.ok("amend", session, "--set", "absent=", "--reason", "all were there")
    assert len(cj.json("group", "show", group)["sessions"][0]["present"]) == 3


def test_one_persons_attendance_is_corrected_and_nobody_elses(cj: Cj) -> None:
    group = form_group(cj, "Ani", "Budi", "Cici", "Dewi")
    away = ("--absent", "ani", "--absent", "budi", "--excused", "cici")
    session = cj.json("group", "session", group, *away, "--on", "-7d")["ref"]

    cj.ok("amend", session, "--set", "present=ani", "--reason", "she came late")

    assert attendance(cj, group) == {"present": ["Ani", "Dewi"], "absent": ["Budi"], "excused": ["Cici"]}
    cj.ok("amend", session, "--from", "-", "--reason", "x", stdin='excused = ["budi"]')
    assert attendance(cj, group) == {"present": ["Ani", "Dewi"], "absent": [], "excused": ["Budi", "Cici"]}
    assert cj("amend", session, "--set", "present=budi", "--set", "absent=budi", "--reason", "x").code == 16


def test_of_whom_nothing_is_said_any_longer_is_named(cj: Cj) -> None:
    group = form_group(cj, "Ani", "Budi", "Dewi")
    session = cj.json("group", "session", group, "--absent", "ani", "--absent", "budi", "--on", "-7d")["ref"]

    told = cj.ok("amend", session, "--set", "absent=", "--set", "present=ani", "--reason", "she came late")

    assert attendance(cj, group) == {"present": ["Ani", "Dewi"], "absent": [], "excused": []}
    assert "You did not say whether these members came: Budi." in told.out


def test_at_a_terminal_whoever_is_not_away_any_more_was_there(cj: Cj) -> None:
    group = form_group(cj, "Ani", "Budi")
    session = cj.json("group", "session", group, "--absent", "ani", "--on", "-7d")["ref"]
    budi = next(each["ref"] for each in cj.json("group", "show", group)["memberships"] if each["alias"] == "Budi")

    cj.ok("amend", session, asks=Replies(["absent"], [budi], "it was Budi"))

    assert attendance(cj, group) == {"present": ["Ani"], "absent": ["Budi"], "excused": []}


def attendance(cj: Cj, group: str) -> dict[str, list[str]]:
    """Who was there and who was not, by name."""
    shown = cj.json("group", "show", group)
    (held,) = shown["sessions"]
    return {name: sorted(shown["called"][ref] for ref in held[name]) for name in ("present", "absent", "excused")}


# One part at a time


def test_ratings_scores_outcomes_and_ties_are_corrected_one_at_a_time(cj: Cj) -> None:
    case = work_through(cj, "Ibu Ratih")["CASE"]
    cj.ok(
        "close",
        case,
        "--reason",
        "moved",
        "--because",
        "x",
        "--outcome",
        "1=partly:some days",
        "--outcome",
        "2=reached",
    )
    shown = cj.json("show", case)
    refs = {table: shown[table][-1]["ref"] for table in ("reviews", "assessments", "closings")}

    cj.ok("amend", refs["reviews"], "--set", "rate=1=2", "--reason", "x")
    cj.ok(
        "amend",
        refs["assessments"],
        "--set",
        "domain=income=3:found work",
        "--set",
        "tie=Pak RT:strong",
        "--reason",
        "x",
    )
    cj.ok("amend", refs["closings"], "--set", "outcomes=2=dropped", "--reason", "x")

    now = cj.json("show", case)
    assert [(each["goal"], each["level"]) for each in now["reviews"][-1]["ratings"]] == [(1, 2), (2, -1)]
    assert [(each["area"], each["score"]) for each in now["assessments"][-1]["domains"]] == [
        ("education", 2),
        ("income", 3),
    ]
    assert [each["name"] for each in now["assessments"][-1]["ties"]] == ["nenek", "Pak RT"]
    assert [each["result"] for each in now["closings"][-1]["outcomes"]] == ["partly", "dropped"]


def test_one_part_is_taken_away_or_all(cj: Cj, planned: str) -> None:
    review = cj.json("review", planned, "--rate", "1=0", "--rate", "2=1", "--by", "worker")["ref"]

    cj.ok("amend", review, "--set", "rate=1=", "--reason", "x")

    assert [each["goal"] for each in cj.json("show", planned)["reviews"][0]["ratings"]] == [2]
    assert cj("amend", review, "--set", "rate=1=", "--reason", "x").code == 16
    assert cj("amend", review, "--set", "rate=one=", "--reason", "x").code == 16
    cj.ok("amend", review, "--set", "ratings=", "--set", "ratings=1=2", "--reason", "x")
    assert [each["goal"] for each in cj.json("show", planned)["reviews"][0]["ratings"]] == [1]
    cj.ok("amend", review, "--set", "ratings=", "--reason", "x")
    assert cj.json("show", planned)["reviews"][0]["ratings"] == []


def test_a_members_note_and_an_account_are_corrected_one_at_a_time(cj: Cj) -> None:
    group = form_group(cj, "Ani", "Budi")
    notes = ("--member-note", "ani=sang", "--member-note", "budi=slept")
    session = cj.json("group", "session", group, "--everyone", *notes)["ref"]
    accounts = ("--account", "members: good", "--account", "worker: tired")
    review = cj.json("group", "review", group, "--process", "a", "--result", "b", *accounts)["ref"]

    cj.ok("amend", session, "--set", "member_note=ani=danced", "--set", "member_note=budi=", "--reason", "x")
    cj.ok("amend", review, "--set", "account=worker: rested", "--reason", "x")

    shown = cj.json("group", "show", group)
    assert [each["note"] for each in shown["sessions"][0]["member_notes"]] == ["danced"]
    assert [each["says"] for each in shown["evaluations"][0]["accounts"]] == ["good", "rested"]


def test_a_note_may_change_its_format_and_a_closing_its_other_reason(cj: Cj, sari: str, note: str) -> None:
    cj.ok("amend", note, "--set", "format=dap", "--set", "body=", "--set", "data=An hour.", "--set", "assessment=a",
          "--set", "plan=b", "--reason", "x")  # fmt: skip
    closing = cj.json("close", sari, "--reason", "other", "--other-reason", "The office moves.")["ref"]

    cj.ok("amend", closing, asks=Replies(["reason"], "moved", "she said so"))
    assert cj.json("show", sari)["closings"][0]["other_reason"] == ""
    cj.ok("amend", closing, asks=Replies(["reason"], "other", "The office burnt.", "she said so"))
    assert cj.json("show", sari)["closings"][0]["other_reason"] == "The office burnt."


# Striking


def test_what_was_struck_is_kept_shown_and_counts_no_more(cj: Cj, sari: str, note: str) -> None:
    told = cj.json("strike", note, "--reason", "this was Pak Budi", "--yes")

    shown = cj.json("show", sari)
    assert told["struck"]["reason"] == "this was Pak Budi"
    assert shown["notes"] == []
    assert [each["ref"] for each in shown["struck"]] == [note]
    out = cj.ok("show", sari).out
    assert "struck on Monday 2026-11-23 by Rahma: this was Pak Budi" in out
    assert "We talked for an hour" not in out
    assert "We talked for an hour" in cj.ok("history", note).out
    assert cj.json("list")["items"][0]["contacts"] == 0


def test_to_strike_is_asked_for_and_can_be_undone(cj: Cj, sari: str, note: str) -> None:
    assert cj("strike", note, "--reason", "x", asks=Replies(False)).code == 3
    assert cj("strike", note, "--reason", "x").code == 4
    assert cj("strike", note, "--yes", "--no-input").code == 4
    cj.ok("strike", note, asks=Replies("of somebody else", True))

    cj.ok("undo", "--yes")

    assert [each["ref"] for each in cj.json("show", sari)["notes"]] == [note]


def test_what_is_struck_is_left_as_it_is(cj: Cj, note: str) -> None:
    cj.ok("strike", note, "--reason", "x", "--yes")

    assert cj("strike", note, "--reason", "x", "--yes").code == 5
    assert cj("amend", note, "--set", "minutes=5", "--reason", "x").code == 5


def test_what_opened_a_case_or_is_built_upon_is_not_struck(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Ratih")
    before = cj.files()

    opens = cj("strike", refs["CASE"], "--reason", "x", "--yes", "--json")
    consent = cj("strike", refs["CONSENT"], "--reason", "x", "--yes", "--json")

    assert (opens.code, consent.code) == (5, 5)
    assert refs["REFERRAL"] in consent.error["message"]
    assert cj.files() == before


def test_a_letter_that_was_written_is_neither_struck_nor_amended(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Ratih")
    cj.ok("letter", refs["REFERRAL"], "--output", str(cj.home / "letter.md"), "--yes")
    (letter,) = cj.json("show", refs["CASE"])["disclosures"]

    assert cj("strike", letter["ref"], "--reason", "x", "--yes").code == 5
    assert cj("amend", letter["ref"], "--set", "on=yesterday", "--reason", "x").code == 5


def test_a_closing_by_mistake_is_struck_and_the_case_is_open_again(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "moved", "--because", "x")
    (closing,) = cj.json("show", sari)["closings"]

    cj.ok("strike", closing["ref"], "--reason", "the wrong case", "--yes")

    assert cj.json("show", sari)["stage"] == "new"


def test_a_session_that_was_written_twice_is_struck(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati")
    for _time in range(2):
        session = cj.json("group", "session", group, "--absent", "wati")["ref"]
    assert cj.json("today")["away"] != []

    cj.ok("strike", session, "--reason", "written twice", "--yes")

    assert cj.json("today")["away"] == []
    assert "written twice" in cj.ok("group", "show", group).out


def test_a_text_is_changed_in_the_editor(cj: Cj, sari: str, note: str) -> None:
    editor = cj.home / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i "s/an hour/half an hour/" "$1"\n')
    editor.chmod(0o700)

    cj.ok("amend", note, "--edit", "body", "--reason", "misread", env={"CJ_EDITOR": str(editor)})

    assert cj.json("show", sari)["notes"][0]["body"] == "We talked for half an hour."


# The rules cannot be bypassed


def test_what_is_struck_is_not_acted_on(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Ratih")
    case = refs["CASE"]
    draft = cj.json("refer", case, "--to", "Panti Asih", "--reason", "capacity")["ref"]
    task = cj.json("task", "add", case, "Ask", "--who", "client")["ref"]
    consent = cj.json(
        "consent", case, "--purpose", "x", "--recipient", "Somebody", "--scope", "name", "--given-by", "client"
    )["ref"]
    for ref in (draft, task, consent):
        cj.ok("strike", ref, "--reason", "x", "--yes")

    assert cj("refer", "update", draft, "sent", "--override", "danger").code == 5
    assert cj("task", "done", task).code == 5
    assert cj("consent", "revoke", consent).code == 5
    assert cj("letter", draft, "--override", "x").code == 5


def test_the_day_of_a_consent_or_a_referral_is_not_moved(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Ratih")

    for ref in (refs["CONSENT"], refs["REFERRAL"]):
        assert cj("amend", ref, "--set", "on=2026-11-20", "--reason", "x").code == 5


def test_a_reason_that_was_given_stays(cj: Cj, sari: str) -> None:
    cj.ok("plan", sari, "--goal", "A", "--agreed", "yes", "--because", "urgent")
    (plan,) = cj.json("show", sari)["plans"]

    assert cj("amend", plan["ref"], "--set", "because=", "--reason", "x").code == 16
    cj.ok("amend", plan["ref"], "--set", "because=very urgent", "--reason", "x")


def test_a_day_is_never_emptied(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Ratih")
    cj.ok("close", "ratih", "--reason", "moved", "--because", "x", "--client-told-on", "today")
    shown = cj.json("show", refs["CASE"])
    tables = ("tasks", "assessments", "plans", "notes", "reviews", "closings")

    for record in [shown["intake"], *(each for table in tables for each in shown[table])]:
        for name in [name for name in record if name not in {"ref", "worker", "recorded_at"}]:
            assert cj("amend", record["ref"], "--set", f"{name}=", "--reason", "x").code in {0, 4, 5, 16}, name
        assert cj("amend", record["ref"], "--set", "on=", "--reason", "x").code == 16
    cj.ok("amend", shown["closings"][0]["ref"], "--set", "client-told-on=", "--reason", "x")
    assert cj.json("show", refs["CASE"])["closings"][0]["client_told"]["on"] is None


def test_a_review_is_of_its_own_plan_and_a_plan_is_not_struck(cj: Cj, planned: str) -> None:
    review = cj.json("review", planned, "--rate", "1=0", "--by", "worker")["ref"]
    cj.ok("plan", planned, "--reason", "x", "--goal", "Another", "--drop", "1", "--agreed", "yes")

    cj.ok("amend", review, "--set", "rate=1=-1", "--reason", "x")
    assert cj("amend", review, "--set", "rate=3=1", "--reason", "x").code == 16
    for plan in cj.json("show", planned)["plans"]:
        assert cj("strike", plan["ref"], "--reason", "x", "--yes").code == 5


def test_a_next_step_that_is_added_becomes_a_task(cj: Cj, sari: str, note: str) -> None:
    (task,) = cj.json("amend", note, "--set", "next_step=Call the school", "--reason", "forgotten")["tasks"]

    assert task["what"] == "Call the school"
    assert cj.json("amend", note, "--set", "minutes=7", "--reason", "x")["tasks"] == []


def test_an_amended_next_step_changes_the_task_it_made(cj: Cj, sari: str) -> None:
    given = ("--next-step", "Call the head", "--next-on", "friday")
    made = cj.json("note", sari, "Talked.", *given)
    note, task = made["ref"], made["tasks"][0]["ref"]

    told = cj.json("amend", note, "--set", "next_on=+10d", "--reason", "the head is away")
    cj.ok("amend", note, "--set", "next_step=Call the deputy", "--reason", "the head is away")

    (now,) = cj.json("show", sari)["tasks"]
    assert (now["ref"], now["what"], now["due"]) == (task, "Call the deputy", "2026-12-03")
    assert now["corrections"][0]["reason"] == "the head is away"
    assert (told["tasks"], [each["ref"] for each in told["changed_tasks"]]) == ([], [task])
    assert f"Changed task {task}" in cj.ok("amend", note, "--set", "next_on=+9d", "--reason", "x").out


def test_a_task_the_worker_changed_keeps_what_the_note_does_not_speak_of(cj: Cj, sari: str) -> None:
    made = cj.json("note", sari, "Talked.", "--next-step", "Call", "--next-on", "friday")
    cj.ok("amend", made["tasks"][0]["ref"], "--set", "due=+10d", "--reason", "x")

    cj.ok("amend", made["ref"], "--set", "next_step=Call the head", "--reason", "x")

    (task,) = cj.json("show", sari)["tasks"]
    assert (task["what"], task["due"]) == ("Call the head", "2026-12-03")


def test_a_next_step_that_falls_away_takes_its_open_task_along(cj: Cj, sari: str) -> None:
    made = cj.json("note", sari, "Talked.", "--next-step", "Call")

    cj.ok("amend", made["ref"], "--set", "next_step=", "--reason", "she called herself")

    shown = cj.json("show", sari)
    assert shown["tasks"] == []
    assert [each["struck"]["reason"] for each in shown["struck"]] == ["she called herself"]


def test_a_task_that_was_done_stays_as_it_was_done(cj: Cj, sari: str) -> None:
    made = cj.json("note", sari, "Talked.", "--next-step", "Call", "--next-on", "friday")
    done = made["tasks"][0]["ref"]
    cj.ok("task", "done", done)

    later = cj.json("amend", made["ref"], "--set", "next_on=+9d", "--reason", "x")
    other = cj.json("amend", made["ref"], "--set", "next_step=Write", "--reason", "x")

    assert (later["tasks"], later["changed_tasks"]) == ([], [])
    assert [each["what"] for each in other["tasks"]] == ["Write"]
    tasks = {each["ref"]: each for each in cj.json("show", sari)["tasks"]}
    assert (tasks[done]["what"], tasks[done]["due"]) == ("Call", "2026-11-27")


def test_a_note_that_is_made_private_takes_its_open_task_along(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "Talked.", "--next-step", "Call")["ref"]

    cj.ok("amend", note, "--set", "visibility=private", "--reason", "x")

    assert [each["visibility"] for each in cj.json("show", sari)["tasks"]] == ["private"]


def test_a_danger_that_was_none_takes_its_task_back(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari", "--safety", "immediate")
    (task,) = cj.json("show", case)["tasks"]

    cj.ok("amend", case, "--set", "client=Ibu Dewi", "--reason", "her name")
    (renamed,) = cj.json("show", case)["tasks"]
    cj.ok("amend", case, "--set", "safety=concern", "--reason", "a misunderstanding")

    assert (renamed["ref"], "Ibu Dewi" in renamed["what"]) == (task["ref"], True)
    assert cj.json("show", case)["tasks"] == []


def test_a_danger_that_is_told_again_makes_its_task_again(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari", "--safety", "immediate")
    cj.ok("amend", case, "--set", "safety=concern", "--reason", "a misunderstanding")

    told = cj.json("amend", case, "--set", "safety=immediate", "--reason", "it was none")

    assert [each["what"] for each in told["tasks"]] == ["See to the safety of Ibu Sari"]
    assert [each["ref"] for each in cj.json("show", case)["tasks"]] == [told["tasks"][0]["ref"]]


def test_a_task_that_was_struck_by_itself_does_not_come_back_with_another_day(cj: Cj, sari: str) -> None:
    made = cj.json("note", sari, "Talked.", "--next-step", "Call", "--next-on", "friday")
    cj.ok("strike", made["tasks"][0]["ref"], "--reason", "not needed", "--yes")

    told = cj.json("amend", made["ref"], "--set", "next_on=+9d", "--reason", "x")

    assert told["tasks"] == []


@pytest.mark.parametrize("called", ["with", "--with", "co_workers"])
def test_every_field_is_called_by_its_option_too(cj: Cj, called: str) -> None:
    group = form_group(cj, "Ani", "Budi")
    session = cj.json("group", "session", group, "--everyone")["ref"]

    cj.ok("amend", session, "--set", f"{called}=Bu Dewi", "--reason", "forgotten")

    assert cj.json("group", "show", group)["sessions"][0]["co_workers"] == ["Bu Dewi"]


def test_only_a_long_text_is_written_in_an_editor(cj: Cj, note: str) -> None:
    assert cj("amend", note, "--edit", "minutes", "--reason", "x", env={"CJ_EDITOR": "true"}).code == 16


def test_a_persons_words_name_no_record(cj: Cj, sari: str, note: str) -> None:
    cj.ok("note", sari, note)

    cj.ok("strike", note, "--reason", "x", "--yes")


def test_a_membership_a_charter_and_an_ending_keep_their_rules(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati", "Mbak Lilis")
    cj.ok("group", "session", group, "--everyone", "--on", "-7d", "--process", "a", "--result", "b")
    wati = cj.json("group", "show", group)["memberships"][0]["ref"]
    refused = {
        "alias=": 16, "alias=C-1234": 16, "alias=Mbak Lilis": 5, "on=today": 16,
    }  # fmt: skip

    for words, code in refused.items():
        assert cj("amend", wati, "--set", words, "--reason", "x").code == code, words
    cj.ok("amend", wati, "--set", "alias=Bu Wati Rahayu", "--set", "on=-20d", "--reason", "x")
    assert cj("amend", group, "--set", "on=today", "--reason", "x").code == 16
    session = cj.json("group", "show", group)["sessions"][0]["ref"]
    assert cj("amend", session, "--set", "new=Somebody", "--reason", "x").code == 5
    ending = cj.json("group", "close", group, "--reason", "planned", "--result", "x")["ref"]
    assert cj("amend", ending, "--set", "on=-15d", "--reason", "x").code == 16


@pytest.fixture
def completed(cj: Cj, sari: str) -> str:
    """A referral that was completed; its outcome was confirmed by the wrong person."""
    ref = str(cj.json("refer", sari, "--to", "Puskesmas Melati", "--reason", "specialist")["ref"])
    cj.ok("refer", "update", ref, "sent", "--override", "danger")
    cj.ok("refer", "update", ref, "completed", "--outcome", "treated", "--confirmed-by", "the client")
    return ref


def test_what_was_said_of_the_last_status_of_a_referral_is_corrected(cj: Cj, completed: str) -> None:
    sets = ("outcome=treated twice", "confirmed_by=Bidan Wulan", "told_by=Ibu Dewi", "remark=by phone")

    cj.ok("amend", completed, *(word for each in sets for word in ("--set", each)), "--reason", "a slip")

    (version,) = cj.json("history", completed)["items"][0]["versions"]
    was, became = version["before"]["log"], version["after"]["log"]
    assert was[1]["confirmed_by"] == "the client"
    told = {name: became[1][name] for name in ("status", "outcome", "confirmed_by", "told_by", "remark")}
    assert told == {
        "status": "completed",
        "outcome": "treated twice",
        "confirmed_by": "Bidan Wulan",
        "told_by": "Ibu Dewi",
        "remark": "by phone",
    }
    assert was[0] == became[0]
    assert "+ Status" in cj.ok("history", completed).out


def test_the_day_of_the_last_status_is_corrected_but_not_to_before_the_one_it_follows(cj: Cj, sari: str) -> None:
    ref = cj.json("refer", sari, "--to", "Puskesmas Melati", "--reason", "specialist", "--on", "-9d")["ref"]
    cj.ok("refer", "update", ref, "sent", "--override", "danger", "--on", "-7d")
    cj.ok("refer", "update", ref, "no_show")
    cj.wait(days=1)

    cj.ok("amend", ref, "--set", "on=-3d", "--reason", "they called on Saturday")
    refused = cj("amend", ref, "--set", "on=-9d", "--reason", "x")

    assert refused.code == 16
    (shown,) = cj.json("show", sari)["referrals"]
    assert (shown["log"][1]["on"], shown["on"]) == ("2026-11-21", "2026-11-14")
    assert len(cj.json("task", "list")["items"]) == 1


@pytest.mark.parametrize("field", ["status=accepted", "shared=name", "to=Sekolah 3"])
def test_where_a_referral_stands_and_what_was_shared_are_not_amended(cj: Cj, completed: str, field: str) -> None:
    assert cj("amend", completed, "--set", field, "--reason", "x").code == 5


@pytest.mark.parametrize("field", ["override=x", "consents=Y-0001"])
def test_on_what_it_was_sent_is_not_amended(cj: Cj, completed: str, field: str) -> None:
    assert cj("amend", completed, "--set", field, "--reason", "x").code != 0


def test_the_day_something_was_sent_is_not_amended_since_its_consent_hangs_on_it(cj: Cj, sari: str) -> None:
    ref = cj.json("refer", sari, "--to", "Puskesmas Melati", "--reason", "specialist", "--on", "-3d")["ref"]
    cj.ok("refer", "update", ref, "sent", "--override", "danger")

    refused = cj("amend", ref, "--set", "on=-1d", "--reason", "x")

    assert refused.code == 5
    assert "--back" in refused.err
    cj.ok("amend", ref, "--set", "remark=by hand", "--reason", "x")


@pytest.mark.parametrize("later", ["closing", "letter"])
def test_what_something_builds_on_is_not_amended_any_more(cj: Cj, sari: str, later: str) -> None:
    ref = cj.json("refer", sari, "--to", "Sekolah 3", "--reason", "specialist", "--share", "name")["ref"]
    cj.ok("refer", "update", ref, "sent", "--override", "danger")
    cj.clock.forward(minutes=1)
    closing, letter = ("close", sari, "--reason", "moved", "--because", "x"), ("letter", ref, "--override", "x")
    built = cj.json(*(closing if later == "closing" else letter))["ref"]

    refused = cj("amend", ref, "--set", "told_by=Ibu Dewi", "--reason", "x")

    assert refused.code == 5
    assert built in refused.err
    assert "cj note" in refused.err
    cj.ok("amend", ref, "--set", "judged_able=They know her", "--reason", "x")


def test_at_a_terminal_what_was_said_of_the_last_status_is_among_what_can_be_different(cj: Cj, completed: str) -> None:
    replies = Replies(["confirmed_by"], "Bidan Wulan", "a slip")

    told = cj.json("amend", completed, asks=replies)

    assert told["after"]["log"][1]["confirmed_by"] == "Bidan Wulan"
    assert replies.befores[1] == "the client"


def test_an_answer_that_hangs_on_the_amended_one_is_emptied_with_it(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari", "--referred-by", "other", "--other-referrer", "the imam", "--safety", "concern",
                   "--safety-note", "The landlord shouts.")  # fmt: skip

    cj.ok("amend", case, "--set", "referred_by=family", "--reason", "misheard")
    shown = cj.json("amend", case, "--set", "safety=none", "--reason", "he has moved away")

    assert (shown["before"]["safety_note"], shown["after"]["safety_note"]) == ("The landlord shouts.", "")
    assert cj.json("show", case)["intake"]["other_referrer"] == ""
    assert "the imam" in cj.ok("history", case).out


def test_what_a_newer_cj_wrote_into_a_record_is_not_lost_by_amending_it(
    plain_cj: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Intake.stored
    with monkeypatch.context() as newer:
        newer.setattr(Intake, "stored", lambda record: known(record) | {"shoe_size": 41})
        case = take_in(plain_cj, "Ibu Sari")
    before = plain_cj.files()

    result = plain_cj("amend", case, "--set", "alias=Mama", "--reason", "x", "--no-input")

    assert result.code == 20
    assert "shoe_size" in result.err
    assert plain_cj.files() == before
    plain_cj.ok("note", case, "Notes are written all the same.")
