"""`cj refer`: a referral is made, sent only with consent, and followed until help has come."""

import pytest

from casejournal.domain.referral_log import Status
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


def test_whoever_made_one_is_told_how_it_goes_out(cj: Cj, sari: str, consented: str) -> None:
    made = cj.ok("refer", sari, *TO).out

    ref = made.split()[0]
    assert f"cj letter {ref}" in made
    assert f"cj refer update {ref} sent" in made
    assert "cj letter" not in cj.ok("refer", "update", consented, "sent").out


def test_it_begins_as_a_draft_that_asks_for_consent(cj: Cj, sari: str) -> None:
    told = cj.json("refer", sari, *TO)

    assert told["status"] == "draft"
    assert told["next"] == {"who": "worker", "what": "send it, once the client consents", "by": "2026-11-30"}
    assert "cj consent" in told["remarks"][0]


def test_a_consent_given_after_the_day_of_the_referral_is_enough_to_send_it_now(cj: Cj, sari: str) -> None:
    cj.ok("consent", sari, *GIVEN, "--recipient", "Puskesmas Melati")

    told = cj.json("refer", sari, *TO, "--on", "yesterday")

    assert "No valid consent" not in "".join(told["remarks"])
    assert cj.json("refer", "update", told["ref"], "sent")["status"] == "sent"


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
    assert told["next"] == {"who": "agency", "what": "confirm that it arrived", "by": "2026-11-30"}


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


@pytest.mark.parametrize("said", ["sent", "dikirim", "Sent"])
def test_an_override_is_recorded_and_always_visible(cj: Cj, sari: str, draft: str, said: str) -> None:
    cj.ok("refer", "update", draft, said, "--override", "the child is in danger")

    assert "the child is in danger" in cj.ok("show", sari).out
    assert "the child is in danger" in cj("check", sari).out
    assert cj("check", sari).code == 17


def test_an_override_that_was_not_needed_is_not_kept(cj: Cj, consented: str) -> None:
    assert cj.json("refer", "update", consented, "sent", "--override", "x")["log"][0]["override"] == ""


def test_several_steps_may_be_told_at_once_in_their_order(cj: Cj, consented: str) -> None:
    told = cj.json("refer", "update", consented, "sent", "acknowledged", "accepted", "--told-by", "Ibu Dewi")

    assert [move["status"] for move in told["log"]] == ["sent", "acknowledged", "accepted"]
    assert told["next"]["who"] == "client"


@pytest.mark.parametrize("steps", [("accepted",), ("completed",), ("acknowledged", "sent"), ("sent", "sent")])
def test_it_is_sent_first_and_nothing_goes_back(cj: Cj, consented: str, steps: tuple[str, ...]) -> None:
    before = cj.files()

    refused = cj("refer", "update", consented, *steps)

    assert refused.code == 5
    assert "What can come next" in refused.err
    assert cj.files() == before


def test_an_agency_may_say_yes_at_once_and_what_it_never_told_is_marked(cj: Cj, sari: str, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent")

    told = cj.json("refer", "update", consented, "accepted", "--told-by", "Ibu Dewi")

    assert [(move["status"], move["not_told"]) for move in told["log"]] == [
        ("sent", []),
        ("accepted", ["acknowledged"]),
    ]
    assert "sent 2026-11-23 > acknowledged: not reported > accepted 2026-11-23" in cj.ok("show", sari).out
    assert "Not reported: acknowledged" in cj.ok("refer", "update", consented, "in_service").out


def test_a_client_who_simply_went_is_in_service(cj: Cj, consented: str) -> None:
    told = cj.json("refer", "update", consented, "sent", "in_service")

    assert told["next"]["what"] == "ask the client and the agency how it is going"
    assert told["log"][1]["not_told"] == ["acknowledged", "accepted"]


def test_a_move_typed_into_the_wrong_referral_is_taken_back_with_its_task(cj: Cj, sari: str, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent")
    (task,) = cj.json("refer", "update", consented, "declined_by_agency", "--told-by", "Ibu Dewi")["tasks"]

    back = cj("refer", "update", consented, "--back", "that was Bu Tini", "--json")

    assert back.code == 0
    assert back.json["status"] == "sent"
    assert back.json["next"]["by"] == "2026-11-30"
    marked = back.json["log"][1]["taken_back"]
    assert (marked["on"], marked["because"], marked["worker"]) == ("2026-11-23", "that was Bu Tini", "Rahma")
    assert task["ref"] in back.err
    shown = cj.ok("show", sari).out
    assert "declined by the agency 2026-11-23 (taken back: that was Bu Tini)" in shown
    assert "struck on Monday 2026-11-23 by Rahma: that was Bu Tini" in shown
    assert cj.json("task", "list")["items"] == []
    assert [row["due"]["status"] for row in cj.json("today")["referrals"]] == ["sent"]


def test_a_task_that_was_done_already_stays_done_when_its_move_is_taken_back(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent")
    (task,) = cj.json("refer", "update", consented, "declined_by_agency")["tasks"]
    cj.ok("task", "done", task["ref"])

    cj.ok("refer", "update", consented, "--back", "they called again")

    assert cj.json("task", "list", "@")["items"][0]["done"] is True


def test_what_left_the_house_stays_visible_when_sent_is_taken_back(cj: Cj, sari: str, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent")
    letter = cj.json("letter", consented)["ref"]

    back = cj.json("refer", "update", consented, "--back", "the letter lies on my desk")

    assert (back["status"], back["log"][0]["status"]) == ("draft", "sent")
    assert "cannot be taken back" in back["remarks"][0]
    shown = cj.ok("show", sari).out
    assert letter in shown
    assert "sent 2026-11-23 (taken back: the letter lies on my desk)" in shown


def test_at_a_terminal_the_last_status_can_be_taken_back(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent", "declined_by_agency")

    told = cj.json("refer", "update", consented, asks=Replies("--back", "they called again"))

    assert told["status"] == "sent"


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--back", ""), 16), (("--back", "x", "accepted"), 16), (("--back", "x", "--told-by", "y"), 16)],
)
def test_taking_back_needs_a_reason_and_goes_alone(cj: Cj, consented: str, words: tuple[str, ...], code: int) -> None:
    cj.ok("refer", "update", consented, "sent")
    before = cj.files()

    assert cj("refer", "update", consented, *words).code == code
    assert cj.files() == before


def test_of_a_draft_nothing_is_taken_back(cj: Cj, consented: str) -> None:
    refused = cj("refer", "update", consented, "--back", "x")

    assert refused.code == 5
    assert f"cj strike {consented}" in refused.err


def test_one_that_has_come_to_its_end_names_the_way_back(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent", "no_show")

    refused = cj("refer", "update", consented, "in_service")

    assert refused.code == 5
    assert "--back" in refused.err


def test_its_help_names_every_status_there_is(cj: Cj) -> None:
    told = "".join(cj.ok("refer", "update", "--help").out.split()).replace("│", "")

    assert f"({','.join(status for status in Status if status is not Status.DRAFT)})" in told


def test_why_they_are_judged_able_is_asked_and_stays_in_the_house(cj: Cj, sari: str) -> None:
    replies = Replies("Puskesmas Melati", "specialist", "A psychologist on Tuesdays", KeyboardInterrupt)

    cj("refer", sari, asks=replies)
    ref = cj.json("refer", sari, *TO, "--judged-able", "A psychologist on Tuesdays")["ref"]
    cj.ok("consent", sari, *GIVEN, "--recipient", "Puskesmas Melati")

    assert replies.asked[:3] == ["To", "Reason", "Judged able to help"]
    assert "A psychologist on Tuesdays" in cj.ok("show", sari).out
    assert "A psychologist" not in cj.ok("letter", ref).out


@pytest.mark.parametrize("when", ["before", "expired", "revoked", "refused"])
def test_a_consent_that_does_not_hold_says_which_days_it_held(cj: Cj, sari: str, draft: str, when: str) -> None:
    more = {"expired": ("--expires-on", "+2d"), "refused": ("--refused",)}.get(when, ())
    given = cj.json("consent", sari, *GIVEN, "--recipient", "Puskesmas Melati", *more)["ref"]
    if when == "revoked":
        cj.ok("consent", "revoke", given)
    cj.wait(days=3)

    refused = cj("refer", "update", draft, "sent", *(("--on", "-5d") if when == "before" else ()))

    assert refused.code == 6
    told = {
        "before": "starts on Monday 2026-11-23",
        "expired": "expired, valid until Wednesday 2026-11-25",
        "revoked": "revoked on Monday 2026-11-23",
        "refused": "refused on Monday 2026-11-23",
    }
    assert f"{given}: {told[when]}." in refused.err


def test_the_status_may_stand_in_the_form(cj: Cj, consented: str) -> None:
    told = cj.json("refer", "update", consented, "--from", "-", stdin='status = "sent"')

    assert told["status"] == "sent"


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

    cj.ok("refer", "update", consented, "completed", asks=Replies("Ibu Dewi", "treated", "the client", "well", "", ""))


def test_a_form_that_was_stopped_is_gone_on_with(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent", "acknowledged", "accepted", "in_service")
    cj("refer", "update", consented, "completed", asks=Replies("", "treated", KeyboardInterrupt))

    cj.ok("draft", "resume", asks=Replies("the client", "", "", ""))

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

    assert [each["rule"] for each in cj("check", sari, "--json").json["items"]] == [
        "consent_ended_in_use",
    ]
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


def test_at_a_terminal_the_day_who_told_it_and_the_reason_are_asked(cj: Cj, consented: str) -> None:
    cj.ok("refer", "update", consented, "sent", "--on", "today")
    replies = Replies("Ibu Dewi", "I am afraid of the corridor", "no room this month", "")

    told = cj.json("refer", "update", consented, "declined_by_client", asks=replies)

    assert replies.asked == ["Told by", "Client's feedback", "Remark", "Happened on"]
    assert told["log"][-1]["told_by"] == "Ibu Dewi"
    assert told["log"][-1]["remark"] == "no room this month"


def test_who_says_something_of_the_move_on_the_command_line_is_not_asked_for_more(cj: Cj, consented: str) -> None:
    replies = Replies()

    cj.ok("refer", "update", consented, "sent", "--on", "today", asks=replies)

    assert replies.asked == []


def test_a_day_on_which_it_cannot_be_is_refused_at_its_question(cj: Cj, consented: str) -> None:
    replies = Replies("by hand", "yesterday", "")

    told = cj("refer", "update", consented, "sent", "--json", asks=replies)

    assert told.code == 0
    assert replies.asked == ["Remark", "Happened on", "Happened on"]
    assert ": starts on Monday 2026-11-23" in told.err
    assert told.json["log"][0]["on"] == "2026-11-23"


def test_without_a_status_the_next_ones_are_offered(cj: Cj, consented: str) -> None:
    replies = Replies("sent", "", "")

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

    assert other == [f"{draft} goes to Puskesmas Melati; this consent is for Puskesmas and does not cover it."]
    assert right == [f"{draft} to Puskesmas Melati can be sent now: cj refer update {draft} sent"]


def test_a_consent_taken_back_says_what_rests_on_it(cj: Cj, sari: str, draft: str) -> None:
    given = cj.json("consent", sari, *GIVEN, "--recipient", "Puskesmas Melati")["ref"]
    cj.ok("refer", "update", draft, "sent")

    (remark,) = cj.json("consent", "revoke", given)["remarks"]

    assert draft in remark
    assert "tell Puskesmas Melati" in remark
