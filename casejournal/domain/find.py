"""Which case or group a worker means: a ref, the beginning of one, a name. Never a guess."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from casejournal.domain.label import Label
from casejournal.domain.names import bare, fitting
from casejournal.domain.refs import is_whole, read_ref

Found = TypeVar("Found", bound=Label)

_LIKE = 0.7
"""How alike two names are, from 0 to 1, before one is offered for the other."""


def candidates(asked: str, labels: Collection[Found]) -> list[Found]:
    """Everything that fits what was `asked`: a ref, the beginning of one, or a name or the beginning of a word of one.

    By name, a closed case or group is found only if no open one fits.
    """
    return _by_ref(asked, labels) or _by_name(asked, labels)


def near(asked: str, labels: Iterable[Found], most: int = 3) -> list[Found]:
    """Those with a name, or a word of one, that is spelled almost like `asked`."""
    from difflib import get_close_matches  # lazy: only a name nobody answers to is looked for like this

    called: dict[str, list[Found]] = {}
    for label in labels:
        for name in filter(None, map(bare, label.names)):
            for words in {name, *name.split()}:
                called.setdefault(words, []).append(label)
    alike = get_close_matches(bare(asked), called, most, _LIKE)
    return list({label.ref: label for words in alike for label in called[words]}.values())[:most]


def named(found: Collection[Label], most: int = 8) -> str:
    """A few of them in one text, each with its ref and name."""
    told = ", ".join(f"{label.ref} ({label.name})" for label in list(found)[:most])
    return told if len(found) <= most else f"{told}, …"


def _by_ref(asked: str, labels: Collection[Found]) -> list[Found]:
    ref = read_ref(asked)
    if ref is None:
        return []
    if is_whole(ref):
        return [label for label in labels if label.ref == ref]
    return [label for label in labels if label.ref.startswith(ref)]


def _by_name(asked: str, labels: Collection[Found]) -> list[Found]:
    fits = fitting(asked)
    found = [label for label in labels if any(map(fits, label.names))]
    return [label for label in found if label.open] or found
