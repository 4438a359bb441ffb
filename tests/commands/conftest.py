"""Fixtures that several tests of commands share."""

import pytest

from tests.world import Cj


@pytest.fixture
def planned(cj: Cj, sari: str) -> str:
    """A case with a plan of two goals; the first has three times the weight of the second."""
    cj.ok("assess", sari, "--underlying-problem", "No money for shoes.")
    goals = '{"goals": [{"statement": "School", "weight": 3}, {"statement": "Work", "weight": 1}]}'
    cj.ok("plan", sari, "--agreed", "yes", "--from", "-", stdin=goals)
    return sari
