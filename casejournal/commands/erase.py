"""`cj erase`: remove a case for good. A tombstone stays: the ref, the day, the ground, who asked."""

from datetime import date
from typing import Annotated

import msgspec
import typer

from casejournal.commands._refusals import HeldByLaw, KeptUnread, KeptUntil
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.passphrases import proven
from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.disclosure import Means
from casejournal.domain.kinds import CASE
from casejournal.domain.refs import is_whole, read_ref
from casejournal.domain.refusals import StruckAlready
from casejournal.domain.veil import veil
from casejournal.errors import Cancelled, NotValid
from casejournal.forms import check
from casejournal.render.page import Answer, Facts, Heading, Prose, Tone, Words, said
from casejournal.storage.erase import drafts_that_name, handed_out, may_be_in, refs_of, still_in
from casejournal.storage.erase import erase as erased
from casejournal.storage.file_log import log_of
from casejournal.storage.refusals import CaseNotFound, Damaged
from casejournal.words import N_, _, ngettext

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def erase(  # noqa: PLR0917 - each is an option
    desk: Desk,
    case: CaseArgument,
    ground: Annotated[str, typer.Option("--ground", metavar="TEXT", help=N_("On what grounds you erase it."))] = "",
    asked_by: Annotated[str, typer.Option("--asked-by", metavar="TEXT", help=N_("Who asked for it."))] = "",
    override: Annotated[
        str, typer.Option("--override", metavar="TEXT", help=N_("Why you erase it although it should be kept longer."))
    ] = "",
    hold: Annotated[
        str | None, typer.Option("--hold", metavar="TEXT", help=N_("Why it must not be erased. This erases nothing."))
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help=N_("It may be erased again. This erases nothing."))
    ] = False,
) -> Answer:
    """Erase a case for good, with all its versions. Only a backup can bring it back. You are asked for the passphrase.

    A tombstone stays: the ref, the day, the grounds, who asked. You are told which backups still contain the case, and
    which files it was printed or exported to. --hold protects a case from being erased, until --release.

    Examples: cj erase C-7K4Q --ground "she asked, UU 27/2022" --asked-by client · cj erase C-7K4Q --hold "court case"
    """
    if hold is not None and (release or not hold.strip()):
        raise NotValid(field="--hold", problem=N_("say why, and leave out --release"))
    ref, file = _found(desk, case)
    if release or hold is not None:
        return _held(desk, ref, check.reason("--hold", hold or ""))
    _require_erasable(ref, file, desk.today, override)
    why = _why(desk, ref, ground, check.reason("--override", override))
    _refuse_names(file, {"--ground": why, "--asked-by": asked_by})
    if desk.journal.header.sealed:
        proven(desk, desk.journal.header)
    desk.confirm(_question(ref, file))
    drafts, staying = _drafts(desk, ref, file)
    tombstone = erased(
        desk.journal,
        ref,
        ground=why,
        asked_by=check.reason("--asked-by", asked_by),
        letters=(each for each in (file.disclosures if file else ()) if each.means is Means.LETTER),
        drafts=drafts,
        require=lambda: _require_erasable(ref, _found(desk, ref)[1], desk.today, override),
    )
    left = {**_left(desk, ref), "drafts": staying}
    return said("erased", {"ref": ref, "tombstone": tombstone, **left}, *_page(ref, left), wrote=True)


def _left(desk: Desk, ref: str) -> dict[str, list[str]]:
    """Where something of an erased case still is, or may be."""
    return {
        "backups": list(still_in(desk.journal, ref)),
        "handed_out": handed_out(desk.journal, ref),
        "files": may_be_in(desk.journal),
        "groups": [group.ref for group in desk.journal.labels.groups if ref in group.cases],
    }


def _drafts(desk: Desk, ref: str, file: CaseFile | None) -> tuple[list[str], list[str]]:
    """The refs of unfinished forms of other cases, or of none, that name the client: those to remove, and the rest."""
    if file is None:
        return [], []
    about = refs_of(desk.journal, ref)
    found = drafts_that_name(desk.journal, veil(file.summary().names, (), ""))
    other = [draft for draft in found if not about & {*draft.command}]
    for draft in other:
        desk.tell(
            _("{draft} also names {client}: cj {command}").format(
                draft=draft.ref, client=file.intake.client, command=" ".join(draft.command)
            )
        )
    refs = [draft.ref for draft in other]
    if not refs:
        return [], []
    try:
        desk.confirm(ngettext("Remove this unfinished form too?", "Remove these unfinished forms too?", len(refs)))
    except Cancelled:
        return [], refs
    return refs, []


def _why(desk: Desk, ref: str, ground: str, override: str) -> str:
    question = _("On what grounds do you erase {ref}?").format(ref=ref)
    why = check.reason("--ground", ground) or desk.ask_line("--ground", question)
    return f"{why} ({override})" if override else why


def _found(desk: Desk, case: str) -> tuple[str, CaseFile | None]:
    """The ref of the case that is meant, and its file.

    By its whole ref, also a case that was struck; the file is None if its intake was taken back or it is damaged.
    """
    ref = read_ref(case) or ""
    by_ref = is_whole(ref) and bool(log_of(ref)) and (desk.journal.folder / log_of(ref)).exists()
    try:
        ref = desk.journal.find(case).ref
        return ref, desk.journal.case(ref)
    except StruckAlready:
        return ref, desk.journal.case(ref, struck=True)
    except (CaseNotFound, Damaged):
        if not (by_ref and ref.startswith(CASE)):
            raise
        return ref, None


def _require_erasable(ref: str, file: CaseFile | None, today: date, override: str) -> None:
    """Raises HeldByLaw, KeptUntil or KeptUnread: a case that cannot be read may have to be kept."""
    if file is None:
        if not override:
            raise KeptUnread(ref=ref)
        return
    if file.intake.held:
        raise HeldByLaw(ref=file.ref, reason=file.intake.held)
    until = file.closing.retain_until if file.closing else None
    if until and until > today and not override:
        raise KeptUntil(ref=file.ref, day=dates.day(until))


def _refuse_names(file: CaseFile | None, texts: dict[str, str]) -> None:
    """Raises NotValid if one of the texts names the client: the tombstone stays, and must not."""
    hides = veil(file.summary().names, (), "") if file else str
    for option, text in texts.items():
        if hides(text) != text:
            raise NotValid(
                field=option, problem=N_("this remains after the case is erased, so it must not name the client")
            )


def _question(ref: str, file: CaseFile | None) -> str:
    if file is None:
        return _("Erase {ref} for good? It cannot be read.").format(ref=ref)
    count = len(file.every_record) + len(file.struck)
    question = ngettext(
        "Erase {ref} ({client}) with its {n} record, for good?",
        "Erase {ref} ({client}) with its {n} records, for good?",
        count,
    )
    return question.format(ref=file.ref, client=file.intake.client, n=count)


def _held(desk: Desk, ref: str, why: str) -> Answer:
    if not why and desk.journal.header.sealed:
        proven(desk, desk.journal.header)
    with desk.journal.writing(ref, "hold" if why else "release") as drawer:
        if drawer.file.intake.held == why:
            raise NotValid(field="--release" if not why else "--hold", problem=N_("this is so already"))
        drawer.put(msgspec.structs.replace(drawer.file.intake, held=why))
    sentence = _("{ref} must be kept: {why}") if why else _("{ref} may be erased again.")
    told_so = Prose(Words(sentence.format(ref=ref, why=why), Tone.GOOD))
    return said("hold", {"ref": ref, "held": why}, told_so, wrote=True)


def _page(ref: str, left: dict[str, list[str]]) -> tuple[Heading | Facts | Prose, ...]:
    in_groups = _("{refs}: what the group says about this client is not erased, see cj group show")
    rows = [
        (_("Still in these backups"), "\n".join(left["backups"])),
        (_("Written out before"), "\n".join(left["handed_out"])),
        (_("Still in these drafts"), ", ".join(left["drafts"])),
        (_("May be in these files"), "\n".join(left["files"])),
        (_("Still a member of"), in_groups.format(refs=", ".join(left["groups"])) if left["groups"] else ""),
    ]
    facts = tuple((title, Words(text, Tone.WARN)) for title, text in rows if text)
    return (
        Heading((Words(_("Erased"), Tone.STRONG), Words(ref, Tone.REF)), top=True),
        *([Facts(facts)] if facts else []),
        Prose(
            Words(_("This does not reach copies of the folder made without cj, or letters that were handed out.")),
        ),
    )
