"""A case or a group as a paper: what may stand on it, who prints it, under which headings."""

from pathlib import Path

from casejournal.desk import Desk
from casejournal.desk.at_intake import as_it_may_leave
from casejournal.desk.handing_over import hides
from casejournal.desk.members import in_groups, roster_of
from casejournal.desk.outgoing import place
from casejournal.domain.case_file import CaseFile
from casejournal.domain.file import File
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.own import OwnGroup
from casejournal.errors import NotValid
from casejournal.exchange.export.leaving import may_be_read
from casejournal.exchange.headings import OURS, Headings, read_headings
from casejournal.exchange.paper.formats import TEXTS, form_asked
from casejournal.exchange.printed import Printed
from casejournal.exchange.readable import readable_case, readable_group, readable_parts
from casejournal.exchange.summed_up import known
from casejournal.words import N_


def printed(desk: Desk, first: str = "", last: str = "") -> Printed:
    """Who prints, when, and of which days. Raises NotValid for a last day before the first, or as `Desk.day`."""
    of = Printed(
        worker=desk.worker,
        agency=str(desk.config.value("agency")),
        today=desk.today,
        first=desk.day(first) if first else None,
        last=desk.day(last) if last else None,
    )
    if of.first and of.last and of.last < of.first:
        raise NotValid(field="--to", problem=N_("this is before --from"))
    return of


def require_readable(file: File) -> None:
    """Raises NotValid if what opened the file is not for others to read: then nothing of it is printed."""
    if not may_be_read(file.first, own=False):
        raise NotValid(
            field=file.ref, problem=N_("what opened this file is not for others to read, so it is not printed")
        )


def on_paper(desk: Desk, file: CaseFile, *, numbers: bool) -> tuple[CaseFile, tuple[OwnGroup, ...]]:
    """What may be read of the case, and of the client's part in groups. Raises what `require_readable` does."""
    require_readable(file)
    parts = readable_parts(in_groups(desk, file.ref), desk.journal.group)
    leaves = as_it_may_leave(desk, file)
    return readable_case(leaves, hides(desk, file), numbers=numbers), tuple(parts)


def group_on_paper(desk: Desk, file: GroupFile) -> GroupFile:
    """What may be read of the group. Raises what `require_readable` does."""
    require_readable(file)
    return readable_group(file, roster_of(desk, file))


def headings(desk: Desk, asked: str) -> Headings:
    """The headings of the file that was asked for; else of the one in the settings; else those that come with cj.

    Raises HeadingsNotUnderstood, CannotRead or NotText.
    """
    path = asked or str(desk.config.value("headings"))
    text = desk.read_text(path) if path else OURS.read_text(encoding="utf-8")
    return read_headings(text, path or OURS.name, known())


def form_of_paper(desk: Desk, form: str, output: str) -> tuple[str, Path | None]:
    """The format, and where it goes; None if it is printed. Raises UnknownChoice, AnswerNeeded, or as `outgoing`."""
    wanted = form_asked(form or ("" if output else "md"), output)
    return wanted, place(desk, output, is_text=wanted in TEXTS)
