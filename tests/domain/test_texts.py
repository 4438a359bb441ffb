"""Where a person's words stand in a record: in every field that is shown and takes a text."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import msgspec
import pytest

from casejournal.domain.areas import Area
from casejournal.domain.field import described
from casejournal.domain.kinds import TABLES, kind_of
from casejournal.domain.own_field import OwnField
from casejournal.domain.roles import Role
from casejournal.domain.texts import chosen, may_choose, shape, texts
from casejournal.forms.fields import Kind, shown


def planted(form: type[msgspec.Struct], words: Iterator[str], told: set[str]) -> dict[str, Any]:
    """A stored record with a word of its own in each field that takes a text; the words are added to `told`."""
    annotations = {info.name: info.type for info in msgspec.structs.fields(form)}
    record: dict[str, Any] = {}
    for field in shown(form):
        first, _dot, rest = field.name.partition(".")
        if field.part and field.part is not OwnField:
            part = planted(field.part, words, told)
            record[first] = [part] if field.many else part
        elif field.kind is Kind.TEXT and not described(annotations[first]).get("refs"):
            word = next(words)
            told.add(word)
            said = [word] if field.many else word
            record |= {first: record.get(first, {}) | {rest: said}} if rest else {first: said}
    return record


@pytest.mark.parametrize("table", [table for table in TABLES if table != "feedbacks"])  # no words in it
def test_a_text_in_any_field_is_found(table: str) -> None:
    told: set[str] = set()
    record = planted(kind_of(table), (f"word{number}" for number in count()), told)

    assert told
    assert {said for _place, said in texts(table, record)} == told


def test_why_it_was_corrected_and_struck_is_found_and_who_wrote_it_is_not() -> None:
    stamp = {"reason": "misheard", "at": "2026-11-23T09:30:00Z", "worker": "Rahma"}
    record = {"ref": "N-55MX", "worker": "Rahma", "body": "Talked.", "corrections": [stamp], "struck": stamp}

    assert [said for _place, said in texts("notes", record)] == ["Talked.", "misheard", "misheard"]


def test_an_answer_from_a_list_is_no_text_and_an_own_word_is() -> None:
    record = {"client": "Sari", "areas": ["income", "adat"], "channel": "visit"}

    assert [said for _place, said in texts("intake", record)] == ["Sari", "adat"]
    assert chosen("intake", record, Area) == {"income", "adat"}
    assert chosen("notes", {"roles": ["advocate"]}, Role) == {"advocate"}
    assert may_choose("plans", Area)
    assert not may_choose("notes", Area)


def test_the_answer_that_says_it_is_a_number_is_in_no_list() -> None:
    assert "identity" in OwnField.__struct_fields__
    own = [{"name": "pkh", "value": "AB-77", "identity": True}, {"name": "school", "value": "SD"}]

    found = {said: place.unlisted for place, said in texts("intake", {"own": own})}

    assert found == {"AB-77": True, "SD": False}


def test_what_a_newer_cj_wrote_is_passed_over() -> None:
    assert [*texts("notes", {"body": "Talked.", "mood": "calm", "attendees": [3]})] == [
        (shape("notes")["body"], "Talked.")
    ]
