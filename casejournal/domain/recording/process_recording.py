"""Process recording (pencatatan proses): a talk turn by turn, with what the worker felt and thinks about each turn, and
what the supervisor says to it. People are called by an alias in it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, ClassVar, Self

import msgspec

from casejournal.domain.field import Agreement, Asked, Identifies, field
from casejournal.domain.part import Part
from casejournal.domain.record import Record, Visibility
from casejournal.domain.recording.dialogue import Turn, in_full, read_dialogue, turns_of, written_dialogue
from casejournal.words import N_

ON_THE_WHOLE = 0
"""The number that stands for the recording as a whole, where a comment is on none of its turns."""


class Row(Turn, frozen=True, kw_only=True):
    """A turn with its number, and the supervisor's comment on it."""

    number: int
    comment: str = ""


class Paired(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a file that was sent: the turn here and its words there, each as a digest."""

    here: str
    there: str


class Sent(Part, frozen=True, kw_only=True):
    """That it was sent to a supervisor without names, and what is needed to know the comments again."""

    short: ClassVar = "{on}: {code}"
    between: ClassVar = ", "

    on: Annotated[date, field(N_("Sent on"), given=False, shown=True)]
    code: Annotated[str, field(N_("Code"), given=False, shown=True, identifies=Identifies.NUMBER)]
    rows: Annotated[tuple[Paired, ...], field(N_("Rows"), given=False)] = ()
    """Row by row; of the recording as a whole there is no row."""


class RowComment(Part, frozen=True, kw_only=True):
    """What somebody else says to one row, or to the whole."""

    short: ClassVar = "{row}: {comment}"
    between: ClassVar = ": "

    row: Annotated[int, field(N_("Row"), given=False, shown=True)]
    comment: Annotated[str, field(N_("Comment"), given=False, shown=True)]
    by: Annotated[str, field(N_("By"), given=False, shown=True, identifies=Identifies.PERSON)] = ""
    on: Annotated[date, field(N_("Taken in on"), given=False)]
    mark: Annotated[str, field(N_("Mark"), given=False)] = ""
    """The digest of the turn it is on: a turn that is corrected later keeps no comment that was on other words."""

    @property
    def signed(self) -> str:
        """The comment and who wrote it."""
        return f"{self.comment} ({self.by})" if self.by else self.comment


class ProcessRecording(Record, frozen=True, kw_only=True):
    """A talk as the worker remembers it."""

    ref_letter: ClassVar = "Q"
    table: ClassVar = "recordings"
    title: ClassVar = N_("Process recording")

    about: Annotated[str, field(N_("About"), refs=True, asked=Asked.NEVER, given=False, shown=True)] = ""
    dialogue: Annotated[
        str,
        field(
            N_("Dialogue"),
            N_(
                "Who said what? A line a turn: W: for you, C: for the client. Below a turn: (what you felt) and"
                " = what you think of it."
            ),
            why=N_("Word by word you see what you did, and not what you meant to do. Use aliases only."),
            asked=Asked.FIRST,
            long=True,
            min_length=1,
        ),
    ]
    skills: Annotated[
        tuple[str, ...],
        field(N_("Skills used"), N_("Which skills did you use, and in which row?"), one="skill", asked=Asked.FIRST),
    ] = ()
    impressions: Annotated[
        str, field(N_("Impressions"), N_("What is your impression of the whole talk?"), asked=Asked.FIRST, long=True)
    ] = ""
    questions: Annotated[
        tuple[str, ...],
        field(
            N_("Questions for supervision"),
            N_("What do you want to ask your supervisor?"),
            one="question",
            asked=Asked.FIRST,
        ),
    ] = ()
    sent: Annotated[
        tuple[Sent, ...], field(N_("Sent"), asked=Asked.NEVER, given=False, shown=True, searched=False)
    ] = ()
    comments: Annotated[tuple[RowComment, ...], field(N_("Comments"), asked=Asked.NEVER, given=False, shown=True)] = ()
    visibility: Annotated[
        Visibility,
        field(N_("Visible to"), N_("Who may read this? Private entries are never exported.")),
    ] = Visibility.SUPERVISION

    agreements: ClassVar = (
        Agreement(about=frozenset({"dialogue"}), require=lambda answers: _require_readable(answers["dialogue"])),
    )

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its turns with their numbers, and the comment on each that still says what it said then."""
        turns = turns_of(self.dialogue)
        marks = [turn.mark for turn in turns] if self.comments else []
        told: dict[int | None, list[RowComment]] = {}
        for each in self.comments:
            told.setdefault(_place(each, marks), []).append(each)
        return tuple(
            Row(**msgspec.structs.asdict(turn), number=number, comment=_together(told.get(number, ())))
            for number, turn in enumerate(turns, 1)
        )

    @property
    def apart(self) -> tuple[RowComment, ...]:
        """The comments that stand beside no row: on the whole, or on a turn that says something else now."""
        marks = [turn.mark for turn in turns_of(self.dialogue)] if self.comments else []
        return tuple(each for each in self.comments if _place(each, marks) is None)

    @property
    def in_full(self) -> Self:
        """This recording with worker and client called so before what they say."""
        return msgspec.structs.replace(self, dialogue=written_dialogue(in_full(turns_of(self.dialogue))))

    def sent_as(self, code: str) -> Sent | None:
        """What was sent under that code; None if nothing was."""
        return next((each for each in self.sent if each.code == code), None)


def place_of(mark: str, number: int, marks: Sequence[str]) -> int | None:
    """The number of the turn with that digest, among those of all turns, by preference where it was; None if none says
    the same any more.
    """
    found = [place for place, each in enumerate(marks, 1) if each == mark]
    return number if number in found else next(iter(found), None)


def _together(comments: Sequence[RowComment]) -> str:
    """The comments on one row; if there are several, who wrote each."""
    return "\n".join(each.comment if len(comments) < 2 else each.signed for each in comments)


def _place(comment: RowComment, marks: Sequence[str]) -> int | None:
    return None if comment.row == ON_THE_WHOLE else place_of(comment.mark, comment.row, marks)


def _require_readable(dialogue: str) -> None:
    """Raises NotValid if the dialogue cannot be read, or was emptied."""
    read_dialogue(dialogue)
