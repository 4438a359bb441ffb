"""Supervision (supervisi): what a worker brought to somebody with more experience, what was advised and agreed."""

from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.due import Who
from casejournal.domain.field import Among, Asked, Identifies, field
from casejournal.domain.note import Minutes
from casejournal.domain.part import Part
from casejournal.domain.record import Record, Visibility
from casejournal.domain.undertaking import By, Undertaking, What
from casejournal.words import N_


class Brought(Part, frozen=True, kw_only=True):
    """An entry that was brought, and what the worker wanted to know about it."""

    key: ClassVar = "ref"
    short: ClassVar = "{ref}[:{question}]"

    ref: Annotated[
        str,
        field(
            N_("Ref"), N_("The entry that was brought."), asked=Asked.FIRST, among=Among.TO_BRING, refs=True,
            min_length=1,
        ),
    ]  # fmt: skip
    question: Annotated[str, field(N_("Question"), N_("What did you want to know about it?"), asked=Asked.NEVER)] = ""


class Resolved(Part, frozen=True, kw_only=True):
    """Something the worker will do after it."""

    title: ClassVar = N_("Agreed")
    short: ClassVar = "{what}[ by {due}]"

    what: What
    due: By = None


class Supervision(Record, frozen=True, kw_only=True):
    """One talk about the work, as far as it was about this case or group."""

    ref_letter: ClassVar = "J"
    table: ClassVar = "supervisions"
    title: ClassVar = N_("Supervision")
    binds: ClassVar = False
    settled: ClassVar = {
        "also": N_("write the supervision down in that case: cj supervision CASE; or strike it there: cj strike REF")
    }

    visibility: Annotated[
        Visibility,
        field(N_("Visible to"), N_("Who may read this? What is for supervision is in no letter and no print.")),
    ] = Visibility.SUPERVISION
    with_whom: Annotated[
        str,
        field(
            N_("Supervised by"),
            N_("With whom did you talk?"),
            why=N_("Hours of supervision are counted by supervisor: cj report --supervision"),
            asked=Asked.FIRST,
            one="with",
            identifies=Identifies.PERSON,
        ),
    ] = ""
    brought: Annotated[
        tuple[Brought, ...],
        field(
            N_("Brought"),
            N_("What did you bring? It comes off the list of what to bring."),
            why=N_("What you bring, you need not carry alone. What nobody brings is easily explained away."),
            asked=Asked.FIRST,
        ),
    ] = ()
    asked: Annotated[
        str,
        field(N_("Asked"), N_("What was asked, by you and by the supervisor?"), asked=Asked.FIRST, long=True),
    ] = ""
    advised: Annotated[
        str,
        field(N_("Advised"), N_("What were you advised?"), asked=Asked.FIRST, long=True, headline=True),
    ] = ""
    agreed: Annotated[
        tuple[Resolved, ...],
        field(
            N_("Agreed"),
            N_("What will you do? Each becomes a task of yours. End with “by friday” to say by when."),
            why=N_("Advice that nobody acts on changes nothing. You will find it again in `cj today`."),
            asked=Asked.FIRST,
        ),
    ] = ()
    minutes: Annotated[Minutes | None, field(N_("Minutes"), N_("How many minutes did it take?"), asked=Asked.FIRST)] = (
        None
    )
    also: Annotated[
        tuple[str, ...],
        field(
            N_("Also in"),
            N_("Another case you talked about. It gets an entry with what you brought from it, and no more."),
            asked=Asked.NEVER,
            one="also",
            refs=True,
        ),
    ] = ()

    def undertaken(self) -> tuple[Undertaking, ...]:
        """A task of the worker for each thing that was agreed."""
        return tuple(Undertaking(what=each.what, who=Who.WORKER, due=each.due) for each in self.agreed)

    def in_case(self, ref: str) -> "Supervision":
        """This talk as it is written in a further case: what was said in it stands in the first case only."""
        return msgspec.structs.replace(self, ref=ref, asked="", advised="", agreed=(), minutes=None)

    def same_contact(self, other: Record) -> bool:
        """Whether both tell of the same talk on the same day, each in its own case."""
        if not isinstance(other, Supervision):
            return False
        here = {name: getattr(self, name) for name in ("recorded_at", "also", "brought", "moved", "struck")}
        return self.in_case("") == msgspec.structs.replace(other.in_case(""), **here)
