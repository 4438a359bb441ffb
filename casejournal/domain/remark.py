"""Remark: something worth a second look. It stops nobody, and the record is kept as it was given."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from casejournal.domain import dates
from casejournal.words import N_, _

if TYPE_CHECKING:
    from casejournal.domain.checklist import Checklist
    from casejournal.domain.file import File
    from casejournal.domain.portfolio.entry import PortfolioEntry
    from casejournal.domain.task import Task


class Remark(msgspec.Struct, frozen=True):
    """A sentence and its facts."""

    sentence: str
    facts: dict[str, str] = {}

    @property
    def in_words(self) -> str:
        """The sentence with its facts, in the language of this process."""
        return _(self.sentence).format(**self.facts)


Rule = Callable[[Any, Any], Iterator[Remark]]
"""Finds what is worth a second look in a record of one kind. It is given the record and its file."""


def overdue_from_the_start(due: date | None, recorded: date) -> Iterator[Remark]:
    """A remark if the day was past already when it was written down."""
    if due is not None and due < recorded:
        yield Remark(N_("{day} is already past, so it is overdue from the start."), {"day": dates.short(due)})


def of_task(task: "Task", _file: "File") -> Iterator[Remark]:
    """A due day that is past already; a task that was done or dropped before it was agreed."""
    yield from overdue_from_the_start(task.due, task.recorded_at.date())
    if task.timeline_day < task.on:
        facts = {"day": dates.short(task.timeline_day), "on": dates.short(task.on)}
        yield Remark(N_("{day} is before the task was written down on {on}; saved as you gave it."), facts)


def of_checklist(checklist: "Checklist", _file: "File") -> Iterator[Remark]:
    """Principles that were strained or breached, with nothing said of what shows it."""
    from casejournal.domain.checklist import HURT  # lazy: as its kind of record, see `kinds`
    from casejournal.domain.principles import principle_label

    bare = [name for name, each in checklist.standings.items() if each.verdict in HURT and not each.evidence]
    if bare:
        principles = ", ".join(principle_label(name) for name in bare)
        yield Remark(N_("You did not say what shows this: {principles}."), {"principles": principles})


def of_portfolio(entry: "PortfolioEntry", file: "File") -> Iterator[Remark]:
    """The same record named as evidence of the same competency before."""
    for other in file.table(entry.table):
        about, named = getattr(other, "about", ""), getattr(other, "competencies", ())
        if (
            other.ref != entry.ref
            and about == entry.about
            and (both := [*filter(named.__contains__, entry.competencies)])
        ):
            facts = {"about": about, "codes": ", ".join(both), "other": other.ref}
            yield Remark(N_("{about} is evidence of {codes} already: {other}. Both count."), facts)
