"""Checks answers. Options, lines of a file and replies at the terminal all go through the same test."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked
from casejournal.domain.record import is_unanswered
from casejournal.domain.refusals import AmbiguousDate, DateNotUnderstood, NotYet
from casejournal.domain.vocabulary import every
from casejournal.errors import Failure, NotText, NotValid, UnknownChoice
from casejournal.forms import short
from casejournal.forms.fields import Answers, Field, Kind, Known, fields, shown, unwrapped
from casejournal.forms.refusals import UnknownKey
from casejournal.words import N_, _

Built = TypeVar("Built", bound=msgspec.Struct)


def check(field: Field, value: Any, today: date) -> Any:
    """`value` as the type of the field.

    Raises NotValid, NotText, UnknownChoice, UnknownKey, NotShort, NotYet, DateNotUnderstood or AmbiguousDate, which say
    what is wrong with it.
    """
    if field.many:
        several = value if isinstance(value, (list, tuple)) else [value]
        checked = tuple(dict.fromkeys(_one(field, each, today) for each in several))
        checked = tuple(each for each in checked if each != "")
        _refuse_twice(field, checked)
        return checked
    return _one(field, value, today)


def _one(field: Field, value: Any, today: date) -> Any:
    if field.reads:
        return _read(field, value, today)
    if field.kind is Kind.PART:
        return _part(field, value, today)
    if field.kind is Kind.YES_NO:
        return _yes_or_no(field, value)
    if field.kind is Kind.NUMBER:
        return _number(field, value)
    if field.kind is Kind.DAY:
        return _day(field, value, today)
    text = _text(field, value)
    return _choice(field, text) if field.choices else text


def _read(field: Field, value: Any, today: date) -> Any:
    """The answer as the field's own `reads` makes it. Raises NotValid."""
    text = _text(field, value) if field.kind is Kind.TEXT and isinstance(value, str) else value
    try:
        return field.reads(text, today) if field.reads else text
    except NotValid as failure:
        failure.facts.setdefault("field", field.title)
        raise


def _part(field: Field, value: Any, today: date) -> msgspec.Struct:
    """One part, given as a part already, in its short form, or as a table of its fields."""
    form = field.part
    assert form is not None  # noqa: S101 - a field of this kind has one
    if isinstance(value, form):
        return value
    text = _text(field, value) if isinstance(value, str) else ""
    table = short.read(field, text) if text else value
    if not isinstance(table, Mapping):
        raise NotValid(field=field.title, problem=N_("this must be a text or a table of fields"))
    try:
        answers = with_days(form, from_values(form, table, _(field.title), today), today)
        fit_together(form, answers)
        agree(form, answers, answers, today)
    except NotValid as failure:  # there may be several parts: say which
        failure.facts["field"] = (
            f"{_(field.title)}, “{text}”, {failure.facts['field']}" if text else failure.facts["field"]
        )
        raise
    if lacking := missing(form, answers):
        titles = ", ".join(_(each.title) for each in lacking)
        raise NotValid(field=field.title, problem=_("still needed: {titles}").format(titles=titles))
    return assembled(form, answers)


def in_short(field: Field, text: str, own: tuple[str, ...], today: date) -> Answers:
    """The answers in a reply that spells out a whole part in its short form. Empty if the reply holds only one answer,
    is not in the short form, or fills in a field that is never asked.

    A reply that holds a table, or ends in a marked field (` @home`, ` #1`), is always read as the short form. Raises
    NotShort, or what `check` raises, for one that is not a part, and for a day that is not understood.
    """
    form, meant = field.part, short.holds_a_table(text) or short.ends_in_a_field(field, text)
    assert form is not None  # noqa: S101 - as above
    try:
        answers = with_days(form, from_values(form, short.read(field, text), field.title, today), today)
        check_open_choices(form, answers, own)
    except (AmbiguousDate, DateNotUnderstood):
        raise
    except Failure:
        if meant:
            raise
        return {}
    never = {part.name for part in field.parts if part.asked is Asked.NEVER}
    whole = field.parts[0].name in answers if meant else len(answers) > 1
    if whole and not never & set(answers):
        return answers
    if meant:
        raise short.not_short(field, text)
    return {}


def assembled(form: type[Built], answers: Mapping[str, Any]) -> Built:
    """The struct made of these answers. `safe_contact.ways` goes into the nested struct `safe_contact`."""
    values: dict[str, Any] = {}
    for name, answer in answers.items():
        part, dot, inner = name.partition(".")
        if dot:
            values.setdefault(part, {})[inner] = answer
        else:
            values[name] = answer
    for info in msgspec.structs.fields(form):
        if isinstance(values.get(info.name), dict):
            nested, _metas = unwrapped(info.type)
            values[info.name] = nested(**values[info.name])
    return form(**values)


def _refuse_twice(field: Field, parts: Iterable[Any]) -> None:
    """Raises NotValid if two parts have the same key: two scores of one area, two ratings of one goal."""
    if field.key is None:
        return
    keys = [getattr(part, field.key.name) for part in parts]
    for key in keys:
        if keys.count(key) > 1:
            raise NotValid(field=field.title, problem=_("{key} is given twice").format(key=key))


def from_values(form: type[msgspec.Struct], table: Mapping[str, Any], source: str, today: date) -> Answers:
    """The answers in a table of values. Raises UnknownKey, NotValid for one given twice, or what `check` raises."""
    known = {field.name: field for field in fields(form)}
    nested = {name.partition(".")[0] for name in known if "." in name}
    answers: Answers = {}
    for key, value in _flattened(table, nested):
        field = known.get(key)
        if field is None:
            raise UnknownKey(source=source, key=key, known=", ".join(known))
        if key in answers:  # a dotted name, and again in its table
            raise NotValid(field=field.title, problem=_("{key} is given twice").format(key=key))
        if not is_unanswered(value):
            answers[key] = check(field, value, today)
    return answers


def with_days(form: type[msgspec.Struct], answers: Answers, today: date) -> Answers:
    """The answers, with the day at the end of a text moved into its own field: `ask the school by friday`.

    If that field was answered too, the text stays as it is. Raises AmbiguousDate or
    DateNotUnderstood.
    """
    found = dict(answers)
    for field in fields(form):
        text = answers.get(field.name)
        if field.by and field.by not in answers and isinstance(text, str) and (said := dates.by_day(text, today)):
            found[field.name], day = said
            found |= {field.by: day} if day else {}
    return found


def _flattened(table: Mapping[str, Any], nested: set[str]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if key in nested and isinstance(value, dict):
            yield from ((f"{key}.{inner}", part) for inner, part in value.items())
        else:
            yield key, value


def reason(option: str, given: str) -> str:
    """What was given for an option that says why, without the spaces around it. Raises NotText."""
    _require_text(option, given)
    return given.strip()


def _require_text(title: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise NotText(source=title) from error


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise NotValid(field=field.title, problem=N_("this must be a text"))
    _require_text(field.title, value)
    text = value.replace("\r\n", "\n").strip("\n") if field.long else value.strip()
    if not field.long and "\n" in text:
        raise NotValid(field=field.title, problem=N_("this must stand on one line"))
    if field.required and not text.strip():
        raise NotValid(field=field.title, problem=N_("this must not be empty"))
    return text


def _choice(field: Field, text: str) -> str | Choice:
    word = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    for choice in field.choices:
        if word in (choice.value, _(choice.label).casefold().replace(" ", "_")):
            return choice if field.closed else choice.value
    if field.closed:
        raise UnknownChoice(field=field.title, given=text, choices=", ".join(field.choices))
    return text


def _number(field: Field, value: Any) -> int:
    number = _counted(field, value)
    if number is None:
        raise NotValid(field=field.title, problem=N_("this must be a whole number"))
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        problem = _("this must lie between {least} and {most}").format(least=field.least, most=field.most)
        raise NotValid(field=field.title, problem=problem)
    return number


def _counted(field: Field, value: Any) -> int | None:
    """A whole number, or None. A product may also be given as its two factors: 2x3."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return None
    if field.product and (factors := re.fullmatch(r"\s*([0-3])\s*[x×*]\s*([0-3])\s*", value)):
        return int(factors[1]) * int(factors[2])
    return int(value) if re.fullmatch(r"\s*[+-]?\d{1,9}\s*", value) else None


def _day(field: Field, value: Any, today: date) -> date:
    day = _meant(field, value, today)
    if field.past and day > today:
        raise NotYet(day=dates.day(day))
    return day


def _meant(field: Field, value: Any, today: date) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return dates.understand(_text(field, value), today, past=field.past)


def _yes_or_no(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word == "true" or word in every("yes"):
        return True
    if word == "false" or word in every("no"):
        return False
    raise NotValid(field=field.title, problem=N_("this must be yes or no"))


def check_open_choices(form: type[msgspec.Struct], answers: Answers, own: tuple[str, ...]) -> None:
    """Raises UnknownChoice for a word that is neither on the open list nor one of the worker's `own`."""
    for field in fields(form):
        if field.choices and not field.closed:
            allowed, said = (*field.choices, *own), answers.get(field.name, ())
            for given in said if field.many else [said] if said else ():
                if given not in allowed:
                    raise UnknownChoice(field=field.title, given=given, choices=", ".join(allowed))
        elif field.part:
            said = answers.get(field.name) or ()
            for part in said if field.many else [said] if said else []:
                check_open_choices(field.part, msgspec.structs.asdict(part), own)


def fit_together(form: type[msgspec.Struct], answers: Answers) -> None:
    """Raises NotValid for an answer that only makes sense after another answer, if that one was not given."""
    titles = {field.name: field.title for field in shown(form)}
    for field in fields(form):
        if field.when and field.name in answers and not field.applies(answers):
            goes_with = _("this goes with another answer, which is missing: {other}")
            if field.when[1]:
                goes_with = _("this goes only with {other}: {values}")
            values = ", ".join(str(value) for value in field.when[1])
            problem = goes_with.format(other=_(titles[field.when[0]]), values=values)
            raise NotValid(field=field.title, problem=problem)


def agree(form: type[msgspec.Struct], answers: Answers, new: Iterable[str], today: date) -> None:
    """Raises NotValid if one of the `new` answers contradicts another answer."""
    for agreement in getattr(form, "agreements", ()):
        if not agreement.about.isdisjoint(new):
            agreement.require({"on": today, **answers})


def missing(form: type[msgspec.Struct], answers: Answers, known: Known | None = None) -> list[Field]:
    """The required fields without an answer. Questions that do not apply are left out."""
    questions = (known or Known()).questions(form)
    return [each for each in questions if each.required and each.applies(answers) and _is_open(each, answers)]


def _is_open(field: Field, answers: Answers) -> bool:
    return is_unanswered(answers.get(field.name))
