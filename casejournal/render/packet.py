"""The review of a de-identified packet: what was replaced and why, and what no rule could decide."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from casejournal.domain.deidentify.finding import AROUND, WHY, Doubt, Finding
from casejournal.domain.deidentify.packet import RULES, Reviewed, by_class
from casejournal.render.page import Block, Column, Page, Prose, Table, Tone, Words, section
from casejournal.words import N_, _, ngettext

READ_IT = (
    N_("Rules found this; they do not know your client. Somebody met once and named only in passing is not found."),
    N_("Read the packet before you hand it on: who knows the case may still recognise it by what happened."),
)
NO_RULE = N_("Read it before you hand it on: no rule knows everything.")


def told_review(made: Reviewed) -> dict[str, Any]:
    """What was replaced, and what is left to the worker, as a script sees it."""
    counts = by_class(made.findings).items()
    return {
        "rules": RULES,
        "counts": {what.value: {"count": count, "safe_harbor": WHY[what]} for what, count in counts},
        "findings": made.findings,
        "left_to_you": made.doubts,
        "left_out": made.left_out,
    }


def review_page(packet: Reviewed, title: str = "", read_it: Sequence[str] = READ_IT) -> Page:
    """What was replaced, class by class and one by one, and what is left to the worker. `read_it` are sentences still
    to be translated.
    """
    return tuple(_blocks(packet, title or _("De-identified packet"), read_it))


def _blocks(packet: Reviewed, title: str, read_it: Sequence[str]) -> Iterator[Block]:
    count = len(packet.findings)
    replaced = ngettext("{n} replacement", "{n} replacements", count).format(n=count)
    yield section(title, replaced, top=True)
    if packet.findings:
        yield _counts(packet.findings)
    if packet.left_out:
        told = ngettext("{n} entry is left out: private, for supervision or struck.",
                        "{n} entries are left out: private, for supervision or struck.", packet.left_out)  # fmt: skip
        yield Prose(Words(told.format(n=packet.left_out), Tone.QUIET))
    if packet.cast:
        yield section(_("Who is who"))
        yield Table(
            (Column(_("In the packet"), narrow=True), Column(_("Name")), Column(_("Role"))),
            tuple((Words(each.called), Words(", ".join(each.names)), Words(each.role)) for each in packet.cast),
        )
    if packet.findings:
        yield section(_("What was replaced"))
        yield _each(packet.findings)
    yield from _left_to_you(packet.doubts)
    yield from (Prose(Words(_(sentence), Tone.WARN)) for sentence in read_it)


def _counts(findings: Sequence[Finding]) -> Table:
    columns = (
        Column(_("What"), narrow=True),
        Column(_("How often"), narrow=True),
        Column(_("Safe Harbor"), spare=True),
    )
    return Table(
        columns,
        tuple(
            (Words(_(what.label)), Words(str(count)), Words(WHY[what])) for what, count in by_class(findings).items()
        ),
    )


def _each(findings: Sequence[Finding]) -> Table:
    """A row for each; the same in the same place, as the worker under every record, only once."""
    columns = (
        Column(_("Ref"), narrow=True),
        Column(_("Field"), spare=True),
        Column(_("What"), spare=True),
        Column(_("It was")),
        Column(_("Now")),
    )
    once: dict[tuple[str, ...], Finding] = {}
    for each in findings:
        once.setdefault((each.field, each.left, each.before, each.right), each)
    return Table(columns, tuple(map(_row, once.values())))


def _row(each: Finding) -> tuple[Words, ...]:
    return (
        Words(each.ref, Tone.REF),
        Words(_(each.field), Tone.QUIET),
        Words(_(each.what.label), Tone.QUIET),
        Words(_in_context(each.left, each.before, each.right)),
        Words(each.instead, Tone.STRONG),
    )


def _left_to_you(doubts: Sequence[Doubt]) -> Iterator[Block]:
    if not doubts:
        return
    yield section(_("Left to you"), _("hide one: --hide WORD"))
    columns = (Column(_("Word"), narrow=True), Column(_("Times"), narrow=True, spare=True), Column(_("Why")),
               Column(_("Where"), spare=True))  # fmt: skip
    yield Table(
        columns,
        tuple(
            (
                Words(each.word, Tone.WARN),
                Words(str(each.times)),
                Words(_(each.why), Tone.QUIET),
                Words(f"{each.ref}: {_in_context(each.left, each.word, each.right)}", Tone.QUIET),
            )
            for each in doubts
        ),
    )


def _in_context(left: str, word: str, right: str) -> str:
    """The word between two marks with the whole words around it, on one line."""
    before, behind = re.sub(r"\s+", " ", left), re.sub(r"\s+", " ", right)
    if len(left) >= AROUND:
        before = f"…{before.partition(' ')[2]}"
    if len(right) >= AROUND:
        behind = f"{behind.rpartition(' ')[0]}…"
    return f"{before}«{word}»{behind}"
