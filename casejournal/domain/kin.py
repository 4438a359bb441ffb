"""Related cases (kasus terkait) of one case, and whether somebody is in danger there; read from the labels alone."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from casejournal.domain.danger import Danger
from casejournal.domain.related import How
from casejournal.domain.summary import Summary
from casejournal.domain.veil import veil
from casejournal.words import N_, _

WITHHELD = N_("[name withheld]")


class Kin(msgspec.Struct, frozen=True, kw_only=True):
    """A related case, as the file of this one shows it."""

    case: str
    how: How
    """What its client is to this one."""
    client: str = ""
    """Empty if this journal does not have the case, or no longer has it."""
    safety: Danger = Danger.NONE
    open: bool = False


def kin(case: Summary, beside: Iterable[Summary]) -> tuple[Kin, ...]:
    """The cases that this one names and those that name it, sorted by ref. What is known of them comes from the labels
    `beside` it.
    """
    labels = {other.ref: other for other in beside}
    naming = {
        ref: other.related[case.ref].from_the_other_side for ref, other in labels.items() if case.ref in other.related
    }
    related = naming | case.related
    return tuple(_kin(ref, related[ref], labels.get(ref)) for ref in sorted(related))


def _kin(ref: str, how: How, label: Summary | None) -> Kin:
    if label is None:
        return Kin(case=ref, how=how)
    return Kin(case=ref, how=how, client=label.client, safety=label.safety, open=label.open)


def hide_cases(others: Mapping[str, Iterable[str]], own: Iterable[str]) -> Callable[[str], str]:
    """A function that hides the refs of `others` and the names of their clients in a text that leaves the journal.
    Words of the `own` names stay.
    """
    return veil((each for ref in others for each in (ref, *others[ref])), filter(None, own), _(WITHHELD))
