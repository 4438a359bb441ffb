"""The talk of a practice run as the turns of a process recording, ready for what the student felt and thinks."""

from collections.abc import Iterable, Iterator

from casejournal.domain.practice.conversation import Conversation, speaker
from casejournal.domain.practice.vignette import CLIENT
from casejournal.domain.recording.dialogue import Turn, as_speaker
from casejournal.domain.vocabulary import vocabulary
from casejournal.words import _, language


def turns_of_talk(talk: Conversation) -> tuple[Turn, ...]:
    """What the student said and what was said to them, in order. What nobody says, as the slip, is left out."""
    return turns_of_lines(_lines(talk))


def turns_of_lines(lines: Iterable[tuple[str, str]]) -> tuple[Turn, ...]:
    """Who speaks and what they say, as turns: several lines of one person in a row are one turn."""
    turns: list[Turn] = []
    for who, said in lines:
        text = "\n".join(filter(None, map(str.strip, said.splitlines())))
        if not text:
            continue
        if turns and turns[-1].speaker == who:
            turns[-1] = Turn(speaker=who, said=f"{turns[-1].said}\n{text}")
        else:
            turns.append(Turn(speaker=who, said=text))
    return tuple(turns)


def _lines(talk: Conversation) -> Iterator[tuple[str, str]]:
    words = vocabulary(language())
    worker, client = words.worker_speaks[0].upper(), words.client_speaks[0].upper()
    for count, mark in enumerate((None, *talk.marks)):
        if mark and mark.move:
            yield worker, mark.said or f"({_(mark.move.label)})"
        for line in talk.heard:
            if line.mark == count and line.who:
                who = client if line.who == CLIENT else as_speaker(speaker(talk.vignette, line.who))
                yield who, line.sentence.text
