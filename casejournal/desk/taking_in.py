"""The work of taking a caseload in: each row becomes a case, or is rejected as a whole, with its reason.

The same table can be taken in again: a row that is here already adds nothing, so a stopped command is given again.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from casejournal.desk import Desk
from casejournal.desk.at_intake import asked
from casejournal.desk.refusals import RestNotTakenIn
from casejournal.domain.follow_up import follow_up
from casejournal.domain.identity import HIDDEN
from casejournal.domain.intake import Intake
from casejournal.domain.likely import Register, marks, rows_taken_in
from casejournal.errors import DiskRefused, NotValid
from casejournal.exchange.caseload.columns import (
    Column,
    heading_among,
    is_why_not,
    recognised,
    understood,
)
from casejournal.exchange.caseload.reading import Order, Problem, Reader
from casejournal.exchange.caseload.table import Row, Table, as_text, opened
from casejournal.exchange.refusals import NoTable
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.forms.own_fields import kept
from casejournal.storage.many import Many
from casejournal.words import N_, _, ngettext, visible

_AT_ONCE = 200
"""So many rows are put on the disk together. Meanwhile other commands wait."""
_SHOWN = 3
"""So many values of a column are shown."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """How a table is to be taken in."""

    said: Mapping[str, str] = {}
    """Which column fills what, where its name does not tell."""
    sheet: str = ""
    order: Order | None = None
    key: str = ""
    """The column by which a row is known when it comes again."""
    allow_likely: bool = False
    dry_run: bool = False


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not taken in: its line and cells, and every reason. `likely` is who it seems to be already."""

    row: Row
    problems: tuple[Problem, ...]
    likely: str = ""


class Outcome(msgspec.Struct, kw_only=True):
    """What became of a table."""

    table: Table
    columns: list[Column]
    values: dict[int, list[str]]
    """The first values of each column, as they were understood."""
    cases: list[str] = []
    """The refs of the new cases; in a dry run there are none."""
    would_be: int = 0
    already: int = 0
    """Rows that were taken in before, or stand twice in the table."""
    rejected: list[Rejected] = []

    @property
    def unknown(self) -> list[str]:
        """The headings of the columns that fill nothing."""
        return [each.heading for each in self.columns if not each.fills and not is_why_not(each.heading)]


def taken_in(desk: Desk, path: Path, wanted: Wanted) -> Outcome:
    """Take the table in. Raises what reading it and understanding its columns raise; DiskRefused or Busy."""
    table, form = opened(path, wanted.sheet), asked(desk, Intake)
    heading = heading_among([*islice(table.rows(), 10)], recognised(form))
    if heading is None:
        raise NoTable(file=path.name, problem=N_("there is nothing in it"))
    columns = understood(heading, form, wanted.said)
    if wanted.key and wanted.key not in {each.heading for each in columns}:
        known = ", ".join(each.heading for each in columns)
        raise NotValid(field="--key", problem=_("there is no such column, only: {known}").format(known=known))
    reader = Reader(form, columns, desk.today, wanted.order, wanted.key, desk.config.value("areas"))
    work = _Work(desk, form, reader, wanted)
    outcome = Outcome(table=table, columns=columns, values=_values(table, heading, columns, reader))
    rows = (row for row in table.rows() if row.line > heading.line and not row.is_empty)
    work.do(rows, outcome)
    if not (outcome.cases or outcome.would_be or outcome.already or outcome.rejected):
        raise NoTable(file=path.name, problem=N_("there is no row below the heading"))
    return outcome


class _Work:
    """Taking in the rows of one table."""

    def __init__(self, desk: Desk, form: type[Intake], reader: Reader, wanted: Wanted) -> None:
        self._desk, self._form, self._reader, self._wanted = desk, form, reader, wanted
        self._register = Register()
        for case in desk.journal.summaries():
            label = f"{case.ref} {visible(case.name, lines=False)}"
            self._register.add(label, case.names, case.marks or ())
        self._here = rows_taken_in(desk.journal.labels.cases_and_struck)

    def do(self, rows: Iterator[Row], outcome: Outcome) -> None:
        """Take them in, some at a time."""
        title = _("Looking at the rows") if self._wanted.dry_run else _("Taking in")
        with self._desk.progress(title, outcome.table.lines) as step:
            while some := [*islice(rows, _AT_ONCE)]:
                if self._wanted.dry_run:
                    outcome.would_be += sum(1 for _row in self._good(some, outcome))
                else:
                    self._write(some, outcome)
                step(len(some))
        self._desk.unfinished = ""

    def _write(self, rows: Sequence[Row], outcome: Outcome) -> None:
        good = [*self._good(rows, outcome)]
        if not good:
            return
        refs: list[str] = []
        try:
            with self._desk.journal.many("import") as fresh:
                refs = fresh.refs
                meanwhile = rows_taken_in(self._desk.journal.labels.cases_and_struck)
                for answers, key in good:
                    if key in meanwhile:  # another command takes in the same table
                        outcome.already += 1
                    else:
                        _open(fresh, answers, key)
        except DiskRefused as failure:
            raise (RestNotTakenIn(**failure.facts) if outcome.cases or refs else failure) from failure
        finally:
            outcome.cases += refs
            self._desk.unfinished = _how_far(outcome)

    def _good(self, rows: Sequence[Row], outcome: Outcome) -> Iterator[tuple[Answers, str]]:
        """The answers and keys of the rows that can be taken in; what becomes of the others is noted."""
        for row in rows:
            key = self._reader.key(row)
            if key and key in self._here:
                outcome.already += 1
                continue
            answers, problems = self._reader.answers(row)
            said = {} if problems else kept(self._form, answers)
            who = None if problems or self._wanted.allow_likely else self._register.alike(said)
            if who is not None:
                told = _("likely the same person as {who}: {by}").format(who=who[0], by=_(who[1]))
                outcome.rejected.append(Rejected(row, (Problem("", told),), likely=who[0]))
            elif problems:
                outcome.rejected.append(Rejected(row, tuple(problems)))
            else:
                names = (said.get("client", ""), said.get("alias", ""))
                self._register.add(_("line {n}").format(n=row.line), filter(None, names), marks(said))
                self._here.add(key)
                yield said, key


def _how_far(outcome: Outcome) -> str:
    """For somebody whose command is stopped."""
    if not outcome.cases:
        return ""
    told = ngettext("{n} row is in.", "{n} rows are in.", len(outcome.cases)).format(n=len(outcome.cases))
    return f"{told} {_('The same command takes in the others.')}"


def _open(many: Many, answers: Answers, key: str) -> None:
    """Open a case for a row, with what follows from it."""
    with many.opening() as drawer:
        intake = records.build(Intake, {**answers, "imported": key}, drawer.stamp(Intake))
        drawer.put(intake, *follow_up(intake, drawer.new_ref))


def _values(table: Table, heading: Row, columns: Sequence[Column], reader: Reader) -> dict[int, list[str]]:
    """The first values of each column, as they are understood. Identity numbers stand in no list."""
    below = [row for row in islice(table.rows(), heading.line + 20) if row.line > heading.line and not row.is_empty]
    found = {}
    for column in columns:
        cells = [row.cells[column.place] for row in below if column.place < len(row.cells)]
        some = [cell for cell in cells if as_text(cell)][:_SHOWN]
        shown = (visible(reader.in_words(column, cell), lines=False) for cell in some)
        found[column.place] = [HIDDEN if reader.is_identity(column) else text for text in shown]
    return found
