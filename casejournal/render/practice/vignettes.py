"""The list of cases to practise with."""

from collections.abc import Mapping, Sequence
from typing import Any

from casejournal.domain.practice.run import Attempt
from casejournal.domain.practice.vignette import GROUP, Vignette
from casejournal.render.page import Column, Page, Prose, Table, Tone, Words, section
from casejournal.words import _


def listed(each: Vignette, run: Attempt | None) -> dict[str, Any]:
    """A vignette as a script sees it, in a list."""
    talk = None if run is None else run.talk.conversation
    return {
        "name": each.name,
        "level": each.level,
        "kind": each.kind,
        "title": each.title.text,
        "practises": each.practises.text,
        "begun": None if talk is None else {"day": talk.day, "sentences": talk.sentences},
    }


def vignettes_page(every: Sequence[Vignette], runs: Mapping[str, Attempt]) -> Page:
    """A line a vignette, and how to begin."""
    columns = (
        Column(_("Name"), narrow=True),
        Column(_("Level"), narrow=True, number=True),
        Column(_("Who comes")),
        Column(_("What you practise"), spare=True),
        Column(_("So far"), narrow=True),
    )
    rows = tuple(
        (
            Words(each.name, Tone.STRONG),
            Words(str(each.level)),
            Words(each.title.text + (f" ({_('group')})" if each.kind == GROUP else "")),
            Words(each.practises.text),
            _so_far(runs.get(each.name)),
        )
        for each in every
    )
    end = _("Everybody in them is made up. Begin with one, or go on with it: cj practice start NAME")
    return (
        section(_("Cases to practise with"), top=True),
        Table(columns, rows),
        Prose(Words(end, Tone.QUIET)),
    )


def _so_far(run: Attempt | None) -> Words:
    return Words("") if run is None else Words(_("day {day}").format(day=run.talk.conversation.day), Tone.GOOD)
