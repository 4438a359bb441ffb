"""Questions at a real terminal, one at a time."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from casejournal.ask.asks import ALONE, Marks, Reply, Request, Where
from casejournal.ask.closed import stop_when_the_terminal_closes
from casejournal.ask.menu import Menu
from casejournal.ask.offered import Offered
from casejournal.domain.vocabulary import every
from casejournal.forms.fields import Choices
from casejournal.storage.platform import forget_typed
from casejournal.words import _, visible, width_beside_the_answer, wrapped

_LOOK = {"qmark": "bold", "dim": "fg:ansibrightblack", "here": "bold", "below": "reverse"}


class Prompter:
    """Questions at a real terminal, drawn on standard error: standard output is for answers."""

    def __init__(self) -> None:
        from prompt_toolkit.output import create_output  # lazy: 60 ms, and only a person at a terminal waits for it
        from prompt_toolkit.styles import Style

        from casejournal.ask import drawn, keys

        stop_when_the_terminal_closes()
        self._keys = keys
        self._drawn = drawn
        self._look: dict[str, Any] = {"style": Style([*_LOOK.items()]), "output": create_output(stdout=sys.stderr)}

    def text(self, title: str, hint: str, before: str, *, long: bool, where: Where = ALONE) -> Reply:
        """A line of text; several if `long`."""
        told = _Told(_ends(where, long=long), where)
        self._head(title, hint, where)
        offered = Offered(where.offers)

        def below() -> str:
            shown = (visible(each, lines=False) for each in offered.lines(line.current_buffer.text))
            return "\n".join([*shown, told.lines()])

        line = self._drawn.line(" > ", before, below, long=long, **self._look)

        def write(event: Any) -> None:
            told.write(event, event.current_buffer.text)

        def complete(event: Any) -> None:
            from prompt_toolkit.document import Document  # lazy, as above

            event.current_buffer.document = Document(offered.next(event.current_buffer.text))

        acts = {self._keys.WRITE: write, **({self._keys.COMPLETE: complete} if where.offers("") else {})}
        try:
            return cast("Reply", self._run(line, {**self._keys.typed(before, long=long), **acts}))
        except KeyboardInterrupt as stopped:
            typed = line.current_buffer.text
            raise (KeyboardInterrupt(typed) if typed.strip() else KeyboardInterrupt) from stopped

    def one(self, title: str, hint: str, choices: Choices, before: str, *, where: Where = ALONE) -> Reply:
        """One of the choices. If it may be left open, Enter alone leaves it open: nothing is chosen by accident."""
        menu = Menu(choices, before)
        told = _Told([_("Arrows, number or first letters: move"), _("Enter: choose")], where)
        reply = self._list(title, hint, menu, lambda: menu.chosen, told)
        if reply == menu.chosen:
            self._print([("", f" > {menu.label}")])
        return cast("Reply", reply)

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str], *, where: Where = ALONE) -> Marks:
        """The values of any number of choices."""
        menu = Menu(choices, "", before)
        told = _Told([_("Space: mark"), _("Enter: done"), _("arrows, number or first letters: move")], where)
        return cast("Marks", self._list(title, hint, menu, lambda: menu.marked, told))

    def secret(self, title: str) -> str:
        """A line that is not shown as it is typed."""
        line = self._drawn.line(f"· {title} ", "", str, secret=True, **self._look)
        return cast("str", self._run(line, self._keys.secret()))

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means. Only a yes or a no can be typed."""
        self._forget_typed()
        self._head(sentence, "", ALONE)
        default, shown = (_("yes"), _("(Y/n)")) if mere_enter else (_("no"), _("(y/N)"))
        told = _Told([_("y: yes   n: no"), _("Enter: {default}").format(default=default)], None)
        line = self._drawn.line(f" > {shown} ", "", told.lines, **self._look)
        words = every("yes") | every("no")
        misfits: list[str] = []

        def letter(event: Any) -> None:
            word = (event.current_buffer.text + event.data).casefold()
            if not misfits and len(event.data) == 1 and any(known.startswith(word) for known in words):
                told.say("")
                event.current_buffer.insert_text(event.data)
            else:
                misfits.append(event.data)
                told.say(_("Type y for yes or n for no, then Enter."))

        def enter(event: Any) -> None:
            word = event.current_buffer.text.casefold()
            if misfits or (word and word not in words):
                misfits.clear()
                event.current_buffer.reset()
            else:
                event.app.exit(result=word in every("yes") if word else mere_enter)

        return cast("bool", self._run(line, self._keys.yes_or_no(letter, enter)))

    def close(self) -> None:
        """No more questions: what was typed after the last answer is thrown away."""
        self._forget_typed()

    def _head(self, title: str, hint: str, where: Where) -> None:
        """Print the question, and how far along the form is, wrapped: the prompt itself is one line."""
        self._print([("", "\n"), ("bold", wrapped(title, first="· ", then="  "))], end="")
        so_far = f"   {where.so_far}" if where.so_far else ""
        apart = "\n " if so_far and len(title) + len(so_far) + 3 > width_beside_the_answer() else ""
        self._print([("class:dim", apart + so_far)])
        if hint:
            self._print([("", wrapped(hint, first="  ", then="  "))])

    def _print(self, parts: list[tuple[str, str]], end: str = "\n") -> None:
        from prompt_toolkit import print_formatted_text  # lazy, as above
        from prompt_toolkit.formatted_text import FormattedText

        print_formatted_text(FormattedText(parts), end=end, **self._look)

    def _list(self, title: str, hint: str, menu: Menu, result: Callable[[], Any], told: "_Told") -> Any:
        """The reply to a question with a list; it is gone from the screen afterwards."""

        def move(by: int) -> None:
            menu.move(by)
            told.say(menu.told)

        def letter(each: str) -> None:
            menu.letter(each)
            told.say(menu.told)

        def mark() -> None:
            menu.mark()
            told.say(menu.told)

        def may_choose() -> bool:
            may = menu.may_choose()
            told.say(menu.told)
            return may

        self._head(title, hint, told.where or ALONE)
        acts = self._keys.chosen(move, letter, mark, may_choose, result)
        drawn = self._drawn.entries(lambda: menu.lines(width_beside_the_answer()), told.lines, **self._look)
        write = {self._keys.WRITE: lambda event: told.write(event, result())}
        return self._run(drawn, {**acts, **write})

    def _run(self, application: Any, acts: Mapping[str, Any]) -> Any:
        """The reply to a question at which the keys do what `acts` say. Raises KeyboardInterrupt if it is stopped."""
        self._keys.decide(application, acts)
        try:
            return application.run()
        except (EOFError, OSError) as closed:  # the terminal went away, perhaps while the question was drawn
            raise KeyboardInterrupt from closed

    def _forget_typed(self) -> None:
        from prompt_toolkit.application.current import get_app_session  # lazy, as above
        from prompt_toolkit.input.typeahead import clear_typeahead

        clear_typeahead(get_app_session().input)
        forget_typed(sys.stdin)


class _Told:
    """The line under a question: what the keys do, and why the last one did nothing."""

    def __init__(self, ends: list[str], where: Where | None) -> None:
        self.where = where
        self._keys = ends if where is None else [*ends, _("?: why"), _("<: back")]
        self._keys += [_("Ctrl-X: write it now")] if where and where.ready else []
        self._said = ""

    def say(self, sentence: str) -> None:
        """Show a sentence above what the keys do; an empty one takes it away."""
        self._said = sentence

    def write(self, event: Any, said: Any) -> None:
        """End the form with that answer, or say that something needed is missing."""
        if self.where and self.where.ready:
            event.app.exit(result=(Request.WRITE, said))
        else:
            self.say(_("Not yet: something that is needed is still to come."))

    def lines(self) -> str:
        """The text, with line breaks between the keys where the screen ends."""
        lines = [""]
        for key in self._keys:
            line = f"{lines[-1]}   {key}".strip()
            lines = [*lines[:-1], line] if len(line) <= width_beside_the_answer() or not lines[-1] else [*lines, key]
        return "\n".join([*([wrapped(self._said)] if self._said else []), *lines])


def _ends(where: Where, *, long: bool) -> list[str]:
    """How a text is ended."""
    tab = [_("Tab: complete")] if where.offers("") else []
    if long:
        return [_("Empty line or Ctrl-D: done") if where.needed else _("Empty line or Ctrl-D: done, or skip")]
    return [*tab, _("Enter: done") if where.needed else _("Enter: done, or skip")]
