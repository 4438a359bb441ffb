"""The people to practise with: sound in both languages, told apart for the right reasons, fit for a screen."""

import pytest

from casejournal.domain.practice.soundness import RUNS
from casejournal.domain.practice.vignette import GROUP, Vignette
from casejournal.knowledge import vignettes
from casejournal.knowledge.shelf import find
from tests.world import Cj

NAMES = sorted(vignettes.names())
LONGEST = 160
"""Letters that somebody says in one breath."""


def the(name: str) -> Vignette:
    return vignettes.read(vignettes.text(name), name)


def citing(vignette: Vignette) -> set[str]:
    """The items that look at cited lines."""
    return {item.key for item in vignette.rubric if any(condition.cites for condition in item.met)}


def test_there_are_six_of_casework_and_two_of_groups_from_easy_to_hard() -> None:
    every = vignettes.every()

    assert sorted(each.name for each in every) == NAMES
    assert [each.level for each in every] == sorted(each.level for each in every)
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


SECRETS = {
    "ratna": ("pinjol", "arisan", "pasar", "loan app", "market"),
    "nurdin": ("pinggang", "sebelas pompa", "kamar belakang", "eleven pumps", "back room"),
    "tari": ("karburator", "juru bahasa", "diolok", "carburettor", "interpreter", "mock"),
    "tiur": ("pusing", "obat", "anak kos", "dizz", "pills", "lodger"),
    "wening": ("memukul", "kekerasan", "lemper", "digas", "hits her", "violence", "revs"),
    "wulan": ("ditolak", "penolakan", "ikut tertawa", "turned down", "refusal", "laughed"),
    "yusuf": ("jembatan", "slot", "kalah", "bridge", "losing"),
    "benang": ("pola", "dua kunci", "pattern", "two keys"),
    "lorong": ("bergantian", "gambar untuk", "lumpur", "by the month", "drawing", "the mud"),
}
"""What each case gives away last of all, in both languages: it takes trust, a topic that somebody opens, or time."""


def begin_badly(cj: Cj, vignette: Vignette) -> None:
    """Ask nothing but closed questions about what is open from the start, and write one of each record."""
    cj.ok("practice", "start", vignette.name)
    for topic in vignette.topics:
        for _each in range(3):
            cj.ok("practice", "say", "ask_closed", topic, "?")
    if vignette.kind == GROUP:
        cj.ok("group", "form", "--name", "Kelompok", "--purpose", "-", "--no-input")
        cj.ok("group", "join", "Kelompok", "--alias", "Anggota", "--no-input")
        cj.ok("group", "session", "Kelompok", "--present", "Anggota", "--no-input")
        return
    cj.ok("intake", "--client", "Klien", "--presenting-problem", "-", "--no-input")
    cj.ok("assess", "Klien", "--underlying-problem", "-", "--evidence", "-", "--no-input")
    cj.ok("note", "Klien", "--body", "-", "--no-input")
    cj.ok("plan", "Klien", "--goal", "Nanti dulu", "--task", "client: nanti", "--agreed", "no", "--no-input")
    cj.ok("safety", "make", "Klien", "--warning-sign", "nanti", "--what-helps", "nanti", "--no-input")


def rests_on(vignette: Vignette) -> dict[str, set[str]]:
    """The lines on which each item rests: those it looks for, and those it would tell."""
    return {
        item.key: {*item.tells, *item.tested, *(key for condition in item.met for key in condition.cites)}
        for item in vignette.rubric
    }


@pytest.mark.parametrize("name", NAMES)
def test_feedback_asked_for_early_gives_nothing_away(bare: Cj, name: str) -> None:
    vignette = the(name)
    begin_badly(bare, vignette)
    said = {line["text"] for line in bare.json("practice", "heard")["items"]}
    heard = {key for key, each in vignette.keys.items() if said & {*each.said.values()}}
    given = {item.key for item in vignette.rubric if not {*item.tells} <= heard}
    given |= {key for key, keys in rests_on(vignette).items() if keys and not keys & heard}

    for lang in ("id", "en"):
        items = bare.json("--lang", lang, "practice", "feedback")["items"]
        assert [
            each["item"] for each in items if each["item"] in given and {"author", "why", "wordings"} & {*each}
        ] == []
        told = " ".join(
            str(each.get(part)) for each in items for part in ("title", "author", "why", "wordings", "reasons")
        )
        assert [word for word in SECRETS[name] if word in told.casefold()] == []


def test_what_was_kept_back_is_shown_once_it_was_heard(bare: Cj) -> None:
    bare.ok("practice", "start", "yusuf")
    for words in (
        ("explain_limits", ""), ("explain_role", ""), ("ask", "work"), ("ask", "work"), ("affirm", ""), ("ask", "work"),
        ("ask", "joking"),
    ):  # fmt: skip
        bare.ok("practice", "say", *(word for word in words if word), "?")
    bare.ok("intake", "--client", "Klien", "--presenting-problem", "-", "--no-input")
    bare.ok("assess", "Klien", "--underlying-problem", "-", "--risk", "medium", "--risk-note", "-", "--no-input")

    def risk() -> dict[str, object]:
        items = bare.json("practice", "feedback")["items"]
        return next(each for each in items if each["item"] == "not_a_joke")

    assert risk()["kept_back"]
    assert "once you have heard more" in bare.ok("practice", "feedback").out
    bare.ok("practice", "say", "ask", "joking", "?")
    assert "bridge" in str(risk()["author"])
