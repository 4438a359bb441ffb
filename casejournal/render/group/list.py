"""The list of groups, one per line."""

from collections.abc import Sequence
from datetime import date

from casejournal.domain import dates
from casejournal.domain.group.summary import GroupSummary
from casejournal.render.page import Column, Page, Prose, Table, Tone, Words
from casejournal.render.tasks import DAY, due_words
from casejournal.words import _


def groups_page(groups: Sequence[GroupSummary], today: date, *, closed: int) -> Page:
    """The groups as a table. `closed` groups were left out (a count)."""
    if not groups:
        none = _("No open groups.") if closed else _("No groups yet.")
        hint = _("Closed ones: cj group list --all") if closed else _("Form the first one: cj group form")
        return (Prose(Words(none, Tone.STRONG)), Prose(Words(hint, Tone.QUIET)))
    columns = (
        Column(_("Group"), narrow=True),
        Column(_("Name")),
        Column(_("Members"), narrow=True),
        Column(_("Sessions"), narrow=True, spare=True),
        Column(_("Stage"), spare=True),
        Column(_("Last session"), narrow=True, rare=True),
        Column(_("Next"), narrow=True, folds=DAY),
    )
    return (Table(columns, tuple(_row(group, today) for group in groups)),)


def _row(group: GroupSummary, today: date) -> tuple[Words, ...]:
    stage = group.stage.label if group.stage else ""
    due = next((due for due in group.due if due.on), None)
    return (
        Words(group.ref, Tone.REF),
        Words(group.name, Tone.STRONG),
        Words(str(group.members)),
        Words(str(group.sessions)),
        Words(_(stage), Tone.QUIET) if group.open else _ended(group),
        Words(dates.short(group.last_session_on) if group.last_session_on else ""),
        due_words(due, today) if due else Words(""),
    )


def _ended(group: GroupSummary) -> Words:
    return Words(_("struck"), Tone.WARN) if group.struck else Words(_("closed"), Tone.QUIET)
