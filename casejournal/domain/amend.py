"""Amending and striking: the rules. Neither takes anything away."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from casejournal.domain.correction import Correction, Struck
from casejournal.domain.disclosure import Disclosure
from casejournal.domain.file import File
from casejournal.domain.intake import Intake
from casejournal.domain.plan import Plan
from casejournal.domain.record import Record
from casejournal.domain.refusals import (
    BuiltUpon,
    LetterIsOut,
    NothingChanged,
    OpensTheFile,
    Settled,
    StruckAlready,
)
from casejournal.errors import NotValid
from casejournal.words import N_

Amended = TypeVar("Amended", bound=Record)


def require_amendable(record: Record) -> None:
    """A letter that was written is in other hands, what was struck is left as it is.

    Raises LetterIsOut or StruckAlready.
    """
    if isinstance(record, Disclosure):
        raise LetterIsOut(ref=record.ref)
    if record.struck:
        raise StruckAlready(ref=record.ref)


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
    """What opened the file is not struck, nor a plan, whose goals bear their numbers, nor what another record names.

    Raises OpensTheFile, Settled or BuiltUpon, or what `require_amendable` does.
    """
    require_amendable(record)
    if isinstance(record, Plan):
        raise Settled(field=Plan.title, instead=Plan.settled["goals"])
    if record.ref == file.ref:
        raise OpensTheFile(ref=record.ref)
    others = [each.ref for each in file.every_record if each.ref != record.ref and record.ref in _refs_in(each)]
    if others:
        raise BuiltUpon(ref=record.ref, others=", ".join(others))


def strike(record: Amended, struck: Struck) -> Amended:
    """The record, struck."""
    return msgspec.structs.replace(record, struck=struck)


_NAMES = frozenset(
    "plan closing about consents consent source member members present absent excused new by whom".split()  # noqa: SIM905 - easier to read
)
"""The fields in which a record names another; a person's own words name none."""


def _refs_in(value: Any) -> set[str]:
    """The refs of the records it names."""
    if isinstance(value, (list, tuple)):
        return {ref for each in value for ref in _refs_in(each)}
    if not isinstance(value, msgspec.Struct):
        return set()
    refs: set[str] = set()
    for name in value.__struct_fields__:
        said = getattr(value, name)
        texts = said if isinstance(said, tuple) else (said,)
        refs |= {text for text in texts if isinstance(text, str)} if name in _NAMES else set()
        refs |= _refs_in(said)
    return refs
