"""Work that several processes do at the same time, where the system can. What they find comes back through a pipe;
nothing touches the disk.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from casejournal.storage.platform import ON_LINUX

_MOST = 4


class _Helper(NamedTuple):
    """A process that does one part."""

    process: int
    found: BinaryIO
    part: Sequence[str]


def hands() -> int:
    """How many processes can work at the same time. Only Linux copies a process without danger for what runs in it."""
    return min(_MOST, len(os.sched_getaffinity(0))) if ON_LINUX else 1


def together(work: Callable[[Sequence[str]], bytes], parts: Sequence[Sequence[str]]) -> list[bytes]:
    """What `work` returns for each part, in no particular order. The first part is done here, the others meanwhile in
    copies of this process; a part whose process fails is done here too.
    """
    own, *others = parts
    helpers = [_helper(work, part) for part in others]
    try:
        done = [work(own)]
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
    process = os.fork()
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
