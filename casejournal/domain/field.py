"""One field of a record, described once: what it is called, what it is for, why we ask, and when.

The description is part of the record's annotation. Options, questions, templates, schemas and tables all read it there.
`Described` explains each word of it.
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
    """A list that the file of the case or group knows. The answer is one of its entries."""

    GOALS = "goals"
    """The goals of the plan that is drawn up or holds."""
    EARLIER_GOALS = "earlier_goals"
    """The goals of the version before."""
    PRINCIPLES = "principles"
    COMPETENCIES = "competencies"
    """What a student shall be able to do."""
    STAGES = "stages"
    """The stages of the model that the group uses."""
    MEMBERS = "members"
    """Everybody who is in the group on that day, newcomers too."""
    EXPECTED = "expected"
    """Everybody who was in the group before the session."""
    OTHERS = "others"
    """Those expected whom no earlier answer has named."""
    THERE = "there"
    """Everybody who came."""
    CHOSEN = "chosen"
    """Everybody whom somebody else can choose."""
    EVERYBODY = "everybody"
    """Everybody who was ever in it."""
    TO_BRING = "to_bring"
    """What is to be brought to supervision."""


class Identifies(Enum):
    """What an answer tells about who somebody is. A de-identified packet hides it there and wherever else it stands."""

    CLIENT = "client"
    """The whole answer is a name of the client."""
    WORKER = "worker"
    """The whole answer is the name of who wrote it."""
    PERSON = "person"
    """It names people, or says who they are."""
    AGENCY = "agency"
    """It names an agency, a service or a group."""
    EITHER = "either"
    """It names a person or an agency."""
    ADDRESS = "address"
    """The whole answer tells where somebody lives or is to be found."""
    CONTACT = "contact"
    """The whole answer is a way to reach somebody."""
    NUMBER = "number"
    """The whole answer is a number or a code."""
    SECRET = "secret"  # noqa: S105 - the kind of an answer
    """The whole answer is a word that only two people know."""
    BIRTH = "birth"
    """It tells when somebody was born."""


OF_MEMBERS = frozenset({Among.MEMBERS, Among.EXPECTED, Among.OTHERS, Among.THERE, Among.CHOSEN, Among.EVERYBODY})
"""The lists whose entries are members of a group."""


class Described(TypedDict, total=False):
    """What a field may say of itself besides its title and its help, which are sentences for people."""

    why: str
    """The answer to “why do you ask this?”."""
    asked: Asked
    """When a form asks it."""
    given: bool
    """False for what the journal sets by itself."""
    shown: bool
    """Whether it is shown among the answers. If not said, what is `given` is shown."""
    needed: bool
    """Whether it must be answered, though it has a default, if the question applies."""
    one: str
    """The name of its option, if that is not the name of the field: the singular of a list."""
    long: bool
    """Whether the text may have several lines."""
    past: bool
    """Whether a day in the future is refused."""
    when: tuple[str, tuple[object, ...]] | None
    """It is asked only after another field of the same struct was answered: with one of these values, or with any if
    none are listed.
    """
    choices: type[Enum] | None
    """The known answers of an open list."""
    among: Among | None
    """The list of the file from which the answer is chosen."""
    refs: bool
    """Whether it holds refs of other records, as a list of members does."""
    identifies: Identifies | None
    """What it tells about who somebody is, besides what any text may tell."""
    headline: bool
    """Whether its answer stands for the record in the timeline."""
    called: bool
    """Whether it is what somebody or the group is called."""
    searched: bool
    """Whether a search looks through its texts. If not said, what is `shown` is."""
    unlisted: bool
    """Whether it is shown with its record only, and in no list: an identity number."""
    by: str
    """The field for a day that may stand at the end of this text: `ask the school by friday`."""
    scale: dict[int, str]
    """What each number on the scale means."""
    says: dict[bool, str]
    """Other words for its yes and no: the question “the client says” has a yes that means “not refused”."""
    product: bool
    """Whether the number may be given as two factors: 2x3."""
    reads: Callable[[Any, date], Any] | None
    """Turns what was said, and the day it was said on, into what is stored. Raises NotValid."""
    in_words: Callable[[Any], str] | None
    """Turns what is stored into the words that people read."""
    ge: int
    """This bound and the next three are msgspec's own."""
    le: int
    min_length: int
    tz: bool


_UNSAID: Described = {
    "why": "", "asked": Asked.LATER, "given": True, "shown": True, "needed": False, "one": "", "long": False,
    "past": False, "when": None, "choices": None, "among": None, "refs": False, "identifies": None,
    "headline": False, "called": False, "searched": False, "unlisted": False, "by": "", "scale": {}, "says": {},
    "product": False, "reads": None, "in_words": None,
}  # fmt: skip
"""The description of a field that says nothing but its title. Bounds (ge, le, min_length, tz) are msgspec's own and
have no default.
"""


def field(title: str, help: str = "", **said: Unpack[Described]) -> msgspec.Meta:  # noqa: A002 - Typer's and the reader's word
    """The description of a field, for its annotation."""
    extra: dict[str, Any] = {**_UNSAID, "shown": said.get("given", True), **said}
    extra["searched"] = said.get("searched", extra["shown"])
    extra["refs"] = extra["refs"] or extra["among"] in OF_MEMBERS
    bounds = {name: extra.pop(name) for name in [*extra] if name not in _UNSAID}
    return msgspec.Meta(title=str(title), description=str(help) or None, extra=extra, **bounds)


def other_in_words(
    chosen: str,
    title: str,
    help: str,  # noqa: A002 - as above
    identifies: Identifies | None = None,
) -> msgspec.Meta:
    """The description of the field that asks for words if "other" was chosen in the field `chosen`."""
    return field(title, help, asked=Asked.FIRST, needed=True, when=(chosen, ("other",)), identifies=identifies)


class Agreement(msgspec.Struct, frozen=True):
    """A rule over several answers of a form. A form lists its rules in `agreements`."""

    about: frozenset[str]
    """The rule is checked if one of these fields was answered."""
    require: Callable[[Mapping[str, Any]], None]
    """Raises NotValid if the answers contradict each other."""


def described(annotation: Any) -> dict[str, Any]:
    """The description in a field's annotation; empty if it has none."""
    metas = (meta for meta in getattr(annotation, "__metadata__", ()) if isinstance(meta, msgspec.Meta))
    return next((meta.extra for meta in metas if meta.extra), {})
