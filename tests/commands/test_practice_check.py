"""`cj practice check`: what is wrong with a vignette, each in a sentence with its place. Files come from strangers."""

from pathlib import Path

import pytest

from casejournal.knowledge import vignettes
from tests.world import Cj

GOOD = vignettes.to_begin_with("pak-tono", "pak-tono.toml")
WORDING = next(line for line in GOOD.splitlines(keepends=True) if "Pinjaman yang tumbuh" in line)


def problems(cj: Cj, text: str, code: int = 17) -> list[str]:
    """What is found wrong with a vignette."""
    path = cj.home / "x.toml"
    path.write_text(text, encoding="utf-8")
    result = cj("practice", "check", str(path), "--json")
    assert result.code == code, result
    return list(result.json["items"][0]["problems"])


def test_a_sound_case_is_sound_in_either_language(bare: Cj) -> None:
    assert problems(bare, GOOD, 0) == []
    assert bare.ok("practice", "check", str(bare.home / "x.toml"), "--lang", "id").out.startswith(str(bare.home))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (', en = "work"}', "}", "topics.work: it is not said in en"),
        ('en = "They took my cart away last month."', 'en = " "', "cart: it is not said in en"),
        ('key = "app"', 'key = "cart"', "cart: two of them have this key"),
        ('topic = "loan"', 'topic = "moon"', "app: there is no “moon”"),
        ("trust = 2 ", "trust = 99 ", "debt: no talk can bring it"),
        ('after = ["cart"]', 'after = ["nothing"]', "debt: there is no “nothing”"),
        ('after = ["cart"]', 'after = ["app"]', "these wait for each other: app, debt"),
        ("explain_limits = {trust", 'explain_limits = {who = "rt", trust', "moves.explain_limits: there is no “rt”"),
        ('learn = "explore"', 'learn = "moon"', "real_problem: cj learn knows nothing of “moon”"),
        ('field = "evidence"', 'field = "moon"', "real_problem: the form of assess has no field moon"),
        ('cites = ["debt"]', 'cites = ["moon"]', "real_problem: there is no “moon”"),
        ('record = "assess", field = "evidence"', 'record = "moon", field = "evidence"', "there is no “moon”"),
        ('before = {heard = "debt"}', 'before = {heard = "moon"}', "limits: there is no “moon”"),
        (WORDING, "", "his_words: it needs three wordings"),
        ("[runs.poor]", "[runs.weak]", "runs: there is no run “poor”"),
        ('ends = {limits = "untested", real', "ends = {real", "runs.poor: it does not say how limits ends"),
        ('limits = "untested"', 'limits = "moon"', "runs.poor: there is no “moon”"),
        ('"ask_closed work"', '"shout work"', "runs.poor, shout work: shout is no move"),
        ('"ask_closed work"', '"ask loan"', "runs.poor, ask loan: nobody has spoken of loan by then"),
        ('"ask_closed work"', '"ask"', "runs.poor, ask: it does not say what it is about"),
        ('"wait 7"]', '"wait 99999999999999999999"]', "it does not say how many days"),
        ('shared_by = "both"', 'shared_by = "moon"', "runs.good, write assess: "),
        ('limits = "untested"', 'limits = "met"', "runs.poor: limits ends as untested, not met (you did"),
    ],
)  # fmt: skip
def test_each_problem_is_a_sentence_with_its_place(bare: Cj, old: str, new: str, problem: str) -> None:
    assert old in GOOD

    found = problems(bare, GOOD.replace(old, new, 1))

    assert any(each.startswith(problem) or problem in each for each in found), found


def test_an_item_that_no_sample_run_meets_is_named(bare: Cj) -> None:
    assert problems(bare, GOOD.replace('real_problem = "met"', 'real_problem = "partly"')) == [
        "real_problem: no sample run meets it"
    ]


def test_a_closed_answer_that_the_form_does_not_take_is_named(bare: Cj) -> None:
    asks = GOOD.replace('field = "evidence", cites = ["debt"], not = ["slip"]', 'field = "shared_by", is = "moon"')

    assert "real_problem: shared_by can never be “moon”" in problems(bare, asks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = ",
        "a = " + "[" * 50_000,
        "format = 2",
        GOOD.replace("level = 1", "level = " + "9" * 5000),
        GOOD.replace("level = 1", "level = -1"),
        GOOD.replace('name = "pak-tono"', 'name = "../../x"'),
        GOOD.replace('name = "pak-tono"', 'name = ""'),
        GOOD.replace("level = 1", "level = 1\nrun = 'rm -rf'"),
        GOOD.replace('moves = ["ask work"', 'moves = [7, "ask work"'),
        "runs = 7\n" + GOOD[: GOOD.index("[runs.good]")],
    ],
)
def test_what_is_no_vignette_is_refused_and_nothing_is_begun(bare: Cj, text: str) -> None:
    inside = bare.home / "a" / "b" / "c"  # where `../../x` would still be looked for
    inside.mkdir(parents=True)
    bare.env["HOME"] = str(inside)
    path = inside / "x.toml"
    path.write_text(text)

    checked, begun = (bare("practice", verb, str(path)) for verb in ("check", "start"))

    assert (checked.code, begun.code) == (16, 16)
    assert "x.toml is not a vignette" in checked.err
    assert [*bare.home.rglob("*.toml")] == [path]


def test_a_file_that_is_too_large_or_no_text_or_never_ends_is_refused(bare: Cj) -> None:
    large, binary = bare.home / "large.toml", bare.home / "binary.toml"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    binary.write_bytes(b"\xff\xfe\x00")

    assert bare("practice", "check", str(large)).code == 16
    assert bare("practice", "check", str(binary)).code == 16
    assert bare("practice", "check", "/dev/zero").code == 16
    assert bare("practice", "check", str(bare.home)).code == 14
    assert bare("practice", "check", "nobody").code == 14


def test_one_that_is_none_does_not_hide_the_others(bare: Cj) -> None:
    (bare.home / "none.toml").write_text("x")
    (bare.home / "good.toml").write_text(GOOD)

    seen = bare("practice", "check", str(bare.home / "none.toml"), str(bare.home / "good.toml"), "--json")

    assert seen.code == 17
    assert [bool(each["problems"]) for each in seen.json["items"]] == [True, False]


def test_what_a_stranger_wrote_is_shown_and_never_obeyed(bare: Cj) -> None:
    text = GOOD.replace("“Saya tidak apa-apa.”", "[bold]x\\u001b[31m").replace('"wait 7"]', '"[red]\\u001b[2J"]')
    (bare.home / "x.toml").write_text(text)

    shown = bare("practice", "check", str(bare.home / "x.toml")).out

    assert "[red]␛[2J is no move" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("word", ["--help", "--journal=%s"])
def test_a_word_of_a_strangers_file_is_never_an_option(bare: Cj, cj: Cj, word: str) -> None:
    refer = 'refer = {to = "LBH Kenanga", reason = "beyond_competence"}\nrefer_update = {status = "%s"}\n'
    text = GOOD.replace("[runs.middling]", refer % word.replace("%s", str(cj.journal)) + "[runs.middling]")
    before = cj.files()

    found = problems(cj, text)

    assert len(found) == 1
    assert found[0].startswith("runs.good, write refer_update: ")
    assert cj.files() == before


def test_a_sample_run_leaves_nothing_behind(bare: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    assert problems(bare, GOOD, 0) == []
    assert not [*tmp_path.glob("cj-practice-*")]
    assert not bare.journal.exists()


def test_more_than_anybody_could_hear_is_refused_and_much_is_no_defect(bare: Cj) -> None:
    event = '[[events]]\nday = 0\nkey = "e%d"\nid = "x"\nen = "x"\n'
    path = bare.home / "x.toml"

    for many, code in ((300, 0), (1200, 16)):
        path.write_text(GOOD + "".join(event % number for number in range(many)))
        assert bare("practice", "start", str(path), "--again").code == code
