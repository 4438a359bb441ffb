"""A practice run as records: which vignette it is, and each thing the student said or waited for.

The journal is the run: it holds one, and everybody in it is made up.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.field import Asked, field
from casejournal.domain.file import AlwaysThere
from casejournal.domain.kinds import PRACTICE_TABLES
from casejournal.domain.practice.conversation import Conversation, Mark
from casejournal.domain.practice.feedback import Ending
from casejournal.domain.practice.move import Move
from casejournal.domain.practice.vignette import Vignette
from casejournal.domain.record import Record
from casejournal.words import N_, _

MORNING = time(9)
"""When a practice day begins."""
LONGEST_WAIT = 366
"""In days: more at once is a slip of the finger."""


class Moment(Record, frozen=True, kw_only=True):
    """Something of a run. Its day is that of the practice."""

    lasting: ClassVar = True

    really_at: Annotated[datetime, field(N_("Really at"), asked=Asked.NEVER, given=False, tz=True)]
    """When it was really written: the practice clock goes on from here."""


class Run(Moment, frozen=True, kw_only=True):
    """The beginning of a run. It keeps the vignette as it was, so that a later version of cj changes nothing."""

    ref_letter: ClassVar = "J"
    table: ClassVar = "runs"
    title: ClassVar = N_("Practice run")

    vignette: Annotated[
        str, field(N_("Vignette"), asked=Asked.NEVER, given=False, shown=True, headline=True, min_length=1)
    ]
    source: Annotated[str, field(N_("Text of the vignette"), asked=Asked.NEVER, given=False)]
    """The whole TOML file."""


class Turn(Moment, frozen=True, kw_only=True):
    """One thing the student did."""

    ref_letter: ClassVar = "L"
    table: ClassVar = "turns"
    title: ClassVar = N_("Said in practice")

    said: Annotated[
        str, field(N_("Said"), asked=Asked.NEVER, given=False, shown=True, searched=True, headline=True, long=True)
    ] = ""
    move: Annotated[Move | None, field(N_("Kind of sentence"), asked=Asked.NEVER, given=False, shown=True)] = None
    topic: Annotated[str, field(N_("Topic"), asked=Asked.NEVER, given=False, shown=True)] = ""
    days: Annotated[int, field(N_("Days waited"), asked=Asked.NEVER, given=False, shown=True, ge=0)] = 0

    @property
    def mark(self) -> Mark:
        """What it does in the talk."""
        return Mark(move=self.move, topic=self.topic, said=self.said, days=self.days)


class Nearest(Moment, frozen=True, kw_only=True):
    """Which of the author's wordings the student finds nearest to their own. It is their choice, and no result."""

    ref_letter: ClassVar = "O"
    table: ClassVar = "choices"
    title: ClassVar = N_("Nearest wording")

    item: Annotated[str, field(N_("Item"), asked=Asked.NEVER, given=False, shown=True, headline=True, min_length=1)]
    number: Annotated[int, field(N_("Wording"), asked=Asked.NEVER, given=False, shown=True, ge=1)]


class FeedbackAsked(Moment, frozen=True, kw_only=True):
    """How each item ended when the student asked for feedback, so that they can see how it goes over time."""

    ref_letter: ClassVar = "I"
    table: ClassVar = "feedbacks"
    title: ClassVar = N_("Feedback")

    day: Annotated[int, field(N_("Practice day"), asked=Asked.NEVER, given=False, shown=True, ge=0, headline=True)]
    ends: Annotated[dict[str, Ending], field(N_("How it ended"), asked=Asked.NEVER, given=False)]
    """By the key of the item."""


class PracticeFile(AlwaysThere, frozen=True, kw_only=True):
    """What is said in a practice journal. In any other journal it is empty."""

    tables: ClassVar = PRACTICE_TABLES

    runs: tuple[Run, ...] = ()
    turns: tuple[Turn, ...] = ()
    choices: tuple[Nearest, ...] = ()
    feedbacks: tuple[FeedbackAsked, ...] = ()

    @property
    def name(self) -> str:
        """What it is called."""
        return _("practice: {name}").format(name=self.run.vignette) if self.run else _("practice")

    @property
    def heads(self) -> dict[str, str]:
        """The name of the vignette."""
        return {"vignette": self.run.vignette} if self.run else {}

    @property
    def run(self) -> Run | None:
        """The run; None before it was begun."""
        return self.runs[0] if self.runs else None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What the student did, in order."""
        return tuple(turn.mark for turn in self.turns)

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When the run began, and when each mark was made; empty before it began."""
        return tuple(each.recorded_at for each in (*self.runs[:1], *self.turns))

    @property
    def chosen(self) -> dict[str, int]:
        """The number of the wording that the student last chose, by item."""
        return {each.item: each.number for each in self.choices}


class Talk(msgspec.Struct, frozen=True):
    """A run, its vignette, and the talk so far."""

    run: Run
    vignette: Vignette
    conversation: Conversation


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """A run among others: where its journal is, how far it is, and how its items ended whenever the student asked."""

    folder: str
    talk: Talk
    feedbacks: tuple[FeedbackAsked, ...]


def morning(day: date, like: datetime) -> datetime:
    """When that practice day begins, in the time zone of `like`."""
    return datetime.combine(day, MORNING, like.tzinfo)


def practice_time(anchor: datetime, really: datetime, now: datetime) -> datetime:
    """What the practice clock shows. `anchor` is where it was set, `really` when, and `now` the real time.

    It goes as a clock goes and slows down towards midnight, so that a practice day lasts until the student lets days
    pass: whoever goes on tomorrow goes on in the same day, and always later than before.
    """
    left = (datetime.combine(anchor.date() + timedelta(days=1), time(0), anchor.tzinfo) - anchor).total_seconds()
    passed = max((now - really).total_seconds(), 0.0)
    return anchor + timedelta(seconds=left * passed / (passed + left))
