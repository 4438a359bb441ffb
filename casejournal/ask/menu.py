"""A list to choose from: where the cursor stands, what is marked, and what typed digits and letters find in it."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic

from casejournal.ask.meant import is_scale
from casejournal.domain.choice import meant
from casejournal.forms.fields import Choices
from casejournal.words import _

_PAUSE = 1.5
"""In seconds: after it, what is typed begins a new word."""


class Menu:
    """A list, the cursor in it and, if several may be chosen, the values that are marked."""

    def __init__(self, choices: Choices, at: str, marked: Iterable[str] | None = None) -> None:
        self.told = ""
        """Why the last key did nothing; empty if it did something."""
        self._choices = choices
        self._place = next((place for place, (value, _label) in enumerate(choices) if value == at), 0)
        self._marked = None if marked is None else {*marked}
        self._typed = ""
        self._typed_at = 0.0
        self._is_word = True
        """Whether what is typed fits an entry."""
        self._numbered = not is_scale(choices)
        """Whether the entries are numbered by their place: not if they are numbers themselves."""

    @property
    def chosen(self) -> str:
        """The value at the cursor."""
        return self._choices[self._place][0]

    @property
    def label(self) -> str:
        """What stands at the cursor."""
        return self._choices[self._place][1].strip()

    @property
    def marked(self) -> list[str]:
        """The values that are marked, in the order of the list."""
        return [value for value, _label in self._choices if value in (self._marked or ())]

    def move(self, by: int) -> None:
        """Move the cursor; behind the last entry comes the first."""
        self._go_to((self._place + by) % len(self._choices))
        self._typed = ""

    def mark(self) -> None:
        """Mark what stands at the cursor, or take the mark away."""
        self.told = "" if self._marked is not None else _("Enter chooses.")
        self._typed = ""
        if self._marked is not None:
            self._marked ^= {self.chosen}

    def letter(self, letter: str) -> None:
        """Move to the entry that begins with what is typed; a letter typed again moves to the next one.

        After a pause a new word begins. A word that fits nothing stays one, so that a sentence typed here chooses
        nothing.
        """
        now = monotonic()
        before = self._typed if now - self._typed_at < _PAUSE else ""
        self._typed_at = now
        word = before + letter.casefold()
        found = self._found(word, range(len(self._choices)))
        if found is None and (not before or letter.isdigit() or {*word} == {*letter.casefold()}):
            word = letter.casefold()
            found = self._found(word, [*range(self._place + 1, len(self._choices)), *range(self._place + 1)])
        self._is_word = found is not None or (self._is_word and not before)
        self._typed = "" if found is None and not before else word
        if found is None:
            self.told = _("Nothing here begins with “{typed}”.").format(typed=word)
        else:
            self._go_to(found)

    def may_choose(self) -> bool:
        """Whether Enter takes the entry at the cursor. Behind a word that fits nothing it only ends the word."""
        may, self._is_word, self._typed = self._is_word, True, ""
        if not may:
            self.told = _("Press Enter once more to choose “{label}”.").format(label=self.label)
        return may

    def lines(self, width: int) -> Iterator[tuple[bool, str]]:
        """The entries as lines no longer than `width`, each with whether the cursor stands at it."""
        for place, (value, label) in enumerate(self._choices):
            here = place == self._place
            mark = "" if self._marked is None else "[x] " if value in self._marked else "[ ] "
            number = f"{place + 1:>2} " if self._numbered and value else "   " if self._numbered else ""
            head = f" {'»' if here else ' '} {mark}{number}"
            wrap = textwrap.TextWrapper(width, initial_indent=head, subsequent_indent=" " * len(head))
            yield from ((here, line) for line in wrap.wrap(label) or [head])

    def _go_to(self, place: int) -> None:
        self._place, self.told, self._is_word = place, "", True

    def _found(self, word: str, places: Sequence[int]) -> int | None:
        """The first of these places whose number is `word`, or that it means: as a value, a label or the beginning."""
        if word.lstrip("+-").isdigit() or word in {"+", "-"}:
            fits = str.__eq__ if word[-1].isdigit() else str.startswith
            return next((place for place in places if any(fits(name, word) for name in self._numbers(place))), None)
        named = [(value, label.strip() if value else label.strip(" (")) for value, label in self._choices]
        found = meant(word, named, begun=True)
        return next((place for place in places if self._choices[place][0] in found), None)

    def _numbers(self, place: int) -> Iterator[str]:
        """The numbers that may be typed for an entry."""
        value, _label = self._choices[place]
        yield from [str(place + 1)] if self._numbered else [value]
        yield from [f"+{value}"] if value.isdigit() else []
