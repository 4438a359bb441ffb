"""The questions of a form, read from the annotations of its record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from keyword import iskeyword
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Among, Asked
from casejournal.domain.record import Step, is_unanswered
from casejournal.words import N_, Phrase

Answers = dict[str, Any]
"""What was answered, by field name; a part of a nested field by its dotted name: `safe_contact.ways`."""
Choices = Sequence[tuple[str, str]]
"""Values and their labels."""


class Kind(Enum):
    """What an answer is."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes or no"
    DAY = "day"
    CHOICE = "choice"
    PART = "part"
    """Something with fields of its own: a goal of a plan, a tie of an ecomap."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a form."""

    name: str
    title: str
    help: str
    why: str
    kind: Kind
    many: bool
    """Whether several answers may be given."""
    required: bool
    long: bool
    past: bool
    """Whether a day must have come."""
    asked: Asked
    option: str
    """How it is spelled on the command line: --presenting-problem."""
    choices: tuple[Choice, ...] = ()
    closed: bool = True
    """Whether only `choices` will do."""
    among: Among | None = None
    """The list of the file one entry of which is meant."""
    headline: bool = False
    """Whether it tells the record in a line of the timeline."""
    by: str = ""
    """The field of the day that may be said at the end of this text."""
    scale: Mapping[int, str] = {}
    """What each of a few numbers means."""
    says: Mapping[bool, str] = {}
    """What its yes and no are called, where that is not yes and no."""
    part: type[msgspec.Struct] | None = None
    """What one of several parts is."""
    least: float | None = None
    most: float | None = None
    product: bool = False
    """Whether a number may be given as two multiplied."""
    reads: Callable[[Any, date], Any] | None = None
    """Makes what is stored of what was said on a day."""
    tells: Callable[[Any], str] | None = None
    """Puts what is stored into words."""
    when: tuple[str, tuple[object, ...]] | None = None
    otherwise: Any = None
    """The answer to the question of `when` that holds when nothing was said."""
    default: Any = None
    """What holds when nothing was said."""

    @property
    def parameter(self) -> str:
        """The name of its parameter in a command: spelled as its option is, so no two share one."""
        name = self.option[2:].replace("-", "_")
        return f"{name}_" if iskeyword(name) else name

    @property
    def yes_no(self) -> Mapping[bool, str]:
        """What yes and no are called, in the order they are offered."""
        return self.says or {True: N_("yes"), False: N_("no")}

    @property
    def parts(self) -> "tuple[Field, ...]":
        """The questions about one part."""
        return fields(self.part) if self.part else ()

    @property
    def key(self) -> "Field | None":
        """The part whose answer chooses what the others are about: the area of a score, the goal of a rating.

        A part's class names it in `key`; each may be spoken of once.
        """
        name = getattr(self.part, "key", "")
        return next((part for part in self.parts if part.name == name), None)

    @property
    def known_by(self) -> str:
        """The name of the field by which parts are told apart: their key, or what their class names in `known_by`."""
        return str(getattr(self.part, "key", "") or getattr(self.part, "known_by", "")) if self.many else ""

    @property
    def part_title(self) -> str:
        """What one part is called."""
        return str(getattr(self.part, "title", self.title))

    @property
    def short(self) -> str:
        """How a part is spelled on the command line: `{area}={score}:{reason}`."""
        return str(getattr(self.part, "short", ""))

    def applies(self, answers: Answers) -> bool:
        """Whether the question makes sense after the answers given so far."""
        if self.when is None:
            return True
        name, values = self.when
        answer = answers.get(name, self.otherwise)
        return answer in values if values else not is_unanswered(answer)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the case file knows already, while a form is asked."""

    beforehand: Sequence[str] = ()
    """What a person is told before the first question, once it is said whose file this is."""
    lists: Callable[[Answers], Mapping[Among, Choices]] = lambda _answers: {}
    """What may be chosen from after these answers: the goals of the plan."""
    marked: Mapping[str, tuple[str, ...]] = {}
    """Which parts are likely to be spoken of, by the name of their field: the areas named at intake."""
    standing: Callable[[Answers], Mapping[str, tuple[Any, ...]]] = lambda _answers: {}
    """Parts that hold already and may be changed, after these answers, by the name of their field."""
    counted: Mapping[str, int] = {}
    """How many parts there ever were, by the name of their field: new ones are numbered on."""
    asks: bool = False
    """Whether the form is asked although none of its answers is needed."""
    assumed: Mapping[str, Any] = {}
    """Answers that hold unless others are given: the worker's usual format of a note."""
    likely: Mapping[str, tuple[str, ...]] = {}
    """Likely answers to a question whose answer is free, by its field's name: whom a referral waits to be sent to."""
    fits: Mapping[str, Callable[[Answers], None]] = {}
    """By the name of a field what must hold, of all answers, once it was answered or left open. One that raises a
    Failure has the question put again."""
    own: tuple[str, ...] = ()
    """The worker's own words, offered with every open list."""
    reminders: Mapping[tuple[str, str], str] = {}
    """What to be reminded of, by a field's name and the key of its part: the score of the last time."""
    meanings: Mapping[tuple[str, str], str] = {}
    """What a number on a scale means for the key of a part, where that is known: a level of a goal."""
    found: Mapping[str, Callable[[str], str]] = {}
    """How a reply is found in the journal, by the name of its field: the ref of the case that is meant."""
    needed: frozenset[str] = frozenset()
    """Fields that must be answered this time."""
    last: frozenset[str] = frozenset()
    """Fields that must be answered this time, once everything else is said."""
    first: frozenset[str] = frozenset()
    """Fields on whose answers the questions of all others hang this time; none is needed."""
    needless: frozenset[str] = frozenset()
    """Fields that need no answer this time, and are not asked for."""
    optional: frozenset[str] = frozenset()
    """Fields that need no answer this time."""
    noticed: Callable[[Answers, str], bool] = lambda _answers, _name: False
    """Hears of each answer, with all there are so far and the name of its field; whether it is to be given again."""

    def offered(self, answers: Answers) -> dict[str, list[str]]:
        """What may be chosen after these answers, by the name of the list."""
        return {among.value: [value for value, _label in choices] for among, choices in self.lists(answers).items()}

    def changed(self, offered: Mapping[str, Sequence[str]], answers: Answers) -> frozenset[Among]:
        """The lists with something else to choose from than was `offered` before."""
        now = self.offered(answers)
        return frozenset(Among(name) for name in now if now[name] != [*offered.get(name, ())])

    def questions(self, form: type[msgspec.Struct]) -> list[Field]:
        """The fields of the form as they stand in this case, those that are needed this time or come first first."""
        asked = [self._adapted(field) for field in fields(form) if field.name not in self.needless]
        return sorted(asked, key=lambda field: field.name not in self.needed | self.first)

    def _adapted(self, field: Field) -> Field:
        required = field.name in self.needed | self.last or (field.required and field.name not in self.optional)
        asked = Asked.FIRST if field.name in self.needed | self.first | self.last else field.asked
        if (required, asked) == (field.required, field.asked):
            return field
        return msgspec.structs.replace(field, required=required, asked=asked)


@cache
def fields(form: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The questions of a record, in the order they are asked and listed.

    A nested struct is flattened, unless it has a short form and so is a part of its own.
    """
    return tuple(sorted(_every_field(form, "given"), key=lambda field: field.name in Step.__struct_fields__))


@cache
def shown(form: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields a person is shown, in the order of the form."""
    return tuple(_every_field(form, "shown"))


def field(form: type[msgspec.Struct], name: str) -> Field:
    """The field of that name."""
    return next(field for field in shown(form) if field.name == name)


_AS_SAID = (
    "why", "long", "past", "asked", "among", "headline", "scale", "says", "product", "reads", "tells",
)  # fmt: skip
"""What a field says of itself and its question says as well."""


def _every_field(form: type[msgspec.Struct], use: Literal["given", "shown"], prefix: str = "") -> Iterator[Field]:
    infos = msgspec.structs.fields(form)
    defaults = {info.name: info.default for info in infos if info.default is not msgspec.NODEFAULT}
    for info in infos:
        answer_type, metas = unwrapped(info.type)
        told = next((meta for meta in metas if meta.extra), None)
        if told is None or told.extra is None or not told.extra[use]:
            continue
        extra, name = told.extra, f"{prefix}{info.name}"
        if _is_struct(answer_type) and not hasattr(answer_type, "short"):
            yield from _every_field(answer_type, use, f"{name}.")
            continue
        many = get_origin(answer_type) is tuple
        if many:
            answer_type, _more = unwrapped(get_args(answer_type)[0])
        closed = isinstance(answer_type, type) and issubclass(answer_type, Choice)
        choices = answer_type if closed else extra["choices"]
        spelled = f"{prefix}{extra['one'] or info.name}"
        when = (f"{prefix}{extra['when'][0]}", extra["when"][1]) if extra["when"] else None
        yield Field(
            name=name,
            title=Phrase(told.title or info.name),
            help=told.description or "",
            kind=_kind(answer_type),
            many=many,
            required=(info.required and info.name != "on") or extra["needed"],
            option="--" + spelled.replace(".", "-").replace("_", "-"),
            choices=tuple(choices) if choices else (),
            closed=closed,
            by=f"{prefix}{extra['by']}" if extra["by"] else "",
            part=answer_type if _is_struct(answer_type) else None,
            least=next((meta.ge for meta in metas if meta.ge is not None), None),
            most=next((meta.le for meta in metas if meta.le is not None), None),
            when=when,
            default=defaults.get(info.name),
            otherwise=defaults.get(extra["when"][0]) if extra["when"] else None,
            **{said: extra[said] for said in _AS_SAID},
        )


def _is_struct(answer_type: Any) -> bool:
    return isinstance(answer_type, type) and issubclass(answer_type, msgspec.Struct)


def unwrapped(annotation: Any) -> tuple[Any, list[msgspec.Meta]]:
    """The type inside Annotated and `| None`, and every description met on the way."""
    metas: list[msgspec.Meta] = []
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *found = get_args(annotation)
            metas += [meta for meta in found if isinstance(meta, msgspec.Meta)]
        elif type(None) in get_args(annotation):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, metas


def _kind(answer_type: Any) -> Kind:
    if _is_struct(answer_type):
        return Kind.PART
    if isinstance(answer_type, type) and issubclass(answer_type, Choice):
        return Kind.CHOICE
    return {str: Kind.TEXT, int: Kind.NUMBER, bool: Kind.YES_NO, date: Kind.DAY}[answer_type]
