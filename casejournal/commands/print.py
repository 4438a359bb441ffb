"""`cj print`: the file of a case or a group on paper, and the case report that an agency asks for."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._hand import OutputOption
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.members import roster_of
from casejournal.desk.outgoing import hand_out
from casejournal.desk.printing import form_of_paper, group_on_paper, headings, on_paper, printed
from casejournal.domain.kinds import CASE
from casejournal.errors import NotValid
from casejournal.exchange.case_paper import case_paper
from casejournal.exchange.case_report import case_report, told
from casejournal.exchange.group_paper import group_paper
from casejournal.exchange.headings import OURS
from casejournal.exchange.paper.document import Document
from casejournal.exchange.paper.formats import FORMATS
from casejournal.exchange.printed import Printed
from casejournal.exchange.summed_up import Case
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)

_Whose = Annotated[
    str,
    typer.Argument(
        metavar="CASE|GROUP", help=N_("A case or a group: a ref, a name or its beginning, or @."), show_default=False
    ),
]
_Format = Annotated[
    str,
    typer.Option("--format", metavar="|".join(FORMATS), help=N_("The format; if left out, by the ending of FILE.")),
]
_From = Annotated[str, typer.Option("--from", metavar="DAY", help=N_("Of what happened, leave out what is earlier."))]
_To = Annotated[str, typer.Option("--to", metavar="DAY", help=N_("Of what happened, leave out what is later."))]
_Summary = Annotated[bool, typer.Option("--summary", help=N_("A case report, under the headings agencies ask for."))]
_Headings = Annotated[
    str, typer.Option("--headings", metavar="FILE", help=N_("A case report, under the headings in this file."))
]
_Template = Annotated[
    bool, typer.Option("--template", help=N_("Print the headings of the case report as a file to edit, and stop."))
]
_Numbers = Annotated[bool, typer.Option("--identity-numbers", help=N_("Print the identity numbers of the client too."))]


@app.command(name="print")
@verb()
def print_(  # noqa: PLR0917 - each is an option
    desk: Desk,
    whose: _Whose = "",
    form: _Format = "",
    output: OutputOption = "",
    first: _From = "",
    last: _To = "",
    summary: _Summary = False,
    heads: _Headings = "",
    template: _Template = False,
    numbers: _Numbers = False,
) -> Answer:
    """Print the file of a case or a group, as it would lie in a folder: a page, a text document, a PDF or Markdown.

    Nothing private, nothing of supervision and nothing struck is in it, and no other client is named. The access log
    keeps that it was printed.

    Examples: cj print sari -o sari.pdf · cj print sari --from 2026-11-01 --format md · cj print tangguh -o group.docx ·
    cj print sari --summary -o report.docx
    """
    if template:
        text = OURS.read_text(encoding="utf-8")
        return said("template", {"text": text}, Prose(Words(text.rstrip("\n"))))
    if not whose:
        raise NotValid(field="cj print", problem=N_("name a case or a group"))
    as_text, (kind, path) = bool(form or output), form_of_paper(desk, form, output)
    of, ref = printed(desk, first, last), desk.journal.labels.either(whose).ref
    if summary or heads:
        document, data = _report(desk, ref, of, heads, numbers=numbers)
    else:
        document, data = _whole(desk, ref, of, numbers=numbers), {}
    content = FORMATS[kind](document)
    hand_out(desk, path, content, "print", what="print", of=(ref,))
    return _answer(
        {"of": ref, "format": kind, **data}, document, content, path, drawn=desk.screen.draws and not as_text
    )


def _whole(desk: Desk, ref: str, of: Printed, *, numbers: bool) -> Document:
    """The whole file on paper."""
    if ref.startswith(CASE):
        file, groups = on_paper(desk, desk.journal.case(ref), numbers=numbers)
        return case_paper(file, of, groups)
    group = group_on_paper(desk, desk.journal.group(ref))
    return group_paper(group, roster_of(desk, group), of)


def _report(desk: Desk, ref: str, of: Printed, heads: str, *, numbers: bool) -> tuple[Document, dict[str, object]]:
    """The case report, and what it says as data."""
    if not ref.startswith(CASE):
        raise NotValid(field="--summary", problem=N_("only a case has a case report; name a case"))
    if of.first or of.last:
        raise NotValid(field="--from", problem=N_("a case report is of the whole time; leave out --from and --to"))
    chosen = headings(desk, heads)
    file, groups = on_paper(desk, desk.journal.case(ref), numbers=numbers)
    case = Case(file=file, groups=groups, printed=of, sources=chosen.sources)
    return case_report(case, chosen), {"headings": told(case, chosen)}


def _answer(data: dict[str, object], document: Document, content: bytes, path: Path | None, *, drawn: bool) -> Answer:
    """Where the paper is or, if it is printed, what it says."""
    if path:
        done = _("The paper is in {path}. Only you can read the file; it is not sealed.").format(path=path)
        return said("print", {**data, "file": str(path)}, Prose(Words(done, Tone.GOOD)))
    text = content.decode()
    hint = Prose(Words(_("On paper: --output FILE.html, FILE.docx or FILE.pdf"), Tone.QUIET))
    page = (*document.page, hint) if drawn else (Prose(Words(text.rstrip("\n"))),)
    return said("print", {**data, "text": text}, *page)
