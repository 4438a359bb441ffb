"""What a report needs of the desk: the settings that add to its figures, and the files, one at a time."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from casejournal.desk import Desk, troubles
from casejournal.desk.at_intake import own_questions
from casejournal.domain.file import File
from casejournal.domain.principles import own_name
from casejournal.domain.report.figure import Frame, Section
from casejournal.domain.report.figures import SECTIONS
from casejournal.domain.report.period import Period, month_meant, month_of
from casejournal.domain.report.report import Count, Report
from casejournal.errors import NotValid
from casejournal.storage.file_log import ACCESS
from casejournal.words import N_, _


def period_meant(desk: Desk, month: str, first: str, last: str) -> Period:
    """The period that the options --month, --from and --to name; else the present month. Raises NotValid, or what
    `Desk.day` does.
    """
    if month and (first or last):
        raise NotValid(field="--month", problem=N_("give either a month, or a period with --from and --to"))
    if not (first or last):
        return month_meant(month, desk.today) if month else month_of(desk.today, desk.today)
    if not first:
        raise NotValid(field="--from", problem=N_("say from which day"))
    period = Period(desk.day(first), desk.day(last) if last else desk.today)
    if period.first > period.last:
        raise NotValid(field="--to", problem=N_("the period ends before it begins"))
    return period


def counted(desk: Desk, period: Period, *, leaves: bool, sections: Sequence[Section] = SECTIONS) -> Report:
    """The report of that period in these sections, over all cases and groups. A damaged file is told, and is missing
    in it.

    One that `leaves` the house says nothing of own questions whose answers must not.
    """
    count = Count(_frame(desk, period, leaves=leaves), sections)
    for file in _files(desk):
        count.add(file)
    return count.report(unread=sum(trouble.facts["file"] != ACCESS for trouble in desk.journal.troubles))


def _frame(desk: Desk, period: Period, *, leaves: bool) -> Frame:
    """The period, and what the worker's settings add to the closed lists."""
    return Frame(
        period=period,
        areas=tuple(desk.config.value("areas")),
        principles=tuple(
            (own_name(title), title)
            for table in desk.config.table("principle_sets").values()
            for title in table
            if title.strip()
        ),
        own=own_questions(desk).every,
        leaves=leaves,
        names=cache(_names_somebody(desk)),
    )


def _files(desk: Desk) -> Iterator[File]:
    """The file of every case and group that can be read."""
    labels = desk.journal.labels.every
    with desk.progress(_("Counting"), len(labels)) as step:
        yield from troubles.that_open(desk.journal, (label.ref for label in labels), step)


def _names_somebody(desk: Desk) -> Callable[[str], bool]:
    """A function that tells whether a text names a client of this journal."""
    from casejournal.domain.veil import veil  # lazy: few reports have a text that somebody typed

    hide = cache(lambda: veil((name for names in desk.journal.labels.names.values() for name in names), (), "…"))
    return lambda text: hide()(text) != text
