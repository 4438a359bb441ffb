"""Identity numbers (nomor identitas): they give access to everything else about a person, so they leave the journal
only if the client consents to exactly that.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from casejournal.domain.choice import Choice
from casejournal.domain.field import Agreement, Asked, Identifies, field, other_in_words
from casejournal.domain.part import Part
from casejournal.errors import NotValid
from casejournal.words import N_, _


class IdentityKind(Choice):
    """Which register a number is from."""

    NIK = "nik", N_("NIK")
    KK = "kk", N_("KK (family card)")
    BPJS = "bpjs", N_("BPJS")
    OTHER = "other", N_("another number")


DIGITS = {IdentityKind.NIK: 16, IdentityKind.KK: 16, IdentityKind.BPJS: 13}
"""How many digits a number of that kind has: Permendagri 109/2019 for NIK and KK, the BPJS card for its own."""

HIDDEN = "···"
_BETWEEN = "[ \t\u00a0\u202f./_\u2010-\u2015\u2212-]"
"""What is typed, or put by an editor, between the digits of a number."""
_APART = f"{_BETWEEN}{{0,2}}"
_BROKEN = rf"(?:{_BETWEEN}|\n){{0,3}}"
_NIK = rf"\d{{4}}(?:{_BETWEEN}{{1,2}}\d{{4}}){{3}}|\d{{6}}{_APART}\d{{6}}{_APART}\d{{4}}"
"""As a NIK or KK is written: in one piece, by fours, or by place, birth and number."""
_BPJS = rf"000{_APART}\d(?:{_APART}\d){{9}}"
"""As a BPJS card has it: no telephone number begins with three zeros."""
_LIKE_ONE = rf"(?<!\d)(?:{_NIK}|{_BPJS})(?!\d)"
_TELLING = 6
"""So many digits tell a number of another register from a sum or a date."""
_LONG = rf"(?<!\d)\d(?:{_APART}\d){{12,}}(?!\d)"
"""More digits than any name or house number has."""


def _require_length(answers: Mapping[str, Any]) -> None:
    """Raises NotValid if the number does not have the digits of its kind."""
    kind, number = answers.get("kind", IdentityKind.OTHER), answers.get("number", "")
    wanted = DIGITS.get(kind)
    if not wanted or not number:
        return
    count, strange = len(_digits(number)), re.sub(r"[\d .\-]", "", number)
    if strange or count != wanted:
        problem = _("{kind} has {wanted} digits, this has {count}") if not strange else _("{kind} has digits only")
        raise NotValid(field=N_("Number"), problem=problem.format(kind=_(kind.label), wanted=wanted, count=count))


class IdentityNumber(Part, frozen=True, kw_only=True, omit_defaults=True):
    """One number of a client."""

    title: ClassVar = N_("Identity number")
    short: ClassVar = "{kind}:{number}[:{other_kind}]"
    between: ClassVar = " "
    agreements: ClassVar = (Agreement(frozenset({"kind", "number"}), _require_length),)

    kind: Annotated[IdentityKind, field(N_("Kind"), N_("What kind of number is it?"), asked=Asked.FIRST)]
    number: Annotated[
        str,
        field(
            N_("Number"),
            N_("NIK and KK have 16 digits, BPJS has 13."),
            asked=Asked.FIRST,
            unlisted=True,
            min_length=1,
            identifies=Identifies.NUMBER,
        ),
    ]
    other_kind: Annotated[str, other_in_words("kind", N_("Other number"), N_("What is it the number of?"))] = ""

    @property
    def digits(self) -> str:
        """The number without what stands between its digits."""
        return _digits(self.number)


def no_identity_number(said: Any, _today: date) -> str:
    """`said` unchanged. Raises NotValid if a NIK, KK or BPJS number stands in it, and says where that belongs."""
    return _without(_LIKE_ONE, said)


def no_number(said: Any, _today: date) -> str:
    """`said` unchanged, a name. Raises NotValid if a number stands in it that is too long for a name."""
    return _without(_LONG, said)


def _without(numbers: str, said: Any) -> str:
    if not isinstance(said, str):
        raise NotValid(problem=N_("this must be a text"))
    if re.search(numbers, said):
        raise NotValid(
            problem=N_("this contains an identity number; put it under identity numbers instead (--identity-number)")
        )
    return said


def hide_numbers(text: str, known: tuple[str, ...], *, in_a_name: bool = False) -> str:
    """`text` with its identity numbers hidden: those whose digits are `known`, and whatever is written like a NIK, a KK
    or a BPJS number. In a name every long number is hidden.
    """
    hidden = re.sub(_LONG if in_a_name else _LIKE_ONE, HIDDEN, text)
    for digits in known:
        if len(digits) >= _TELLING:
            hidden = re.sub(rf"(?<!\d){_BROKEN.join(digits)}(?!\d)", HIDDEN, hidden)
    return hidden


def _digits(number: str) -> str:
    return "".join(each for each in number if each.isdecimal())
