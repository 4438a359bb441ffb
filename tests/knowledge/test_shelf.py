"""The shelf says everything in every language, names whose statement it is, and is found by a word of any of them."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from casejournal import words
from casejournal.domain.group.session import GroupTask
from casejournal.domain.principles import BIESTEK, GroupPrinciple, Principle
from casejournal.domain.roles import Role
from casejournal.knowledge import shelf as the_shelf
from casejournal.knowledge.shelf import CHAPTERS, Chapter, Entry, Sentence, chapter, find, near, shelf
from casejournal.words import LANGUAGES

CHAPTERED = [*shelf()]
ENTRIES = [entry for each in CHAPTERED for entry in each.entries]
MANY = {
    "definitions": 4,
    "benefits": 3,
    "components": 4,
    "process": 6,
    "principles": 6,
    "roles": 8,
    "group_definitions": 1,
    "group_benefits": 3,
    "group_principles": 6,
    "group_tasks": 8,
    "biestek": 7,
    "competencies_epas": 9,
    "competencies_permensos": 8,
}
WHOSE = {
    "definitions": ["Rustanto", "Pakpahan", "Ilmawan", "a text"],
    "benefits": ["a text"] * 3,
    "components": ["Rustanto"] * 4,
    "process": ["ours", "a text", "a text", "a text", "ours", "ours"],
    "principles": ["Ilmawan"] * 6,
    "roles": ["Ilmawan"] * 8,
    "group_definitions": ["a text"],
    "group_benefits": ["a text"] * 3,
    "group_principles": ["a text"] * 6,
    "group_tasks": ["a text"] * 8,
    "biestek": ["Felix"] * 7,
    "competencies_epas": ["Council on Social Work Education"] * 9,
    "competencies_permensos": ["Minister of Social Affairs of Indonesia"] * 8,
}


def said_in(chapter: Chapter) -> Iterator[Sentence]:
    """Everything a chapter says."""
    yield from (chapter.title, chapter.word, *([chapter.says] if chapter.says else []))
    for entry in chapter.entries:
        yield from (entry.title, entry.says, entry.asks, entry.shows, entry.source, entry.item)
        yield from ([entry.remark] if entry.remark else [])
        yield from (said for check in entry.checks for said in (check.title, check.asks))


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_chapter_is_whole(name: str) -> None:
    assert len(chapter(name).entries) == MANY[name]


@pytest.mark.parametrize("each", CHAPTERED, ids=lambda each: each.name)
def test_no_language_lacks_its_half_of_anything(each: Chapter) -> None:
    assert set(LANGUAGES) >= {"en", "id"}
    for said in said_in(each):
        assert {language for language in LANGUAGES if said.get(language, "").strip()} == set(LANGUAGES), said["en"]


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_entry_names_its_own_author_or_says_that_it_is_ours(name: str) -> None:
    said = [entry.source["en"] for entry in chapter(name).entries]

    assert [whose.split(" (")[0] for whose in said if not whose.startswith(("a text", "Felix"))] == [
        whose for whose in WHOSE[name] if whose not in {"a text", "Felix"}
    ]
    assert all(source.startswith(whose) for source, whose in zip(said, WHOSE[name], strict=True))


def test_a_third_language_is_one_half_more_per_entry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    copytree(Path(the_shelf.__file__).parent, folder)
    roles = (folder / "roles.toml").read_text(encoding="utf-8")
    third = 'en = "broker"\nxx = "makelar"\nsays_xx = "Menehi layanan."'
    (folder / "roles.toml").write_text(roles.replace('en = "broker"', third), encoding="utf-8")
    monkeypatch.setattr(the_shelf, "_FOLDER", folder)
    monkeypatch.setattr(the_shelf, "LANGUAGES", (*LANGUAGES, "xx"))

    (broker,) = find("makelar").entries

    assert broker.says.in_language("xx") == "Menehi layanan."
    assert broker.asks.in_language("xx") == broker.asks["en"]
    assert broker.remark
    assert broker.remark.in_language("xx") == broker.remark["en"]


def test_the_principles_roles_and_tasks_are_those_of_the_records() -> None:
    assert [entry.name for entry in chapter("principles").entries] == list(Principle)
    assert [entry.name for entry in chapter("roles").entries] == list(Role)
    assert [entry.item["en"].removeprefix("tasks, ") for entry in chapter("group_tasks").entries] == list(GroupTask)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_of_the_shelf_is_what_the_screens_call_it(language: str) -> None:
    titles = {
        (each.name, name): title.in_language(language)
        for each in CHAPTERED
        for entry in each.entries
        for name, title in ((check.name, check.title) for check in entry.checks)
    }
    tasks = dict(zip(GroupTask, (entry.name for entry in chapter("group_tasks").entries), strict=True))
    labels = {
        **{("principles", each.value): each.label for each in Principle},
        **{("group_principles", each.value): each.label for each in GroupPrinciple},
        **{("roles", each.value): each.label for each in Role},
        **{("group_tasks", tasks[each]): each.label for each in GroupTask},
        **{("biestek", name): label for name, label in BIESTEK.items()},
    }
    place = LANGUAGES.index(language)

    for where, label in labels.items():
        assert words.in_every_language(label)[place].removesuffix(" (Biestek)") == titles[where], where


def test_each_principle_of_group_work_has_its_check_and_the_sixth_has_two() -> None:
    checks = [[check.name for check in entry.checks] for entry in chapter("group_principles").entries]

    assert [name for each in checks for name in each] == list(GroupPrinciple)
    assert [len(each) for each in checks] == [1, 1, 1, 1, 1, 2]


def test_the_set_beside_the_six_is_that_of_the_records() -> None:
    assert [entry.name for entry in chapter("biestek").entries] == list(BIESTEK)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.chapter} {entry.name}")
def test_each_entry_asks_a_question_and_is_not_left_untranslated(entry: Entry) -> None:
    for said in (entry.says, entry.asks, entry.shows, *([entry.remark] if entry.remark else [])):
        assert said["en"] != said["id"] or said["en"].startswith("`")
    for asks in (entry.asks, *(check.asks for check in entry.checks)):
        assert asks["en"].endswith("?")
        assert asks["id"].endswith("?")


def test_a_remark_says_where_use_differs_and_what_we_add() -> None:
    remarks = {entry.name: entry.remark["en"] for entry in ENTRIES if entry.remark}

    assert set(remarks) == {"broker", "mediator", "confidentiality", "self_awareness"}
    assert all("general usage" in remarks[name] for name in ("broker", "mediator"))
    assert all("ours" in remarks[name] for name in ("confidentiality", "self_awareness"))


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("broker", ["broker"]),
        ("Penerimaan", ["acceptance", "acceptance_biestek"]),
        ("kontak awal", ["intake"]),
        ("penerimaan awal", ["intake"]),
        ("kerahasiaan", ["confidentiality", "confidentiality_biestek"]),
        ("self_awareness", ["self_awareness"]),
        ("self", ["self_awareness", "self_determination"]),
        ("merujuk", ["refer"]),
        ("rujukan", ["refer"]),
        ("keterbukaan", ["open_communication"]),
        ("evaluasi", ["review", "resources_and_programme"]),
        ("continuous_evaluation", ["resources_and_programme"]),
        ("penilaian terus-menerus", ["resources_and_programme"]),
        ("konsel", ["counsellor"]),
        ("feelings", ["purposeful_expression"]),
        ("mandiri", ["independence"]),
        ("pembela", ["advocate"]),
        ("advokat", ["advocate"]),
        ("nothing like it", []),
    ],
)
def test_a_topic_is_found_by_a_word_of_any_language(word: str, names: list[str]) -> None:
    assert [entry.name for entry in find(word).entries] == names


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("peran", ["roles"]),
        ("Roles", ["roles"]),
        ("prinsip", ["principles", "group_principles", "biestek"]),
        ("principles", ["principles", "group_principles", "biestek"]),
        ("pengertian", ["definitions", "group_definitions"]),
        ("definitions", ["definitions", "group_definitions"]),
        ("manfaat", ["benefits", "group_benefits"]),
        ("komponen", ["components"]),
        ("process", ["process"]),
        ("langkah", ["process"]),
        ("tugas", ["group_tasks"]),
        ("biestek", ["biestek"]),
        ("group_principles", ["group_principles"]),
        ("principles of group work", ["group_principles"]),
        ("kelompok", ["group_definitions", "group_benefits", "group_principles", "group_tasks"]),
    ],
)
def test_a_whole_chapter_is_found_by_what_its_entries_are(word: str, names: list[str]) -> None:
    assert [each.name for each in find(word).chapters] == names


def test_what_a_chapter_and_an_entry_are_both_called_finds_both_and_nothing_twice() -> None:
    found = find("process")
    within = [entry for each in found.chapters for entry in each.entries]

    assert [entry.name for entry in found.entries] == ["process"]
    assert found.every == [*found.entries, *within]
    assert find("evaluasi").every == list(find("evaluasi").entries)


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("mediatr", "mediator"),
        ("acceptence", "acceptance"),
        ("prinsp", "principles"),
        ("kerahasian", "confidentiality"),
        ("pembella", "advocate"),
        ("defnition", "definitions"),
        ("self-awarness", "self-awareness"),
    ],
)
def test_a_typo_is_answered_with_what_may_be_meant(word: str, title: str) -> None:
    assert not find(word).every
    assert near(word)[0]["en"] == title


@pytest.mark.parametrize("word", ["astrology", "xyz", "", "12"])
def test_what_is_like_nothing_on_the_shelf_is_near_nothing(word: str) -> None:
    assert near(word) == []


def test_the_items_of_each_source_are_told_one_by_one() -> None:
    for each in CHAPTERED:
        items = [entry.item["en"] for entry in each.entries if ", " in entry.item["en"]]
        assert len(set(items)) == len(items)
