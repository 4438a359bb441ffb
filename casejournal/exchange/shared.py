"""What a case says about each thing that a client may consent to share. Private records are never included.

What can change comes with its record and day. What adds up over time, as strengths and risks do, is taken from every
record; of what a later record replaces, as a plan or a score, only the last is taken.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TypeVar

import msgspec

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.assessment import SCORES, scores
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Shareable
from casejournal.domain.identity import hide_numbers
from casejournal.domain.plan import LEVELS
from casejournal.domain.progress import Versions
from casejournal.domain.record import Record, Visibility
from casejournal.forms import records
from casejournal.words import _

Rows = Iterator[tuple[str, str]]
Kind = TypeVar("Kind", bound=Record)


def shared(file: CaseFile, scope: Iterable[Shareable], today: date) -> dict[Shareable, list[tuple[str, str]]]:
    """What the case says about each thing in `scope`, as titles and texts; things it says nothing about are left out.

    `today` is used to tell the client's age. Identity numbers are hidden everywhere but under their own heading.
    """
    wanted = set(scope)
    found = _says(today)
    told = {what: list(_without_numbers(file, what, found[what](file))) for what in Shareable if what in wanted}
    return {what: rows for what, rows in told.items() if rows}


def says(file: CaseFile, today: date) -> frozenset[Shareable]:
    """The things of which the case says something."""
    found = _says(today)
    return frozenset(what for what in Shareable if next(found[what](file), None))


def _says(today: date) -> "dict[Shareable, Callable[[CaseFile], Rows]]":
    return _SAYS | {Shareable.PERSONAL_DETAILS: partial(_personal_details, today=today)}


def _without_numbers(file: CaseFile, what: Shareable, rows: Rows) -> Rows:
    in_a_name, known = what is Shareable.NAME, file.intake.identity_digits
    for title, text in rows:
        kept = what is Shareable.IDENTITY_NUMBERS
        yield title, text if kept else hide_numbers(text, known, in_a_name=in_a_name)


def _for_the_record(kept: Iterable[Kind]) -> list[Kind]:
    return [record for record in kept if record.visibility is Visibility.RECORD]


def _if_for_the_record(record: Kind | None) -> Kind | None:
    """The current record, if it may be shared. If not, no older one is shared instead."""
    return record if record and record.visibility is Visibility.RECORD else None


def _intake(*names: str) -> Callable[[CaseFile], Rows]:
    """A function that gives these fields of the intake."""

    def rows(file: CaseFile) -> Rows:
        known = _for_the_record([file.intake])
        return records.rows(file.intake, only=names) if known else iter(())

    return rows


def _own(*, identity: bool) -> Callable[[CaseFile], Rows]:
    """A function that gives the answers to the worker's own questions: identity numbers, or all others."""

    def rows(file: CaseFile) -> Rows:
        own = tuple(each for each in file.intake.own if each.identity is identity)
        known = _for_the_record([msgspec.structs.replace(file.intake, own=own)])
        return records.rows(known[0], only=("own",)) if known else iter(())

    return rows


def _identity_numbers(file: CaseFile) -> Rows:
    yield from _intake("identity_numbers")(file)
    yield from _own(identity=True)(file)


def _dated(record: Record, *names: str) -> Rows:
    """These fields of a record, as far as it has them; the titles name the record and its day."""
    return ((_from(record, title), text) for title, text in records.rows(record, only=names))


def _personal_details(file: CaseFile, today: date) -> Rows:
    """The client's age on that day and how it is known, then gender and language."""
    if _for_the_record([file.intake]) and (age := file.intake.age_on(today)):
        yield _("Age"), age
    yield from _intake("gender", "language")(file)


def _from(record: Record, title: str) -> str:
    """A title followed by the kind and the day of the record."""
    return f"{title} ({_(type(record).title)}, {dates.in_a_letter(record.on)})"


def _presenting_problem(file: CaseFile) -> Rows:
    for intake in _for_the_record([file.intake]):
        yield from _dated(intake, "presenting_problem")


def _safety(file: CaseFile) -> Rows:
    """What was told at intake, every assessed risk, and the safety plan in force.

    The people the client turns to and the places where they hide are never shared: others would be named, and a refuge
    given away.
    """
    spoken: list[Record] = [file.intake, *file.assessments, *((file.safety_plan,) if file.safety_plan else ())]
    of_a_plan = ("warning_signs", "what_helps", "services", "surroundings", "never")
    for record in _for_the_record(spoken):
        yield from _dated(record, "safety", "safety_note", "risk", "risk_note", *of_a_plan)


def _underlying_problem(file: CaseFile) -> Rows:
    last = _if_for_the_record(file.assessment)
    return _dated(last, "underlying_problem") if last else iter(())


def _each_assessment(name: str) -> Callable[[CaseFile], Rows]:
    """A function that gives this field of every assessment."""

    def rows(file: CaseFile) -> Rows:
        for assessment in _for_the_record(file.assessments):
            yield from _dated(assessment, name)

    return rows


def _domains(file: CaseFile) -> Rows:
    """The last score of each area, unless that assessment is private."""
    for area, scored in scores(file.assessments).items():
        last = scored[-1]
        if last.assessment.visibility is Visibility.RECORD:
            level = _(SCORES[last.domain.score])
            told = _("{score} of 4 ({level}): {reason}").format(
                score=last.domain.score, level=level, reason=last.domain.reason
            )
            yield _from(last.assessment, area_label(area)), told


def _goals(file: CaseFile) -> Rows:
    if plan := _if_for_the_record(file.plan):
        for goal in plan.goals:
            yield _from(plan, _("Goal {n}").format(n=goal.number)), goal.statement


def _progress(file: CaseFile) -> Rows:
    goals, versions = {goal.number: goal for goal in file.goals}, Versions(file.plans)
    for review in _for_the_record(file.ratings):
        rated = _("rated by {who}").format(who=_(review.by.label))
        for rating in review.ratings:
            goal = goals.get(rating.goal)
            level = f"{rating.level:+} ({_(LEVELS[rating.level])})"
            if goal is None or versions.level(review, goal) is None:
                level = _("{level}, by the plan of {day}").format(level=level, day=dates.in_a_letter(review.on))
            yield _from(review, _("Goal {n}").format(n=rating.goal)), f"{level}, {rated}"


def _notes(file: CaseFile) -> Rows:
    for note in _for_the_record(file.notes):
        sections = list(records.rows(note, only=note.sections))
        told = [text if len(sections) == 1 else f"{title}: {text}" for title, text in sections]
        yield dates.in_a_letter(note.on), "\n".join(told)


_SAYS: dict[Shareable, Callable[[CaseFile], Rows]] = {
    Shareable.NAME: _intake("client", "alias"),
    Shareable.IDENTITY_NUMBERS: _identity_numbers,
    Shareable.CONTACT: _intake("contact", "safe_contact.ways", "safe_contact.hours", "safe_contact.never"),
    Shareable.ADDRESS: _intake("address"),
    Shareable.HOUSEHOLD: _intake("household"),
    Shareable.OWN_FIELDS: _own(identity=False),
    Shareable.PRESENTING_PROBLEM: _presenting_problem,
    Shareable.SAFETY: _safety,
    Shareable.UNDERLYING_PROBLEM: _underlying_problem,
    Shareable.DOMAINS: _domains,
    Shareable.STRENGTHS: _each_assessment("strengths"),
    Shareable.NEEDS: _each_assessment("needs"),
    Shareable.GOALS: _goals,
    Shareable.PROGRESS: _progress,
    Shareable.NOTES: _notes,
}
