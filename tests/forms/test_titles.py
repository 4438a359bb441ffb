"""A field is called the same wherever a person meets it: beside a question, on a screen, and as an option."""

import re
from collections import defaultdict

import msgspec
import pytest

from casejournal.domain.kinds import every_kind
from casejournal.domain.task import Done
from casejournal.forms.fields import Field, fields, shown

FORMS: tuple[type[msgspec.Struct], ...] = (*every_kind(), Done)
OPTIONS = {field.option for form in FORMS for field in fields(form)}


def spelled(title: str) -> str:
    """The option that a title would have by itself."""
    return "--" + re.sub(r"[^a-z]+", "-", title.casefold()).strip("-")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_no_two_fields_of_a_form_share_a_title(form: type[msgspec.Struct]) -> None:
    titles = [field.title for field in shown(form)]

    assert [title for title in titles if titles.count(title) > 1] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_title_that_is_the_name_of_an_option_is_that_of_its_own(form: type[msgspec.Struct]) -> None:
    """Present is --present, not --attendee; Reason is --reason, not --because."""
    wrong = [(field.title, field.option) for field in fields(form) if spelled(field.title) in OPTIONS - {field.option}]

    assert wrong == []


def test_one_title_is_one_option_in_every_form() -> None:
    options: dict[str, set[str]] = defaultdict(set)
    for form in FORMS:
        for field in fields(form):
            options[field.title].add(_bare(form, field))

    assert {title: found for title, found in options.items() if len(found) > 1} == {}


def test_the_day_a_record_is_about_is_called_like_its_option() -> None:
    assert all("on" in field.title.split() for form in FORMS for field in fields(form) if field.option == "--on")


def _bare(form: type[msgspec.Struct], field: Field) -> str:
    """The option without the name of the nested struct the field is in: --never for --safe-contact-never."""
    outer = field.name.rpartition(".")[0].replace("_", "-")
    return field.option.replace(f"--{outer}-", "--") if outer else field.option
