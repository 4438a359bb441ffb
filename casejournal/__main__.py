"""The door: `cj` and `python -m casejournal`. `--version` answers before anything else is loaded."""

import gc
import os
import sys

from casejournal import __version__


def main() -> None:
    """Run one command and end with its exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"cj {__version__}\n")
        return
    gc.disable()  # a command lives for a fraction of a second: looking for cycles costs more than they do
    try:
        _load_msgspec()
        from casejournal.cli import run  # lazy: Typer takes five times as long to load as the answer above

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before anything was begun
        code = 130
    try:
        sys.stderr.flush()
    except OSError:
        pass  # nobody listens
    os._exit(code)  # everything is written and flushed; taking Python down piece by piece is an eighth of a note's time


def _load_msgspec() -> None:
    """Msgspec takes what it needs from typing_extensions or from typing. The former, where it is installed, is 2 ms of
    every command, and on this Python holds nothing more: it is hidden while msgspec loads.
    """
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]
        import msgspec  # noqa: F401  # lazy: as above

        del sys.modules["typing_extensions"]


if __name__ == "__main__":
    main()
