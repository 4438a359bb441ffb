"""What an interview needs from a terminal (or a test's stand-in), and what a reply may be."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Protocol, cast

import msgspec

from casejournal.forms.fields import Choices


class Request(Enum):
    """What a person asks for instead of an answer, and what they type for it where there are no keys."""

    BACK = "<"
    WHY = "?"
    WRITE = ">"
    """Take this answer, ask nothing more that may be left open, and write the record."""


Offers = Callable[[str], Sequence[str]]
"""What may be meant by what was typed so far of a free text."""


def nothing_offered(_typed: str) -> Sequence[str]:
    """Nothing, as at most questions."""
    return ()


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Where in a form a question stands."""

    so_far: str = ""
    """How far along the form is: “3 of 6, then only what you like”. Empty if there is no form around the question."""
    needed: bool = True
    """Whether it must be answered. If not, an empty answer skips it."""
    ready: bool = False
    """Whether everything else that is needed is answered: Request.WRITE ends the form here."""
    offers: Offers = nothing_offered
    """What is offered while a free text is typed."""


ALONE = Where()
"""A question that must be answered, with no form around it."""

Begun = dict[str, Any]
"""What is half typed, by field name. For a part: its answers, and what is half typed there."""


Reply = str | Request | tuple[Request, str]
"""What was typed, a request, or a request together with what was typed before it."""
Marks = list[str] | Request | tuple[Request, list[str]]
"""The values that were marked, a request, or a request together with what was marked before it."""
REQUESTS = {move.value for move in Request}


def parted(reply: Any) -> tuple[Request | None, Any]:
    """The request in a reply, and what was answered beside it. Either may be None."""
    if isinstance(reply, tuple) and reply and isinstance(reply[0], Request):
        return cast("tuple[Request, Any]", reply)
    return (reply, None) if isinstance(reply, Request) else (None, reply)


class Asks(Protocol):
    """What an interview needs from a terminal. Any question may be answered by a Request.

    Choices are pairs of value and label. `before` is the answer given earlier, to start from; `where` tells the place
    in the form.
    """

    def text(self, title: str, hint: str, before: str, *, long: bool, where: Where = ALONE) -> Reply:
        """A line of text; several if `long`. On Ctrl-C, the KeyboardInterrupt holds what was typed so far."""

    def one(self, title: str, hint: str, choices: Choices, before: str, *, where: Where = ALONE) -> Reply:
        """The value of one choice; empty if the person leaves it open."""

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str], *, where: Where = ALONE) -> Marks:
        """The values of any number of choices."""

    def secret(self, title: str) -> str:
        """A line that is not shown as it is typed."""

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means. What was typed before it was asked does
        not count.
        """

    def close(self) -> None:
        """No more questions. What was typed after the last answer is thrown away: the shell must not run it."""
