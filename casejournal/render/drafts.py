"""The list of drafts: forms that are not finished."""

from collections.abc import Sequence
from datetime import datetime

from casejournal.domain import dates
from casejournal.render.page import Column, Page, Prose, Table, Tone, Words
from casejournal.storage.drafts import Draft
from casejournal.words import _, ngettext

_OLD = 30
"""Days."""


def draft_page(drafts: Sequence[Draft], now: datetime) -> Page:
    """The drafts in the order given, each with its longest answer; those older than 30 days are pointed out."""
    if not drafts:
        return (
            Prose(Words(_("No unfinished forms."), Tone.STRONG)),
            Prose(Words(_("Start one: cj intake"), Tone.QUIET)),
        )
    columns = (
        Column(_("Draft"), narrow=True),
        Column(_("Since"), narrow=True),
        Column(_("Command"), narrow=True),
        Column(_("Starts with"), spare=True),
    )
    rows = (
        (
            Words(draft.ref, Tone.REF),
            Words(dates.moment(draft.at), Tone.WARN if dates.days_since(draft.at, now) > _OLD else Tone.PLAIN),
            Words(" ".join(draft.command)),
            Words(_longest([draft.answers, draft.begun]), Tone.QUIET),
        )
        for draft in drafts
    )
    old = sum(dates.days_since(draft.at, now) > _OLD for draft in drafts)
    told = ngettext(
        "{n} is older than 30 days. To throw it away: cj draft discard DRAFT",
        "{n} are older than 30 days. To throw one away: cj draft discard DRAFT",
        old,
    )
    return (
        Table(columns, rows),
        Prose(Words(_("To go on with one: cj draft resume DRAFT"), Tone.QUIET)),
        *([Prose(Words(told.format(n=old), Tone.WARN))] if old else []),
    )


def _longest(value: object) -> str:
    """The longest text among some answers: by it a person recognises their form."""
    if isinstance(value, str):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max((_longest(part) for part in parts), key=len, default="")
