"""The demo walks through every step there is, in the language of whoever looks, and leaves nothing behind."""

import shlex

import pytest

from casejournal.commands.demo import story
from casejournal.words import LANGUAGES
from tests.world import Cj

STEPS = ("Ibu Ratih", "N-", "T-", "A-", "P-", "Y-", "R-", "X-", "V-", "Z-", "+26.2")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ("None of the 19 rules found anything.", "Now I can do it alone.", "Everything is as it was written."),
        ),
        ("id", ("# Sesi yang batal tidak dihitung dalam kehadiran.", "Sekarang saya bisa sendiri.", "Sekian;")),
    ],
)
def test_the_demo_walks_through_every_step_and_leaves_nothing_behind(
    bare: Cj, language: str, said: tuple[str, ...]
) -> None:
    result = bare.ok("demo", "--lang", language)

    for word in (*STEPS, *said):
        assert word in result.out
    assert "defect" not in result.out + result.err
    assert list(bare.home.iterdir()) == []


def test_the_demo_speaks_json_too(bare: Cj) -> None:
    assert '{"schema": "casejournal/demo/1"' in bare.ok("demo", "--json").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_story_is_the_same_in_every_language_in_other_words(language: str) -> None:
    def bones(spoken: str) -> list[object]:
        scenes = story(spoken).scene
        said = [[word for word in shlex.split(each.command) if word.startswith("--")] for each in scenes]
        options = [[word.partition("=")[0] for word in words] for words in said]
        verbs = [each.command.split()[0] for each in scenes]
        return [*zip(verbs, options, [bool(each.told) for each in scenes], [each.ends for each in scenes], strict=True)]

    assert bones(language) == bones("en")


def test_a_language_without_a_story_of_its_own_tells_the_english_one() -> None:
    assert story("xx") == story("en") != story("id")
