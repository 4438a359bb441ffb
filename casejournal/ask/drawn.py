"""A list as it is drawn at a terminal, with the line under it that says what the keys do."""

from collections.abc import Callable, Iterable
from typing import Any

from prompt_toolkit import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl


def drawn(lines: Callable[[], Iterable[tuple[bool, str]]], below: Callable[[], str], **look: Any) -> Application[Any]:
    """The list as something to run. `lines` are its lines, each with whether the cursor stands there."""

    def entries() -> StyleAndTextTuples:
        parts: StyleAndTextTuples = []
        for here, line in lines():
            if here and not any(style == "[SetCursorPosition]" for style, *_rest in parts):
                parts.append(("[SetCursorPosition]", ""))  # so that a list longer than the screen follows it
            parts.append(("class:here" if here else "", f"{line}\n"))
        return [*parts[:-1], (parts[-1][0], parts[-1][1].removesuffix("\n"))] if parts else parts

    control = FormattedTextControl(entries, focusable=True, show_cursor=False)
    told = Window(FormattedTextControl(below), style="class:bottom-toolbar", dont_extend_height=True)
    layout = Layout(HSplit([Window(control, dont_extend_height=True), told]))
    return Application(layout, erase_when_done=True, **look)
