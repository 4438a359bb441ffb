"""At a real prompt: no key loses what was typed, shows a secret, or leaves a control character in an answer."""

import io
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.output import DummyOutput

from casejournal.ask.asks import Request
from casejournal.ask.prompter import Prompter

TAKE_BACK, AGAIN, INTERRUPT = "\x1a", "\x19", "\x03"
ENDS = {"\r", "\n", "\x04", INTERRUPT, "\x1b[27;5;13~", "\x1b[27;6;13~", "\x1b[27;2;13~"}
TAKEN_BACK = {TAKE_BACK, "\x1f", AGAIN}
TAKES_AWAY = {"\x08", "\x7f", "\x17", "\x15", "\x0b", "\x1b[3~"}
WITH_ALT = [f"\x1b{letter}" for letter in map(chr, range(32, 127)) if letter not in "O[P]X^_"]
PASTE = "\x1b[200~"
EVERY = sorted({*ANSI_SEQUENCES, *WITH_ALT, *map(chr, range(32)), "\x7f"} - {PASTE, "\x1b"})
"""Every key that a terminal sends and prompt_toolkit knows, alone and with Alt."""
HARMLESS = [key for key in EVERY if key not in ENDS | TAKEN_BACK | TAKES_AWAY]
WORDS = "Pak Joko wept"
CHOICES = [("a", "apple"), ("b", "banana")]

Ask = Callable[[Prompter], Any]
TYPED: dict[str, tuple[Ask, str]] = {
    "a line": (lambda asks: asks.text("Client", "The name.", "", long=False), "\r"),
    "lines": (lambda asks: asks.text("Body", "What happened.", "", long=True), "\x04"),
    "a secret": (lambda asks: asks.secret("Passphrase"), "\r"),
}
CHOSEN: dict[str, tuple[Ask, Any]] = {
    "one": (lambda asks: asks.one("Area", "Which.", CHOICES, "b"), "b"),
    "several": (lambda asks: asks.several("Areas", "Which.", CHOICES, ["b"]), ["b"]),
    "yes": (lambda asks: asks.yes("Sure?", mere_enter=True), True),
}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is drawn on standard error. The signals stay those of the tests."""
    drawn = io.StringIO()
    monkeypatch.setattr("sys.stderr", drawn)
    kept = {name: signal.getsignal(name) for name in (signal.SIGHUP, signal.SIGTERM)}
    yield drawn
    for name, handler in kept.items():
        signal.signal(name, handler)


def press(ask: Ask, *keys: str) -> Any:
    """The reply of somebody who presses these keys."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("".join(keys))
        return ask(Prompter())


@pytest.mark.parametrize("kind", TYPED)
def test_no_key_loses_what_is_typed_or_shows_a_secret(shown: io.StringIO, kind: str) -> None:
    """A letter after each key tells where typing goes: into the answer, and not into a search."""
    ask, done = TYPED[kind]

    reply = press(ask, WORDS, *(f"{key}." for key in HARMLESS), "\x05", done)

    assert sorted(reply.strip()) == sorted(WORDS + "." * len(HARMLESS))
    assert kind != "a secret" or "Joko" not in shown.getvalue()


@pytest.mark.parametrize("key", sorted(TAKES_AWAY))
@pytest.mark.parametrize("kind", TYPED)
def test_what_a_key_takes_away_can_be_taken_back(shown: io.StringIO, kind: str, key: str) -> None:
    ask, done = TYPED[kind]

    assert press(ask, WORDS, "\x1b[D", key, TAKE_BACK, done) == WORDS
    assert press(ask, WORDS, "\x1b[D", key, done) != WORDS


@pytest.mark.parametrize("kind", TYPED)
def test_taking_back_takes_a_word_at_a_time_and_can_itself_be_taken_back(shown: io.StringIO, kind: str) -> None:
    ask, done = TYPED[kind]

    assert press(ask, WORDS, TAKE_BACK, done) == "Pak Joko"
    assert press(ask, WORDS, TAKE_BACK, TAKE_BACK, AGAIN, AGAIN, done) == WORDS


@pytest.mark.parametrize("kind", CHOSEN)
def test_no_key_changes_what_is_chosen(shown: io.StringIO, kind: str) -> None:
    ask, chosen = CHOSEN[kind]
    arrows = {key for key, means in ANSI_SEQUENCES.items() if means in {"up", "down"}}

    assert press(ask, *(key for key in EVERY if key not in ENDS | arrows), "ai", "\r") == chosen


@pytest.mark.parametrize("kind", [*TYPED, *CHOSEN])
def test_ctrl_c_stops_at_every_question(shown: io.StringIO, kind: str) -> None:
    ask, _rest = (TYPED | CHOSEN)[kind]

    with pytest.raises(KeyboardInterrupt):
        press(ask, INTERRUPT)


def test_what_was_typed_before_ctrl_c_is_handed_on(shown: io.StringIO) -> None:
    with pytest.raises(KeyboardInterrupt) as stopped:
        press(TYPED["lines"][0], WORDS, "\x11", INTERRUPT)

    assert stopped.value.args == (WORDS,)


@pytest.mark.parametrize(
    ("kind", "kept"), [("a line", "one two three"), ("lines", "one\ntwo\tthree"), ("a secret", "one\ntwo\tthree")]
)
def test_what_is_pasted_stays_but_for_control_characters(shown: io.StringIO, kind: str, kept: str) -> None:
    ask, done = TYPED[kind]

    assert press(ask, f"{PASTE}one\r\ntwo\tth\x00r\x07ee\x1b[201~", done) == kept
    assert press(ask, "so ", f"{PASTE}be it\n\x1b[201~", done).rstrip("\n") == "so be it"


def test_a_letter_typed_after_escape_is_text_again(shown: io.StringIO) -> None:
    """Only what comes at once with Escape was pressed with Alt."""
    assert press(TYPED["a line"][0], "\x1bb", "b", "\r") == "b"


@pytest.mark.parametrize("kind", ["one", "several"])
def test_going_back_and_asking_why_work_where_something_is_chosen(shown: io.StringIO, kind: str) -> None:
    assert press(CHOSEN[kind][0], "<") is Request.BACK
    assert press(CHOSEN[kind][0], "?") is Request.WHY
