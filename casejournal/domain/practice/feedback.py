"""Feedback on a practice run: how each thing it is looked at for ended, and why. No sum, no mark."""

from collections.abc import Iterable

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.practice.condition import Found, Reason, judged
from casejournal.domain.practice.evidence import Evidence, cited_in, in_words
from casejournal.domain.practice.vignette import Condition, Item, Vignette
from casejournal.words import N_


class Ending(Choice):
    """How an item ends."""

    MET = "met", N_("fully met")
    PARTLY = "partly", N_("partly")
    MISSED = "missed", N_("missed")
    UNTESTED = "untested", N_("not put to the test")
    LECTURER = "lecturer", N_("for the lecturer")


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How one item ended."""

    item: Item
    ending: Ending
    mine: str = ""
    """The student's own words on it; empty if there are none."""
    unwritten: bool = False
    """Whether nothing is written yet in which it could show: then the author's line would give it away."""
    kept_back: bool = False
    """Whether the author's line, his wordings and the reason why would tell what the student has not heard."""
    reasons: tuple[Reason, ...] = ()
    right: tuple[int, ...] = ()
    """The numbers of the lines that were cited and bear it out."""
    misleading: tuple[int, ...] = ()
    unheard: tuple[int, ...] = ()
    """The numbers that were cited and never heard."""


def unheard(run: Evidence) -> tuple[int, ...]:
    """The numbers that any record cites, and that were never heard."""
    numbers = {number for record in run.records for number in cited_in(msgspec.to_builtins(record))}
    return tuple(sorted(number for number in numbers if run.talk.line(number) is None))


def feedback(vignette: Vignette, run: Evidence) -> tuple[Ended, ...]:
    """How each item of the rubric ended, in its order. The same run always ends the same."""
    return tuple(_ended(item, run) for item in vignette.rubric)


def _ended(item: Item, run: Evidence) -> Ended:
    found = [judged(each, run) for each in item.met]
    mine = _shown(item, run) or next((each.mine for each in found if each.mine), "")
    if item.by == "lecturer":
        return Ended(item=item, ending=Ending.LECTURER, mine=mine, kept_back=_kept_back(item, run))
    ending = _ending(item, found, run)
    reasons = tuple(each.reason for each in found if each.reason) if ending is not Ending.MET else ()
    return Ended(
        item=item,
        ending=ending,
        mine=mine,
        unwritten=_unwritten(item, run),
        kept_back=_kept_back(item, run),
        reasons=tuple({each.in_words: each for each in reasons}.values()),
        right=_numbers(each.right for each in found),
        misleading=_numbers(each.misleading for each in found),
        unheard=_numbers(each.unheard for each in found),
    )


def _ending(item: Item, found: list[Found], run: Evidence) -> Ending:
    if not _tested(item, found, run):
        return Ending.UNTESTED
    if found and all(each.holds for each in found):
        return Ending.MET
    if item.partly:
        return Ending.PARTLY if all(judged(each, run).holds for each in item.partly) else Ending.MISSED
    return Ending.PARTLY if any(each.holds or each.partly for each in found) else Ending.MISSED


def _tested(item: Item, found: list[Found], run: Evidence) -> bool:
    """Whether the run came to the point where it could be seen. What was never told was not put to the test if nobody
    asked for it.
    """
    if item.tested:
        return any(map(run.talk.was_heard, item.tested))
    pairs = [*zip(found, item.met, strict=True)]
    citing = [each.tested for each, condition in pairs if condition.cites]
    done = [each.tested for each, condition in pairs if not _only_rests_on(condition)]
    return any(citing or done or (each.tested for each in found))


def _only_rests_on(condition: Condition) -> bool:
    """Whether it names no more than a line that must have been heard, which the student does not do."""
    return bool(condition.heard) and not (condition.move or condition.record)


def _unwritten(item: Item, run: Evidence) -> bool:
    """Whether it shows in records, and none of them is written."""
    work = [each for each in item.met if not _only_rests_on(each)]
    return bool(work) and all(each.record and not run.written(each.record) for each in work)


def _kept_back(item: Item, run: Evidence) -> bool:
    """Whether something that it tells, or all that it rests on, was not heard."""
    heard = run.talk.was_heard
    rests_on = [item.tested, *(each.cites for each in item.met)]
    return not all(map(heard, item.tells)) or any(keys and not any(map(heard, keys)) for keys in rests_on)


def _shown(item: Item, run: Evidence) -> str:
    """The student's own line that the item names."""
    if item.shows is None:
        return ""
    if item.shows.move:
        said = (mark.said for mark in run.talk.marks if mark.move is item.shows.move)
        return next((each for each in said if each), "")
    records = run.written(item.shows.record)
    told = [each for record in reversed(records) for each in in_words(record, item.shows.field)]
    return next(iter(told), "")


def _numbers(every: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({number for each in every for number in each}))
