"""The door: `cj` and `python -m casejournal`. `--version` answers before anything else is loaded."""

import gc
import sys

from casejournal import __version__


def main() -> None:
    """Run one command and end with its exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"cj {__version__}\n")
        return
    gc.disable()  # a command lives for a fraction of a second: looking for cycles costs more than they do
    from casejournal.cli import run  # lazy: Typer takes five times as long to load as the answer above

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
