"""`cj consent`: giving, showing and revoking a consent; and what needs one."""

from typing import Any

import pytest

from casejournal.forms.fields import Choices
from tests.world import Cj, Replies


class Labels(Replies):
    """A person who picks a choice by its label."""

    def __init__(self, *replies: object) -> None:
        super().__init__(*replies)
        self.offered: list[list[str]] = []

    def one(self, title: str, hint: str, choices: Choices, before: str, **where: Any) -> Any:
        """The value of the choice in the next reply; empty if the reply is no choice."""
        self.offered.append([label for _value, label in choices])
        labels = {label: value for value, label in choices}
        return labels.get(self._next(title), "")


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
    assert "--recipient, --purpose, --scope, --given-by" in refused.err


@pytest.mark.parametrize(("says", "state"), [("yes", "valid"), ("no", "refused")])
def test_at_a_terminal_what_the_client_says_is_asked_in_their_words(cj: Cj, sari: str, says: str, state: str) -> None:
    asks = Labels("Puskesmas", "help", ["name"], "the client", says, *(["", "", []] if says == "yes" else [[]]))

    told = cj.json("consent", sari, asks=asks)

    assert asks.asked[:5] == ["Recipient", "Purpose", "Scope", "Given by", "The client says"]
    assert (told["refused"], told["state"]) == (says == "no", state)


def test_a_no_is_called_so_wherever_the_form_is_seen(cj: Cj, sari: str) -> None:
    written = cj.ok("consent", sari, *GIVEN, "--refused").out
    template = cj.ok("consent", "give", sari, "--template").out
    options = " ".join(cj.ok("consent", "give", "--help").out.replace("│", "").split())

    assert "The client says: no" in written
    assert "true (no), false (yes)" in template
    assert "(--refused: no)" in options


def test_nobody_is_taken_to_consent_who_was_not_heard(cj: Cj, sari: str) -> None:
    asks = Labels("Puskesmas", "help", ["name"], "the client", "", "no", [])

    told = cj("consent", sari, "--json", asks=asks)

    assert told.json["state"] == "refused"
    assert "This question needs an answer." in told.err


def test_a_refusal_that_was_begun_goes_on_as_one(cj: Cj, sari: str) -> None:
    cj("consent", sari, asks=Replies("Puskesmas", "help", ["name"], "client", "true", KeyboardInterrupt))

    cj.ok("draft", "resume", asks=Replies([]))

    assert [each["state"] for each in cj.json("consent", "show", sari)["items"]] == ["refused"]


def test_the_recipients_of_open_referrals_are_offered_those_that_wait_first(cj: Cj, sari: str) -> None:
    cj.ok("refer", sari, "--to", "Sekolah 3", "--reason", "specialist")
    sent = cj.json("refer", sari, "--to", "Puskesmas Mawar", "--reason", "specialist")["ref"]
    cj.ok("refer", "update", sent, "sent", "--override", "danger")
    asks = Labels("Sekolah 3", KeyboardInterrupt)

    cj("consent", sari, asks=asks)

    assert asks.offered[0] == ["Sekolah 3", "Puskesmas Mawar", "(none of these)"]
    assert cj.json("draft", "list")["items"][0]["command"] == ["consent", "give", sari]


def test_a_recipient_nobody_was_referred_to_is_typed(cj: Cj, sari: str) -> None:
    cj.ok("refer", sari, "--to", "Sekolah 3", "--reason", "specialist")

    told = cj.json("consent", sari, asks=Labels("", "Pak RT", "help", ["name"], "the client", "no", []))

    assert told["recipient"] == "Pak RT"


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


# A name that is nobody's

WITH_ADDRESS = (*GIVEN, "--scope", "address")


def test_what_is_withheld_from_a_name_that_is_nobodys_is_asked_about(cj: Cj, sari: str) -> None:
    cj.ok("refer", sari, "--to", "Rumah Aman", "--reason", "specialist")

    refused = cj("consent", sari, *WITH_ADDRESS, "--withheld", "address:Puskesmsa:they know him")
    no = cj("consent", sari, *WITH_ADDRESS, "--withheld", "address:Puskesmsa:they know him", asks=Replies([], False))

    assert (refused.code, no.code) == (4, 3)
    assert "“Puskesmsa” is not one of the recipients in this case (Rumah Aman, Puskesmas)" in refused.err
    assert cj.json("consent", "show", sari)["items"] == []


def test_a_yes_takes_the_name_as_somebody_new_who_is_then_known(cj: Cj, sari: str) -> None:
    withheld = ("--withheld", "address:Her brother:he drinks")

    cj.ok("consent", sari, *WITH_ADDRESS, *withheld, "--yes")
    told = cj.json("consent", sari, *WITH_ADDRESS, "--withheld", "name:her  brother:he drinks")

    assert told["withheld"][0]["from_whom"] == "her brother"


@pytest.mark.parametrize("name", ["puskesmas", "RUMAH-aman"])
def test_what_is_withheld_from_a_known_recipient_needs_no_question(cj: Cj, sari: str, name: str) -> None:
    cj.ok("refer", sari, "--to", "Rumah Aman", "--reason", "specialist")

    cj.ok("consent", sari, *WITH_ADDRESS, "--withheld", f"address:{name}:they know him")


def test_a_no_to_a_name_that_is_nobodys_is_asked_about_because_an_earlier_yes_would_stand(cj: Cj, sari: str) -> None:
    mistyped = [word.replace("Puskesmas", "Puskesmsa") for word in GIVEN]
    cj.ok("consent", sari, *mistyped, "--refused")
    cj.ok("consent", sari, *GIVEN, "--yes")

    refused = cj("consent", sari, *GIVEN[:2], "--recipient", "Pukesmas", *GIVEN[4:], "--refused")

    assert refused.code == 4
    assert "“Pukesmas” is not one of the recipients in this case" in refused.err
    assert cj("consent", sari, *GIVEN, "--refused").code == 0
