"""Work that several processes do at the same time, where the system can. What they find comes back through a pipe;
nothing touches the disk.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from casejournal.storage.platform import copied, processors

_MOST = 4


class _Helper(NamedTuple):
    """A process that does one part."""

    process: int
    found: BinaryIO
    part: Sequence[str]


def hands() -> int:
    """How many processes share the work."""
    return min(_MOST, processors())


def together(work: Callable[[Sequence[str]], bytes], parts: Sequence[Sequence[str]]) -> list[bytes]:
    """What `work` returns for each part, in no particular order. The first part is done here, the others meanwhile in
    copies of this process; a part whose process fails is done here too.
    """
    own, *others = parts
    helpers: list[_Helper] = []
    done = []
    try:
        for part in others:
            try:
                helpers.append(_helper(work, part))
            except OSError:  # the system allows no more processes
                done.append(work(part))
        done.append(work(own))
        for helper in helpers:
            with helper.found:
                found = helper.found.read()
            ended = os.waitstatus_to_exitcode(os.waitpid(helper.process, 0)[1])
            done.append(work(helper.part) if ended else found)
    except BaseException:
        for helper in helpers:
            with suppress(OSError):
                helper.found.close()  # whoever still writes into it ends
                os.waitpid(helper.process, 0)
        raise
    return done


def _helper(work: Callable[[Sequence[str]], bytes], part: Sequence[str]) -> _Helper:
    ours, theirs = os.pipe()
    try:
        process = copied()
    except OSError:
        os.close(ours)
        os.close(theirs)
        raise
    if process:
        os.close(theirs)
        return _Helper(process, os.fdopen(ours, "rb"), part)
    code = 1
    try:
        with os.fdopen(theirs, "wb") as pipe:
            pipe.write(work(part))
        code = 0
    finally:
        os._exit(code)  # nothing of the copied process goes on: no exception, no output that was waiting
