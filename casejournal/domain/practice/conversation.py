"""The talk with a made-up client, replayed from its marks: the same marks always bring the same lines.

Nothing here understands what a student typed. A line is told if its topic was named, the move can bring it, and the
trust suffices.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from casejournal.domain.practice.move import Brings, Move
from casejournal.domain.practice.vignette import CLIENT, SLIP, Sentence, Told, Vignette, brings


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the student did: a sentence of some kind about a topic, or days that pass."""

    move: Move | None = None
    topic: str = ""
    said: str = ""
    """What the student would say, word for word. It has no effect."""
    days: int = 0


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A line that was heard."""

    number: int
    """From 1; what `[5]` in a record means."""
    key: str
    who: str
    """The key of the person; empty if nobody said it."""
    sentence: Sentence
    day: int
    mark: int
    """After how many marks it was heard: 0 is the slip."""
    opens: tuple[str, ...] = ()
    """The topics it opened."""


class Answered(msgspec.Struct, frozen=True):
    """What came of one mark."""

    heard: tuple[Heard, ...] = ()
    guarded: bool = False
    """There is more about the topic, but it was not told now."""
    told_all: bool = False
    """There is no more about the topic."""


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """The talk so far."""

    vignette: Vignette
    marks: tuple[Mark, ...] = ()
    heard: tuple[Heard, ...] = ()
    topics: tuple[str, ...] = ()
    """The topics that can be asked about, in the order in which they were named."""
    topic: str = ""
    """The topic last talked about."""
    trust: int = 0
    day: int = 0
    """Days since the first."""
    asked: frozenset[str] = frozenset()
    """The topics that were ever asked about with a move that can bring something."""
    credited: frozenset[tuple[Move, str]] = frozenset()
    """For which moves and topics trust was given: it is given once."""
    last: Answered = Answered()
    """What came of the last mark."""

    @property
    def sentences(self) -> int:
        """How many the student has said."""
        return sum(mark.move is not None for mark in self.marks)

    def number(self, key: str) -> int | None:
        """The number of the line with that key; None if it was not heard."""
        return next((each.number for each in self.heard if each.key == key), None)

    def line(self, number: int) -> Heard | None:
        """The line of that number; None if it was not heard."""
        return self.heard[number - 1] if 0 < number <= len(self.heard) else None

    def was_heard(self, key: str) -> bool:
        """Whether that line was heard."""
        return self.number(key) is not None

    def may_come(self, told: Told) -> bool:
        """Whether everything was heard that must come before that line, and not yet the line itself."""
        return not self.was_heard(told.key) and all(map(self.was_heard, told.after))


def replay(vignette: Vignette, marks: Iterable[Mark]) -> Conversation:
    """The talk that these marks make."""
    talk = begun(vignette)
    for mark in marks:
        talk = after(talk, mark)
    return talk


def begun(vignette: Vignette) -> Conversation:
    """The talk before the first word: the slip, and what happens on the first day."""
    first = Conversation(vignette=vignette, topics=tuple(vignette.topics), trust=vignette.start)
    return _with_events(_hearing(first, Told(key=SLIP, who="", said=vignette.slip.said)))


def after(talk: Conversation, mark: Mark) -> Conversation:
    """The talk after one more mark."""
    now = replace(talk, marks=(*talk.marks, mark), last=Answered())
    if mark.move is None:
        return _with_events(replace(now, day=talk.day + max(mark.days, 0)))
    return _said(now, mark.move, mark.topic or talk.topic)


def speaker(vignette: Vignette, who: str) -> str:
    """What the person is called; for the client of a vignette that does not say, its name."""
    return vignette.person(who) or (vignette.name.capitalize() if who == CLIENT else who)


def _said(talk: Conversation, move: Move, topic: str) -> Conversation:
    """The talk after that sentence: trust is given once for a move and a topic, and taken each time."""
    effect, here = talk.vignette.effect(move), talk.vignette.moves.get(move)
    about = topic if effect.brings is not Brings.NOTHING and topic in talk.topics else ""
    counts = effect.trust < 0 or (move, about) not in talk.credited
    now = replace(
        talk,
        trust=talk.trust + (effect.trust if counts else 0),
        credited=talk.credited | {(move, about)},
        topic=topic,
        asked=talk.asked | ({about} if about else frozenset()),
    )
    if here and here.said and not now.was_heard(move.value):
        now = _hearing(now, Told(key=move.value, who=here.who, said=here.said))
    return _about(now, move, about) if about else now


def _about(talk: Conversation, move: Move, topic: str) -> Conversation:
    """The talk with the next line about the topic that this move and the trust bring; or why none came."""
    effect = talk.vignette.effect(move)
    left = [each for each in talk.vignette.says if each.topic == topic and talk.may_come(each)]
    told = next((each for each in left if each.trust <= talk.trust and brings(each, effect, move)), None)
    if told is not None:
        return _hearing(talk, told)
    return replace(talk, last=replace(talk.last, guarded=bool(left), told_all=not left))


def _with_events(talk: Conversation) -> Conversation:
    """The talk with what happened up to its day. One event can lead to another."""
    while due := [each for each in talk.vignette.events if each.day <= talk.day and talk.may_come(each)]:
        talk = _hearing(talk, min(due, key=lambda each: each.day))
    return talk


def _hearing(talk: Conversation, told: Told) -> Conversation:
    """The talk with one more line, and the topics it opens."""
    opens = tuple(key for key in told.names if key not in talk.topics)
    line = Heard(
        number=len(talk.heard) + 1,
        key=told.key,
        who=told.who,
        sentence=Sentence(said=told.said),
        day=talk.day,
        mark=len(talk.marks),
        opens=opens,
    )
    came = replace(talk.last, heard=(*talk.last.heard, line))
    return replace(talk, heard=(*talk.heard, line), topics=(*talk.topics, *opens), last=came)
