"""A closed list of answers: each is a word for scripts and a label for people. `meant` reads either."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from casejournal.domain.vocabulary import every
from casejournal.words import _, in_every_language, language


class Choice(StrEnum):
    """An answer from a fixed list: its value is stored and used by scripts, its `label` is shown (and translated)."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """An answer and what a person calls it."""
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.label = label
        return choice


def meant(text: str, listed: Iterable[tuple[str, str]], *, begun: bool = False) -> tuple[str, ...]:
    """The values of a list, given as values and labels, that `text` may mean: one, none, or several to choose from.

    A value counts before all labels, so a script that gives one always gets it; to a person (`begun`) yes is what is
    called yes. A label counts in every language there is. Capitals, spaces, `-` and `_` make no difference. With
    `begun`, which is for a person at a terminal, the beginning of one suffices, or of a word inside it: of those the
    reader sees, else of any.
    """
    word = as_compared(text)
    entries = [(value, as_compared(value), label) for value, label in listed]
    same = tuple(value for value, compared, _label in entries if compared == word)[:1]
    if same and not (begun and word in every("yes") | every("no")):
        return same  # before any label is looked at: that needs the sentences of every language
    spelled = [
        (value, {*map(as_compared, _names(label)), *_short(value, label)}) for value, _compared, label in entries
    ]
    found = [value for value, labels in spelled if word in labels]
    if same and not found:
        return same
    if found or not begun or not word:
        return tuple(dict.fromkeys(found))
    seen = [(value, {compared, as_compared(_(label))}) for value, compared, label in entries]
    for names in (seen, spelled):
        for fits in (str.startswith, _has_a_word_that_begins):
            if found := [value for value, labels in names if any(fits(each, word) for each in labels)]:
                return tuple(dict.fromkeys(found))
    return ()


def _names(label: str) -> Iterable[str]:
    """A label in every language, and each without the explanation in brackets at its end: with an escort (hot)."""
    for each in in_every_language(label):
        yield from (each, each.partition(" (")[0])


def _has_a_word_that_begins(text: str, word: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(word)}", text) is not None


def _short(value: str, label: str) -> Iterable[str]:
    """The other words for yes and no, where these are the answers: y, ya, t. The label counts before the value."""
    for answer in ("yes", "no"):
        if label.strip().casefold() in every(answer):
            return every(answer)
    return every(value) if value in {"yes", "no"} else ()


def as_compared(text: str) -> str:
    """A value or label as it is compared: in small letters, its words joined by `_`. The sign of a number stays."""
    said = text.strip()
    return said if said[1:].isdecimal() else "_".join(said.casefold().replace("-", " ").replace("_", " ").split())


def listed(choices: Iterable[tuple[str, str]]) -> str:
    """The answers of a list in the reader's language, each with its value if that differs: keluarga (family)."""
    return ", ".join(
        value if as_compared(value) == as_compared(label) else f"{label} ({value})"
        for value, label in _labels(choices).items()
    )


def offered(choices: Iterable[tuple[str, str]]) -> str:
    """The answers of a list as the reader may type them: their labels; in English, which values are made of, both."""
    if language() == "en":
        return listed(choices)
    return listed_labels(label for _value, label in choices)


def listed_labels(labels: Iterable[str]) -> str:
    """Labels in the reader's language without what stands in brackets behind them; with `;` if one has a comma."""
    told = list(dict.fromkeys(_(label).partition(" (")[0] for label in labels))
    return ("; " if any("," in each for each in told) else ", ").join(told)


def _labels(choices: Iterable[tuple[str, str]]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for value, label in choices:
        labels.setdefault(value, _(label))
    return labels
