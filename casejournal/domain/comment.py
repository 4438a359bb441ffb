"""Comment (komentar): what somebody else says of an entry. It stands beside the entry and never changes it."""

from typing import Annotated, ClassVar

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.names import bare
from casejournal.domain.record import Record, Visibility
from casejournal.domain.refusals import OwnWords
from casejournal.errors import NotValid
from casejournal.words import N_, _


class Capacity(Choice):
    """As what somebody comments."""

    SUPERVISOR = "supervisor", N_("supervisor")
    LECTURER = "lecturer", N_("lecturer")
    COLLEAGUE = "colleague", N_("colleague")


class Comment(Record, frozen=True, kw_only=True):
    """What somebody who did not write an entry says of it, or that they read it and agree."""

    ref_letter: ClassVar = "J"
    table: ClassVar = "comments"
    title: ClassVar = N_("Comment")
    binds: ClassVar = False
    settled: ClassVar = {"by": N_("strike the comment and write it again: cj strike REF")}

    about: Annotated[str, field(N_("About"), refs=True, asked=Asked.NEVER, given=False, shown=True)]
    body: Annotated[
        str,
        field(
            N_("Comment"),
            N_("The comment, in the words of whoever makes it."),
            asked=Asked.FIRST,
            needed=True,
            long=True,
            headline=True,
        ),
    ] = ""
    by: Annotated[
        str,
        field(
            N_("Whose words"),
            N_("Who says it, if not you?"),
            why=N_("A comment is somebody else's: whoever wrote an entry corrects it, or adds to it."),
            asked=Asked.NEVER,
            needed=True,
            identifies=Identifies.PERSON,
        ),
    ] = ""
    capacity: Annotated[Capacity | None, field(N_("Comments as"), N_("As what do they say it?"), one="as")] = None
    countersign: Annotated[
        bool,
        field(
            N_("Countersigned"), N_("They read the entry and agree with it. It needs no text then."), asked=Asked.NEVER
        ),
    ] = False

    @property
    def who(self) -> str:
        """Whose words they are, and as what."""
        return f"{self.by} ({_(self.capacity.label)})" if self.capacity else self.by

    @property
    def noted_by(self) -> str:
        """Who wrote it down, if that is not the one who says it; else empty."""
        return "" if bare(self.by) == bare(self.worker) else self.worker


def author(record: Record) -> str:
    """Whose words an entry is in: who wrote it, or of a comment who said it."""
    return record.by if isinstance(record, Comment) else record.worker


def wrote_it(record: Record, name: str) -> bool:
    """Whether the entry is in the words of somebody of that name, whatever form of address stands before it."""
    return bare(author(record)) == bare(name)


def require_somebody_else(record: Record, by: str) -> None:
    """Raises OwnWords if whoever comments wrote the entry."""
    if wrote_it(record, by):
        raise OwnWords(ref=record.ref, name=author(record))


_MORE_CLOSED = tuple(Visibility)
"""From what everybody may read to what nobody else does."""


def closer(one: Visibility, other: Visibility) -> Visibility:
    """Of two, the one that fewer people read."""
    return max(one, other, key=_MORE_CLOSED.index)


def require_no_wider(record: Record, visibility: Visibility) -> None:
    """Raises NotValid for a comment that more people would read than the entry it is about."""
    if closer(record.visibility, visibility) is not visibility:
        problem = _("a comment has no other readers than {ref} itself, which is visible to: {whom}")
        raise NotValid(field=N_("Visible to"), problem=problem.format(ref=record.ref, whom=_(record.visibility.label)))
