"""Which faults the run of the day tries: all of them, unless a variable says that it is to be a part."""

import os
from collections.abc import Iterable
from typing import TypeVar

VARIABLE = "CJ_TESTS_PART"
"""`2/4`: the third of four parts, counted from 0. `.ci/run` takes another one each day. Unset, everything is tried."""
Fault = TypeVar("Fault")


def drawn(every: Iterable[Fault]) -> list[Fault]:
    """All of these, or those that fall to the part of the day."""
    part, _slash, parts = os.environ.get(VARIABLE, "").partition("/")
    return [*every][int(part) :: int(parts)] if parts else [*every]
