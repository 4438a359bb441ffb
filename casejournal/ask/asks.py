"""What an interview needs from whoever puts its questions, and what a reply may be."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Protocol

from casejournal.forms.fields import Choices


class Request(Enum):
    """A reply that is no answer."""

    BACK = "<"
    WHY = "?"


Begun = dict[str, Any]
"""What stands half typed at a question, by the name of its field; for a part, its answers and what it has begun."""


Reply = str | Request | tuple[Request, str]
"""What was typed, a move, or a move and what stands at the question it leaves."""
REQUESTS = {move.value for move in Request}


class Asks(Protocol):
    """What an interview needs from a terminal. A question may be answered by a Request.

    Choices are given as values and labels. `before` is what was answered when the question was put already.
    """

    def text(self, title: str, hint: str, before: str, *, long: bool) -> Reply:
        """A line, or several where `long`. Stopped with Ctrl-C, its KeyboardInterrupt holds what was typed so far."""

    def one(self, title: str, hint: str, choices: Choices, before: str) -> str | Request:
        """One of the choices; empty when the person leaves it open."""

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str]) -> list[str] | Request:
        """Any number of the choices."""

    def secret(self, title: str) -> str:
        """A line that is not shown."""

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means."""
