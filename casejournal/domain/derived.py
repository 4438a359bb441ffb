"""What a record says beyond what was stored: a consent's state, whose turn a referral is, the score of a review."""

from datetime import date
from typing import Any

from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Consent
from casejournal.domain.note import Note
from casejournal.domain.record import Record
from casejournal.domain.referral import Referral
from casejournal.domain.review import Review


def derived(record: Record, file: CaseFile, today: date) -> dict[str, Any]:
    """What follows from a record of `file` as it stands today, for scripts."""
    told: dict[str, Any] = {"late": record.late}
    match record:
        case Consent():
            told |= {"state": record.state(today)}
        case Referral():
            told |= {"status": record.status, "next": record.next, "outcome": record.outcome}
        case Review():
            told |= _numbers(record, file)
        case Note():
            told |= {"after_closing": file.was_closed_at(record.recorded_at)}
        case _:
            pass
    return told


def _numbers(review: Review, file: CaseFile) -> dict[str, Any]:
    numbers = next(each for each in file.progress if each.review.ref == review.ref)
    rounded = {name: getattr(numbers, name) for name in ("t", "baseline", "change")}
    return {name: value if value is None else round(value, 4) for name, value in rounded.items()}
