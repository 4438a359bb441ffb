"""What an interview needs from a terminal (or a test's stand-in), and what a reply may be."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Protocol

from casejournal.forms.fields import Choices


class Request(Enum):
    """What a person types instead of an answer."""

    BACK = "<"
    WHY = "?"


Begun = dict[str, Any]
"""What is half typed, by field name. For a part: its answers, and what is half typed there."""


Reply = str | Request | tuple[Request, str]
"""What was typed, a request, or a request together with what was typed before it."""
REQUESTS = {move.value for move in Request}


class Asks(Protocol):
    """What an interview needs from a terminal. Any question may be answered by a Request.

    Choices are pairs of value and label. `before` is the answer given earlier, to start from.
    """

    def text(self, title: str, hint: str, before: str, *, long: bool) -> Reply:
        """A line of text; several if `long`. On Ctrl-C, the KeyboardInterrupt holds what was typed so far."""

    def one(self, title: str, hint: str, choices: Choices, before: str) -> str | Request:
        """The value of one choice; empty if the person leaves it open."""

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str]) -> list[str] | Request:
        """The values of any number of choices."""

    def secret(self, title: str) -> str:
        """A line that is not shown as it is typed."""

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Whether the person says yes; `mere_enter` is what Enter alone means."""
