"""A referral as it is amended: its last status change can be corrected too, until something builds on it."""

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.domain.referral import Referral
from casejournal.domain.referral_log import (
    ChangedOn,
    ClientFeedback,
    ConfirmedBy,
    FollowUpOn,
    NewStatus,
    Outcome,
    SaidBeside,
    Status,
    ToldBy,
)
from casejournal.domain.refusals import BeforeItBegan
from casejournal.words import N_, _

OF_THE_CHANGE = ("on", "told_by", "outcome", "confirmed_by", "client_feedback", "remark", "follow_up_on")


class AmendedReferral(Referral, frozen=True, kw_only=True):
    """A referral that has a status, with the answers about its last status change beside its own. It is never stored
    like this.
    """

    settled: ClassVar = {name: instead for name, instead in Referral.settled.items() if name != "on"} | {
        "status": N_('cj refer update REF with the next status; or with --back "why" if it was a mistake')
    }

    status: NewStatus
    on: ChangedOn
    told_by: ToldBy = ""
    outcome: Outcome = ""
    confirmed_by: ConfirmedBy = ""
    client_feedback: ClientFeedback = ""
    remark: SaidBeside = ""
    follow_up_on: FollowUpOn = None
    builds_on_it: str = ""
    """The refs of the records that build on the change."""

    @property
    def stays(self) -> Mapping[str, str]:
        """What can never be amended; once it is sent also the day, on which its consent depends; and the whole status
        change, once something builds on it.
        """
        more: dict[str, str] = {}
        if self.status is Status.SENT:
            more["on"] = N_('cj refer update REF --back "why", then write “sent” again with the right day')
        if self.builds_on_it:
            note = _("write a note about it, cj note CASE; {others} depends on it").format(others=self.builds_on_it)
            more |= dict.fromkeys(OF_THE_CHANGE, note)
        return {**self.settled, **more}


def as_amended(record: Record, file: File) -> Record:
    """A record with everything in it that can be amended. For a referral this includes its last status change."""
    if not (isinstance(record, Referral) and isinstance(file, CaseFile) and record.last):
        return record
    change = record.last
    letters = [each for each in file.disclosures if each.about == record.ref]
    later = [each.ref for each in (*letters, *file.closings) if each.recorded_at > change.recorded_at]
    own = {name: getattr(record, name) for name in record.__struct_fields__}
    changed = {name: getattr(change, name) for name in ("status", *OF_THE_CHANGE)}
    return AmendedReferral(**{**own, **changed}, builds_on_it=", ".join(later))


def as_kept(amended: Record, before: Record) -> Record:
    """The record that the file stores after the amendment of `before`. Raises BeforeItBegan if the day of a status
    change is before an earlier one.
    """
    if not (isinstance(amended, AmendedReferral) and isinstance(before, Referral)):
        return amended
    changed = before.with_last(**{name: getattr(amended, name) for name in OF_THE_CHANGE})
    earlier = [change.on for change in before.log if change.taken_back is None and change is not before.last]
    if amended.on < (earliest := max([before.on, *earlier])):
        raise BeforeItBegan(ref=before.ref, day=dates.short(amended.on), last=dates.short(earliest))
    own = {name: getattr(amended, name) for name in Referral.__struct_fields__ if name not in {*OF_THE_CHANGE, "log"}}
    return msgspec.structs.replace(changed, **own)
