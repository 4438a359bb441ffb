"""`cj supervision`: what to bring, what was talked about and agreed, and what others say of an entry."""

import re
from pathlib import Path
from typing import Any

import pytest

from casejournal.domain.kinds import CASE_TABLES, DIRECTORY_TABLES, GROUP_TABLES
from tests.world import Cj, Replies, form_group, second_machine, take_in, work_through

RATNA = ("--by", "Bu Ratna")


def listed(cj: Cj, *case: str) -> dict[str, list[str]]:
    """What is to be brought: the sorts of the reasons, by ref."""
    items = cj.json("supervision", *(("bring", *case) if case else ()))["items"]
    return {each["ref"]: [why["sort"] for why in each["why"]] for each in items}


def strained(cj: Cj, case: str, *more: str) -> str:
    return str(cj.json("principles", "checklist", case, "--participation", "strained: I decided for her", *more)["ref"])


# What to bring


def test_the_list_holds_what_was_strained_who_is_in_danger_what_was_set_aside_and_what_was_written_for_it(
    cj: Cj,
) -> None:
    sari = take_in(cj, "Ibu Sari", "--safety", "concern", "--safety-note", "The landlord shouts.")
    hurt = cj.json(
        "principles", "checklist", sari, "--participation", "strained: I decided", "--acceptance", "breached: I laughed"
    )["ref"]
    cj.ok("principles", "checklist", sari, "--acceptance", "kept")
    plan = cj.json("plan", sari, "--goal", "School", "--agreed", "yes", "--because", "she leaves tomorrow")["ref"]
    angry = cj.json("note", sari, "I was angry.", "--visibility", "supervision")["ref"]
    cj.ok("note", sari, "We talked.")
    safety = cj.json("safety", sari, "--warning-sign", "he drinks", "--what-helps", "go out")["ref"]
    risk = cj.json("assess", sari, "--underlying-problem", "Fear.", "--risk", "medium")["ref"]
    group = form_group(cj, "Bu Wati")
    of_group = cj.json("principles", "checklist", group, "--principle", "decision_making=strained: I chose")["ref"]

    found = listed(cj)

    assert found == {
        hurt: ["breached", "strained"],
        risk: ["risk"],
        safety: ["safety_plan"],
        of_group: ["strained"],
        plan: ["set_aside"],
        angry: ["written_for"],
    }
    assert list(found)[0] == hurt  # noqa: RUF015 - the order is what is asked
    out = cj.ok("supervision").out
    assert f"{hurt}\tacceptance breached: I laughed; participation strained: I decided\tIbu Sari\tChecklist\t" in out
    assert "she leaves tomorrow" in out
    assert listed(cj, group) == {of_group: ["strained"]}


def test_a_closed_case_is_left_out_unless_it_is_asked_for(cj: Cj, sari: str) -> None:
    ref = strained(cj, sari)
    cj.ok("close", sari, "--reason", "moved")

    assert listed(cj) == {}
    assert "Nothing to bring" in cj.ok("supervision").out
    assert "cj supervision flag REF" in cj.ok("supervision").out
    assert ref in listed(cj, sari)
    note = cj.json("note", sari, "She called.")["ref"]
    cj.ok("supervision", "flag", note, "Do I open it again?")
    assert listed(cj) == {note: ["asked"]}, "a question is on the list wherever it is about"


def test_a_question_puts_any_entry_on_the_list_and_is_a_task_until_it_is_brought(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "We talked.")["ref"]

    task = cj.json("supervision", "flag", note, "Did I promise_too {much}?")

    assert task["what"] == "Ask in supervision: Did I promise_too {much}?"
    assert (task["source"], task["visibility"]) == (note, "supervision")
    assert listed(cj) == {note: ["asked"]}
    assert "your question: Did I promise_too {much}?" in cj.ok("supervision").out
    assert "Tanyakan dalam supervisi: Did I promise_too {much}?" in cj.ok("task", "list", "--lang", "id").out


def test_at_a_terminal_the_question_is_asked_and_without_one_it_is_said(cj: Cj, sari: str) -> None:
    cj.ok("supervision", "flag", sari, asks=Replies("How do I end with her?"))

    assert listed(cj) == {sari: ["asked"]}
    assert cj("supervision", "flag", sari).code == 4


@pytest.mark.parametrize(("ref", "code"), [("N-0000", 14), ("AGENCY", 16)])
def test_only_what_is_there_in_a_case_or_a_group_is_flagged(cj: Cj, sari: str, ref: str, code: int) -> None:
    agency = cj.json("agency", "add", "--name", "Puskesmas")["ref"]

    assert cj("supervision", "flag", {"AGENCY": agency}.get(ref, ref), "Why?").code == code


def test_the_list_says_which_entries_are_private_and_a_question_about_one_stays_private(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "I dread the visit.", "--visibility", "private")["ref"]

    task = cj.json("supervision", "flag", note, "Is it fear?")

    assert task["visibility"] == "private"
    assert "Is it fear? (only me)" in cj.ok("supervision").out
    told = cj.json("supervision", sari, "--brought", note)
    assert told["brought"] == [{"ref": note, "question": ""}]


# What was talked about


def test_what_was_brought_is_off_the_list_and_its_tasks_are_done(cj: Cj, sari: str) -> None:
    hurt = strained(cj, sari, "--supervision")
    note = cj.json("note", sari, "We talked.")["ref"]
    cj.ok("supervision", "flag", note, "Did I promise too much?")

    told = cj.json("supervision", sari, "--brought", hurt, "--brought", note, "--with", "Bu Ratna", "--minutes", "45")

    assert listed(cj) == {}
    assert cj.json("task", "list")["items"] == []
    assert {each["question"] for each in told["brought"]} == {"", "Did I promise too much?"}
    done = [each for each in cj.json("show", sari)["tasks"] if each["ref"] in told["settled"]]
    assert [each["evidence"] for each in done] == [told["ref"]] * 2
    assert told["visibility"] == "supervision"


def test_what_was_not_brought_is_named_and_stays(cj: Cj, sari: str) -> None:
    one, other = strained(cj, sari, "--supervision"), strained(cj, sari)

    out = cj.ok("supervision", sari, "--brought", one).out

    assert f"Still to be brought: {other}." in out
    assert "Done, because you brought it: T-" in out
    assert listed(cj) == {other: ["strained"]}


def test_what_is_asked_again_is_on_the_list_again_and_only_that(cj: Cj, sari: str) -> None:
    hurt = strained(cj, sari)
    cj.ok("supervision", sari, "--brought", hurt)
    cj.ok("supervision", "flag", hurt, "I did it again.")

    assert listed(cj) == {hurt: ["asked"]}


def test_a_task_to_talk_about_it_that_was_done_or_dropped_takes_it_off_the_list_too(cj: Cj, sari: str) -> None:
    cj.ok("task", "done", cj.json("principles", "checklist", sari, "--acceptance", "breached: I laughed",
                                  "--supervision")["tasks"][0]["ref"])  # fmt: skip

    assert listed(cj) == {}


def test_a_struck_supervision_brought_nothing(cj: Cj, sari: str) -> None:
    hurt = strained(cj, sari)
    talk = cj.json("supervision", sari, "--brought", hurt)["ref"]
    cj.ok("strike", talk, "--reason", "that was Budi", "--yes")

    assert listed(cj) == {hurt: ["strained"]}


def test_what_was_agreed_becomes_tasks_of_the_worker(cj: Cj, sari: str) -> None:
    told = cj.json("supervision", sari, "--agreed", "ask her which day by +3d", "--agreed", "read about shame")

    assert [(each["what"], each["who"], each["due"]) for each in told["tasks"]] == [
        ("ask her which day", "worker", "2026-11-26"),
        ("read about shame", "worker", None),
    ]
    cj.ok("amend", told["ref"], "--set", "agreed=ask her which day by +4d", "--reason", "misheard")
    tasks = {each["what"]: each for each in cj.json("show", sari)["tasks"]}
    assert tasks["ask her which day"]["due"] == "2026-11-27"


def test_at_a_terminal_what_is_to_be_brought_is_offered_and_marked(cj: Cj, sari: str) -> None:
    hurt = strained(cj, sari)
    replies = Replies("Bu Ratna", [hurt], "What now?", "Wait.", "ask her by +3d", "", "45", [])

    told = cj("supervision", sari, asks=replies)

    assert told.code == 0, told
    assert replies.befores[1] == [hurt]
    (talk,) = cj.json("show", sari)["supervisions"]
    assert (talk["with_whom"], talk["advised"], talk["minutes"]) == ("Bu Ratna", "Wait.", 45)
    assert talk["brought"] == [{"ref": hurt, "question": ""}]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ((), 4),
        (("--on", "yesterday"), 4),
        (("--brought", "N-0000"), 14),
        (("--brought", "she cried"), 14),
        (("--brought", "@", "--brought", "@: and now?"), 16),
        (("--minutes", "2000"), 16),
        (("--advised", "x", "--also", "@"), 16),
    ],
)
def test_what_is_no_supervision_is_told_and_nothing_is_written(
    cj: Cj, sari: str, more: tuple[str, ...], code: int
) -> None:
    before = cj.files()

    assert cj("supervision", sari, *more).code == code
    assert cj.files() == before


def test_one_talk_about_several_cases_says_what_was_said_in_the_first_only(cj: Cj, sari: str) -> None:
    budi = take_in(cj, "Pak Budi")
    hers, his = strained(cj, sari, "--supervision"), strained(cj, budi, "--supervision")

    told = cj.json(
        "supervision", sari, "--also", "budi", "--brought", hers, "--brought", his, "--advised", "Let her choose.",
        "--agreed", "ask her", "--minutes", "60", "--with", "Bu Ratna",
    )  # fmt: skip

    assert listed(cj) == {}
    assert len(told["settled"]) == 2
    (other,) = cj.json("show", budi)["supervisions"]
    assert (other["with_whom"], other["brought"], other["also"]) == (
        "Bu Ratna", [{"ref": his, "question": ""}], [sari],
    )  # fmt: skip
    assert "Let her choose" not in cj.ok("show", budi).out
    assert (other["advised"], other["minutes"], other["agreed"]) == ("", None, [])


def test_a_group_is_talked_about_too(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati")

    ref = cj.json("supervision", group, "--advised", "Let them decide.")["ref"]

    assert "Let them decide." in cj.ok("group", "show", group).out
    assert "Let them decide." in cj.ok("show", ref).out


def test_a_supervision_is_in_no_print_and_in_no_export_for_others(cj: Cj, sari: str) -> None:
    cj.ok("supervision", sari, "--advised", "Let her choose.")

    assert "Let her choose" in cj.ok("show", sari).out
    assert "Let her choose" not in cj.ok("print", sari).out
    assert "Let her choose" not in cj.ok("packet", sari, "-o", "-", "--format", "md", "--yes").out


def test_a_question_about_a_note_is_not_its_next_step(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "We talked.", "--next-step", "Call")["ref"]
    cj.ok("task", "done", cj.json("task", "list")["items"][0]["ref"])
    question = cj.json("supervision", "flag", note, "Too soon?")["ref"]

    cj.ok("amend", note, "--set", "next_step=Write", "--reason", "misheard")

    (task,) = (each for each in cj.json("show", sari)["tasks"] if each["ref"] == question)
    assert task["what"] == "Ask in supervision: Too soon?"


def test_a_stopped_talk_about_two_cases_is_finished_by_the_same_command(cj: Cj, sari: str) -> None:
    budi = take_in(cj, "Pak Budi")
    words = ("supervision", sari, "--also", budi, "--advised", "Wait.", "--with", "Bu Ratna")
    before = cj.log(sari).read_bytes()
    cj.ok(*words)
    cj.log(sari).write_bytes(before)
    cj.unseen()

    told = cj.ok(*words)

    assert "Part of this was written before" in told.err
    assert len(cj.json("show", budi)["supervisions"]) == 1
    assert len(cj.json("show", sari)["supervisions"]) == 1


def test_what_was_struck_of_a_stopped_talk_is_not_written_once_more(cj: Cj, sari: str) -> None:
    budi = take_in(cj, "Pak Budi")
    words = ("supervision", sari, "--also", budi, "--advised", "Wait.", "--with", "Bu Ratna")
    before = cj.log(sari).read_bytes()
    cj.ok(*words)
    cj.log(sari).write_bytes(before)
    cj.unseen()
    (talk,) = cj.json("show", budi)["supervisions"]
    cj.ok("strike", talk["ref"], "--reason", "It was not about him.", "--yes")

    assert "Part of this was written before" in cj.ok(*words).err

    assert cj.json("show", budi)["supervisions"] == []
    assert len(cj.json("show", sari)["supervisions"]) == 1


# What others say


def everything(cj: Cj) -> list[str]:
    """A ref of each kind of record there is."""
    refs = work_through(cj, "Ibu Sari")
    sari = refs["CASE"]
    cj.ok("safety", sari, "--warning-sign", "he drinks", "--what-helps", "go out")
    cj.ok("letter", refs["REFERRAL"])
    strained(cj, sari)
    cj.ok("supervision", sari, "--advised", "Wait.")
    cj.ok("supervision", "comment", sari, "Well seen.", *RATNA)
    cj.ok("process", sari, "--dialogue", "W: Hello.")
    cj.ok("portfolio", "add", sari, "I waited.", "--competency", "epas-6")
    cj.ok("close", sari, "--reason", "moved", "--because", "all said")
    cj.ok("reopen", sari, "--reason", "again")
    group = form_group(cj, "Bu Wati")
    cj.ok("group", "session", group, "--everyone")
    cj.ok("group", "review", group, "--process", "A", "--result", "B")
    cj.ok("principles", "checklist", group, "--principle", "decision_making=kept")
    cj.ok("task", "add", group, "Call", "--who", "worker")
    cj.ok("supervision", group, "--advised", "Wait.")
    cj.ok("group", "close", group, "--reason", "planned", "--because", "x")
    agency = cj.json("agency", "add", "--name", "Panti Asih")["ref"]
    case, of_group = cj.json("show", sari), cj.json("group", "show", group)
    tables = [(case, CASE_TABLES[1:]), (of_group, GROUP_TABLES[1:])]
    found = {table: told[table][0]["ref"] for told, names in tables for table in names if told.get(table)}
    assert {*CASE_TABLES[1:], *GROUP_TABLES[1:]} - found.keys() <= {"arrivals"}
    assert {*DIRECTORY_TABLES} == {"agencies", "comments"}
    return [sari, group, agency, *found.values()]


def test_a_record_of_any_kind_can_be_commented_and_never_changes(plain_cj: Cj) -> None:
    cj = plain_cj
    for place, ref in enumerate(everything(cj)):
        lines, words = _versions(cj, ref), f"Seen, number {place}."

        said = cj.json("supervision", "comment", ref, words, "--by", "Pak Dosen", "--as", "lecturer")

        assert said["about"] == ref
        assert _versions(cj, ref) == lines
        assert words in cj.ok("show", said["ref"]).out
        assert said["ref"] in [each["ref"] for each in cj.json("history", ref)["comments"]]
        if ref[0] not in "CG":
            assert words in cj.ok("show", ref).out
    assert cj("verify").code == 0


def _versions(cj: Cj, ref: str) -> list[str]:
    """Every line of every log in which that record was written."""
    logs = [
        path.read_text().splitlines() for path in sorted(Path(cj.journal).rglob("*.log")) if path.name != "index.log"
    ]
    return [line for lines in logs for line in lines if f'"id":"{ref}"' in line]


def test_a_comment_stands_with_its_entry_wherever_that_is_shown_whole(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "We talked.")["ref"]
    ref = cj.json("supervision", "comment", note, "You listened well.", *RATNA, "--as", "supervisor")["ref"]
    answer = cj.json("supervision", "comment", ref, "Thank you.")["ref"]

    for screen in (("show", note), ("history", note), ("show", sari), ("print", sari)):
        out = cj.ok(*screen).out
        assert "You listened well." in out
        assert "Bu Ratna (supervisor)" in out
        assert "written down by Rahma" in out
    assert f"comment by Bu Ratna ({ref})" in cj.ok("show", sari).out
    assert "Thank you." in cj.ok("show", note).out
    assert cj.json("show", answer)["record"]["by"] == "Rahma"
    assert [each["ref"] for each in cj.json("show", note)["comments"]] == [ref]
    assert ref in cj.ok("search", "listened").out


@pytest.mark.parametrize("more", [(), ("--by", "Rahma"), ("--by", "bu rahma")])
def test_who_wrote_an_entry_does_not_comment_on_it(cj: Cj, sari: str, more: tuple[str, ...]) -> None:
    before = cj.files()

    refused = cj("supervision", "comment", sari, "Well done.", *more)

    assert refused.code == 16
    assert "cj amend" in refused.err
    assert "--by NAME" in refused.err
    assert cj.files() == before


def test_at_her_own_desk_the_supervisor_is_who_comments(cj: Cj, sari: str) -> None:
    said = cj.json("supervision", "comment", sari, "Well seen.", env={"CJ_WORKER": "Bu Ratna"})

    assert (said["by"], said["worker"]) == ("Bu Ratna", "Bu Ratna")
    assert "written down" not in cj.ok("show", said["ref"]).out + cj.ok("show", sari).out


def test_at_a_terminal_it_is_asked_whose_words_they_are(cj: Cj, sari: str) -> None:
    replies = Replies("rahma", "Bu Ratna", "You listened well.", [])

    cj.ok("supervision", "comment", sari, asks=replies)

    (said,) = cj.json("show", sari)["comments"]
    assert (said["by"], said["body"]) == ("Bu Ratna", "You listened well.")


def test_a_countersign_needs_no_text_and_without_either_there_is_no_comment(cj: Cj, sari: str) -> None:
    assert cj("supervision", "comment", sari, *RATNA).code == 4
    said = cj.json("supervision", "comment", sari, *RATNA, "--countersign")

    assert (said["body"], said["countersign"]) == ("", True)
    assert f"countersigned by Bu Ratna ({said['ref']})" in cj.ok("show", sari).out


def test_a_comment_is_read_from_standard_input(cj: Cj, sari: str) -> None:
    cj.ok("supervision", "comment", sari, "-", *RATNA, stdin="Two\nlines.\n")

    assert cj.json("show", sari)["comments"][0]["body"] == "Two\nlines."


def test_a_comment_holds_no_entry_back_and_stays_when_it_is_struck(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "This was Pak Budi.")["ref"]
    cj.ok("supervision", "comment", note, "The wrong case.", *RATNA)
    cj.ok("supervision", sari, "--brought", note)
    cj.ok("strike", note, "--reason", "the wrong case", "--yes")
    cj.ok("supervision", "comment", note, "Good that you struck it.", *RATNA)

    assert "The wrong case." in cj.ok("show", note).out
    assert "Good that you struck it." in cj.ok("show", note).out
    assert "struck it" not in cj.ok("print", sari).out


def test_a_comment_moves_with_its_note(cj: Cj, sari: str) -> None:
    budi = take_in(cj, "Pak Budi")
    note = cj.json("note", budi, "She smiled.")["ref"]
    cj.ok("supervision", "comment", note, "Well seen.", *RATNA)
    cj.ok("supervision", budi, "--brought", note)

    cj.ok("note", "move", note, sari)

    assert "Well seen." in cj.ok("show", sari).out
    assert "Well seen." not in cj.ok("show", budi).out


def test_a_comment_is_for_no_more_people_than_its_entry(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "I dread the visit.", "--visibility", "private")["ref"]

    assert cj("supervision", "comment", note, "So would I.", *RATNA, "--visibility", "record").code == 16
    assert cj.json("supervision", "comment", note, "So would I.", *RATNA)["visibility"] == "private"
    assert "So would I" not in cj.ok("print", sari).out


def test_a_comment_is_closed_along_with_its_entry(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "We talked.")["ref"]
    ref = cj.json("supervision", "comment", note, "Well seen.", *RATNA)["ref"]
    cj.ok("supervision", "comment", ref, "Thank you.")
    question = cj.json("supervision", "flag", note, "And now?")["ref"]
    cj.ok("amend", note, "--set", "visibility=private", "--reason", "too much")

    told = cj.json("show", sari)

    assert {each["visibility"] for each in told["comments"]} == {"private"}
    assert [each["visibility"] for each in told["tasks"] if each["ref"] == question] == ["private"]
    paper = cj.ok("print", sari).out
    assert "Well seen" not in paper
    assert "Thank you" not in paper


def test_a_comment_on_what_another_machine_made_private_stays_in_the_house(cj: Cj, sari: str, tmp_path: Path) -> None:
    note = cj.json("note", sari, "We talked.")["ref"]
    other = second_machine(cj, tmp_path / "other")
    other.ok("supervision", "comment", note, "A comment from there.", *RATNA)
    cj.ok("amend", note, "--set", "visibility=private", "--reason", "too much")
    theirs = other.log(sari).read_bytes().splitlines(keepends=True)[-1]
    cj.log(sari).write_bytes(cj.log(sari).read_bytes() + theirs)
    cj("verify", "--accept", "--yes")

    assert "A comment from there" in cj.ok("show", sari).out
    assert "A comment from there" not in cj.ok("print", sari).out
    lines = cj.ok("export", sari, "--format", "jsonl", "--to", "Dinas", "--override", "x", "--output", "-", "--yes").out
    assert "We talked" not in lines
    assert "A comment from there" not in lines


def test_in_a_members_own_case_a_comment_on_them_names_nobody_else(cj: Cj, sari: str) -> None:
    group = form_group(cj, "Bu Wati")
    member = cj.json("group", "join", group, sari, "--on", "-40d")["ref"]
    session = cj.json("group", "session", group, "--everyone")["ref"]
    cj.ok("supervision", "comment", member, "She carries Bu Wati.", *RATNA)
    cj.ok("supervision", "comment", session, "Bu Wati led it.", *RATNA)

    out = cj.ok("show", sari).out

    assert "She carries [a member]." in out
    assert "Wati" not in out
    assert "led it" not in out
    assert "She carries [a member]." in cj.ok("search", "carries", "--case", sari).out


def test_in_a_packet_the_names_in_a_comment_are_replaced(cj: Cj, sari: str) -> None:
    cj.ok("supervision", "comment", sari, "Ibu Sari trusts you, Bu Rahma.", "--by", "Ratna Dewanti")

    paper = cj.ok("packet", sari, "-o", "-", "--format", "md", "--yes").out

    assert "trusts you" in paper
    assert not re.search("Sari|Rahma|Ratna|Dewanti", paper)


# Counted


def report(cj: Cj, *more: str) -> dict[str, dict[str, Any]]:
    """The figures of supervision: the numbers of each, by group."""
    sections = cj.json("report", *more)["sections"]
    (section,) = (each for each in sections if each["key"] == "supervision")
    return {
        each["key"]: {line["key"]: line["value"] for line in each["groups"] if line["value"]}
        for each in section["figures"]
    }


def test_the_report_counts_hours_by_supervisor_what_was_brought_and_what_became_of_what_was_agreed(
    cj: Cj,
) -> None:
    sari, budi = take_in(cj, "Ibu Sari", "--on", "2026-09-01"), take_in(cj, "Pak Budi")
    hurt = strained(cj, sari)
    made = cj.json(
        "supervision", sari, "--also", budi, "--with", "Bu Ratna", "--minutes", "45", "--brought", hurt,
        "--agreed", "ask her", "--agreed", "read",
    )  # fmt: skip
    cj.ok("task", "done", made["tasks"][0]["ref"])
    cj.ok("supervision", sari, "--with", "Bu Ratna", "--minutes", "30", "--brought", sari)
    cj.ok("supervision", sari, "--with", "Pak Budi", "--minutes", "10", "--on", "2026-10-02")
    cj.ok("supervision", "comment", sari, "Well seen.", *RATNA)
    cj.ok("supervision", "comment", hurt, *RATNA, "--countersign")

    alone, whole = report(cj, "--supervision"), report(cj)

    assert alone["supervisions_by_supervisor"] == {"Bu Ratna": 2}
    assert alone["supervision_minutes_by_supervisor"] == {"Bu Ratna": 75}
    assert alone["supervisions"] == {"cases": 2}
    assert alone["brought"] == {"strained": 1, "other": 1}
    assert alone["agreed"] == {"done": 1, "open": 1}
    assert alone["comments"] == {"commented": 1, "countersigned": 1}
    assert "supervisions_by_supervisor" not in whole
    assert "Ratna" not in cj.ok("report").out
    assert len(cj.json("report", "--supervision")["sections"]) == 1
    october = report(cj, "--supervision", "--month", "2026-10")
    assert october["supervision_minutes_by_supervisor"] == {"other": 10}, "a client's name is in no report"


def test_small_numbers_are_hidden_and_every_format_has_the_hours(cj: Cj, sari: str) -> None:
    cj.ok("supervision", sari, "--with", "Bu Ratna", "--minutes", "45")

    small = report(cj, "--supervision", "--suppress-small")
    csv = cj.ok("report", "--supervision", "--csv").out
    page = cj.home / "hours.html"
    cj.ok("report", "--supervision", "-o", str(page))

    assert not any(small.values())
    assert "supervision_minutes_by_supervisor,Bu Ratna,,45,minutes" in csv
    assert "Time by supervisor" in page.read_text()
    assert cj("report", "--supervision", "--access").code == 16


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_list_fits(cj: Cj, sari: str, width: int, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    strained(cj, sari)
    cj.ok("supervision", "flag", sari, "How do I end with her without leaving her alone with all of it, I wonder?")

    out = re.sub(r"\x1b\[[0-9;]*m", "", cj.ok("supervision", "--lang", language, terminal=True).out)

    assert max(len(line.rstrip()) for line in out.splitlines()) <= width
