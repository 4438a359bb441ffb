"""A case file on paper, as it would lie in a folder: from who came and why, to how the work ended."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.assessment import SCORES, Scored, scores
from casejournal.domain.case_file import CaseFile
from casejournal.domain.ecomap import ecomap_on
from casejournal.domain.group.own import OwnGroup
from casejournal.domain.plan import LEVELS, Goal
from casejournal.domain.stage import PROCESS
from casejournal.domain.task import Task
from casejournal.exchange.ecomap import svg as ecomap
from casejournal.exchange.paper.document import Document, Part, Picture
from casejournal.exchange.printed import Printed
from casejournal.exchange.progress_chart import progress_chart
from casejournal.forms import records
from casejournal.render.assessment import arrow
from casejournal.render.case import from_the_intake, moment
from casejournal.render.consents import consent_blocks
from casejournal.render.contacts import counted_contacts
from casejournal.render.danger import danger_blocks, override_blocks
from casejournal.render.ecomap import ecomap_blocks
from casejournal.render.formulations import formulations
from casejournal.render.group.own import own_blocks
from casejournal.render.page import Column, Facts, Moment, Steps, Table, Tone, Words, section
from casejournal.render.plan import plan_blocks, told_level
from casejournal.render.recording import recordings_on_paper
from casejournal.render.referrals import referral_blocks
from casejournal.render.reviews import progress_blocks
from casejournal.render.safety_plan import plan_blocks as safety_plan_blocks
from casejournal.words import _


def case_paper(file: CaseFile, printed: Printed, groups: Sequence[OwnGroup] = ()) -> Document:
    """The case on paper. `file` and `groups` are what may be read: see `readable`."""
    return Document(
        title=_("Case file: {client}").format(client=file.intake.client),
        facts=((_("Case"), file.ref), *printed.facts()),
        parts=tuple(_parts(file, printed, groups)),
        foot=printed.foot(file.ref),
    )


def _parts(file: CaseFile, printed: Printed, groups: Sequence[OwnGroup]) -> Iterator[Part]:
    """The sections of the paper, in the order of the practice."""
    yield from _brief(file)
    yield from _intake(file, printed.today)
    yield from formulations(file, drawn=False)
    yield from _areas(file)
    yield from _strengths(file)
    yield from _around(file, printed.last or printed.today)
    for safety_plan in file.safety_plans:
        yield from safety_plan_blocks(safety_plan, file)
    yield from _plan(file)
    yield from progress_blocks(file)
    yield from progress_chart(file)
    yield from _tasks(file)
    yield from _timeline(file, printed)
    yield from recordings_on_paper(file)
    yield from referral_blocks(file, printed.today)
    yield from consent_blocks(file, printed.today)
    yield from own_blocks(groups)
    yield from _overrides(file)
    yield from _closings(file)


def _brief(file: CaseFile) -> Iterator[Part]:
    """Where the case stands, and whether somebody is in danger."""
    beside = "" if file.stage is file.place_in_process else _(file.stage.label)
    yield Steps(tuple(_(stage.label) for stage in PROCESS), PROCESS.index(file.place_in_process), beside)
    facts = [(_("Opened on"), dates.in_a_letter(file.intake.on, weekday=True))]
    if file.last_contact_on:
        facts.append((_("Last contact"), dates.in_a_letter(file.last_contact_on, weekday=True)))
    facts.append((_("Since the intake"), counted_contacts(file.contacts)))
    yield _facts(facts)
    yield from danger_blocks(file)


def _facts(rows: Iterable[tuple[str, str]]) -> Facts:
    return Facts(tuple((title, Words(text)) for title, text in rows))


def _intake(file: CaseFile, today: date) -> Iterator[Part]:
    facts = list(from_the_intake(file.intake, today))
    if file.intake.related:
        how = (_(each.how.label) if not each.other_how else each.other_how for each in file.intake.related)
        facts.append((_("Related cases"), Words(", ".join(how))))
    yield section(_("From the intake"))
    yield Facts(tuple(facts))


def _areas(file: CaseFile) -> Iterator[Part]:
    """How each area of life was scored over time."""
    known = scores(file.assessments)
    if known:
        yield section(_("Areas of life"), _("from 1, worst, to 4, best"))
        columns = (Column(_("Area")), Column(_("Now")), Column(_("Over time")), Column(_("Reason")))
        yield Table(columns, tuple(_scored(area, each) for area, each in known.items()))


def _scored(area: str, scored: Sequence[Scored]) -> tuple[Words, ...]:
    now = scored[-1].domain
    over_time = f"{scored[0].domain.score} ({dates.short(scored[0].assessment.on)})"
    for before, after in pairwise(scored):
        change = arrow(after.domain.score, before.domain.score)
        over_time += f" {change} {after.domain.score} ({dates.short(after.assessment.on)})"
    level = Words(f"{now.score} {_(SCORES[now.score])}", Tone.WARN if now.low else Tone.GOOD)
    return Words(area_label(area), Tone.STRONG), level, Words(over_time), Words(now.reason)


def _strengths(file: CaseFile) -> Iterator[Part]:
    said = [
        (f"{title}, {dates.short(each.on)}", text)
        for each in file.assessments
        for title, text in records.rows(each, only=("strengths", "needs", "sources"))
    ]
    if said:
        yield section(_("Strengths and needs"))
        yield _facts(said)


def _around(file: CaseFile, day: date) -> Iterator[Part]:
    """The ecomap of that day: the drawing, and the same in words."""
    if found := ecomap_on(file, day, for_others=True):
        yield section(_("Ecomap"), dates.day(found.drawn_on))
        yield Picture(_("Ecomap"), ecomap(found))
        yield from ecomap_blocks(found)


def _plan(file: CaseFile) -> Iterator[Part]:
    yield from plan_blocks(file)
    for goal in file.goals:
        if levels := [*_levels(goal)]:
            title = Words(_("Goal {n}: {goal}").format(n=goal.number, goal=goal.statement), Tone.STRONG)
            yield Moment((title,), tuple(levels))


def _levels(goal: Goal) -> Iterator[tuple[str, Words]]:
    """What is seen at each level that somebody described, and at which it started."""
    for level, label in LEVELS.items():
        if seen := goal.levels.at(level):
            begins = _("(at the start)") if level == goal.starts_at else ""
            yield f"{told_level(level)} {_(label)}", Words(f"{seen} {begins}".strip())


def _tasks(file: CaseFile) -> Iterator[Part]:
    if file.tasks:
        yield section(_("Tasks"))
        columns = (Column(_("Who")), Column(_("Task")), Column(_("Due")), Column(_("What became of it")))
        yield Table(columns, tuple(_task(task) for task in file.tasks))


def _task(task: Task) -> tuple[Words, ...]:
    became, tone = _("open"), Tone.PLAIN
    if task.done_on:
        became, tone = _("done on {day}").format(day=dates.short(task.done_on)), Tone.GOOD
    elif task.dropped_on:
        became, tone = _("dropped on {day}").format(day=dates.short(task.dropped_on)), Tone.QUIET
    told = ": ".join(filter(None, (became, task.dropped_because or task.evidence)))
    due = dates.short(task.due) if task.due else ""
    return Words(_(task.who.label)), Words(task.text), Words(due), Words(told, tone)


def _timeline(file: CaseFile, printed: Printed) -> Iterator[Part]:
    """What happened, the oldest first."""
    if happened := printed.happened(file):
        yield section(_("Timeline"))
        yield from (moment(record, file) for record in happened)


def _overrides(file: CaseFile) -> Iterator[Part]:
    if file.overrides:
        yield section(_("Rules that were set aside"))
        yield from override_blocks(file)


def _closings(file: CaseFile) -> Iterator[Part]:
    for closing in file.closings:
        yield section(_(type(closing).title), dates.day(closing.on))
        yield _facts(records.rows(closing, without=("on", "visibility")))
