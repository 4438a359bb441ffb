"""`cj letter`: a referral letter that says only what the client's consent allows."""

from contextlib import ExitStack
from datetime import date
from typing import Annotated

import typer

from casejournal.commands._hand import OutputOption, OverrideOption
from casejournal.commands._refusals import NotOpen
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.at_intake import as_it_may_leave
from casejournal.desk.casework import record_meant, standing
from casejournal.desk.directory import directory_if_whole
from casejournal.desk.handing_over import after_it_is_recorded, disclosure, hides, put_once, why_without
from casejournal.desk.printing import form_of_paper
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Leave, require
from casejournal.domain.disclosure import Means
from casejournal.domain.record import Visibility
from casejournal.domain.referral import Referral
from casejournal.errors import NotValid
from casejournal.exchange.letter import fingerprint, written
from casejournal.exchange.letter import letter as compose
from casejournal.exchange.paper.formats import FORMATS
from casejournal.render.letter import letter_page
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def letter(
    desk: Desk,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help=N_("The ref of the referral, or its case."), show_default=False)
    ],
    form: Annotated[
        str,
        typer.Option("--format", metavar="|".join(FORMATS), help=N_("The format; if left out, by the ending of FILE.")),
    ] = "",
    output: OutputOption = "",
    override: OverrideOption = "",
) -> Answer:
    """Write the letter for a referral. It says only what the client agreed to share with that recipient.

    The case keeps a record that it was written, and under which consent.

    Examples: cj letter R-55MX · cj letter R-55MX --format md · cj letter R-55MX --output letter.docx
    """
    case, whole = record_meant(desk, ref, Referral)
    as_text, (form, path) = bool(form or output), form_of_paper(desk, form, output)
    because = why_without(desk, override)
    agency, known = str(desk.config.value("agency")), directory_if_whole(desk)
    with ExitStack() as files, desk.journal.writing(case, "letter") as drawer:  # the line comes before the file
        referral, leave = _may(drawer.file, whole, because, desk.today)
        hide, file = hides(desk, drawer.file), as_it_may_leave(desk, drawer.file)
        reached = known.reached(referral.service)
        composed = compose(file, referral, leave, desk.worker, agency, desk.today, hide, reached)
        content = written(composed, form)
        told_now, words = leave.of(composed.told), fingerprint(composed)
        disclosed = disclosure(drawer, Means.LETTER, referral.to, told_now, words, about=referral.ref)
        if path:
            files.enter_context(after_it_is_recorded(path, lambda file: file.write(content)))
        put_once(drawer, disclosed)
    _tell_what_is_odd(desk, agency, because, leave)
    told = {"ref": disclosed.ref, "case": case, "referral": whole, "shared": disclosed.shared, "format": form}
    if path:
        done = _("The letter is in {path}. Only you can read the file; it is not sealed.").format(path=path)
        return said("letter", {**told, "file": str(path)}, Prose(Words(done, Tone.GOOD)), wrote=True)
    text = content.decode()
    page = letter_page(composed) if desk.screen.draws and not as_text else (Prose(Words(text.rstrip("\n"))),)
    return said("letter", {**told, "text": text}, *page, wrote=True)


def _tell_what_is_odd(desk: Desk, agency: str, because: str, leave: Leave) -> None:
    if not agency:
        desk.tell(_("The letter does not name your agency. Set it once: cj config agency NAME"))
    if because and not leave.override:
        desk.tell(_("A consent covers this, so the reason is not kept."))


def _may(file: CaseFile, ref: str, override: str, today: date) -> tuple[Referral, Leave]:
    """The referral, and the leave to share its contents.

    Raises RecordNotFound, StruckAlready, NotOpen, NotValid or NoConsent.
    """
    referral = standing(file, ref, Referral)
    if not referral.open:
        raise NotOpen(ref=ref, status=_(referral.status.label))
    if referral.visibility is not Visibility.RECORD:
        raise NotValid(field=ref, problem=N_("this referral is not for others to read, so it has no letter"))
    leave = require(file.consents, referral.to, referral.shared, today, file.ref, override)
    if not leave.grounds:
        raise NotValid(
            field="--override", problem=N_("the referral does not say what is shared; make a new one with --share")
        )
    return referral, leave
