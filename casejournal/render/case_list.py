"""The list of cases, one per line."""

from collections.abc import Sequence
from datetime import date

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.stage import Stage
from casejournal.domain.summary import Summary
from casejournal.render.danger import in_a_list
from casejournal.render.page import Block, Column, Page, Prose, Table, Tone, Words
from casejournal.render.tasks import DAY, due_words
from casejournal.words import _

_NOTHING = Words("")


def list_page(summaries: Sequence[Summary], today: date, *, closed: int, more: int) -> Page:
    """The cases as a table. `closed` cases were left out, `more` did not fit on the screen (both are counts)."""
    if not summaries:
        return (
            Prose(Words(_("No open cases.") if closed else _("No cases to show."), Tone.STRONG)),
            Prose(
                Words(
                    _("Closed ones: cj list --all") if closed else _("Write down the first one: cj intake"), Tone.QUIET
                )
            ),
        )
    columns = (
        Column(_("Case"), narrow=True),
        Column(_("Client")),
        Column(_("Safety")),
        Column(_("Stage"), narrow=True, spare=all(summary.open for summary in summaries)),
        Column(_("Last contact"), narrow=True, rare=True),
        Column(_("Next"), narrow=True, folds=DAY),
        Column(_("Areas"), rare=True),
    )
    stages = {stage: Words(_(stage.label)) for stage in Stage}  # the same few words for thousands of rows
    areas: dict[tuple[str, ...], Words] = {}
    blocks: list[Block] = [Table(columns, (_row(summary, today, stages, areas) for summary in summaries))]
    if more:
        blocks.append(Prose(Words(_("… and {n} more. Show all: cj list --all").format(n=more), Tone.QUIET)))
    return tuple(blocks)


def last_contact(summary: Summary, today: date, tone: Tone = Tone.PLAIN) -> Words:
    """The day of the last contact, or “not yet”."""
    on = summary.last_contact_on
    return Words(dates.short(on), tone, dates.brief(on, today)) if on else Words(_("not yet"), tone)


def _row(
    summary: Summary, today: date, stages: dict[Stage, Words], areas: dict[tuple[str, ...], Words]
) -> tuple[Words, ...]:
    due = summary.next_due
    if summary.areas not in areas:
        areas[summary.areas] = Words(", ".join(area_label(area) for area in summary.areas), Tone.QUIET)
    return (
        Words(summary.ref, Tone.REF),
        Words(summary.client, Tone.STRONG),
        _NOTHING if summary.struck else in_a_list(summary.safety),
        Words(_("struck"), Tone.WARN) if summary.struck else stages[summary.stage],
        last_contact(summary, today, Tone.WARN if summary.silent(today) else Tone.PLAIN),
        due_words(due, today) if due else _NOTHING,
        areas[summary.areas],
    )
