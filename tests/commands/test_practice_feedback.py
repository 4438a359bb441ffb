"""`cj practice feedback`, `progress` and `check`: what the ordinary records show, and whether a vignette is sound."""

import pytest

from tests.commands.test_practice import VIGNETTE
from tests.world import Cj, Replies

RUBRIC = """
[[rubric]]
key = "real"
learn = "explore"
title = {id = "Masalah sebenarnya", en = "The real problem"}
why = {id = "Sebab rencana bergantung padanya.", en = "Because the plan hangs on it."}
author = {id = "Utang untuk menebus gerobak.", en = "The debt for getting the cart back."}
met = [{record = "assess", field = "evidence", cites = ["debt"], not = ["slip"]}]
[[rubric]]
key = "consent"
title = {id = "Persetujuan dulu", en = "Consent first"}
author = {id = "Sebelum dikirim.", en = "Before anything is sent."}
met = [{record = "consent", before = {record = "refer", field = "status", is = "sent"}}]
[[rubric]]
key = "words"
by = "lecturer"
title = {id = "Dengan kata sendiri", en = "In your own words"}
shows = {record = "assess", field = "underlying_problem"}
formulations = [{id = "Malu.", en = "Shame."}, {id = "Utang.", en = "Debt."}, {id = "Malas.", en = "Laziness."}]
[runs.good]
moves = ["explain_limits", "ask work", "reflect work", "write intake", "write assess"]
intake = {client = "Pak Tono", presenting_problem = "[slip]", confidentiality_explained = true}
assess = {underlying_problem = "Utang.", evidence = "[debt]", shared_by = "both", strengths = ["bekerja"]}
consent = {recipient = "LBH Kenanga", purpose = "utang", scope = ["name"], given_by = "client"}
refer = {to = "LBH Kenanga", reason = "specialist"}
refer_update = {status = "sent"}
ends = {real = "met", consent = "met", words = "lecturer"}
[runs.middling]
moves = ["explain_limits", "ask work", "reflect work"]
intake = {client = "Pak Tono", presenting_problem = "[slip]"}
assess = {underlying_problem = "Utang.", evidence = "[slip] [debt]"}
ends = {real = "partly", consent = "untested", words = "lecturer"}
[runs.poor]
moves = ["blame"]
intake = {client = "Pak Tono", presenting_problem = "x"}
ends = {real = "untested", consent = "untested", words = "lecturer"}
[runs.flooding]
moves = ["explain_limits", "ask work", "reflect work", "wait 10"]
intake = {client = "Pak Tono", presenting_problem = "x"}
assess = {underlying_problem = "x", evidence = "[slip] [explain_limits] [stall] [debt] [call]"}
ends = {real = "missed", consent = "untested", words = "lecturer"}
"""
WHOLE = VIGNETTE.replace("start = 0", 'start = 0\ntitle = {id = "Pak Tono", en = "Pak Tono"}') + RUBRIC


@pytest.fixture
def student(bare: Cj) -> Cj:
    (bare.home / "tono.toml").write_text(WHOLE, encoding="utf-8")
    bare.ok("practice", "start", str(bare.home / "tono.toml"))
    return bare


def worked(cj: Cj, evidence: str = "He borrowed [4].") -> Cj:
    """The talk and the records of somebody who did well."""
    for words in (("explain_limits", "x"), ("ask", "work", "x"), ("reflect", "work", "x")):
        cj.clock.forward(minutes=1)
        cj.ok("practice", "say", *words)
    cj.ok("intake", "--client", "Pak Tono", "--presenting-problem", "I am fine [1].")
    cj.ok("assess", "@", "--underlying-problem", "Debt and shame.", "--evidence", evidence, "--strength", "works")
    return cj


def ends(cj: Cj, *words: str) -> dict[str, str]:
    return {each["item"]: each["ending"] for each in cj.json("practice", "feedback", *words)["items"]}


def test_what_is_not_written_yet_is_named_together(bare: Cj) -> None:
    bare.ok("practice", "start", "benang")
    bare.ok("practice", "say", "silence", "kas", "(I wait)")

    shown = bare.ok("practice", "feedback").out

    assert "Because: nothing of that kind is written yet: cj group session, cj group review" in shown


def test_before_any_work_there_is_nothing_to_look_at(student: Cj) -> None:
    refused = student("practice", "feedback", "--json")

    assert (refused.code, refused.error["code"]) == (5, "nothing_done")


def test_it_reads_the_ordinary_records(student: Cj) -> None:
    assert ends(worked(student)) == {"real": "met", "consent": "untested", "words": "lecturer"}


def test_the_students_own_line_stands_beside_the_authors(student: Cj) -> None:
    worked(student)

    real, consent, _words = student.json("practice", "feedback")["items"]
    assert (real["mine"], real["author"]) == ("He borrowed [4].", "The debt for getting the cart back.")
    assert (real["why"], real["learn"]) == ("Because the plan hangs on it.", "explore")
    assert "author" not in consent  # it would give the case away


@pytest.mark.parametrize(("tested", "ending"), [("", "untested"), ('tested = ["debt"]\n', "missed")])
def test_the_authors_line_is_not_told_before_something_is_written(bare: Cj, tested: str, ending: str) -> None:
    met = 'met = [{record = "assess", field = "evidence"'
    (bare.home / "tono.toml").write_text(WHOLE.replace(met, tested + met), encoding="utf-8")
    bare.ok("practice", "start", str(bare.home / "tono.toml"))
    for words in (("explain_limits", "x"), ("ask", "work", "x"), ("reflect", "work", "x")):
        bare.ok("practice", "say", *words)

    real = bare.json("practice", "feedback")["items"][0]
    assert real["ending"] == ending
    assert not {"author", "why"} & real.keys()
    assert "cart back" not in bare.ok("practice", "feedback").out


def test_there_is_no_sum_and_no_mark(student: Cj) -> None:
    told = worked(student).json("practice", "feedback")

    assert told.keys() == {"schema", "vignette", "day", "items", "unheard"}
    assert "%" not in student.ok("practice", "feedback").out


def test_what_was_cited_and_never_heard_is_named(student: Cj) -> None:
    worked(student, evidence="[4] [17]")

    assert student.json("practice", "feedback")["unheard"] == [17]
    assert "Nobody has heard [17]" in student.ok("practice", "feedback").out


def test_a_line_that_nobody_heard_is_told_as_soon_as_it_is_cited(student: Cj) -> None:
    given = ("--client", "Pak Tono", "--presenting-problem")

    assert student.ok("intake", *given, "“I am fine” [1]").err == ""
    assert "Nobody has heard [17]" in student.ok("note", "@", "He borrowed [17], [1].").err


def test_free_wording_is_the_students_own_choice(student: Cj) -> None:
    worked(student)

    person = Replies("2")
    shown = student.ok("practice", "feedback", asks=person).out
    assert person.asked == ["In your own words: which of these is nearest to yours?"]
    assert "Debt.  (your own choice)" in shown
    words = student.json("practice", "feedback")["items"][2]
    assert (words["ending"], words["own_choice"]) == ("lecturer", 2)
    student.ok("practice", "feedback", "--nearest", "words=1")
    assert student.json("practice", "feedback")["items"][2]["own_choice"] == 1


def test_who_finds_no_wording_near_still_sees_the_feedback(student: Cj) -> None:
    worked(student)

    shown = student.ok("practice", "feedback", asks=Replies(None)).out
    assert "The real problem" in shown
    assert "your own choice" not in shown
    assert student.json("practice", "feedback")["items"][2]["own_choice"] is None


@pytest.mark.parametrize("said", ["words=4", "words", "words=0", "words=x", "real=1", "=1"])
def test_a_choice_there_is_not_is_refused(student: Cj, said: str) -> None:
    worked(student)

    assert student("practice", "feedback", "--nearest", said).code in {14, 16}
    assert student.json("practice", "feedback")["items"][2]["own_choice"] is None


def test_progress_shows_each_time_somebody_asked(student: Cj) -> None:
    student.ok("practice", "say", "explain_role", "x")
    ends(student)
    ends(student)
    ends(worked(student))

    [run] = student.json("practice", "progress")["items"]
    assert [each["ends"]["real"] for each in run["feedback"]] == ["untested", "met"]
    assert "● fully met" in student.ok("practice", "progress").out


def test_progress_goes_over_all_runs_and_leaves_out_what_cannot_be_read(student: Cj) -> None:
    ends(worked(student))
    student.ok("practice", "start", "ratna", "--journal", str(student.home / "ratna"))
    log = student.home / "ratna" / "practice.log"

    assert [each["vignette"] for each in student.json("practice", "progress")["items"]] == ["tono", "ratna"]
    log.write_bytes(b"[" + log.read_bytes()[1:])
    told = student("practice", "progress", "--json")
    assert [each["vignette"] for each in told.json["items"]] == ["tono"]
    assert "left out" in told.err


def test_two_things_of_one_run_are_not_told_as_two_runs(bare: Cj) -> None:
    """In Ratna's case two of the items are about exploring."""
    for place in ("one", "two"):
        run = ("--journal", str(bare.home / place))
        bare.ok("practice", "start", "ratna", *run)
        assert "Across the cases" not in bare.ok("practice", "progress").out
        bare.ok("practice", "say", "ask", "school", "x", *run)
        bare.ok("practice", "feedback", *run)

    across = bare.ok("practice", "progress").out.split("Across the cases")[1]
    assert "cj learn explore\t·· ··\n" in across


def test_a_sound_vignette_passes_and_its_runs_end_as_it_says(student: Cj) -> None:
    assert student.json("practice", "check", str(student.home / "tono.toml"))["items"][0]["problems"] == []


@pytest.mark.parametrize(
    ("there", "instead", "problem"),
    [
        ('ends = {real = "partly"', 'ends = {real = "met"', "runs.middling: real ends as partly, not met"),
        ('en = "From an app."', "", "shark: it is not said in en"),
        ('topic = "home"', 'topic = "heaven"', "wife: there is no “heaven”"),
        ("trust = 2", "trust = 99", "debt: no talk can bring it"),
        ('topic = "work"\ntrust', 'topic = "loan"\ntrust', "these wait for each other: debt"),
        ('cites = ["debt"]', 'cites = ["dept"]', "real: there is no “dept”"),
        ('field = "evidence"', 'field = "evidences"', "real: the form of assess has no field evidences"),
        ('is = "sent"', 'is = "posted"', "consent: status can never be “posted”"),
        ('learn = "explore"', 'learn = "xyzzy"', "real: cj learn knows nothing of “xyzzy”"),
        ('"ask work"', '"ask loan"', "runs.good, ask loan: nobody has spoken of loan by then"),
        ("[runs.poor]", "[runs.bad]", "runs: there is no run “poor”"),
        ('key = "call"', 'key = "debt"', "debt: two of them have this key"),
        (', {id = "Malas.", en = "Laziness."}', "", "words: it needs three wordings"),
        ('scope = ["name"]', 'scope = ["nam"]', "runs.good, write consent:"),
    ],
)
def test_what_is_wrong_with_a_vignette_is_said(bare: Cj, there: str, instead: str, problem: str) -> None:
    assert there in WHOLE
    path = bare.home / "x.toml"
    path.write_text(WHOLE.replace(there, instead, 1), encoding="utf-8")

    told = bare("practice", "check", str(path), "--json")
    assert told.code == 17, told
    assert any(each.startswith(problem) for each in told.json["items"][0]["problems"]), told.json


def test_a_sample_run_leaves_nothing_of_its_own(student: Cj) -> None:
    before = student.files()
    student.ok("practice", "check", str(student.home / "tono.toml"))

    assert student.files() == before
    assert len(student.json("practice", "progress")["items"]) == 1
