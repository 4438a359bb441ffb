"""Intake: the record is the same, whether given by options, by file, by pipe or at the terminal."""

import json
import re

import msgspec
import pytest

from casejournal.desk import Desk, World
from tests.world import CHEAP, Cj, Replies, take_in

TOML = """
client = "Ibu Sari"
presenting_problem = \"\"\"
The boy does not go to school.
He says nothing.
\"\"\"
areas = ["family", "education"]
safety = "concern"
age = 34
voluntary = true
household = ["her mother, 68"]
on = 2026-11-20

[safe_contact]
ways = "message only"
"""
OPTIONS = (
    "--client", "Ibu Sari",
    "--presenting-problem", "The boy does not go to school.\nHe says nothing.",
    "--area", "family", "--area", "education",
    "--safety", "concern",
    "--age", "34",
    "--voluntary",
    "--household", "her mother, 68",
    "--on", "last friday",
    "--safe-contact-ways", "message only",
)  # fmt: skip


SET_BY_THE_JOURNAL = {"ref", "recorded_at", "worker", "formerly", "held", "imported", "corrections", "struck", "moved"}


def told(cj: Cj) -> dict[str, object]:
    """The intake of the case last worked on, without what the journal set itself."""
    intake = cj.json("show", "@")["intake"]
    return {name: value for name, value in intake.items() if name not in SET_BY_THE_JOURNAL}


def test_options_a_file_and_a_pipe_make_the_same_record(cj: Cj) -> None:
    cj.ok("intake", *OPTIONS)
    by_options = told(cj)
    path = cj.home / "form.toml"
    path.write_text(TOML)
    cj.ok("intake", "--from", str(path))
    by_file = told(cj)
    cj.ok("intake", "--from", "-", stdin=TOML)
    by_pipe = told(cj)
    cj.ok("intake", "--from", "-", stdin=json.dumps(by_options))
    by_json = told(cj)

    assert by_options["areas"] == ["family", "education"]
    assert by_options["safe_contact"] == {"ways": "message only", "hours": "", "code_word": "", "never": ""}
    assert by_options["presenting_problem"] == "The boy does not go to school.\nHe says nothing."
    assert by_options == by_file == by_pipe == by_json


def test_an_option_comes_before_the_file(cj: Cj) -> None:
    cj.ok("intake", "--from", "-", "--client", "Ibu Santi", stdin=TOML)

    assert told(cj)["client"] == "Ibu Santi"


def test_it_prints_the_ref(cj: Cj) -> None:
    result = cj.ok("intake", "--client", "Ibu Sari", "--presenting-problem", "Rent.")

    assert re.match(r"C-[0-9A-HJKMNP-TV-Z]{4}  Intake  Ibu Sari  Monday 2026-11-23\n", result.out)


def test_immediate_danger_makes_a_task_for_today(cj: Cj) -> None:
    made = cj.json("intake", "--client", "Ibu Sari", "--presenting-problem", "He hits.", "--safety", "immediate")

    assert [task["due"] for task in made["tasks"]] == ["2026-11-23"]
    assert "See to the safety of Ibu Sari" in cj.ok("today").out


def test_the_template_filled_in_is_an_intake(cj: Cj) -> None:
    template = cj.ok("intake", "--template").out
    filled = template.replace('client = ""', 'client = "Ibu Sari"').replace(
        'presenting_problem = """\n"""', 'presenting_problem = """\nRent.\n"""'
    )

    cj.ok("intake", "--from", "-", stdin=filled)

    assert told(cj)["client"] == "Ibu Sari"
    assert told(cj)["presenting_problem"] == "Rent."


def test_the_template_says_beside_which_answer_another_is_needed(bare: Cj) -> None:
    lines = bare.ok("intake", "--template").out.splitlines()

    assert next(line for line in lines if "Referred by whom" in line).endswith("(needed with referred_by: other)")
    assert next(line for line in lines if "# Client:" in line).endswith("(needed)")


def test_the_template_needs_no_journal(bare: Cj) -> None:
    assert "presenting_problem" in bare.ok("intake", "--template").out
    assert not bare.journal.exists()


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ('clint = "A"', 16, "clint"),
        ("client = [1]", 16, "Client"),
        ("client = 5", 16, "Client"),
        ('client = "A\\nB"', 16, "one line"),
        ('client = "  "', 16, "empty"),
        ('age = "old"', 16, "whole number"),
        ("age = true", 16, "whole number"),
        ("age = 3.5", 16, "whole number"),
        ('areas = ["astrology"]', 16, "astrology"),
        ("areas = [3]", 16, "Areas"),
        ('safety = "perhaps"', 16, "perhaps"),
        ('voluntary = "perhaps"', 16, "yes or no"),
        ("[safe_contact]\nfoo = 1", 16, "safe_contact.foo"),
        ("not toml at all", 16, "line 1"),
        ("{not json", 16, "line 1"),
        ("[1, 2]", 16, "cannot be understood"),
        ('{"client": "\\ud800"}', 16, "UTF-8"),
        ("[" * 100_000, 16, "cannot be understood"),
        ("{" * 100_000, 16, "cannot be understood"),
        ('safe_contact = "x"', 16, "safe_contact"),
        ("", 4, "--client"),
    ],
)
def test_a_form_that_is_wrong_is_named_and_nothing_is_written(cj: Cj, text: str, code: int, named: str) -> None:
    before = cj.files()

    result = cj("intake", "--from", "-", stdin=text)

    assert result.code == code, result
    assert named in result.err
    assert cj.files() == before


def test_a_form_that_is_not_text_is_named(cj: Cj) -> None:
    result = cj("intake", "--from", "-", stdin=b'client = "\xff\xfe"')

    assert result.code == 16
    assert "UTF-8" in result.err


def test_a_form_that_is_not_there_is_named(cj: Cj) -> None:
    result = cj("intake", "--from", str(cj.home / "missing.toml"))

    assert result.code == 14
    assert "missing.toml" in result.err


def test_an_own_area_from_config_is_an_answer(cj: Cj) -> None:
    given = ("--client", "A", "--presenting-problem", "B", "--area", "debts")
    assert cj("intake", *given).code == 16

    cj.ok("config", "areas", "debts, faith")

    assert cj.json("intake", *given)["areas"] == ["debts"]


def test_an_intake_of_last_month_is_kept_and_marked_late(cj: Cj) -> None:
    made = cj.json("intake", "--client", "A", "--presenting-problem", "B", "--on", "2026-10-05")

    assert made["late"] is True
    assert "late entry" in made["remarks"][0]


# How old somebody is


def test_an_age_told_years_ago_is_shown_with_its_day(cj: Cj) -> None:
    case = take_in(cj, "Rina", "--age", "16", "--on", "2023-03-05")

    shown = cj.ok("show", case).out

    assert "Age: about 19 (16 in March 2023)" in shown
    assert cj.json("show", case)["intake"]["age"] == 16


def test_a_birth_may_be_estimated_and_is_shown_as_that(cj: Cj) -> None:
    case = take_in(cj, "Nenek", "--birth", "kira-kira 1950")

    assert cj.json("show", case)["intake"]["birth"] == "1950~"
    assert "Age: about 76 (born about 1950)" in cj.ok("show", case).out


def test_the_age_of_a_baby_is_told_in_months(cj: Cj) -> None:
    case = take_in(cj, "Bayi", "--age", "8 bulan", "--on", "-60d")

    assert cj.json("show", case)["intake"]["age"] == "8 months"
    assert "Age: about 9 months (8 months in September 2026)" in cj.ok("show", case).out


def test_scripts_may_go_on_saying_the_birth_year(cj: Cj) -> None:
    case = take_in(cj, "Rina", "--birth-year", "2007")

    assert "Age: about 19 (born 2007)" in cj.ok("show", case).out


@pytest.mark.parametrize(
    "given",
    [
        ("--age", "16", "--birth-year", "1990"),
        ("--age", "16", "--birth", "2007-05-12"),
        ("--birth", "2027"),
        ("--birth", "2007", "--birth-year", "1990"),
        ("--birth", "2026-11-22", "--on", "2026-11-20"),
        ("--age", "8 weeks"),
        ("--birth", "long ago"),
    ],
)
def test_an_age_and_a_birth_that_contradict_each_other_are_refused(cj: Cj, given: tuple[str, ...]) -> None:
    before = cj.files()

    result = cj("intake", "--client", "A", "--presenting-problem", "B", *given)

    assert result.code == 16, result
    assert cj.files() == before


def test_at_a_terminal_the_question_that_contradicts_is_asked_again(cj: Cj) -> None:
    replies = Replies("A", "B", [], "", "", ["birth", "age"], "1990", "16", "36")

    made = cj.json("intake", asks=replies)

    assert (made["birth"], made["age"]) == ("1990", 36)
    assert replies.asked[-2:] == ["Age at intake", "Age at intake"]


def test_an_amended_age_must_fit_the_birth(cj: Cj) -> None:
    case = take_in(cj, "A", "--birth", "2007-05-12")

    assert cj("amend", case, "--set", "age=16", "--reason", "x").code == 16
    assert cj("amend", case, "--set", "age=19", "--reason", "x").code == 0


def test_an_old_intake_that_contradicts_itself_opens_and_can_be_mended_in_other_fields(cj: Cj) -> None:
    case = take_in(cj, "A")
    journal = Desk(World(env=cj.env, now=cj.clock, cost=CHEAP), {}).journal
    with journal.writing(case, "intake") as drawer:
        drawer.put(msgspec.structs.replace(drawer.file.intake, age=16, birth_year=1990))

    cj.ok("amend", case, "--set", "alias=Ani", "--reason", "x")
    cj.ok("amend", case, "--reason", "x", asks=Replies(["gender"], "woman"))

    assert "Age: about 36 (born 1990)" in cj.ok("show", case).out
    assert cj("amend", case, "--set", "age=17", "--reason", "x").code == 16


# Identity numbers

NIK = "3201234567890001"


def test_identity_numbers_have_a_field_of_their_own_and_are_in_no_list(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari", "--identity-number", f"NIK:{NIK}", "--identity-number", "bpjs:0001234567890")

    assert cj.json("show", case)["intake"]["identity_numbers"][0] == {"kind": "nik", "number": NIK}
    assert f"NIK {NIK}" in cj.ok("show", case).out
    for look in (("list", "--all"), ("today",), ("list", "--json"), ("today", "--json")):
        assert NIK not in cj.ok(*look).out


@pytest.mark.parametrize("option", ["--client", "--alias", "--contact", "--address", "--household"])
def test_a_number_typed_where_names_and_addresses_stand_is_refused_with_the_way_on(cj: Cj, option: str) -> None:
    before = cj.files()

    given = {"--client": "A", "--presenting-problem": "B", option: f"Sari, {NIK}"}
    result = cj("intake", *(word for pair in given.items() for word in pair))

    assert result.code == 16
    assert "--identity-number" in result.err
    assert cj.files() == before


@pytest.mark.parametrize("said", ["NIK:123", f"bpjs:{NIK}", "NIK:", "sim:1"])
def test_an_identity_number_that_cannot_be_one_is_refused(cj: Cj, said: str) -> None:
    assert cj("intake", "--client", "A", "--presenting-problem", "B", "--identity-number", said).code == 16


def test_at_a_terminal_a_number_of_the_wrong_length_is_asked_again(cj: Cj) -> None:
    replies = Replies("A", "B", [], "", "", ["identity_numbers"], "nik", "123", NIK, "")

    made = cj.json("intake", asks=replies)

    assert made["identity_numbers"] == [{"kind": "nik", "number": NIK}]


# Cases that belong together


def test_a_related_case_is_shown_in_both_with_who_is_in_danger(cj: Cj) -> None:
    mother = take_in(cj, "Ibu Sari", "--safety", "immediate")
    child = take_in(cj, "Dimas", "--related", "sari=parent")

    assert cj.json("show", child)["intake"]["related"] == [{"case": mother, "how": "parent"}]
    assert f"parent: Ibu Sari ({mother}) · immediate danger" in cj.ok("show", child).out
    assert f"child: Dimas ({child})" in cj.ok("show", mother).out
    (seen,) = cj.json("show", mother)["related"]
    assert (seen["case"], seen["how"], seen["client"], seen["open"]) == (child, "child", "Dimas", True)


def test_a_related_case_must_exist_and_be_another(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")
    given = ("intake", "--client", "A", "--presenting-problem", "B", "--related")
    before = cj.files()

    assert cj(*given, "nobody=sibling").code == 14
    assert cj(*given, f"{case}=cousin").code == 16
    assert cj(*given, "sari=sibling", "--related", f"{case}=household").code == 16
    assert cj("amend", case, "--set", "related=sari=sibling", "--reason", "x").code == 16
    assert cj.files() == before


def test_at_a_terminal_a_related_case_is_named_and_asked_again_where_there_is_none(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")
    replies = Replies("A", "B", [], "", "", ["related"], "nobody", "sari", "sibling", "")

    made = cj.json("intake", asks=replies)

    assert made["related"] == [{"case": case, "how": "sibling"}]


def test_a_relation_is_amended_by_name(cj: Cj) -> None:
    mother, child = take_in(cj, "Ibu Sari"), take_in(cj, "Dimas")

    cj.ok("amend", child, "--set", "related=sari=parent", "--reason", "she told us")

    assert "child: Dimas" in cj.ok("show", mother).out


def test_a_related_case_that_is_gone_is_told_by_its_ref(cj: Cj) -> None:
    mother = take_in(cj, "Ibu Sari")
    child = take_in(cj, "Dimas", "--related", f"{mother}=parent")

    cj.ok("strike", mother, "--reason", "twice", "--yes")

    assert mother in cj.ok("show", child).out
    assert "Ibu Sari" not in cj.ok("show", child).out


def test_somebody_else_who_showed_the_way_is_named(cj: Cj) -> None:
    given = ("--client", "Ibu Ratih", "--presenting-problem", "Rent.", "--referred-by", "other")
    refused = cj("intake", *given, "--json", "--no-input")
    replies = Replies("Pak Budi", "Rent.", [], "none", "yes", ["referred_by"], "other", "the imam")

    case = cj.json("intake", asks=replies)["ref"]

    assert (refused.code, "--other-referrer" in refused.error["message"]) == (4, True)
    assert cj.json("show", case)["intake"]["other_referrer"] == "the imam"
    assert "the imam" in cj.ok("show", case).out
    assert cj.json("intake", *given, "--other-referrer", "the imam")["other_referrer"] == "the imam"
