"""`cj print`: the file of a case or a group on paper."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.members import roster_of
from casejournal.desk.outgoing import hand_out, outgoing, text_file
from casejournal.desk.printing import group_on_paper, on_paper, printed
from casejournal.domain.kinds import CASE
from casejournal.errors import AnswerNeeded
from casejournal.exchange.case_paper import case_paper
from casejournal.exchange.group_paper import group_paper
from casejournal.exchange.paper.document import Document
from casejournal.exchange.paper.formats import FORMATS, TEXTS, form_asked
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
_Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help=N_("A file only you can read; - prints it."))
]
_From = Annotated[str, typer.Option("--from", metavar="DAY", help=N_("Of what happened, leave out what is earlier."))]
_To = Annotated[str, typer.Option("--to", metavar="DAY", help=N_("Of what happened, leave out what is later."))]
_Numbers = Annotated[bool, typer.Option("--identity-numbers", help=N_("Print the identity numbers of the client too."))]


@app.command(name="print")
@verb()
def print_(  # noqa: PLR0917 - each is an option
    desk: Desk,
    whose: _Whose,
    form: _Format = "",
    output: _Output = "",
    first: _From = "",
    last: _To = "",
    numbers: _Numbers = False,
) -> Answer:
    """Print the file of a case or a group, as it would lie in a folder: a page, a text document, a PDF or Markdown.

    Nothing private, nothing of supervision and nothing struck is in it, and no other client is named. The access log
    keeps that it was printed.

    Examples: cj print sari -o sari.pdf · cj print sari --from 2026-11-01 --format md · cj print tangguh -o group.docx
    """
    as_text, (form, path) = bool(form or output), _form(desk, form, output)
    of, ref = printed(desk, first, last), desk.journal.labels.either(whose).ref
    if ref.startswith(CASE):
        file, groups = on_paper(desk, desk.journal.case(ref), numbers=numbers)
        document = case_paper(file, of, groups)
    else:
        group = group_on_paper(desk, desk.journal.group(ref))
        document = group_paper(group, roster_of(desk, group), of)
    return _answer(desk, document, ref, form, path, as_text=as_text)


def _form(desk: Desk, form: str, output: str) -> tuple[str, Path | None]:
    """The format, and where it goes; None if it is printed. Raises UnknownChoice, AnswerNeeded, or as `outgoing`."""
    wanted = form_asked(form or ("" if output else TEXTS[-1]), output)
    if wanted in TEXTS:
        return wanted, text_file(desk, output, "--output") if output else None
    if not output:
        raise AnswerNeeded(options="--output FILE")
    return wanted, outgoing(desk, output, "--output")


def _answer(desk: Desk, document: Document, ref: str, form: str, path: Path | None, *, as_text: bool) -> Answer:
    """Write the paper, and in the access log that it was printed. Returns the answer."""
    content = FORMATS[form](document)
    hand_out(desk, path, content, "print", what="print", of=(ref,))
    told = {"of": ref, "format": form}
    if path:
        done = _("The paper is in {path}. Only you can read the file; it is not sealed.").format(path=path)
        return said("print", {**told, "file": str(path)}, Prose(Words(done, Tone.GOOD)))
    text = content.decode()
    page = (Prose(Words(text.rstrip("\n"))),) if as_text or not desk.screen.draws else document.page
    return said("print", {**told, "text": text}, *page)
