"""`cj practice`: a made-up client who answers by rules, in a plain journal of its own."""

from datetime import timedelta

import pytest

from casejournal.ask.asks import Request
from casejournal.desk.practice.clock import clock
from casejournal.domain.practice.move import Move, move_meant
from casejournal.domain.practice.run import practice_time
from casejournal.render.practice.talk import use_line
from tests.world import MONDAY, Cj, Replies, take_in

VIGNETTE = """
format = 1
name = "tono"
level = 1
slip = {id = "Tono, 50. “Saya tidak apa-apa.”", en = "Tono, 50. “I am fine.”"}
start = 0
[people]
client = {id = "Pak Tono", en = "Pak Tono"}
[topics]
work = {id = "kerja", en = "work"}
home = {id = "rumah", en = "home"}
[moves]
explain_limits = {trust = 1, id = "Jadi istri saya tidak tahu?", en = "So my wife will not know?"}
blame = {trust = -2, id = "Ya, salah saya.", en = "Yes, my fault."}
[[says]]
key = "stall"
topic = "work"
id = "Gerobak saya diangkut bulan lalu."
en = "They took my cart last month."
[[says]]
key = "debt"
topic = "work"
trust = 2
names = {loan = {id = "pinjaman", en = "the loan"}}
id = "Saya pinjam untuk menebusnya."
en = "I borrowed to get it back."
[[says]]
key = "shark"
topic = "loan"
id = "Dari aplikasi."
en = "From an app."
[[says]]
key = "wife"
topic = "home"
trust = 0
moves = ["silence"]
id = "Istri saya belum tahu."
en = "My wife does not know."
[[events]]
day = 3
key = "call"
id = "Seseorang menelepon."
en = "Somebody calls."
[[events]]
day = 10
key = "visit"
after = ["call"]
id = "Dua orang datang."
en = "Two men come."
[[agencies]]
key = "lbh"
name = {id = "LBH Kenanga", en = "LBH Kenanga"}
does = {id = "bantuan hukum", en = "legal aid"}
phone = "0274 555 0100"
"""


@pytest.fixture
def student(bare: Cj) -> Cj:
    """Somebody without a journal of their own, practising with Tono."""
    (bare.home / "tono.toml").write_text(VIGNETTE, encoding="utf-8")
    bare.ok("practice", "start", str(bare.home / "tono.toml"))
    return bare


def heard(cj: Cj) -> list[str]:
    return [each["text"] for each in cj.json("practice", "heard")["items"]]


def say(cj: Cj, *words: str) -> list[str]:
    """What the client answers."""
    return [each["text"] for each in cj.json("practice", "say", *words)["heard"]]


def test_the_client_tells_what_the_topic_the_move_and_the_trust_allow(student: Cj) -> None:
    assert say(student, "ask", "work", "How is work?") == ["They took my cart last month."]
    assert student.json("practice", "say", "ask", "work", "And then?")["guarded"]
    assert say(student, "explain_limits", "I tell nobody.") == ["So my wife will not know?"]
    assert say(student, "reflect", "work", "That is hard.") == ["I borrowed to get it back."]
    assert say(student, "ask", "loan", "From whom?") == ["From an app."]
    assert student.json("practice", "say", "ask", "loan", "And?")["told_all"]
    assert heard(student)[0] == "Tono, 50. “I am fine.”"
    assert [each["number"] for each in student.json("practice", "heard")["items"]] == [1, 2, 3, 4, 5]


def test_trust_is_given_once_for_a_move_and_a_topic_and_taken_each_time(student: Cj) -> None:
    say(student, "ask", "work", "x")
    for _each in range(3):
        say(student, "explain_limits", "Nobody hears of it.")
    assert student.json("practice", "say", "ask", "work", "x")["guarded"]
    say(student, "affirm", "You keep going.")
    say(student, "blame", "Your own fault.")
    say(student, "blame", "Your own fault.")
    say(student, "reflect", "work", "Hard.")
    say(student, "reflect", "home", "Hard.")

    assert student.json("practice", "say", "ask", "work", "x")["guarded"]


def test_a_closed_question_brings_only_what_anybody_is_told(student: Cj) -> None:
    assert say(student, "ask_closed", "work", "Do you work?") == ["They took my cart last month."]
    say(student, "explain_limits", "x")
    say(student, "affirm", "You keep going.")

    assert student.json("practice", "say", "ask_closed", "work", "Did you borrow?")["guarded"]
    assert say(student, "ask", "work", "How did you manage?") == ["I borrowed to get it back."]


def test_some_lines_need_a_move_of_their_own(student: Cj) -> None:
    assert student.json("practice", "say", "ask", "home", "How is home?")["guarded"]
    assert say(student, "silence", "home", "(I wait)") == ["My wife does not know."]


def test_the_topic_may_be_left_out_once_one_was_spoken_of(student: Cj) -> None:
    refused = student("practice", "say", "ask", "How are you?", "--no-input", "--json")
    assert (refused.code, refused.error["code"]) == (4, "no_topic_yet")
    say(student, "ask", "work", "x")

    assert student.json("practice", "say", "ask", "And then?")["guarded"]


def test_only_what_somebody_has_spoken_of_can_be_asked_about(student: Cj) -> None:
    refused = student("practice", "say", "ask", "loan", "From whom?", "--json")

    assert (refused.code, refused.error["code"]) == (14, "not_said_yet")
    assert "work, home" in refused.error["hint"]
    assert len(heard(student)) == 1


def test_moves_and_topics_are_understood_in_either_language(student: Cj) -> None:
    assert say(student, "pertanyaan terbuka", "kerja", "Bagaimana?") == ["They took my cart last month."]
    assert say(student, "diam", "rumah", "(saya menunggu)", "--lang", "id") == ["Istri saya belum tahu."]
    assert student.ok("practice", "heard", "--lang", "id").out.count("Gerobak saya diangkut bulan lalu.") == 1


def test_a_move_has_a_word_in_the_readers_language(student: Cj) -> None:
    assert say(student, "tanya", "kerja", "Bagaimana?") == ["They took my cart last month."]
    refused = student("practice", "say", "peluk", "kerja", "x", "--json", "--lang", "id")

    assert "tanya (pertanyaan terbuka), tanya_tertutup (" in refused.error["hint"]
    words = [move_meant(called) for called in ("tanya_tertutup", "jelaskan batas", "pantul", "kembalikan", "diam")]
    assert words == [Move.ASK_CLOSED, Move.EXPLAIN_LIMITS, Move.REFLECT, Move.HAND_BACK, Move.SILENCE]
    assert all(move_meant(each.value) is each for each in Move)


def test_a_sentence_alone_is_asked_what_it_is(student: Cj) -> None:
    person = Replies("ask", "work")

    assert "They took my cart" in student.ok("practice", "say", "How is work?", asks=person).out
    assert student.json("practice", "heard", "--mine")["marks"][0]["said"] == "How is work?"
    assert student("practice", "say", "How is work?", "--no-input").code == 16


def test_what_why_says_about_a_kind_of_sentence(student: Cj) -> None:
    person = Replies(Request.WHY, "ask", "work", "How is work?")

    assert "how far they trust you" in student.ok("practice", "say", asks=person).err


@pytest.mark.parametrize("command", [("intake", "--client", "Tono"), ("today",), ("note", "tono", "x")])
def test_without_the_line_that_leads_there_the_practice_journal_is_named(student: Cj, command: tuple[str, ...]) -> None:
    nothing_named = {"CJ_JOURNAL": ""}
    refused = student(*command, "--json", env=nothing_named, asks=Replies())  # nobody is asked to make a journal

    assert (refused.code, refused.error["code"]) == (10, "practised_elsewhere")
    assert f"export CJ_JOURNAL='{student.journal}'" in refused.error["hint"]
    assert student(*command, "--json", "--journal", str(student.home / "x")).error["code"] == "no_journal"


def test_a_move_there_is_not_is_refused_with_those_there_are(student: Cj) -> None:
    refused = student("practice", "say", "hug", "work", "x", "--json")

    assert (refused.code, refused.error["code"]) == (16, "unknown_choice")
    assert "ask (open question)" in refused.error["hint"]
    assert "hand_back" not in refused.error["hint"]  # there is no group


def test_what_is_left_out_is_asked_for(student: Cj) -> None:
    person = Replies("ask", "work", "How is work?")

    assert "They took my cart" in student.ok("practice", "say", asks=person).out
    assert person.asked == ["What kind of sentence is it?", "What is it about?", "What do you say?"]
    assert person.befores[:2] == ["ask", "work"]  # what Enter takes: never “none of these”
    assert student.json("practice", "heard", "--mine")["marks"] == [
        {"move": "ask", "topic": "work", "said": "How is work?", "days": 0}
    ]


def test_how_long_to_wait_is_asked_for(student: Cj) -> None:
    person = Replies("3d")

    assert "Somebody calls." in student.ok("practice", "wait", asks=person).out
    assert person.asked == ["How many days pass?"]
    assert student("practice", "wait").code == 4  # nobody can be asked


def test_the_line_to_copy_stays_whole_on_a_narrow_screen(student: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken in two it would not be exported, and the other commands would write to the journal of real people."""
    monkeypatch.setenv("COLUMNS", "40")

    folder = student.home / "a folder with rather a long name" / "ratna"
    shown = student.ok("practice", "start", "ratna", "--journal", str(folder), terminal=True).out
    assert f"export CJ_JOURNAL='{folder}'" in shown


@pytest.mark.parametrize(
    ("env", "line"),
    [
        ({"SHELL": "/bin/bash"}, r"export CJ_JOURNAL='/home/o'\''brien'"),
        ({"SHELL": "/usr/bin/fish"}, r"set -x CJ_JOURNAL '/home/o'\''brien'"),
        ({"PSModulePath": "C:"}, "$env:CJ_JOURNAL = '/home/o''brien'"),
    ],
)
def test_an_apostrophe_in_the_folder_does_not_end_the_line_to_copy(env: dict[str, str], line: str) -> None:
    assert use_line("/home/o'brien", env) == line


def test_days_pass_only_when_the_student_lets_them(student: Cj) -> None:
    assert student.json("practice", "wait", "2d")["heard"] == []
    student.wait(days=40)
    assert student.json("practice", "wait", "1")["heard"][0]["text"] == "Somebody calls."
    assert [each["text"] for each in student.json("practice", "wait", "1w")["heard"]] == ["Two men come."]
    assert student.json("practice", "heard")["day"] == 10


@pytest.mark.parametrize("span", ["0", "yesterday", "9999", "-3d", "soon", "x7"])
def test_what_is_no_number_of_days_is_refused(student: Cj, span: str) -> None:
    assert student("practice", "wait", "--", span).code == 16


def test_going_on_tomorrow_goes_on_in_the_same_day_and_nothing_is_late(student: Cj) -> None:
    first = take_in_practice(student)
    student.wait(days=1, hours=3)
    second = student.json("note", first, "She came.", "--journal", journal(student))
    student.json("practice", "wait", "7d")
    third = student.json("note", first, "She came again.", "--journal", journal(student))

    assert [second["on"], third["on"]] == ["2026-11-23", "2026-11-30"]
    assert not second["late"]
    assert not third["late"]
    assert second["recorded_at"] < third["recorded_at"]


def test_the_practice_clock_never_goes_back_and_never_reaches_midnight() -> None:
    shown = [practice_time(MONDAY, MONDAY, MONDAY + timedelta(seconds=each)) for each in range(0, 40 * 86400, 997)]

    assert shown == sorted(set(shown))
    assert shown[-1].date() == MONDAY.date()
    assert practice_time(MONDAY, MONDAY, MONDAY - timedelta(days=3)) == MONDAY


def journal(cj: Cj) -> str:
    return str(cj.json("status", env={"CJ_JOURNAL": folder(cj)})["folder"])


def folder(cj: Cj) -> str:
    """Where the practice journal of Tono is: CJ_JOURNAL was free."""
    return str(cj.journal)


def take_in_practice(cj: Cj) -> str:
    given = ("--client", "Pak Tono", "--presenting-problem", "I am fine.")
    return str(cj.json("intake", *given)["ref"])


def test_whoever_has_looked_at_the_practice_clock_sees_it_move(student: Cj) -> None:
    """A check of a vignette lets days pass again and again in one process."""
    now = clock(student.journal, lambda: MONDAY)
    before = now()

    student.ok("practice", "wait", "7d")

    assert (now().date() - before.date()).days == 7


def test_what_was_said_can_be_neither_undone_nor_struck(student: Cj) -> None:
    say(student, "blame", "Your own fault.")
    turn = student.json("history", "practice")["items"][-1]["versions"][0]["ref"]

    undone = student("undo", "--yes", "--json")
    assert (undone.code, undone.error["code"]) == (5, "said_already")
    assert student("strike", turn, "--reason", "x", "--yes", "--json").error["code"] == "said_already"
    assert heard(student)[-1] == "Yes, my fault."


@pytest.mark.parametrize(("there", "damage"), [(b"Tono", b"Toni"), (b"{", b"[")])
def test_damage_to_the_talk_is_named_and_stops_nothing_else(student: Cj, there: bytes, damage: bytes) -> None:
    case = take_in_practice(student)
    log = student.journal / "practice.log"
    log.write_bytes(log.read_bytes().replace(there, damage, 1))

    assert [each["file"] for each in student("verify", "--json").json["verdicts"]] == ["practice.log"]
    assert student("practice", "heard", "--json").error["code"] == "damaged"
    assert student.json("note", case, "She came.")["body"] == "She came."


def test_the_agencies_of_the_case_are_in_the_directory(student: Cj) -> None:
    assert [each["name"] for each in student.json("agency", "list")["items"]] == ["LBH Kenanga"]


def test_a_practice_journal_is_marked_for_ever(student: Cj) -> None:
    assert student.json("status")["practice"]
    student.ok("backup", str(student.home / "b.zip"))
    student.ok("restore", str(student.home / "b.zip"), env={"CJ_JOURNAL": str(student.home / "back")})

    assert student.json("status", env={"CJ_JOURNAL": str(student.home / "back")})["practice"]
    assert student.json("verify", "--deep")["verdicts"] == []
    header = student.journal / "journal.toml"
    header.write_text(header.read_text().replace("practice = true\n", ""))
    assert student("list").code == 13


def test_who_looks_for_somebody_in_the_wrong_practice_journal_is_told_which_it_is(student: Cj) -> None:
    assert str(student.journal) in student("note", "nurdin", "x").err.partition("nurdin")[0]
    own = ("--journal", str(student.home / "own"))
    student.ok("init", "--plain-text", "--yes", *own)
    assert str(student.home / "own") not in student("note", "nurdin", "x", *own).err


def test_a_case_begun_in_a_folder_of_ones_own_is_gone_on_with_there(bare: Cj) -> None:
    there = bare.home / "ratna"
    bare.ok("practice", "start", "ratna", "--journal", str(there))

    tomorrow = {"CJ_JOURNAL": ""}
    refused = bare("practice", "start", "ratna", "--json", env=tomorrow)

    assert refused.error["code"] == "run_already"
    assert f"CJ_JOURNAL='{there}'" in refused.error["hint"]
    assert bare.json("practice", "start", "ratna", "--again", env=tomorrow)["journal"] != str(there)


def test_a_second_case_needs_a_journal_of_its_own(student: Cj) -> None:
    refused = student("practice", "start", "ratna", "--json")

    assert (refused.code, refused.error["code"]) == (5, "run_already")
    assert "tono" in refused.error["message"]
    assert f"CJ_JOURNAL='{student.journal}'" in refused.error["hint"]  # who goes on tomorrow is told how
    assert heard(student) == ["Tono, 50. “I am fine.”"]
    student.ok("practice", "start", "ratna", "--journal", str(student.home / "ratna"))
    assert len(heard(student)) == 1


def test_a_journal_of_real_people_is_never_practised_in(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari")
    before = cj.files()

    refused = cj("practice", "start", "ratna", "--journal", str(cj.journal), "--json")
    assert (refused.code, refused.error["code"]) == (5, "not_practice")
    cj.ok("practice", "start", "ratna")
    cj.ok("practice", "say", "ask", "school", "How is school?")
    assert {name: data for name, data in cj.files().items() if name != "index.log"} == {
        name: data for name, data in before.items() if name != "index.log"
    }
    assert cj.json("list")["items"][0]["ref"] == sari
    assert (cj.home / ".local/share/casejournal/practice/ratna").is_dir()
    assert cj("practice", "say", "ask", "x", "--journal", str(cj.journal), "--json").error["code"] == "not_practice"


def test_nobody_real_comes_into_a_practice_journal(student: Cj, tmp_path_factory: pytest.TempPathFactory) -> None:
    table = tmp_path_factory.mktemp("table") / "clients.csv"
    table.write_text("Nama;Masalah\nPak Hasan;x\n")

    refused = student("import", str(table), "--json")
    assert (refused.code, refused.error["code"]) == (5, "in_practice")


def test_before_anything_was_begun_it_says_how_to_begin(bare: Cj) -> None:
    for command in (("say", "ask", "x", "y"), ("heard",), ("wait", "7d")):
        refused = bare("practice", *command, "--json")
        assert (refused.code, refused.error["code"]) == (10, "no_run")
        assert "cj practice list" in refused.error["hint"]


def test_a_case_that_is_not_known_names_those_that_are(bare: Cj) -> None:
    refused = bare("practice", "start", "rahma", "--json")

    assert refused.code == 14
    assert "ratna" in refused.error["hint"]
    assert not bare.journal.exists()


@pytest.mark.parametrize(
    "text",
    [
        "format = 2",
        "",
        "not toml [",
        VIGNETTE + "\nsurprise = 1\n",
        "\x00",
        VIGNETTE.replace("trust = 2", "trust = 'x'"),
    ],
)
def test_a_file_that_is_no_case_is_refused_before_anything_is_made(bare: Cj, text: str) -> None:
    (bare.home / "x.toml").write_text(text)

    refused = bare("practice", "start", str(bare.home / "x.toml"), "--json")
    assert (refused.code, refused.error["code"]) == (16, "vignette_not_understood")
    assert not bare.journal.exists()


def test_the_same_marks_bring_the_same_lines_on_every_machine(
    student: Cj, tmp_path_factory: pytest.TempPathFactory
) -> None:
    marks = [("explain_limits", "x"), ("ask", "work", "a"), ("reflect", "work", "b"), ("ask", "loan", "c")]
    there = Cj(tmp_path_factory.mktemp("there"))
    there.wait(days=3)
    (there.home / "tono.toml").write_text(VIGNETTE.replace("\n", "\r\n"), encoding="utf-8")
    there.ok("practice", "start", str(there.home / "tono.toml"), "--lang", "id")
    for mark in marks:
        assert say(student, *mark) == say(there, *mark)

    assert heard(student) == heard(there)


def test_what_a_lecturer_wrote_is_never_an_escape(bare: Cj) -> None:
    (bare.home / "x.toml").write_text(VIGNETTE.replace("I am fine.", r"\u001b[31m[/b] fine"), encoding="utf-8")
    bare.ok("practice", "start", str(bare.home / "x.toml"))

    shown = bare.ok("practice", "heard", env={"FORCE_COLOR": "1"}).out
    assert "\x1b[31m" not in shown
    assert "␛[31m[/b] fine" in shown


def test_the_list_says_how_far_a_student_is(student: Cj) -> None:
    ratna = ("--journal", str(student.home / "ratna"))
    student.ok("practice", "start", "ratna", *ratna)
    student.ok("practice", "wait", "9d", *ratna)

    told = {each["name"]: each for each in student.json("practice", "list")["items"]}
    assert told["ratna"]["begun"] == {"day": 9, "sentences": 0}
    assert sorted(each["level"] for each in told.values()) == [each["level"] for each in told.values()]


def test_the_practice_clock_counts_however_the_journal_is_named(bare: Cj) -> None:
    there = ("--journal", str(bare.home / "ratna"))
    bare.ok("practice", "start", "ratna", *there)
    bare.ok("practice", "wait", "5", *there)
    said = bare.json("practice", "say", "ask", "school", "How is school?", *there)["heard"]
    case = bare.json("intake", "--client", "Ratna", "--presenting-problem", "x", *there)

    heard = bare.json("practice", "heard", *there)
    assert heard["items"][-1] == said[-1]
    assert (heard["day"], case["on"], case["late"]) == (5, "2026-11-28", False)
