"""Progress in practice: for each thing that was practised, how it ended each time. No sum, no mark."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from casejournal.domain import dates
from casejournal.domain.practice.feedback import Ending
from casejournal.domain.practice.run import Attempt, FeedbackAsked
from casejournal.render.page import Block, Column, Page, Prose, Table, Tone, Words, section
from casejournal.words import _

SIGNS = {
    Ending.MET: "●",
    Ending.PARTLY: "◐",
    Ending.MISSED: "○",
    Ending.UNTESTED: "·",
    Ending.LECTURER: "?",
}


def told_progress(every: Sequence[Attempt]) -> list[dict[str, Any]]:
    """The runs as a script sees them."""
    return [
        {
            "vignette": each.talk.vignette.name,
            "journal": each.folder,
            "begun": dates.stamp(each.talk.run.really_at),
            "day": each.talk.conversation.day,
            "feedback": [{"day": asked.day, "ends": asked.ends} for asked in each.feedbacks],
            "learn": {item.key: item.learn for item in each.talk.vignette.rubric},
        }
        for each in every
    ]


def progress_page(every: Sequence[Attempt]) -> Page:
    """Run by run, the latest last; then what was practised in several of them."""
    if not every:
        told = _("You have not begun to practise yet. Begin with one of these: cj practice list")
        return (section(_("Your practice"), top=True), Prose(Words(told, Tone.QUIET)))
    blocks: list[Block] = [section(_("Your practice"), top=True)]
    for each in every:
        blocks += _run(each)
    blocks += _across(every)
    return (*blocks, signs())


def signs() -> Prose:
    """What the signs mean."""
    return Prose(Words(", ".join(f"{each} {_(ending.label)}" for ending, each in SIGNS.items()), Tone.QUIET))


def _run(each: Attempt) -> Iterator[Block]:
    yield section(each.talk.vignette.called, _begun(each.talk.run.really_at))
    if not each.feedbacks:
        told = _("Day {day}. No feedback yet: cj practice feedback")
        yield Prose(Words(told.format(day=each.talk.conversation.day), Tone.QUIET))
        return
    columns = (Column(_("What")), *(Column(_day(asked.day), narrow=True) for asked in _asked(each)))
    rows = tuple(
        (
            Words(item.called),
            *(sign(asked.ends.get(item.key)) for asked in _asked(each)),
        )
        for item in each.talk.vignette.rubric
    )
    yield Table(columns, rows)


_MOST = 6
"""Of the times that somebody asked in one run, the last so many are shown."""


def _asked(each: Attempt) -> tuple[FeedbackAsked, ...]:
    return each.feedbacks[-_MOST:]


def _day(day: int) -> str:
    return _("day {day}").format(day=day)


def _begun(at: datetime) -> str:
    return _("begun {day}").format(day=dates.short(at.date()))


def sign(ending: Ending | None) -> Words:
    """How an item ended, in a word; in a table that is drawn a sign."""
    if ending is None:
        return Words("")
    tones = {Ending.MET: Tone.GOOD, Ending.PARTLY: Tone.WARN, Ending.MISSED: Tone.DANGER}
    return Words(f"{SIGNS[ending]} {_(ending.label)}", tones.get(ending, Tone.QUIET), short=SIGNS[ending])


def _across(every: Sequence[Attempt]) -> Iterator[Block]:
    """What was looked at in more than one run, by the word to read about it: how it ended in each, in order."""
    ends: dict[str, list[str]] = {}
    for each in every:
        for word, signs in _in_one(each).items():
            ends.setdefault(word, []).append(signs)
    several = {word: runs for word, runs in ends.items() if len(runs) > 1}
    if several:
        yield section(_("Across the cases, in the order in which you worked with them"))
        rows = tuple((Words(f"cj learn {word}"), Words(" ".join(runs))) for word, runs in several.items())
        yield Table((Column(_("Read")), Column(_("How it ended"))), rows)


def _in_one(each: Attempt) -> dict[str, str]:
    """How the run ended, by the word to read about it: a sign for each item with that word, side by side."""
    last = each.feedbacks[-1].ends if each.feedbacks else {}
    signs: dict[str, str] = {}
    for item in each.talk.vignette.rubric:
        if item.learn and item.key in last and last[item.key] is not Ending.LECTURER:
            signs[item.learn] = signs.get(item.learn, "") + SIGNS[last[item.key]]
    return signs
