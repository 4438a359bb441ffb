"""The rules for amending and striking. Neither takes anything away."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from casejournal.domain.correction import Correction, Struck
from casejournal.domain.disclosure import Disclosure
from casejournal.domain.field import Among
from casejournal.domain.file import File, require_standing
from casejournal.domain.intake import Intake
from casejournal.domain.kinds import GROUP
from casejournal.domain.plan import Plan
from casejournal.domain.record import Record, named, refs_in
from casejournal.domain.refusals import (
    BuiltUpon,
    HoldsMore,
    LetterIsOut,
    NothingChanged,
    SaidAlready,
    Settled,
)
from casejournal.domain.review import Review
from casejournal.errors import NotValid
from casejournal.words import N_

Amended = TypeVar("Amended", bound=Record)


def require_amendable(record: Record) -> None:
    """Raises LetterIsOut for a letter, since it is in other hands, SaidAlready for what was said in practice, or what
    `require_standing` does.
    """
    if record.lasting:
        raise SaidAlready(ref=record.ref)
    if isinstance(record, Disclosure):
        raise LetterIsOut(ref=record.ref)
    require_standing(record)


def amend(record: Amended, changes: Mapping[str, Any], correction: Correction) -> Amended:
    """The new version of the record with these fields changed. Raises NothingChanged, NotValid if a reason is emptied,
    or what `require_amendable` does.

    A client's old name and alias are kept in `formerly`, so that they still find the case.
    """
    require_amendable(record)
    changed = {name: value for name, value in changes.items() if getattr(record, name) != value}
    if not changed:
        raise NothingChanged(ref=record.ref)
    for name in ("because", "reason"):
        if name in changed and not changed[name]:
            raise NotValid(field=name, problem=N_("a reason cannot be removed; write another one"))
    if isinstance(record, Intake):
        names = (getattr(record, name) for name in ("client", "alias") if name in changed)
        changed["formerly"] = tuple(dict.fromkeys((*record.formerly, *filter(None, names))))
    return msgspec.structs.replace(record, **changed, corrections=(*record.corrections, correction))


def require_goals(file: File, record: Record, changes: Mapping[str, Any]) -> None:
    """Raises UnknownGoal if a changed field names a goal that is not in the plan: for a review the plan it was made on,
    else the plan in force.
    """
    plan = file.record(record.plan) if isinstance(record, Review) else None
    file.require_goals(named(record, Among.GOALS, changes), plan.goals if isinstance(plan, Plan) else None)


def require_strikable(file: File, record: Record) -> None:
    """Raises HoldsMore for the record that opened the file, if more was written in it since; Settled for a plan,
    because its goals keep their numbers; BuiltUpon for a record that another one names and `binds`; or what
    `require_amendable` does.
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
    holding = (each for each in file.every_record if each.binds and each.ref != record.ref)
    others = [each.ref for each in holding if record.ref in refs_in(each)]
    if others:
        raise BuiltUpon(ref=record.ref, others=", ".join(others))


def strike(record: Amended, struck: Struck) -> Amended:
    """The record, struck."""
    return msgspec.structs.replace(record, struck=struck)
