"""What is looked for, as it is typed."""

from datetime import date

import pytest

from casejournal.domain.query import Query, read_query
from casejournal.errors import ExitCode, Failure

TODAY = date(2026, 11, 23)


def said(query: Query) -> list[str]:
    return [term.said for term in query.terms]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["school", "fees"], ["school", "fees"]),
        (["school fees"], ["school fees"]),
        (['"school fees" late'], ["school fees", "late"]),
        (["“school fees”"], ["school fees"]),
        (['"school fees'], ["school fees"]),
        (["SOAP:", "14:30"], ["SOAP:", "14:30"]),
        (["Bu", "Sari"], ["Sari"]),
        (["Bu Sari"], ["Sari"]),
        (["pak", "bu."], ["pak", "bu."]),
        (["'", "school"], ["school"]),
    ],
)
def test_words_phrases_and_forms_of_address(arguments: list[str], words: list[str]) -> None:
    assert said(read_query(arguments, TODAY)) == words


@pytest.mark.parametrize("arguments", [["−market", "school"], ["school", "-market"], ['school -"market"']])
def test_what_must_not_be_there(arguments: list[str]) -> None:
    query = read_query(arguments, TODAY)

    assert (said(query), [term.said for term in query.without]) == (["school"], ["market"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["area:income", "role:advocate", "kind:note", "case:bu sari", "from:2026-11-01", "to:yesterday"],
        ["bidang:penghasilan", "peran:pembela", "jenis:catatan", "kasus:bu sari", "dari:1 november", "sampai:kemarin"],
        ['area:Penghasilan role:adv kind:notes case:"bu sari" FROM:2026-11-01 to:"22 nov"'],
    ],
)
def test_which_records_are_looked_through_is_understood_in_every_language(arguments: list[str]) -> None:
    query = read_query(arguments, TODAY)

    assert query == Query(
        areas=("income",),
        roles=("advocate",),
        tables=("notes",),
        cases=("bu sari",),
        since=date(2026, 11, 1),
        until=date(2026, 11, 22),
    )


def test_an_option_says_the_same_as_its_prefix() -> None:
    assert read_query(["x"], TODAY, [("kind", "task"), ("from", "today")]) == read_query(
        ["x", "kind:task", "from:today"], TODAY
    )


def test_an_area_of_the_workers_own_is_known() -> None:
    assert read_query(["area:adat"], TODAY, own_areas=["adat"]).areas == ("adat",)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], ExitCode.USAGE, "cj search school fees"),
        (["", " "], ExitCode.USAGE, "cj search"),
        (["kind:nott"], ExitCode.NOT_VALID, "Did you mean: note?"),
        (["role:advokate"], ExitCode.NOT_VALID, "Did you mean: advocate"),
        (["area:incme"], ExitCode.NOT_VALID, "Did you mean: income?"),
        (["kind:"], ExitCode.NOT_VALID, "behind the colon"),
        (["-kind:note"], ExitCode.NOT_VALID, "only a word or phrase"),
        (["x", "from:yesterdy"], ExitCode.NOT_VALID, "yesterdy"),
        (["x", "from:today", "to:yesterday"], ExitCode.NOT_VALID, "later than"),
        (["x", "from:today", "from:yesterday"], ExitCode.USAGE, "given twice"),
        (["kind:re"], ExitCode.AMBIGUOUS, "referral"),
    ],
)
def test_what_is_not_understood_is_said_with_what_may_be_meant(arguments: list[str], code: int, told: str) -> None:
    with pytest.raises(Failure) as refused:
        read_query(arguments, TODAY)

    assert refused.value.exit_code == code
    assert told in f"{refused.value.message()} {refused.value.hint()}"


def test_a_prefix_and_its_value_may_be_two_words() -> None:
    assert read_query(["kind:", "note", "school"], TODAY) == read_query(["kind:note", "school"], TODAY)


def test_several_kinds_may_be_named() -> None:
    assert read_query(["kind:note", "kind:task"], TODAY).tables == ("notes", "tasks")
