"""A caseload: how its table is to be taken in, as the options of the command say, and what became of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from casejournal.desk import Desk
from casejournal.desk.at_intake import asked
from casejournal.desk.outgoing import outgoing
from casejournal.desk.taking_in import Outcome, Wanted, taken_in
from casejournal.desk.texts import read
from casejournal.domain.intake import Intake
from casejournal.errors import ExitCode, NotValid, UnknownChoice
from casejournal.exchange.caseload.columns import (
    WHY_NOT,
    is_why_not,
)
from casejournal.exchange.caseload.reading import Order, as_map
from casejournal.exchange.caseload.table import as_text
from casejournal.exchange.sheet import as_csv
from casejournal.forms.fields import fields
from casejournal.render.caseload import Came, Filled, Refused, caseload_answer
from casejournal.render.page import Answer
from casejournal.storage import disk
from casejournal.words import N_, _


def wanted(
    said: Sequence[str], map_file: str, sheet: str, order: str, key: str, *, allow_likely: bool, dry_run: bool
) -> Wanted:
    """What the options of the command say. Raises NotValid, UnknownChoice, NotUnderstood, CannotRead or NotText."""
    known = {each.value: each for each in Order}
    if order and order.lower() not in known:
        raise UnknownChoice(field="--dates", given=order, choices=", ".join(known))
    return Wanted(
        said={**(_of_file(map_file) if map_file else {}), **as_map(said)},
        sheet=sheet,
        order=known.get(order.lower()),
        key=key,
        allow_likely=allow_likely,
        dry_run=dry_run,
    )


def _of_file(map_file: str) -> dict[str, str]:
    """What a TOML file says of each column."""
    import tomllib  # lazy: few tables need one

    try:
        table = tomllib.loads(read(map_file, map_file, keep=lambda _text: None))
    except tomllib.TOMLDecodeError as error:
        raise NotValid(field="--map-file", problem=N_("it is not valid TOML")) from error
    if strange := [name for name, fills in table.items() if not isinstance(fills, str)]:
        raise NotValid(
            field="--map-file", problem=_('write it like this: "{column}" = "field"').format(column=strange[0])
        )
    return table


def caseload(desk: Desk, path: Path, how: Wanted, rejects: str = "") -> Answer:
    """Take a table in and answer what became of it. The rejected rows go into the file `rejects`, if one is named.

    Raises what `taken_in` and `outgoing` raise.
    """
    place = outgoing(desk, rejects, "--rejects") if rejects else None
    outcome = taken_in(desk, path, how)
    if place and outcome.rejected:
        disk.replace(place, as_csv(*_mendable(outcome)).encode("utf-8-sig"))  # a spreadsheet knows UTF-8 by the mark
    titles = {each.name: _(each.title) for each in fields(asked(desk, Intake))}
    came = Came(
        file=path.name,
        read_as=outcome.table.read_as,
        remarks=outcome.table.remarks,
        dry_run=how.dry_run,
        columns=[
            Filled(
                column=each.heading,
                field=each.fills,
                called=titles.get(each.fills, each.fills.upper()),
                values=outcome.values.get(each.place, []),
            )
            for each in outcome.columns
        ],
        unknown=outcome.unknown,
        new=outcome.would_be or len(outcome.cases),
        cases=outcome.cases,
        already=outcome.already,
        likely=sum(bool(each.likely) for each in outcome.rejected),
        rejected=[
            Refused(line=each.row.line, column=problem.column, reason=problem.reason)
            for each in outcome.rejected
            for problem in each.problems
        ],
        rejected_rows=len(outcome.rejected),
        rejects=str(place) if place and outcome.rejected else "",
    )
    return caseload_answer(came, ExitCode.FOUND_PROBLEMS if outcome.rejected else ExitCode.DONE)


def _mendable(outcome: Outcome) -> tuple[list[str], Iterator[list[str]]]:
    """The rejected rows in the columns of the table, and behind each why it was rejected."""
    kept = [each for each in outcome.columns if not is_why_not(each.heading)]
    rows = (
        [
            *(as_text(each.row.cells[column.place]) if column.place < len(each.row.cells) else "" for column in kept),
            "; ".join(": ".join(filter(None, (problem.column, problem.reason))) for problem in each.problems),
        ]
        for each in outcome.rejected
    )
    return [*(each.heading for each in kept), _(WHY_NOT)], rows
