"""A world of its own for commands whose journal is thrown away: nothing of the worker's own is seen or touched."""

from pathlib import Path
from typing import Any

import msgspec

from casejournal.desk import World
from casejournal.words import language


def apart(world: World, folder: Path, variables: dict[str, str], **other: Any) -> World:
    """The same world, but with its home, its journal and its settings in `folder`. `variables` come on top."""
    env = {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "CJ_CONFIG": str(folder / "config.toml"),
        "CJ_JOURNAL": str(folder / "journal"),
        "CJ_WORKER": "Rahma",
        "CJ_LANG": language(),
        "CJ_PAGER": "",
    }
    return msgspec.structs.replace(world, env=env | variables, **other)
