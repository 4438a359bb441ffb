"""A row of a caseload as the answers of an intake: each cell is checked as if a person had typed it."""

import hashlib
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.identity import DIGITS, IdentityNumber
from casejournal.domain.refusals import AmbiguousDate
from casejournal.errors import Failure, NotValid
from casejournal.exchange.caseload.columns import NUMBERS, Column, targets
from casejournal.exchange.caseload.table import Cell, Row, as_text
from casejournal.forms import records
from casejournal.forms.check import agree, check, fit_together, missing, with_own_words
from casejournal.forms.fields import Answers, Field, Kind
from casejournal.forms.own_fields import questions_of
from casejournal.words import N_, _

_DAY = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})")
_ROUNDED = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
"""How a spreadsheet shows a number that is too long for it."""
_EXACT = 10**15
"""Above it a spreadsheet no longer keeps every digit of a number."""
_DROPPED = N_("the spreadsheet dropped digits of it: make the column text and type it again")
_LONGEST = 1_000_000
_OF_A_LIST = re.compile(r"[;\n]")


class Order(Enum):
    """In which order the numbers of a day stand in a table: 03/04/2024."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with a cell of a row, in a sentence; the heading of its column, or empty for the whole row."""

    column: str
    reason: str


class Reader:
    """Reads the rows of one table."""

    def __init__(  # noqa: PLR0917 - what a cell may depend on
        self,
        form: type[msgspec.Struct],
        columns: Sequence[Column],
        today: date,
        order: Order | None,
        key: str = "",
        own: tuple[str, ...] = (),
    ) -> None:
        """`own` are the worker's own areas of life."""
        self._form, self._today, self._order, self._own = form, today, order, own
        self._columns = [column for column in columns if column.fills]
        self._by_key = [column for column in columns if column.heading == key] if key else []
        self._fields = targets(form)

    def answers(self, row: Row) -> tuple[Answers, list[Problem]]:
        """The answers in a row, and what is wrong with it. A row with a problem is not taken in at all."""
        answers: Answers = {}
        problems: list[Problem] = []
        for column in self._columns:
            cell = row.cells[column.place] if column.place < len(row.cells) else None
            if not as_text(cell):
                continue
            try:
                _add(answers, *self._read(column, cell))
            except Failure as failure:
                problems.append(Problem(column.heading, _reason(failure)))
        return answers, [*problems, *self._as_a_whole(answers, {each.column for each in problems})]

    def key(self, row: Row) -> str:
        """What a row is known by when it comes again: 16 hexadecimal digits of a digest of its key, or of its cells."""
        cells = self._by_key or self._columns
        said = [as_text(row.cells[each.place]) if each.place < len(row.cells) else "" for each in cells]
        if not any(said):
            return ""
        kept = [("" if self._by_key else each.fills, text) for each, text in zip(cells, said, strict=True) if text]
        return hashlib.sha256(msgspec.json.encode(sorted(kept))).hexdigest()[:16]

    def is_identity(self, column: Column) -> bool:
        """Whether the column holds numbers that stand in no list."""
        own = {each.field_name for each in questions_of(self._form) if each.identity}
        return column.fills in NUMBERS or column.fills in own

    def in_words(self, column: Column, cell: Cell) -> str:
        """A cell as it is understood, in words; as it stands there if nobody knows what it fills, or it is wrong."""
        field = self._fields.get(column.fills)
        try:
            return records.in_words(field, self._read(column, cell)[1]) if field else as_text(cell)
        except Failure:
            return as_text(cell)

    def _read(self, column: Column, cell: Cell) -> tuple[str, Any]:
        """The field and its answer. Raises what `check` raises."""
        _require_whole(cell)
        if kind := NUMBERS.get(column.fills):
            number = as_text(cell)
            if len(re.sub(r"\D", "", number)) < DIGITS[kind] and isinstance(cell, float):
                raise NotValid(problem=_DROPPED)
            return "identity_numbers", (_number(kind, number, self._today),)
        field = self._fields[column.fills]
        assert field is not None  # noqa: S101 - only the numbers have none
        answer = check(field, self._said(field, cell), self._today)
        if field.closed or not field.choices:
            return field.name, answer
        return field.name, with_own_words(self._form, {field.name: answer}, self._own)[field.name]

    def _said(self, field: Field, cell: Cell) -> Any:
        """A cell as the field is told it."""
        if field.kind is Kind.YES_NO and isinstance(cell, bool):
            return cell
        if field.kind is Kind.DAY and isinstance(cell, date):
            return cell.date() if isinstance(cell, datetime) else cell
        text = as_text(cell)
        if field.kind is Kind.DAY or field.name == "birth":
            return self._day(text)
        if field.many:
            parts = re.split(r"[;,\n]", text) if field.choices else _OF_A_LIST.split(text)
            return [part.strip() for part in parts if part.strip()]
        return text if field.long else " ".join(text.split())

    def _day(self, text: str) -> str:
        """A day in numbers in ISO order, by the order that was named. Raises NotValid, or AmbiguousDate without one."""
        found = _DAY.fullmatch(text)
        if found is None or (len(found[1]) == len("2024") and "-" in text):
            return text
        if self._order is None:
            return dates.short(dates.understand(text, self._today))
        numbers = dict(zip(self._order.value, map(int, found.groups()), strict=True))
        if numbers["y"] < 1000:
            raise NotValid(problem=N_("write the year with four digits"))
        try:
            return dates.short(date(numbers["y"], numbers["m"], numbers["d"]))
        except ValueError as error:
            raise NotValid(problem=_("there is no such day: {day}").format(day=text)) from error

    def _as_a_whole(self, answers: Answers, wrong: Container[str]) -> Iterator[Problem]:
        """What is wrong with the answers together: one is missing, or two contradict each other. The columns named
        `wrong` are spoken of already.
        """
        headings = {column.fills: column.heading for column in self._columns}
        for field in missing(self._form, answers):
            heading = headings.get(field.name, _(field.title))
            if heading not in wrong:
                yield Problem(heading, _("this must not be empty"))
        try:
            fit_together(self._form, answers)
            agree(self._form, answers, answers, self._today)
        except Failure as failure:
            yield Problem("", _reason(failure))


def _add(answers: Answers, name: str, answer: Any) -> None:
    """Two columns may fill one list."""
    answers[name] = (*answers.get(name, ()), *answer) if isinstance(answer, tuple) else answer


def _number(kind: Any, number: str, today: date) -> IdentityNumber:
    made = IdentityNumber(kind=kind, number=number)
    agree(IdentityNumber, msgspec.structs.asdict(made), {"number"}, today)
    return made


def _require_whole(cell: Cell) -> None:
    """Raises NotValid for a number that lost digits in a spreadsheet, and for what is no text."""
    text = cell if isinstance(cell, str) else ""
    if (isinstance(cell, float) and abs(cell) >= _EXACT) or _ROUNDED.fullmatch(text.strip()):
        raise NotValid(problem=_DROPPED)
    if "\0" in text:
        raise NotValid(problem=N_("this is not readable text"))
    if len(text) > _LONGEST:
        raise NotValid(problem=N_("this is too long for an answer"))


def _reason(failure: Failure) -> str:
    """What is wrong, without the name of the field, which the column tells."""
    if isinstance(failure, NotValid):
        problem = failure.facts["problem"]
        return _(problem) if isinstance(problem, str) else str(problem)
    if isinstance(failure, AmbiguousDate):
        return f"{failure.message()} {_('Say which numbers are the day and the month: --dates dmy, or mdy.')}"
    return f"{failure.message()} {failure.hint()}".strip()


def as_map(pairs: Sequence[str]) -> Mapping[str, str]:
    """What `COLUMN=FIELD` says of each column. Raises NotValid."""
    said = {}
    for pair in pairs:
        column, equals, fills = pair.rpartition("=")
        if not equals or not column.strip():
            raise NotValid(field="--map", problem=N_("write it like this: COLUMN=FIELD"))
        said[column.strip()] = fills.strip()
    return said
