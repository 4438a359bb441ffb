"""`cj undo`: take back the whole last command. The undo is written down too, and can be taken back."""

import msgspec
import typer

from casejournal.commands._refusals import MovedElsewhere, OutOfOurHands
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.casework import tell_of_safety
from casejournal.domain.disclosure import Disclosure
from casejournal.domain.file import File
from casejournal.domain.kinds import PRACTICE
from casejournal.domain.note import Note
from casejournal.domain.refusals import SaidAlready, StruckAlready
from casejournal.render.history import change_line, undone_page
from casejournal.render.page import Answer, said
from casejournal.storage.history import Change, first_name
from casejournal.storage.refusals import CaseNotFound, GroupNotFound, NothingToUndo
from casejournal.words import _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def undo(desk: Desk) -> Answer:
    """Undo the last command that wrote to the journal. A second `cj undo` brings it back.

    What you undo stays readable in `cj history`. A letter cannot be undone: somebody may have it already.

    Example: cj undo --yes
    """
    case, last = desk.journal.last_change()
    if any(each.at > last.at for each in desk.journal.access.erased()):
        raise NothingToUndo
    if case == PRACTICE:
        raise SaidAlready(ref=last.versions[0].ref)
    told = any(version.table == Disclosure.table and version.before is None for version in last.versions)
    if told or last.command in {"hold", "release", "transfer", "process export"}:
        raise OutOfOurHands(command=last.command)
    _refuse_a_move(case, last)
    name = first_name(desk.journal.history(case), case)
    desk.confirm(_("Undo this? {what}").format(what=change_line(case, last, name)))
    before = _as_it_stands(desk, case)
    undone = desk.journal.undo(case, last.tx)
    after = _as_it_stands(desk, case)
    if before and after:
        tell_of_safety(desk, before, after)
    if also := _also(last):
        left = _("The same contact is still in {cases}. Strike it there: cj strike NOTE")
        desk.tell(left.format(cases=", ".join(also)))
    data = {"case": case, "undone": last.tx, **msgspec.to_builtins(undone)}
    return said("undo", data, *undone_page(case, last, name), wrote=True)


def _as_it_stands(desk: Desk, ref: str) -> File | None:
    """The file; None while the record that opened it is struck or taken back."""
    try:
        return desk.journal.file(ref)
    except (CaseNotFound, GroupNotFound, StruckAlready):
        return None


def _refuse_a_move(owner: str, last: Change) -> None:
    """Raises MovedElsewhere if the command moved a note to another case: here the note stays struck."""
    for version in last.versions:
        struck = (version.after or {}).get("struck") or {}
        if version.table == Note.table and struck.get("moved_to") and not (version.before or {}).get("struck"):
            raise MovedElsewhere(ref=version.ref, case=struck["case"], now=struck["moved_to"], owner=owner)


def _also(last: Change) -> list[str]:
    """The other cases of a contact that is taken back. Their own notes of it stay."""
    written = [version for version in last.versions if version.table == Note.table and version.before is None]
    return [case for version in written for case in (version.after or {}).get("also", ())]
