"""What each key does at a question. A key that is not named here does nothing: none searches, quotes, or starts
something that the person did not ask for, and none leaves a control character in an answer.
"""

from collections.abc import Callable, Mapping
from typing import Any
from unicodedata import category

from prompt_toolkit import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.bindings.named_commands import get_by_name
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from casejournal.ask.asks import Request

Act = Callable[[KeyPressEvent], object]
WRITE = "c-x"
"""The key that writes what is there. No terminal keeps it for itself, as some do Ctrl-S, Ctrl-Q and Ctrl-O."""
COMPLETE = "c-i"
"""Tab, where something is offered."""

_LETTER = Keys.Any.value
_PATIENCE = 0.1
"""Seconds after Escape within which a letter counts as pressed together with it. Later, it is text again."""
_ANSWERED_BY_THE_TERMINAL = {Keys.CPRResponse, Keys.Any, Keys.Escape}
"""Not pressed: where the cursor stands; any letter; and Escape, which other keys begin with."""


def decide(application: Application[Any], acts: Mapping[str, Act]) -> None:
    """Let `acts` say what each key does, and all others do nothing."""
    keys = KeyBindings()
    for key in (key for key in Keys if key not in _ANSWERED_BY_THE_TERMINAL and key.value not in acts):
        keys.add(key, eager=True)(_nothing)
    keys.add(Keys.Escape)(_nothing)
    keys.add(Keys.Escape, Keys.Any, eager=True)(_nothing)
    for name, act in acts.items():
        keys.add(name, eager=name != _LETTER, save_before=_saved(name))(act)
    known = application.key_bindings
    application.key_bindings = merge_key_bindings([known, keys]) if known else keys
    application.timeoutlen = _PATIENCE


def typed(before: str, *, long: bool) -> Mapping[str, Act]:
    """What the keys do where something is typed: several lines of it if `long`. `before` stands there at first."""
    enter, paste = (_new_line, _paste_lines) if long else (_hand_in, _paste_line)
    asks = {request.value: _request_or_letter(request, before, long=long) for request in (Request.BACK, Request.WHY)}
    return _MOVES | _CHANGES | asks | {"c-m": enter, "<bracketed-paste>": paste}


def secret() -> Mapping[str, Act]:
    """What the keys do where a secret is typed. What is pasted stays as it is, so that it can be told what is wrong."""
    return _MOVES | _CHANGES | {"c-m": _hand_in, "<bracketed-paste>": _paste_lines}


def chosen(
    move: Callable[[int], None],
    letter: Callable[[str], None],
    mark: Callable[[], None],
    may_choose: Callable[[], bool],
    result: Callable[[], object],
) -> Mapping[str, Act]:
    """What the keys do in a list: what each of these does; if `may_choose`, what `result` holds is handed in."""

    def hand_in(event: KeyPressEvent) -> None:
        if may_choose():
            event.app.exit(result=result())

    def typed(event: KeyPressEvent) -> None:
        for each in event.data:
            letter(each)

    return ENDS | {
        "up": lambda _event: move(-1),
        "down": lambda _event: move(1),
        " ": lambda _event: mark(),
        _LETTER: typed,
        "c-m": hand_in,
        Request.BACK.value: lambda event: event.app.exit(result=Request.BACK),
        Request.WHY.value: lambda event: event.app.exit(result=(Request.WHY, result())),
    }


def yes_or_no(letter: Callable[[KeyPressEvent], None], enter: Callable[[KeyPressEvent], None]) -> Mapping[str, Act]:
    """What the keys do where a yes or a no is typed: nothing else can be typed there, and nothing pasted."""
    takes = {"c-h": _CHANGES["c-h"], "c-u": _CHANGES["c-u"], "c-m": enter}
    return ENDS | takes | {_LETTER: letter, "<bracketed-paste>": letter}


def printed(text: str, *, lines: bool) -> str:
    """`text` without control characters. Line ends and tabs stay if it may have `lines`, and else become spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        text = text.strip("\n").replace("\n", " ").replace("\t", " ")
    return "".join(letter for letter in text if letter in "\n\t" or category(letter) != "Cc")


def _nothing(_event: KeyPressEvent) -> None:
    """What most keys do."""


def _saved(name: str) -> Callable[[KeyPressEvent], bool]:
    """Whether Ctrl-Z comes back to what was there before that key."""
    return _begins_a_word if name == _LETTER else lambda _event: name not in _MOVES


def _begins_a_word(event: KeyPressEvent) -> bool:
    """Whether what was there before this letter can be come back to: not each letter is taken back by itself."""
    return not event.is_repeat or event.data.isspace()


def _paste_lines(event: KeyPressEvent) -> None:
    event.current_buffer.insert_text(printed(event.data, lines=True))


def _paste_line(event: KeyPressEvent) -> None:
    """Put what was typed or pasted where the cursor stands, on one line."""
    event.current_buffer.insert_text(printed(event.data, lines=False))


def _hand_in(event: KeyPressEvent) -> None:
    event.current_buffer.validate_and_handle()


def _new_line(event: KeyPressEvent) -> None:
    """Start a new line. An empty line at the end ends the text."""
    document = event.current_buffer.document
    if not document.text.strip() or (not document.current_line.strip() and not document.text_after_cursor.strip()):
        event.current_buffer.text = document.text.rstrip()  # the empty line is no part of it
        event.current_buffer.validate_and_handle()
    else:
        event.current_buffer.insert_text("\n")


def _stop(event: KeyPressEvent) -> None:
    if not event.app.is_done:
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")


def _as_enter(event: KeyPressEvent) -> None:
    """Treat a line feed as Enter: some terminals send it."""
    event.key_processor.feed(KeyPress(Keys.ControlM), first=True)


def _request_or_letter(request: Request, before: str, *, long: bool) -> Act:
    """The request, with what is typed so far, if nothing is typed on this line or the text is as it was `before`; else
    a letter like others.
    """

    def act(event: KeyPressEvent) -> None:
        document = event.current_buffer.document
        untouched = document.text in {"", before}
        if untouched or (long and not document.current_line and not document.text_after_cursor.strip()):
            event.app.exit(result=(request, document.text.rstrip()))
        else:
            _paste_line(event)

    return act


def _of_the_text(act: Callable[[Buffer], object]) -> Act:
    return lambda event: act(event.current_buffer)


_MOVES: dict[str, Act] = {
    "c-a": get_by_name("beginning-of-line").handler,
    "home": get_by_name("beginning-of-line").handler,
    "c-e": get_by_name("end-of-line").handler,
    "end": get_by_name("end-of-line").handler,
    "c-b": get_by_name("backward-char").handler,
    "left": get_by_name("backward-char").handler,
    "c-f": get_by_name("forward-char").handler,
    "right": get_by_name("forward-char").handler,
    "c-left": get_by_name("backward-word").handler,
    "c-right": get_by_name("forward-word").handler,
    "c-home": get_by_name("beginning-of-buffer").handler,
    "c-end": get_by_name("end-of-buffer").handler,
    "up": _of_the_text(Buffer.auto_up),
    "down": _of_the_text(Buffer.auto_down),
    "c-l": get_by_name("clear-screen").handler,
    "c-z": _of_the_text(Buffer.undo),
    "c-_": _of_the_text(Buffer.undo),
    "c-y": _of_the_text(Buffer.redo),
}
"""Keys that change nothing, or take a change back."""
ENDS: dict[str, Act] = {"c-c": _stop, "<sigint>": _stop, "c-j": _as_enter}
"""Keys that mean the same at every question."""
_CHANGES: dict[str, Act] = ENDS | {
    _LETTER: _paste_line,
    "c-d": _hand_in,
    "c-h": get_by_name("backward-delete-char").handler,
    "delete": get_by_name("delete-char").handler,
    "c-w": get_by_name("unix-word-rubout").handler,
    "c-u": get_by_name("unix-line-discard").handler,
    "c-k": get_by_name("kill-line").handler,
}
"""Keys that end the line, or take something away: Ctrl-Z brings it back."""
