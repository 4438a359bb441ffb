"""The people to practise with: sound in both languages, told apart for the right reasons, fit for a screen."""

import pytest

from casejournal.domain.practice.soundness import RUNS
from casejournal.domain.practice.vignette import GROUP, Vignette
from casejournal.knowledge import vignettes
from casejournal.knowledge.shelf import find
from tests.world import Cj

NAMES = vignettes.names()
LONGEST = 160
"""Letters that somebody says in one breath."""


def the(name: str) -> Vignette:
    return vignettes.read(vignettes.text(name), name)


def citing(vignette: Vignette) -> set[str]:
    """The items that look at cited lines."""
    return {item.key for item in vignette.rubric if any(condition.cites for condition in item.met)}


def test_there_are_six_of_casework_and_two_of_groups_from_easy_to_hard() -> None:
    every = [the(name) for name in NAMES]

    assert sum(each.kind == GROUP for each in every) >= 2
    assert sum(each.kind != GROUP for each in every) >= 6
    assert {each.level for each in every} == {1, 2, 3, 4}


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_run_ends_as_it_says(bare: Cj, name: str) -> None:
    bare.ok("practice", "check", name)


@pytest.mark.parametrize("name", NAMES)
def test_good_work_meets_everything_and_citing_everything_meets_nothing(name: str) -> None:
    vignette = the(name)
    assert [*vignette.runs] == [*RUNS]
    good, middling, poor, flooding = (run.ends for run in vignette.runs.values())
    by_rules = {item.key for item in vignette.rubric if item.by == "rules"}

    assert {good[key] for key in by_rules} == {"met"}
    assert {"partly", "met"} & {middling[key] for key in by_rules}
    assert "met" not in {poor[key] for key in by_rules}
    assert citing(vignette)
    assert "met" not in {flooding[key] for key in citing(vignette)}


@pytest.mark.parametrize("name", NAMES)
def test_every_item_says_why_and_what_to_read(name: str) -> None:
    for item in the(name).rubric:
        assert item.title.said, item.key
        assert item.why.said, item.key
        assert item.author.said, item.key
        found = find(item.learn)
        assert found.entries or found.chapters, item.learn


@pytest.mark.parametrize("name", NAMES)
def test_people_speak_in_short_sentences(name: str) -> None:
    vignette = the(name)
    said = [*vignette.told, *vignette.moves.values()]

    assert [each.said for each in said if any(len(text) > LONGEST for text in each.said.values())] == []
