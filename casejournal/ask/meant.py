"""Which of several choices a typed answer means: its number, its value, its label, or their first letters."""

import re
from collections.abc import Iterator

from casejournal.domain import choice
from casejournal.forms.fields import Choices

_NUMBER = re.compile(r"[+-]?\d+")


def numbered(choices: Choices) -> Iterator[tuple[str, str]]:
    """Each choice with the number to type for it. On a scale that is the number itself. The open one has none."""
    offered = [(value, label.strip()) for value, label in choices if value]
    if not is_scale(offered):
        yield from ((str(place), label) for place, (_value, label) in enumerate(offered, 1))
        return
    for value, label in offered:
        number, _space, rest = label.partition(" ")
        yield (number, rest.strip()) if number.lstrip("+") == value else (value, label)


def meant(typed: str, choices: Choices) -> list[str]:
    """The values that may be meant: one if the answer is clear, none if it fits nothing."""
    offered = [(value, label.strip()) for value, label in choices if value]
    if _NUMBER.fullmatch(typed):
        if is_scale(offered):
            return [value for value, _label in offered if int(value) == int(typed)]
        return [offered[int(typed) - 1][0]] if 0 < int(typed) <= len(offered) else []
    return [*choice.meant(typed, offered, begun=True)]


def is_scale(choices: Choices) -> bool:
    """Whether the values are numbers already, so that the entries have no others."""
    return all(_NUMBER.fullmatch(value) for value, _label in choices if value)
