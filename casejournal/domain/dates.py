"""Dates: understood as people say them, in every language, or refused but never guessed; and shown.

ISO dates always; today, yesterday, tomorrow; a weekday is the next one to come, with `last` (lalu) the one just gone,
with `next` (depan) that of the week after this one. `Next week` (minggu depan) and `next month` are a week and a month
from today. +3d and -2w count from today; +3d for what follows a record of the past counts from its day. 10 january is
the next one or, for something that has happened, the last one. A text that can mean two days, such as 03/04 or `last
week`, is refused, and both are named; so is one of two languages. No other module shows a day or a moment.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache

from casejournal.domain.refusals import AmbiguousDate, DateNotUnderstood, MixedLanguages
from casejournal.domain.vocabulary import every
from casejournal.words import N_, _, ngettext

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
WEEKDAYS_IN_SHORT = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS_IN_SHORT = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
LATE_AFTER = timedelta(hours=48)


class Since:
    """The day from which an offset counts: today or, for what follows a record of the past, the day of that record.

    `begin` says once which day that is. Offsets that count from another day than today are kept, to be told.
    """

    def __init__(self, today: date) -> None:
        self.today = self.day = today
        self.read = ""
        """The offset that was read last."""
        self._counted: dict[str, date] = {}

    def begin(self, on: date) -> None:
        """Count from the day of the record, if it has passed. Only the first day that is said counts."""
        if self.day == self.today:
            self.day = min(on, self.today)

    def begin_again(self, on: date) -> None:
        """Count from that day of the record from now on, whatever was said before."""
        self.day = min(on, self.today)

    def count(self, text: str, meant: date) -> None:
        """Keep that an offset was read."""
        self.read = text
        if self.day != self.today:
            self._counted[text] = meant

    def tell_counted(self, tell: Callable[[str], None]) -> None:
        """Tell which offsets counted from another day than today, each once, with the day it comes to."""
        sentence = _("{offset} counts from {day}, the day of the record: {meant}")
        counted, self._counted = self._counted, {}
        start = day(self.day)
        for text, meant in counted.items():
            tell(sentence.format(offset=text, day=start, meant=day(meant)))


def understand(text: str, today: date, *, past: bool = False, since: Since | None = None) -> date:
    """The day that `text` means when it is said on `today`. `past` is true for something that has happened.

    Raises DateNotUnderstood, MixedLanguages or AmbiguousDate, which names the days.
    """
    from casejournal.domain import spoken_days  # lazy: most commands show days and read none

    start = since.day if since else today
    said, days = text.strip(), spoken_days.days_meant(text, today, past=past, since=start)
    if days is None:
        said = _without_by(text)
        days = spoken_days.days_meant(said, today, past=past, since=start)
    if days is None and spoken_days.mixes_languages(said):
        raise MixedLanguages(given=text)
    if not days:
        raise DateNotUnderstood(given=text)
    if len(days) > 1:
        between = _("or")
        raise AmbiguousDate(given=text, days=f" {between} ".join(day(each) for each in sorted(days)))
    [meant] = days
    if since and said.startswith("+"):
        since.count(said, meant)
    return meant


def month_named(said: str) -> int | None:
    """The number of the month of that name, in any language; None for any other word."""
    from casejournal.domain import spoken_days  # lazy, as above

    return spoken_days.months().get(said.lower())


def by_day(text: str, today: date, *, since: Since | None = None) -> tuple[str, date | None] | None:
    """What is to be done and by when, if `text` ends with a day: `ask the school by friday`; None if it does not.

    Only what follows the last `by` (sebelum) is read as a day: `go there by bus` has none. `by -` says that there is no
    day, and gives None for it. Raises AmbiguousDate or MixedLanguages, and DateNotUnderstood for a day that no month
    has.
    """
    found = re.fullmatch(rf"(.*\S)\s+(?:{_by()})\s+(\S.*?)[.!]?\s*", text, re.IGNORECASE | re.DOTALL)
    if found is None or found[2] == "-":
        return (found[1], None) if found else None
    from casejournal.domain import spoken_days  # lazy, as above

    said = _without_by(found[2])
    is_day = spoken_days.days_meant(said, today, past=False, since=today) is not None
    return (found[1], understand(said, today, since=since)) if is_day or spoken_days.mixes_languages(said) else None


@cache
def _by() -> str:
    """A pattern for the words before a day, in every language."""
    return "|".join(sorted(map(re.escape, every("by")), key=len, reverse=True))


def _without_by(text: str) -> str:
    return re.sub(rf"^\s*(?:{_by()})\s+", "", text, flags=re.IGNORECASE).strip()


def day(on: date) -> str:
    """A day with its weekday, so that a misunderstood date is seen: Monday 2026-11-23."""
    return f"{_(WEEKDAYS[on.weekday()])} {short(on)}"


def brief(on: date, today: date) -> str:
    """A day for a narrow column: Mon 30 Nov; with its year if that is not this year: Mon 4 Jan 2027."""
    form = _("{weekday} {day} {month}") if on.year == today.year else _("{weekday} {day} {month} {year}")
    weekday, month = _(WEEKDAYS_IN_SHORT[on.weekday()]), _(MONTHS_IN_SHORT[on.month - 1])
    return form.format(weekday=weekday, day=on.day, month=month, year=on.year)


def sorted_by(on: date) -> str:
    """A day for a column that is sorted by day: 2026-11-23 Monday."""
    return f"{short(on)} {_(WEEKDAYS[on.weekday()])}"


def short(on: date) -> str:
    """A day without its weekday; of a moment, its day: 2026-11-23."""
    return on.isoformat()[: len("2026-11-23")]


def month(of: date) -> str:
    """The month of a day: 2026-11."""
    return of.isoformat()[: len("2026-11")]


def in_a_letter(on: date, *, weekday: bool = False) -> str:
    """A day as a letter has it: 23 November 2026; with its weekday: Monday, 23 November 2026."""
    form = _("{weekday}, {day} {month} {year}") if weekday else _("{day} {month} {year}")
    return form.format(weekday=_(WEEKDAYS[on.weekday()]), day=on.day, month=_(MONTHS[on.month - 1]), year=on.year)


def month_in_words(of: date) -> str:
    """The month of a day as people say it: March 2023."""
    return f"{_(MONTHS[of.month - 1])} {of.year}"


def moment(at: datetime) -> str:
    """A moment, to the minute: 2026-11-23 09:30."""
    return f"{at:%Y-%m-%d %H:%M}"


def clock(at: datetime) -> str:
    """The time of day: 09:30."""
    return f"{at:%H:%M}"


def stamp(at: date) -> str:
    """A day or a moment as files and scripts have it, whatever the language: ISO 8601."""
    return at.isoformat()


def from_stamp(text: str) -> datetime:
    """The moment a stamp names. Raises ValueError."""
    return datetime.fromisoformat(text)


def in_a_name(at: datetime) -> str:
    """A moment in the name of a file, in UTC so that names sort as the moments do: 20261123-023000."""
    return f"{at.astimezone(UTC):%Y%m%d-%H%M%S}"


def days_since(at: date, now: datetime) -> int:
    """How many calendar days ago a day or a moment was, where the clock is `now`; negative if it is still to come."""
    on = at.astimezone(now.tzinfo).date() if isinstance(at, datetime) else at
    return (now.date() - on).days


def ago(at: date, now: datetime) -> str:
    """How long ago a day or a moment was, in calendar days. What is still to come says that the clock went back."""
    days = days_since(at, now)
    if days < 0 or (isinstance(at, datetime) and at > now):
        return _("in the future: the clock of this computer was set back")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days) if days else _("today")


def is_late(on: date, recorded_at: datetime) -> bool:
    """Whether something was recorded more than 48 hours after the end of the day it happened."""
    day_began = datetime.combine(on, datetime.min.time(), tzinfo=recorded_at.tzinfo)
    return recorded_at - day_began > timedelta(days=1) + LATE_AFTER
