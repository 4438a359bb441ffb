"""The worker's own questions, [intake_fields]: asked, kept, shown, corrected and kept in the house as they say."""

from pathlib import Path

import pytest

from casejournal.exchange.export.formats import FORMATS
from tests.commands.test_letter import refer
from tests.world import Cj, Replies, take_in

GIVEN = ("--client", "A", "--presenting-problem", "B")
OLD = '[intake_fields]\nclan = "Which clan is the family from?"\n"house owner" = "Who owns the house?"\n'
FORM = """
[intake_fields.pkh]
title = {en = "PKH number", id = "Nomor PKH"}
help = {en = "From the family's card.", id = "Dari kartu keluarga."}
identity = true
leaves = false

[intake_fields.schooling]
title = {en = "Schooling", id = "Pendidikan terakhir"}
choices = {none = {en = "never went to school", id = "tidak sekolah"}, sd = {en = "primary school", id = "SD"}}
required = true

[intake_fields.aid]
title = "Aid received"
kind = "choices"
choices = ["PKH", "BPNT", "PIP"]

[intake_fields.rooms]
kind = "number"

[intake_fields.moved]
title = "Moved here"
kind = "date"

[intake_fields.own_house]
title = "Owns the house"
kind = "yes_no"

[intake_fields.story]
kind = "long_text"
"""


def asks(cj: Cj, text: str) -> Cj:
    """A worker who asks this of everybody."""
    (cj.home / "config.toml").write_text(text)
    return cj


@pytest.fixture
def asking(plain_cj: Cj) -> Cj:
    """A worker who asks two things in the short way."""
    return asks(plain_cj, OLD)


@pytest.fixture
def agency(plain_cj: Cj) -> Cj:
    """A worker whose agency's form asks seven things, one of each kind."""
    return asks(plain_cj, FORM)


def test_own_questions_are_answered_by_option_by_file_and_at_the_terminal(asking: Cj) -> None:
    kept = [{"name": "clan", "value": "Tobing"}]

    by_option = asking.json("intake", *GIVEN, "--own", "clan=Tobing")
    by_file = asking.json("intake", "--client", "C", *GIVEN[2:], "--from", "-", stdin='own = ["clan=Tobing"]')
    by_key = asking.json("intake", "--client", "E", *GIVEN[2:], "--from", "-", stdin='clan = "Tobing"')
    replies = Replies("D", "B", [], "", "", "Tobing", "", [])
    by_hand = asking.json("intake", asks=replies)

    assert by_option["own"] == by_file["own"] == by_key["own"] == by_hand["own"] == kept
    assert replies.asked[5:7] == ["clan", "house owner"]
    assert "Which clan is the family from?" in replies.hinted["text"]
    assert "clan: Tobing" in asking.ok("show", by_option["ref"]).out


def test_a_template_with_own_questions_can_be_filled_in_and_given_back(agency: Cj) -> None:
    text = agency.ok("intake", "--template", *GIVEN).out

    assert "# PKH number: From the family's card.\npkh = " in text
    assert "# Schooling: Schooling (needed)\n#   none, sd\nschooling = " in text
    assert "own = " not in text
    filled = text.replace('schooling = ""', 'schooling = "sd"').replace("aid = []", 'aid = ["pip", "pkh"]')
    filled = filled.replace('client = ""', 'client = "Sari"').replace('problem = """\n', 'problem = """No rice.')
    told = agency.json("intake", "--from", "-", stdin=filled)
    assert [(each["name"], each["value"]) for each in told["own"]] == [("schooling", "sd"), ("aid", "PIP; PKH")]


def test_each_kind_of_question_is_asked_in_its_own_way_and_read_in_both_languages(agency: Cj) -> None:
    replies = Replies(
        "Sari", "x", [], "", "", "1234 5678 9012", "sd", ["PKH", "PIP"], "2,5", "2020-01-05", "yes", "Long.", []
    )

    case = agency.json("intake", asks=replies)["ref"]

    english, indonesian = agency.ok("show", case).out, agency.ok("show", case, "--lang", "id").out
    for told in (
        "PKH number: 1234 5678 9012", "Schooling: primary school", "Aid received: PKH; PIP", "rooms: 2.5",
        "Moved here: Sunday 2020-01-05", "Owns the house: yes", "story: Long.",
    ):  # fmt: skip
        assert told in english
    for told in ("Nomor PKH: 1234 5678 9012", "Pendidikan terakhir: SD", "Moved here: Minggu 2020-01-05", "house: ya"):
        assert told in indonesian
    assert agency.ok("show", case).out.count("PKH number") == 1


@pytest.mark.parametrize(
    "said", ["schooling=SD", "schooling=tidak sekolah", "Pendidikan terakhir=primary school", "SCHOOLING=None"]
)
def test_a_choice_and_its_question_are_recognised_by_word_and_by_name_in_either_language(agency: Cj, said: str) -> None:
    assert agency.json("intake", *GIVEN, "--own", said)["own"][0]["value"] in {"sd", "none"}


@pytest.mark.parametrize(
    "said", ["schooling=smp", "rooms=1.500", "rooms=many", "moved=03/04/2024", "own_house=perhaps", "aid=PKH; BLT"]
)
def test_an_answer_that_does_not_fit_its_question_is_refused(agency: Cj, said: str) -> None:
    more = () if said.startswith("schooling") else ("--own", "schooling=sd")

    assert agency("intake", *GIVEN, "--own", said, *more).code == 16
    assert agency.json("list")["items"] == []


def test_an_own_question_that_must_be_answered_is_needed(agency: Cj) -> None:
    result = agency("intake", *GIVEN)

    assert result.code == 4
    assert "--own schooling=" in result.err


def test_own_answers_are_corrected_by_their_name_as_any_field(agency: Cj) -> None:
    case = agency.json("intake", *GIVEN, "--own", "schooling=sd", "--own", "rooms=2", "--own", "pkh=123")["ref"]

    agency.ok("amend", case, "--set", "own=rooms=3", "--set", "schooling=none", "--set", "own=pkh=", "--reason", "x")

    own = agency.json("show", case)["intake"]["own"]
    assert [(each["name"], each["value"]) for each in own] == [("schooling", "none"), ("rooms", "3")]
    history = agency.ok("history", case).out
    assert "- Schooling: primary school\n  + Schooling: never went to school" in history
    assert agency("amend", case, "--set", "schooling=", "--reason", "x").code == 16
    assert agency("amend", case, "--set", "own=nothing=1", "--reason", "x").code == 16


def test_a_form_asks_about_own_fields_when_it_amends(agency: Cj) -> None:
    case = agency.json("intake", *GIVEN, "--own", "schooling=sd")["ref"]
    replies = Replies(["schooling"], "none", "misheard")

    agency.ok("amend", case, asks=replies)

    assert agency.json("show", case)["intake"]["own"][0]["value"] == "none"


def test_an_answer_outlives_its_question(agency: Cj) -> None:
    own = ("--own", "schooling=sd", "--own", "moved=2020-01-05", "--own", "rooms=2")
    case = agency.json("intake", *GIVEN, *own)["ref"]
    asks(agency, '[intake_fields.rooms]\nkind = "yes_no"\n')

    assert "Schooling: primary school" in agency.ok("show", case).out
    agency.ok("amend", case, "--set", "client=Sari", "--reason", "x")
    told = agency.ok("show", case, "--lang", "id").out
    assert "Pendidikan terakhir: SD" in told
    assert "Moved here: Minggu 2020-01-05" in told
    agency.ok("amend", case, "--set", "own=schooling=university", "--reason", "x")
    assert "Schooling: university" in agency.ok("show", case).out


def test_an_answer_outlives_the_list_it_was_chosen_from(agency: Cj) -> None:
    case = agency.json("intake", *GIVEN, "--own", "schooling=sd")["ref"]
    asks(agency, '[intake_fields.schooling]\nchoices = ["SMP", "SMA"]\n')

    agency.ok("amend", case, "--set", "client=Sari", "--reason", "x")

    assert "Schooling: primary school" in agency.ok("show", case).out


def test_a_draft_outlives_the_question_it_answers(asking: Cj) -> None:
    asking("intake", asks=Replies("Sari", "x", [], "", "", "Tobing", KeyboardInterrupt))
    draft = asking.json("draft", "list")["items"][0]["ref"]
    asks(asking, "")

    asking.ok("draft", "resume", draft)

    assert "clan: Tobing" in asking.ok("show", "sari").out


def test_an_answer_to_nobodys_question_is_refused(asking: Cj) -> None:
    result = asking("intake", *GIVEN, "--own", "klan=Tobing")

    assert result.code == 16
    assert "intake_fields" in result.err


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("intake_fields = 3", 1, "NAME = "),
        ("[intake_fields]\nclan = 3", 2, "NAME = "),
        ('[intake_fields]\nclan = " "', 2, "NAME = "),
        ('[intake_fields.a]\ntitle = "x"\nkind = "nuber"', 3, "Did you mean number?"),
        ("\n[intake_fields.a]\nleave = false", 3, "Did you mean leaves?"),
        ('[intake_fields]\na = {required = "yes"}', 2, "true or false"),
        ('[intake_fields.a]\nkind = "choice"', 2, "list of choices"),
        ("[intake_fields.a]\nchoices = [1, 2]", 2, "write a list"),
        ('[intake_fields.a]\nchoices = ["a; b"]', 2, "semicolon"),
        ('[intake_fields.a]\ntitle = {fr = "x"}', 2, "for each language"),
        ('[intake_fields]\ngender = "x"', 2, "asks this already"),
        ('[intake_fields]\n"a b" = "x"\na_b = "y"', 3, "same name"),
        ('[intake_fields]\n"a=b" = "x"', 2, "brackets"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line_and_all_else_works(plain_cj: Cj, text: str, line: int, says: str) -> None:
    asks(plain_cj, text if text.startswith("intake") else f'{text}\n[intake_fields.good]\ntitle = "Good"\n')

    result = plain_cj.ok("intake", *GIVEN, *(() if text.startswith("intake") else ("--own", "good=yes")))

    assert f"line {line}: intake_fields" in result.err
    assert says in result.err
    assert text.startswith("intake") or "Good: yes" in result.out
    assert result.err.count("\n") == 1


def test_settings_show_the_own_questions(agency: Cj) -> None:
    told = agency.ok("config").out

    assert "PKH number\ttext\ttreated as an identity number, never leaves the house" in told
    assert "Schooling\tone of a list: never went to school, primary school\tmust be answered" in told
    assert [each["name"] for each in agency.json("config")["intake_fields"]][:2] == ["pkh", "schooling"]
    schema = agency.json("schema", "intake")["json_schema"]
    assert schema["$defs"]["OwnField"]["properties"]["name"]["examples"][0] == "pkh"


def test_what_never_leaves_the_house_is_in_no_letter_whatever_is_consented_to(agency: Cj) -> None:
    own = ("--own", "pkh=123456789012", "--own", "schooling=sd", "--own", "story=Card 1234 5678 9012.")
    case = agency.json("intake", *GIVEN, *own)["ref"]

    letter = agency.json("letter", refer(agency, case, "own_fields", "identity_numbers", "presenting_problem"))["text"]

    assert "primary school" in letter
    assert "1234" not in letter
    asks(agency, "")
    assert "1234" not in agency.json("letter", refer(agency, case, "own_fields", "identity_numbers"))["text"]


def test_a_question_that_is_kept_in_the_house_since_today_is_kept_in_what_was_written_before(agency: Cj) -> None:
    case = agency.json("intake", *GIVEN, "--own", "schooling=sd", "--own", "rooms=17")["ref"]
    referral = refer(agency, case, "own_fields")
    assert "17" in agency.json("letter", referral)["text"]

    asks(agency, '[intake_fields.rooms]\nkind = "number"\nleaves = false\n[intake_fields.schooling]\nleave = false\n')

    letter = agency("letter", referral, "--json")
    assert letter.code in {0, 16}
    assert "17" not in letter.out
    assert "primary school" not in letter.out


def test_an_identity_number_of_ones_own_tells_who_is_likely_the_same_and_is_in_no_list(agency: Cj) -> None:
    agency.ok("intake", *GIVEN, "--own", "schooling=sd", "--own", "pkh=1234 5678 9012")

    again = agency.ok("intake", "--client", "Z", *GIVEN[2:], "--own", "schooling=sd", "--own", "pkh=123456789012")

    assert "the same identity number" in again.err
    assert "5678" not in agency.ok("list").out + agency.ok("list", "--json").out


def test_without_own_questions_none_is_asked(plain_cj: Cj) -> None:
    replies = Replies("A", "B", [], "", "", [])

    plain_cj.ok("intake", asks=replies)

    assert len(replies.asked) == 6
    assert "own = " not in plain_cj.ok("intake", "--template").out


def test_what_a_worker_named_oddly_is_shown_and_never_obeyed(plain_cj: Cj, tmp_path: Path) -> None:
    asks(plain_cj, '[intake_fields."[/b] \\u001b[31m x"]\ntitle = "[red]x[/red]"\n')
    assert "brackets" in plain_cj.ok("config").err
    asks(plain_cj, '[intake_fields.x]\ntitle = "[red]x\\u001b[31m[/red]"\n')

    case = take_in(plain_cj, "A", "--own", "x==1+1")

    assert "[red]x␛[31m[/red]: =1+1" in plain_cj.ok("show", case).out


@pytest.mark.parametrize("form", FORMATS)
def test_what_never_leaves_the_house_is_in_no_export(agency: Cj, form: str) -> None:
    own = ("--own", "pkh=123456789012", "--own", "schooling=sd")
    case = agency.json("intake", *GIVEN, *own)["ref"]
    out = agency.home / f"case.{form}"

    agency.ok("export", case, "--to", "Dinas", "--override", "danger", "--format", form, "--output", str(out))

    assert b"123456789012" not in out.read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        ("print", "CASE", "-o", "OUT.html"),
        ("print", "CASE", "--summary", "-o", "OUT.md"),
        ("packet", "CASE", "-o", "OUT.md"),
    ],
)
def test_what_never_leaves_the_house_is_on_no_paper(agency: Cj, command: tuple[str, ...]) -> None:
    case = agency.json("intake", *GIVEN, "--own", "pkh=123456789012", "--own", "schooling=sd", "--own", "rooms=2")[
        "ref"
    ]
    asks(agency, FORM.replace('kind = "number"', 'kind = "number"\nleaves = false'))
    out = agency.home / command[-1].lower()

    agency.ok(*(word.replace("CASE", case).replace("OUT", str(agency.home / "out")) for word in command), "--yes")

    text = out.read_text()
    assert "123456789012" not in text
    assert "rooms" not in text


def test_an_own_answer_is_found_by_its_words(agency: Cj) -> None:
    case = agency.json("intake", *GIVEN, "--own", "schooling=sd", "--own", "story=A long way from Sumbawa.")["ref"]

    assert case in agency.ok("search", "sumbawa").out
