"""The talk with a made-up client on the screen: what was said and heard, numbered."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from casejournal.domain.practice.conversation import Answered, Conversation, Heard, Mark, speaker
from casejournal.domain.practice.vignette import CLIENT, GROUP, SLIP, Vignette
from casejournal.render.page import Block, Facts, Page, Prose, Tone, Words, section
from casejournal.words import N_, _


class Talk(Protocol):
    """A vignette, and the talk so far; of a run, or of one that was handed in."""

    @property
    def vignette(self) -> Vignette:
        """The made-up case."""

    @property
    def conversation(self) -> Conversation:
        """What was said and heard."""


def told_talk(talk: Talk, came: Answered) -> dict[str, Any]:
    """What came of the last mark, as a script sees it."""
    now = talk.conversation
    return {
        "vignette": talk.vignette.name,
        "day": now.day,
        "heard": [_told_line(talk.vignette, each) for each in came.heard],
        "guarded": came.guarded,
        "told_all": came.told_all,
        "topics": [{"key": key, "label": label} for key, label in topics(talk)],
    }


def told_heard(talk: Talk, *, mine: bool) -> dict[str, Any]:
    """All lines, as a script sees them; with `mine` what was said too."""
    now = talk.conversation
    told: dict[str, Any] = {
        "vignette": talk.vignette.name,
        "day": now.day,
        "items": [_told_line(talk.vignette, each) for each in now.heard],
        "topics": [{"key": key, "label": label} for key, label in topics(talk)],
    }
    if mine:
        told["marks"] = [
            {"move": mark.move, "topic": mark.topic, "said": mark.said, "days": mark.days} for mark in now.marks
        ]
    return told


def _told_line(vignette: Vignette, each: Heard) -> dict[str, Any]:
    return {"number": each.number, "who": who(vignette, each), "text": each.sentence.text, "day": each.day}


def topics(talk: Talk) -> list[tuple[str, str]]:
    """The topics that can be asked about: their keys and names."""
    opened = talk.vignette.opened
    return [(key, opened[key].text or key) for key in talk.conversation.topics]


def who(vignette: Vignette, each: Heard) -> str:
    """Who says a line; empty if nobody does."""
    return speaker(vignette, each.who) if each.who else ""


def begun_page(talk: Talk, folder: str, env: Mapping[str, str]) -> Page:
    """The slip, whom one can call, how to go on."""
    vignette = talk.vignette
    return (
        section(vignette.called, _("level {n}").format(n=vignette.level), top=True),
        *_lines(talk, talk.conversation.heard),
        *_agencies(vignette),
        *_open_topics(talk),
        section(_("How it goes")),
        Facts(tuple((_(what), Words(how)) for what, how in _how(vignette))),
        Prose(Words(_("So that the other commands write here too, type this in this terminal:"))),
        Prose(Words(use_line(folder, env), Tone.STRONG), copied=True),
    )


def _how(vignette: Vignette) -> Iterator[tuple[str, str]]:
    """What a student does, and with which command."""
    yield N_("Talk"), "cj practice say"
    yield N_("Read it again"), "cj practice heard"
    yield N_("Let days pass"), "cj practice wait 7d"
    records = (
        _("cj intake for each member; cj group form, join, session, review") if vignette.kind == GROUP else _CASEWORK
    )
    yield N_("Write it down, as with somebody real"), records
    yield N_("Say what a record rests on"), _("the number of what you heard: [2]")
    yield N_("See how it goes"), "cj practice feedback"


_CASEWORK = "cj intake, safety, assess, plan, note, consent, refer, review"


def use_line(folder: str, env: Mapping[str, str]) -> str:
    """The line that makes the other commands use this journal, for the student's shell."""
    shell = env.get("SHELL", "")
    if not shell and (env.get("PSMODULEPATH") or env.get("PSModulePath")):
        return "$env:CJ_JOURNAL = '" + folder.replace("'", "''") + "'"
    quoted = "'" + folder.replace("'", "'\\''") + "'"
    return f"set -x CJ_JOURNAL {quoted}" if shell.endswith("fish") else f"export CJ_JOURNAL={quoted}"


def _agencies(vignette: Vignette) -> Iterator[Block]:
    if vignette.agencies:
        yield section(_("Who else there is (cj agency list)"))
        yield Facts(tuple((each.name.text, Words(each.does.text)) for each in vignette.agencies))


def answered_page(talk: Talk, came: Answered) -> Page:
    """What the client answers, or what happened while days passed."""
    now = talk.conversation
    blocks: list[Block] = []
    if now.marks and now.marks[-1].days:
        blocks.append(section(_("Day {day}").format(day=now.day), top=True))
    blocks += _lines(talk, came.heard)
    if came.guarded:
        blocks.append(Prose(Words(talk.vignette.guarded.text or _guarded(talk.vignette), Tone.QUIET)))
    if came.told_all:
        blocks.append(Prose(Words(talk.vignette.nothing.text or _("There is no more to hear about that."), Tone.QUIET)))
    if not (came.heard or came.guarded or came.told_all):
        quiet = _("Nothing happens.") if now.marks and now.marks[-1].days else _("No answer.")
        blocks.append(Prose(Words(quiet, Tone.QUIET)))
    opened = {key for each in came.heard for key in each.opens}
    fresh = [label for key, label in topics(talk) if key in opened]
    if fresh:
        told = _("You can now also ask about: {topics}").format(topics=", ".join(fresh))
        blocks.append(Prose(Words(told, Tone.GOOD)))
    return tuple(blocks)


def _guarded(vignette: Vignette) -> str:
    if vignette.kind == GROUP:
        return _("Nobody goes into that now.")
    return _("{name} does not go into that now.").format(name=speaker(vignette, CLIENT))


def heard_page(talk: Talk, *, mine: bool) -> Page:
    """Every line, by the day it was heard; with `mine` what was said in between."""
    now = talk.conversation
    blocks: list[Block] = [section(_("What you have heard"), _("day {day}").format(day=now.day), top=True)]
    for count in range(len(now.marks) + 1):
        if count and mine:
            blocks += _mine(talk, now.marks[count - 1])
        blocks += _lines(talk, (each for each in now.heard if each.mark == count))
    return (*blocks, *_open_topics(talk))


def _open_topics(talk: Talk) -> Iterator[Block]:
    named = ", ".join(label for _key, label in topics(talk))
    yield Prose(Words(_("You can ask about: {topics}").format(topics=named), Tone.QUIET))


def _mine(talk: Talk, mark: Mark) -> Iterator[Block]:
    if mark.days:
        yield Prose(Words(_("({n} days later)").format(n=mark.days), Tone.QUIET))
        return
    topic = talk.vignette.opened[mark.topic].text if mark.topic in talk.vignette.opened else ""
    kind = ", ".join(filter(None, [_(mark.move.label) if mark.move else "", topic]))
    yield Prose(Words(f"{_('You')} ({kind}): {mark.said}", Tone.QUIET))


def _lines(talk: Talk, lines: Any) -> Iterator[Block]:
    for each in lines:
        name = who(talk.vignette, each)
        tone = Tone.PLAIN if name or each.key == SLIP else Tone.WARN
        said = f"{name}: {each.sentence.text}" if name else each.sentence.text
        yield Prose(Words(f"[{each.number}] {said}", tone))
