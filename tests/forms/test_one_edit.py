"""Adding a field to a record is one edit: everything that people and scripts see of it follows from its annotation."""

from typing import Annotated

import msgspec

from casejournal.domain.dates import Since
from casejournal.domain.field import Asked, field
from casejournal.domain.intake import Intake
from casejournal.forms import files, options, records
from casejournal.forms.assignments import from_assignments
from casejournal.forms.fields import fields
from tests.records import TODAY, stamp

Shoe = Annotated[int, msgspec.Meta(ge=10, le=60)]


class Wider(Intake, frozen=True, kw_only=True):
    """An intake that asks one thing more."""

    shoe_size: Annotated[Shoe | None, field("Shoe size", "What they would need.")] = None


def test_a_new_field_is_an_option_a_question_a_line_of_the_template_a_row_and_in_the_schema() -> None:
    record = _intake(shoe_size=37)

    assert [each.name for each in options.parameters(Wider) if each.name == "shoe_size"] == ["shoe_size"]
    assert [each.asked for each in fields(Wider) if each.option == "--shoe-size"] == [Asked.LATER]
    assert "# Shoe size: What they would need.\nshoe_size = " in files.template(Wider)
    assert from_assignments(Wider, ["shoe-size=38"], (), Since(TODAY), "--set").answers == {"shoe_size": 38}
    assert ("Shoe size", "37") in list(records.rows(record))
    assert record.stored()["shoe_size"] == 37
    assert "shoe_size" in files.json_schema(Wider)["$defs"]["Wider"]["properties"]


def test_a_record_of_before_the_field_still_opens() -> None:
    stored = Intake(client="Ibu Sari", presenting_problem="Rent.", **stamp("C-7K4Q")).stored()

    assert msgspec.convert(stored, Wider).shoe_size is None


def _intake(**more: object) -> Wider:
    return msgspec.convert({"client": "Ibu Sari", "presenting_problem": "Rent.", **stamp("C-7K4Q"), **more}, Wider)
