"""A worker says whom or what they mean by a name, a ref or @. If it is unclear they are asked; nothing is guessed."""

from pathlib import Path

import pytest

from casejournal.ask.asks import Request
from tests.world import Cj, Replies, editor, form_group, take_in, work_through


def notes(cj: Cj, case: str) -> list[str]:
    return [note["body"] for note in cj.json("show", case)["notes"]]


@pytest.fixture
def two(cj: Cj) -> tuple[str, str]:
    """Ibu Sari, and another client called Sari."""
    return take_in(cj, "Ibu Sari", "--safety", "concern"), take_in(cj, "Sari")


# Who is meant


@pytest.mark.parametrize("asked", ["sari", "Ibu Sari", "Bu SARI", "mbak sari", "sar"])
def test_a_form_of_address_tells_nobody_apart_and_a_script_is_told_who_they_are(
    cj: Cj, two: tuple[str, str], asked: str
) -> None:
    result = cj("note", asked, "She smiled.")

    assert result.code == 15
    assert f"{two[0]} (Ibu Sari)" in result.err
    assert f"{two[1]} (Sari)" in result.err
    assert notes(cj, two[0]) == notes(cj, two[1]) == []


def test_at_a_terminal_it_asks_which_one_and_says_where_each_stands(cj: Cj, two: tuple[str, str]) -> None:
    labels: list[str] = []

    class Person(Replies):
        def one(self, title: str, hint: str, choices: object, before: str, **where: object) -> object:
            labels.extend(label for _value, label in choices)  # type: ignore[attr-defined]
            return super().one(title, hint, choices, before, **where)  # type: ignore[arg-type]

    result = cj.ok("note", "sari", "She smiled.", asks=Person(two[0]))

    assert notes(cj, two[0]) == ["She smiled."]
    assert f"{two[0]}  Ibu Sari  (new, a concern)" in labels
    assert f"{two[1]}  Sari  (new)" in labels
    assert two[0] in result.out


@pytest.mark.parametrize("reply", ["", Request.BACK])
def test_who_means_none_of_them_writes_nothing(cj: Cj, two: tuple[str, str], reply: object) -> None:
    before = cj.files()

    result = cj("note", "sari", "She smiled.", asks=Replies(reply))

    assert result.code == 3
    assert cj.files() == before


def test_too_many_to_choose_from_are_not_asked_about(cj: Cj) -> None:
    for number in range(31):
        take_in(cj, f"Sari {number}")

    assert cj("note", "sari", "x", asks=Replies()).code == 15


def test_an_open_case_comes_before_a_closed_one_and_the_ref_is_exact(cj: Cj, two: tuple[str, str]) -> None:
    cj.ok("close", two[1], "--reason", "moved", "--because", "She left.")

    cj.ok("note", "sari", "Open.")
    cj.ok("note", two[1].lower(), "Closed.")

    assert notes(cj, two[0]) == ["Open."]
    assert notes(cj, two[1]) == ["Closed."]


def test_a_closed_case_is_meant_where_no_open_one_fits(cj: Cj) -> None:
    harjo = take_in(cj, "Pak Harjo")
    cj.ok("close", harjo, "--reason", "moved", "--because", "He left.")

    assert cj.json("show", "harjo")["ref"] == harjo


@pytest.mark.parametrize(
    "arguments",
    [("check", "sari"), ("task", "list", "sari"), ("history", "sari"), ("consent", "show", "sari"), ("show", "sari")],
)
def test_every_command_that_takes_a_case_asks(cj: Cj, two: tuple[str, str], arguments: tuple[str, ...]) -> None:
    assert cj(*arguments).code == 15
    assert cj(*arguments, asks=Replies(two[1])).code in {0, 17}


def test_a_group_is_asked_about_as_a_case_is(cj: Cj) -> None:
    one, other = form_group(cj, name="Ibu Tangguh"), form_group(cj, name="Tangguh Muda")

    assert cj("group", "show", "tangguh").code == 15
    shown = cj.json("group", "show", "tangguh", asks=Replies(other))

    assert shown["ref"] == other
    assert cj.json("group", "show", one)["ref"] == one


def test_the_beginning_of_the_ref_of_a_record_is_asked_about_too(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari")
    refs = [cj.json("note", sari, "x")["ref"] for _count in range(2)]

    assert cj("show", "N-").code == 15
    assert cj.json("show", "N-", asks=Replies(refs[1]))["record"]["ref"] == refs[1]


@pytest.mark.parametrize("command", ["note", "show"])
def test_near_names_are_offered_when_nobody_answers(cj: Cj, command: str) -> None:
    lestari = take_in(cj, "Ibu Lestari")

    result = cj(command, "lestri", *(["x"] if command == "note" else []), "--json")

    assert result.code == 14
    assert result.error["code"] == "case_not_found"
    assert f"Did you mean: {lestari} (Ibu Lestari)?" in result.error["hint"]
    assert "Lestari" not in cj("show", "C-ZZZZ").err


# What @ means


def test_at_means_the_case_last_shown_or_written(cj: Cj) -> None:
    harjo, sari = take_in(cj, "Harjo"), take_in(cj, "Ibu Sari")
    cj.ok("note", "sari", "Written.")

    cj.ok("show", "harjo")
    cj.ok("note", "@", "To Harjo.")

    assert notes(cj, harjo) == ["To Harjo."]
    cj.ok("note", sari, "Again.")
    assert cj.json("show", "@")["ref"] == sari


@pytest.mark.parametrize("look", ["history REF", "consent show REF", "safety show REF", "show NOTE", "history NOTE"])
def test_whatever_shows_a_case_sets_it(cj: Cj, look: str) -> None:
    harjo = take_in(cj, "Harjo")
    note = cj.json("note", harjo, "x")["ref"]
    take_in(cj, "Ibu Sari")

    cj.ok(*({"REF": harjo, "NOTE": note}.get(word, word) for word in look.split()))

    assert cj.json("show", "@")["ref"] == harjo


def test_a_command_that_failed_and_a_list_do_not_change_it(cj: Cj) -> None:
    harjo, sari = take_in(cj, "Harjo"), take_in(cj, "Ibu Sari")
    cj.ok("show", sari)

    assert cj("plan", harjo, "--goal", "x", "--agreed", "yes").code == 5
    cj.ok("list")
    cj.ok("today")

    assert cj.json("show", "@")["ref"] == sari


def test_of_groups_it_is_the_group_last_shown_or_written(cj: Cj) -> None:
    one, _other = form_group(cj, name="Melati"), form_group(cj, name="Mawar")
    sari = take_in(cj, "Ibu Sari")

    cj.ok("group", "show", one)
    cj.ok("group", "join", "@", sari)

    assert [each["case"] for each in cj.json("group", "show", one)["memberships"]] == [sari]


def test_where_the_case_is_gone_it_is_the_one_last_written(cj: Cj) -> None:
    harjo, sari = take_in(cj, "Harjo"), take_in(cj, "Ibu Sari")
    cj.ok("show", harjo)

    cj.ok("erase", harjo, "--ground", "asked for it", "--yes", asks=Replies("nine quiet lamps"))

    assert cj.json("show", "@")["ref"] == sari


def test_it_is_remembered_for_each_journal_and_privately(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")
    other = {"CJ_JOURNAL": str(cj.home / "other")}
    cj.ok("init", "--plain-text", env=other)
    given = ("intake", "--client", "Pak Budi", "--presenting-problem", "Rent.")
    budi = cj.json(*given, env=other)["ref"]
    harjo = take_in(cj, "Harjo")

    kept = [path for path in Path(cj.env["XDG_STATE_HOME"]).rglob("*-C") if path.is_file()]

    assert cj.json("show", "@", env=other)["ref"] == budi
    assert cj.json("show", "@")["ref"] == harjo
    assert len(kept) == 2
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in kept)


def test_what_cannot_be_remembered_stops_nothing(cj: Cj) -> None:
    harjo, sari = take_in(cj, "Harjo"), take_in(cj, "Ibu Sari")
    kept = Path(cj.env["XDG_STATE_HOME"]) / "casejournal" / "last"
    for path in kept.iterdir():
        path.write_bytes(b"\xff\xfe nonsense")
    assert cj.json("show", "@")["ref"] == sari
    for path in kept.iterdir():
        path.unlink()
    kept.rmdir()
    kept.write_text("in the way")

    cj.ok("show", harjo)

    assert cj.json("show", "@")["ref"] == sari


# Whose file it is

SAFE = ("--safe-contact-never", "call the house", "--safe-contact-ways", "by the neighbour")


def test_a_form_says_whose_file_it_is_before_the_first_answer(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari", *SAFE)

    result = cj("note", "@", asks=Replies(KeyboardInterrupt))

    assert result.code == 130
    lines = result.err.splitlines()
    assert lines[:3] == [f"{sari}  Ibu Sari", "Never do: call the house", "Safe ways: by the neighbour"]


def test_what_the_safety_plan_forbids_is_said_before_the_first_answer_too(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari", *SAFE)
    cj.ok("safety", sari, "--warning-sign", "he drinks", "--what-helps", "her aunt", "--never", "tell his brother")

    told = cj("note", "@", asks=Replies(KeyboardInterrupt)).err.splitlines()

    assert told[1:3] == ["Never do: call the house", "Never do: tell his brother"]


def test_of_a_contact_with_several_clients_each_is_named_with_what_they_must_be_spared(cj: Cj) -> None:
    budi, sari, seen = take_in(cj, "Pak Budi", *SAFE), take_in(cj, "Ibu Sari", *SAFE), cj.home / "seen"
    both = [f"{sari}  Ibu Sari", "Never do: call the house", "Safe ways: by the neighbour"]
    both += [f"{budi}  Pak Budi", *both[1:]]

    asked = cj("note", sari, "--also", budi, asks=Replies(KeyboardInterrupt)).err.splitlines()
    cj.ok("note", sari, "--also", budi, "--edit", env=editor(cj, f'cp "$file" {seen}; echo Text. >> "$file"'))

    assert asked[:6] == both
    assert seen.read_text().splitlines()[:6] == [f"# {line}" for line in both]
    assert notes(cj, budi) == ["Text."]


def test_a_form_that_asks_nothing_says_nothing(cj: Cj) -> None:
    take_in(cj, "Ibu Sari", *SAFE)

    assert cj.ok("note", "@", "She smiled.", asks=Replies()).err == ""


def test_a_form_about_a_record_and_a_group_says_whose_it_is_too(cj: Cj) -> None:
    sari, group = take_in(cj, "Ibu Sari"), form_group(cj, "Bu Wati")
    note = cj.json("note", sari, "x")["ref"]

    assert f"{sari}  Ibu Sari" in cj("amend", note, asks=Replies(KeyboardInterrupt)).err
    assert f"{sari}  Ibu Sari" in cj("strike", note, asks=Replies(KeyboardInterrupt)).err
    assert f"{group}  Ibu Tangguh" in cj("group", "session", group, asks=Replies(KeyboardInterrupt)).err


def test_the_first_lines_in_an_editor_say_so_too_and_are_cut_off_again(cj: Cj) -> None:
    sari, seen = take_in(cj, "Ibu Sari", *SAFE), cj.home / "seen"

    cj.ok("note", "@", "--edit", env=editor(cj, f'cp "$file" {seen}; printf "# One\\nTwo\\n" >> "$file"'))

    lines = seen.read_text().splitlines()
    assert lines[:3] == [f"# {sari}  Ibu Sari", "# Never do: call the house", "# Safe ways: by the neighbour"]
    assert lines[3].startswith("# ----")
    assert notes(cj, sari) == ["# One\nTwo"]


@pytest.mark.parametrize(
    ("script", "body"),
    [
        ('printf "# One\\n" > "$file"', "# One"),
        ('{ printf "Above. "; cat "$file"; echo Below.; } > "$file.x"; mv "$file.x" "$file"', "Above. \nBelow."),
        ('echo Text. >> "$file"; sed -i "s/$/\\r/" "$file"', "Text."),
    ],
)
def test_what_was_written_with_another_head_or_none_is_whole(cj: Cj, script: str, body: str) -> None:
    sari = take_in(cj, "Ibu Sari", *SAFE)

    cj.ok("note", "@", "--edit", env=editor(cj, script))

    assert notes(cj, sari) == [body]


def test_where_the_head_was_changed_everything_is_kept(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari", *SAFE)

    cj.ok("note", "@", "--edit", env=editor(cj, 'echo Text. >> "$file"; sed -i "s/call the house/never/" "$file"'))

    assert "# Never do: never" in notes(cj, sari)[0]
    assert "Text." in notes(cj, sari)[0]


def test_only_the_head_is_nothing_written(cj: Cj) -> None:
    take_in(cj, "Ibu Sari", *SAFE)

    assert cj("note", "@", "--edit", env=editor(cj, "exit 0")).code == 3


def test_words_left_by_an_editor_that_failed_have_no_head(cj: Cj) -> None:
    take_in(cj, "Ibu Sari", *SAFE)

    result = cj("note", "@", "--edit", env=editor(cj, 'echo Half. >> "$file"; exit 1'))

    (draft,) = cj.json("draft", "list")["items"]
    assert result.code == 3
    assert draft["answers"]["body"].strip() == "Half."


def test_what_a_killed_editor_left_is_recorded_without_its_head(cj: Cj) -> None:
    sari, left = take_in(cj, "Ibu Sari", *SAFE), cj.home / "left"
    cj("note", "@", "--edit", env=editor(cj, f'echo Half. >> "$file"; cp "$file" {left}; exit 1'))

    cj.ok("note", sari, "-", stdin=left.read_text())

    assert notes(cj, sari) == ["Half."]


def test_a_text_that_is_amended_in_an_editor_loses_its_head_and_nothing_else(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari", *SAFE)
    note = cj.json("note", sari, "# Asked\nabout it")["ref"]

    cj.ok("amend", note, "--edit", "body", "--reason", "more", env=editor(cj, 'echo More. >> "$file"'))

    assert notes(cj, sari)[0].startswith("# Asked\nabout it")
    assert "----" not in notes(cj, sari)[0]


# Any ref


def test_any_ref_shows_its_record(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Sari")
    case = cj.json("show", refs["CASE"])
    tables = ("assessments", "plans", "tasks", "notes", "consents", "referrals", "reviews")

    for table in tables:
        for record in case[table]:
            shown = cj.json("show", record["ref"].lower())
            assert (shown["schema"], shown["case"], shown["client"]) == (
                "casejournal/record/1",
                refs["CASE"],
                "Ibu Sari",
            )
            assert shown["record"] == record
            out = cj.ok("show", record["ref"]).out
            assert record["ref"] in out
            assert "Ibu Sari" in out


def test_a_record_says_where_it_stands(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Sari")
    review = cj.json("show", refs["CASE"])["reviews"][0]["ref"]

    assert "Status: sent" in cj.ok("show", refs["REFERRAL"]).out
    assert "confirm that it arrived, by Monday 2026-11-30" in cj.ok("show", refs["REFERRAL"]).out
    assert "State: expiring" in cj.ok("show", refs["CONSENT"]).out
    assert "T-score" in cj.ok("show", review).out


def test_a_record_that_was_corrected_or_struck_says_so(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari")
    note, review = cj.json("note", sari, "x")["ref"], work_through(cj, "Pak Budi")
    cj.ok("amend", note, "--set", "body=y", "--reason", "typo")
    assert "amendment 2026-11-23" in cj.ok("show", note).out

    cj.ok("strike", note, "--reason", "wrong client", "--yes")
    struck = cj.ok("show", note).out

    assert "struck on Monday 2026-11-23 by Rahma: wrong client" in struck
    assert cj.json("show", note)["record"]["struck"]["reason"] == "wrong client"
    gone = cj.json("show", review["CASE"])["reviews"][0]["ref"]
    cj.ok("strike", gone, "--reason", "wrong goals", "--yes")
    assert cj.json("show", gone)["record"]["struck"]


def test_the_records_of_a_group_are_shown_with_the_names_of_its_members(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati", "Bu Tini")
    session = cj.json("group", "session", group, "--absent", "tini", "--programme", "We sewed.")["ref"]
    member = cj.json("group", "show", group)["memberships"][0]["ref"]

    shown = cj.ok("show", session).out

    assert "Bu Wati" in shown
    assert "We sewed." in shown
    assert "1 present, 1 absent" in shown
    assert cj.json("show", session)["group"] == group
    assert "Bu Wati" in cj.ok("show", member).out
    assert cj.json("show", group) == cj.json("group", "show", group)
    assert cj.ok("show", group).out == cj.ok("group", "show", group).out


def test_a_ref_nothing_has_is_not_found(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")

    assert cj("show", "N-ZZZZ", "--json").error["code"] == "record_not_found"
    assert cj("show", "N-ZZZZ").code == 14


# What is open in a case


def referral(cj: Cj, case: str, to: str) -> str:
    return str(cj.json("refer", case, "--to", to, "--reason", "specialist")["ref"])


def test_a_case_with_one_open_referral_is_enough(cj: Cj) -> None:
    lestari = take_in(cj, "Ibu Lestari")
    gone, clinic = referral(cj, lestari, "Old place"), referral(cj, lestari, "Puskesmas Melati")
    cj.ok("refer", "update", gone, "withdrawn")

    updated = cj.json("refer", "update", "lestari", "sent", "--override", "she may be hurt")

    assert updated["ref"] == clinic


def test_of_several_open_ones_it_asks_or_names_them(cj: Cj) -> None:
    lestari = take_in(cj, "Ibu Lestari")
    one, other = referral(cj, lestari, "Puskesmas Melati"), referral(cj, lestari, "Pak Danu")

    refused = cj("refer", "update", "lestari", "withdrawn")
    asked = cj.json("refer", "update", "lestari", "withdrawn", asks=Replies(other, "", "", ""))

    assert refused.code == 15
    assert f"{one} (Puskesmas Melati)" in refused.err
    assert f"{other} (Pak Danu)" in refused.err
    assert asked["ref"] == other


def test_a_case_with_nothing_open_of_that_kind_says_so(cj: Cj) -> None:
    take_in(cj, "Ibu Lestari")

    for command in (
        ("refer", "update", "lestari", "sent"),
        ("letter", "@"),
        ("consent", "revoke", "@"),
        ("task", "done", "@"),
    ):
        result = cj(*command, "--json")

        assert result.code == 14
        assert result.error["code"] == "nothing_open"


def test_the_one_open_task_and_the_one_consent_are_found_by_the_case(cj: Cj) -> None:
    refs = work_through(cj, "Ibu Lestari")
    budi = take_in(cj, "Pak Budi")
    task = cj.json("task", "add", budi, "Ask", "--who", "client")["ref"]

    assert cj.json("task", "done", "budi")["ref"] == task
    assert cj.json("letter", "lestari")["referral"] == refs["REFERRAL"]
    assert cj.json("consent", "revoke", "lestari")["ref"] == refs["CONSENT"]
    assert cj("task", "done", "lestari").code == 15


@pytest.mark.parametrize("command", ["assess", "plan", "close", "reopen"])
def test_whose_file_it_is_stands_above_all_that_is_told_before_the_first_question(cj: Cj, command: str) -> None:
    case = take_in(cj, "Ibu Sari")
    cj.ok("assess", case, "--underlying-problem", "The rent is too high.")
    cj.ok("task", "add", case, "Ask the landlord", "--who", "worker")
    if command == "reopen":
        cj.ok("close", case, "--reason", "moved", "--because", "x", "--if-reopened", "See her sister first.")

    told = cj(command, case, asks=Replies(KeyboardInterrupt)).err.splitlines()

    assert told[0].startswith(f"{case}  Ibu Sari")
    assert len(told) > 2
