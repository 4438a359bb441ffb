"""A worker's own questions at intake: what their agency's form asks of everybody, and what was answered.

An answer says by itself what it is called and how it reads, so it stays readable when its question is gone.
"""

from collections.abc import Collection, Mapping
from typing import Annotated, ClassVar

from casejournal.domain import dates
from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field
from casejournal.domain.part import Part
from casejournal.words import N_, _, language

BETWEEN = "; "
"""What stands between several choices in one answer."""


class OwnKind(Choice):
    """What an answer to an own question is."""

    TEXT = "text", N_("text")
    LONG_TEXT = "long_text", N_("long text")
    NUMBER = "number", N_("number")
    DATE = "date", N_("date")
    YES_NO = "yes_no", N_("yes or no")
    CHOICE = "choice", N_("one of a list")
    CHOICES = "choices", N_("several of a list")


class OwnField(Part, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to a question of the worker's own, from [intake_fields] of their settings."""

    key: ClassVar = "name"
    title: ClassVar = N_("Own question")
    short: ClassVar = "{name}={value}"
    between: ClassVar = ": "
    apart: ClassVar = True

    name: Annotated[
        str, field(N_("Name"), N_("The name of the question."), asked=Asked.FIRST, searched=False, min_length=1)
    ]
    value: Annotated[str, field(N_("Answer"), N_("What does the client answer?"), asked=Asked.FIRST, min_length=1)]
    kind: Annotated[OwnKind, field(N_("Kind"), given=False)] = OwnKind.TEXT
    titles: Annotated[Mapping[str, str], field(N_("Titles"), given=False)] = {}
    """What it was called when it was answered, by language."""
    said: Annotated[Mapping[str, str], field(N_("Answer in words"), given=False, searched=True)] = {}
    """What the choices are called, by language."""
    leaves: Annotated[bool, field(N_("May leave the house"), given=False)] = True
    identity: Annotated[bool, field(N_("Identity number"), given=False)] = False
    """Whether it is a number like a NIK, which gives access to everything else about a person."""

    def __hash__(self) -> int:
        """Two answers that are the same have the same; the tables inside have none."""
        return hash((self.name, self.value))

    @property
    def heading(self) -> str:
        """Its title in the reader's language, else in another, else its name."""
        return in_language(self.titles) or self.name

    @property
    def in_words(self) -> str:
        """The answer as people read it."""
        if self.kind is OwnKind.DATE:
            return dates.day(dates.from_stamp(self.value))
        if self.kind is OwnKind.YES_NO:
            return _({"yes": N_("yes"), "no": N_("no")}[self.value])
        return in_language(self.said) or self.value

    @property
    def answers(self) -> tuple[str, ...]:
        """The answer, or each of several choices, as a script reads it: for counting."""
        return tuple(self.value.split(BETWEEN)) if self.kind is OwnKind.CHOICES else (self.value,)

    @property
    def digits(self) -> str:
        """The digits of a number, for comparing."""
        return "".join(each for each in self.value if each.isdecimal())


def in_language(texts: Mapping[str, str]) -> str:
    """The text in the reader's language, else the first; empty where there is none."""
    return texts.get(language()) or next(iter(texts.values()), "")


def may_leave(answer: OwnField, kept: Collection[str] = ()) -> bool:
    """Whether an answer may stand in anything that leaves the house: a letter, a print, a packet, an export.

    It may not if its question said so when it was answered, or is among those `kept` in the house now.
    """
    return answer.leaves and answer.name not in kept


def own_in_words(answer: OwnField) -> str:
    """Title and answer on one line."""
    return f"{answer.heading}{OwnField.between}{answer.in_words}"
