"""A vignette: a made-up case to practise with. What people say, when they say it, and what the work should show.

The form of the file is described in docs/vignettes.md; `vignette` reads what TOML says.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec

from casejournal.domain.practice.move import EFFECTS, OF_GROUPS, Brings, Effect, Move
from casejournal.words import LANGUAGES, language

SLIP = "slip"
"""The key of the first line: the note with which the case came."""
CLIENT = "client"
"""The key of the person a line is from, where it does not say."""
GROUP = "group"
"""The kind of a vignette with a group."""
NAME = r"^[a-z][a-z0-9_-]{0,39}\Z"
"""What the name of a vignette looks like. A folder is called by it."""
_MANY = msgspec.Meta(max_length=400)
"""Nobody hears more in one case."""
HARDEST = 5
"""The highest level."""


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file. A word that nobody reads is refused."""


class Sentence(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said, by language."""

    said: dict[str, str] = {}

    @property
    def text(self) -> str:
        """The sentence in the language of this process, else in any; empty if nothing is said."""
        return self.said.get(language()) or next(iter(self.said.values()), "")


class MoveHere(Sentence, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a move does with this client: other trust than usual, and what they answer the first time."""

    trust: int | None = None
    who: str = CLIENT
    """The key of the person who answers."""


class Told(Sentence, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line that can be heard, and cited by its number."""

    key: str
    who: str = CLIENT
    """The key of the person who says it; empty if nobody does."""
    names: dict[str, Sentence] = {}
    """The topics it opens."""
    after: tuple[str, ...] = ()
    """The keys of the lines that must have been heard before."""


class Says(Told, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody tells about a topic."""

    topic: str
    trust: int = 0
    """The least trust with which it is told."""
    moves: tuple[Move, ...] = ()
    """Only these moves bring it; none: any that can."""

    @property
    def anybody_is_told(self) -> bool:
        """Whether it is a fact that needs no trust."""
        return self.trust <= 0


class Event(Told, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happens on a day, counted from the first."""

    who: str = ""
    day: int


class Agency(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who else could help; it is put into the directory of the practice journal."""

    key: str
    name: Sentence
    does: Sentence = msgspec.field(default_factory=Sentence)
    phone: str = ""
    also: tuple[str, ...] = ()
    """What it is called besides."""


class AuthorsTie(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tie as the author sees it."""

    name: Sentence
    kind: str
    flow: str = ""
    also: tuple[str, ...] = ()


class Point(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A moment of the run: a line heard, a move made, or a record written."""

    heard: str = ""
    move: Move | None = None
    topic: str = ""
    record: str = ""
    """The verb that writes it: assess."""
    field: str = ""
    """Parts of a form are named behind a dot: goals.area."""
    is_: Any = msgspec.field(default=None, name="is")
    """The answer, or a list of answers any of which will do. It is compared as a script would give it."""

    @property
    def answers(self) -> tuple[Any, ...]:
        """What the answer may be; none if it may be anything."""
        if self.is_ is None:
            return ()
        return tuple(self.is_) if isinstance(self.is_, list) else (self.is_,)


class Condition(Point, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something the work shows, or not."""

    cites: tuple[str, ...] = ()
    """The keys of lines of which `enough` must be cited in the field."""
    enough: int | None = None
    """How many of them; all if it is not said."""
    against: tuple[str, ...] = msgspec.field(default=(), name="not")
    """The keys of lines that mislead: cited, they count against it."""
    agency: str = ""
    """The key of the agency that the field must name."""
    ties: bool = False
    """Whether the ties of the assessment are held against the author's: `least` of them."""
    least: int = 1
    """How many records, or parts of one, must fit."""
    every: bool = False
    """Whether all of them must fit."""
    absent: bool = False
    """Whether it must not be so."""
    before: Point | None = None
    """It must come before this, which must have come."""
    within: int | None = None
    """It must come within so many days after `since`."""
    since: Point | None = None
    """It must come after this, which must have come."""


class Item(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing the work is looked at for."""

    key: str
    title: Sentence = msgspec.field(default_factory=Sentence)
    learn: str = ""
    """What `cj learn` explains about it."""
    by: Literal["rules", "lecturer"] = "rules"
    """`lecturer`: no program can tell."""
    met: tuple[Condition, ...] = ()
    partly: tuple[Condition, ...] = ()
    """What suffices for partly. If it is not said: that some of `met` holds, not all."""
    tested: tuple[str, ...] = ()
    """The keys of lines: unless one of them was heard, it was not put to the test. If it is not said, `met` tells."""
    tells: tuple[str, ...] = ()
    """The keys of lines that `why`, `author` or `formulations` give away: shown once all of them were heard."""
    why: Sentence = msgspec.field(default_factory=Sentence)
    author: Sentence = msgspec.field(default_factory=Sentence)
    """What the author would have written."""
    shows: Point | None = None
    """Which of the student's own lines is shown beside it, where `met` does not tell."""
    formulations: tuple[Sentence, ...] = ()
    """Three ways in which the author would word it, for free wording; the student picks the nearest."""

    @property
    def called(self) -> str:
        """Its title, else its key."""
        return self.title.text or self.key


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A sample run: the moves, what is written with the ordinary commands, and how the items end."""

    moves: tuple[str, ...]
    """`ask school`, `explain_limits`, `wait 9`; `write assess` says when a record is written, else after all moves."""
    ends: dict[str, str]
    writes: dict[str, Any]
    """By verb: the answers to its form, or a list of them."""


class Vignette(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole case."""

    format: Literal[1]
    name: Annotated[str, msgspec.Meta(pattern=NAME)]
    level: Annotated[int, msgspec.Meta(ge=1, le=HARDEST)]
    kind: Literal["casework", "group"] = "casework"
    title: Sentence = msgspec.field(default_factory=Sentence)
    practises: Sentence = msgspec.field(default_factory=Sentence)
    """What it is good for, in a few words."""
    slip: Sentence
    people: dict[str, Sentence] = {}
    """Who speaks, by key: `client`, and members of a group."""
    start: int = 0
    """The trust at the beginning."""
    topics: dict[str, Sentence]
    moves: dict[Move, MoveHere] = {}
    guarded: Sentence = msgspec.field(default_factory=Sentence)
    """What is seen where there is more to tell but not yet the trust."""
    nothing: Sentence = msgspec.field(default_factory=Sentence)
    """What is seen where there is no more to tell about a topic."""
    says: Annotated[tuple[Says, ...], _MANY] = ()
    events: Annotated[tuple[Event, ...], _MANY] = ()
    agencies: tuple[Agency, ...] = ()
    ties: tuple[AuthorsTie, ...] = ()
    rubric: tuple[Item, ...] = ()
    runs: dict[str, Sample] = {}

    @property
    def called(self) -> str:
        """Its title, else its name."""
        return self.title.text or self.name

    def effect(self, move: Move) -> Effect:
        """What that move does here."""
        usual, here = EFFECTS[move], self.moves.get(move)
        return usual if here is None or here.trust is None else Effect(usual.brings, here.trust)

    @property
    def offered(self) -> tuple[Move, ...]:
        """The moves that make sense here: those of group work with a group only, unless the file speaks of them."""
        is_group = self.kind == GROUP
        return tuple(each for each in Move if is_group or each not in OF_GROUPS or each in self.moves)

    @property
    def told(self) -> Iterator[Told]:
        """Every line, but for the slip and the answers to moves."""
        yield from self.says
        yield from self.events

    @property
    def keys(self) -> dict[str, Sentence]:
        """Everything that can be cited, by its key. A move's own answer has the name of the move."""
        answers = {move.value: here for move, here in self.moves.items() if here.said}
        return {SLIP: self.slip, **answers, **{each.key: each for each in self.told}}

    @property
    def opened(self) -> dict[str, Sentence]:
        """All topics by key, also those that somebody must name first."""
        later = {key: topic for each in self.told for key, topic in each.names.items()}
        return later | self.topics

    def person(self, key: str) -> str:
        """Who that is; empty if nobody is."""
        return self.people[key].text if key in self.people else ""


def vignette(table: Mapping[str, Any]) -> Vignette:
    """The vignette that TOML says. Raises msgspec.ValidationError, which names the place."""
    runs = table.get("runs", {})
    if not isinstance(runs, dict):
        raise msgspec.ValidationError("Expected `object` - at `$.runs`")
    found = msgspec.convert(_parted({name: table[name] for name in table if name != "runs"}), Vignette)
    return msgspec.structs.replace(found, runs={name: _sample(name, run) for name, run in runs.items()})


def _parted(value: Any) -> Any:
    """The same with what is said in each language (`id`, `en`) apart from what else a table says."""
    if isinstance(value, list):
        return [_parted(each) for each in value]
    if not isinstance(value, dict):
        return value
    said = {name: value[name] for name in LANGUAGES if isinstance(value.get(name), str)}
    rest = {name: _parted(each) for name, each in value.items() if name not in said}
    return rest | ({"said": said} if said else {})


def _sample(name: str, run: Any) -> Sample:
    try:
        moves = msgspec.convert(run["moves"], tuple[str, ...])
        ends = msgspec.convert(run["ends"], dict[str, str])
    except (KeyError, TypeError) as error:
        raise msgspec.ValidationError(f"a run needs `moves` and `ends` - at `$.runs.{name}`") from error
    return Sample(moves=moves, ends=ends, writes={key: run[key] for key in run if key not in {"moves", "ends"}})


def brings(told: Says, effect: Effect, move: Move) -> bool:
    """Whether that move can bring the line, given the trust for it."""
    if told.moves:
        return move in told.moves
    return effect.brings is Brings.ANYTHING or (effect.brings is Brings.FACTS and told.anybody_is_told)
