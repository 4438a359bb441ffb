"""A whole intake and a note, typed by hand at a real terminal."""

import os
import re
import signal
import sys
from pathlib import Path

import pexpect
import pytest

from tests.world import Cj, take_in

CTRL_D = "\x04"
UP, DOWN = "\x1b[A", "\x1b[B"


class Hand:
    """Somebody who types."""

    def __init__(self, cj: Cj) -> None:
        self.env = cj.env | {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self.env["PROMPT_TOOLKIT_NO_CPR"] = "1"  # this terminal does not tell where its cursor stands

    def type(self, *arguments: str) -> "pexpect.spawn[str]":
        """Begin a command."""
        command = ["-m", "casejournal", *arguments]
        return pexpect.spawn(
            sys.executable, command, env=self.env, encoding="utf-8", timeout=30, dimensions=(50, 80)
        )  # fmt: skip


@pytest.fixture
def hand(bare: Cj) -> Hand:
    """Hands on a keyboard, with no journal yet."""
    return Hand(bare)


def end(child: "pexpect.spawn[str]") -> int:
    """The exit code, once the command is over."""
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus if child.exitstatus is not None else -1)


LINE, LINES, ONE, SEVERAL = "(?:Enter|Ctrl-D): done", "Ctrl-D: done", "Enter: choose", "Space: mark"
"""What stands on the screen once a question listens."""


def asked(child: "pexpect.spawn[str]", question: str, kind: str) -> None:
    """Wait until the question is put and listens."""
    child.expect(question)
    child.expect(kind)


def test_a_first_day(hand: Hand, bare: Cj) -> None:
    child = hand.type("intake")
    child.expect("There is no journal")
    child.expect("Y/n")
    child.sendline("y")
    child.expect("Passphrase")
    child.sendline("nine quiet lamps")
    child.expect("Once more")
    child.sendline("nine quiet lamps")
    child.expect("Make recovery words now")
    child.expect("Y/n")
    child.sendline("y")
    child.expect("twelve words")
    child.expect("12 [a-z]+")
    paper = dict(re.findall(r"(\d+) ([a-z]+)", f"{child.before}{child.after}"))
    for _word in range(3):
        child.expect(r"word number \d+")
        number = str(child.after).rpartition(" ")[2]
        child.expect(LINE)
        child.sendline(paper[number])
    asked(child, "Client", LINE)
    child.sendline("Ibu Sari")
    asked(child, "Presenting problem", LINES)
    child.send("?")
    child.expect("People first talk about the problem that shows")
    asked(child, "Presenting problem", LINES)
    child.send("Anak saya tidak mau sekolah.\rSejak bapaknya pergi.\r\r")
    asked(child, "Areas", SEVERAL)
    child.send(" " + DOWN + " \r")
    asked(child, "Safety", ONE)
    child.send(UP + UP + "\r")
    asked(child, "About the danger", LINES)
    child.send("The landlord shouts." + CTRL_D)
    asked(child, "Confidentiality explained", ONE)
    child.send("\r")
    asked(child, "Anything else", SEVERAL)
    child.send("\r")
    child.expect(r"C-[0-9A-Z]{4}")
    assert end(child) == 0

    child = hand.type("note", "sari")
    asked(child, "What happened", LINES)
    child.send("Kami bicara lama. \u00fc" + CTRL_D)
    asked(child, "How did you meet", ONE)
    child.send("\r")
    asked(child, "Which of the eight roles", SEVERAL)
    child.send(" \r")
    asked(child, "Next step", LINE)
    child.sendline("Call the school")
    asked(child, "Next on", LINE)
    child.sendline("03/04")
    child.expect("could be")
    asked(child, "Next on", LINE)
    child.send("\x15")
    child.sendline("+7d")
    asked(child, "Anything else", SEVERAL)
    child.send("\r")
    child.expect(r"N-[0-9A-Z]{4}")
    assert end(child) == 0

    child = hand.type("show", "@")
    child.expect("Kami bicara lama. \u00fc")
    assert end(child) == 0

    stored = b"".join(path.read_bytes() for path in Path(bare.home).rglob("*") if path.is_file())
    for word in (b"Sari", b"sekolah", b"landlord", b"bicara", b"lamps"):
        assert word not in stored


def test_ctrl_c_at_a_question_ends_with_130_and_what_was_answered_is_kept(
    hand: Hand, bare: Cj, passphrase_file: str
) -> None:
    env = {"CJ_PASSPHRASE_FILE": passphrase_file}
    bare.ok("init", env=env)
    hand.env |= env
    child = hand.type("intake")
    asked(child, "Client", LINE)
    child.sendline("Ibu Sari")
    asked(child, "Presenting problem", LINES)
    child.send("\r")
    child.expect("needs an answer")
    asked(child, "Presenting problem", LINES)
    child.send("Half a th")
    child.sendintr()
    child.expect("cj draft resume D-[0-9A-Z]{4}")
    assert end(child) == 130
    assert bare.json("list", env=env)["items"] == []

    child = hand.type("draft", "resume")
    asked(child, "Presenting problem", "Half a th")
    child.expect(LINES)
    child.send("ought, and the rest." + CTRL_D)
    for question, kind in (("Areas", SEVERAL), ("Safety", ONE), ("Confidentiality", ONE), ("Anything else", SEVERAL)):
        asked(child, question, kind)
        child.send("\r")
    child.expect(r"C-[0-9A-Z]{4}")

    assert end(child) == 0
    assert [case["client"] for case in bare.json("list", env=env)["items"]] == ["Ibu Sari"]
    assert bare.json("draft", "list", env=env)["items"] == []
    told = bare.json("show", "@", env=env)["intake"]["presenting_problem"]
    assert told == "Half a thought, and the rest."


def test_a_no_ends_with_3(hand: Hand, bare: Cj) -> None:
    child = hand.type("intake")
    child.expect("Y/n")
    child.sendline("n")
    child.expect("Stopped, as you asked")

    assert end(child) == 3
    assert not bare.journal.exists()


def test_a_wrong_passphrase_may_be_tried_again(hand: Hand, bare: Cj, passphrase_file: str) -> None:
    bare.ok("init", env={"CJ_PASSPHRASE_FILE": passphrase_file})
    child = hand.type("list")
    child.expect("Passphrase")
    child.sendline("nine loud lamps")
    child.expect("Passphrase")
    child.sendline("nine quiet lamps")
    child.expect("No cases")

    assert end(child) == 0
    assert end(hand.type("list")) == 0


def answer(child: "pexpect.spawn[str]", *replies: tuple[str, str, str]) -> None:
    """Answer questions one after the other: what is asked, how it is put, what is typed."""
    for question, kind, keys in replies:
        asked(child, question, kind)
        child.send(keys)


def test_a_case_is_worked_from_assessment_to_closing(hand: Hand, bare: Cj, passphrase_file: str) -> None:
    env = {"CJ_PASSPHRASE_FILE": passphrase_file}
    bare.env |= env
    hand.env |= env
    bare.ok("init")
    bare.ok(
        "intake", "--client", "Ibu Sari", "--presenting-problem", "He will not go to school.", "--area", "education"
    )

    child = hand.type("assess", "sari")
    child.expect("as the client told it: He will not go to school.")
    answer(
        child,
        ("Underlying problem", LINES, "No money for shoes." + CTRL_D),
        ("What changed the view", LINES, CTRL_D),
        ("Shared by", ONE, UP + "\r"),
        ("Domains", SEVERAL, "\r"),
        ("education · Score", ONE, UP + UP + UP + "\r"),
        ("education · Reason", LINE, "absent since July\r"),
        ("Strengths", LINE, "\r"),
        ("needs an answer", LINE, "keeps going; sews\r"),
        ("Risk", ONE, "\r"),
        ("Anything else", SEVERAL, "\r"),
    )
    child.expect("Next, together: cj plan")
    assert end(child) == 0

    child = hand.type("plan", "sari")
    answer(
        child,
        ("Goal 1", LINE, "Dimas goes to school\r"),
        ("Goal 1 · Anything else", SEVERAL, "me d e \r"),
        ("Goal 1 · Measure", LINE, "the attendance book\r"),
        ("Goal 1 · Due", LINE, "+30d\r"),
        ("Goal 1 · Expected", LINE, "four days a week\r"),
        ("Goal 2", LINE, "\r"),
        ("Task 1", LINE, "client: ask about fees by +3d #1\r"),
        ("Task 2", LINE, "\r"),
        ("Agreed", ONE, "\r"),
        ("needs an answer", ONE, "y\r"),
        ("Anything else", SEVERAL, " r \r"),
        ("In the client's words", LINE, "Slowly, but it moves.\r"),
        ("Review on", LINE, "+30d\r"),
    )
    child.expect("New task T-[0-9A-Z]{4}: ask about fees")
    assert end(child) == 0

    child = hand.type("review", "sari")
    answer(
        child,
        ("Rated by", ONE, UP * 4 + "\r"),
        ("Ratings", SEVERAL, "\r"),
        ("1 Dimas goes to school · Level", ONE, UP * 3 + "\r"),
        ("What helped", LINES, "The neighbour." + CTRL_D),
        ("What next", LINES, CTRL_D),
        ("Next review on", LINE, "\r"),
        ("Anything else", SEVERAL, "\r"),
    )
    child.expect("four days a week")
    assert end(child) == 0

    task = bare.json("task", "list")["items"][0]["ref"]
    bare.ok("task", "done", task)
    child = hand.type("close", "sari")
    answer(
        child,
        ("Why does the work end", ONE, UP * 10 + "\r"),
        ("Outcomes", SEVERAL, "\r"),
        ("school · Result", ONE, UP * 4 + "\r"),
        ("school · In words", LINE, "four days a week\r"),
        ("Aftercare", LINE, "\r"),
        ("Client told on", LINE, "today\r"),
        ("Client told how", LINE, "at her door\r"),
        ("Client's words", LINE, "Now I can do it alone.\r"),
        ("Anything else", SEVERAL, "\r"),
    )
    child.expect("the goals are met")
    assert end(child) == 0

    shown = bare.json("show", "sari")
    assert shown["stage"] == "closed"
    assert shown["assessments"][0]["domains"] == [{"area": "education", "score": 2, "reason": "absent since July"}]
    assert shown["reviews"][0]["t"] == 50
    assert shown["closings"][0]["outcomes"] == [{"goal": 1, "result": "reached", "words": "four days a week"}]
    assert bare("check", "sari").code == 0


@pytest.mark.parametrize("hangs_up", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_is_closed_keeps_the_half_typed_line(
    hand: Hand, bare: Cj, passphrase_file: str, hangs_up: signal.Signals
) -> None:
    env = {"CJ_PASSPHRASE_FILE": passphrase_file}
    bare.env |= env
    hand.env |= env
    bare.ok("init")
    take_in(bare, "Ibu Sari")
    child = hand.type("note", "sari")
    asked(child, "What happened", LINES)
    child.send("We talked long and then")
    child.expect("then")
    child.kill(hangs_up)

    assert end(child) == 130
    (draft,) = bare.json("draft", "list")["items"]
    assert draft["begun"] == {"body": "We talked long and then"}


def meet(hand: Hand, *, away: int | None = None, decides: str = "", stage: int = 0, new: str = "") -> int:
    """One evening written down by hand: who was not there by their place on the list, what was decided, the stage."""
    child = hand.type("group", "session", "tangguh")
    asked(child, "Happened on", LINE)
    child.sendline("")
    asked(child, "Absent", SEVERAL)
    child.send((DOWN * away + " " if away is not None else "") + "\r")
    asked(child, "Excused", SEVERAL)
    child.send("\r")
    asked(child, "Programme", LINES)
    child.send("We counted.\rThen we ate.\r\r")
    asked(child, "What came of it", LINES)
    child.send(CTRL_D)
    asked(child, "Next session on", LINE)
    child.sendline("+7d")
    asked(child, "Anything else", SEVERAL)
    rest = {"decisions": decides, "tasks": "always", "stage": stage, "members": "always", "somebody": new}
    child.send("".join(f"{title} " for title, said in rest.items() if said) + "\r")
    if new:
        asked(child, "Somebody new", LINE)
        child.sendline(new)
    if decides:
        asked(child, "Decision 1", LINE)
        child.sendline(decides)
        if ":" not in decides:
            asked(child, "How", ONE)
            child.send("a\r")  # all agreed
        asked(child, "Decision 2", LINE)
        child.sendline("")
    asked(child, "Tasks of the group", SEVERAL)
    child.send(" \r")
    asked(child, "What was done", LINE)
    child.sendline("the room")
    if stage:
        asked(child, "Stage", ONE)
        child.send(UP * stage + "\r")
        asked(child, "What shows it", LINE)
        child.sendline("they say we")
    asked(child, "Notes on members", SEVERAL)
    child.send(DOWN * 5 + " \r")
    asked(child, "What was noted", LINE)
    child.sendline("She laughed with Bu Nur.")
    child.expect(r"S-[0-9A-Z]{4}")
    return end(child)


def test_a_group_of_eight_through_five_sessions(hand: Hand, bare: Cj) -> None:
    bare.ok("init", "--plain-text")
    case = take_in(bare, "Ibu Ani")
    child = hand.type("group", "form", "--on", "-30d")
    for question in ("Name", "Purpose of the group", "Why a group"):
        asked(child, question, LINE)
        child.send("Ibu Tangguh" + (CTRL_D if question != "Name" else "\r"))
    asked(child, "For whom", LINE)
    child.sendline("women who sew")
    asked(child, "Meets", LINE)
    child.sendline("")
    asked(child, "Anything else", SEVERAL)
    child.send("size norms \r")
    asked(child, "Size", LINE)
    child.sendline("nine")
    child.expect("whole number")
    asked(child, "Size", LINE)
    child.sendline("\x159")
    asked(child, "Norms", LINE)
    child.sendline("what is said here stays here; we listen")
    child.expect(r"G-[0-9A-Z]{4}")
    assert end(child) == 0

    child = hand.type("group", "join", "tangguh", "ani", "--on", "-30d")
    asked(child, "Own aim", LINE)
    child.sendline("company")
    asked(child, "Anything else", SEVERAL)
    child.send("\r")
    child.expect(r"M-[0-9A-Z]{4}")
    assert end(child) == 0
    child = hand.type("group", "join", "tangguh")
    asked(child, "Alias", LINE)
    child.sendline("Bu Nur")
    asked(child, "Own aim", LINE)
    child.sendline("to price")
    asked(child, "Anything else", SEVERAL)
    child.send("\r")
    child.expect(r"M-[0-9A-Z]{4}")
    assert end(child) == 0
    for alias in ("Bu Sum", "Bu Tini", "Bu Wati", "Bu Yem", "Mbak Lilis", "Mbak Siti"):
        bare.ok("group", "join", "tangguh", "--alias", alias, "--on", "-30d")

    assert meet(hand, decides="We meet on Saturdays", stage=5) == 0
    assert meet(hand, away=6, stage=4) == 0
    assert meet(hand, away=6, decides="One price", new="Bu Zainab") == 0
    assert meet(hand) == 0
    assert meet(hand, stage=1) == 0

    shown = bare.json("group", "show", "tangguh")
    rates = {shown["called"][each["member"]]: each["rate"] for each in shown["attendance"]}
    assert len(shown["sessions"]) == 5
    assert len(rates) == 9
    assert rates["Mbak Lilis"] == 0.6
    assert [each["stage"] for each in shown["sessions"]] == ["forming", "storming", None, None, "adjourning"]
    assert [each["how"] for held in shown["sessions"] for each in held["decisions"]] == ["consensus", "consensus"]
    (part,) = bare.json("show", case)["groups"]
    assert part["sessions"][0]["note"] == "She laughed with [a member]."
