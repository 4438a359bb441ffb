"""Identity numbers have a field of their own, and may stand nowhere else."""

from typing import Any

import pytest

from casejournal.domain.identity import IdentityKind, IdentityNumber, hide_numbers, no_identity_number, no_number
from casejournal.errors import Failure, NotValid
from casejournal.forms import check
from casejournal.forms.fields import field
from tests.records import TODAY, intake

NIK = "3201234567890001"
NUMBERS = field(type(intake()), "identity_numbers")


@pytest.mark.parametrize(
    ("said", "kind", "digits"),
    [
        (f"NIK:{NIK}", IdentityKind.NIK, NIK),
        ("nik: 3201 2345 6789 0001", IdentityKind.NIK, NIK),
        ("KK:320123.456789.0001", IdentityKind.KK, NIK),
        ("bpjs:0001234567890", IdentityKind.BPJS, "0001234567890"),
        ("other:A 1234567:passport", IdentityKind.OTHER, "1234567"),
    ],
)
def test_a_number_is_kept_as_it_was_said(said: str, kind: IdentityKind, digits: str) -> None:
    (number,) = check.check(NUMBERS, [said], TODAY)

    assert (number.kind, number.digits) == (kind, digits)


@pytest.mark.parametrize("said", ["NIK:320123456789000", f"KK:{NIK}1", f"bpjs:{NIK}", f"NIK:{NIK}x", "NIK:", "sim:1"])
def test_a_number_that_is_too_short_too_long_or_none_is_refused(said: str) -> None:
    with pytest.raises(Failure):
        check.check(NUMBERS, [said], TODAY)


@pytest.mark.parametrize("said", [NIK, f"Sari {NIK}", "3201 2345 6789 0001", "320123-456789-0001", f"NIK{NIK}."])
def test_a_name_a_contact_and_an_address_hold_no_identity_number(said: str) -> None:
    for reads in (no_identity_number, no_number):
        with pytest.raises(NotValid):
            reads(said, TODAY)


@pytest.mark.parametrize(
    "said", ["Ibu Sari", "0812-3456-7890", "+62 812 3456 7890", "08123456789012", "RT 03/RW 05, 12345"]
)
def test_a_telephone_number_and_a_house_are_no_identity_numbers(said: str) -> None:
    assert no_identity_number(said, TODAY) == said


def test_a_text_that_goes_out_says_no_number_known_or_unknown() -> None:
    text = f"Her NIK is {NIK}, BPJS 0001 2345 6789 0, phone 0812 3456 7890."

    hidden = hide_numbers(text, ("0001234567890",))

    assert hidden == "Her NIK is ···, BPJS ···, phone 0812 3456 7890."


@pytest.mark.parametrize(
    "said",
    [
        "3201/2345/6789/0001", "3201_2345_6789_0001", "3201\u00a02345\u00a06789\u00a00001",
        "3201\u20112345\u20116789\u20110001",
        "3201\u20132345\u20136789\u20130001", "3201  2345  6789  0001", "0009876543210", "000 98765 43210",
    ],
)  # fmt: skip
def test_a_number_nobody_wrote_down_apart_is_hidden_however_it_is_spaced(said: str) -> None:
    assert hide_numbers(f"NIK {said}, in 2024.", ()) == "NIK ···, in 2024."


@pytest.mark.parametrize("said", ["32 01 23 45 67 89 00 01", "320123456789\n0001", "SIM 1234567", "A1234567."])
def test_a_number_that_was_written_down_is_hidden_wherever_it_stands(said: str) -> None:
    assert not any(map(str.isdecimal, hide_numbers(said, (NIK, "1234567"))))


@pytest.mark.parametrize(
    "said",
    ["in 2019, 2020, 2021, 2022", "2019\n2020\n2021\n2022", "0812 3456 7890 123", "00628123456789", "Rp 1234568"],
)
def test_years_telephones_and_sums_stay(said: str) -> None:
    assert hide_numbers(said, (NIK, "1234567", "123")) == said


def test_the_digits_of_a_client_can_be_compared() -> None:
    numbers: Any = (IdentityNumber(kind=IdentityKind.NIK, number="3201 2345 6789 0001"),)

    assert intake(identity_numbers=numbers).identity_digits == (NIK,)
