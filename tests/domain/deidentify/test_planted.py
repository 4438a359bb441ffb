"""What tells who somebody is: planted in both languages, in every text of every kind of record, and looked for."""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casejournal.domain.closing import Result
from casejournal.domain.deidentify.packet import Making, Packet, Wishes, deidentified
from casejournal.domain.deidentify.people import Named
from casejournal.domain.deidentify.records import fields
from casejournal.domain.field import Identifies
from casejournal.domain.group.attendance import Came
from casejournal.domain.group.own import Attended, OwnAim, OwnGroup
from casejournal.domain.kinds import CASE_TABLES, every_kind
from casejournal.domain.names import folded
from casejournal.domain.record import Record, Visibility
from casejournal.forms.fields import unwrapped
from tests.domain.deidentify.planted import EVERYDAY, TABLES
from tests.faults.draw import VARIABLE
from tests.records import TODAY, case, intake, note
from tests.world import MONDAY

OTHERS = (Named(("José Nur'aini",), "a relative"), Named(("Sumarni",), "a member"))
WISHES = Wishes(weeks=7, shuffled=list)
EVERYTHING = "\n".join(sentence for table in TABLES.values() for sentence, _secrets in table)
SECRETS = {secret for table in TABLES.values() for _sentence, secrets in table for secret in secrets}


def packet(*texts: str) -> Packet:
    """The packet of a case with these notes."""
    first = intake(client="Ibu Ratih Wulandari", household=("Dimas (son)",))
    around = ("Pak Soeharto", "Bu Tuti Handayani")
    notes = (note(f"N-{place:04}", body=text, attendees=around) for place, text in enumerate(texts))
    return deidentified(case(first, *notes), WISHES, TODAY, others=OTHERS)


def said(packet: Packet) -> list[str]:
    """The notes of a packet."""
    return [each.body for each in sorted(packet.file.notes, key=lambda each: each.ref)]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_of_forty_identifiers_of_each_class_none_is_left(name: str) -> None:
    table = TABLES[name]

    seen = said(packet(*(sentence for sentence, _secrets in table)))

    assert sum(len(secrets) for _sentence, secrets in table) >= 40
    for (sentence, secrets), text in zip(table, seen, strict=True):
        for secret in secrets:
            assert secret.casefold() not in text.casefold(), (sentence, text)


def test_every_text_of_every_kind_of_record_is_read() -> None:
    first = intake(client="Ibu Ratih Wulandari", household=("Dimas (son)",), presenting_problem=EVERYTHING)
    around = note(attendees=("Pak Soeharto", "Bu Tuti Handayani"), body=EVERYTHING)
    file = case(first, around)
    making = Making(file, file, WISHES, TODAY, OTHERS)

    for kind in every_kind():
        for name, planted in one_by_one(kind):
            text = str(msgspec.to_builtins(making.record(planted))).casefold().replace("\\n", "\n").replace("\\'", "'")
            left = [secret for secret in SECRETS if len(secret) > 4 and secret.casefold() in text]
            assert not left, (kind.__name__, name, left)


def test_a_members_part_in_a_group_is_read_too() -> None:
    attended = Attended(ref="S-0001", number=1, on=TODAY, came=Came.PRESENT, note="Sumarni called 081234567890.")
    became = OwnAim(ref="V-0001", on=TODAY, result=Result.REACHED, words="With Sumarni in Sleman.")
    group = OwnGroup(group="G-0001", name="Ibu Tangguh", member="M-0001", joined_on=TODAY, left_on=None,
                     aim="As Sumarni", rate=1.0, sessions=(attended,), became=(became,))  # fmt: skip

    made = deidentified(case(), WISHES, TODAY, others=OTHERS, groups=(group,))

    text = str(msgspec.to_builtins(made.groups))
    assert not [each for each in ("Sumarni", "0812", "Sleman", "Tangguh", str(TODAY)) if each in text]


def one_by_one(kind: type[Record]) -> Iterator[tuple[str, Record]]:
    """A record of that kind for each of its texts, with everything planted in that one."""
    for name in texts_of(kind):
        yield name, filled(kind, name, EVERYTHING)


def texts_of(form: type[msgspec.Struct], prefix: str = "") -> Iterator[str]:
    """The dotted name of every text in a form: not a choice, not a ref, not a birth, which becomes an age."""
    told = {name: says for name, _title, says in fields(form)}
    for info in msgspec.structs.fields(form):
        kind = inside(info.type)
        says = told[info.name]
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield from texts_of(kind, f"{prefix}{info.name}.")
        elif (
            kind is str
            and info.name != "ref"
            and not says.get("refs")
            and says.get("identifies") is not Identifies.BIRTH
        ):
            yield f"{prefix}{info.name}"


def inside(annotation: Any) -> Any:
    """The type of an answer, or of one of several."""
    kind = unwrapped(annotation)[0]
    if get_origin(kind) is tuple:
        kind = unwrapped(get_args(kind)[0])[0]
    return str if get_origin(kind) is not None and "Mapping" in str(kind) else kind


def filled(form: type[msgspec.Struct], name: str, text: str) -> Any:
    """A struct with that text in the field of that dotted name, and as little as may be in all others."""
    first, _dot, rest = name.partition(".")
    values: dict[str, Any] = {}
    for info in msgspec.structs.fields(form):
        if info.name != first and not info.required:
            continue
        answer = filled(inside(info.type), rest, text) if rest and info.name == first else text
        values[info.name] = as_answer(info.type, answer) if info.name == first else plain(info.type, info.name)
    return form(**values)


def as_answer(annotation: Any, answer: Any) -> Any:
    kind = unwrapped(annotation)[0]
    if get_origin(kind) is tuple:
        return (answer,)
    return {"en": answer} if "Mapping" in str(kind) else answer


def plain(annotation: Any, name: str) -> Any:
    """Some answer of that type that tells nothing."""
    kind = inside(annotation)
    if name == "ref":
        return "N-0001"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return filled(kind, "", "")
    return {date: TODAY, datetime: MONDAY, str: "x", int: 1, bool: True}.get(kind, 1)


@cache
def everything() -> Packet:
    return packet(EVERYTHING)


def test_no_long_number_is_left_and_every_replacement_says_what_it_was() -> None:
    made = everything()

    [text] = said(made)
    planted = set(re.findall(r"\d{8,}", EVERYTHING))
    assert not [number for number in planted if number in text]
    assert len({each.what for each in made.findings}) >= 17
    assert all(each.before and each.instead and each.field for each in made.findings)


NUMBERS = st.text("0123456789", min_size=8, max_size=20)
LETTERS = st.text("abcdefghijklmnoprstuwyzéü'-", min_size=5, max_size=9).filter(
    lambda name: re.fullmatch(r"[^\W\d_][^\W\d_'-]+(?:['-][^\W\d_]{2,})?", name)
)


@settings(max_examples=60, deadline=None)
@given(
    NUMBERS,
    st.sampled_from(["{}", "nomor {}, ya", "Rp {}", "bayar {} kemarin", "x{}", "{}x", "a {}/3", "{}-12", "_{}_"]),
)
def test_whatever_the_number_it_is_not_left(number: str, sentence: str) -> None:
    [text] = said(packet(sentence.format(number)))

    assert number not in text


@settings(max_examples=60, deadline=None)
@given(LETTERS, LETTERS, st.sampled_from(["{} came.", "bersama {}nya", "tante{}", "di {}, ya", "({}'s)", "dan {}"]))
def test_no_known_name_is_left_however_it_is_folded(first: str, last: str, sentence: str) -> None:
    name = f"{first.capitalize()} {last.capitalize()}"
    ways = (name, name.upper(), folded(name), last.capitalize(), first.capitalize(), name.replace(" ", ""))

    notes = (note(f"N-{place:04}", body=sentence.format(way)) for place, way in enumerate(ways))
    made = deidentified(case(intake(client=f"Ibu {name}"), *notes), WISHES, TODAY)

    for text in said(made):
        assert not {folded(first), folded(last)} & set(folded(text).split()), text


def test_every_kind_of_a_case_is_in_the_packet() -> None:
    records = [filled(kind, "", "") for kind in every_kind() if kind.table in CASE_TABLES[1:]]
    kept = [msgspec.structs.replace(each, visibility=Visibility.RECORD) for each in records if each.table != "plans"]

    made = deidentified(case(*kept), WISHES, TODAY)

    assert len(made.file.every_record) == len(kept) + 1


def test_what_tells_nothing_stays_letter_for_letter() -> None:
    assert said(packet(*EVERYDAY)) == EVERYDAY


WORDS = st.sampled_from([
    "12", "3", "2024", "08", "0812", "3404121203900001", "/", "-", ".", ",", ":", " ", " ", " ", "\n", "Maret", "may",
    "Mar", "lahir", "born", "umur", "93", "tahun", "tanggal", "5th", "the", "Rp", "Jl.", "RT", "RW", "Sleman", "di",
    "Bu", "Pak", "adiknya", "Sari", "joko", "Joko", "IG", "@x", "a@b.co", "https://", "SMPN", "No.", "NIK", "AB", "XY",
    "०१२", "١٢", "²", "é", "\u0301", "\x00", "\x02", "😀", "C-7K4Q", "'s", "(", ")", "’", "9999", "31", "s/d", "nol",
])  # fmt: skip


@settings(max_examples=40 if os.environ.get(VARIABLE) else 150, deadline=None)
@given(st.lists(WORDS, max_size=25).map("".join))
@example("12121212C-7K4Q/C-7K4Q/121212")
@example("C-7K4Q3C-7K4Q/121212")
def test_whatever_is_written_a_packet_is_made_and_what_it_says_it_did_is_what_it_did(text: str) -> None:
    made = packet(text)

    [seen] = said(made)
    left = text
    for each in (each for each in made.findings if (each.ref, each.field) == ("N-0000", "Note")):
        before, found, left = left.partition(each.before)
        assert found == each.before
        assert before in seen or "." in seen
