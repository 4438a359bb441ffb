"""One field of a record, described once: what it is called, what it is for, why we ask, and when.

The description rides on the record's annotation; options, questions, templates, schemas and tables all read it there.
"""

from enum import Enum
from typing import Any

import msgspec


class Asked(Enum):
    """When a form puts the question to a person at a terminal."""

    NEEDED = "needed"
    """Always, unless it was given, and it cannot be left open; a script may leave it out."""
    FIRST = "first"
    """Always, unless it was given."""
    LATER = "later"
    """Only when the person chooses it from the list of what else could be said."""
    NEVER = "never"
    """It is given as an option, or set by the journal itself."""


def field(
    title: str,
    help: str = "",  # noqa: A002 - the word Typer and the reader use
    *,
    why: str = "",
    asked: Asked = Asked.LATER,
    given: bool = True,
    shown: bool | None = None,
    needed: bool = False,
    one: str = "",
    long: bool = False,
    past: bool = False,
    when: tuple[str, tuple[object, ...]] | None = None,
    choices: type[Enum] | None = None,
    among: str = "",
    scale: dict[int, str] | None = None,
    product: bool = False,
    **bounds: Any,
) -> msgspec.Meta:
    """The description of a field.

    `title` and `help` are sentences for people, `why` answers “why do you ask this?”. `given` is False for what the
    journal sets itself, which is then not `shown` among the answers unless it says so. A field with a default may still
    be `needed` in the form, where its question applies. `one` names the option: the singular of a list, or another word
    where the name is taken. `long` text may have several lines, a `past` day must have come. `when` asks the question
    only after another field was answered: with one of some values, or at all where none are named. `choices` are the
    known answers of an open list; `among` names a list the case file knows (its goals), one of which is meant; `scale`
    says what each of a few numbers means, and a `product` may be given as its factors: 2x3. `bounds` are msgspec's own:
    ge, le, min_length, tz.
    """
    extra = {
        "why": why,
        "asked": asked,
        "given": given,
        "shown": given if shown is None else shown,
        "one": one,
        "long": long,
        "past": past,
        "when": when,
        "choices": choices,
        "needed": needed,
        "among": among,
        "scale": scale or {},
        "product": product,
    }
    return msgspec.Meta(title=str(title), description=str(help) or None, extra=extra, **bounds)
