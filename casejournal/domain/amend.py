"""Amending and striking: the rules. Neither takes anything away."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from casejournal.domain.correction import Correction, Struck
from casejournal.domain.disclosure import Disclosure
from casejournal.domain.file import File
from casejournal.domain.intake import Intake
from casejournal.domain.record import Record
from casejournal.domain.refusals import BuiltUpon, NothingChanged, OpensTheFile, OutOfOurHands, StruckAlready

Amended = TypeVar("Amended", bound=Record)


def require_amendable(record: Record) -> None:
    """A letter that was written is in other hands, what was struck is left as it is.

    Raises OutOfOurHands or StruckAlready.
    """
    if isinstance(record, Disclosure):
        raise OutOfOurHands(command="letter")
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
    if isinstance(record, Intake):
        names = (getattr(record, name) for name in ("client", "alias") if name in changed)
        changed["formerly"] = tuple(dict.fromkeys((*record.formerly, *filter(None, names))))
    return msgspec.structs.replace(record, **changed, corrections=(*record.corrections, correction))


def goals_named(record: Record, changes: Mapping[str, Any]) -> list[int | None]:
    """The goals the record speaks of, where that is what changed."""
    goals = [*getattr(record, "goals", ())] if "goals" in changes else []
    ratings = [rating.goal for rating in getattr(record, "ratings", ())] if "ratings" in changes else []
    return [*goals, *ratings, getattr(record, "goal", None) if "goal" in changes else None]


def require_strikable(file: File, record: Record) -> None:
    """What opened the file is not struck, nor what something else builds on.

    Raises OpensTheFile or BuiltUpon, or what `require_amendable` does.
    """
    require_amendable(record)
    if record.ref == file.ref:
        raise OpensTheFile(ref=record.ref)
    others = [each.ref for each in file.every_record if each.ref != record.ref and record.ref in _refs_in(each)]
    if others:
        raise BuiltUpon(ref=record.ref, others=", ".join(others))


def strike(record: Amended, struck: Struck) -> Amended:
    """The record, struck."""
    return msgspec.structs.replace(record, struck=struck)


def _refs_in(value: Any) -> set[str]:
    """Every text in it that could be a ref."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, msgspec.Struct):
        value = [getattr(value, name) for name in value.__struct_fields__]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return {ref for part in parts for ref in _refs_in(part)}
