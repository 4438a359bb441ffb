"""`cj refer`: made, sent with consent only, followed until help has come."""

import pytest

from tests.world import Cj, Replies, take_in

TO = ("--to", "Puskesmas Melati", "--reason", "beyond_competence")
GIVEN = ("--purpose", "help", "--scope", "presenting_problem", "--given-by", "client")


@pytest.fixture
def draft(cj: Cj, sari: str) -> str:
    """A referral that was not sent yet."""
    return str(cj.json("refer", sari, *TO)["ref"])


@pytest.fixture
def consented(cj: Cj, sari: str, draft: str) -> str:
    """A referral its recipient may be told of."""
    cj.ok("consent", sari, *GIVEN, "--recipient", "puskesmas melati")
    return draft


def test_it_begins_as_a_draft_that_asks_for_consent(cj: Cj, sari: str) -> None:
    told = cj.json("refer", sari, *TO)

    assert told["status"] == "draft"
    assert told["next"] == {"who": "worker", "what": "send it, once the client consents", "by": "2026-11-30"}
    assert "cj consent" in told["remarks"][0]


def test_without_consent_it_is_not_sent(cj: Cj, draft: str) -> None:
    before = cj.files()

    refused = cj("refer", "update", draft, "sent")

    assert refused.code == 6
    assert "Puskesmas Melati" in refused.err
    assert cj.files() == before


def test_with_consent_it_is_sent_and_says_on_which(cj: Cj, consented: str) -> None:
    told = cj.json("refer", "update", consented, "sent")

    assert told["status"] == "sent"
    assert told["log"][0]["consents"][0].startswith("Y-")
    assert told["next"] == {"who": "agency", "what": "say that it arrived", "by": "2026-11-30"}


@pytest.mark.parametrize("gone", ["expired", "revoked", "narrow"])
def test_a_consent_that_does_not_hold_or_does_not_cover_it_is_none(cj: Cj, sari: str, gone: str) -> None:
    share = ("--share", "presenting_problem", "--share", "name") if gone == "narrow" else ()
    ref = cj.json("refer", sari, *TO, *share)["ref"]
    given = cj.json("consent", sari, *GIVEN, "--recipient", "Puskesmas Melati", "--expires-on", "+2d")["ref"]
    if gone == "expired":
        cj.wait(days=3)
    if gone == "revoked":
        cj.ok("consent", "revoke", given)

    refused = cj("refer", "update", ref, "sent")

    assert refused.code == 6
    assert {"expired": "expired", "revoked": "revoked", "narrow": "does not cover the name"}[gone] in refused.err


def test_an_override_is_recorded_and_always_visible(cj: Cj, sari: str, draft: str) -> None:
    cj.ok("refer", "update", draft, "sent", "--override", "the child is in danger")

    assert "the child is in danger" in cj.ok("show", sari).out
    assert "the child is in danger" in cj("check", sari).out
    assert cj("check", sari).code == 17


def test_an_override_that_was_not_needed_is_not_kept(cj: Cj, consented: str) -> None:
    assert cj.json("refer", "update", consented, "sent", "--override", "x")["log"][0]["override"] == ""


def test_several_steps_may_be_told_at_once_in_their_order(cj: Cj, consented: str) -> None:
    told = cj.json("refer", "update", consented, "sent", "acknowledged", "accepted", "--told-by", "Ibu Dewi")

    assert [move["status"] for move in told["log"]] == ["sent", "acknowledged", "accepted"]
    assert told["next"]["who"] == "client"


@pytest.mark.parametrize("steps", [("completed",), ("acknowledged", "sent"), ("sent", "sent")])
def test_nothing_is_skipped_and_nothing_goes_back(cj: Cj, consented: str, steps: tuple[str, ...]) -> None:
    before = cj.files()

    refused = cj("refer", "update", consented, *steps)

    assert refused.code == 5
    assert "What can come next" in refused.err
    assert cj.files() == before


@pytest.mark.parametrize("status", ["lost", "draft"])
def test_an_unknown_status_is_answered_with_those_there_are(cj: Cj, draft: str, status: str) -> None:
    refused = cj("refer", "update", draft, status)

    assert refused.code == 16
    assert "waitlisted" in refused.err


def test_it_is_completed_with_an_outcome_and_who_confirmed_it(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent", "acknowledged", "accepted", "in_service")

    refused = cj("refer", "update", consented, "completed")
    told = cj.json("refer", "update", consented, "completed", "--outcome", "treated", "--confirmed-by", "the client")

    assert refused.code == 4
    assert "--outcome, --confirmed-by" in refused.err
    assert (told["status"], told["outcome"], told["next"]) == ("completed", "treated", None)


def test_an_outcome_goes_with_completed_only(cj: Cj, consented: str) -> None:
    assert cj("refer", "update", consented, "sent", "--outcome", "treated").code == 16


def test_at_a_terminal_the_outcome_is_asked_for(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent", "acknowledged", "accepted", "in_service")

    cj.ok("refer", "update", consented, "completed", asks=Replies("treated", "the client", "well", []))


def test_a_form_that_was_stopped_is_gone_on_with(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent", "acknowledged", "accepted", "in_service")
    cj("refer", "update", consented, "completed", asks=Replies("treated", KeyboardInterrupt))

    cj.ok("draft", "resume", asks=Replies("the client", "", []))

    assert cj.json("draft", "list")["items"] == []
    assert "treated" in cj.ok("consent", "show", "@").out or "treated" in cj.ok("show", "@").out


def test_a_declined_one_leaves_a_task_to_look_for_another_way(cj: Cj, consented: str) -> None:
    told = cj.json("refer", "update", consented, "sent", "acknowledged", "declined_by_agency")

    assert told["tasks"][0]["due"] == "2026-11-30"
    assert "Puskesmas Melati" in told["tasks"][0]["what"]


def test_a_step_before_the_last_one_is_refused(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent")

    assert cj("refer", "update", consented, "acknowledged", "--on", "yesterday").code == 16


def test_whose_turn_it_is_stands_on_the_screen_of_the_day(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent")

    (waiting,) = cj.json("today")["referrals"]
    assert (waiting["due"]["ref"], waiting["due"]["who"], waiting["due"]["on"]) == (consented, "agency", "2026-11-30")
    cj.wait(days=8)
    assert "2026-11-30 overdue" in cj.ok("today").out


def test_a_case_is_no_referral(cj: Cj, sari: str) -> None:
    assert cj("refer", "update", sari, "sent").code == 14
    assert cj("letter", sari).code == 14


def test_a_closed_case_is_not_referred(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "moved")

    assert cj("refer", sari, *TO).code == 5


def test_a_reason_to_share_without_consent_goes_with_sending_only(cj: Cj, draft: str) -> None:
    assert cj("refer", "update", draft, "withdrawn", "--override", "danger").code == 16


def test_a_consent_that_covers_less_than_before_is_found(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari", "--confidentiality-explained")
    both = ("--scope", "presenting_problem", "--scope", "name")
    wide = cj.json("consent", sari, "--purpose", "p", "--recipient", "Puskesmas Melati", "--given-by", "client", *both)
    ref = cj.json("refer", sari, *TO, "--share", "presenting_problem", "--share", "name")["ref"]
    cj.ok("refer", "update", ref, "sent")
    cj.ok("consent", sari, *GIVEN, "--recipient", "Puskesmas Melati")
    cj.ok("consent", "revoke", wide["ref"])

    assert [each["rule"] for each in cj("check", sari, "--json").json["items"]] == ["consent_ended_in_use"]
    assert [row["due"]["ref"] for row in cj.json("today")["consents"]] == [wide["ref"]]


@pytest.mark.parametrize(
    "words",
    [
        ("refer", "--lang", "en", "update", "REF", "withdrawn"),
        ("refer", "update", "--told-by", "sent", "REF", "withdrawn"),
        ("refer", "--told-by", "x", "update", "REF", "withdrawn"),
        ("--json", "refer", "update", "REF", "withdrawn"),
        ("refer", "--json", "update", "REF", "withdrawn"),
    ],
)
def test_the_verb_is_found_wherever_the_options_stand(cj: Cj, draft: str, words: tuple[str, ...]) -> None:
    cj.ok(*(draft if word == "REF" else word for word in words))


def test_the_value_of_an_option_is_no_verb(cj: Cj, sari: str) -> None:
    cj.ok("refer", "--to", "update", sari, "--reason", "specialist")
    cj.ok("consent", "--recipient", "show", sari, "--purpose", "p", "--scope", "name", "--given-by", "client")


def test_without_a_status_the_next_ones_are_offered(cj: Cj, consented: str) -> None:
    replies = Replies("sent", [])

    told = cj.json("refer", "update", consented, asks=replies)

    assert told["status"] == "sent"
    assert "Puskesmas Melati: draft" in replies.asked[0]


def test_without_a_status_and_nobody_to_ask_the_next_ones_are_named(cj: Cj, consented: str) -> None:
    refused = cj("refer", "update", consented)

    assert refused.code == 4
    assert "sent, declined_by_client, withdrawn" in refused.err


def test_none_of_the_offered_ones_changes_nothing(cj: Cj, consented: str) -> None:
    before = cj.files()

    assert cj("refer", "update", consented, asks=Replies("")).code == 3
    assert cj.files() == before


def test_a_reason_that_is_not_needed_is_told_not_to_be_kept(cj: Cj, consented: str) -> None:
    assert "not kept" in cj.ok("refer", "update", consented, "sent", "--override", "danger").err


def test_a_consent_says_which_referral_it_opens_the_way_for(cj: Cj, sari: str, draft: str) -> None:
    other = cj.json("consent", sari, *GIVEN, "--recipient", "Puskesmas")["remarks"]
    right = cj.json("consent", sari, *GIVEN, "--recipient", "Puskesmas Melati")["remarks"]

    assert other == [f"{draft} goes to Puskesmas Melati; this consent, for Puskesmas, does not cover it."]
    assert right == [f"{draft} to Puskesmas Melati can be sent now: cj refer update {draft} sent"]


def test_a_consent_taken_back_says_what_rests_on_it(cj: Cj, sari: str, draft: str) -> None:
    given = cj.json("consent", sari, *GIVEN, "--recipient", "Puskesmas Melati")["ref"]
    cj.ok("refer", "update", draft, "sent")

    (remark,) = cj.json("consent", "revoke", given)["remarks"]

    assert draft in remark
    assert "tell Puskesmas Melati" in remark
