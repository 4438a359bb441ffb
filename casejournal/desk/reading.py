"""What is told while many files are read for the index."""

from collections.abc import Callable

from casejournal.words import _

_LONG_WORK = 200


def tell_of_reading(tell: Callable[[str], None], done: int, of: int) -> None:
    """Tell at every tenth of the files how far the reading has come; nothing if they are few."""
    if of >= _LONG_WORK and done % (of // 10) == 0:
        tell(_("Reading {done} of {of} case files for the index").format(done=done, of=of))
