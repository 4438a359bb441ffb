"""At a real prompt: no key loses what was typed, shows a secret, or leaves a control character in an answer."""

import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.output import DummyOutput

from casejournal import words
from casejournal.ask.asks import Request, Where, parted
from casejournal.ask.menu import Menu
from casejournal.ask.prompter import Prompter
from casejournal.domain.roles import Role

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


class Shown:
    """What is drawn on standard error."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def getvalue(self) -> str:
        """What was drawn since it was last looked at."""
        return self._capture.readouterr().err


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Iterator[Shown]:
    """What is drawn on standard error. The signals stay those of the tests."""
    kept = {name: signal.getsignal(name) for name in (signal.SIGHUP, signal.SIGTERM)}
    yield Shown(capsys)
    for name, handler in kept.items():
        signal.signal(name, handler)


def press(ask: Ask, *keys: str) -> Any:
    """The reply of somebody who presses these keys."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("".join(keys))
        return ask(Prompter())


def press_slowly(ask: Ask, *keys: str) -> Any:
    """The reply of somebody who looks at the screen after each of these keys."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        for place, key in enumerate(keys):
            threading.Timer(0.3 * (place + 1), pipe.send_text, [key]).start()
        return ask(Prompter())


@pytest.mark.parametrize("kind", TYPED)
def test_no_key_loses_what_is_typed_or_shows_a_secret(shown: Shown, kind: str) -> None:
    """A letter after each key tells where typing goes: into the answer, and not into a search."""
    ask, done = TYPED[kind]

    reply = press(ask, WORDS, *(f"{key}." for key in HARMLESS), "\x05", done)

    assert sorted(reply.strip()) == sorted(WORDS + "." * len(HARMLESS))
    assert kind != "a secret" or "Joko" not in shown.getvalue()


@pytest.mark.parametrize("key", sorted(TAKES_AWAY))
@pytest.mark.parametrize("kind", TYPED)
def test_what_a_key_takes_away_can_be_taken_back(shown: Shown, kind: str, key: str) -> None:
    ask, done = TYPED[kind]

    assert press(ask, WORDS, "\x1b[D", key, TAKE_BACK, done) == WORDS
    assert press(ask, WORDS, "\x1b[D", key, done) != WORDS


@pytest.mark.parametrize("kind", TYPED)
def test_taking_back_takes_a_word_at_a_time_and_can_itself_be_taken_back(shown: Shown, kind: str) -> None:
    ask, done = TYPED[kind]

    assert press(ask, WORDS, TAKE_BACK, done) == "Pak Joko"
    assert press(ask, WORDS, TAKE_BACK, TAKE_BACK, AGAIN, AGAIN, done) == WORDS


@pytest.mark.parametrize("kind", CHOSEN)
def test_no_key_but_a_letter_changes_what_is_chosen(shown: Shown, kind: str) -> None:
    ask, chosen = CHOSEN[kind]
    arrows = {key for key, means in ANSI_SEQUENCES.items() if means in {"up", "down"}}

    assert press(ask, *(key for key in EVERY if key not in ENDS | arrows), "\r") == chosen


@pytest.mark.parametrize("kind", [*TYPED, *CHOSEN])
def test_ctrl_c_stops_at_every_question(shown: Shown, kind: str) -> None:
    ask, _rest = (TYPED | CHOSEN)[kind]

    with pytest.raises(KeyboardInterrupt):
        press(ask, INTERRUPT)


def test_what_was_typed_before_ctrl_c_is_handed_on(shown: Shown) -> None:
    with pytest.raises(KeyboardInterrupt) as stopped:
        press(TYPED["lines"][0], WORDS, "\x11", INTERRUPT)

    assert stopped.value.args == (WORDS,)


@pytest.mark.parametrize(
    ("kind", "kept"), [("a line", "one two three"), ("lines", "one\ntwo\tthree"), ("a secret", "one\ntwo\tthree")]
)
def test_what_is_pasted_stays_but_for_control_characters(shown: Shown, kind: str, kept: str) -> None:
    ask, done = TYPED[kind]

    assert press(ask, f"{PASTE}one\r\ntwo\tth\x00r\x07ee\x1b[201~", done) == kept
    assert press(ask, "so ", f"{PASTE}be it\n\x1b[201~", done).rstrip("\n") == "so be it"


def test_a_letter_typed_after_escape_is_text_again(shown: Shown) -> None:
    """Only what comes at once with Escape was pressed with Alt."""
    assert press(TYPED["a line"][0], "\x1bb", "b", "\r") == "b"


READY = Where(so_far="3 of 6", ready=True)
WRITE = "\x18"


def text(before: str = "", *, long: bool = False, where: Where = READY) -> Ask:
    """A question for a text."""
    return lambda asks: asks.text("Note", "What happened.", before, long=long, where=where)


def one(*labels: str, before: str = "", values: tuple[str, ...] = ()) -> Ask:
    """A question with these choices and one that leaves it open."""
    choices = [*zip(values or labels, labels, strict=True), ("", "(not said)")]
    return lambda asks: asks.one("Area", "Which.", choices, before, where=READY)


def several(*marked: str) -> Ask:
    """A question at which any of the fruits may be marked."""
    return lambda asks: asks.several("Areas", "Which.", CHOICES, marked, where=READY)


def test_tab_puts_what_is_offered_there_one_after_the_other(shown: Shown) -> None:
    every = ["Poli jiwa", "Poli umum", "Panti Asih"]
    where = Where(offers=lambda typed: [each for each in every if each.casefold().startswith(typed.casefold())])

    assert press(text(where=where), "pol\t", "\r") == "Poli jiwa"
    assert press(text(where=where), "pol\t\t", "\r") == "Poli umum"
    assert press(text(where=where), "pol\t\t\t", "\r") == "Poli jiwa"
    assert press(text(where=where), "own words\t", "\r") == "own words"
    assert press(text(), "pol\t", "\r") == "pol"
    assert "Poli umum" in shown.getvalue()


@pytest.mark.parametrize(("key", "wish"), [("<", Request.BACK), ("?", Request.WHY)])
def test_going_back_and_asking_why_need_no_enter_at_any_question(shown: Shown, key: str, wish: Request) -> None:
    assert press(text(), key) == (wish, "")
    assert press(text("earlier"), key) == (wish, "earlier")
    assert press(text(long=True), f"one\rtwo\r{key}") == (wish, "one\ntwo")
    assert parted(press(one("apple"), key))[0] is wish
    assert parted(press(several("b"), key))[0] is wish


@pytest.mark.parametrize("typed", ["a < b", "why?", "5 <", " ?"])
def test_a_text_may_hold_the_signs_for_going_back_and_asking_why(shown: Shown, typed: str) -> None:
    assert press(text(), typed, "\r") == typed
    assert press(text(long=True), typed, "\x04") == typed
    assert press(text(), f"{PASTE}< so it was\x1b[201~", "\r") == "< so it was"


def test_asking_why_keeps_what_was_marked(shown: Shown) -> None:
    assert press(several(), " ?") == (Request.WHY, ["a"])


def test_an_empty_line_ends_a_long_text(shown: Shown) -> None:
    assert press(text(long=True), "one\rtwo\r\r").rstrip() == "one\ntwo"
    assert press(text(long=True), "\r") == ""
    assert press(text(long=True), f"{PASTE}one\n\ntwo\x1b[201~", "\r\r").rstrip() == "one\n\ntwo"


@pytest.mark.parametrize(
    ("ask", "keys", "said"),
    [(text(), "half", "half"), (text(long=True), "a\rb", "a\nb"), (one("x", "y"), "y", "y"), (several(), " ", ["a"])],
)
def test_one_key_writes_at_every_kind_of_question_and_takes_what_is_there(
    shown: Shown, ask: Ask, keys: str, said: object
) -> None:
    assert press(ask, keys, WRITE) == (Request.WRITE, said)


def test_that_key_does_nothing_before_all_that_is_needed_is_answered_and_says_so(shown: Shown) -> None:
    assert press(text(where=Where()), "half", WRITE, " and half", "\r") == "half and half"
    assert press_slowly(text(where=Where()), "half", WRITE, "\r") == "half"

    told = shown.getvalue()
    assert "needed is still to come" in told
    assert "Ctrl-X" not in told


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("v", "visit"), ("p", "phone"), ("ph", "phone"), ("pe", "people"), ("3", "people"), ("o", "office"),
        ("1", "visit"), ("n", ""), ("th", "people"), ("x", ""), ("P", "phone"),
    ],
)  # fmt: skip
def test_digits_and_first_letters_go_to_an_entry(shown: Shown, typed: str, found: str) -> None:
    ask = one(
        "home visit", "by phone", "people (the neighbours)", "office", values=("visit", "phone", "people", "office")
    )

    assert press(ask, typed, "\r") == found


def test_an_entry_of_two_digits_is_typed_as_it_stands(shown: Shown) -> None:
    letters = [chr(place) for place in range(ord("a"), ord("p"))]

    assert press(one(*letters), "12\r") == "l"
    assert press(one(*letters), "31\r") == "a"


def test_where_the_entries_are_numbers_a_digit_means_the_number(shown: Shown) -> None:
    levels = one("-2 much less", "-1 less", "0 as expected", "+1 more", values=("-2", "-1", "0", "1"))

    assert [press(levels, typed, "\r") for typed in ("-1", "0", "1", "+1", "-2", "5")] == [
        "-1",
        "0",
        "1",
        "1",
        "-2",
        "",
    ]


@pytest.mark.parametrize(("typed", "said"), [("y", "yes"), ("ya", "yes"), ("t", "no"), ("n", "no"), ("tidak", "no")])
@pytest.mark.parametrize("labels", [("yes", "no"), ("ya", "tidak")])
def test_y_t_and_n_answer_yes_and_no_in_a_list(shown: Shown, labels: tuple[str, str], typed: str, said: str) -> None:
    assert press(one(*labels, values=("yes", "no")), typed, "\r") == said
    assert press(one(*labels, values=("false", "true")), typed, "\r") == {"yes": "false", "no": "true"}[said]


@pytest.mark.parametrize("typed", ["advo", "pemb", "pembela", "Advocate"])
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_letters_find_an_entry_by_what_it_is_called_in_any_language(typed: str, language: str) -> None:
    words.speak(language)
    try:
        menu = Menu([(each.value, words._(each.label)) for each in Role], "")
        for letter in typed:
            menu.letter(letter)
    finally:
        words.speak("en")

    assert (menu.chosen, menu.told) == (Role.ADVOCATE, "")


@pytest.mark.parametrize(("typed", "said"), [("y", "no"), ("ya", "no"), ("yes", "no"), ("t", "yes"), ("n", "yes")])
def test_where_no_stands_for_yes_the_word_on_the_screen_counts(shown: Shown, typed: str, said: str) -> None:
    """A consent asks for yes or no and keeps whether it was refused."""
    assert press(one("yes", "no", values=("no", "yes")), typed, "\r") == said


def test_what_fits_nothing_in_a_list_is_said() -> None:
    menu = Menu(CHOICES, "b")

    menu.letter("q")
    assert (menu.told, menu.chosen) == ("Nothing here begins with “q”.", "b")

    menu.letter("a")
    assert (menu.told, menu.chosen) == ("", "a")

    menu.mark()
    assert menu.told == "Enter chooses."


def test_a_sentence_typed_at_a_list_chooses_nothing_by_itself(shown: Shown) -> None:
    ask = one("home visit", "by phone", "office", values=("visit", "phone", "office"))

    assert press(ask, "he phoned me", "\r", "\x1b[A", "\x1b[B", "office", "\r") == "office"
    assert press(ask, "phx", "\r", "\r") == "phone"

    menu = Menu([("visit", "home visit"), ("phone", "by phone")], "visit")
    for letter in "phoned":
        menu.letter(letter)
    assert menu.told == "Nothing here begins with “phoned”."
    assert not menu.may_choose()
    assert menu.may_choose()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("y\r", True), ("Y\r", True), ("ya\r", True), ("n\r", False), ("t\r", False), ("\r", False),
        ("strong any y\rn\r", False), ("nay\r\ry\r", False), ("xy\ry\r", True), ("yx\rn\r", False),
        (f"{PASTE}yes\x1b[201~\r\r", False),
    ],
)  # fmt: skip
def test_only_a_yes_or_a_no_counts_as_one_and_nothing_else_is_shown(shown: Shown, keys: str, said: bool) -> None:
    assert press(lambda asks: asks.yes("Sure?", mere_enter=False), keys) is said
    assert "strong" not in shown.getvalue()


def test_what_was_typed_before_a_yes_is_asked_does_not_count(shown: Shown) -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        asks = Prompter()
        pipe.send_text("weak\ry\r")
        asks.secret("Passphrase")
        pipe.close()
        with pytest.raises(KeyboardInterrupt):
            asks.yes("Use it anyway?", mere_enter=False)


@pytest.mark.parametrize(("needed", "ends"), [(True, "done   ?"), (False, "done, or skip")])
def test_the_line_below_says_how_a_text_is_ended_and_whether_it_may_be_skipped(
    shown: Shown, needed: bool, ends: str
) -> None:
    press(text(where=Where(needed=needed)), "x\r")
    press(text(where=Where(needed=needed), long=True), "x\r\r")

    told = shown.getvalue()
    assert f"Enter: {ends}" in told
    assert f"Empty line or Ctrl-D: {ends}" in told
    assert ("or skip" in told) is not needed
    assert "?: why   <: back" in told


def test_how_far_along_the_form_is_stands_beside_the_question(shown: Shown) -> None:
    press(text(), "x\r")

    assert "Note   3 of 6" in shown.getvalue()
