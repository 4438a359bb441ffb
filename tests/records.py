"""Records of a made-up case, for tests of the rules."""

from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from casejournal.domain.assessment import Assessment, Domain
from casejournal.domain.case_file import CaseFile
from casejournal.domain.checklist import Checklist, Standing, Verdict
from casejournal.domain.closing import Closing, Reason, Reopening
from casejournal.domain.consent import Consent, GivenBy, Shareable
from casejournal.domain.due import Who
from casejournal.domain.group.charter import Group
from casejournal.domain.group.ending import Ending, WhyEnded
from casejournal.domain.group.evaluation import Evaluation
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.session import Session
from casejournal.domain.intake import Intake
from casejournal.domain.note import Note
from casejournal.domain.plan import Agreed, Goal, Plan
from casejournal.domain.record import Record
from casejournal.domain.referral import Reason as WhyReferred
from casejournal.domain.referral import Referral
from casejournal.domain.referral_log import Status, StatusChange
from casejournal.domain.review import Rater, Rating, Review
from casejournal.domain.safety_plan import SafetyPlan
from casejournal.domain.supervision import Brought, Supervision
from casejournal.domain.task import Task
from tests.world import MONDAY

TODAY = MONDAY.date()
CLINIC = "Puskesmas Melati"


def day(days: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=days)


def stamp(ref: str, on: date = TODAY, recorded_at: datetime = MONDAY) -> dict[str, Any]:
    return {"ref": ref, "on": on, "recorded_at": recorded_at, "worker": "Rahma"}


def _made(kind: type[Record], ref: str, given: dict[str, Any], more: dict[str, Any]) -> Any:
    values = {**stamp(ref), **given, **more}
    if "recorded_at" not in more:  # recorded on the day it happened, unless it says otherwise
        values["recorded_at"] = datetime.combine(values["on"], MONDAY.timetz())
    return kind(**values)


def intake(**more: Any) -> Intake:
    made: Intake = _made(
        Intake, "C-7K4Q", {"client": "Ibu Sari", "presenting_problem": "Rent.", "confidentiality_explained": True}, more
    )
    return made


def note(ref: str = "N-0001", **more: Any) -> Note:
    made: Note = _made(Note, ref, {"body": "Talked."}, more)
    return made


def task(ref: str = "T-0001", **more: Any) -> Task:
    made: Task = _made(Task, ref, {"what": "Ask", "who": Who.CLIENT}, more)
    return made


def assessment(ref: str = "A-0001", **more: Any) -> Assessment:
    made: Assessment = _made(Assessment, ref, {"underlying_problem": "No work."}, more)
    return made


def scored(area: str, score: int) -> Domain:
    return Domain(area=area, score=score, reason="seen at home")


def safety_plan(ref: str = "F-0001", **more: Any) -> SafetyPlan:
    given = {"warning_signs": ("he counts the money",), "what_helps": ("leave by the back door",)}
    made: SafetyPlan = _made(SafetyPlan, ref, given, more)
    return made


def plan(ref: str = "P-0001", **more: Any) -> Plan:
    made: Plan = _made(Plan, ref, {"goals": (goal(1),), "agreed": Agreed.YES}, more)
    return made


def goal(number: int, **more: Any) -> Goal:
    return Goal(statement=f"Goal number {number}", number=number, **more)


def review(ref: str = "V-0001", by: Rater = Rater.WORKER, levels: dict[int, int] | None = None, **more: Any) -> Review:
    ratings = tuple(Rating(goal=number, level=level) for number, level in (levels or {}).items())
    made: Review = _made(Review, ref, {"by": by, "ratings": ratings, "plan": "P-0001"}, more)
    return made


def consent(ref: str = "Y-0001", **more: Any) -> Consent:
    given = {
        "purpose": "help with the child",
        "recipient": CLINIC,
        "scope": (Shareable.PRESENTING_PROBLEM,),
        "given_by": GivenBy.CLIENT,
    }
    made: Consent = _made(Consent, ref, given, more)
    return made


def referral(ref: str = "R-0001", **more: Any) -> Referral:
    made: Referral = _made(Referral, ref, {"to": CLINIC, "reason": WhyReferred.SPECIALIST}, more)
    return made


def move(status: Status, **more: Any) -> StatusChange:
    return StatusChange(**{"status": status, "on": TODAY, "recorded_at": MONDAY, "worker": "Rahma", **more})


def checklist(ref: str = "K-0001", **more: Any) -> Checklist:
    standing = Standing(verdict=Verdict.KEPT)
    made: Checklist = _made(Checklist, ref, {"about": "C-7K4Q", "acceptance": standing}, more)
    return made


def breached(days: int, ref: str = "K-0001") -> Checklist:
    """A checklist with a principle that was breached so many days from today."""
    made: Checklist = checklist(ref, on=day(days), acceptance=Standing(verdict=Verdict.BREACHED))
    return made


def talked_about(*refs: str, **more: Any) -> Supervision:
    """A supervision that brought these."""
    made: Supervision = _made(Supervision, "J-0001", {"brought": tuple(Brought(ref=ref) for ref in refs)}, more)
    return made


def closing(ref: str = "Z-0001", **more: Any) -> Closing:
    made: Closing = _made(Closing, ref, {"reason": Reason.GOALS_MET}, more)
    return made


def reopening(ref: str = "B-0001", **more: Any) -> Reopening:
    made: Reopening = _made(Reopening, ref, {"reason": "He left school again.", "closing": "Z-0001"}, more)
    return made


def group(**more: Any) -> Group:
    given = {"name": "Ibu Tangguh", "purpose": "To sell what we sew.", "on": day(-60)}
    made: Group = _made(Group, "G-2M9D", given, more)
    return made


def member(ref: str, alias: str = "", **more: Any) -> Membership:
    """A member since the group was formed, unless another day is given."""
    made: Membership = _made(Membership, ref, {"alias": alias, "on": day(-60)}, more)
    return made


def session(ref: str = "S-0001", *present: str, **more: Any) -> Session:
    made: Session = _made(Session, ref, {"present": present}, more)
    return made


def evaluation(ref: str = "V-0001", **more: Any) -> Evaluation:
    made: Evaluation = _made(Evaluation, ref, {"process": "They decide.", "result": "One order."}, more)
    return made


def ending(ref: str = "Z-0001", **more: Any) -> Ending:
    made: Ending = _made(Ending, ref, {"reason": WhyEnded.PLANNED, "result": "Two orders."}, more)
    return made


def group_file(*records: Record) -> GroupFile:
    """A group's file of these records; a charter of two months ago where none is among them."""
    first = next((record for record in records if isinstance(record, Group)), group())
    file = GroupFile(ref=first.ref, group=first)
    for record in records:
        file = file.with_record(record)
    return file


def case(*records: Record) -> CaseFile:
    """A case file of these records; an intake of today where none is among them."""
    first = next((record for record in records if isinstance(record, Intake)), intake())
    file = CaseFile(ref=first.ref, intake=first)
    for record in records:
        file = file.with_record(record)
    return file


def changed(record: Any, **more: Any) -> Any:
    """The record, with other values."""
    return msgspec.structs.replace(record, **more)
