"""A case report (laporan sosial): what a case says, under the headings an agency asks for."""

from collections.abc import Iterator, Sequence

import msgspec

from casejournal.exchange.headings import Heading, Headings, in_words
from casejournal.exchange.paper.document import Document, Part
from casejournal.exchange.summed_up import LISTS, Case, says
from casejournal.render.page import Facts, Prose, Tone, Words, section
from casejournal.words import _


class Said(msgspec.Struct, frozen=True, kw_only=True, rename={"what": "from"}):
    """One line below a heading, with the name that the headings call it by. If nothing is known its text is empty."""

    what: str
    title: str
    text: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, and what the case says below it."""

    title: str
    lines: tuple[Said, ...]


def told(case: Case, headings: Headings) -> tuple[Told, ...]:
    """What the case says below each heading."""
    return tuple(Told(title=in_words(each.title), lines=tuple(_lines(case, each))) for each in headings.headings)


def case_report(case: Case, headings: Headings) -> Document:
    """The report on paper. What is not known is told so; no heading is left out."""
    title = in_words(headings.title) or _("Case report")
    return Document(
        title=f"{title}: {case.file.intake.client}",
        facts=((_("Case"), case.file.ref), *case.printed.facts()),
        parts=tuple(part for each in told(case, headings) for part in _parts(each)),
        foot=case.printed.foot(case.file.ref),
    )


def _parts(heading: Told) -> Iterator[Part]:
    yield section(heading.title)
    if titled := tuple((each.title, _known(each.text)) for each in heading.lines if each.title):
        yield Facts(titled)
    for each in heading.lines:
        if not each.title:
            yield Prose(_known(each.text))
    if not heading.lines:
        yield Prose(_known(""))


def _known(text: str) -> Words:
    return Words(text) if text else Words(_("not recorded"), Tone.QUIET)


def _lines(case: Case, heading: Heading) -> Iterator[Said]:
    for line in heading.every_line:
        rows = [*says(case, line.what)]
        if line.title:
            yield Said(what=line.what, title=in_words(line.title), text=_joined(rows, titled=line.what in LISTS))
        else:
            yield from (Said(what=line.what, title=title, text=text) for title, text in rows)


def _joined(rows: Sequence[tuple[str, str]], *, titled: bool) -> str:
    """The texts one below the other. If they are `titled`, or there are several, each stands behind its own title."""
    if len(rows) == 1 and not titled:
        return rows[0][1]
    return "\n".join(f"{title}: {text}" if title else text for title, text in rows)
