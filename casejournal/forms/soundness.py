"""Whether a vignette names fields that the forms have, and answers that they can take."""

from collections.abc import Iterator

from casejournal.domain.assessment import Flow, Strength
from casejournal.domain.kinds import kind_of
from casejournal.domain.practice.condition import Reason
from casejournal.domain.practice.evidence import VERBS
from casejournal.domain.practice.vignette import AuthorsTie, Point, Vignette
from casejournal.domain.referral_log import Status
from casejournal.forms.fields import Field, Kind, fields
from casejournal.words import N_


def problems(vignette: Vignette) -> Iterator[Reason]:
    """What is wrong with the fields it names, a sentence each."""
    for tie in vignette.ties:
        yield from _of_a_tie(tie)
    for item in vignette.rubric:
        conditions = (*item.met, *item.partly)
        points = (*conditions, *(point for each in conditions for point in (each.before, each.since)), item.shows)
        for point in filter(None, points):
            if point.record in VERBS and point.field:
                yield from _of_a_field(item.key, point)


def _of_a_tie(tie: AuthorsTie) -> Iterator[Reason]:
    """What it says of a relationship that the form of an assessment could not say."""
    place = f"ties, {tie.name.text}"
    for field, answer, choices in (("kind", tie.kind, Strength), ("flow", tie.flow, Flow)):
        if answer and answer not in {*choices}:
            facts = {"key": place, "answer": answer, "field": field}
            yield Reason(N_("{key}: {field} can never be “{answer}”"), facts)


def _of_a_field(place: str, point: Point) -> Iterator[Reason]:
    if point.record == "refer" and point.field == "status":
        choices: tuple[str, ...] | None = tuple(each.value for each in Status)
    else:
        found = _field(point)
        if found is None:
            facts = {"key": place, "record": point.record, "field": point.field}
            yield Reason(N_("{key}: the form of {record} has no field {field}"), facts)
            return
        choices = tuple(each.value for each in found.choices) if found.kind is Kind.CHOICE else None
    for answer in point.answers:
        if choices and answer not in choices:
            facts = {"key": place, "answer": str(answer), "field": point.field}
            yield Reason(N_("{key}: {field} can never be “{answer}”"), facts)


def _field(point: Point) -> Field | None:
    """The field that the point names, in any of the forms of its verb."""
    first, _dot, rest = point.field.partition(".")
    for table in VERBS[point.record]:
        for each in fields(kind_of(table)):
            if each.name == point.field or (each.name == first and not rest):
                return each
            if each.name == first:
                within = next((part for part in each.parts if part.name == rest), None)
                if within:
                    return within
    return None
