"""The questions of a form, read from the annotations of its record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from keyword import iskeyword
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

from casejournal.domain.choice import Choice, listed_labels
from casejournal.domain.field import Among, Asked
from casejournal.domain.part import Part
from casejournal.domain.record import Step, is_unanswered
from casejournal.words import N_, Phrase, _, language

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
    """Whether a day in the future is refused."""
    asked: Asked
    option: str
    """How it is spelled on the command line: --presenting-problem."""
    choices: tuple[Choice, ...] = ()
    closed: bool = True
    """Whether only `choices` are accepted."""
    among: Among | None = None
    """The list in the file from which an entry is chosen."""
    headline: bool = False
    """Whether its answer stands for the record in the timeline."""
    by: str = ""
    """The name of the field for a day that this text may end with: `… by friday`."""
    scale: Mapping[int, str] = {}
    """What each number on the scale means."""
    says: Mapping[bool, str] = {}
    """Other words for its yes and no."""
    part: type[Part] | None = None
    """The class of its parts."""
    least: float | None = None
    most: float | None = None
    product: bool = False
    """Whether the number may be given as two factors: 2x3."""
    reads: Callable[[Any, date], Any] | None = None
    """Turns what was said, and the day it was said on, into what is stored."""
    in_words: Callable[[Any], str] | None = None
    """Turns what is stored into the words that people read."""
    when: tuple[str, tuple[object, ...]] | None = None
    """The question it follows, and the answers after which it is asked; after any answer if none are listed."""
    otherwise: Any = None
    """The answer that counts for the question named in `when` if none was given."""
    default: Any = None
    """The answer that counts if none was given."""

    @property
    def parameter(self) -> str:
        """The name of its parameter in a command. It is made from the option, so no two fields share one."""
        name = self.option[2:].replace("-", "_")
        return f"{name}_" if iskeyword(name) else name

    @property
    def yes_no(self) -> Mapping[bool, str]:
        """What yes and no are called, in the order they are offered."""
        return self.says or {True: N_("yes"), False: N_("no")}

    @property
    def words(self) -> str:
        """The choices, or the numbers of the scale with what they mean, in one text; empty if the answer is free.

        In English the choices are their values, which a script uses; in another language what they are called.
        """
        if self.choices:
            called = self.choices if language() == "en" else [listed_labels(each.label for each in self.choices)]
            return f"{', '.join(called)}{'' if self.closed else ', …'}"
        return ", ".join(f"{number} {_(meaning)}" for number, meaning in self.scale.items())

    @property
    def parts(self) -> "tuple[Field, ...]":
        """The questions about one part."""
        return fields(self.part) if self.part else ()

    @property
    def key(self) -> "Field | None":
        """The question that says what a part is about: the area of a score, the goal of a rating. None if it has no
        key.
        """
        return next((part for part in self.parts if self.part and part.name == self.part.key), None)

    @property
    def known_by(self) -> str:
        """The name of the question that tells parts apart when one of them is corrected; empty if there is none."""
        return (self.part.key or self.part.known_by) if self.part and self.many else ""

    @property
    def apart(self) -> bool:
        """Whether each of its parts is shown under a title of its own, and asked as a question of its own."""
        return self.part is not None and self.part.apart

    @property
    def part_title(self) -> str:
        """What one part is called."""
        return (self.part and self.part.title) or self.title

    @property
    def short(self) -> str:
        """How a part is spelled on the command line: `{area}={score}:{reason}`."""
        return self.part.short if self.part else ""

    def applies(self, answers: Answers) -> bool:
        """Whether the question makes sense after the answers given so far."""
        if self.when is None:
            return True
        name, values = self.when
        answer = answers.get(name, self.otherwise)
        return answer in values if values else not is_unanswered(answer)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the file already knows when a form is asked, and what is different about the form this time."""

    beforehand: Sequence[str] = ()
    """What a person is told before the first question, once it is said whose file this is."""
    lists: Callable[[Answers], Mapping[Among, Choices]] = lambda _answers: {}
    """The lists to choose from, given the answers so far: the goals of the plan."""
    marked: Mapping[str, tuple[str, ...]] = {}
    """The keys of the parts that are ticked at first, by the name of their field: the areas named at intake."""
    standing: Callable[[Answers], Mapping[str, tuple[Any, ...]]] = lambda _answers: {}
    """The parts that are there already and may be changed, given the answers so far; by the name of their field."""
    counted: Mapping[str, int] = {}
    """The highest number used so far, by the name of the field. New parts get the numbers after it."""
    asks: bool = False
    """Whether to ask the form even if no required answer is missing."""
    assumed: Mapping[str, Any] = {}
    """The answers that count unless others are given: the worker's usual format of a note."""
    starts: Mapping[str, Any] = {}
    """The answers that questions begin with, as a person would type them, so that Enter accepts them: the channel of
    the note before. They count only once they were asked.
    """
    likely: Mapping[str, tuple[str, ...]] = {}
    """Suggested answers to a free question, by the name of its field: the recipients of referrals that wait to be sent.
    """
    offers: Mapping[str, Callable[[str], Sequence[str]]] = {}
    """What is offered while a free text is typed, by the name of its field, given what was typed so far: services."""
    fits: Mapping[str, Callable[[Answers], None]] = {}
    """Checks over all answers so far, by the name of the field after which they run, answered or not. If one raises a
    Failure, the question is asked again.
    """
    own: tuple[str, ...] = ()
    """The worker's own words, offered with every open list."""
    reminders: Mapping[tuple[str, str], str] = {}
    """What is shown beside a question as a reminder, by the field's name and the key of its part: the last score."""
    meanings: Mapping[tuple[str, str], str] = {}
    """What a number means for one part, by the key of the part and the number: a level of a goal."""
    found: Mapping[str, Callable[[str], str]] = {}
    """How a reply is looked up in the journal, by the name of its field: a name becomes the ref of the case."""
    needed: frozenset[str] = frozenset()
    """Fields that must be answered this time."""
    last: frozenset[str] = frozenset()
    """Fields that must be answered this time, after everything else."""
    first: frozenset[str] = frozenset()
    """Fields that are asked first this time, because other questions depend on the answers. They are not required."""
    needless: frozenset[str] = frozenset()
    """Fields that are not asked this time."""
    optional: frozenset[str] = frozenset()
    """Fields that may be left open this time, though the form requires them."""
    noticed: Callable[[Answers, str], bool] = lambda _answers, _name: False
    """Called after each answer with all answers so far and the name of the field. If it returns true, the question is
    asked again.
    """

    def offered(self, answers: Answers) -> dict[str, list[str]]:
        """The values to choose from given these answers, by the name of the list."""
        return {among.value: [value for value, _label in choices] for among, choices in self.lists(answers).items()}

    def changed(self, offered: Mapping[str, Sequence[str]], answers: Answers) -> frozenset[Among]:
        """The lists that no longer offer exactly what was `offered` before."""
        now = self.offered(answers)
        return frozenset(Among(name) for name in now if now[name] != [*offered.get(name, ())])

    def questions(self, form: type[msgspec.Struct]) -> list[Field]:
        """The fields of the form, adapted to this case. Fields that are needed or come first this time stand first."""
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

    A nested struct is flattened into its fields, unless it is a Part.
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
    "why", "long", "past", "asked", "among", "headline", "scale", "says", "product", "reads", "in_words",
)  # fmt: skip
"""What a question takes over unchanged from the description of its field."""


def _every_field(form: type[msgspec.Struct], use: Literal["given", "shown"], prefix: str = "") -> Iterator[Field]:
    infos = msgspec.structs.fields(form)
    defaults = {info.name: info.default for info in infos if info.default is not msgspec.NODEFAULT}
    for info in infos:
        answer_type, metas = unwrapped(info.type)
        told = next((meta for meta in metas if meta.extra), None)
        if told is None or told.extra is None or not told.extra[use]:
            continue
        extra, name = told.extra, f"{prefix}{info.name}"
        if _is(msgspec.Struct, answer_type) and not _is(Part, answer_type):
            yield from _every_field(answer_type, use, f"{name}.")
            continue
        many = get_origin(answer_type) is tuple
        if many:
            answer_type, _more = unwrapped(get_args(answer_type)[0])
        closed = _is(Choice, answer_type)
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
            part=answer_type if _is(Part, answer_type) else None,
            least=next((meta.ge for meta in metas if meta.ge is not None), None),
            most=next((meta.le for meta in metas if meta.le is not None), None),
            when=when,
            default=defaults.get(info.name),
            otherwise=defaults.get(extra["when"][0]) if extra["when"] else None,
            **{said: extra[said] for said in _AS_SAID},
        )


def _is(sort: type, answer_type: Any) -> bool:
    return isinstance(answer_type, type) and issubclass(answer_type, sort)


def unwrapped(annotation: Any) -> tuple[Any, list[msgspec.Meta]]:
    """The type inside Annotated and `| None`, and all descriptions found around it."""
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
    if _is(Part, answer_type):
        return Kind.PART
    if _is(Choice, answer_type):
        return Kind.CHOICE
    return {str: Kind.TEXT, int: Kind.NUMBER, bool: Kind.YES_NO, date: Kind.DAY}[answer_type]
