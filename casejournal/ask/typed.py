"""Questions as lines, one after the other: a numbered list and a typed answer. Nothing is drawn, moved or redrawn, so a
screen reader and a terminal that can do no more serve as well.
"""

import sys
from collections.abc import Callable, Sequence

from casejournal.ask import lines
from casejournal.ask.asks import ALONE, REQUESTS, Marks, Reply, Request, Where
from casejournal.ask.closed import stop_when_the_terminal_closes
from casejournal.ask.meant import meant, numbered
from casejournal.domain.vocabulary import every
from casejournal.forms.fields import Choices
from casejournal.storage.platform import forget_typed
from casejournal.words import _, visible, wrapped

_EMPTY = "-"
"""Typed alone: leave this open, or take away what was there."""


class Typed:
    """Questions on standard error, answers from standard input, a line each."""

    def __init__(
        self, line: Callable[[], str] = lines.typed_line, more_waits: Callable[[], bool] = lines.more_waits
    ) -> None:
        stop_when_the_terminal_closes()
        self._line = line
        self._more_waits = more_waits
        self._explained: set[str] = set()
        self._where = ALONE

    def text(self, title: str, hint: str, before: str, *, long: bool, where: Where = ALONE) -> Reply:
        """A line of text; several if `long`, which an empty line ends."""
        with lines.kept_at_ctrl_c():  # also while the question is written, and between two lines
            self._head(title, hint, where)
            if before:
                self._say(_("So far:"))
                self._say(before)
            return self._lines(before) if long else self._one_line(before, where)

    def one(self, title: str, hint: str, choices: Choices, before: str, *, where: Where = ALONE) -> Reply:
        """One of the choices. Enter alone keeps the earlier answer, or leaves it open."""
        self._list(title, hint, choices, where)
        if before:
            self._say(_("So far: {answer}").format(answer=dict(choices).get(before, before).strip()))
        self._explain(_("Type a number or the first letters, then Enter."))
        while True:
            reply = self._reply()
            if isinstance(reply, Request):
                return (reply, before) if reply is Request.WRITE else reply
            if not reply:
                return before
            if reply == _EMPTY:
                return ""
            if (found := self._found(reply, choices)) is not None:
                return found

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str], *, where: Where = ALONE) -> Marks:
        """The values of any number of choices. Enter alone keeps what was chosen earlier."""
        self._list(title, hint, choices, where)
        kept = [label.strip() for value, label in choices if value in before]
        if kept:
            self._say(_("So far: {answer}").format(answer=", ".join(kept)))
        self._explain(_("Type numbers or first letters, with commas between them, then Enter."))
        while True:
            reply = self._reply()
            marked = [value for value, _label in choices if value in before]
            if isinstance(reply, Request):
                return (reply, marked) if reply is Request.WRITE else reply
            if not reply:
                return marked
            if reply == _EMPTY:
                return []
            found = [self._found(each, choices) for each in _each(reply)]
            if None not in found:
                return [value for value, _label in choices if value in found]

    def close(self) -> None:
        """No more questions: what was typed after the last answer is thrown away."""
        forget_typed(sys.stdin)

    def secret(self, title: str) -> str:
        """A line that is not shown as it is typed."""
        from getpass import getpass  # lazy: few commands ask for a secret

        try:
            return getpass(wrapped(visible(title)) + " ")
        except UnicodeDecodeError:  # no letters of this terminal
            return ""
        except (EOFError, OSError) as closed:
            raise KeyboardInterrupt from closed

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means."""
        forget_typed(sys.stdin)
        self._head(sentence, "", ALONE)
        how = _("Type yes or no. Enter alone means yes.") if mere_enter else _("Type yes or no. Enter alone means no.")
        while True:
            self._say(how)
            try:
                word = self._line_after("> ").strip().casefold()
            except EOFError:
                continue
            if not word:
                return mere_enter
            yes, no = (any(each.startswith(word) for each in every(answer)) for answer in ("yes", "no"))
            if yes is not no:
                return yes

    def _one_line(self, before: str, where: Where) -> Reply:
        if before:
            self._say(_("Enter alone keeps it, - takes it away."))
        if where.needed:
            self._explain(_("Type the answer, then Enter."))
        else:
            self._explain(_("Type the answer, then Enter. Enter alone skips the question."))
        try:
            reply = self._reply()
        except KeyboardInterrupt as stopped:
            raise _stopped([*map(str, stopped.args)], before) from None
        if isinstance(reply, Request):
            return (reply, before) if reply is Request.WRITE else reply
        return "" if before and reply == _EMPTY else reply or before

    def _lines(self, before: str) -> Reply:
        if before:
            self._say(_("Type on below it. - alone takes it away."))
        self._explain(_("Type as many lines as you like. An empty line, then Enter, ends it."))
        typed = before.split("\n") if before else []
        try:
            request = self._type(typed, before)
        except KeyboardInterrupt as stopped:
            raise _stopped([*typed, *map(str, stopped.args)], "") from None
        text = "\n".join(typed).rstrip()
        if request is None:
            return text
        return (request, text) if text else request

    def _type(self, typed: list[str], before: str) -> Request | None:
        """Let the person type lines, which are put into `typed`. Returns the request that ended them, if one did."""
        while True:
            try:
                line = self._line_after("> ")
            except EOFError:
                return None
            if line.strip() in {*REQUESTS, _EMPTY} and self._more_waits():  # in the middle of what was pasted
                typed.append(line)
                continue
            if (request := self._asked_for(line)) is not None:
                return request
            if line.strip() in REQUESTS:
                continue
            if before and line.strip() == _EMPTY:
                typed.clear()
            elif line.strip() or self._more_waits():  # an empty line in the middle of what was pasted
                typed.append(line)
            else:
                return None

    def _reply(self) -> str | Request:
        """What is typed in one line, or a request; empty for Enter alone and Ctrl-D."""
        while True:
            try:
                line = self._line_after("> ").strip()
            except EOFError:
                return ""
            if (request := self._asked_for(line)) is not None:
                return request
            if line not in REQUESTS:
                return line

    def _asked_for(self, line: str) -> Request | None:
        """The request in a line. None if it holds none, or one that cannot be met yet, which is told."""
        if line.strip() not in REQUESTS:
            return None
        request = Request(line.strip())
        if request is Request.WRITE and not self._where.ready:
            self._say(_("Not yet: something that is needed is still to come."))
            return None
        self._explained.clear()
        return request

    def _found(self, word: str, choices: Choices) -> str | None:
        """The value that the word means. None if it means none or several, which is told."""
        found = meant(word, choices)
        if len(found) == 1:
            return found[0]
        labels = ", ".join(label.strip() for value, label in choices if value in found)
        if found:
            self._say(_("“{typed}” could be any of these: {labels}").format(typed=word, labels=labels))
        else:
            self._say(_("“{typed}” is none of these.").format(typed=word))
        return None

    def _list(self, title: str, hint: str, choices: Choices, where: Where) -> None:
        self._head(title, hint, where)
        for number, label in numbered(choices):
            self._say(f"{number} {label}", indent=2)
        open_label = dict(choices).get("", _("(leave it open)"))
        self._say(f"{_EMPTY} {open_label}", indent=2)

    def _head(self, title: str, hint: str, where: Where) -> None:
        self._where = where
        self._say("")
        self._say(f"{title}   {where.so_far}".rstrip())
        if hint:
            self._say(hint)

    def _explain(self, how: str) -> None:
        """Say how to answer: the first time such a question is asked, and again after a request."""
        if how not in self._explained:
            self._explained.add(how)
            self._say(" ".join((how, _("? explains, < goes back."))))
        if self._where.ready and _("> writes it all now.") not in self._explained:
            self._explained.add(_("> writes it all now."))
            self._say(_("> writes it all now."))

    def _line_after(self, mark: str) -> str:
        sys.stderr.write(mark)
        sys.stderr.flush()
        try:
            line = self._line()
        except (EOFError, KeyboardInterrupt):
            sys.stderr.write("\n")
            raise
        if len(line.encode()) >= lines.CUT_AT:
            self._say(_("The terminal cut this line: it takes {most} bytes at once.").format(most=lines.CUT_AT))
        return line

    def _say(self, text: str, *, indent: int = 0) -> None:
        sys.stderr.write(wrapped(visible(text), first=" " * indent, then=" " * (indent + 3 * bool(indent))) + "\n")
        sys.stderr.flush()


def _each(reply: str) -> list[str]:
    """The words of a reply: between commas; between spaces too if they are numbers."""
    parts = reply.replace(";", ",").split(",")
    if all(part.isdecimal() for part in reply.replace(",", " ").split()):
        parts = reply.replace(",", " ").split()
    return [part.strip() for part in parts if part.strip()]


def _stopped(typed: Sequence[str], before: str) -> KeyboardInterrupt:
    """The interruption, with what was typed so far."""
    text = "\n".join(typed) or before
    return KeyboardInterrupt(text) if text.strip() else KeyboardInterrupt()
