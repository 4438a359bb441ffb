"""Services used: the referrals that went to an entry of the directory, and how it went. It names no client."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import median

import msgspec

from casejournal.domain.agency import Agency
from casejournal.domain.case_file import CaseFile
from casejournal.domain.directory import Directory
from casejournal.domain.referral import Referral
from casejournal.domain.referral_log import Status

_ANSWERS = frozenset(Status) - {Status.DRAFT, Status.SENT, Status.ACKNOWLEDGED, Status.WITHDRAWN}
"""The statuses by which one knows what the agency said. That it has received the referral is no answer yet."""


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """One referral to it."""

    case: str
    ref: str
    status: Status
    on: date
    """The day of that status."""
    answered_after: int | None
    """How many days passed from sending it to the answer; None while there is none."""


def used_in(file: CaseFile, entry: Agency, directory: Directory) -> Iterator[Used]:
    """The referrals of a case that went to this entry: those that name it, and those to somebody called just so."""
    for referral in file.referrals:
        if referral.service == entry.ref or (not referral.service and directory.meant(referral.to) == entry):
            yield Used(
                case=file.ref,
                ref=referral.ref,
                status=referral.status,
                on=referral.last_on,
                answered_after=days_to_answer(referral),
            )


def days_to_answer(referral: Referral) -> int | None:
    """How many days passed from sending a referral to the first answer; None if one of the two is not known."""
    answers = (change.on for change in referral.log if change.taken_back is None and change.status in _ANSWERS)
    answered = next(answers, None)
    return (answered - referral.sent.on).days if referral.sent and answered else None


def by_status(used: Iterable[Used]) -> dict[Status, int]:
    """How many stand at each status, in the order of the statuses."""
    counted = Counter(each.status for each in used)
    return {status: counted[status] for status in Status if counted[status]}


def usual_wait(used: Sequence[Used]) -> float | None:
    """The median of the days until an answer; None if nobody answered yet."""
    days = [each.answered_after for each in used if each.answered_after is not None]
    return median(days) if days else None
