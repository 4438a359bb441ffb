"""Which commands the run of the day tries: all of them, unless a variable says that it is to be one half."""

import os
from collections.abc import Iterable

VARIABLE = "CJ_TESTS_HALF"
"""0 or 1 in `.ci/run`, by the day: what is left out today is tried tomorrow. Unset, everything is tried."""


def drawn(every: Iterable[str]) -> list[str]:
    """All of these, or every second one of them."""
    half = os.environ.get(VARIABLE, "")
    return [*every][int(half) :: 2] if half in {"0", "1"} else [*every]
