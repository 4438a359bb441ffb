"""Intake: who came and what they say troubles them; by options, by file, by pipe or by hand, it is the same record."""

import json
import re

import pytest

from tests.world import Cj, Replies

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


SET_BY_THE_JOURNAL = {"ref", "recorded_at", "worker", "formerly", "held", "corrections", "struck"}


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


def test_somebody_else_who_showed_the_way_is_named(cj: Cj) -> None:
    given = ("--client", "Ibu Ratih", "--presenting-problem", "Rent.", "--referred-by", "other")
    refused = cj("intake", *given, "--json", "--no-input")
    replies = Replies("Pak Budi", "Rent.", [], "none", "yes", ["referred_by"], "other", "the imam")

    case = cj.json("intake", asks=replies)["ref"]

    assert (refused.code, "--other-referrer" in refused.error["message"]) == (4, True)
    assert cj.json("show", case)["intake"]["other_referrer"] == "the imam"
    assert "the imam" in cj.ok("show", case).out
    assert cj.json("intake", *given, "--other-referrer", "the imam")["other_referrer"] == "the imam"
