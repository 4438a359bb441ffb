"""Kin (kasus terkait): the cases that belong to one, and who is in danger there; told from the labels alone."""

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
    """Empty where this journal does not have the case, or not any longer."""
    safety: Danger = Danger.NONE
    open: bool = False


def kin(case: Summary, beside: Iterable[Summary]) -> tuple[Kin, ...]:
    """The cases that this one names and those that name it, by their refs; the labels `beside` it tell of them."""
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
    """What takes the refs of `others` and what their clients go by out of a text that leaves the journal; words of the
    `own` names stay.
    """
    return veil((each for ref in others for each in (ref, *others[ref])), filter(None, own), _(WITHHELD))
