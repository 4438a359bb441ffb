"""Runs `cj` commands as far as this system can play Windows: what Windows does not have is taken away first.

Each argument is a command line. What other libraries do on Windows is not tried here.
"""

import builtins
import importlib
import os
import pkgutil
import signal
import sys
import types
from typing import Any

import cryptography.hazmat.primitives.ciphers.aead
import cryptography.hazmat.primitives.kdf.argon2
import cryptography.hazmat.primitives.kdf.hkdf  # noqa: F401 - loaded as on this system, like what follows
import jinja2  # noqa: F401
import platformdirs  # noqa: F401
import prompt_toolkit.shortcuts  # noqa: F401
import rich.console
import rich.table  # noqa: F401
import tinydb  # noqa: F401
import tomlkit  # noqa: F401
import typer.main
import typer.rich_utils  # noqa: F401

import casejournal
from tests.world import CHEAP

MISSING = ("pwrite", "pread", "getuid", "geteuid", "fchmod", "fchown", "chown", "O_NOFOLLOW", "O_NONBLOCK", "mkfifo")
NO_MODULES = {"fcntl", "pwd", "grp", "termios", "tty", "resource"}
busy = int(os.environ.get("CJ_TEST_BUSY", "0"))


def locking(descriptor: int, _mode: int, size: int) -> None:
    """The lock of Windows: of bytes from where the file is read next, whoever asks."""
    assert size == 1
    held.append((descriptor, os.lseek(descriptor, 0, os.SEEK_CUR)))


def import_what_windows_has(name: str, *arguments: Any, **how: Any) -> Any:
    """Refuse what only other systems have."""
    if name in NO_MODULES:
        raise ModuleNotFoundError(name)
    return real_import(name, *arguments, **how)


def replace(source: Any, target: Any) -> None:
    """Refuse to exchange a file that another process has open, a few times."""
    global busy  # noqa: PLW0603
    if busy:
        busy -= 1
        raise PermissionError(13, "Permission denied")
    real_replace(source, target)


held: list[tuple[int, int]] = []
real_import, real_replace = builtins.__import__, os.replace
for name in [name for name in sys.modules if name.startswith(("casejournal", "tests"))]:
    del sys.modules[name]
for name in MISSING:
    delattr(os, name)
del signal.SIGHUP
for name in NO_MODULES:
    sys.modules.pop(name, None)
builtins.__import__ = import_what_windows_has
msvcrt = types.ModuleType("msvcrt")
msvcrt.locking, msvcrt.LK_NBLCK = locking, 2  # type: ignore[attr-defined]
sys.modules["msvcrt"] = msvcrt
sys.platform = "win32"
os.replace = replace  # type: ignore[assignment]

from casejournal import cli  # noqa: E402
from casejournal.desk import World  # noqa: E402
from casejournal.storage.keys import Cost  # noqa: E402

for module in pkgutil.walk_packages(casejournal.__path__, "casejournal."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
cost = Cost(memory=CHEAP.memory, passes=CHEAP.passes, lanes=CHEAP.lanes)
codes = [cli.run(line.split("|"), World(cost=cost)) for line in sys.argv[1:]]
assert held, "nothing was locked"
sys.exit(max(codes))
