"""`cj consent`: given, shown, taken back; and what it stands before."""

import pytest

from tests.world import Cj

GIVEN = ("--purpose", "help", "--recipient", "Puskesmas", "--scope", "presenting_problem", "--given-by", "client")


def test_it_is_given_with_or_without_the_word(cj: Cj, sari: str) -> None:
    short = cj.json("consent", sari, *GIVEN)
    long = cj.json("consent", "give", sari, *GIVEN)
    options_first = cj.json("consent", *GIVEN, sari)
    flag_first = cj("--json", "consent", sari, *GIVEN).json

    for told in (short, long, options_first, flag_first):
        assert told["ref"].startswith("Y-")
        assert told["state"] == "valid"


def test_it_needs_a_purpose_a_recipient_a_scope_and_who_gives_it(cj: Cj, sari: str) -> None:
    refused = cj("consent", sari)

    assert refused.code == 4
    assert "--purpose, --recipient, --scope, --given-by" in refused.err


def test_what_cannot_be_shared_is_no_scope(cj: Cj, sari: str) -> None:
    refused = cj("consent", sari, *GIVEN, "--scope", "everything")

    assert refused.code == 16
    assert "presenting_problem" in refused.err


def test_where_each_stands_is_shown(cj: Cj, sari: str) -> None:
    cj.ok("consent", sari, *GIVEN, "--expires-on", "+10d")
    cj.ok("consent", sari, *GIVEN, "--refused")
    revoked = cj.json("consent", sari, *GIVEN)["ref"]
    cj.ok("consent", "revoke", revoked, "--because", "her brother works there")
    cj.wait(days=11)

    assert [each["state"] for each in cj.json("consent", "show", sari)["items"]] == ["expired", "refused", "revoked"]
    assert "her brother works there" in cj.ok("show", sari).out


def test_no_consents_says_how_to_write_one_down(cj: Cj, sari: str) -> None:
    assert f"cj consent {sari}" in cj.ok("consent", "show", sari).out


def test_it_is_taken_back_once(cj: Cj, sari: str) -> None:
    ref = cj.json("consent", sari, *GIVEN)["ref"]

    assert cj.json("consent", "revoke", ref)["state"] == "revoked"
    assert cj("consent", "revoke", ref).code == 5
    assert cj("consent", "revoke", sari).code == 14
    assert cj("consent", "revoke", ref, "--on", "tomorrow").code == 16


@pytest.mark.parametrize("words", [("consent",), ("consent", "--help"), ("refer",), ("refer", "--help")])
def test_its_help_names_the_verbs(cj: Cj, words: tuple[str, ...]) -> None:
    out = cj(*words).out

    assert ("revoke" in out) or ("update" in out)
