"""The shelf says everything in both languages, with its source, and is found by a word of either."""

import pytest

from casejournal.domain.group.session import GroupTask
from casejournal.domain.principles import BIESTEK, GroupPrinciple, Principle
from casejournal.domain.roles import Role
from casejournal.knowledge.shelf import CHAPTERS, Entry, chapter, find, shelf

ENTRIES = [entry for each in shelf() for entry in each.entries]
MANY = {
    "components": 4,
    "process": 6,
    "principles": 6,
    "roles": 8,
    "group_principles": 6,
    "group_tasks": 8,
    "biestek": 7,
}


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_part_is_whole(name: str) -> None:
    assert len(chapter(name).entries) == MANY[name]


def test_the_principles_and_roles_are_those_of_the_records() -> None:
    assert [entry.name for entry in chapter("principles").entries] == list(Principle)
    assert [entry.name for entry in chapter("roles").entries] == list(Role)
    assert [entry.item.en.removeprefix("tasks, ") for entry in chapter("group_tasks").entries] == list(GroupTask)


def test_each_principle_of_group_work_has_its_check_and_the_sixth_has_two() -> None:
    checks = [[check.name for check in entry.checks] for entry in chapter("group_principles").entries]

    assert [name for each in checks for name in each] == list(GroupPrinciple)
    assert [len(each) for each in checks] == [1, 1, 1, 1, 1, 2]


def test_the_set_beside_the_six_is_called_the_same_everywhere() -> None:
    assert [entry.name for entry in chapter("biestek").entries] == list(BIESTEK)
    for entry in chapter("biestek").entries:
        assert BIESTEK[entry.name].removesuffix(" (Biestek)") == entry.title.en


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.chapter} {entry.name}")
def test_each_entry_says_everything_in_both_languages(entry: Entry) -> None:
    halves = [entry.title, entry.says, entry.asks, entry.shows, *([entry.remark] if entry.remark else [])]
    checks = [said for check in entry.checks for said in (check.title, check.asks)]

    for said in (*halves, *checks, entry.source, entry.item):
        assert said.en.strip()
        assert said.id.strip()
    for said in halves[1:]:
        assert said.en != said.id or said.en.startswith("`")
    assert entry.asks.en.endswith("?")
    assert entry.asks.id.endswith("?")


def test_where_the_source_departs_from_general_usage_a_remark_says_so() -> None:
    assert {entry.name for entry in ENTRIES if entry.remark} == {"broker", "mediator"}


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("broker", ["broker"]),
        ("Penerimaan", ["acceptance", "acceptance_biestek"]),
        ("penerimaan awal", ["intake"]),
        ("kerahasiaan", ["confidentiality", "confidentiality_biestek"]),
        ("self_awareness", ["self_awareness"]),
        ("self", ["self_awareness", "self_determination"]),
        ("merujuk", ["refer"]),
        ("rujukan", ["refer"]),
        ("keterbukaan", ["open_communication"]),
        ("continuous_evaluation", ["resources_and_programme"]),
        ("penilaian terus-menerus", ["resources_and_programme"]),
        ("konsel", ["counsellor"]),
        ("nothing like it", []),
    ],
)
def test_a_topic_is_found_by_a_word_of_either_language(word: str, names: list[str]) -> None:
    assert [entry.name for entry in find(word)] == names


def test_the_items_of_each_source_are_told_one_by_one() -> None:
    for each in shelf():
        items = [entry.item.en for entry in each.entries if not entry.item.en.startswith("none")]
        assert len(set(items)) == len(items)
