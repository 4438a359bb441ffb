"""Every kind of record a file holds, in the order of the practice.

A kind is loaded when a file holds a record of it, so that writing a note does not wait for a dozen forms.
"""

from functools import cache
from importlib import import_module

from casejournal.domain.record import Record

_OF_A_CASE = {
    "intake": ("intake", "Intake"),
    "safety_plans": ("safety_plan", "SafetyPlan"),
    "assessments": ("assessment", "Assessment"),
    "plans": ("plan", "Plan"),
    "tasks": ("task", "Task"),
    "notes": ("note", "Note"),
    "consents": ("consent", "Consent"),
    "referrals": ("referral", "Referral"),
    "disclosures": ("disclosure", "Disclosure"),
    "recordings": ("recording.process_recording", "ProcessRecording"),
    "checklists": ("checklist", "Checklist"),
    "reviews": ("review", "Review"),
    "supervisions": ("supervision", "Supervision"),
    "comments": ("comment", "Comment"),
    "closings": ("closing", "Closing"),
    "reopenings": ("closing", "Reopening"),
    "arrivals": ("arrival", "Arrival"),
    "portfolio": ("portfolio.entry", "PortfolioEntry"),
}
_OF_A_GROUP = {
    "group": ("group.charter", "Group"),
    "memberships": ("group.membership", "Membership"),
    "sessions": ("group.session", "Session"),
    "tasks": ("task", "Task"),
    "recordings": ("recording.process_recording", "ProcessRecording"),
    "checklists": ("checklist", "Checklist"),
    "evaluations": ("group.evaluation", "Evaluation"),
    "supervisions": ("supervision", "Supervision"),
    "comments": ("comment", "Comment"),
    "endings": ("group.ending", "Ending"),
    "portfolio": ("portfolio.entry", "PortfolioEntry"),
}
_OF_THE_DIRECTORY = {"agencies": ("agency", "Agency"), "comments": ("comment", "Comment")}
_OF_PRACTICE = {
    "runs": ("practice.run", "Run"),
    "turns": ("practice.run", "Turn"),
    "choices": ("practice.run", "Nearest"),
    "feedbacks": ("practice.run", "FeedbackAsked"),
}
_WHERE = _OF_A_CASE | _OF_A_GROUP | _OF_THE_DIRECTORY | _OF_PRACTICE
"""For each table the module and the class of its records. A new kind is a line here: files keep its records, and they
are read, shown in the timeline, amended and struck like all others.
"""
ONE_LETTER = (
    frozenset({"reviews", "evaluations"}),
    frozenset({"closings", "endings"}),
    frozenset({"supervisions", "comments", "runs"}),
)
"""The tables whose refs share a letter: a case's and a group's records of one sort; what others say of the work and,
since every letter is taken, the runs of a practice, which lie in a file of their own.
"""
CASE_TABLES = tuple(_OF_A_CASE)
GROUP_TABLES = tuple(_OF_A_GROUP)
DIRECTORY_TABLES = tuple(_OF_THE_DIRECTORY)
PRACTICE_TABLES = tuple(_OF_PRACTICE)
TABLES = tuple(_WHERE)


CASE, GROUP = "C", "G"
"""The letters of the refs of cases and groups, which are those of the records that open them."""
DIRECTORY = "agencies"
"""Stands for the ref of the directory of services, of which a journal has one."""
PRACTICE = "practice"
"""Stands for the ref of what is said in a practice journal."""
BESIDE = (DIRECTORY, PRACTICE)
"""The files that are neither of a case nor of a group. A journal has no more than one of each."""


@cache
def kind_of(table: str) -> type[Record]:
    """The class of the records in a table of a file. Raises KeyError for a table no file has."""
    module, name = _WHERE[table]
    kind: type[Record] = getattr(import_module(f"casejournal.domain.{module}"), name)
    return kind


def every_kind() -> tuple[type[Record], ...]:
    """All of them."""
    return tuple(kind_of(table) for table in TABLES)
