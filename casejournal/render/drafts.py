"""Forms that were not finished."""

from collections.abc import Sequence

from casejournal.render.page import Column, Page, Prose, Table, Tone, Words
from casejournal.storage.drafts import Draft
from casejournal.words import _


def draft_page(drafts: Sequence[Draft]) -> Page:
    """The drafts, the newest first, with the beginning of what was answered."""
    if not drafts:
        return (
            Prose(Words(_("No unfinished forms."), Tone.STRONG)),
            Prose(Words(_("Begin one: cj intake"), Tone.QUIET)),
        )
    columns = (
        Column(_("Draft"), narrow=True),
        Column(_("Since"), narrow=True),
        Column(_("Form"), narrow=True),
        Column(_("Begins"), spare=True),
    )
    rows = (
        (
            Words(draft.ref, Tone.REF),
            Words(f"{draft.at:%Y-%m-%d %H:%M}"),
            Words(" ".join(draft.command)),
            Words(_longest([draft.answers, draft.begun]), Tone.QUIET),
        )
        for draft in drafts
    )
    return Table(columns, rows), Prose(Words(_("Go on with one: cj draft resume DRAFT"), Tone.QUIET))


def _longest(value: object) -> str:
    """The longest text in some answers: by that a person knows their form again."""
    if isinstance(value, str):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max((_longest(part) for part in parts), key=len, default="")
