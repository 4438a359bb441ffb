"""A closed list of answers: each is a word for scripts and a label for people."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """An answer from a fixed list: its value is stored and used by scripts, its `label` is shown (and translated)."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """An answer and what a person calls it."""
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.label = label
        return choice
