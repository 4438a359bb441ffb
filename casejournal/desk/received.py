"""A file from elsewhere that is taken in whole: read at once, and refused if it is too large for that."""

from pathlib import Path

from casejournal.desk.named import named
from casejournal.errors import CannotRead, NotValid
from casejournal.words import N_, _

MOST = 32 * 1024**2
"""In bytes. A directory of ten thousand services is smaller."""


def received(file: str, too_large: str = N_("it is larger than {size} MB; split it into several files")) -> bytes:
    """What is in the file. Raises CannotRead, or NotValid, which says `too_large`, for a file that is too large."""
    try:
        with Path(named(file)).open("rb") as opened:
            data = opened.read(MOST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or _("there is no such file")
        raise CannotRead(path=file, reason=reason) from error
    if len(data) > MOST:
        told = _(too_large).format(size=MOST // 1024**2)
        raise NotValid(field=file, problem=told)
    if not data.strip():
        raise NotValid(field=file, problem=N_("the file is empty"))
    return data
