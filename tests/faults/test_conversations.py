"""A person who goes back, asks why, stops and comes again at random: what they said stands wherever they left it."""

import random
from collections.abc import Sequence
from typing import Any

import pytest

from casejournal.ask.asks import Request
from casejournal.forms.fields import Choices
from tests.world import Cj, take_in, work_through

PARTS = {"Goal": 3, "Task": 2, "Tie": 2, "Withheld": 1}
"""How many of each this person speaks of."""
DAYS = (
    "Happened on",
    "Due",
    "Review on",
    "Next review on",
    "Valid until",
    "Client told on",
    "Look at the risk again on",
)


class Restless:
    """Remembers what they left at every question, and is indignant when it does not stand there."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._left: dict[str, Any] = {}
        self._moves = 40
        self._words = 0

    def __call__(self) -> "Restless":
        return self

    def _wanders(self, share: float) -> bool:
        """Whether they do something else than answer; in the end they are tired of it."""
        if self._moves and self._random.random() < share:
            self._moves -= 1
            return True
        return False

    def _word(self) -> str:
        self._words += 1
        return f"word {self._words}"

    def text(self, title: str, hint: str, before: str, *, long: bool, **where: Any) -> Any:
        """A line: what stood there, something new, or half of it and off."""
        assert before == self._left.get(title, ""), (title, before, self._left.get(title))
        if title.endswith(DAYS):
            return Request.BACK if self._wanders(0.1) else ""
        if self._wanders(0.1):
            self._left[title] = self._word()
            raise KeyboardInterrupt(self._left[title])
        if long and self._wanders(0.1):
            self._left[title] = self._word()
            return Request.BACK, self._left[title]
        if self._wanders(0.2):
            return self._random.choice([Request.BACK, Request.WHY])
        part, _space, number = title.partition(" ")
        if not before and part in PARTS and number.isdigit() and int(number) > PARTS[part]:
            return ""
        self._left[title] = before if before and self._random.random() < 0.7 else self._word()
        return self._left[title]

    def one(self, title: str, hint: str, choices: Choices, before: str, **where: Any) -> Any:
        """One of them, the same as before if there was one."""
        assert before == self._left.get(title, ""), (title, before, self._left.get(title))
        if self._wanders(0.05):
            raise KeyboardInterrupt
        if self._wanders(0.2):
            return self._random.choice([Request.BACK, Request.WHY])
        self._left[title] = before or self._random.choice([value for value, _label in choices if value])
        return self._left[title]

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str], **where: Any) -> Any:
        """The same as before if there were any, else two of them; nothing from the rest."""
        if title in self._left:
            assert set(before) >= set(self._left[title]), (title, before, self._left[title])
        if self._wanders(0.05):
            raise KeyboardInterrupt
        if self._wanders(0.2):
            return self._random.choice([Request.BACK, Request.WHY])
        if "Anything else" in title or "which ones change" in title or "to drop" in title:
            return []
        first_two = [value for value, _label in choices][:2]
        self._left[title] = self._left.get(title, first_two)
        return self._left[title]

    def secret(self, title: str) -> Any:
        """Never asked for here."""
        raise AssertionError(title)

    def yes(self, sentence: str, *, mere_enter: bool) -> bool:
        """Never asked here."""
        raise AssertionError(sentence)

    def close(self) -> None:
        """There is nothing to throw away."""

    @property
    def texts(self) -> list[str]:
        """Every text they left, in the end."""
        return [text for text in self._left.values() if isinstance(text, str) and text.startswith("word")]


FORMS = {
    "assess": ("assess",),
    "plan": ("plan", "--because", "x"),
    "revision": ("plan",),
    "consent": ("consent",),
    "review": ("review",),
    "close": ("close",),
    "checklist": ("principles", "checklist"),
}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("form", FORMS)
def test_nothing_a_person_said_is_lost_however_they_wander(form: str, seed: int, plain_cj: Cj) -> None:
    whole = form in {"revision", "review", "close"}
    case = work_through(plain_cj, "Ibu Sari")["CASE"] if whole else take_in(plain_cj, "Ibu Sari")
    person = Restless(seed)
    verb, *more = FORMS[form]
    command = [verb, "checklist", case] if form == "checklist" else [verb, case, *more]

    for _attempt in range(60):
        going_on = plain_cj.json("draft", "list")["items"]
        result = plain_cj(*(["draft", "resume"] if going_on else command), asks=person)
        assert result.code in {0, 130}, result.err
        if result.code == 0:
            break

    assert result.code == 0
    assert plain_cj.json("draft", "list")["items"] == []
    stored = plain_cj.ok("show", case, "--json").out
    for text in person.texts:
        assert text in stored
