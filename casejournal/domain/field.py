"""One field of a record, described once: what it is called, what it is for, why we ask, and when.

The description rides on the record's annotation; options, questions, templates, schemas and tables all read it there.

`title` and `help` are sentences for people, `why` answers “why do you ask this?”. `given` is False for what the
journal sets itself, which is then not `shown` among the answers unless it says so. A field with a default may still
be `needed` in the form, where its question applies. `one` names the option: the singular of a list, or another word
where the name is taken. `long` text may have several lines, a `past` day must have come. `when` asks the question
only after another field of the same struct was answered: with one of some values, or at all where none are named.

`choices` are the known answers of an open list; `among` is a list the file knows, one entry of which is meant.
`refs` says that it holds refs of other records, as a list of members does; `headline` that it tells the record in
the timeline. `by` is the field of a day that may be said at the end of this text: `ask the school by friday`.
`scale` says what each of a few numbers means, and a `product` may be given as its factors: 2x3.
`bounds` are msgspec's own: ge, le, min_length, tz.
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


class Among(Enum):
    """A list that the file of the case or group knows, and one entry of which is meant."""

    GOALS = "goals"
    """The goals of the plan that is drawn up or holds."""
    EARLIER_GOALS = "earlier_goals"
    """Those of the version before."""
    PRINCIPLES = "principles"
    STAGES = "stages"
    """Those of the model the group tells its life by."""
    MEMBERS = "members"
    """Everybody who is in the group on the day meant, newcomers too."""
    EXPECTED = "expected"
    """Those who were in it before the session."""
    OTHERS = "others"
    """Those of them who are not spoken of yet."""
    THERE = "there"
    """Those who came."""
    CHOSEN = "chosen"
    """Those whom somebody else can choose."""
    EVERYBODY = "everybody"
    """Everybody who was ever in it."""


OF_MEMBERS = frozenset({Among.MEMBERS, Among.EXPECTED, Among.OTHERS, Among.THERE, Among.CHOSEN, Among.EVERYBODY})
"""The lists whose entries are members, of the day meant or of any."""


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
    among: Among | None = None,
    refs: bool = False,
    headline: bool = False,
    by: str = "",
    scale: dict[int, str] | None = None,
    product: bool = False,
    **bounds: Any,
) -> msgspec.Meta:
    """The description of a field, see the head of this module."""
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
        "refs": refs or among in OF_MEMBERS,
        "headline": headline,
        "by": by,
        "scale": scale or {},
        "product": product,
    }
    return msgspec.Meta(title=str(title), description=str(help) or None, extra=extra, **bounds)


def described(annotation: Any) -> dict[str, Any]:
    """What a field's annotation says of it beside its type; nothing where it says nothing."""
    metas = (meta for meta in getattr(annotation, "__metadata__", ()) if isinstance(meta, msgspec.Meta))
    return next((meta.extra for meta in metas if meta.extra), {})
