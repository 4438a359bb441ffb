"""What holds for every kind of record: its ref letter, its line in the timeline, the refs it names, days to come."""

import re
import sys
from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from casejournal.desk import Desk, World
from casejournal.domain import kinds
from casejournal.domain.case_file import CaseFile
from casejournal.domain.derived import DERIVED
from casejournal.domain.field import Among
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.remarks import OF_A_GROUP
from casejournal.domain.kinds import CASE, CASE_TABLES, GROUP, GROUP_TABLES, ONE_LETTER, TABLES, every_kind, kind_of
from casejournal.domain.record import Record, refs_in
from casejournal.domain.refs import ALPHABET, read_ref
from casejournal.domain.remarks import OF_A_CASE
from casejournal.forms.fields import Kind, fields, shown
from casejournal.render import gist
from casejournal.storage import access, drafts
from tests.world import CHEAP, Cj, form_group, take_in, work_through

TOLD_ELSEWHERE = {"notes", "group", "memberships", "sessions"}
"""Kinds that have a section of their own on the page of a case or a group."""

NEITHER = {"birth"}
"""Days that are neither in the past nor to come by their meaning."""


def test_no_two_kinds_share_a_letter_but_those_that_are_one_sort() -> None:
    tables = defaultdict(set)
    for table in TABLES:
        tables[kind_of(table).ref_letter].add(table)

    shared = {frozenset(each) for each in tables.values() if len(each) > 1}
    free = sorted({*ALPHABET} - {*"0123456789", drafts.LETTER, access.LETTER} - tables.keys())
    assert shared == set(ONE_LETTER), f"these letters are free: {free}"
    assert not {drafts.LETTER, access.LETTER} & tables.keys(), f"these letters are free: {free}"
    assert (kind_of("intake").ref_letter, kind_of("group").ref_letter) == (CASE, GROUP)


@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.__name__)
def test_each_kind_lies_in_its_table_and_the_table_in_its_list(kind: type[Record]) -> None:
    assert any(kind_of(table) is kind for table in TABLES)
    assert kind.table in TABLES
    assert kind_of(kind.table) is kind


@pytest.mark.parametrize("table", TABLES)
def test_each_kind_has_a_line_in_the_timeline(table: str) -> None:
    tells = table in gist._TELLS or any(field.headline for field in shown(kind_of(table)))

    assert tells != (table in TOLD_ELSEWHERE)


@pytest.mark.parametrize(
    "rules", [OF_A_CASE, OF_A_GROUP, DERIVED, gist._TELLS], ids=["case", "group", "derived", "gist"]
)
def test_a_rule_is_about_a_table_there_is(rules: dict[str, Any]) -> None:
    assert rules.keys() <= {*TABLES}


@pytest.mark.parametrize(("tables", "rules"), [(CASE_TABLES, OF_A_CASE), (GROUP_TABLES, OF_A_GROUP)])
def test_a_kind_that_looks_to_a_day_to_come_says_when_that_is_past(
    tables: tuple[str, ...], rules: dict[str, Any]
) -> None:
    looks_ahead = {
        table
        for table in tables
        if any(
            field.kind is Kind.DAY and not field.past and not field.name.startswith("birth")
            for field in fields(kind_of(table))
        )
    }

    assert looks_ahead <= rules.keys()


@pytest.mark.parametrize(("file", "tables"), [(CaseFile, CASE_TABLES), (GroupFile, GROUP_TABLES)])
def test_a_file_has_no_table_that_is_not_on_the_list(file: type[msgspec.Struct], tables: tuple[str, ...]) -> None:
    assert {*file.__struct_fields__} - {"ref", "struck", "others"} <= {*tables}


def test_every_field_that_holds_refs_says_so(cj: Cj) -> None:
    """Otherwise a record that another one names could be struck. Looks through everything a full journal stores."""
    refs = work_through(cj, "Ibu Sari")
    cj.ok("note", "sari", "See T-0000.", "--next-step", "Call")
    other = take_in(cj, "Pak Budi")
    cj.ok("note", "sari", "Both came.", "--also", other)
    cj.ok("note", "move", cj.json("note", other, "Hers.", "--next-step", "Ask")["ref"], "sari")
    cj.ok("principles", "checklist", "sari", "--acceptance", "strained: I hurried", "--supervision")
    cj.ok("letter", refs["REFERRAL"])
    group = form_group(cj, "Bu Wati", "Bu Tini")
    cj.ok("group", "join", group, "sari")
    cj.ok(
        "group", "session", group, "--absent", "tini", "--excused", "wati", "--new", "Bu Nur",
        "--choice", "sari>Bu Nur", "--member-note", "sari=laughed",
    )  # fmt: skip
    cj.ok("group", "review", group, "--process", "A", "--result", "B", "--aim", "sari=partly")
    cj.ok("close", "sari", "--reason", "moved", "--because", "all said")
    cj.ok("reopen", "sari", "--reason", "again")
    told = [cj.json("show", "sari"), cj.json("group", "show", group)]
    known = set(re.findall(r"\b[A-Z]-[0-9A-Z]{4}\b", str(told))) - {"T-0000"}

    for whole, tables in zip(told, (CASE_TABLES, GROUP_TABLES), strict=True):
        for table in tables[1:]:
            for doc in whole[table]:
                stored = {name: value for name, value in doc.items() if name in kind_of(table).__struct_fields__}
                record = msgspec.convert(stored, kind_of(table))
                named = refs_in(record)
                own = {record.ref}
                assert _refs_as_values(msgspec.to_builtins(record)) & known - own <= named, table


def _refs_as_values(value: object) -> set[str]:
    """Every text in it that is exactly a ref."""
    if isinstance(value, dict):
        return {ref for each in value.values() for ref in _refs_as_values(each)}
    if isinstance(value, list):
        return {ref for each in value for ref in _refs_as_values(each)}
    return {value} if isinstance(value, str) and read_ref(value) == value else set()


def test_a_list_one_chooses_from_is_a_name() -> None:
    for kind in every_kind():
        for field in fields(kind):
            for each in (field, *field.parts):
                assert each.among is None or isinstance(each.among, Among)


class Visit(Record, frozen=True, kw_only=True):
    """A kind that no rule knows."""

    ref_letter = "Q"
    table = "visits"
    title = "Visit"

    seen: str = ""


def test_a_kind_that_no_rule_speaks_of_needs_nothing_but_its_line_in_the_list(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kinds._WHERE, "visits", ("visit", "Visit"))
    monkeypatch.setattr(CaseFile, "tables", (*CASE_TABLES, "visits"))
    monkeypatch.setitem(sys.modules, "casejournal.domain.visit", SimpleNamespace(Visit=Visit))
    journal = Desk(World(env=cj.env, now=cj.clock, cost=CHEAP), {}).journal
    with journal.writing(sari, "visit") as drawer:
        drawer.put(Visit(**drawer.stamp(Visit), seen="A stove."))

    told = cj.json("show", sari)
    kind_of.cache_clear()
    assert [each["seen"] for each in told["visits"]] == ["A stove."]
