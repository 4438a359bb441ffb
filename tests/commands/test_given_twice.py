"""What is given in two places is refused, naming both: one of two answers would be dropped without a word."""

from collections.abc import Sequence

import pytest

from tests.world import Cj


@pytest.mark.parametrize(
    ("arguments", "both"),
    [
        (("note", "CASE", "x", "--minutes", "45", "--minutes", "60"), ("--minutes 45", "--minutes 60")),
        (("note", "CASE", "x", "--minutes=45", "--minutes", "60"), ("--minutes 45", "--minutes 60")),
        (("note", "write", "CASE", "--body", "her words", "--body", "other words"), ("her words", "other words")),
        (("note", "CASE", "x", "--made", "third_party", "--made=attempt"), ("third_party", "attempt")),
        (("intake", "--confidentiality-explained", "--no-confidentiality-explained"), (": --conf", "and --no-conf")),
        (("close", "CASE", "--reason", "moved_away", "--reason", "other"), ("moved_away", "other")),
        (("group", "list", "--journal", "a", "--journal", "b"), ("--journal a", "--journal b")),
        (("--journal", "a", "--journal=b", "list"), ("--journal a", "--journal b")),
        (("--journal", "a", "list", "--journal", "b"), ("--journal a", "--journal b")),
        (("--lang", "en", "list", "--lang", "id"), ("--lang id", "--lang en")),
        (("letter", "R-55MX", "-o", "a.md", "-ob.md"), ("-o a.md", "-o b.md")),
        (("amend", "N-55MX", "--reason", "a", "--edit", "body", "--reason", "b"), ("--reason a", "--reason b")),
    ],
)
def test_an_option_that_takes_one_value_is_refused_when_it_is_given_twice(
    cj: Cj, sari: str, arguments: Sequence[str], both: tuple[str, str]
) -> None:
    before = cj.files()

    result = cj(*(sari if word == "CASE" else word for word in arguments))

    assert result.code == 2
    for each in both:
        assert each in result.err
    assert cj.files() == before


def test_what_may_be_given_several_times_is_taken_each_time(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "x", "--attendee", "her aunt", "--attendee", "Pak RT", "--plain", "--plain")

    assert cj.json("show", sari)["notes"][0]["attendees"] == ["her aunt", "Pak RT"]


def test_behind_two_dashes_and_behind_an_option_words_are_words(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "--minutes", "5", "--next-step", "--minutes", "--body", "x")
    cj.ok("note", sari, "--minutes", "5", "--", "--minutes")

    notes = cj.json("show", sari)["notes"]
    assert [note.get("minutes") for note in notes] == [5, 5]


@pytest.mark.parametrize(
    ("arguments", "both"),
    [
        (("note", "CASE", "her words", "--body", "other words"), ("TEXT", "--body")),
        (("note", "CASE", "-", "--body", "other words"), ("-", "--body")),
        (("note", "CASE", "--edit", "--body", "other words"), ("--edit", "--body")),
        (("note", "CASE", "--edit", "--from", "FILE"), ("--edit", "--from")),
        (("note", "CASE", "her words", "--from", "FILE"), ("TEXT", "--from")),
        (("note", "CASE", "-", "--edit"), ("-", "--edit")),
        (("task", "add", "CASE", "call", "--from", "FILE"), ("WHAT", "--from")),
        (("refer", "update", "CASE", "sent", "--from", "FILE"), ("STATUS", "--from")),
        (("amend", "NOTE", "--set", "body=a", "--set", "body=b", "--reason", "r"), ("body=a", "body=b")),
        (("amend", "NOTE", "--set", "body=a", "--from", "FILE", "--reason", "r"), ("--set", "--from")),
        (("amend", "NOTE", "--set", "body=a", "--edit", "body", "--reason", "r"), ("--edit", "--set")),
        (("amend", "NOTE", "--from", "FILE", "--edit", "body", "--reason", "r"), ("--edit", "--from")),
    ],
)
def test_of_two_answers_to_one_question_none_is_dropped(
    cj: Cj, sari: str, arguments: Sequence[str], both: tuple[str, str]
) -> None:
    said = {"task": 'what = "x"', "refer": 'status = "accepted"'}.get(arguments[0], 'body = "from a file"')
    (cj.home / "said.toml").write_text(said)
    note = cj.json("note", sari, "As it was.")["ref"]
    cj.ok("refer", sari, "--to", "Puskesmas", "--reason", "beyond_competence")
    stands = {"CASE": sari, "NOTE": note, "FILE": str(cj.home / "said.toml")}
    before = cj.files()

    result = cj(*(stands.get(word, word) for word in arguments), stdin="piped words", env={"VISUAL": "false"})

    assert result.code == 2
    for each in both:
        assert each in result.err
    assert cj.files() == before


def test_an_option_still_answers_in_place_of_a_file(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "--from", "-", "--minutes", "60", stdin='body = "x"\nminutes = 45')

    assert cj.json("show", sari)["notes"][0]["minutes"] == 60


@pytest.mark.parametrize(
    ("command", "said", "key"),
    [
        (("note", "CASE"), '{"body": "her words", "body": "other words"}', "body"),
        (("note", "CASE"), '{"body": "x", "minutes": "", "minutes": 5}', "minutes"),
        (("plan", "CASE"), '{"agreed": "yes", "goals": [{"statement": "a", "statement": "b"}]}', "statement"),
        (
            ("intake",),
            '{"client": "A", "safe_contact": {"hours": "x"}, "safe_contact.hours": "y"}',
            "safe_contact.hours",
        ),
        (("intake",), 'client = "A"\n"safe_contact.hours" = "y"\n[safe_contact]\nhours = "x"', "safe_contact.hours"),
        (("note", "CASE"), 'body = "her words"\nbody = "other words"\n', "line 2"),
    ],
)
def test_a_field_that_stands_twice_in_a_file_is_refused(
    cj: Cj, sari: str, command: Sequence[str], said: str, key: str
) -> None:
    words = [sari if word == "CASE" else word for word in command]
    before = cj.files()

    result = cj(*words, "--from", "-", stdin=said)

    assert result.code == 16
    assert key in result.err
    assert cj.files() == before


def test_a_name_that_two_parts_of_a_list_share_is_no_doubled_field(cj: Cj, sari: str) -> None:
    said = '{"agreed": "yes", "goals": [{"statement": "a"}, {"statement": "b"}]}'

    told = cj.json("plan", sari, "--from", "-", "--because", "so", stdin=said)

    assert [goal["statement"] for goal in told["goals"]] == ["a", "b"]
