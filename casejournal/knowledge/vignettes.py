"""The vignettes to practise with: those that come with cj, a file each, and any other file in the same form."""

import tomllib
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from casejournal.domain.practice.vignette import Vignette, vignette
from casejournal.knowledge.refusals import VignetteNotUnderstood
from casejournal.words import visible

FOLDER = Path(__file__).parent / "vignettes"
ENDING = ".toml"
_TO_BEGIN_WITH = Path(__file__).parent / f"vignette_to_begin_with{ENDING}"


def names() -> frozenset[str]:
    """The names of those that come with cj."""
    return frozenset(path.stem for path in FOLDER.glob(f"*{ENDING}"))


def every() -> list[Vignette]:
    """Those that come with cj, the easier ones first."""
    return sorted((read(text(name), name) for name in names()), key=lambda each: (each.level, each.name))


def text(name: str) -> str:
    """The TOML of one that comes with cj. Raises KeyError if there is none of that name."""
    path = FOLDER / f"{name}{ENDING}"
    if path.parent != FOLDER or not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


def to_begin_with(name: str, file: str) -> str:
    """A small complete one of that name, for whoever writes their own into that file."""
    shown = visible(file, lines=False)
    return _TO_BEGIN_WITH.read_text(encoding="utf-8").replace("{name}", name).replace("{file}", shown)


def read(source: str, called: str) -> Vignette:
    """The vignette in a text in TOML; `called` is what the text is called. Raises VignetteNotUnderstood."""
    try:
        return _read(source)
    except (ValueError, RecursionError) as error:  # also for a number of thousands of digits
        raise VignetteNotUnderstood(source=called, problem=str(error)) from error


@lru_cache(maxsize=4)
def _read(source: str) -> Vignette:
    """A sample run asks for its vignette with every word that is said, a class thirty times."""
    return vignette(tomllib.loads(source))


def digest(source: str) -> str:
    """What tells two versions of a vignette apart, in hexadecimal: SHA-256 of its text with LF at line ends."""
    return sha256(source.replace("\r\n", "\n").encode()).hexdigest()
