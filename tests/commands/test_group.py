"""`cj group`: forming a group, its members, sessions, reviews and closing."""

import json
import os
import stat
from collections.abc import Sequence
from typing import Any

import pytest

from casejournal.ask.asks import Request
from casejournal.domain.group.charter import CHARTERED
from casejournal.forms.fields import Choices
from tests.world import Cj, Replies, form_group, take_in


@pytest.fixture
def trio(cj: Cj) -> str:
    """A group of three, known by their aliases."""
    return form_group(cj, "Bu Wati", "Mbak Lilis", "Bu Sum")


def came(cj: Cj, group: str) -> dict[str, list[str]]:
    """The attendance of each member, by name, session by session."""
    shown = cj.json("group", "show", group)
    return {shown["called"][each["member"]]: each["came"] for each in shown["attendance"]}


# The charter


def test_a_charter_asks_the_six_principles_and_names_what_it_does_not_say_yet(cj: Cj) -> None:
    formed = cj.json(
        "group", "form", "--name", "Ibu Tangguh", "--purpose", "To sell what we sew.", "--need", "None can sell alone.",
        "--criteria", "women who sew", "--size", "8", "--agency", "A room.", "--admission", "open",
        "--norm", "what is said here stays here", "--norm", "we listen", "--decides", "consensus",
        "--confidentiality-agreed-on", "today", "--resource", "the market",
    )  # fmt: skip

    assert formed["schema"] == "casejournal/group/1"
    assert formed["ref"].startswith("G-")
    assert formed["norms"] == ["what is said here stays here", "we listen"]
    assert formed["remarks"] == [
        (
            "The charter does not say yet: what the agency considered, what the group can do, how you will guide, "
            "what may change, how it is evaluated."
        )
    ]


def test_what_the_agency_weighed_and_what_the_group_can_do_stand_in_the_charter(cj: Cj) -> None:
    said = ("--weighed", "All can come on Saturdays.", "--able", "Thirty aprons a month.")

    formed = cj.json("group", "form", "--name", "A", "--purpose", "B", *said)

    assert (formed["weighed"], formed["able"]) == ("All can come on Saturdays.", "Thirty aprons a month.")
    assert "weighed" not in formed["remarks"][0]
    assert "Thirty aprons a month." in cj.ok("group", "show", formed["ref"]).out
    assert cj("group", "form", "--name", "A", "--purpose", "B", "--able", "a\nb").code == 16


def test_at_a_terminal_the_charter_asks_the_few_first_and_offers_what_each_of_the_six_asks(cj: Cj) -> None:
    first = ["Name", "Purpose of the group", "Why a group", "For whom", "Meets"]
    replies = Replies("A", "B", "", "", "", ["size", "decides"], "8", "vote")
    offered: list[str] = []
    put = replies.several

    def several(title: str, hint: str, choices: Choices, before: Sequence[str], **where: Any) -> Any:
        offered.extend(value for value, _label in choices)
        return put(title, hint, choices, before, **where)

    replies.several = several  # type: ignore[method-assign]

    cj.ok("group", "form", asks=replies)

    assert replies.asked == [*first, "Anything else to write down now?", "Size", "How it decides"]
    assert {*CHARTERED} <= {"need", "criteria", *offered}
    assert replies.wheres[1].so_far == "2 of 5, then only what you like"
    assert replies.wheres[6].so_far == "1 of 2"


def test_a_group_needs_a_name_and_a_purpose(cj: Cj) -> None:
    without = cj("group", "form", "--name", "Ibu Tangguh", "--no-input", "--json")

    assert without.code == 4
    assert "--purpose" in without.error["message"] + without.error["hint"]


@pytest.mark.parametrize("size", ["1", "0", "501", "eight"])
def test_a_group_is_of_two_at_least(cj: Cj, size: str) -> None:
    assert cj("group", "form", "--name", "A", "--purpose", "B", "--size", size).code == 16


def test_a_second_group_of_a_name_is_told_of_the_first(cj: Cj, trio: str) -> None:
    again = cj.ok("group", "form", "--name", "ibu tangguh", "--purpose", "Another.")

    assert f"There is already a group with that name: {trio}." in again.err


def test_the_first_group_at_a_terminal_offers_to_make_the_journal(bare: Cj) -> None:
    assert bare("group", "form", "--name", "A", "--purpose", "B", "--json").code == 10
    replies = Replies("yes", "nine quiet lamps", "nine quiet lamps", False)

    bare.ok("group", "form", "--name", "A", "--purpose", "B", asks=replies)

    assert bare.json("group", "list", env={"CJ_PASSPHRASE_FILE": ""})["items"][0]["name"] == "A"


# Who is in it


def test_a_member_is_a_case_of_the_journal_or_an_alias_and_of_a_case_no_name_is_stored(plain_cj: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    group = form_group(plain_cj, "Bu Wati")

    joined = plain_cj.json("group", "join", group, "sari", "--aim", "to sleep again")

    assert (joined["case"], joined["alias"], joined["aim"]) == (case, "", "to sleep again")
    stored = (plain_cj.journal / "groups" / f"{group}.log").read_text()
    assert "Sari" not in stored
    assert "Ibu Sari" in plain_cj.ok("group", "show", group).out


def test_at_a_terminal_somebody_without_a_case_is_asked_for_an_alias(cj: Cj, trio: str) -> None:
    replies = Replies("Bu Nur", "to be among others", [])

    joined = cj.ok("group", "join", trio, asks=replies)

    assert replies.asked[:2] == ["Alias", "Own aim"]
    assert "Bu Nur" in joined.out


def test_at_a_terminal_a_case_that_joins_is_asked_what_it_wants_of_the_group(cj: Cj, trio: str, sari: str) -> None:
    replies = Replies("to sleep again", [])

    cj.ok("group", "join", trio, sari, asks=replies)

    assert replies.asked[0] == "Own aim"
    assert cj.json("group", "show", trio)["memberships"][-1]["aim"] == "to sleep again"
    given = Replies()
    cj.ok("group", "join", trio, "--alias", "Bu Nur", "--aim", "company", asks=given)
    assert given.asked == []


def test_who_is_in_it_already_is_told_before_a_word_is_asked(cj: Cj, trio: str, sari: str) -> None:
    cj.ok("group", "join", trio, sari)

    again, by_alias = Replies(), Replies("bu wati", KeyboardInterrupt)

    assert cj("group", "join", trio, sari, asks=again).code == 5
    assert again.asked == []
    told = cj("group", "join", trio, asks=by_alias)
    assert by_alias.asked == ["Alias", "Alias"]
    assert "Bu Wati has been in this group" in told.err


def test_nobody_joins_twice_and_whoever_left_may_come_back(cj: Cj, trio: str) -> None:
    twice = cj("group", "join", trio, "--alias", "bu  wati", "--json")
    cj.ok("group", "leave", trio, "wati", "--because", "found work", "--on", "-10d")
    too_early = cj("group", "join", trio, "--alias", "Bu Wati", "--on", "-12d")
    back = cj("group", "join", trio, "--alias", "Bu Wati")

    assert twice.code == 5
    assert "since" in twice.error["message"]
    assert too_early.code == 16
    assert back.code == 0


def test_a_case_does_not_join_twice(cj: Cj, trio: str, sari: str) -> None:
    cj.ok("group", "join", trio, sari)

    assert cj("group", "join", trio, "Ibu Sari").code == 5


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("wati", "--on", "-61d"), 16),  # before joining
        (("nobody",), 14),
        (("bu",), 15),  # Bu Wati and Bu Sum
    ],
)
def test_who_cannot_leave_is_told_why(cj: Cj, trio: str, words: tuple[str, ...], code: int) -> None:
    before = cj.files()

    refused = cj("group", "leave", trio, *words, "--json")

    assert refused.code == code
    assert refused.error["hint"]
    assert cj.files() == before


def test_nobody_leaves_twice_or_before_a_session_they_came_to(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--everyone", "--on", "-7d")

    assert cj("group", "leave", trio, "wati", "--on", "-8d").code == 16
    left = cj.json("group", "leave", trio, "wati", "--because", "moved to Solo")
    assert (left["left_on"], left["why_left"]) == ("2026-11-23", "moved to Solo")
    assert cj("group", "leave", trio, "wati").code == 5


def test_a_group_larger_than_its_charter_or_closed_to_others_is_remarked_and_kept(cj: Cj) -> None:
    group = cj.json(
        "group", "form", "--name", "A", "--purpose", "B", "--size", "2", "--admission", "closed", "--on", "-9d"
    )["ref"]
    for alias in ("Ani", "Beni"):
        cj.ok("group", "join", group, "--alias", alias, "--on", "-9d")
    cj.ok("group", "session", group, "--everyone", "--on", "-8d")

    third = cj.json("group", "join", group, "--alias", "Cici")

    assert third["remarks"] == [
        "There are 3 members now; the charter says at most 2.",
        "The charter says the group is closed: nobody joins after the start.",
    ]


# A session


def test_all_were_there_but_those_named(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--absent", "lilis", "--on", "-14d")
    cj.ok("group", "session", trio, "--excused", "sum", "--absent", "Mbak Lilis", "--on", "-7d")
    cj.ok("group", "session", trio, "--everyone")

    assert came(cj, trio) == {
        "Bu Wati": ["present", "present", "present"],
        "Mbak Lilis": ["absent", "absent", "present"],
        "Bu Sum": ["present", "excused", "present"],
    }


def test_whoever_is_neither_named_present_nor_absent_is_told_of(cj: Cj, trio: str) -> None:
    held = cj.json("group", "session", trio, "--present", "wati", "--absent", "lilis")

    (remark,) = held["remarks"]
    assert remark.startswith("You did not say whether these members came: M-")
    assert came(cj, trio)["Bu Sum"] == ["unsaid"]


def test_a_session_keeps_what_was_done_decided_and_judged(cj: Cj, trio: str) -> None:
    held = cj.json(
        "group", "session", trio, "--everyone", "--place", "the hall", "--aim", "to price", "--programme", "counted",
        "--guidance", "I kept silent", "--decision", "one price: for all: vote", "--decision", "a stall: none",
        "--changes", "we meet earlier: the bus", "--resource", "the market", "--task", "b: aims", "--task", "h",
        "--stage", "storming", "--stage-evidence", "two camps", "--member-note", "wati=counted for all",
        "--process", "loud", "--result", "a price", "--next-on", "+7d",
    )  # fmt: skip

    assert held["number"] == 1
    assert held["decisions"] == [{"text": "one price: for all", "how": "vote"}, {"text": "a stall", "how": "none"}]
    assert held["tasks"] == [{"task": "b", "note": "aims"}, {"task": "h", "note": ""}]
    assert held["member_notes"][0]["note"] == "counted for all"
    assert held["stage"] == "storming"


def test_who_writes_a_note_about_a_member_sees_what_the_case_of_that_member_shows(cj: Cj, trio: str, sari: str) -> None:
    cj.ok("group", "join", trio, sari, "--on", "-60d")
    note = ("--member-note", "sari=She did the sums for bu sum and Tini.", "--member-note", "wati=Hid behind Sari.")

    told = cj.ok("group", "session", trio, "--everyone", *note)
    held = cj.json("group", "review", trio, "--process", "a", "--result", "b", "--aim", "sari=partly:sleeps, says Wati")

    shown = "The case of Ibu Sari will show: “She did the sums for [a member] and Tini.”"
    assert shown in " ".join(told.out.split())
    assert told.out.count("will show: “") == 1  # who has no case here has none to show it
    assert [each["text"] for each in held["seen_in_cases"]] == ["sleeps, says [a member]"]
    held_on = cj.json("group", "show", trio)["sessions"][0]["ref"]
    amended = cj.ok("amend", held_on, "--set", "member_notes=sari=Tini, Wati laughed.", "--reason", "more of it")
    assert "will show: “Tini, [a member] laughed.”" in " ".join(amended.out.split())


def test_the_number_of_a_session_follows_its_day_whenever_it_was_written(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--everyone", "--on", "-7d")
    earlier = cj.json("group", "session", trio, "--everyone", "--on", "-14d")

    assert earlier["number"] == 1
    assert [each["number"] for each in cj.json("group", "show", trio)["sessions"]] == [1, 2]


def test_a_session_of_last_week_written_today_is_a_late_entry(cj: Cj, trio: str) -> None:
    assert cj.json("group", "session", trio, "--everyone", "--on", "-7d")["late"] is True
    assert cj.json("group", "session", trio, "--everyone")["late"] is False


def test_whoever_comes_for_the_first_time_joins_with_the_session(cj: Cj, trio: str, sari: str) -> None:
    cj.ok(
        "group", "session", trio, "--absent", "lilis", "--new", "Bu Nur", "--new", sari,
        "--member-note", "nur=shy", "--choice", "nur>wati",
    )  # fmt: skip

    shown = cj.json("group", "show", trio)

    assert came(cj, trio) == {
        "Bu Wati": ["present"], "Mbak Lilis": ["absent"], "Bu Sum": ["present"], "Bu Nur": ["new"], "Ibu Sari": ["new"]
    }  # fmt: skip
    nur, of_sari = shown["memberships"][-2:]
    assert (nur["alias"], of_sari["case"]) == ("Bu Nur", sari)
    assert shown["sessions"][0]["member_notes"] == [{"member": nur["ref"], "note": "shy"}]


def test_a_group_whose_first_members_come_with_its_first_session(cj: Cj) -> None:
    group = form_group(cj)

    cj.ok("group", "session", group, "--new", "Ani", "--new", "Beni")

    assert came(cj, group) == {"Ani": ["new"], "Beni": ["new"]}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--new", "Bu Nur"), 4, "--everyone"),
        (("--absent", ""), 4, "--everyone"),
        (("--everyone", "--new", "sum"), 5, "Bu Sum"),
        (("--everyone", "--new", "M-0000"), 16, "Alias"),
        (("--everyone", "--new", "@"), 16, "Alias"),
        (("--everyone", "--stage", "intimacy"), 16, "forming, storming"),
        (("--present", "wati", "--absent", "wati"), 16, "Bu Wati"),
        (("--absent", "wati", "--excused", "Bu Wati"), 16, "Bu Wati"),
        (("--new", "Bu Wati", "--absent", "Bu Wati"), 16, "Bu Wati"),
        (("--absent", "Pak Budi"), 14, "Bu Sum, Bu Wati, Mbak Lilis"),
        (("--everyone", "--member-note", "budi=quiet"), 14, "budi"),
        (("--everyone", "--choice", "wati>budi"), 14, "budi"),
        (("--everyone", "--choice", "wati>wati"), 16, "Bu Wati"),
        (("--everyone", "--choice", "wati"), 16, ""),
        (("--absent", "bu"), 15, "Bu Sum"),
        (("--everyone", "--on", "-61d"), 5, "formed"),
        (("--everyone", "--on", "+2d"), 16, ""),
        (("--everyone", "--task", "i: nothing"), 16, "i"),
        (("--everyone", "--decision", "a stall: shouting"), 16, "shouting"),
        (("--everyone", "--stage", "sleeping"), 16, "sleeping"),
        (("--everyone", "--member-note", "wati=a", "--member-note", "bu wati=b"), 16, "Bu Wati"),
        ((), 4, "--everyone"),
        (("--programme", "We cooked."), 4, "--everyone"),
    ],
)
def test_what_is_no_session_is_told_and_nothing_is_written(
    cj: Cj, trio: str, words: tuple[str, ...], code: int, told: str
) -> None:
    before = cj.files()

    refused = cj("group", "session", trio, *words, "--json", "--no-input")

    assert refused.code == code, refused.err
    assert told in refused.error["message"] + refused.error["hint"]
    assert cj.files() == before


def test_a_session_of_nobody_at_all_is_refused_and_one_to_which_nobody_came_is_kept(cj: Cj, trio: str) -> None:
    empty = form_group(cj, name="Empty")

    refused = cj("group", "session", empty, "--everyone", "--json")
    held = cj.json("group", "session", trio, "--absent", "wati", "--absent", "lilis", "--absent", "sum")

    assert refused.code == 5
    assert "cj group join" in refused.error["hint"]
    assert held["present"] == []
    assert held["remarks"] == ["Nobody came."]


def test_somebody_who_has_left_is_not_in_the_sessions_after_it(cj: Cj, trio: str) -> None:
    cj.ok("group", "leave", trio, "lilis", "--on", "-8d")

    assert cj("group", "session", trio, "--absent", "lilis", "--on", "-7d").code == 14
    cj.ok("group", "session", trio, "--everyone", "--on", "-7d")
    assert came(cj, trio)["Mbak Lilis"] == ["no_member"]


def test_sixty_members_are_listed_without_naming_the_fifty_nine_who_came(cj: Cj) -> None:
    group = form_group(cj)
    cj.ok("group", "session", group, *(word for n in range(60) for word in ("--new", f"Member {n:02}")), "--on", "-7d")

    held = cj.json("group", "session", group, "--absent", "member 59")

    assert (len(held["present"]), len(held["absent"])) == (59, 1)
    out = cj.ok("group", "show", group).out
    assert "60 members" in out
    assert all(f"Member {n:02}" in out for n in range(60))


def test_a_person_is_asked_who_was_not_there_first(cj: Cj, trio: str) -> None:
    members = {each["alias"]: each["ref"] for each in cj.json("group", "show", trio)["memberships"]}
    replies = Replies(
        "", [members["Mbak Lilis"]], [members["Bu Sum"]], "we counted", "a price", "+7d",
        ["aim", "guidance", "decisions", "tasks", "stage", "member_notes", "process"], "to price", "kept silent",
        "we open a stall: vote", "", ["b", "h"], "aims", "", "storming", "two camps", [members["Bu Wati"]],
        "She counted.", "loud",
    )  # fmt: skip

    cj.ok("group", "session", trio, asks=replies)

    assert replies.asked[:6] == ["Happened on", "Absent", "Excused", "Programme", "What came of it", "Next session on"]
    (held,) = cj.json("group", "show", trio)["sessions"]
    assert held["present"] == [members["Bu Wati"]]
    assert held["decisions"] == [{"text": "we open a stall", "how": "vote"}]
    assert held["member_notes"] == [{"member": members["Bu Wati"], "note": "She counted."}]
    assert held["tasks"] == [{"task": "b", "note": "aims"}, {"task": "h", "note": ""}]


def test_only_the_day_said_beforehand_leaves_every_question_to_be_asked(cj: Cj, trio: str) -> None:
    replies = Replies([], [], "", "", "", ["new"], "Bu Nur")

    cj.ok("group", "session", trio, "--on", "-7d", asks=replies)

    assert "Happened on" not in replies.asked
    assert came(cj, trio)["Bu Nur"] == ["new"]


def test_nobody_is_offered_who_was_not_there_nor_to_choose_themself(cj: Cj, trio: str) -> None:
    ref = {each["alias"]: each["ref"] for each in cj.json("group", "show", trio)["memberships"]}
    wati, lilis, tini = (ref[name] for name in ("Bu Wati", "Mbak Lilis", "Bu Sum"))
    begin: tuple[object, ...] = ("", [lilis], [], "", "", "", ["choices"])

    with pytest.raises(AssertionError):  # the replies are checked against what is offered
        unsafe(cj, trio, Replies(*begin, lilis))
    with pytest.raises(AssertionError):
        unsafe(cj, trio, Replies(*begin, wati, wati))
    cj.ok("group", "session", trio, asks=Replies(*begin, wati, tini, tini, lilis, ""))

    (held,) = cj.json("group", "show", trio)["sessions"]
    assert [(each["by"], each["whom"]) for each in held["choices"]] == [(wati, tini), (tini, lilis)]


def unsafe(cj: Cj, group: str, replies: Replies) -> None:
    """Ask; a defect in the answers is one in the test."""
    if cj("group", "session", group, asks=replies).code == 1:
        raise AssertionError


def test_choices_are_kept_when_a_session_is_stopped_after_them(cj: Cj, trio: str) -> None:
    ref = {each["alias"]: each["ref"] for each in cj.json("group", "show", trio)["memberships"]}
    begun = Replies(
        "", [], [], "", "", "", ["place", "choices"], KeyboardInterrupt
    )  # fmt: skip
    assert cj("group", "session", trio, asks=begun).code == 130
    draft = cj.json("draft", "list")["items"][0]["ref"]
    replies = Replies(["place", "choices"], "The hall", ref["Bu Wati"], ref["Bu Sum"], KeyboardInterrupt)
    assert cj("draft", "resume", draft, asks=replies).code == 130

    again = Replies(["place", "choices"], "The hall", "")
    cj.ok("draft", "resume", draft, asks=again)

    assert again.befores[:2] == [["place", "choices"], "The hall"]
    (held,) = cj.json("group", "show", trio)["sessions"]
    assert [(each["by"], each["whom"]) for each in held["choices"]] == [(ref["Bu Wati"], ref["Bu Sum"])]


def test_choices_are_kept_when_a_later_question_is_where_it_was_stopped(cj: Cj, trio: str) -> None:
    ref = {each["alias"]: each["ref"] for each in cj.json("group", "show", trio)["memberships"]}
    begun = Replies(
        "", [], [], "", "", "",
        ["choices", "visibility"], ref["Bu Wati"], ref["Bu Sum"], "", KeyboardInterrupt,
    )  # fmt: skip
    assert cj("group", "session", trio, asks=begun).code == 130
    again = Replies(["choices", "visibility"], "", "")

    cj.ok("draft", "resume", asks=again)

    assert again.befores[0] == ["choices", "visibility"]
    (held,) = cj.json("group", "show", trio)["sessions"]
    assert len(held["choices"]) == 1


def test_a_session_that_was_stopped_is_taken_up_again(cj: Cj, trio: str) -> None:
    members = {each["alias"]: each["ref"] for each in cj.json("group", "show", trio)["memberships"]}
    begun = Replies("", [members["Mbak Lilis"]], [], "we counted", KeyboardInterrupt)
    stopped = cj("group", "session", trio, asks=begun)
    ref = cj.json("draft", "list")["items"][0]["ref"]
    rest = Replies("a price", "", [])

    cj.ok("draft", "resume", ref, asks=rest)

    assert stopped.code == 130
    (held,) = cj.json("group", "show", trio)["sessions"]
    assert (held["absent"], held["programme"], held["result"]) == ([members["Mbak Lilis"]], "we counted", "a price")


def test_whoever_joined_since_a_session_was_begun_is_asked_about_when_it_is_taken_up_again(cj: Cj, trio: str) -> None:
    ref = {each["alias"]: each["ref"] for each in cj.json("group", "show", trio)["memberships"]}
    begun = Replies("-7d", [ref["Mbak Lilis"]], [], "we counted", KeyboardInterrupt)
    assert cj("group", "session", trio, asks=begun).code == 130
    nur = cj.json("group", "join", trio, "--alias", "Bu Nur", "--on", "-10d")["ref"]
    again = Replies([ref["Mbak Lilis"], nur], [], "a price", "", [])

    told = cj.ok("draft", "resume", asks=again)

    assert again.asked[:3] == ["Absent", "Excused", "What came of it"]
    assert again.befores[0] == [ref["Mbak Lilis"]]
    assert "asked again: Absent, Excused" in told.err
    assert came(cj, trio)["Bu Nur"] == ["absent"]
    assert cj.json("group", "show", trio)["sessions"][0]["programme"] == "we counted"


def test_a_draft_of_before_that_does_not_tell_what_there_was_to_choose_from_is_asked_again(plain_cj: Cj) -> None:
    cj, group = plain_cj, form_group(plain_cj, "Bu Wati")
    assert cj("group", "session", group, asks=Replies("-7d", [], [], "we counted", KeyboardInterrupt)).code == 130
    (draft,) = (cj.journal / "drafts").glob("*.draft")
    kept = json.loads(draft.read_text())
    del kept["offered"]
    draft.write_text(json.dumps(kept))
    again = Replies([], [], "a price", "", [])

    cj.ok("draft", "resume", asks=again)

    assert again.asked[:3] == ["Absent", "Excused", "What came of it"]


def test_from_a_question_asked_again_one_can_go_back_to_those_before_it(cj: Cj, trio: str) -> None:
    begun = Replies("-7d", [], [], "we counted", KeyboardInterrupt)
    assert cj("group", "session", trio, asks=begun).code == 130
    nur = cj.json("group", "join", trio, "--alias", "Bu Nur", "--on", "-10d")["ref"]
    back = Request.BACK
    again = Replies(back, "-8d", [nur], [], back, back, [], "we counted", "a price", "", [])

    cj.ok("draft", "resume", asks=again)

    before = ["Absent", "Happened on", "Absent", "Excused"]
    assert again.asked[:8] == [*before, "What came of it", "Programme", "Excused", "Programme"]


def test_a_day_before_anybody_joined_is_refused_at_once_and_one_answer_mends_group_and_members(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati", "Mbak Lilis", "Bu Sum", on="today")
    wati, lilis, _sum = (each["ref"] for each in cj.json("group", "show", group)["memberships"])
    replies = Replies("-7d", [], "-7d", [wati, lilis], [lilis], [], "", "", "", [])

    told = cj.ok("group", "session", group, asks=replies)

    assert replies.asked[:6] == [
        "Happened on", "What was already true on Monday 2026-11-16?",
        "Happened on", "What was already true on Monday 2026-11-16?", "Absent", "Excused",
    ]  # fmt: skip
    assert f"cj amend {group} --set on=2026-11-16" in told.err  # after the first answer: nothing was marked
    shown = cj.json("group", "show", group)
    assert shown["group"]["on"] == "2026-11-16"
    assert [each["on"] for each in shown["memberships"]] == ["2026-11-16", "2026-11-16", "2026-11-23"]
    assert shown["memberships"][0]["corrections"][0]["reason"] == f"cj group session {group} --on 2026-11-16"
    assert came(cj, group) == {"Bu Wati": ["present"], "Mbak Lilis": ["absent"], "Bu Sum": ["no_member"]}


def test_without_a_terminal_the_refusal_of_such_a_day_names_the_commands_that_mend_it(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati", on="today")
    (wati,) = (each["ref"] for each in cj.json("group", "show", group)["memberships"])
    before = cj.files()

    formed = cj("group", "session", group, "--everyone", "--on", "-7d", "--json")
    assert (formed.code, cj.files()) == (5, before)
    assert f"cj amend {group} --set on=2026-11-16 --reason" in formed.error["hint"]
    cj.ok("amend", group, "--set", "on=2026-11-16", "--reason", "formed earlier")
    joined = cj("group", "session", group, "--everyone", "--on", "-7d", "--json")
    assert joined.code == 5
    assert wati in joined.error["hint"]
    named = cj("group", "session", group, "--new", "Ani", "--absent", "wati", "--on", "-7d", "--json")
    assert named.code == 14
    assert f"cj amend {wati} --set on=DAY" in named.error["hint"]
    cj.ok("amend", wati, "--set", "on=2026-11-16", "--reason", "joined earlier")

    assert cj("group", "session", group, "--everyone", "--on", "-7d").code == 0


def test_a_group_nobody_ever_joined_is_told_so_before_a_word_is_asked(cj: Cj) -> None:
    group, replies = form_group(cj), Replies()

    assert cj("group", "session", group, asks=replies).code == 5
    assert replies.asked == []


def test_newcomers_to_a_full_or_closed_group_are_remarked_once(cj: Cj) -> None:
    group = cj.json(
        "group", "form", "--name", "A", "--purpose", "B", "--size", "2", "--admission", "closed", "--on", "-9d"
    )["ref"]
    first = cj.json("group", "session", group, "--new", "Ani", "--new", "Beni", "--on", "-8d")

    held = cj.json("group", "session", group, "--everyone", "--new", "Cici", "--new", "Didi")

    assert not any("charter" in remark for remark in first["remarks"])
    assert held["remarks"] == [
        "There are 4 members now; the charter says at most 2.",
        "The charter says the group is closed: nobody joins after the start.",
    ]


def test_somebody_is_new_once(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--everyone", "--new", "Bu Nur", "--on", "-7d")
    cj.ok("group", "session", trio, "--everyone", "--new", "Bu Nur")

    assert came(cj, trio)["Bu Nur"] == ["new", "present"]


def test_a_second_session_of_a_day_is_kept_and_asked_about(cj: Cj, trio: str) -> None:
    first = cj.json("group", "session", trio, "--everyone")["ref"]

    again = cj.json("group", "session", trio, "--everyone")

    assert again["remarks"] == [f"There is already a session on that day: {first}. If it is the same one: cj undo"]


def test_whoever_had_left_before_is_absent_no_longer(cj: Cj, trio: str) -> None:
    for day in ("-14d", "-7d"):
        cj.ok("group", "session", trio, "--absent", "lilis", "--on", day)
    cj.ok("group", "leave", trio, "lilis", "--on", "-20d")

    assert came(cj, trio)["Mbak Lilis"] == ["no_member", "no_member"]


def test_a_client_who_joins_under_an_alias_is_told_of(cj: Cj, trio: str, sari: str) -> None:
    assert sari in cj.ok("group", "join", trio, "--alias", "Sari").err
    assert sari in cj.ok("group", "session", trio, "--everyone", "--new", "ibu sari").err


def test_whoever_joined_by_an_alias_does_not_join_again_as_a_case(cj: Cj, trio: str) -> None:
    case = take_in(cj, "Bu Wati")

    assert cj("group", "join", trio, case).code == 5
    assert cj("group", "join", trio, "--alias", "wati").code == 5


def test_somebody_who_left_twice_is_one_person(cj: Cj, trio: str) -> None:
    cj.ok("group", "leave", trio, "wati", "--on", "-20d")
    cj.ok("group", "join", trio, "--alias", "Bu Wati", "--on", "-10d")
    cj.ok("group", "leave", trio, "wati", "--on", "-5d")

    assert cj("group", "leave", trio, "wati").code == 5


def test_in_plain_lines_nothing_of_the_grid_is_lost(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--excused", "lilis", "--task", "b: aims", "--stage", "forming", "--on", "-7d",
          "--stage-evidence", "they look at me")  # fmt: skip
    cj.ok("group", "session", trio, "--absent", "lilis", "--task", "b: prices", "--stage", "norming",
          "--choice", "wati>sum", "--choice", "sum>wati")  # fmt: skip

    out = cj.ok("group", "show", trio, "--plain").out

    assert "1 excused, 2 absent" in out
    for word in (
        "aims and purpose: aims",
        "prices",
        "they look at me",
        "Stage: forming",
        "Bu Wati > Bu Sum; Bu Sum > Bu Wati",
    ):
        assert word in out, word


def test_a_session_that_did_not_take_place_counts_nowhere_and_is_shown_as_such(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--absent", "lilis", "--on", "-21d", "--next-on", "-14d")
    cancelled = cj.json("group", "session", trio, "--cancelled", "the road was flooded", "--on", "-14d",
                        "--next-on", "today")  # fmt: skip
    again = cj.json("group", "session", trio, "--everyone", "--on", "-7d")

    assert (cancelled["cancelled"], cancelled["present"], cancelled["remarks"][1:]) == ("the road was flooded", [], [])
    assert (cancelled["number"], again["number"]) == (0, 2)
    shown = cj.json("group", "show", trio)
    assert [each["rate"] for each in shown["attendance"]] == [1, 0.5, 1]
    assert came(cj, trio)["Mbak Lilis"] == ["absent", "present"]
    assert cj.json("group", "list")["items"][0]["sessions"] == 2
    out = cj.ok("group", "show", trio).out
    assert "2 sessions, 1 cancelled" in out
    assert "did not take place" in out
    assert "the road was flooded" in out
    assert "so it does not count" in cj.ok("group", "session", trio, "--cancelled", "flood").out


def test_whoever_is_away_around_a_cancelled_session_was_away_twice_and_no_more(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--absent", "lilis", "--on", "-21d")
    cj.ok("group", "session", trio, "--cancelled", "flood", "--on", "-14d")
    assert cj.json("today")["away"] == []
    cj.ok("group", "session", trio, "--absent", "lilis", "--on", "-7d", "--next-on", "-1d")
    cj.ok("group", "session", trio, "--cancelled", "flood", "--on", "-1d", "--next-on", "+3d")

    (member,) = (each for each in cj.json("group", "show", trio)["attendance"] if each["away"])
    assert member["in_a_row"] == 2
    assert [each["on"] for each in cj.json("group", "show", trio)["waiting"]] == ["2026-11-25"]
    assert cj.json("group", "list")["items"][0]["last_session_on"] == "2026-11-16"


def test_a_person_who_cancels_a_session_is_asked_for_the_next_day_and_nobodys_attendance(cj: Cj, trio: str) -> None:
    replies = Replies("+7d")

    cj.ok("group", "session", trio, "--cancelled", "flood", asks=replies)

    assert replies.asked == ["Next session on"]
    assert cj.json("group", "show", trio)["sessions"][0]["next_on"] == "2026-11-30"


@pytest.mark.parametrize(
    "words",
    [
        ("--cancelled", "flood", "--everyone"),
        ("--cancelled", "flood", "--absent", "wati"),
        ("--cancelled", "flood", "--new", "Bu Nur"),
        ("--cancelled", "flood", "--minutes", "90"),
        ("--cancelled", "flood", "--member-note", "wati=waited at the gate"),
        ("--cancelled", "fl\nood"),
        ("--everyone", "--minutes", "0"),
        ("--everyone", "--minutes", "an hour"),
        ("--everyone", "--guest", "a\nb"),
    ],
)
def test_what_cannot_be_said_of_a_session_is_refused_and_nothing_is_written(
    cj: Cj, trio: str, words: tuple[str, ...]
) -> None:
    before = cj.files()

    refused = cj("group", "session", trio, *words, "--json")

    assert refused.code == 16
    assert refused.error["message"]
    assert cj.files() == before


def test_a_session_keeps_its_guests_who_led_it_and_how_long_it_lasted(cj: Cj, trio: str) -> None:
    held = cj.json(
        "group", "session", trio, "--everyone", "--guest", "the midwife", "--guest", "Pak RT", "--with", "Mas Danu",
        "--minutes", "90",
    )  # fmt: skip

    assert (held["guests"], held["co_workers"], held["minutes"]) == (["the midwife", "Pak RT"], ["Mas Danu"], 90)
    out = cj.ok("group", "show", trio).out
    for word in ("Pak RT", "Mas Danu", "90"):
        assert word in out
    assert "3 members" in out  # a guest is none
    assert "but is a member" in cj.ok("group", "session", trio, "--everyone", "--guest", "bu wati").err


def test_a_session_written_down_as_held_does_not_become_a_cancelled_one_unseen(cj: Cj, trio: str) -> None:
    held = cj.json("group", "session", trio, "--everyone")["ref"]
    cancelled = cj.json("group", "session", trio, "--cancelled", "flood", "--on", "-7d")["ref"]

    refused = cj("amend", held, "--set", "cancelled=flood", "--reason", "a mistake", "--json")

    assert refused.code == 16
    assert "strike" in refused.error["message"]
    cj.ok("amend", cancelled, "--set", "cancelled=a funeral", "--reason", "asked again")
    assert cj.json("group", "show", trio)["sessions"][0]["cancelled"] == "a funeral"


# Review and closing


def test_a_review_asks_for_process_and_result(cj: Cj, trio: str) -> None:
    without = cj("group", "review", trio, "--process", "They decide.", "--no-input", "--json")

    assert without.code == 4
    assert "--result" in without.error["message"] + without.error["hint"]


def test_a_review_holds_each_partys_account_and_what_became_of_each_aim(cj: Cj, trio: str) -> None:
    reviewed = cj.json(
        "group", "review", trio, "--process", "They decide.", "--result", "One order.",
        "--account", "members: we want a machine", "--account", "agency: the room is ours until May",
        "--aim", "wati=partly:sets the price", "--next-on", "+30d",
    )  # fmt: skip

    assert [each["party"] for each in reviewed["accounts"]] == ["members", "agency"]
    (aim,) = reviewed["aims"]
    assert (aim["result"], aim["words"]) == ("partly", "sets the price")
    (due,) = (each for each in cj.json("group", "show", trio)["waiting"] if each["kind"] == "evaluation")
    assert due["on"] == "2026-12-23"


def test_a_review_speaks_of_those_who_left_too(cj: Cj, trio: str) -> None:
    cj.ok("group", "leave", trio, "wati", "--on", "-9d")

    reviewed = cj.json("group", "review", trio, "--process", "a", "--result", "b", "--aim", "wati=reached:sells alone")

    assert reviewed["aims"][0]["words"] == "sells alone"


def test_a_group_closed_with_something_open_needs_a_reason_which_stays_visible(cj: Cj, trio: str) -> None:
    cj.ok("task", "add", trio, "Give the key back", "--who", "worker")

    refused = cj("group", "close", trio, "--reason", "planned", "--json", "--no-input")
    ended = cj.json("group", "close", trio, "--reason", "planned", "--result", "Two orders.", "--because", "tomorrow")

    assert refused.code == 5
    assert "Give the key back" in refused.error["message"]
    assert "never both reviewed" in refused.error["message"]
    assert ended["because"] == "tomorrow"
    assert "tomorrow" in cj.ok("group", "show", trio).out


def test_a_person_who_closes_a_group_is_told_what_is_open_and_asked_why(cj: Cj, trio: str) -> None:
    replies = Replies("planned", "Two orders.", [], ["told"], "at the last session", "nothing more to judge")

    told = cj.ok("group", "close", trio, asks=replies)

    assert "never both reviewed" in told.err
    assert cj.json("group", "show", trio)["endings"][0]["because"] == "nothing more to judge"
    assert replies.asked[-1] == "Because"


def test_a_group_that_ends_for_another_reason_says_which(cj: Cj, trio: str) -> None:
    refused = cj("group", "close", trio, "--reason", "other", "--because", "x", "--json", "--no-input")

    given = ("--other-reason", "The room was sold.", "--because", "x")
    cj.ok("group", "close", trio, "--reason", "other", *given)

    assert (refused.code, "--other-reason" in refused.error["message"]) == (4, True)
    assert "The room was sold." in cj.ok("group", "show", trio).out


def test_after_closing_nothing_meets_joins_or_closes_again(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--everyone", "--process", "calm", "--result", "a price", "--on", "-3d")
    assert cj("group", "close", trio, "--reason", "planned", "--on", "-4d").code == 16
    cj.ok("group", "close", trio, "--reason", "planned", "--result", "Two orders.", "--on", "-2d")

    assert cj("group", "session", trio, "--everyone").code == 5
    assert cj("group", "join", trio, "--alias", "Bu Nur").code == 5
    assert cj("group", "leave", trio, "wati").code == 5
    assert cj("group", "join", trio, "--alias", "Bu Nur", "--on", "-3d").code == 0  # written down late
    assert cj("group", "review", trio, "--process", "a", "--result", "b").code == 5
    assert cj("group", "close", trio, "--reason", "planned").code == 5
    assert cj("group", "session", trio, "--absent", "wati", "--on", "-2d").code == 0  # written down late


def test_a_closing_takes_over_what_the_review_said_of_each_aim(cj: Cj, trio: str, sari: str) -> None:
    cj.ok("group", "join", trio, sari, "--aim", "to sleep", "--on", "-40d")
    cj.ok("group", "join", trio, "--alias", "Bu Nur", "--aim", "company", "--on", "-40d")
    aims = ("--aim", "sari=partly:four hours", "--aim", "nur=reached")
    cj.ok("group", "review", trio, "--process", "a", "--result", "b", *aims, "--on", "-9d")
    members = {each["alias"] or "Ibu Sari": each["ref"] for each in cj.json("group", "show", trio)["memberships"]}

    ended = cj.json("group", "close", trio, "--reason", "planned", "--result", "c", "--aim", "nur=partly:shy")

    became = {each["member"]: (each["result"], each["words"]) for each in ended["aims"]}
    assert became == {members["Ibu Sari"]: ("partly", "four hours"), members["Bu Nur"]: ("partly", "shy")}
    assert "to sleep (partly reached)" in cj.ok("group", "show", trio, "--plain").out
    assert "closed_without_outcome" not in {each["rule"] for each in cj("check", trio, "--json").json["items"]}


def test_who_closes_a_group_at_a_terminal_is_shown_what_the_review_said(cj: Cj, trio: str, sari: str) -> None:
    cj.ok("group", "join", trio, sari, "--aim", "to sleep", "--on", "-40d")
    cj.ok("group", "join", trio, "--alias", "Bu Nur", "--aim", "company", "--on", "-40d")
    cj.ok("group", "review", trio, "--process", "a", "--result", "b", "--aim", "sari=partly:four hours")
    of_sari, of_nur = (each["ref"] for each in cj.json("group", "show", trio)["memberships"][-2:])
    replies = Replies("planned", "c", [of_sari, of_nur], "reached", "", "partly", "five hours", [])

    cj.ok("group", "close", trio, asks=replies)

    at = replies.asked.index("Members' aims")
    assert sorted(replies.befores[at]) == sorted([of_sari, of_nur])  # type: ignore[call-overload]
    assert replies.befores[at + 1 : at + 5] == ["", "", "partly", "four hours"]
    (ended,) = cj.json("group", "show", trio)["endings"]
    assert [(each["result"], each["words"]) for each in ended["aims"]] == [("reached", ""), ("partly", "five hours")]


def test_a_day_that_cannot_be_is_refused_where_it_is_asked(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--everyone", "--process", "a", "--result", "b", "--on", "-3d")
    replies = Replies("planned", "c", [], ["on"], "-9d", "-2d")

    cj.ok("group", "close", trio, asks=replies)

    assert replies.asked.count("Happened on") == 2
    assert cj.json("group", "show", trio)["endings"][0]["on"] == "2026-11-21"


# Looking


def test_the_list_leaves_closed_groups_out_unless_all_are_asked_for(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--everyone", "--result", "calm", "--stage", "forming", "--next-on", "+7d")
    other = form_group(cj, "Ani", name="Other")
    cj.ok("group", "close", other, "--reason", "too_few", "--because", "nobody came")

    (listed,) = cj.json("group", "list")["items"]
    every = cj.json("group", "list", "--all")["items"]

    assert (listed["ref"], listed["members"], listed["sessions"], listed["stage"]) == (trio, 3, 1, "forming")
    assert {each["ref"] for each in every} == {trio, other}
    assert "Other" in cj.ok("group", "list", "--all").out


def test_an_empty_list_says_how_to_form_the_first_group(cj: Cj) -> None:
    assert "cj group form" in cj.ok("group", "list").out
    group = form_group(cj)
    cj.ok("group", "close", group, "--reason", "other", "--other-reason", "never met", "--because", "never met")
    assert "cj group list --all" in cj.ok("group", "list").out


def test_a_group_is_found_by_ref_by_name_and_as_the_last_one(cj: Cj, trio: str) -> None:
    assert cj("group", "show", "@").code == 0
    assert cj("group", "show", "tangguh").code == 0
    assert cj("group", "show", trio.lower()).code == 0
    assert cj("group", "show", "C-7K4Q").code == 14
    assert cj("group", "show", "nobody").code == 14


def test_where_there_is_no_group_yet_the_first_step_is_named(cj: Cj) -> None:
    nothing = cj("group", "show", "@", "--json")

    assert nothing.code == 14
    assert "cj group form" in nothing.error["hint"]


def test_two_absences_in_a_row_stand_on_the_screen_of_the_day(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--absent", "lilis", "--on", "-21d", "--next-on", "-14d")
    assert cj.json("today")["away"] == []
    cj.ok("group", "session", trio, "--absent", "lilis", "--excused", "wati", "--on", "-14d", "--next-on", "today")

    today = cj.json("today")
    screen = cj.ok("today").out

    assert [each["called"] for each in today["away"]] == ["Mbak Lilis"]
    assert "Mbak Lilis" in screen
    assert "Ibu Tangguh" in screen


def test_who_is_on_the_screen_of_the_day_is_named_by_their_case(cj: Cj, trio: str, sari: str) -> None:
    cj.ok("group", "join", trio, sari, "--on", "-60d")
    for day in ("-14d", "-7d"):
        cj.ok("group", "session", trio, "--absent", "sari", "--on", day)

    assert "Ibu Sari" in cj.ok("today").out


def test_a_client_not_met_alone_who_comes_to_a_group_is_told_of_with_the_day(cj: Cj, trio: str) -> None:
    case = take_in(cj, "Ibu Sari", "--on", "-60d")
    assert cj.json("today")["in_group"] == {}
    cj.ok("group", "join", trio, case, "--on", "-40d")
    cj.ok("group", "session", trio, "--everyone", "--on", "-35d")
    assert cj.json("today")["in_group"] == {}
    cj.ok("group", "session", trio, "--everyone", "--on", "-5d")

    assert [each["ref"] for each in cj.json("today")["silent"]] == [case]
    assert cj.json("today")["in_group"] == {case: "2026-11-18"}
    assert "2026-11-18" in cj.ok("today").out


def test_what_became_of_an_aim_stands_in_the_members_own_case(cj: Cj, trio: str, sari: str) -> None:
    cj.ok("group", "join", trio, sari, "--aim", "to sleep", "--on", "-40d")
    cj.ok("group", "review", trio, "--process", "a", "--result", "b", "--aim", "sari=partly:four hours, says Wati")
    cj.ok("group", "close", trio, "--reason", "planned", "--result", "c", "--aim", "sari=reached")

    (part,) = cj.json("show", sari)["groups"]
    out = cj.ok("show", sari).out

    assert [(each["result"], each["words"]) for each in part["became"]] == [
        ("partly", "four hours, says [a member]"), ("reached", ""),
    ]  # fmt: skip
    assert part["closed_on"] == "2026-11-23"
    assert "four hours" in out
    assert "closed 2026-11-23" in out


def test_the_history_of_a_group_tells_names_for_refs_and_survives_its_being_undone(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--absent", "lilis")

    assert "Absent: Mbak Lilis" in cj.ok("history", trio).out
    alone = form_group(cj, name="Alone")
    cj.ok("undo", "--yes")
    assert "Alone" in cj.ok("history", alone).out
    assert alone not in cj.ok("group", "list", "--all").out


def test_a_task_may_belong_to_a_group(cj: Cj, trio: str) -> None:
    task = cj.json("task", "add", trio, "Borrow a machine", "--who", "worker", "--due", "+2d")

    assert task["group"] == trio
    assert "Borrow a machine" in cj.ok("today").out
    cj.ok("task", "done", task["ref"])
    assert "Borrow a machine" not in cj.ok("today").out


# The sociogram


@pytest.fixture
def chosen(cj: Cj, trio: str) -> str:
    """The same group, asked with whom they would like to cook."""
    cj.ok(
        "group", "session", trio, "--everyone", "--asked", "With whom would you cook?",
        "--choice", "wati>sum", "--choice", "sum>wati", "--choice", "lilis>wati",
    )  # fmt: skip
    return trio


def test_a_sociogram_tells_stars_pairs_and_how_close_the_group_is(cj: Cj, chosen: str) -> None:
    told = cj.json("group", "sociogram", chosen)
    name = told["called"]

    assert [name[each] for each in told["stars"]] == ["Bu Wati"]
    assert [sorted(name[each] for each in pair) for pair in told["pairs"]] == [["Bu Sum", "Bu Wati"]]
    assert [name[each] for each in told["unchosen"]] == ["Mbak Lilis"]
    assert told["isolates"] == []
    assert told["cohesion"] == pytest.approx(1 / 3)
    out = cj.ok("group", "sociogram", chosen).out
    assert "With whom would you cook?" in out
    assert "0.33" in out


def test_a_sociogram_is_drawn_into_a_file_only_the_worker_reads(cj: Cj, chosen: str) -> None:
    path = cj.home / "choices.svg"

    cj.ok("group", "sociogram", chosen, "--svg", str(path))

    drawn = path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    for name in ("Bu Wati", "Bu Sum", "Mbak Lilis", "With whom would you cook?"):
        assert name in drawn
    assert drawn.count('stroke-width="4"') == 1


def test_a_drawing_is_not_put_over_a_file_or_into_the_journal(cj: Cj, chosen: str) -> None:
    path = cj.home / "choices.svg"
    path.write_text("mine")

    assert cj("group", "sociogram", chosen, "--svg", str(path)).code != 0
    assert path.read_text() == "mine"
    assert cj("group", "sociogram", chosen, "--svg", str(cj.journal / "x.svg")).code == 16


def test_only_who_was_there_is_an_isolate_and_whoever_was_chosen_is_drawn(cj: Cj, trio: str) -> None:
    cj.ok("group", "session", trio, "--absent", "lilis", "--excused", "sum", "--choice", "wati>lilis", "--on", "-7d")
    cj.ok("group", "leave", trio, "lilis", "--on", "-10d")
    path = cj.home / "choices.svg"

    told = cj.json("group", "sociogram", trio)
    cj.ok("group", "sociogram", trio, "--svg", str(path))

    assert told["isolates"] == []
    assert set(told["called"].values()) == {"Bu Wati", "Mbak Lilis"}
    assert "Mbak Lilis" in path.read_text()
    assert "Not there: Bu Sum" in cj.ok("group", "sociogram", trio).out


def test_a_drawing_goes_into_a_file_and_into_nothing_else(cj: Cj, chosen: str) -> None:
    pipe = cj.home / "pipe"
    os.mkfifo(pipe)

    assert cj("group", "sociogram", chosen, "--svg", str(pipe), "--yes").code == 16
    assert cj("group", "sociogram", chosen, "--svg", str(cj.home), "--yes").code == 16
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_name_in_a_drawing_is_never_markup(cj: Cj) -> None:
    group = form_group(cj, "<script>alert(1)</script>", "B & C")
    cj.ok("group", "session", group, "--everyone", "--choice", "B><script")
    path = cj.home / "choices.svg"

    cj.ok("group", "sociogram", group, "--svg", str(path))

    assert "<script>" not in path.read_text()
    assert "&lt;script&gt;" in path.read_text()


def test_without_choices_there_is_no_sociogram_and_it_is_told_how_to_ask(cj: Cj, trio: str) -> None:
    session = cj.json("group", "session", trio, "--everyone")["ref"]

    nothing = cj("group", "sociogram", trio, "--json")

    assert nothing.code == 14
    assert "--choice" in nothing.error["hint"]
    assert cj("group", "sociogram", trio, "--session", session).code == 14


# Its principles


def test_a_group_and_a_session_are_looked_at_by_the_principles_of_group_work(cj: Cj, trio: str) -> None:
    session = cj.json("group", "session", trio, "--everyone")["ref"]

    of_group = cj.json(
        "principles", "checklist", trio, "--principle", "decision_making=kept",
        "--principle", "guided_interaction=strained: I talked too much", "--supervision",
    )  # fmt: skip
    of_session = cj.json("principles", "checklist", session, "--principle", "continuous_evaluation=breached")

    assert (of_group["about"], of_session["about"]) == (trio, session)
    assert of_group["others"][1]["evidence"] == "I talked too much"
    assert "guided interaction" in of_group["tasks"][0]["what"].lower()
    out = cj.ok("principles", "trend", trio).out
    assert "I talked too much" in out
    assert cj.json("principles", "trend", trio)["months"]


def test_a_principle_of_casework_is_none_of_a_groups(cj: Cj, trio: str) -> None:
    refused = cj("principles", "checklist", trio, "--acceptance", "kept", "--json")

    assert refused.code == 16
    assert "--principle decision_making=…" in refused.error["message"]
    assert cj("principles", "checklist", trio, "--principle", "acceptance=kept").code == 16
    assert cj("principles", "checklist", trio, "--no-input").code == 4


def test_at_a_terminal_the_principles_of_group_work_are_asked_one_by_one(cj: Cj, trio: str) -> None:
    replies = Replies(["decision_making", "guided_interaction"], "kept", "", "strained", "I decided.", [])

    cj.ok("principles", "checklist", trio, asks=replies)

    (written,) = cj.json("group", "show", trio)["checklists"]
    assert [each["verdict"] for each in written["others"]] == ["kept", "strained"]


def test_check_looks_at_groups_too(cj: Cj, trio: str) -> None:
    found = cj("check", trio, "--json")

    assert found.code == 17
    assert {each["rule"] for each in found.json["items"]} >= {"no_charter", "no_session"}
    assert cj("check", "--json").json["groups"] == 1


def test_a_group_that_nobody_joined_says_how_to_add_them(cj: Cj) -> None:
    group = str(cj.json("group", "form", "--name", "Benang", "--purpose", "To sell.")["ref"])

    refused = cj("group", "session", group, "--everyone", "--json")
    assert (refused.code, refused.error["code"]) == (5, "no_members")
    assert f"cj group join {group} CASE" in refused.error["hint"]
