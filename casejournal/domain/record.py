"""What every record has: its ref, the day it happened, the moment it was recorded, who recorded it, who may see it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import Choice
from casejournal.domain.correction import Correction, Moved, Struck
from casejournal.domain.field import Agreement, Among, Asked, Identifies, described, field
from casejournal.domain.undertaking import Undertaking
from casejournal.words import N_


class Visibility(Choice):
    """Who a record is for. Private records are in no export."""

    RECORD = "record", N_("readers of the case")
    SUPERVISION = "supervision", N_("supervision")
    PRIVATE = "private", N_("only me")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was said or done, written down once. A change makes a new version, never another record."""

    ref_letter: ClassVar[str]
    """The letter its refs begin with."""
    table: ClassVar[str]
    """The table of the case file it lies in."""
    title: ClassVar[str]
    """What a person calls it."""
    leads_on: ClassVar[bool] = False
    """Whether the next step of the process is suggested after it is written."""
    settled: ClassVar[dict[str, str]] = {}
    """The fields that cannot be amended, because something was done on their strength, and what to do instead."""
    binds: ClassVar[bool] = True
    """Whether what it names can no longer be struck, because this was built upon it."""
    lasting: ClassVar[bool] = False
    """Whether it can be neither amended, struck nor undone, as what was said to a client of a practice."""
    sets_aside: ClassVar[str] = ""
    """The rule that was set aside if the record gives a reason, in a few words."""
    agreements: ClassVar[tuple[Agreement, ...]] = ()
    """The rules over several of its answers."""

    ref: Annotated[str, field(N_("Ref"), asked=Asked.NEVER, given=False)]
    on: Annotated[
        date,
        field(
            N_("Happened on"),
            N_("When did it happen, if not today? For example 2026-11-23, yesterday, last monday."),
            past=True,
        ),
    ]
    recorded_at: Annotated[datetime, field(N_("Recorded"), asked=Asked.NEVER, given=False, tz=True)]
    worker: Annotated[str, field(N_("Worker"), asked=Asked.NEVER, given=False, identifies=Identifies.WORKER)]
    visibility: Annotated[
        Visibility,
        field(N_("Visible to"), N_("Who may read this? Private entries are never exported.")),
    ] = Visibility.RECORD
    corrections: Annotated[tuple[Correction, ...], field(N_("Corrections"), asked=Asked.NEVER, given=False)] = ()
    struck: Annotated[Struck | None, field(N_("Struck"), asked=Asked.NEVER, given=False)] = None
    moved: Annotated[Moved | None, field(N_("Moved"), asked=Asked.NEVER, given=False)] = None

    @classmethod
    def kind_name(cls) -> str:
        """The name of its kind for scripts, in small letters with hyphens: note, safety-plan."""
        return "".join(f"-{letter}" if letter.isupper() else letter for letter in cls.__name__).lower().lstrip("-")

    @property
    def stays(self) -> Mapping[str, str]:
        """The fields that cannot be amended now, and what to do instead: `settled`, or more if others build on them."""
        return self.settled

    @property
    def late(self) -> bool:
        """Whether this is a late entry: recorded more than 48 hours after the day it happened."""
        return dates.is_late(self.on, self.recorded_at)

    @property
    def timeline_day(self) -> date:
        """The day it stands at in the timeline."""
        return self.on

    @property
    def last_written(self) -> tuple[datetime, str]:
        """When something was last written in it, and by whom."""
        latest = self.corrections[-1] if self.corrections else None
        return (latest.at, latest.worker) if latest else (self.recorded_at, self.worker)

    @property
    def open(self) -> bool:
        """Whether something can still come of it: a task to be done, a referral somebody acts on."""
        return True

    def undertaken(self) -> tuple[Undertaking, ...]:
        """What is to be done because of it. Each becomes a task."""
        return ()

    def as_read(self, name: str, answer: Any) -> Any:  # noqa: ARG002 - a task reads one of its answers otherwise
        """An answer as it is shown: what a person wrote as they wrote it, what the journal wrote in their language."""
        return answer

    def reasons(self) -> tuple[tuple[date, str], ...]:
        """The days on which a rule was set aside for it, and why."""
        return ()

    def stored(self) -> dict[str, Any]:
        """This record as plain JSON values, without the optional fields that nobody answered.

        Raises msgspec.ValidationError if it could not be read back; then it must not be written.
        """
        values = msgspec.to_builtins(self)
        needed = set(self.__struct_fields__[: -len(self.__struct_defaults__)])
        kept = {name: value for name, value in values.items() if name in needed or not is_unanswered(value)}
        msgspec.convert(kept, type(self))
        return kept


class Step(Record, frozen=True, kw_only=True):
    """A record that has its place in the process. If it is written out of order, it says why."""

    because: Annotated[
        str,
        field(
            N_("Because"),
            N_("Why are you doing this although something it builds on is missing or still open?"),
            asked=Asked.NEVER,
        ),
    ] = ""

    def as_read(self, name: str, answer: Any) -> Any:  # noqa: ARG002 - a task reads one of its answers otherwise
        """An answer as it is shown: what a person wrote as they wrote it, what the journal wrote in their language."""
        return answer

    def reasons(self) -> tuple[tuple[date, str], ...]:
        """Why it was written out of order."""
        return ((self.on, self.because),) if self.because else ()


def is_unanswered(value: object) -> bool:
    """Whether a field was left open: nothing, an empty text, list or part. No and zero are answers."""
    if isinstance(value, msgspec.Struct):
        return all(is_unanswered(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, dict):
        return all(is_unanswered(part) for part in value.values())
    return value is None or value in ("", (), [])


def refs_in(record: msgspec.Struct) -> set[str]:
    """The refs of the records it names, in the fields declared to hold refs. A ref in a text does not count."""
    return {*_values(record, lambda says: says.get("refs", False))}


def named(record: msgspec.Struct, among: Among, only: Collection[str]) -> set[Any]:
    """The entries of that list which the record names in `only` these fields and their parts."""
    return {*_values(record, lambda says: says.get("among") is among, only)}


def _values(
    record: msgspec.Struct, wanted: Callable[[Mapping[str, Any]], bool], only: Collection[str] | None = None
) -> Iterator[Any]:
    """The answers to the fields whose description is `wanted`, in the record and in its parts."""
    for name, says in _described(type(record)):
        answer = getattr(record, name) if only is None or name in only else None
        for each in answer if isinstance(answer, tuple) else (answer,):
            if isinstance(each, msgspec.Struct):
                yield from _values(each, wanted)
            elif wanted(says) and not is_unanswered(each):
                yield each


@cache
def _described(form: type[msgspec.Struct]) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Each field and what it says of itself."""
    return tuple((info.name, described(info.type)) for info in msgspec.structs.fields(form))
