"""What a student hands in of a practice run, and what a lecturer says to it.

How the items ended is written down too, but nobody relies on that: it follows from the marks and the records.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import msgspec

from casejournal.domain.kinds import CASE_TABLES, GROUP_TABLES, kind_of
from casejournal.domain.practice.conversation import Conversation, Mark, replay
from casejournal.domain.practice.evidence import evidence_of
from casejournal.domain.practice.feedback import Ended, Ending, feedback
from casejournal.domain.practice.vignette import Vignette
from casejournal.domain.record import Record
from casejournal.domain.texts import texts

At = Annotated[datetime, msgspec.Meta(tz=True)]
LONGEST_NAME = 200
"""In letters, of a student."""
_MANY = msgspec.Meta(max_length=2000)
"""Nobody says or writes so much in one case. More would only keep a lecturer waiting."""


class Made(Mark, frozen=True, kw_only=True):
    """A mark, and when it was made."""

    at: At


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A record, as it is stored."""

    of: str
    """The ref of the case or group."""
    table: str
    record: msgspec.Raw


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """What the student hands in."""

    student: Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]
    made: At
    journal: str
    """What tells practice journals apart."""
    vignette: str
    digest: str
    source: str
    """The whole text of the vignette."""
    began: At
    marks: Annotated[tuple[Made, ...], _MANY]
    records: Annotated[tuple[Written, ...], _MANY]
    private: int = 0
    """How many records stayed with the student."""
    chosen: dict[str, int] = {}
    """The wordings that the student finds nearest to their own."""
    ends: dict[str, Ending] = {}
    """How the items ended when it was handed in."""


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """What a lecturer says to one item."""

    item: str
    text: str
    by: str
    at: At


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What was handed in, looked at anew."""

    vignette: Vignette
    conversation: Conversation
    ends: tuple[Ended, ...]


def seen(handed: Handed, vignette: Vignette) -> Seen:
    """The run again, from its marks and records. Raises msgspec.ValidationError for a record that is none."""
    talk = replay(vignette, handed.marks)
    moments = (handed.began, *(mark.at for mark in handed.marks))
    run = evidence_of(talk, moments, _records(handed))
    return Seen(vignette=vignette, conversation=talk, ends=feedback(vignette, run))


def _records(handed: Handed) -> Iterator[tuple[str, Record]]:
    for each in handed.records:
        if each.table not in CASE_TABLES + GROUP_TABLES:
            raise msgspec.ValidationError(f"there is no table {each.table}")
        yield each.of, msgspec.json.decode(each.record, type=kind_of(each.table))


def own_words(handed: Handed) -> Iterator[str]:
    """Everything that the student wrote: what they said to the client, and every text in the records."""
    yield from (mark.said for mark in handed.marks if mark.said)
    for each in handed.records:
        yield from (text for _place, text in texts(each.table, msgspec.json.decode(each.record)))
