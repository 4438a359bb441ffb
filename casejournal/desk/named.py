"""A file as a person names it on the command line: `~` is their home, `-` is no file."""

import os

STANDARD = "-"
"""Standard input for what is read, standard output for what is written."""


def named(given: str) -> str:
    """The path that `given` means. A `~` that the shell did not replace, as in `--output=~/letter.md`, is the home."""
    return os.path.expanduser(given)  # noqa: PTH111 - Path would fail on an unknown ~user
