"""A note is moved to the right case; a contact with several clients is written to each of their cases."""

import errno
import shutil

import pytest

from tests.faults.disk import Died, faulty_disk
from tests.world import Cj, Replies, take_in

MOST = 80
"""More disk operations than either command makes."""


@pytest.fixture
def budi(cj: Cj) -> str:
    """The ref of another case."""
    return take_in(cj, "Pak Budi")


def bodies(cj: Cj, case: str) -> list[str]:
    return [each["body"] for each in cj.json("show", case)["notes"]]


def struck(cj: Cj, case: str) -> dict[str, dict[str, str]]:
    return {each["ref"]: each["struck"] for each in cj.json("show", case)["struck"]}


def test_a_moved_note_is_struck_where_it_was_wrong_and_stands_where_it_is_right(cj: Cj, sari: str, budi: str) -> None:
    was = cj.json("note", sari, "He laughed.", "--on", "yesterday", "--role", "advocate", "--minutes", "40")

    now = cj.json("note", "move", was["ref"], "budi", "--because", "both live in Jalan Melati")

    assert (now["case"], now["client"]) == (budi, "Pak Budi")
    same = ("body", "on", "recorded_at", "worker", "roles", "minutes", "visibility", "late")
    assert {name: now[name] for name in same} == {name: was[name] for name in same}
    assert (now["moved"]["case"], now["moved"]["ref"]) == (sari, was["ref"])
    left = struck(cj, sari)[was["ref"]]
    assert (left["case"], left["moved_to"], left["reason"]) == (budi, now["ref"], "both live in Jalan Melati")
    assert bodies(cj, sari) == []
    assert cj.json("show", sari)["contacts"]["contact"] == 0
    assert f"to {budi}, {now['ref']} there: both live in Jalan Melati" in cj.ok("show", sari).out
    for shown in (budi, now["ref"]):
        assert f"moved from {sari}, {was['ref']} there" in cj.ok("show", shown).out
    assert "He laughed." in cj.ok("history", was["ref"]).out
    assert f"moved to {budi}, {now['ref']} there" in cj.ok("history", was["ref"]).out


def test_what_hangs_on_the_note_goes_along_under_new_refs(cj: Cj, sari: str, budi: str) -> None:
    note = cj.json("note", sari, "x", "--next-step", "Call the clinic", "--next-on", "friday")
    other = cj.json("note", sari, "y", "--next-step", "Stays here")
    looked = cj.json("principles", "checklist", note["ref"], "--acceptance", "strained: hurried", "--supervision")
    cj.ok("task", "done", note["tasks"][0]["ref"], "--evidence", "They called back.")

    moved = cj.json("note", "move", note["ref"], budi)

    right = cj.json("show", budi)
    (checklist,) = right["checklists"]
    tasks = {each["what"]: each for each in right["tasks"]}
    assert checklist["about"] == moved["ref"]
    assert tasks["Call the clinic"]["source"] == moved["ref"]
    assert tasks["Call the clinic"]["evidence"] == "They called back."
    assert tasks["Talk in supervision about: acceptance"]["source"] == checklist["ref"]
    assert {each["ref"] for each in moved["beside"]} == {checklist["ref"], *(each["ref"] for each in tasks.values())}
    assert set(struck(cj, sari)) == {note["ref"], note["tasks"][0]["ref"], looked["ref"], looked["tasks"][0]["ref"]}
    assert [each["ref"] for each in cj.json("show", sari)["tasks"]] == [other["tasks"][0]["ref"]]


def test_goals_of_the_wrong_plan_are_left_behind(cj: Cj, planned: str, budi: str) -> None:
    note = cj.json("note", planned, "x", "--goal", "1")["ref"]

    moved = cj.json("note", "move", note, budi)

    assert moved["goals"] == []


def test_a_move_is_taken_back_by_moving_once_more_and_not_by_undo(cj: Cj, sari: str, budi: str) -> None:
    was = cj.json("note", sari, "x")["ref"]
    now = cj.json("note", "move", was, budi)["ref"]

    refused = cj("undo", "--yes")

    assert refused.code == 5
    assert f"cj note move {now} {sari}" in refused.err
    again = cj.json("note", "move", now, sari)
    assert (bodies(cj, sari), bodies(cj, budi)) == (["x"], [])
    assert again["moved"]["ref"] == now


def test_what_was_moved_is_asked_for_in_vain_and_says_where_it_is(cj: Cj, sari: str, budi: str) -> None:
    made = cj.json("note", sari, "x", "--next-step", "Call")
    now = cj.json("note", "move", made["ref"], budi)["ref"]

    for words in (
        ("note", "move", made["ref"], budi),
        ("amend", made["ref"], "--set", "minutes=5", "--reason", "x"),
        ("strike", made["ref"], "--reason", "x", "--yes"),
        ("task", "done", made["tasks"][0]["ref"]),
    ):
        refused = cj(*words)
        assert refused.code == 5
        assert f"was moved to {budi}" in refused.err
    assert f"where it is {now}" in cj("note", "move", made["ref"], budi).err


@pytest.mark.usefixtures("budi")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("NOTE", "sari"), 16),
        (("TASK", "budi"), 16),
        (("C-ZZZZ", "budi"), 14),
        (("N-ZZZZ", "budi"), 14),
        (("NOTE", "nobody"), 14),
        (("NOTE",), 2),
        (("STRUCK", "budi"), 5),
        (("BOTH", "budi"), 5),
        (("NOTE", "budi", "--because", "half \udcff half"), 16),
    ],
)
def test_what_cannot_be_moved_is_refused_and_stays(cj: Cj, sari: str, words: tuple[str, ...], code: int) -> None:
    made = cj.json("note", sari, "x", "--next-step", "Call")
    refs = {"NOTE": made["ref"], "TASK": made["tasks"][0]["ref"], "STRUCK": cj.json("note", sari, "y")["ref"]}
    cj.ok("strike", refs["STRUCK"], "--reason", "typed twice", "--yes")
    refs["BOTH"] = cj.json("note", sari, "z", "--also", "budi")["ref"]
    before = cj.files()

    assert cj("note", "move", *(refs.get(word, word) for word in words)).code == code

    assert cj.files() == before


def test_a_client_called_move_has_notes_as_everybody_else(cj: Cj, sari: str) -> None:
    take_in(cj, "Move")
    note = cj.json("note", sari, "x")["ref"]

    cj.ok("note", "move", "She came by herself.")
    cj.ok("note", "move", "-", stdin="From a file.")
    cj.ok("note", "--role", "advocate", "move", "With a role.")
    cj.ok("note", "write", "move", "By the verb's own name.")
    cj.ok("note", "move", note, "move")

    assert sorted(bodies(cj, "move")) == [
        "By the verb's own name.", "From a file.", "She came by herself.", "With a role.", "x"
    ]  # fmt: skip


def test_the_verb_is_found_among_options(cj: Cj, sari: str, budi: str) -> None:
    note = cj.json("note", sari, "x")["ref"]

    cj.ok("note", "move", "--because", "mixed up", note, budi)

    assert bodies(cj, budi) == ["x"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), None])
def test_a_move_that_was_stopped_anywhere_is_finished_by_the_same_command(
    plain_cj: Cj, monkeypatch: pytest.MonkeyPatch, error: OSError | None
) -> None:
    cj = plain_cj
    sari, budi = take_in(cj, "Ibu Sari"), take_in(cj, "Pak Budi")
    made = cj.json("note", sari, "x", "--next-step", "Call")["ref"]
    whole = cj.home / "whole"
    shutil.copytree(cj.journal, whole)
    told = 0
    for at in range(1, MOST):
        with faulty_disk(monkeypatch, at, error) as disk:
            try:
                stopped = cj("note", "move", made, budi)
            except Died:
                stopped = None
        if stopped and stopped.code == 0 and disk.count < at:
            break
        assert "x" in (*bodies(cj, sari), *bodies(cj, budi))
        told += bool(stopped and f"cj note move {made} {budi}" in stopped.err)
        again = cj("note", "move", made, budi)
        assert again.code in {0, 5}, again
        assert (bodies(cj, sari), bodies(cj, budi)) == ([], ["x"])
        assert [each["what"] for each in cj.json("task", "list")["items"]] == ["Call"]
        shutil.rmtree(cj.journal)
        shutil.copytree(whole, cj.journal)
        cj.forget()
    assert at < MOST - 1
    assert bool(told) is (error is not None)


def test_one_visit_to_three_siblings_is_one_contact_in_each_file(cj: Cj, sari: str, budi: str) -> None:
    wahyu = take_in(cj, "Wahyu")

    made = cj.json("note", sari, "They had eaten.", "--also", "budi", "--also", wahyu.lower(), "--channel", "visit")

    cases = {sari, budi, wahyu}
    notes = {case: cj.json("show", case)["notes"][0] for case in cases}
    assert {each["body"] for each in notes.values()} == {"They had eaten."}
    assert {case: {case, *each["also"]} for case, each in notes.items()} == dict.fromkeys(cases, cases)
    assert len({each["ref"] for each in notes.values()}) == 3
    assert len({each["recorded_at"] for each in notes.values()}) == 1
    assert [cj.json("show", case)["contacts"]["contact"] for case in cases] == [1, 1, 1]
    assert made["ref"] == notes[sari]["ref"]
    assert [(each["case"], each["ref"]) for each in made["beside"]] == [
        (budi, notes[budi]["ref"]), (wahyu, notes[wahyu]["ref"])
    ]  # fmt: skip
    assert f"Also in: {sari}; {wahyu}" in cj.ok("show", budi).out
    assert "Sari" not in cj.ok("show", budi).out


def test_goals_and_the_next_step_belong_to_the_case_named_first(cj: Cj, planned: str, budi: str) -> None:
    result = cj.ok("note", planned, "x", "--also", budi, "--goal", "1", "--next-step", "Call", "--next-on", "friday")

    assert f"The next step is a task in {planned} only." in result.err
    assert [(each["case"], each["what"]) for each in cj.json("task", "list")["items"]] == [(planned, "Call")]
    (other,) = cj.json("show", budi)["notes"]
    assert (other["goals"], other["next_step"], other["next_on"]) == ([], "", None)


def test_after_it_at_means_the_case_named_first(cj: Cj, sari: str, budi: str) -> None:
    cj.ok("note", sari, "x", "--also", budi)

    assert cj.json("show", "@")["ref"] == sari


@pytest.mark.parametrize(
    ("also", "code"), [(("sari",), 16), (("budi", "Pak Budi"), 16), (("nobody",), 14), (("budi", "nobody"), 14)]
)
@pytest.mark.usefixtures("budi")
def test_a_further_case_that_is_none_is_refused_before_a_word_is_asked(
    cj: Cj, sari: str, also: tuple[str, ...], code: int
) -> None:
    before = cj.files()
    further = [word for each in also for word in ("--also", each)]

    assert cj("note", sari, *further, asks=Replies()).code == code

    assert cj.files() == before


def test_asked_at_a_terminal_the_answers_go_into_each_case(cj: Cj, sari: str, budi: str) -> None:
    cj.ok("note", sari, "--also", budi, "--channel", "visit", asks=Replies("They sang.", [], ""))

    assert (bodies(cj, sari), bodies(cj, budi)) == (["They sang."], ["They sang."])


def test_undo_takes_it_back_where_it_was_written_last_and_names_the_rest(cj: Cj, sari: str, budi: str) -> None:
    words = ("note", sari, "x", "--also", budi, "--next-step", "Call")
    cj.ok(*words)

    result = cj.ok("undo", "--yes")

    assert f"is still in {budi}" in result.err
    assert (bodies(cj, sari), bodies(cj, budi)) == ([], ["x"])
    assert "Part of this was written before" in cj.ok(*words).err
    assert (bodies(cj, sari), bodies(cj, budi)) == (["x"], ["x"])


def test_the_cases_of_a_contact_are_not_amended(cj: Cj, sari: str, budi: str) -> None:
    note = cj.json("note", sari, "x", "--also", budi)["ref"]

    refused = cj("amend", note, "--set", "also=", "--reason", "x")

    assert refused.code == 5
    assert "cj strike" in refused.err


def test_the_same_words_of_another_contact_are_another_contact(cj: Cj, sari: str, budi: str) -> None:
    for _ in range(2):
        cj.ok("note", sari, "Nobody opened.", "--also", budi, "--made", "no_show")
        cj.clock.forward(minutes=5)

    assert (bodies(cj, sari), bodies(cj, budi)) == (["Nobody opened."] * 2, ["Nobody opened."] * 2)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), None])
def test_a_contact_that_stands_in_some_cases_only_is_finished_by_the_same_command(
    plain_cj: Cj, monkeypatch: pytest.MonkeyPatch, error: OSError | None
) -> None:
    cj = plain_cj
    cases = [take_in(cj, client) for client in ("Ibu Sari", "Pak Budi", "Wahyu")]
    words = ("note", "sari", "They had eaten.", "--also", "budi", "--also", "wahyu", "--next-step", "Call")
    whole = cj.home / "whole"
    shutil.copytree(cj.journal, whole)
    told = 0
    for at in range(1, MOST):
        with faulty_disk(monkeypatch, at, error) as disk:
            try:
                stopped = cj(*words)
            except Died:
                stopped = None
        if stopped and stopped.code == 0 and disk.count < at:
            break
        standing = [case for case in cases if bodies(cj, case)]
        told += bool(stopped and "Run the same command again" in stopped.err)
        if len(standing) < 3:
            cj.clock.forward(minutes=3)
            cj.ok(*words)
            assert [bodies(cj, case) for case in cases] == [["They had eaten."]] * 3
            assert [each["what"] for each in cj.json("task", "list")["items"]] == ["Call"]
        shutil.rmtree(cj.journal)
        shutil.copytree(whole, cj.journal)
        cj.forget()
    assert at < MOST - 1
    assert bool(told) is (error is not None)


def test_in_a_letter_nothing_is_told_of_the_others_of_a_contact(cj: Cj, budi: str) -> None:
    take_in(cj, "Ibu Sari Wulandari")
    sari = cj.json("show", "sari")["ref"]
    cj.ok("note", budi, f"Budi and Sari sat with me; see {sari}. Ibu Wulandari cooked.", "--also", "sari")
    cj.ok(
        "consent", budi, "--purpose", "care", "--recipient", "Puskesmas Melati", "--scope", "notes", "--scope", "name",
        "--given-by", "client",
    )  # fmt: skip
    referral = cj.json(
        "refer", budi, "--to", "Puskesmas Melati", "--reason", "specialist", "--share", "notes", "--share", "name",
        "--request", "Please see him; Sari will come along.",
    )["ref"]  # fmt: skip

    letter = cj.ok("letter", referral, "--format", "md").out

    assert "Budi" in letter
    assert "sat with me" in letter
    for told in ("Sari", "Wulandari", sari):
        assert told not in letter
