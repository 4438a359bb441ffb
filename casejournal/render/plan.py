"""The plan on the screen: its goals and their levels, and what a revision changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.case_file import CaseFile
from casejournal.domain.plan import LEVELS, Goal, Plan, changes
from casejournal.forms import fields, records
from casejournal.render.page import Block, Column, Facts, Heading, Prose, Table, Tone, Words, section
from casejournal.words import _

if TYPE_CHECKING:
    from casejournal.domain.review import Rater


def plan_blocks(file: CaseFile) -> Iterator[Block]:
    """The current plan: what was agreed, and each goal with its level, measure and day. Nothing without a plan."""
    plan = file.plan
    if plan is None:
        return
    version = _("version {n}, {day}").format(n=plan.version, day=dates.day(plan.on))
    yield Heading((Words(_("Plan"), Tone.STRONG), Words(plan.ref, Tone.REF)), version)
    agreed = _("Agreed: {answer}").format(answer=_(plan.agreed.label))
    tone = Tone.GOOD if plan.agreed == "yes" else Tone.WARN
    yield Prose(Words(f"{agreed}. “{plan.client_words}”" if plan.client_words else agreed, tone), indent=2)
    columns = (
        Column("", narrow=True),
        Column(_("Goal")),
        Column(_("Level")),
        Column(_("Area"), spare=True),
        Column(_("Measure"), spare=True),
        Column(_("Due"), narrow=True, spare=True),
    )
    yield Table(
        columns,
        tuple(
            (
                Words(str(goal.number), Tone.REF),
                Words(goal.statement, Tone.STRONG),
                Words(levels_in_words(file, plan, goal)),
                Words(area_label(goal.area) if goal.area else "", Tone.QUIET),
                Words(goal.measure),
                Words(dates.short(goal.due) if goal.due else ""),
            )
            for goal in plan.goals
        ),
    )


def levels_in_words(file: CaseFile, plan: Plan, goal: Goal) -> str:
    """The latest level of a goal by each rater, on its present scale.

    If nobody rated it on that scale: the level it started at, or its levels before the scale changed, or a dash.
    """
    from casejournal.domain.progress import Versions  # lazy: a case without a plan has none

    versions = Versions(file.plans)
    latest = {review.by: level for review in file.ratings if (level := versions.level(review, goal)) is not None}
    if latest:
        return _by_whom(latest)
    since = versions.since(goal, plan)
    start = versions.start(goal, since)
    if start is not None:
        return _("{level} at the start").format(level=told_level(start))
    before = {review.by: level for review in file.ratings if (level := review.level_of(goal.number)) is not None}
    return (
        _("{levels} before version {n}").format(levels=_by_whom(before), n=since.version) if before and since else "–"
    )


def _by_whom(levels: "Mapping[Rater, int]") -> str:
    return ", ".join(f"{told_level(level)} {_(by.label)}" for by, level in levels.items())


def told_level(level: int | None) -> str:
    """A level with its sign; a dash if the goal was not rated."""
    return "–" if level is None else f"{level:+}" if level else "0"


def level_picture(level: int | None) -> str:
    """A picture of the five levels, with a dot at this one."""
    return " ".join("●" if each == level else "│" if each == 0 else "·" for each in LEVELS)


def difference(before: Plan | None, after: Plan) -> Callable[[], Iterable[Block]]:
    """A function that gives what a revision changed; nothing for a first plan."""
    return lambda: _difference(before, after) if before else ()


_AGREEMENT = ("agreed", "client_words", "how", "review_on")


def _difference(before: Plan, after: Plan) -> Iterator[Block]:
    """What changed in the goals, then in the agreement, then the new tasks."""
    title = _("From version {old} to version {new}").format(old=before.version, new=after.version)
    yield section(title)
    changed = {each.goal: each for each in changes(before, after)}
    rows: list[tuple[str, Words]] = []
    for number in sorted({*before.numbers, *after.numbers}):
        name = _("Goal {n}").format(n=number)
        if number not in changed:
            rows.append((f"    {name}", Words(_("as before"), Tone.QUIET)))
            continue
        rows += _was_and_is(name, _told_goal(changed[number].before), _told_goal(changed[number].after))
    old, new = (dict(records.rows(plan, only=_AGREEMENT)) for plan in (before, after))
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            rows += _was_and_is(name, old.get(name, ""), new.get(name, ""))
    for task in after.tasks:
        rows += _was_and_is(_("Task"), "", records.part_in_words(fields.field(Plan, "tasks"), task))
    yield Facts(tuple(rows))


def _was_and_is(name: str, was: str, now: str) -> Iterator[tuple[str, Words]]:
    if was:
        yield f"  - {name}", Words(was, Tone.DANGER)
    if now:
        yield f"  + {name}", Words(now, Tone.GOOD)


def _told_goal(goal: Goal | None) -> str:
    return records.part_in_words(fields.field(Plan, "goals"), goal, without=("number",)) if goal else ""
