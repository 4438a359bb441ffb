"""One field of a record, described once: what it is called, what it is for, why we ask, and when.

The description rides on the record's annotation; options, questions, templates, schemas and tables all read it there.

`title` and `help` are sentences for people, `why` answers “why do you ask this?”. `given` is False for what the
journal sets itself, which is then not `shown` among the answers unless it says so. A field with a default may still
be `needed` in the form, where its question applies. `one` names the option: the singular of a list, or another word
where the name is taken. `long` text may have several lines, a `past` day must have come. `when` asks the question
only after another field of the same struct was answered: with one of some values, or at all where none are named.

`choices` are the known answers of an open list; `among` is a list the file knows, one entry of which is meant.
`says` are the labels of a yes or no whose field does not ask as a person would: refused is no to “the client says”.
`refs` says that it holds refs of other records, as a list of members does; `headline` that it tells the record in
the timeline. `by` is the field of a day that may be said at the end of this text: `ask the school by friday`.
`scale` says what each of a few numbers means, and a `product` may be given as its factors: 2x3.
`reads` makes what is stored of what was said on a day, or raises NotValid; `in_words` puts what is stored into words.
`bounds` are msgspec's own: ge, le, min_length, tz.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypedDict, Unpack

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
    OWN_FIELDS = "own_fields"
    """The worker's own questions at intake."""


OF_MEMBERS = frozenset({Among.MEMBERS, Among.EXPECTED, Among.OTHERS, Among.THERE, Among.CHOSEN, Among.EVERYBODY})
"""The lists whose entries are members, of the day meant or of any."""


class Described(TypedDict, total=False):
    """What a field may say of itself beside its title and help, see the head of this module."""

    why: str
    asked: Asked
    given: bool
    shown: bool
    needed: bool
    one: str
    long: bool
    past: bool
    when: tuple[str, tuple[object, ...]] | None
    choices: type[Enum] | None
    among: Among | None
    refs: bool
    headline: bool
    by: str
    scale: dict[int, str]
    says: dict[bool, str]
    product: bool
    reads: Callable[[Any, date], Any] | None
    in_words: Callable[[Any], str] | None
    ge: int
    le: int
    min_length: int
    tz: bool


_UNSAID: Described = {
    "why": "", "asked": Asked.LATER, "given": True, "shown": True, "needed": False, "one": "", "long": False,
    "past": False, "when": None, "choices": None, "among": None, "refs": False, "headline": False, "by": "",
    "scale": {}, "says": {}, "product": False, "reads": None, "in_words": None,
}  # fmt: skip
"""What holds of a field that says nothing. The bounds are msgspec's own, and none unless they are said."""


def field(title: str, help: str = "", **said: Unpack[Described]) -> msgspec.Meta:  # noqa: A002 - Typer's and the reader's word
    """The description of a field."""
    extra: dict[str, Any] = {**_UNSAID, "shown": said.get("given", True), **said}
    extra["refs"] = extra["refs"] or extra["among"] in OF_MEMBERS
    bounds = {name: extra.pop(name) for name in [*extra] if name not in _UNSAID}
    return msgspec.Meta(title=str(title), description=str(help) or None, extra=extra, **bounds)


class Agreement(msgspec.Struct, frozen=True):
    """What several answers of a form must be to each other; a form names its own in `agreements`."""

    about: frozenset[str]
    """It is looked at when one of these was answered."""
    require: Callable[[Mapping[str, Any]], None]
    """Raises NotValid where the answers contradict each other."""


def described(annotation: Any) -> dict[str, Any]:
    """What a field's annotation says of it beside its type; nothing where it says nothing."""
    metas = (meta for meta in getattr(annotation, "__metadata__", ()) if isinstance(meta, msgspec.Meta))
    return next((meta.extra for meta in metas if meta.extra), {})
