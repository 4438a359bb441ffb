"""A dialogue as it is typed, a line a turn: who speaks and what was said; below it, what one felt and how one reads it.

W: How are you today?
C: Fine.
(I did not believe it.)
= I let it pass, because I was afraid of the answer.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec

from casejournal.domain.field import field
from casejournal.domain.vocabulary import every, vocabulary
from casejournal.errors import NotValid
from casejournal.words import N_, _, language, visible

FEELS, CLOSES = "(", ")"
MEANS = "="
AS_IT_IS = "\\"
"""Before a line that is neither, though it looks like one."""
LONGEST_NAME = 24
"""In letters. What is longer, before a colon, is no speaker."""
_MOST_WORDS = 3
_NOBODY = "X"
"""Who speaks where the name is none."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What one person said before somebody else did, and what the worker felt and thinks about it."""

    speaker: Annotated[str, field(N_("Who"))]
    said: Annotated[str, field(N_("Said"))] = ""
    feelings: Annotated[str, field(N_("Own feelings"))] = ""
    analysis: Annotated[str, field(N_("Analysis"))] = ""

    @property
    def mark(self) -> str:
        """A digest of its words, by which a comment finds the turn again: 16 hexadecimal digits."""
        said = (" ".join(text.split()) for text in (self.speaker, self.said, self.feelings, self.analysis))
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]

    @property
    def by_worker(self) -> bool:
        """Whether the worker speaks, by the short name for it in any language: W, P."""
        return self.speaker.casefold() in every("worker_speaks")

    @property
    def by_client(self) -> bool:
        """Whether the client speaks, by the short name for it in any language: C, K."""
        return self.speaker.casefold() in every("client_speaks")


def read_dialogue(text: str) -> tuple[Turn, ...]:
    """The turns of a dialogue. Raises NotValid, which names the line, if one cannot be read."""
    turns: list[_Begun] = []
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if spoken := _spoken(line):
            turns.append(_Begun(number, *spoken))
        elif line and turns:
            turns[-1].go_on(line)
        elif line:
            raise _unreadable(number, N_("nobody is named who says this; begin with who speaks, as in W: or C:"), line)
    for turn in turns:
        if turn.is_empty:
            raise _unreadable(
                turn.line, N_("nothing is said here; for a silence, say what you felt: (…)"), turn.speaker
            )
    if not turns:
        raise NotValid(
            field=N_("Dialogue"), problem=N_("there is no turn in it; a turn is a line like W: How are you?")
        )
    return tuple(turn.turn() for turn in turns)


def turns_of(text: str) -> tuple[Turn, ...]:
    """The turns of a dialogue that was written down before; one that cannot be read is one turn."""
    try:
        return read_dialogue(text)
    except NotValid:
        return (Turn(speaker="?", said=text),)


def written_dialogue(turns: Iterable[Turn]) -> str:
    """The dialogue of these turns as it would be typed; `read_dialogue` gives the same turns."""
    return "\n".join(line for turn in turns for line in _lines(turn))


def in_full(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """The turns with worker and client called so: somebody who has W for an alias cannot be meant."""
    return tuple(msgspec.structs.replace(turn, speaker=_in_full(turn)) for turn in turns)


def _in_full(turn: Turn) -> str:
    words = vocabulary(language())
    names = words.worker_speaks if turn.by_worker else words.client_speaks if turn.by_client else ()
    return names[-1].capitalize() if names else turn.speaker


def as_speaker(name: str) -> str:
    """A name as it may stand before what is said: its first words, if the whole cannot."""
    words = name.replace(":", " ").split()
    return next((said for n in range(_MOST_WORDS, 0, -1) if _spoken(f"{(said := ' '.join(words[:n]))}:")), _NOBODY)


class _Begun:
    """A turn as its lines are read."""

    def __init__(self, line: int, speaker: str, said: str) -> None:
        self.line, self.speaker = line, speaker
        self._said, self._feelings, self._analysis = [said], list[str](), list[str]()
        self._last = self._said

    def go_on(self, line: str) -> None:
        """A line that names no speaker: a feeling, a thought, or more of the line above."""
        if line.startswith(FEELS) and line.endswith(CLOSES):
            self._feelings.append(line[1:-1].strip())
            self._last = self._said
        elif line.startswith(MEANS):
            self._analysis.append(line[1:].strip())
            self._last = self._analysis
        else:
            self._last.append(line.removeprefix(AS_IT_IS).strip())

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not any((*self._said, *self._feelings, *self._analysis))

    def turn(self) -> Turn:
        """The whole turn."""
        said, feelings, analysis = map(_together, (self._said, self._feelings, self._analysis))
        return Turn(speaker=self.speaker, said=said, feelings=feelings, analysis=analysis)


def _together(lines: list[str]) -> str:
    return "\n".join(filter(None, lines))


def _spoken(line: str) -> tuple[str, str] | None:
    """Who speaks in a line, and the beginning of what is said; None if it names nobody."""
    name, colon, said = line.partition(":")
    words = name.split()
    if not colon or (said and not said[0].isspace()) or not words or len(name) > LONGEST_NAME:
        return None
    if not words[0][0].isalpha() or len(words) > _MOST_WORDS:
        return None
    further = all(word[0].isupper() or word[0].isdigit() for word in words[1:])
    return (" ".join(words), said.strip()) if further else None


def _lines(turn: Turn) -> Iterator[str]:
    first, *more = turn.said.split("\n")
    yield f"{turn.speaker}: {first}".rstrip()
    yield from (f"{AS_IT_IS}{line}" if _looks_like_a_mark(line) else line for line in more)
    yield from (f"{FEELS}{line}{CLOSES}" for line in turn.feelings.split("\n") if line)
    yield from (f"{MEANS} {line}" for line in turn.analysis.split("\n") if line)


def _looks_like_a_mark(line: str) -> bool:
    return line.startswith((FEELS, MEANS, AS_IT_IS)) or _spoken(line) is not None


def _unreadable(line: int, problem: str, text: str) -> NotValid:
    said = visible(text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…", lines=False)
    told = _("line {n}, “{text}”: {problem}").format(n=line, text=said, problem=_(problem))
    return NotValid(field=N_("Dialogue"), problem=told)
