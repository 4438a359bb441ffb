"""Amending and striking: the rules. Neither takes anything away."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from casejournal.domain.correction import Correction, Struck
from casejournal.domain.disclosure import Disclosure
from casejournal.domain.field import described
from casejournal.domain.file import File, require_standing
from casejournal.domain.intake import Intake
from casejournal.domain.kinds import GROUP
from casejournal.domain.plan import Plan
from casejournal.domain.record import Record
from casejournal.domain.refusals import (
    BuiltUpon,
    HoldsMore,
    LetterIsOut,
    NothingChanged,
    Settled,
)
from casejournal.errors import NotValid
from casejournal.words import N_

Amended = TypeVar("Amended", bound=Record)


def require_amendable(record: Record) -> None:
    """A letter that was written is in other hands, what was struck is left as it is.

    Raises LetterIsOut, or what `require_standing` does.
    """
    if isinstance(record, Disclosure):
        raise LetterIsOut(ref=record.ref)
    require_standing(record)


def amend(record: Amended, changes: Mapping[str, Any], correction: Correction) -> Amended:
    """The new version of the record with these fields changed. Raises NothingChanged, or what `require_amendable` does.

    A client who is called otherwise from now on stays known by the name they had.
    """
    require_amendable(record)
    changed = {name: value for name, value in changes.items() if getattr(record, name) != value}
    if not changed:
        raise NothingChanged(ref=record.ref)
    for name in ("because", "reason"):
        if name in changed and not changed[name]:
            raise NotValid(field=name, problem=N_("a reason stays where everybody sees it; write another one"))
    if isinstance(record, Intake):
        names = (getattr(record, name) for name in ("client", "alias") if name in changed)
        changed["formerly"] = tuple(dict.fromkeys((*record.formerly, *filter(None, names))))
    return msgspec.structs.replace(record, **changed, corrections=(*record.corrections, correction))


def require_goals(file: File, record: Record, changes: Mapping[str, Any]) -> None:
    """The goals it speaks of are some, where that is what changed: of its own plan in a review, else of the one that
    holds. Raises UnknownGoal.
    """
    ratings = [rating.goal for rating in getattr(record, "ratings", ())] if "ratings" in changes else []
    plan = file.record(getattr(record, "plan", "")) if ratings else None
    file.require_goals(ratings, getattr(plan, "goals", None))
    named = [*getattr(record, "goals", ())] if "goals" in changes else []
    named += [outcome.goal for outcome in getattr(record, "outcomes", ())] if "outcomes" in changes else []
    file.require_goals([*named, getattr(record, "goal", None) if "goal" in changes else None])


def require_strikable(file: File, record: Record) -> None:
    """What opened the file is struck while nothing else was written in it; a plan never is, whose goals bear their
    numbers, nor what another record names.

    Raises HoldsMore, Settled or BuiltUpon, or what `require_amendable` does.
    """
    require_amendable(record)
    if isinstance(record, Plan):
        raise Settled(field=Plan.title, instead=Plan.settled["goals"])
    if record.ref == file.ref:
        if file.written_since:
            since = ", ".join(each.ref for each in file.written_since)
            close = "cj group close" if record.ref.startswith(GROUP) else "cj close"
            raise HoldsMore(ref=record.ref, others=since, close=close)
        return
    others = [each.ref for each in file.every_record if each.ref != record.ref and record.ref in refs_in(each)]
    if others:
        raise BuiltUpon(ref=record.ref, others=", ".join(others))


def strike(record: Amended, struck: Struck) -> Amended:
    """The record, struck."""
    return msgspec.structs.replace(record, struck=struck)


def refs_in(record: msgspec.Struct) -> set[str]:
    """The refs of the records it names, in the fields that say so of themselves; a person's own words name none."""
    return {ref for name, holds_refs in _described(type(record)) for ref in _refs(getattr(record, name), holds_refs)}


def _refs(value: Any, holds_refs: bool) -> Iterator[str]:
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, msgspec.Struct):
            yield from refs_in(each)
        elif holds_refs and each:
            yield each


@cache
def _described(form: type[msgspec.Struct]) -> tuple[tuple[str, bool], ...]:
    """Each field, and whether it holds refs."""
    return tuple((info.name, described(info.type).get("refs", False)) for info in msgspec.structs.fields(form))
