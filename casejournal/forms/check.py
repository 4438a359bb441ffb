"""Checks answers. Options, lines of a file and replies at the terminal all go through the same test."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import Choice, listed, meant, offered
from casejournal.domain.dates import Since
from casejournal.domain.field import Asked
from casejournal.domain.record import is_unanswered
from casejournal.domain.refusals import AmbiguousDate, DateNotUnderstood, MixedLanguages, NotYet
from casejournal.domain.vocabulary import every
from casejournal.errors import Failure, NotText, NotValid, UnknownChoice
from casejournal.forms import short
from casejournal.forms.fields import Answers, Choices, Field, Kind, Known, fields, shown, unwrapped
from casejournal.forms.refusals import AmbiguousAnswer, UnknownKey
from casejournal.words import N_, Phrase, _

Built = TypeVar("Built", bound=msgspec.Struct)


def check(field: Field, value: Any, today: date, since: Since | None = None) -> Any:
    """`value` as the type of the field. An offset counts from the day `since`, if the question is not about the past.

    Raises NotValid, NotText, UnknownChoice, UnknownKey, NotShort, NotYet, DateNotUnderstood or AmbiguousDate, which say
    what is wrong with it.
    """
    if field.many:
        several = value if isinstance(value, (list, tuple)) else [value]
        checked = tuple(dict.fromkeys(_one(field, each, today, since) for each in several))
        checked = tuple(each for each in checked if each != "")
        _refuse_twice(field, checked)
        return checked
    return _one(field, value, today, since)


def _one(field: Field, value: Any, today: date, since: Since | None) -> Any:
    if field.reads:
        return _read(field, value, today)
    if field.kind is Kind.PART:
        return _part(field, value, today, since)
    if field.kind is Kind.YES_NO:
        return _yes_or_no(field, value)
    if field.kind is Kind.NUMBER:
        return _number(field, value)
    if field.kind is Kind.DAY:
        return _day(field, value, today, since)
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


def _part(field: Field, value: Any, today: date, since: Since | None) -> msgspec.Struct:
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
        answers = with_days(form, from_values(form, table, _(field.title), today, since), today, since)
        fit_together(form, answers)
        agree(form, answers, answers, today)
    except NotValid as failure:  # there may be several parts: say which
        named = failure.facts["field"]
        if text:
            told = _(named) if isinstance(named, Phrase) else named
            failure.facts["field"] = f"{_(field.title)}, “{text}”, {told}"
        raise
    if lacking := missing(form, answers):
        titles = ", ".join(_(each.title) for each in lacking)
        raise NotValid(field=field.title, problem=_("still needed: {titles}").format(titles=titles))
    return assembled(form, answers)


def in_short(field: Field, text: str, own: tuple[str, ...], today: date, since: Since | None = None) -> Answers:
    """The answers in a reply that spells out a whole part in its short form. Empty if the reply holds only one answer,
    is not in the short form, or fills in a field that is never asked.

    A reply that holds a table, or ends in a marked field (` @home`, ` #1`), is always read as the short form. Raises
    NotShort, or what `check` raises, for one that is not a part, and for a day that is not understood.
    """
    form, meant = field.part, short.holds_a_table(text) or short.ends_in_a_field(field, text)
    assert form is not None  # noqa: S101 - as above
    try:
        answers = from_values(form, short.read(field, text), field.title, today, since)
        answers = with_days(form, answers, today, since)
        answers = with_own_words(form, answers, own)
    except (AmbiguousDate, DateNotUnderstood, MixedLanguages):
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
    for name in [name for name, value in values.items() if isinstance(value, dict)]:
        nested, _metas = unwrapped(next(info.type for info in msgspec.structs.fields(form) if info.name == name))
        values[name] = nested(**values[name])
    return form(**values)


def _refuse_twice(field: Field, parts: Iterable[Any]) -> None:
    """Raises NotValid if two parts have the same key: two scores of one area, two ratings of one goal."""
    if field.key is None:
        return
    keys = [getattr(part, field.key.name) for part in parts]
    for key in keys:
        if keys.count(key) > 1:
            raise NotValid(field=field.title, problem=_("{key} is given twice").format(key=key))


def from_values(
    form: type[msgspec.Struct], table: Mapping[str, Any], source: str, today: date, since: Since | None = None
) -> Answers:
    """The answers in a table of values. The day of the record, if it is among them, is the day that offsets count from.

    Raises UnknownKey, NotValid for one given twice, or what `check` raises.
    """
    known = {field.name: field for field in fields(form)}
    nested = {name.partition(".")[0] for name in known if "." in name}
    answers: Answers = {}
    if since and "on" in known and not is_unanswered(table.get("on")):
        since.begin(check(known["on"], table["on"], today))
    for key, value in _flattened(table, nested):
        field = known.get(key)
        if field is None:
            raise UnknownKey(source=source, key=key, known=", ".join(known))
        if key in answers:  # a dotted name, and again in its table
            raise NotValid(field=field.title, problem=_("{key} is given twice").format(key=key))
        if not is_unanswered(value):
            answers[key] = check(field, value, today, since)
    return answers


def with_days(form: type[msgspec.Struct], answers: Answers, today: date, since: Since | None = None) -> Answers:
    """The answers, with the day at the end of a text moved into its own field: `ask the school by friday`.

    If that field was answered too, the text stays as it is. Raises AmbiguousDate, MixedLanguages or DateNotUnderstood.
    """
    found = dict(answers)
    for field in fields(form):
        text = answers.get(field.name)
        if not (field.by and field.by not in answers and isinstance(text, str)):
            continue
        if said := dates.by_day(text, today, since=since):
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
        raise NotValid(field=field.title, problem=N_("this must be on one line"))
    if field.required and not text.strip():
        raise NotValid(field=field.title, problem=N_("this must not be empty"))
    return text


def _choice(field: Field, text: str) -> str | Choice:
    known = {choice.value: choice for choice in field.choices}
    value = one_of(field.title, text, [(each.value, each.label) for each in field.choices], own=not field.closed)
    return known[value] if field.closed else value


def one_of(title: str, text: str, choices: Choices, *, own: bool = False) -> str:
    """The value that `text` means, which is a value or a label of these `choices`, in any language.

    Raises AmbiguousAnswer, or UnknownChoice unless a word of one's `own` may stand here.
    """
    found = meant(text, choices)
    if len(found) > 1:
        raise AmbiguousAnswer(field=title, given=text, choices=listed(each for each in choices if each[0] in found))
    if not found and not own:
        raise UnknownChoice(field=title, given=text, choices=offered(choices))
    return found[0] if found else text


def _number(field: Field, value: Any) -> int:
    number = _counted(field, value)
    if number is None and field.scale and isinstance(value, str):
        number = int(one_of(field.title, value, [(str(each), label) for each, label in field.scale.items()]))
    if number is None:
        raise NotValid(field=field.title, problem=N_("this must be a whole number"))
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        problem = _("this must be between {least} and {most}").format(least=field.least, most=field.most)
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


def _day(field: Field, value: Any, today: date, since: Since | None) -> date:
    day = _meant(field, value, today, since)
    if field.past and day > today:
        raise NotYet(day=dates.day(day))
    return day


def _meant(field: Field, value: Any, today: date, since: Since | None) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    after = None if field.past or field.name == "on" else since
    return dates.understand(_text(field, value), today, past=field.past, since=after)


def _yes_or_no(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word == "true" or word in every("yes"):
        return True
    if word == "false" or word in every("no"):
        return False
    said = meant(word, [(str(answer), label) for answer, label in field.says.items()]) if word else ()
    if len(said) == 1:
        return said[0] == str(True)
    raise NotValid(field=field.title, problem=N_("this must be yes or no"))


def with_own_words(form: type[msgspec.Struct], answers: Answers, own: tuple[str, ...]) -> Answers:
    """The answers, with each of the worker's `own` words spelled as they spell it.

    Raises UnknownChoice for a word that is neither on the open list nor one of their own.
    """
    found = dict(answers)
    for field in fields(form):
        said = answers.get(field.name)
        several: tuple[Any, ...] = tuple(said or ()) if field.many else () if is_unanswered(said) else (said,)
        if field.choices and not field.closed:
            known = [*((each.value, each.label) for each in field.choices), *((each, each) for each in own)]
            meant_by = tuple(one_of(field.title, each, known) for each in several)
        elif field.part:
            meant_by = tuple(
                msgspec.structs.replace(each, **with_own_words(field.part, msgspec.structs.asdict(each), own))
                for each in several
            )
        else:
            continue
        if several:
            found[field.name] = meant_by if field.many else meant_by[0]
    return found


def fit_together(form: type[msgspec.Struct], answers: Answers) -> None:
    """Raises NotValid for an answer that only makes sense after another answer, if that one was not given."""
    others = {field.name: field for field in shown(form)}
    for field in fields(form):
        if field.when and field.name in answers and not field.applies(answers):
            goes_with = _("this goes with another answer, which is missing: {other}")
            if field.when[1]:
                goes_with = _("this goes only with {other}: {values}")
            other = others[field.when[0]]
            labels = {each.value: each.label for each in other.choices}
            labels |= {str(answer): label for answer, label in other.yes_no.items()}
            values = offered((str(value), labels.get(str(value), str(value))) for value in field.when[1])
            problem = goes_with.format(other=_(other.title), values=values)
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
