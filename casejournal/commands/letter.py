"""`cj letter`: a referral letter that carries only what the client's consent lets its reader know."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands import verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Leave, require
from casejournal.domain.disclosure import Disclosure, Means
from casejournal.domain.referral import Referral
from casejournal.errors import RecordNotFound, UnknownChoice
from casejournal.exchange.letter import FORMATS, told_in, written
from casejournal.exchange.letter import letter as compose
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.storage import disk
from casejournal.storage.drawer import Drawer
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def letter(
    desk: Desk,
    ref: Annotated[str, typer.Argument(metavar="REF", help=N_("The ref of the referral."), show_default=False)],
    form: Annotated[str, typer.Option("--format", metavar="md|html", help=N_("Markdown, or a page to print."))] = "",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=N_("Write it to a file only you can read."))
    ] = "",
    override: Annotated[
        str,
        typer.Option(
            "--override", metavar="TEXT", help=N_("Why it is shared without a valid consent. It stays visible.")
        ),
    ] = "",
) -> Answer:
    """Write the letter for a referral. It tells what the client consented to for that recipient, and nothing else.

    That it was written, and on which consent, is kept in the case.

    Examples: cj letter R-55MX · cj letter R-55MX --output letter.html
    """
    case, whole = desk.journal.whereabouts(ref)
    form = _format(form, output)
    if output and Path(output).exists():
        desk.confirm(_("{path} is there already. Write over it?").format(path=output))
    with desk.journal.writing(case, "letter") as drawer:
        referral, leave = _may(drawer.file, whole, override.strip(), desk.today)
        agency = desk.config.value("agency")
        text = written(compose(drawer.file, referral, leave, desk.worker, agency, desk.today), form)
        disclosed = _disclosure(drawer, referral, leave)
        drawer.put(disclosed)
        if output:
            disk.replace(Path(output).absolute(), text.encode())
    data = {"ref": disclosed.ref, "case": case, "referral": whole, "shared": disclosed.shared, "format": form}
    if output:
        done = _("The letter is in {path}. Only you can read the file; it is not sealed.").format(path=output)
        return said("letter", {**data, "file": output}, Prose(Words(done, Tone.GOOD)), wrote=True)
    return said("letter", {**data, "text": text}, Prose(Words(text.rstrip("\n"))), wrote=True)


def _may(file: CaseFile, ref: str, override: str, today: date) -> tuple[Referral, Leave]:
    """The referral, and the leave to tell its recipient what it shares. Raises RecordNotFound or NoConsent."""
    referral = file.record(ref)
    if not isinstance(referral, Referral):
        raise RecordNotFound(asked=ref)
    return referral, require(file.consents, referral.to, referral.shared, today, file.ref, override)


def _disclosure(drawer: Drawer, referral: Referral, leave: Leave) -> Disclosure:
    """What is kept of it: what was told to whom, on which ground."""
    return Disclosure(
        **drawer.stamp(Disclosure),
        means=Means.LETTER,
        recipient=referral.to,
        shared=told_in(referral, leave),
        about=referral.ref,
        consents=leave.consents,
        override=leave.override,
    )


def _format(form: str, output: str) -> str:
    """The format asked for or, where none is, the one the file's name ends in."""
    wanted = form or Path(output).suffix.lstrip(".").lower() or FORMATS[0]
    if wanted not in FORMATS:
        raise UnknownChoice(field="--format", given=wanted, choices=", ".join(FORMATS))
    return wanted
