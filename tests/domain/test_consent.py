"""Consent: where it stands, and what it lets whom know."""

from typing import Any

import pytest

from casejournal.domain.consent import Consent, Shareable, State, Withheld, leave, require
from casejournal.domain.refusals import NoConsent, NotGiven
from tests.records import CLINIC, TODAY, changed, consent, day

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


def test_what_is_withheld_from_somebody_is_not_in_their_leave_whoever_it_was_told_to() -> None:
    apart = consent("Y-0002", recipient="School", withheld=(Withheld(what=PROBLEM, from_whom=CLINIC),))

    assert leave((consent(scope=(PROBLEM, NAME)), apart), CLINIC, TODAY).scope == {NAME}


def test_an_override_shares_what_is_wanted_and_nothing_else_and_is_kept() -> None:
    given = require((), CLINIC, (PROBLEM,), TODAY, "C-7K4Q", "danger to the child")

    assert given.scope == {PROBLEM}
    assert given.override == "danger to the child"
    assert given.consents == ()


def test_an_override_that_is_not_needed_is_not_kept() -> None:
    given = require((consent(),), CLINIC, (PROBLEM,), TODAY, "C-7K4Q", "just in case")

    assert (given.override, given.consents) == ("", ("Y-0001",))


def test_revoking_keeps_the_consent_and_the_reason() -> None:
    revoked = consent().revoke(TODAY, "her brother works there", TODAY)

    assert (revoked.state(TODAY), revoked.revoked_because) == (State.REVOKED, "her brother works there")


@pytest.mark.parametrize("gone", [consent(refused=True), changed(consent(), revoked_on=day(-1))])
def test_what_does_not_hold_cannot_be_revoked(gone: Consent) -> None:
    with pytest.raises(NotGiven):
        gone.revoke(TODAY, "", TODAY)
