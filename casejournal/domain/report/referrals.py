"""Referrals (rujukan): where they stand at the end of the period, how they ended, how long each step took."""

from collections.abc import Iterator
from itertools import pairwise

from casejournal.domain.case_file import CaseFile
from casejournal.domain.referral_log import TURNS, WAY, Status
from casejournal.domain.report.figure import Counted, Figure, Frame, Picture, Taken, Unit, listed
from casejournal.words import N_

_ENDED = (Status.COMPLETED, *(status for status in Status if status not in TURNS and status is not Status.COMPLETED))


def written(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """Each referral dated in the period, and each that was sent in it. A status that was taken back does not count."""
    for referral in file.referrals:
        if referral.on in frame.period:
            yield Counted("written")
        if referral.sent and referral.sent.on in frame.period:
            yield Counted("sent")


def by_status(file: CaseFile, _frame: Frame) -> Iterator[Counted]:
    """Where each referral stands on the last day, whenever it was written, if somebody still has to act on it."""
    yield from (Counted(referral.status) for referral in file.referrals if referral.open)


def by_end(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """How the referrals ended whose last status is dated in the period."""
    ended = (each for each in file.referrals if not each.open and each.last_on in frame.period)
    yield from (Counted(referral.status) for referral in ended)


def days(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """How many days a referral was at a status, for each status that it left in the period. A draft begins on the day
    of the referral. Steps that were skipped have no days: nobody knows when they happened.
    """
    for referral in file.referrals:
        log = [change for change in referral.log if change.taken_back is None]
        since = [(Status.DRAFT, referral.on), *((change.status, change.on) for change in log)]
        for (status, began), (_next, left) in pairwise(since):
            if left in frame.period:
                yield Counted(status, (left - began).days)


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of the referrals."""
    return _REFERRALS


_REFERRALS = (
    Figure(
        key="referrals",
        title=N_("Referrals written and sent"),
        means=N_("Referrals written in the period, and those sent in it."),
        unit=Unit.REFERRALS,
        over=CaseFile,
        counts=written,
        groups=lambda _frame: (("written", N_("written")), ("sent", N_("sent"))),
    ),
    Figure(
        key="referrals_open",
        title=N_("Open referrals by status"),
        means=N_("Referrals that somebody still has to act on, by where they stand on the last day."),
        unit=Unit.REFERRALS,
        over=CaseFile,
        counts=by_status,
        groups=lambda _frame: listed(status for status in WAY if status in TURNS),
        total="open_referrals",
        picture=Picture.BARS,
    ),
    Figure(
        key="referrals_ended",
        title=N_("Ended referrals by end"),
        means=N_("Referrals that ended in the period, by how."),
        unit=Unit.REFERRALS,
        over=CaseFile,
        counts=by_end,
        groups=lambda _frame: listed(_ENDED),
        total="ended_referrals",
    ),
    Figure(
        key="referral_days",
        title=N_("Days at each status"),
        means=N_("The median of the days that referrals were at a status which they left in the period."),
        unit=Unit.DAYS,
        over=CaseFile,
        counts=days,
        groups=lambda _frame: listed(status for status in WAY if status in TURNS),
        taken=Taken.MEDIAN,
    ),
)
