"""The screen after a caseload was taken in, or looked at: what came in, what did not and why."""

from collections.abc import Iterator, Sequence

import msgspec

from casejournal.render.page import Answer, Block, Column, Facts, Page, Prose, Table, Tone, Words, section
from casejournal.words import _, ngettext

_SHOWN = 20
"""So many rejected rows are named; the others are counted."""


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the table: its heading, what it fills (a field name), what that is called, and its first values."""

    column: str
    field: str
    called: str
    values: Sequence[str]


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A reason why a row was not taken in."""

    line: int
    column: str
    reason: str


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a table."""

    file: str
    read_as: str
    remarks: Sequence[str]
    dry_run: bool
    columns: Sequence[Filled]
    unknown: Sequence[str]
    new: int
    cases: Sequence[str]
    already: int
    likely: int
    """How many of the rejected rows are likely people who have a case."""
    rejected: Sequence[Refused]
    rejected_rows: int
    rejects: str = ""
    """The file that the rejected rows were written into."""


def caseload_answer(came: Came, exit_code: int) -> Answer:
    """What came in; and the exit code, which tells a script whether something did not."""
    return Answer(
        kind="import",
        data=lambda: msgspec.to_builtins(came),
        page=lambda: _page(came),
        exit_code=exit_code,
        wrote=bool(came.cases),
    )


def _page(came: Came) -> Page:
    return tuple(_blocks(came))


def _blocks(came: Came) -> Iterator[Block]:
    title = _("What would be taken in") if came.dry_run else _("Taken in")
    yield section(title, f"{came.file}: {came.read_as}", top=True)
    yield from (Prose(Words(remark, Tone.WARN)) for remark in came.remarks)
    if came.dry_run:
        yield _columns(came)
    if came.unknown:
        told = _("These columns fill nothing: {columns}.").format(columns=", ".join(came.unknown))
        how = _('To take one in: --map "COLUMN=FIELD", or a question of your own in [intake_fields] of config.toml.')
        yield Prose(Words(f"{told} {how}", Tone.WARN))
    yield Facts(tuple((name, Words(str(count), tone)) for name, count, tone in _counts(came) if count))
    if came.rejected:
        yield from _rejected(came)
    if came.dry_run:
        yield Prose(Words(_("Nothing was written. Without --dry-run it is taken in."), Tone.QUIET))


def _counts(came: Came) -> Iterator[tuple[str, int, Tone]]:
    yield (_("New cases") if not came.dry_run else _("Would be new cases")), came.new, Tone.GOOD
    yield _("Here already"), came.already, Tone.PLAIN
    yield _("Likely the same person"), came.likely, Tone.WARN
    yield _("Rejected rows"), came.rejected_rows - came.likely, Tone.WARN


def _columns(came: Came) -> Table:
    columns = (Column(_("Column")), Column(_("Fills")), Column(_("First values"), spare=True))
    rows = ((Words(each.column, Tone.STRONG), Words(each.called or "-"), _values(each)) for each in came.columns)
    return Table(columns, tuple(rows))


def _values(filled: Filled) -> Words:
    return Words(" · ".join(filled.values), Tone.QUIET)


def _rejected(came: Came) -> Iterator[Block]:
    yield section(_("Not taken in"))
    columns = (Column(_("Line"), narrow=True), Column(_("Column")), Column(_("Why")))
    shown = came.rejected[:_SHOWN]
    yield Table(columns, tuple((Words(str(each.line)), Words(each.column), Words(each.reason)) for each in shown))
    if more := len(came.rejected) - len(shown):
        yield Prose(Words(ngettext("… and {n} more.", "… and {n} more.", more).format(n=more)))
    if came.rejects:
        told = _("These rows are in {path}. Mend them there, and take that file in.").format(path=came.rejects)
        yield Prose(Words(told, Tone.GOOD))
    else:
        yield Prose(Words(_("To mend them in a file of their own: --rejects FILE.csv"), Tone.QUIET))
    if came.likely:
        told = _("If these are other people after all: --allow-likely")
        yield Prose(Words(told, Tone.QUIET))
