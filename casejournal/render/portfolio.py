"""The portfolio on the screen: how much evidence there is for each competency, and for which there is none yet."""

from collections.abc import Iterator, Mapping, Sequence

from casejournal.domain import dates
from casejournal.domain.portfolio.evidence import Evidence, Origin
from casejournal.domain.portfolio.overview import Competency, Overview, Tally
from casejournal.domain.principles import principle_label
from casejournal.domain.roles import Role
from casejournal.render.page import Block, Column, Moment, Page, Prose, Table, Tone, Words, section
from casejournal.words import _, ngettext


def overview_page(found: Overview) -> Page:
    """Competencies list by list, then principles and roles; what has no evidence yet stands by itself."""
    return tuple(_overview(found))


def _overview(found: Overview) -> Iterator[Block]:
    pieces, known = len(found.evidence), found.known
    told = ngettext("{n} piece of evidence", "{n} pieces of evidence", pieces).format(n=pieces)
    yield section(_("Portfolio"), told, top=True)
    for title in dict.fromkeys(each.list_title for each in found.lists):
        yield from _list(title, [each for each in found.competencies if _of(each, known, title)], known)
    if lost := [each for each in found.competencies if each.name not in known]:
        yield from _list(_("No longer in a list"), lost, known)
    if found.set_aside:
        told = _("No longer counted, because the record was struck: {refs}").format(refs=", ".join(found.set_aside))
        yield Prose(Words(told, Tone.WARN))
    if not pieces:
        yield from _practice(found.practice)
        yield Prose(Words(_("Nothing yet. Name a record as evidence: cj portfolio add REF"), Tone.STRONG))
        return
    yield section(_("Principles"))
    yield _besides(_("Principle"), [(principle_label(each.name), each) for each in found.principles])
    yield section(_("Roles"))
    yield _besides(_("Role"), [(role_label(each.name), each) for each in found.roles])
    yield from _practice(found.practice)
    yield from _what_next(found)


def _practice(items: Sequence[Evidence]) -> Iterator[Block]:
    """How the items of a practice run ended."""
    if items:
        yield section(_("Practice runs"), ", ".join(dict.fromkeys(each.of for each in items)))
        columns = (Column(_("Item")), Column(_("Ended as"), narrow=True))
        yield Table(columns, tuple((Words(each.title, Tone.STRONG), Words(_(each.ended))) for each in items))


def _what_next(found: Overview) -> Iterator[Block]:
    if found.others:
        yield Prose(Words(_("Not used so far: {lists}").format(lists=", ".join(found.others)), Tone.QUIET))
    some = next((each.name for each in found.competencies if each.pieces), "")
    more = _("Look at some: cj portfolio {code}. On paper: cj report --portfolio -o portfolio.docx")
    yield Prose(Words(more.format(code=some), Tone.QUIET))


def _of(tally: Tally, known: Mapping[str, Competency], title: str) -> bool:
    return tally.name in known and known[tally.name].list_title == title


def _list(title: str, counted: Sequence[Tally], known: Mapping[str, Competency]) -> Iterator[Block]:
    yield section(title)
    columns = (
        Column(_("Code"), narrow=True),
        Column(_("Competency")),
        Column(_("Pieces"), narrow=True, number=True),
        Column(_("Latest"), narrow=True, spare=True),
    )
    yield Table(columns, tuple(_row(each, known) for each in counted))
    missing = [each.name for each in counted if not each.pieces]
    if missing and len(missing) < len(counted):
        yield Prose(Words(_("No evidence yet: {codes}").format(codes=", ".join(missing)), Tone.WARN))


def _row(tally: Tally, known: Mapping[str, Competency]) -> tuple[Words, ...]:
    title = known[tally.name].title if tally.name in known else ""
    tone = Tone.PLAIN if tally.pieces else Tone.WARN
    return (
        Words(tally.name, Tone.REF),
        Words(title, tone),
        Words(str(tally.pieces), Tone.GOOD if tally.pieces else Tone.WARN),
        Words(dates.short(tally.last) if tally.last else "", Tone.QUIET),
    )


def _besides(title: str, rows: Sequence[tuple[str, Tally]]) -> Table:
    columns = (
        Column(title),
        Column(_("Pieces"), narrow=True, number=True),
        Column(_("In your records"), narrow=True, number=True),
    )
    return Table(
        columns,
        tuple(
            (
                Words(name, Tone.STRONG if each.pieces or each.in_records else Tone.QUIET),
                Words(str(each.pieces or "")),
                Words(str(each.in_records or "")),
            )
            for name, each in rows
        ),
    )


def pieces_page(competency: Competency, pieces: Sequence[Evidence]) -> Page:
    """The evidence for one competency, the newest first."""
    return tuple(_pieces(competency, pieces))


def _pieces(competency: Competency, pieces: Sequence[Evidence]) -> Iterator[Block]:
    told = ngettext("{n} piece of evidence", "{n} pieces of evidence", len(pieces)).format(n=len(pieces))
    yield section(f"{competency.code} · {competency.title}", told, top=True)
    for each in pieces:
        yield Moment(
            (
                Words(dates.day(each.on), Tone.STRONG),
                Words(each.ref, Tone.REF),
                Words(f"{_(each.title)} {each.about}"),
                *([Words(_(each.origin.label), Tone.QUIET)] if each.origin is not Origin.RECORD else []),
                *([Words(_("private: on no paper"), Tone.WARN)] if each.private else []),
            ),
            facts=tuple((title, Words(text)) for title, text in tags(each)),
            body=each.reflection,
        )
    if not pieces:
        yield Prose(Words(_("Nothing yet. Name a record as evidence: cj portfolio add REF"), Tone.STRONG))
    yield Prose(Words(_("What it means: cj learn {code}").format(code=competency.code), Tone.QUIET))


def tags(each: Evidence) -> Iterator[tuple[str, str]]:
    """The principles and roles of a piece of evidence, and how it ended if it is from a practice run."""
    if each.ended:
        yield _("Ended as"), _(each.ended)
    if each.principles:
        yield _("Principles"), ", ".join(map(principle_label, each.principles))
    if each.roles:
        yield _("Roles"), ", ".join(map(role_label, each.roles))


def role_label(name: str) -> str:
    """What a role is called."""
    return {each.value: _(each.label) for each in Role}.get(name, name)
