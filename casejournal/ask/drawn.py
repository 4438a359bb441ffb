"""A question as it is drawn at a terminal: what is typed or the list, and right under it what the keys do."""

from collections.abc import Callable, Iterable
from typing import Any

from prompt_toolkit import Application
from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.processors import BeforeInput, PasswordProcessor

Text = Callable[[], str]


def line(prompt: str, before: str, below: Text, *, long: bool = False, secret: bool = False, **look: Any) -> Any:
    """Something to type: a line, or several if it is `long`. `before` stands there at first."""

    def accept(buffer: Buffer) -> bool:
        get_app().exit(result=buffer.text)
        return True

    buffer = Buffer(document=Document(before), multiline=long, accept_handler=accept)
    processors = [*([PasswordProcessor()] if secret else []), BeforeInput(prompt, "class:qmark")]
    control = BufferControl(buffer, input_processors=processors, include_default_input_processors=False)
    indent = " " * len(prompt) if long else ""
    typed = Window(
        control,
        wrap_lines=True,
        dont_extend_height=True,
        get_line_prefix=lambda number, wraps: indent if number and not wraps else "",
    )
    return _application(typed, below, **look)


def entries(lines: Callable[[], Iterable[tuple[bool, str]]], below: Text, **look: Any) -> Application[Any]:
    """A list to choose from. `lines` are its lines, each with whether the cursor stands there."""

    def parts() -> StyleAndTextTuples:
        told: StyleAndTextTuples = []
        for here, text in lines():
            if here and not any(style == "[SetCursorPosition]" for style, *_rest in told):
                told.append(("[SetCursorPosition]", ""))  # so that a list longer than the screen follows it
            told.append(("class:here" if here else "", f"{text}\n"))
        return [*told[:-1], (told[-1][0], told[-1][1].removesuffix("\n"))] if told else told

    control = FormattedTextControl(parts, focusable=True, show_cursor=False)
    return _application(Window(control, dont_extend_height=True), below, erase_when_done=True, **look)


def _application(asked: Window, below: Text, **look: Any) -> Application[Any]:
    told = Window(FormattedTextControl(below), style="class:below", dont_extend_height=True)
    return Application(Layout(HSplit([asked, ConditionalContainer(told, ~is_done)])), **look)
