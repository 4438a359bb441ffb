"""Questions in plain lines: typed answers, nothing redrawn, and nothing that was typed is lost."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from casejournal.ask.asks import Request, Where
from casejournal.ask.typed import Typed
from tests.world import Cj

AREAS = [("family", "Family"), ("income", "Work and income"), ("housing", "Housing"), ("", "(not said)")]
SCALE = [("-1", "-1 worse"), ("0", " 0 as it was"), ("1", "+1 better"), ("", "(not said)")]


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """The signals stay those of the tests."""
    kept = {name: signal.getsignal(name) for name in (signal.SIGHUP, signal.SIGTERM)}
    yield
    for name, handler in kept.items():
        signal.signal(name, handler)


Heard = pytest.CaptureFixture[str]
"""What is said on standard error."""


def typing(*lines: str | BaseException | type[BaseException], pasted: Sequence[str] = ()) -> Typed:
    """Somebody who types these lines; those in `pasted` come together with the next."""
    left = list(lines)

    def line() -> str:
        typed = left.pop(0)
        if isinstance(typed, str):
            return typed
        raise typed

    return Typed(line, lambda: bool(left) and left[0] in pasted)


def one(*lines: Any, before: str = "", choices: Any = AREAS) -> Any:
    return typing(*lines).one("Area", "Which.", choices, before)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2", "income"), ("income", "income"), ("WORK AND INCOME", "income"), ("w", "income"), ("ho", "housing"),
        ("inc", "income"), ("", ""), ("-", ""), ("<", Request.BACK), ("?", Request.WHY),
    ],
)  # fmt: skip
def test_one_is_chosen_by_number_value_label_or_first_letters(typed: str, value: object) -> None:
    assert one(typed) == value


def test_what_fits_nothing_or_several_is_said_and_asked_again(capsys: Heard) -> None:
    choices = [("sari", "Ibu Sari"), ("sri", "Ibu Sri"), ("", "(none)")]

    assert one("9", "x", "s", "ibu", "sr", choices=choices) == "sri"

    heard = capsys.readouterr().err
    assert "“9” is none of these." in heard
    assert "“x” is none of these." in heard
    assert "“ibu” could be any of these: Ibu Sari, Ibu Sri" in heard


def test_a_scale_is_answered_by_its_own_numbers(capsys: Heard) -> None:
    assert [one(typed, choices=SCALE) for typed in ("-1", "0", "1", "+1", "better")] == ["-1", "0", "1", "1", "1"]
    assert "  +1 better" in capsys.readouterr().err.splitlines()


def test_enter_alone_keeps_the_earlier_answer_and_a_dash_takes_it_away() -> None:
    assert one("", before="income") == "income"
    assert one("-", before="income") == ""
    assert typing("").several("Areas", "Which.", AREAS, ["income", "family"]) == ["family", "income"]
    assert typing("-").several("Areas", "Which.", AREAS, ["income"]) == []
    assert typing("").text("Client", "Who.", "Ibu Sari", long=False) == "Ibu Sari"
    assert typing("-").text("Client", "Who.", "Ibu Sari", long=False) == ""
    assert typing("- as always").text("Client", "Who.", "", long=False) == "- as always"


@pytest.mark.parametrize("typed", ["1, 3", "1 3", "1;3", "3,1", "family, hou", "Family; 3"])
def test_several_are_chosen_with_commas_between_them(typed: str) -> None:
    assert typing(typed).several("Areas", "Which.", AREAS, ()) == ["family", "housing"]


def test_one_wrong_answer_among_several_is_said_and_none_is_taken(capsys: Heard) -> None:
    assert typing("1, x", "3").several("Areas", "Which.", AREAS, ()) == ["housing"]
    assert "“x” is none of these." in capsys.readouterr().err


@pytest.mark.parametrize("end", ["", EOFError])
def test_an_empty_line_or_ctrl_d_ends_a_long_text(end: Any) -> None:
    assert typing("She wept.", "She sang.", end).text("Note", "What.", "", long=True) == "She wept.\nShe sang."


def test_an_empty_line_in_what_is_pasted_does_not_end_it() -> None:
    asks = typing("One.", "", "Two.", "", pasted=["Two."])

    assert asks.text("Note", "What.", "", long=True) == "One.\n\nTwo."


@pytest.mark.parametrize("sign", ["<", "?", ">", "-"])
def test_a_sign_in_the_middle_of_what_is_pasted_is_text(sign: str) -> None:
    asks = typing("Two.", sign, "Three.", "", pasted=["Three."])

    text = asks.text("Note", "What.", "One.", long=True, where=Where(ready=True))

    assert text == f"One.\nTwo.\n{sign}\nThree."


def test_a_long_text_goes_on_below_what_was_there(capsys: Heard) -> None:
    assert typing("Two.", "").text("Note", "What.", "One.", long=True) == "One.\nTwo."
    assert typing("-", "Two.", "").text("Note", "What.", "One.", long=True) == "Two."
    assert "One." in capsys.readouterr().err


def test_a_request_in_a_long_text_carries_what_was_typed_before_it() -> None:
    assert typing("One.", "<").text("Note", "What.", "", long=True) == (Request.BACK, "One.")
    assert typing("?").text("Note", "What.", "", long=True) is Request.WHY
    assert typing("<").text("Client", "Who.", "", long=False) is Request.BACK


def test_ctrl_c_carries_what_was_typed_so_far() -> None:
    with pytest.raises(KeyboardInterrupt) as stopped:
        typing("One.", KeyboardInterrupt("Tw")).text("Note", "What.", "", long=True)
    assert stopped.value.args == ("One.\nTw",)

    with pytest.raises(KeyboardInterrupt) as stopped:
        typing(KeyboardInterrupt).text("Client", "Who.", "", long=False)
    assert stopped.value.args == ()


@pytest.mark.parametrize(
    ("typed", "mere_enter", "answer"),
    [("y", False, True), ("Ya", False, True), ("n", True, False), ("tidak", True, False), ("", True, True),
     ("", False, False)],
)  # fmt: skip
def test_yes_and_no_in_either_language(typed: str, mere_enter: bool, answer: bool) -> None:
    assert typing(typed).yes("Sure?", mere_enter=mere_enter) is answer


def test_neither_yes_nor_no_is_asked_again() -> None:
    assert typing("perhaps", EOFError, "yes").yes("Sure?", mere_enter=False) is True


READY = Where(so_far="3 of 3", needed=False, ready=True)


def test_a_sign_writes_what_is_there_once_all_that_is_needed_is(capsys: Heard) -> None:
    assert typing(">").text("Client", "Who.", "Sari", long=False, where=READY) == (Request.WRITE, "Sari")
    assert typing("One.", ">").text("Note", "What.", "", long=True, where=READY) == (Request.WRITE, "One.")
    assert typing(">").one("Area", "Which.", AREAS, "income", where=READY) == (Request.WRITE, "income")
    assert typing(">").several("Areas", "Which.", AREAS, (), where=READY) == (Request.WRITE, [])
    assert "3 of 3" in capsys.readouterr().err

    assert typing(">", "2").one("Area", "Which.", AREAS, "") == "income"
    assert "Not yet" in capsys.readouterr().err


def test_how_to_answer_is_said_once_and_again_when_asked(capsys: Heard) -> None:
    asks = typing("1", "2", "?", "3")
    for _time in range(2):
        asks.one("Area", "Which.", AREAS, "")
    assert capsys.readouterr().err.count("Type a number") == 1

    for _time in range(2):
        asks.one("Area", "Which.", AREAS, "")
    assert capsys.readouterr().err.count("Type a number") == 1


def test_nothing_is_drawn_or_moved(capsys: Heard) -> None:
    one("1", before="\x1b[31mred")
    typing("x").text("Client \x1b[2J", "Who.", "before\x07", long=False)

    assert all(letter.isprintable() or letter == "\n" for letter in capsys.readouterr().err)


# At a real terminal


_OWNS_ITS_TERMINAL = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.close(os.open(os.ttyname(0), os.O_RDWR))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Opens its terminal again, and heeds Ctrl-C even where the tests do not; then becomes the program named."""


class Terminal:
    """cj at a pseudo-terminal that can only write lines."""

    def __init__(self, cj: Cj, *arguments: str, **env: str) -> None:
        self.ours, theirs = pty.openpty()
        cj.wait(days=0)
        surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)} | cj.env | env
        self._cj = subprocess.Popen(
            [sys.executable, "-c", _OWNS_ITS_TERMINAL, "-m", "casejournal", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, env=surroundings, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.shown = ""

    def see(self, text: str) -> None:
        """Wait until the text is on the screen."""
        until = time.monotonic() + 30
        while text not in self.shown:
            assert time.monotonic() < until, self.shown
            if select.select([self.ours], [], [], 1)[0]:
                self.shown += self._read()

    def goes_on(self) -> bool:
        """Wait for the next question. Returns False once the command answers."""
        self.shown = ""
        while not self.shown.endswith("> "):
            more = self._read()
            if not more:
                return False
            self.shown += more
        return True

    def type(self, text: str, *, after: str) -> None:
        """Wait for a question, and answer it."""
        self.see(after)
        self.shown = self.shown.split(after, 1)[1]
        self.see("> ")
        os.write(self.ours, text.encode())

    def ended(self) -> int:
        """Wait for the end, and return the exit code."""
        while more := self._read():
            self.shown += more
        os.close(self.ours)
        return self._cj.wait()

    def _read(self) -> str:
        try:
            return os.read(self.ours, 65536).decode(errors="replace")
        except OSError:
            return ""


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {"CJ_PLAIN": "1", "TERM": "xterm-256color"}])
def test_an_intake_is_typed_at_a_terminal_that_only_writes_lines(cj: Cj, how: dict[str, str]) -> None:
    terminal = Terminal(cj, "intake", "--client", "Ibu Sari", **how)

    terminal.type("The boy stays at home.\nSince July.\n\x04", after="Presenting problem")
    while terminal.goes_on():
        os.write(terminal.ours, b"\n")

    assert terminal.ended() == 0
    assert "\x1b" not in terminal.shown
    assert cj.json("show", "sari")["intake"]["presenting_problem"] == "The boy stays at home.\nSince July."


def test_a_line_that_is_begun_while_nothing_is_read_is_kept_at_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    lines_typed = iter(["The boy stays at home."])

    def line() -> str:
        if typed := next(lines_typed, ""):
            return typed
        os.write(ours, b"Since Ju\x03")  # the terminal drops what it holds at Ctrl-C, unless it is told not to
        raise KeyboardInterrupt

    with os.fdopen(theirs, "r") as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        with pytest.raises(KeyboardInterrupt) as stopped:
            Typed(line, lambda: False).text("Presenting problem", "In their words.", "", long=True)
    os.close(ours)

    assert stopped.value.args == ("The boy stays at home.\nSince Ju",)


def test_ctrl_c_in_the_middle_of_a_line_keeps_that_line_in_the_draft(cj: Cj) -> None:
    terminal = Terminal(cj, "--plain", "intake", "--client", "Ibu Sari")

    terminal.type("The boy stays at home.\n", after="Presenting problem")
    terminal.type("Since Ju", after="at home.")
    terminal.see("Since Ju")
    os.write(terminal.ours, b"\x03")

    assert terminal.ended() == 130
    resumed = Terminal(cj, "--plain", "draft", "resume", cj.json("draft", "list")["items"][0]["ref"])
    resumed.see("Since Ju")
    os.write(resumed.ours, b"\x03")
    assert resumed.ended() == 130
