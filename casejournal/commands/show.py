"""`cj show`: everything about one case."""

from typing import TYPE_CHECKING, Annotated

import typer

from casejournal.commands._verb import LastOption, verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.derived import only_last, whole_case
from casejournal.domain.file import File
from casejournal.render.case import case_page
from casejournal.render.page import Answer
from casejournal.words import N_, _

if TYPE_CHECKING:
    from casejournal.domain.group.own import OwnGroup
    from casejournal.domain.kin import Kin

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def show(
    desk: Desk,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="CASE", help=N_("A case by ref, name or @; or the ref of any record."), show_default=False
        ),
    ],
    *,
    last: LastOption = None,
) -> Answer:
    """Show a case: where you left off, how the problem was seen, the plan, what is open, and everything that happened.

    Any other ref shows its record: a note, a task, a referral, a session, a group.

    Examples: cj show C-7K4Q · cj show sari · cj show @ --last 5 · cj show N-55MX
    """
    owner, about = desk.journal.whereabouts(ref)
    file = desk.journal.file(owner)
    if not isinstance(file, CaseFile) or about != owner:
        return _other(desk, file, about, ref, last)
    parts, related = _in_groups(desk, file.ref), _related(desk, file)
    return Answer(
        kind="case",
        data=lambda: only_last(whole_case(file, desk.today), file, last) | {"groups": parts, "related": related},
        page=lambda: case_page(file, desk.today, parts, related, last),
        shows=file.ref,
    )


def _other(desk: Desk, file: File, about: str, asked: str, last: int | None) -> Answer:
    """The answer for a group, or for one record of a group or a case."""
    from casejournal.desk.casework import require_record  # lazy: most often a case is looked at
    from casejournal.desk.members import reading, roster_of
    from casejournal.render.record import record_answer

    if not file.opens:
        return _of_the_directory(desk, file, about)
    if about == file.ref and not isinstance(file, CaseFile):
        from casejournal.render.group.show import group_answer  # lazy: as above

        group = desk.journal.group(file.ref)
        return group_answer(group, roster_of(desk, group), desk.today, last)
    return record_answer(require_record(file, about, asked), file, desk.today, reading(desk, file))


def _of_the_directory(desk: Desk, file: File, about: str) -> Answer:
    """The answer for an entry of the directory of services, or for the directory itself."""
    from casejournal.desk.casework import require_record  # lazy: as above
    from casejournal.desk.directory import directory, entry_answer, listed
    from casejournal.domain.agency import Agency
    from casejournal.render.record import record_answer

    if about == file.ref:
        return listed(desk, directory(desk).by_name, nothing=_("Your directory of services is empty."))
    record = file.record(about)
    if isinstance(record, Agency) and not record.struck:
        return entry_answer(desk, record)
    return record_answer(require_record(file, about, about), file, desk.today)


def _related(desk: Desk, file: CaseFile) -> "tuple[Kin, ...]":
    """The related cases, whichever of the two files names the other."""
    case = desk.journal.labels.of_case(file.ref) or file.summary()
    beside = desk.journal.labels.beside(case)
    if not (beside or case.related):
        return ()
    from casejournal.domain.kin import kin  # lazy: few cases belong to another

    return kin(case, beside)


def _in_groups(desk: Desk, case: str) -> "tuple[OwnGroup, ...]":
    """This client's part in each of their groups."""
    if not any(case in group.cases for group in desk.journal.labels.groups):
        return ()
    from casejournal.desk.members import in_groups  # lazy: few cases are in a group

    return tuple(in_groups(desk, case))
