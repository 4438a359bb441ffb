"""The screen of `cj check`: the problems found, case by case."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from casejournal.domain.soundness import Problem
from casejournal.render.page import Block, Column, Heading, Page, Prose, Table, Tone, Words
from casejournal.words import _, ngettext


def check_page(found: Sequence[Problem], cases: int, groups: int, rules: int) -> Page:
    """The problems, grouped by case or group, each with the principle of its rule; and how many rules looked."""
    return tuple(_blocks(found, cases, groups, rules))


def _blocks(found: Sequence[Problem], cases: int, groups: int, rules: int) -> Iterator[Block]:
    looked = ", ".join(_looked_at(cases, groups))
    if not rules:
        yield Heading((Words(_("There is nothing to check."), Tone.GOOD),), looked, top=True)
        return
    if not found:
        none = _("None of the {n} rules found anything.").format(n=rules)
        yield Heading((Words(none, Tone.GOOD),), looked, top=True)
        return
    things = ngettext("{n} thing to look at", "{n} things to look at", len(found)).format(n=len(found))
    count = _("{n} rules checked: {things}").format(things=things, n=rules)
    yield Heading((Words(count, Tone.WARN),), looked, top=True)
    for (ref, client), problems in groupby(found, key=lambda each: (each.case, each.client)):
        yield Heading((Words(ref, Tone.REF), Words(client, Tone.STRONG)))
        columns = (Column(_("Principle")), Column(_("What")), Column(_("Ref"), narrow=True))
        rows = (
            (Words(_(each.principle.label), Tone.QUIET), Words(each.sentence), Words(each.ref, Tone.REF))
            for each in problems
        )
        yield Table(columns, tuple(rows))
    asks = _("Ask yourself what this client would say.") if cases else _("Ask yourself what the members would say.")
    questions = _("These are questions, not grades.")
    yield Prose(Words(f"{questions} {asks}", Tone.QUIET))


def _looked_at(cases: int, groups: int) -> Iterator[str]:
    if cases or not groups:
        yield ngettext("{n} case checked", "{n} cases checked", cases).format(n=cases)
    if groups:
        yield ngettext("{n} group checked", "{n} groups checked", groups).format(n=groups)
