"""`cj export`: cases as a file for other programs. Each case must allow it, and remembers it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from casejournal.commands._hand import OutputOption, OverrideOption, SealOption, ToOption
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.exporting import Going, ask_about_others, every_one, leaving, may_go, recorded, without_names
from casejournal.desk.handing_over import after_it_is_recorded, recipient, why_without
from casejournal.desk.outgoing import noted, place
from casejournal.desk.screen import escaped
from casejournal.desk.sealing import Fill, sealer, unsealed
from casejournal.domain.disclosure import Means
from casejournal.domain.kinds import CASE
from casejournal.errors import NotValid
from casejournal.exchange.export.formats import FORMATS, Format, format_asked
from casejournal.exchange.export.leaving import About, Leaving
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.storage.platform import zone_name
from casejournal.words import N_, _, ngettext

app = typer.Typer(add_completion=False)


_Case = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=N_("A ref, a name or its beginning, or @ for the case last shown or written."),
        show_default=False,
    ),
]
_All = Annotated[bool, typer.Option("--all", help=N_("Every case, and the groups they are in."))]
_Format = Annotated[
    str,
    typer.Option("--format", metavar="|".join(FORMATS), help=N_("The format; if left out, by the ending of FILE.")),
]
_Consented = Annotated[
    bool, typer.Option("--only-consented", help=N_("With --all: leave out the cases without a valid consent."))
]


_Words = Annotated[
    bool, typer.Option("--with-words", help=N_("In a calendar: what is to be done in words, not only the ref."))
]


class _Order(msgspec.Struct, frozen=True, kw_only=True):
    """What goes to whom, in which format, and into which file; without one it is printed."""

    kind: Format
    to: str
    path: Path | None
    fill: Fill
    going: list[Going]
    in_words: bool


@app.command()
@verb()
def export(  # noqa: PLR0917 - each is an option
    desk: Desk,
    case: _Case = "",
    every: _All = False,
    form: _Format = "",
    to: ToOption = "",
    output: OutputOption = "",
    override: OverrideOption = "",
    only_consented: _Consented = False,
    seal: SealOption = "",
    with_words: _Words = False,
) -> Answer:
    """Export a case, or all of them, as a file for another program. The client must have consented to it.

    It says everything the case says, so the consent must cover that: --to names who it is for. Private records never
    leave, and supervision only goes to yourself. In each case stays what went to whom, on which consent. A calendar
    (ics) has only refs and days and needs no consent; --with-words does. FHIR is FHIR-shaped, not certified.

    Examples: cj export sari --to "Dinas Sosial" --format json -o sari.json ·
    cj export --all --to "Dinas Sosial" --only-consented --format jsonl -o cases.jsonl · cj export --all -o due.ics
    """
    if every is bool(case):
        raise NotValid(field="cj export", problem=N_("name a case, or say --all"))
    kind, because = format_asked(form, output), why_without(desk, override)
    if with_words and not kind.nameless:
        raise NotValid(field="--with-words", problem=N_("only a calendar can be had with or without words"))
    if every and kind.of_one:
        raise NotValid(field="--all", problem=N_("this format is of one case; name it"))
    ref = "" if every else desk.journal.find(case).ref
    path = place(desk, output, is_text=kind.is_text and not (every or seal))
    if kind.nameless and not with_words:
        to, going = to.strip() or desk.worker, without_names(desk, ref)
    else:
        to = recipient(desk, to, ref)
        going = _on_leave(desk, kind, to, because, ref, only_consented=only_consented)
    fill = sealer(desk, seal)
    return _exported(desk, _Order(kind=kind, to=to, path=path, fill=fill, going=going, in_words=with_words))


def _on_leave(desk: Desk, kind: Format, to: str, because: str, ref: str, *, only_consented: bool) -> list[Going]:
    """The cases that may go to them, and where the format has them the groups. Raises what `may_go` does."""
    going = (
        [may_go(desk, desk.journal.case(ref), to, because, strict=kind.strict)]
        if ref
        else every_one(desk, to, because, only_consented=only_consented, strict=kind.strict)
    )
    if because and not any(each.leave and each.leave.override for each in going):
        desk.tell(_("A consent covers this, so the reason is not kept."))
    if kind.word_for_word:
        ask_about_others(desk, going, to)
    return [each for each in going if kind.has_groups or each.leave]


def _exported(desk: Desk, order: _Order) -> Answer:
    """Write it, and in each case that it was handed out. Returns the answer."""
    about = About(
        made=desk.now(),
        by=desk.worker,
        to=order.to,
        journal=desk.journal.header.id,
        agency=str(desk.config.value("agency")),
        practice=desk.journal.header.practice,
        zone=zone_name(desk.env),
        in_words=order.in_words,
    )
    left_out: list[int] = []

    def cases() -> Iterator[Leaving]:
        left_out.clear()
        with desk.progress(_("Writing"), len(order.going)) as step:
            for each in leaving(desk, order.going, order.to, strict=order.kind.strict):
                left_out.append(each.left_out)
                yield each
                step()

    pieces = order.kind.write(cases, about)
    refs = tuple(each.ref for each in order.going)
    exported = [ref for ref in refs if ref.startswith(CASE)]
    told: dict[str, object] = {"format": order.kind.name, "to": order.to, "cases": exported}
    told["groups"] = [ref for ref in refs if ref not in exported]
    file = str(order.path or "-")
    if order.path is None:
        told["text"] = b"".join(pieces).decode()
        told["disclosures"] = _recorded(desk, order)
    else:
        with after_it_is_recorded(order.path, lambda written: order.fill(pieces, written)):
            told["disclosures"] = _recorded(desk, order)
    noted(desk, "export", what="export", of=refs, file=file, to=order.to)
    told |= {"left_out": sum(left_out), "file": file}
    page = _page(order, len(exported), sum(left_out)) if order.path else _printed(str(told["text"]))
    return said("export", told, *page, wrote=True)


def _recorded(desk: Desk, order: _Order) -> list[str]:
    return [each.ref for each in recorded(desk, order.going, order.to, Means.EXPORT, order.kind.name)]


def _printed(text: str) -> Iterable[Prose]:
    return (Prose(Words(escaped(line))) for line in text.replace("\r\n", "\n").rstrip("\n").split("\n"))


def _page(order: _Order, cases: int, left_out: int) -> Iterator[Prose]:
    done = ngettext("{n} case for {to} is in {path}.", "{n} cases for {to} are in {path}.", cases)
    yield Prose(Words(done.format(n=cases, to=order.to, path=order.path), Tone.GOOD))
    if order.fill is unsealed:
        yield Prose(Words(_("Only you can read the file; it is not sealed."), Tone.WARN))
    if left_out:
        stay = ngettext(
            "{n} record stays here: it is not for others.", "{n} records stay here: they are not for others.", left_out
        )
        yield Prose(Words(stay.format(n=left_out), Tone.QUIET))
