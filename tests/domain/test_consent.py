"""Consent: whether it is valid, and what it allows to tell whom."""

from datetime import date
from typing import Any

import pytest

from casejournal.domain.consent import Consent, Shareable, State, Withheld, leave, require, state_among, why_none
from casejournal.domain.refusals import BeforeItBegan, NoConsent, NotGiven
from tests.records import CLINIC, TODAY, changed, consent, day
from tests.world import MONDAY

PROBLEM, NAME = Shareable.PRESENTING_PROBLEM, Shareable.NAME


def need(
    consents: tuple[Consent, ...], wanted: tuple[Shareable, ...] = (PROBLEM,), override: str = ""
) -> frozenset[str]:
    return require(consents, CLINIC, wanted, TODAY, "C-7K4Q", override).scope


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, State.VALID),
        ({"expires_on": day(31)}, State.VALID),
        ({"expires_on": day(30)}, State.EXPIRING),
        ({"expires_on": TODAY}, State.EXPIRING),
        ({"expires_on": day(-1)}, State.EXPIRED),
        ({"revoked_on": TODAY}, State.REVOKED),
        ({"revoked_on": day(-5), "expires_on": day(-9)}, State.REVOKED),
        ({"refused": True}, State.REFUSED),
        ({"refused": True, "expires_on": day(90)}, State.REFUSED),
    ],
)
def test_its_state_follows_from_its_days(more: dict[str, Any], state: State) -> None:
    given = consent(**more)

    assert given.state(TODAY) is state
    assert given.holds(TODAY) == (state in {State.VALID, State.EXPIRING})


def test_it_does_not_hold_before_it_was_given() -> None:
    assert not consent(on=day(0)).holds(day(-1))


def test_it_holds_for_its_recipient_whatever_the_letter_case() -> None:
    assert need((consent(recipient="puskesmas  MELATI"),))


@pytest.mark.parametrize(
    "consents",
    [
        (),
        (consent(recipient="Somebody else"),),
        (consent(expires_on=day(-1)),),
        (consent(revoked_on=TODAY),),
        (consent(refused=True),),
        (consent(scope=(NAME,)),),
        (consent(withheld=(Withheld(what=PROBLEM, from_whom=CLINIC),)),),
    ],
    ids=["none", "another recipient", "expired", "revoked", "refused", "another scope", "withheld"],
)
def test_without_one_that_covers_it_nothing_is_shared(consents: tuple[Consent, ...]) -> None:
    with pytest.raises(NoConsent) as refused:
        need(consents)

    assert refused.value.exit_code == 6
    assert "--override" in refused.value.hint()


def test_the_sentence_says_for_whom_there_is_one() -> None:
    with pytest.raises(NoConsent) as refused:
        need((consent(recipient="Puskesmas Mawar"),))

    assert "Puskesmas Mawar" in refused.value.message()


def test_several_consents_to_one_recipient_add_up() -> None:
    both = (consent(), consent("Y-0002", scope=(NAME,)))

    assert need(both, (PROBLEM, NAME)) == {PROBLEM, NAME}


HIDDEN = (Withheld(what=PROBLEM, from_whom=CLINIC),)


def test_what_is_withheld_from_somebody_is_not_in_their_leave_whoever_it_was_told_to() -> None:
    apart = consent("Y-0002", on=day(1), recipient="School", withheld=HIDDEN)

    assert leave((consent(scope=(PROBLEM, NAME)), apart), CLINIC, day(1)).scope == {NAME}


@pytest.mark.parametrize("gone", [{"revoked_on": TODAY}, {"expires_on": day(-1)}])
def test_what_was_withheld_stays_withheld_when_its_consent_is_gone(gone: dict[str, Any]) -> None:
    first, gone_since = consent(on=day(-9)), consent("Y-0002", on=day(-3), scope=(NAME,), withheld=HIDDEN, **gone)

    assert leave((first, gone_since), CLINIC, TODAY).scope == set()


def test_a_later_yes_that_names_it_ends_the_withholding() -> None:
    before, after = consent(on=day(-9), scope=(NAME,), withheld=HIDDEN), consent("Y-0002", on=day(-1))

    assert leave((before, after), CLINIC, TODAY).grounds == {NAME: "Y-0001", PROBLEM: "Y-0002"}


def test_a_later_no_ends_an_earlier_yes_and_a_later_yes_ends_the_no() -> None:
    yes, no, again = consent(on=day(-9)), consent("Y-0002", on=day(-5), refused=True), consent("Y-0003", on=day(-1))

    assert leave((yes, no), CLINIC, TODAY).scope == set()
    assert leave((yes, no), CLINIC, day(-6)).scope == {PROBLEM}
    assert leave((yes, no, again), CLINIC, TODAY).grounds == {PROBLEM: "Y-0003"}


def test_accents_are_the_same_however_they_are_spelled() -> None:
    composed, apart = "Pusat Th\u00e9r\u00e8se", "Pusat The\u0301re\u0300se"
    hidden = (Withheld(what=PROBLEM, from_whom=apart),)

    assert leave((consent(recipient=apart),), composed, TODAY).scope == {PROBLEM}
    assert leave((consent(recipient=composed, withheld=hidden),), composed, TODAY).scope == set()


def test_only_the_consents_that_something_rests_on_are_named() -> None:
    both = (consent(), consent("Y-0002", scope=(NAME,)))

    assert require(both, CLINIC, (NAME,), TODAY, "C-7K4Q", "").consents == ("Y-0002",)


def test_it_cannot_be_revoked_before_it_was_given() -> None:
    with pytest.raises(BeforeItBegan):
        consent().revoke(day(-1), "", MONDAY)


def test_an_override_shares_what_is_wanted_and_nothing_else_and_is_kept() -> None:
    given = require((), CLINIC, (PROBLEM,), TODAY, "C-7K4Q", "danger to the child")

    assert given.scope == {PROBLEM}
    assert given.override == "danger to the child"
    assert given.consents == ()


def test_an_override_that_is_not_needed_is_not_kept() -> None:
    given = require((consent(),), CLINIC, (PROBLEM,), TODAY, "C-7K4Q", "just in case")

    assert (given.override, given.consents) == ("", ("Y-0001",))


def test_revoking_keeps_the_consent_and_the_reason() -> None:
    revoked = consent().revoke(TODAY, "her brother works there", MONDAY)

    assert (revoked.state(TODAY), revoked.revoked_because) == (State.REVOKED, "her brother works there")


@pytest.mark.parametrize("gone", [consent(refused=True), changed(consent(), revoked_on=day(-1))])
def test_what_does_not_hold_cannot_be_revoked(gone: Consent) -> None:
    with pytest.raises(NotGiven):
        gone.revoke(TODAY, "", MONDAY)


def test_taking_one_back_ends_what_was_said_before_about_the_same() -> None:
    first, renewed = consent(on=day(-9)), consent("Y-0002", on=day(-5))
    revoked = renewed.revoke(day(-1), "", MONDAY)
    again = consent("Y-0003")

    assert leave((first, revoked), CLINIC, TODAY).scope == set()
    assert leave((first, revoked), CLINIC, day(-2)).scope == {PROBLEM}
    assert leave((first, revoked, again), CLINIC, TODAY).grounds == {PROBLEM: "Y-0003"}


def test_a_yes_ended_by_a_later_no_is_shown_as_such() -> None:
    yes, no = consent(on=day(-9)), consent("Y-0002", on=day(-5), refused=True)
    other = consent("Y-0003", on=day(-9), scope=(NAME,))

    assert [state_among(each, (yes, no, other), TODAY) for each in (yes, no, other)] == [
        State.REVOKED,
        State.REFUSED,
        State.VALID,
    ]


def test_what_is_withheld_is_told_apart_from_what_was_never_named() -> None:
    given = consent(scope=(PROBLEM, NAME), withheld=HIDDEN)

    with pytest.raises(NoConsent) as refused:
        need((given,), (PROBLEM, Shareable.ADDRESS))

    assert "the presenting problem (withheld), the address" in refused.value.message()


def test_a_shorter_consent_for_something_else_does_not_shorten_an_earlier_one() -> None:
    first, shorter = consent(on=day(-9)), consent("Y-0002", on=day(-5), purpose="a card", expires_on=day(-1))

    assert leave((first, shorter), CLINIC, day(-2)).grounds == {PROBLEM: "Y-0002"}
    assert leave((first, shorter), CLINIC, TODAY).grounds == {PROBLEM: "Y-0001"}
    assert state_among(first, (first, shorter), TODAY) is State.VALID


@pytest.mark.parametrize(
    ("consents", "on", "told"),
    [
        ((consent(),), day(-3), "Y-0001: starts on Monday 2026-11-23"),
        ((consent(on=day(-9), expires_on=day(-1)),), TODAY, "Y-0001: expired, valid until Sunday 2026-11-22"),
        ((consent(on=day(-9), revoked_on=day(-1)),), TODAY, "Y-0001: revoked on Sunday 2026-11-22"),
        (
            (consent(on=day(-9), revoked_on=day(-1)), consent("Y-0002")),
            day(-1),
            "Y-0001: revoked on Sunday 2026-11-22, Y-0002: starts on Monday 2026-11-23",
        ),
        (
            (consent(on=day(-9)), consent("Y-0002", on=day(-1), refused=True)),
            TODAY,
            "Y-0001: revoked on Sunday 2026-11-22, Y-0002: refused on Sunday 2026-11-22",
        ),
        ((consent(withheld=HIDDEN),), TODAY, "Y-0001: the presenting problem (withheld)"),
        (
            (consent(on=day(-9)), consent("Y-0002", on=day(-1), recipient="School", withheld=HIDDEN)),
            TODAY,
            "Y-0001: the presenting problem (withheld)",
        ),
    ],
    ids=["before", "expired", "revoked", "a later one", "a later no", "withheld by itself", "withheld since"],
)
def test_none_that_does_not_hold_is_called_valid(consents: tuple[Consent, ...], on: date, told: str) -> None:
    assert why_none(consents, CLINIC, on) == told
