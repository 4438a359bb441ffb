"""`cj erase`: take a case out of the journal for good. All that stays is that it was, when, and on which ground."""

from typing import Annotated

import msgspec
import typer

from casejournal.commands import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.dates import told
from casejournal.domain.refusals import HeldByLaw, KeptUntil
from casejournal.errors import NotValid
from casejournal.passphrases import proven
from casejournal.render.page import Answer, Facts, Heading, Prose, Tone, Words, said
from casejournal.storage.erase import erase as erased
from casejournal.storage.erase import still_in
from casejournal.words import N_, _, ngettext

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def erase(  # noqa: PLR0917 - each is an option
    desk: Desk,
    case: CaseArgument,
    ground: Annotated[str, typer.Option("--ground", metavar="TEXT", help=N_("On which ground it is erased."))] = "",
    asked_by: Annotated[str, typer.Option("--asked-by", metavar="TEXT", help=N_("Who asked for it."))] = "",
    override: Annotated[
        str, typer.Option("--override", metavar="TEXT", help=N_("Why, although it should be kept until a later day."))
    ] = "",
    hold: Annotated[
        str, typer.Option("--hold", metavar="TEXT", help=N_("It must not be erased: why. Nothing is erased."))
    ] = "",
    release: Annotated[bool, typer.Option("--release", help=N_("It may be erased again. Nothing is erased."))] = False,
) -> Answer:
    """Erase a case: its whole file, with all versions. There is no way back but a backup. The passphrase is asked for.

    A tombstone stays: the ref, the day, the ground, who asked. Backups that still hold the case are named. With --hold
    the case is kept from being erased until --release.

    Examples: cj erase C-7K4Q --ground "she asked, UU 27/2022" --asked-by client · cj erase C-7K4Q --hold "court case"
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)
    if hold or release:
        return _held(desk, file, "" if release else hold.strip())
    if file.intake.held:
        raise HeldByLaw(ref=file.ref, reason=file.intake.held)
    until = file.closing.retain_until if file.closing else None
    if until and until > desk.today and not override:
        raise KeptUntil(ref=file.ref, day=told(until))
    why = ground.strip() or desk.ask_line("--ground", _("On which ground is {ref} erased?").format(ref=file.ref))
    why = f"{why} ({override})" if override else why
    if desk.journal.header.sealed:
        proven(desk, desk.journal.header)
    groups = [group.ref for group in desk.journal.labels.groups if file.ref in group.cases]
    desk.confirm(_question(file))
    tombstone = erased(desk.journal, file.ref, desk.now(), worker=desk.worker, ground=why, asked_by=asked_by.strip())
    backups = list(still_in(desk.journal, file.ref))
    data = {"ref": file.ref, "tombstone": tombstone, "backups": backups, "groups": groups}
    return said("erased", data, *_page(file.ref, backups, groups), wrote=True)


def _question(file: CaseFile) -> str:
    count = len(file.every_record) + len(file.struck)
    question = ngettext(
        "Erase {ref} ({client}) with its {n} record, for good?",
        "Erase {ref} ({client}) with its {n} records, for good?",
        count,
    )
    return question.format(ref=file.ref, client=file.intake.client, n=count)


def _held(desk: Desk, file: CaseFile, why: str) -> Answer:
    with desk.journal.writing(file.ref, "hold" if why else "release") as drawer:
        if drawer.file.intake.held == why:
            raise NotValid(field="--release" if not why else "--hold", problem=N_("that is so already"))
        drawer.put(msgspec.structs.replace(drawer.file.intake, held=why))
    sentence = _("{ref} is kept: {why}") if why else _("{ref} may be erased again.")
    told_so = Prose(Words(sentence.format(ref=file.ref, why=why), Tone.GOOD))
    return said("hold", {"ref": file.ref, "held": why}, told_so, wrote=True)


def _page(ref: str, backups: list[str], groups: list[str]) -> tuple[Heading | Facts | Prose, ...]:
    rows = []
    if backups:
        rows.append((_("Still in these backups"), Words("\n".join(backups), Tone.WARN)))
    if groups:
        told_in = _("{refs}: what was written of them in the group is not erased, cj group show").format(
            refs=", ".join(groups)
        )
        rows.append((_("Still a member of"), Words(told_in, Tone.WARN)))
    return (
        Heading((Words(_("Erased"), Tone.STRONG), Words(ref, Tone.REF)), top=True),
        *([Facts(tuple(rows))] if rows else []),
        Prose(
            Words(
                _("Copies of the folder that were made without cj, and letters that were handed out, are not reached.")
            ),
        ),
    )
