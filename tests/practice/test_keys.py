"""How many questions and keys a piece of work takes: never more than these."""

import pytest

from tests.practice.keys import counts
from tests.world import Cj

AT_MOST = {
    "group form": (2, 2),
    "group session": (5, 5),
    "plan, two goals, three tasks": (10, 11),
    "assess, three areas": (12, 22),
    "consent": (5, 10),
    "intake": (5, 8),
    "a first note of two lines": (3, 6),
    "the next note of two lines": (3, 3),
}


def test_no_form_asks_for_more_than_it_did(bare: Cj, capfd: pytest.CaptureFixture[str]) -> None:
    assert counts(bare) == AT_MOST
