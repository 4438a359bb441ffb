"""A figure of the report: what it is called, what exactly is counted, in what, and how it is broken down.

One definition serves the screen, CSV, JSON and the page. To add a figure is to add a row to a table of these.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, NamedTuple

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.file import File
from casejournal.domain.own_question import OwnQuestion
from casejournal.domain.report.period import Period
from casejournal.words import N_

Groups = tuple[tuple[str, str], ...]
"""Keys for scripts, each with its title, which is still to be translated."""
UNKNOWN: tuple[str, str] = ("not_known", N_("not known"))
OTHER: tuple[str, str] = ("other", N_("other"))


class Unit(Choice):
    """What is counted."""

    CASES = "cases", N_("cases")
    NOTES = "notes", N_("notes")
    CONTACTS = "contacts", N_("contacts")
    MINUTES = "minutes", N_("minutes")
    TASKS = "tasks", N_("tasks")
    AMOUNT = "amount", N_("amount")
    ANSWERS = "answers", N_("answers")
    REFERRALS = "referrals", N_("referrals")
    DAYS = "days", N_("days")
    GOALS = "goals", N_("goals")
    T = "t", N_("T-score")
    GROUPS = "groups", N_("groups")
    SESSIONS = "sessions", N_("sessions")
    ATTENDANCES = "attendances", N_("attendances")
    MEMBERS = "members", N_("members")
    PERCENT = "percent", N_("percent")
    RECORDS = "records", N_("records")
    SUPERVISIONS = "supervisions", N_("supervisions")

    @property
    def people(self) -> bool:
        """Whether each one counted is a person."""
        return self in {Unit.CASES, Unit.MEMBERS}


class Taken(Enum):
    """How the values of a group become one figure."""

    SUM = "sum"
    MEDIAN = "median"
    MEAN = "mean"
    SHARE = "share"
    """The first of two other figures in a hundred of both."""


class Picture(Enum):
    """How a figure is drawn on a page."""

    NONE = "none"
    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"


class Counted(NamedTuple):
    """Something that counts: in which group, how much, in which series."""

    group: str
    value: float = 1
    series: str = ""
    who: tuple[str, ...] = ()
    """Whom it is about, if not everybody in the file. It only tells how many people stand behind a figure."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted, besides the files: the period, and what the worker's settings add to the closed lists."""

    period: Period
    areas: tuple[str, ...] = ()
    """The worker's own areas of life."""
    principles: Groups = ()
    """The principles of the worker's own sets."""
    own: tuple[OwnQuestion, ...] = ()
    """The worker's own questions at intake. Those that are answered from a list are counted."""
    leaves: bool = False
    """Whether the report is to leave the house. Answers that never do are then not counted."""
    names: Callable[[str], bool] = lambda _text: False
    """Whether a text that somebody typed names a client. Such a text is in no report."""


Counts = Callable[[Any, Frame], Iterable[Counted]]
"""Gives what a file has to count. The file is as it stood at the end of the period."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A row in the table of figures."""

    key: str
    title: str
    means: str
    """What exactly is counted, in a sentence for whoever reads the report."""
    unit: Unit
    counts: Counts
    over: type[File] | None = None
    """The files it is about; None for cases and groups."""
    groups: Callable[[Frame], Groups]
    """Its groups, in order. They are there even if nothing was counted."""
    more: Callable[[Frame], Groups] = lambda _frame: ()
    """Groups that are only there if something was counted."""
    typed: bool = False
    """Whether a group may be a text that somebody typed. Else what is not in the lists is counted as other."""
    series: Groups = ()
    """What each group is divided into: kept, strained, breached. Empty if it is not."""
    taken: Taken = Taken.SUM
    total: str = ""
    """If the groups exclude each other and add up: the name of what they add up to. What has the same name in two
    places, as the total of one figure and a group of another (`movement.closed`), is the same number.
    """
    rows: bool = False
    """Whether the series of each group add up to a number that readers may know."""
    of: tuple[str, str] = ("", "")
    """The two figures of which it is the share."""
    now: Mapping[str, str] = {}
    """For figures by month: which other figure the last month of a report of one month repeats, by series."""
    leans: str = ""
    """For figures by month: the figure whose groups, series by series, add up to the month of such a report."""
    whole: bool = False
    """Whether people are also shown the groups in which nothing was counted."""
    picture: Picture = Picture.NONE

    def name_of(self, frame: Frame, group: str, series: str) -> str:
        """What a number is called, so that it is known if it stands in two places."""
        repeats = self.now.get(series, "") if frame.period.month and group == frame.period.month else ""
        return repeats or ".".join(filter(None, (self.key, group, series)))


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A side of the work."""

    key: str
    title: str
    figures: Callable[[Frame], tuple[Figure, ...]]


def listed(choices: Iterable[Choice]) -> Groups:
    """The answers of a closed list as groups."""
    return tuple((choice.value, choice.label) for choice in choices)
