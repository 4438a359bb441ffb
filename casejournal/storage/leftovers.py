"""What a process was writing when it died. It is known by its name, which tells for which file, and which process."""

import os
from pathlib import Path

from casejournal.storage.platform import is_running

_NEW = ".new"


def new_beside(path: Path) -> Path:
    """A new name in the same folder, for what is renamed to `path` when it is whole."""
    return path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}{_NEW}")


def leftovers(folder: Path, name: str = "") -> list[Path]:
    """What dead processes were writing in `folder`, sorted; with `name` only what was to be called that."""
    try:
        found = sorted(each for each in os.listdir(folder) if each.endswith(_NEW))  # noqa: PTH208 - no path for each
    except OSError:
        return []
    return [folder / each for each in found if _is_left(each, name)]


def is_left(path: Path) -> bool:
    """Whether a process was writing that when it died."""
    return path.name.endswith(_NEW) and _is_left(path.name, "")


def _is_left(name: str, of: str) -> bool:
    whole, _dot, writer = name.removesuffix(_NEW).rpartition(".")
    process = writer.partition("-")[0]
    named = whole == f".{of}" if of else whole.startswith(".")
    return named and process.isdecimal() and not is_running(int(process))
