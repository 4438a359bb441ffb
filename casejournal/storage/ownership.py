"""Whose something on the disk is: after one `sudo cj`, files belong to root, and nothing is wrong with them."""

import errno
import os
import shlex
from pathlib import Path
from typing import Any

from casejournal.storage.platform import is_mine, login_name_of, user_number
from casejournal.words import _

_DENIED = {errno.EACCES, errno.EPERM}


def anothers(path: Path, error: OSError) -> dict[str, Any]:
    """Facts for `NotYours` if `error` came because `path`, or the folder it would be in, is another user's; else empty.

    `mend` is the command that gives it to this user, with everything of ours around it.
    """
    if error.errno not in _DENIED:
        return {}
    found = _nearest(path.absolute())
    ours = _ours(found) if found and not is_mine(found) else None
    if not (found and ours):
        return {}
    you, owner = login_name_of(user_number()), login_name_of(found.lstat().st_uid)
    reason = _("it belongs to {owner}, not to you").format(owner=owner)
    return {
        "path": str(found),
        "owner": owner,
        "reason": reason,
        "mend": f"sudo chown -R {you} {shlex.quote(str(ours))}",
    }


def _nearest(path: Path) -> Path | None:
    """The path itself, or the nearest folder above it that can be looked at."""
    for each in (path, *path.parents):
        try:
            each.lstat()
        except OSError:
            continue
        return each
    return None


def _ours(found: Path) -> Path | None:
    """The folder of ours around it: a journal, or one of settings, state, keys. Else what lies in a folder of mine.

    None for anything else: nobody should be advised to take over /root.
    """
    around = (found, *found.parents)
    named = (each for each in around if each.name.startswith("casejournal") or os.path.lexists(each / "journal.toml"))
    return next(named, found if is_mine(found.parent) else None)
