"""The entry point of `cj` and `python -m casejournal`. `--version` answers before anything else is loaded."""

import gc
import os
import sys

from casejournal import __version__


def main() -> None:
    """Run one command and end with its exit code."""
    if sys.argv[1:] == ["--version"] and _said(f"cj {__version__}\n"):
        os._exit(0)
    gc.disable()  # a command is over in a fraction of a second, so collecting garbage costs more than it saves
    try:
        _load_msgspec()
        from casejournal.cli import run  # lazy: Typer takes five times as long to load as the answer above

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before anything started
        code = 130
    try:
        sys.stderr.flush()
    except OSError:
        pass  # nobody is reading
    os._exit(code)  # all is written and flushed; a normal exit of Python takes an eighth of a note's time


def _said(text: str) -> bool:
    """Whether standard output took the text. If not, the boundary of `cli` tells why."""
    try:
        os.write(sys.stdout.fileno(), text.encode())  # past the buffer, which would keep what was refused
    except (OSError, AttributeError):  # there is no stream if it was closed before we started
        return False
    return True


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions: it takes 2 ms of every command, and on this Python typing is enough."""
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]
        import msgspec  # noqa: F401  # lazy: as above

        del sys.modules["typing_extensions"]


if __name__ == "__main__":
    main()
