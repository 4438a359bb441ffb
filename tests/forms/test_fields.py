"""What a field's description names must exist: a slip fails here, and not as a question that is never asked."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from casejournal.domain.choice import Choice
from casejournal.domain.field import Among
from casejournal.domain.kinds import every_kind
from casejournal.domain.part import Part
from casejournal.domain.record import Record, Step
from casejournal.domain.referral_log import StatusChange
from casejournal.forms.assignments import field_called
from casejournal.forms.fields import Field, Kind, fields, shown


def _forms() -> Iterator[type[msgspec.Struct]]:
    whole: tuple[type[msgspec.Struct], ...] = (*every_kind(), StatusChange)
    for form in whole:
        yield form
        yield from (field.part for field in fields(form) if field.part)


FORMS = list(dict.fromkeys(_forms()))
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)


def _answers(field: Field) -> set[object]:
    """Every answer there can be; nothing where they cannot be counted."""
    return {True, False} if field.kind is Kind.YES_NO else {*field.choices}


@every_form
def test_a_field_is_corrected_by_the_name_of_its_option(form: type[msgspec.Struct]) -> None:
    for field in fields(form):
        assert field_called(form, field.option, "--set").name == field.name


@every_form
def test_a_question_is_in_words_and_not_in_what_is_stored(form: type[msgspec.Struct]) -> None:
    for field in fields(form):
        assert not re.search(r"(?<!\[)\b[a-z]+_[a-z]+", f"{field.title} {field.help} {field.why}"), field.name


@every_form
def test_a_question_that_hangs_on_another_names_one_and_answers_it_can_have(form: type[msgspec.Struct]) -> None:
    known = {field.name: field for field in shown(form)}

    for field in fields(form):
        if field.when:
            name, values = field.when
            assert {*values} <= _answers(known[name]), field.name


@every_form
def test_a_text_that_may_end_with_a_day_names_where_that_goes(form: type[msgspec.Struct]) -> None:
    kinds = {field.name: (field.kind, field.past, field.required) for field in fields(form)}

    assert all(kinds[field.by] == (Kind.DAY, False, False) for field in fields(form) if field.by)


@every_form
def test_a_short_form_and_a_key_name_fields_of_their_part(form: type[msgspec.Struct]) -> None:
    for field in fields(form):
        if field.part:
            names = {part.name for part in field.parts}
            assert {*re.findall(r"\{(\w+)\}", field.short)} <= names
            assert {field.part.key, field.part.known_by} - {""} <= names


@every_form
def test_what_a_form_or_a_part_says_of_itself_has_a_name_that_is_declared_once(form: type[msgspec.Struct]) -> None:
    for spoken in (form, *(field.part for field in fields(form) if field.part)):
        declared = [each for each in spoken.__mro__ if each in {Record, Step, Part}]
        if declared:
            known = {name for each in declared for name in each.__annotations__}
            said = {
                name for name, value in vars(spoken).items() if isinstance(value, str | bool | tuple | dict | Among)
            }
            assert {name for name in said if not name.startswith("__")} <= known, spoken


@every_form
def test_each_option_and_each_parameter_is_one_fields_own(form: type[msgspec.Struct]) -> None:
    options = [field.option for field in fields(form)]

    assert len({*options}) == len(options)
    assert len({field.parameter for field in fields(form)}) == len(options)


@every_form
def test_a_list_of_known_answers_is_a_choice_of_the_house(form: type[msgspec.Struct]) -> None:
    for field in fields(form):
        assert all(issubclass(type(choice), Choice) for choice in field.choices)
        assert all(choice.label for choice in field.choices)


@every_form
def test_whoever_answers_other_says_what_that_is(form: type[msgspec.Struct]) -> None:
    for field in fields(form):
        if field.closed and "other" in {str(choice.value) for choice in field.choices}:
            says = [each for each in fields(form) if each.when == (field.name, ("other",)) and each.required]
            assert [each.kind for each in says] == [Kind.TEXT], field.name
