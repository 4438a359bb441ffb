"""Nobody is told "fully met" for trying every answer, for what was written too early, or for a client who said no."""

from datetime import timedelta
from typing import Any

import pytest

from casejournal.domain.assessment import SharedBy, Strength, Tie
from casejournal.domain.consent import GivenBy
from casejournal.domain.correction import Correction, CorrectionKind, Struck
from casejournal.domain.danger import Risk
from casejournal.domain.practice.conversation import Mark, replay
from casejournal.domain.practice.evidence import evidence, evidence_of
from casejournal.domain.practice.feedback import Ending, feedback
from casejournal.domain.practice.move import Move
from casejournal.domain.record import Record
from casejournal.domain.referral_log import Status
from tests.domain.practice.test_feedback import ASKED, EVERYTHING, REAL, SHARED, both, looked, made_up, minutes
from tests.records import assessment, consent, move, note, referral, safety_plan
from tests.world import MONDAY


def ending(item: dict[str, Any], marks: tuple[Mark, ...], *records: Record, **more: Any) -> Ending:
    [one] = looked(made_up(item, **more), marks, *records)
    return one.ending


def corrected(at: float, kind: CorrectionKind = CorrectionKind.AMENDMENT) -> tuple[Correction, ...]:
    return (Correction(kind=kind, reason="x", at=MONDAY + timedelta(minutes=at), worker="Siti"),)


# Citing


def test_a_line_is_not_cited_before_it_was_heard() -> None:
    guessed = assessment(evidence="[4]", **minutes(1))

    assert ending(REAL, ASKED, guessed) is Ending.MISSED
    assert ending(REAL, ASKED, assessment(evidence="[4]", **minutes(4))) is Ending.MET
    assert ending(REAL, ASKED, assessment(evidence="[4]", **minutes(1), corrections=corrected(5))) is Ending.MET


def test_it_is_told_that_a_line_had_not_been_heard() -> None:
    one = looked(made_up(REAL), ASKED, assessment(evidence="[4]", **minutes(1)))[0]

    assert [each.in_words for each in one.reasons] == ["[4] had not been heard when it was written"]


def test_the_assessment_that_stands_decides_not_the_best_of_many() -> None:
    tries = [assessment(f"A-000{each}", evidence=f"[{each}]", **minutes(10 + each)) for each in range(1, 8)]

    assert ending(REAL, EVERYTHING, *tries) is Ending.MISSED
    assert ending(REAL, EVERYTHING, *tries[:4]) is Ending.MET


def test_an_assessment_of_the_risk_alone_leaves_what_stood_before() -> None:
    whole, risk = assessment(evidence="[4]", **minutes(10)), assessment("A-0002", risk=Risk.LOW, **minutes(20))

    assert ending(REAL, EVERYTHING, whole, risk) is Ending.MET


def test_citing_everything_line_by_line_is_citing_everything() -> None:
    item = {"key": "n", "met": [{"record": "note", "field": "body", "cites": ["debt"]}]}
    each_its_own = [note(f"N-000{each}", body=f"[{each}]", **minutes(10 + each)) for each in range(1, 8)]

    assert ending(item, EVERYTHING, *each_its_own) is Ending.MISSED
    assert ending(item, EVERYTHING, *each_its_own[2:5]) is Ending.MET


# Closed answers


def test_trying_every_answer_is_no_answer() -> None:
    tried = [assessment(f"A-000{n}", shared_by=each, **minutes(10 + n)) for n, each in enumerate(SharedBy)]
    tried.sort(key=lambda each: each.shared_by is SharedBy.WORKER)
    tried = [assessment(each.ref, shared_by=each.shared_by, **minutes(10 + n)) for n, each in enumerate(tried)]

    assert tried[-1].shared_by is SharedBy.WORKER
    assert ending(SHARED, ASKED, *tried) is Ending.MISSED


AGENCIES = [
    {"key": "legal", "name": both("Pos Bantuan Hukum"), "also": ["LBH"]},
    {"key": "coop", "name": both("Koperasi Pos Bantuan Hukum Jaya")},
    {"key": "health", "name": both("Puskesmas Melati")},
]
LEGAL = {"key": "legal", "met": [{"record": "refer", "field": "to", "agency": "legal"}]}


@pytest.mark.parametrize(
    ("to", "ends"),
    [
        ("LBH", Ending.MET),
        ("Pos Bantuan Hukum, Bu Ani", Ending.MET),
        ("LBH, Puskesmas Melati", Ending.MISSED),
        ("Koperasi Pos Bantuan Hukum Jaya", Ending.MISSED),
    ],
)
def test_naming_every_agency_names_none(to: str, ends: Ending) -> None:
    assert ending(LEGAL, ASKED, referral(to=to), agencies=AGENCIES) is ends


def test_where_an_agency_must_not_be_it_is_seen_among_others() -> None:
    item = {"key": "not", "met": [{"record": "refer", "field": "to", "agency": "health", "absent": True}]}

    assert ending(item, ASKED, referral(to="LBH, Puskesmas Melati"), agencies=AGENCIES) is Ending.MISSED


AROUND = [
    {"name": both("grandmother"), "kind": "strong", "also": ["nenek"]},
    {"name": both("teacher"), "kind": "strong", "also": ["guru"]},
]
TIES = {"key": "ties", "met": [{"record": "assess", "ties": True, "least": 2}]}


@pytest.mark.parametrize(
    ("names", "ends"),
    [
        (("neneknya Dimas", "Bu Guru"), Ending.MET),
        (("nenek, guru",), Ending.PARTLY),
        (("e", "r"), Ending.MISSED),
        (("…", "-"), Ending.MISSED),
    ],
)
def test_a_tie_counts_for_one_person_and_by_whole_words(names: tuple[str, ...], ends: Ending) -> None:
    ties = tuple(Tie(name=each, kind=Strength.STRONG) for each in names)

    assert ending(TIES, ASKED, assessment(ties=ties), ties=AROUND) is ends


def test_a_tie_of_every_kind_is_of_none() -> None:
    ties = tuple(Tie(name=name, kind=kind) for name in ("nenek", "guru") for kind in Strength)

    assert ending(TIES, ASKED, assessment(ties=ties), ties=AROUND) is Ending.MISSED


# Consent


CONSENT = {
    "key": "consent",
    "met": [
        {
            "record": "consent",
            "field": "given_by",
            "is": "client",
            "before": {"record": "refer", "field": "status", "is": "sent"},
        }
    ],
}


def sent(at: float, ref: str = "R-0001", to: str = "LBH") -> Record:
    return referral(ref, to=to, log=(move(Status.SENT, **minutes(at)),), **minutes(at - 1))


def agreed(at: float, ref: str = "Y-0001", to: str = "LBH", **more: Any) -> Record:
    return consent(ref, recipient=to, given_by=GivenBy.CLIENT, **minutes(at), **more)


def test_a_no_is_no_consent() -> None:
    assert ending(CONSENT, ASKED, agreed(10, refused=True), sent(20)) is Ending.MISSED
    assert ending(CONSENT, ASKED, agreed(10), sent(20)) is Ending.MET


def test_a_consent_that_was_taken_back_before_it_was_needed_is_none() -> None:
    def back(at: float) -> Record:
        when = MONDAY + timedelta(minutes=at)
        return agreed(10, revoked_on=when.date(), revoked_at=when, revoked_because="x")

    assert ending(CONSENT, ASKED, back(15), sent(20)) is Ending.MISSED
    assert ending(CONSENT, ASKED, back(25), sent(20)) is Ending.MET


def test_consent_is_for_one_recipient() -> None:
    assert ending(CONSENT, ASKED, agreed(10, to="Bu RT"), sent(20)) is Ending.MISSED
    assert ending(CONSENT, ASKED, agreed(10, to="Pos Bantuan Hukum"), sent(20, to="LBH")) is Ending.MET


def test_everybody_who_is_told_needs_a_consent() -> None:
    told = sent(20), sent(30, "R-0002", to="Bu RT")

    assert ending(CONSENT, ASKED, agreed(10), *told) is Ending.PARTLY
    assert ending(CONSENT, ASKED, agreed(10), agreed(11, "Y-0002", to="bu rt"), *told) is Ending.MET


# Order


SAFE = {"key": "safe", "met": [{"record": "assess", "field": "risk", "is": "high", "before": {"record": "safety"}}]}


def test_an_answer_that_was_changed_afterwards_is_not_taken_for_an_early_one() -> None:
    plan = safety_plan(**minutes(20))

    assert ending(SAFE, ASKED, assessment(risk=Risk.HIGH, **minutes(10)), plan) is Ending.MET
    assert ending(SAFE, ASKED, assessment(risk=Risk.HIGH, **minutes(10), corrections=corrected(30)), plan) is (
        Ending.PARTLY
    )
    addendum = corrected(30, CorrectionKind.ADDENDUM)
    assert ending(SAFE, ASKED, assessment(risk=Risk.HIGH, **minutes(10), corrections=addendum), plan) is Ending.MET


def test_an_answer_that_was_put_in_later_does_not_come_within_the_days() -> None:
    told = {"record": "assess", "field": "risk", "is": "high", "since": {"heard": "hits"}, "within": 1}
    item = {"key": "safe", "met": [told]}
    late = corrected(4 * 24 * 60)

    assert ending(item, EVERYTHING, assessment(risk=Risk.HIGH, **minutes(10))) is Ending.MET
    assert ending(item, EVERYTHING, assessment(risk=Risk.HIGH, **minutes(10), corrections=late)) is Ending.PARTLY


# Vignettes of strangers


def test_a_vignette_with_as_many_events_as_there_can_be_is_replayed() -> None:
    events = [{"key": f"e{each}", "day": 0, **both("x")} for each in range(400)]
    about = made_up(REAL, events=events)

    talk = replay(about, (Mark(move=Move.ASK, topic="school"),))

    assert len(talk.heard) == 402
    assert feedback(about, evidence(talk, [MONDAY] * 2, []))


# What cj would not have written


def test_a_struck_record_that_was_put_into_a_hand_in_does_not_count() -> None:
    struck = assessment(evidence="[4]", struck=Struck(reason="x", at=MONDAY, worker="Siti"), **minutes(10))
    talk = replay(made_up(REAL), ASKED)

    assert evidence_of(talk, [MONDAY] * 4, [("C-0001", struck)]).records == ()


def test_a_topic_that_nobody_has_opened_brings_nothing() -> None:
    opened = {"key": "rumour", "topic": "money", **both("They say she owes.")}
    opens = {"key": "bills", "topic": "home", "names": {"money": both("money")}, **both("The bills.")}
    about = made_up(REAL, says=[opens, opened, {"key": "debt", "topic": "school", **both("x")}])
    forged, told = Mark(move=Move.ASK, topic="money"), Mark(move=Move.ASK, topic="home")

    assert [each.key for each in replay(about, (forged,)).heard] == ["slip"]
    assert [each.key for each in replay(about, (told, forged)).heard] == ["slip", "bills", "rumour"]


def test_days_do_not_go_back() -> None:
    assert replay(made_up(REAL), (Mark(days=9), Mark(days=-9))).day == 9
