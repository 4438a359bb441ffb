"""What each thing a client may consent to says in this case. What is not for the case record is never among it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.assessment import Assessment, scores
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Shareable
from casejournal.domain.plan import LEVELS
from casejournal.domain.progress import Versions
from casejournal.domain.record import Record, Visibility, is_unanswered
from casejournal.forms import records
from casejournal.words import _

Rows = Iterator[tuple[str, str]]
Kind = TypeVar("Kind", bound=Record)


def shared(file: CaseFile, scope: Iterable[Shareable]) -> dict[Shareable, list[tuple[str, str]]]:
    """For each thing in `scope` that the case knows of, what it says, as titles and texts."""
    wanted = set(scope)
    told = {what: list(_SAYS[what](file)) for what in Shareable if what in wanted}
    return {what: rows for what, rows in told.items() if rows}


def _for_the_record(kept: Iterable[Kind]) -> list[Kind]:
    return [record for record in kept if record.visibility is Visibility.RECORD]


def _if_for_the_record(record: Kind | None) -> Kind | None:
    """The record that holds, if it may be told. One that does not hold any longer is not told in its place."""
    return record if record and record.visibility is Visibility.RECORD else None


def _intake(*names: str) -> Callable[[CaseFile], Rows]:
    """Those fields of the intake."""

    def rows(file: CaseFile) -> Rows:
        known = _for_the_record([file.intake])
        return records.rows(file.intake, only=names) if known else iter(())

    return rows


def _assessment(*names: str) -> Callable[[CaseFile], Rows]:
    """Those fields of the last assessment that says something of the first."""

    def rows(file: CaseFile) -> Rows:
        last = _if_for_the_record(_last_with(file, names[0]))
        return records.rows(last, only=names) if last else iter(())

    return rows


def _last_with(file: CaseFile, name: str) -> Assessment | None:
    return next((each for each in reversed(file.assessments) if not is_unanswered(getattr(each, name))), None)


def _safety(file: CaseFile) -> Rows:
    """The risk as it was last assessed; what was told at intake only where it never was."""
    assessed = _last_with(file, "risk")
    return _assessment("risk", "risk_note")(file) if assessed else _intake("safety", "safety_note")(file)


def _domains(file: CaseFile) -> Rows:
    """Each area as it was last scored, unless that is not for others."""
    for area, scored in scores(file.assessments).items():
        last = scored[-1]
        if last.assessment.visibility is Visibility.RECORD:
            told = _("{score} of 4: {reason}").format(score=last.domain.score, reason=last.domain.reason)
            yield area_label(area), told


def _goals(file: CaseFile) -> Rows:
    plan = _if_for_the_record(file.plan)
    for goal in plan.goals if plan else ():
        yield _("Goal {n}").format(n=goal.number), goal.statement


def _progress(file: CaseFile) -> Rows:
    review = _if_for_the_record(file.reviews[-1] if file.reviews else None)
    goals, versions = {goal.number: goal for goal in file.goals}, Versions(file.plans)
    for rating in review.ratings if review else ():
        goal = goals.get(rating.goal)
        level = f"{rating.level:+} ({_(LEVELS[rating.level])})"
        if review and (goal is None or versions.level(review, goal) is None):
            level = _("{level}, by the plan as it was on {day}").format(level=level, day=dates.short(review.on))
        yield _("Goal {n}").format(n=rating.goal), level


def _notes(file: CaseFile) -> Rows:
    for note in _for_the_record(file.notes):
        sections = list(records.rows(note, only=note.sections))
        told = [text if len(sections) == 1 else f"{title}: {text}" for title, text in sections]
        yield dates.short(note.on), "\n".join(told)


_SAYS: dict[Shareable, Callable[[CaseFile], Rows]] = {
    Shareable.NAME: _intake("client", "alias"),
    Shareable.PERSONAL_DETAILS: _intake("birth_year", "age", "gender", "language"),
    Shareable.CONTACT: _intake("contact", "safe_contact.ways", "safe_contact.hours", "safe_contact.never"),
    Shareable.ADDRESS: _intake("address"),
    Shareable.HOUSEHOLD: _intake("household"),
    Shareable.PRESENTING_PROBLEM: _intake("presenting_problem"),
    Shareable.SAFETY: _safety,
    Shareable.UNDERLYING_PROBLEM: _assessment("underlying_problem"),
    Shareable.DOMAINS: _domains,
    Shareable.STRENGTHS: _assessment("strengths"),
    Shareable.NEEDS: _assessment("needs"),
    Shareable.GOALS: _goals,
    Shareable.PROGRESS: _progress,
    Shareable.NOTES: _notes,
}
