"""The headings of a case report, as data: which field of which record stands below which one. So an agency's own form
is an edit of a file.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from casejournal import knowledge
from casejournal.exchange.refusals import HeadingsNotUnderstood
from casejournal.words import N_, _, language

OWN = "own."
"""Begins the name of what a client answered to one of the worker's own questions."""
OURS = Path(knowledge.__file__).parent / "case_report.toml"
"""The headings that come with the program."""
Title = str | Mapping[str, str]
"""A text, or one in each language."""


class Line(msgspec.Struct, frozen=True, rename={"what": "from"}, forbid_unknown_fields=True):
    """What of a case stands there. With a title of its own it stands there even if nothing is known."""

    what: str
    title: Title = ""


class Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One heading, and what stands below it."""

    title: Title
    lines: tuple[str | Line, ...]

    @property
    def every_line(self) -> tuple[Line, ...]:
        """Its lines."""
        return tuple(Line(each) if isinstance(each, str) else each for each in self.lines)


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words by which a tie is known as a source of help of that sort."""

    formal: tuple[str, ...] = ()
    community: tuple[str, ...] = ()


class Headings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    headings: tuple[Heading, ...]
    title: Title = ""
    sources: Sources = Sources()


def read_headings(text: str, path: str, known: Collection[str]) -> Headings:
    """The headings of a file with that text.

    Raises HeadingsNotUnderstood, which names the place, if it is no such file or a line names what is not `known`.
    """
    import tomllib  # lazy: few commands read TOML

    try:
        found = msgspec.convert(tomllib.loads(text.removeprefix("\ufeff")), Headings)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        told = _("it is not valid TOML")
        if place:
            told = _("line {line}, column {column}: it is not valid TOML").format(line=place[1], column=place[2])
        raise HeadingsNotUnderstood(path=path, problem=told) from error
    except msgspec.ValidationError as error:
        raise HeadingsNotUnderstood(path=path, problem=_misshapen(str(error))) from error
    except (ValueError, RecursionError) as error:
        raise HeadingsNotUnderstood(path=path, problem=N_("it is not valid TOML")) from error
    for problem in _unknown(found, known):
        raise HeadingsNotUnderstood(path=path, problem=problem)
    return found


def in_words(title: Title) -> str:
    """The title in the reader's language, else in English, else in the first language it has."""
    if isinstance(title, str):
        return title
    return title.get(language()) or title.get("en") or next(iter(title.values()), "")


def _misshapen(told: str) -> str:
    """Where the file has another shape: `headings[2].lines`, counted from 0 as msgspec does, told from 1."""
    place = re.search(r"`\$\.?(.*?)`", told)
    where = re.sub(r"\[(\d+)\]", lambda found: f"[{int(found[1]) + 1}]", place[1]) if place else ""
    named = re.search(r"(?:field|contains unknown field) `(\w+)`", told)
    facts = {"where": where or _("the whole file"), "name": named[1] if named else ""}
    if "missing required" in told:
        return _("{where} has no “{name}”").format(**facts)
    if "unknown field" in told:
        return _("{where} cannot have “{name}”").format(**facts)
    return _("{where} is not written as it should be").format(**facts)


def _unknown(found: Headings, known: Collection[str]) -> Iterator[str]:
    """Each line that names something a case does not say, with what was likely meant."""
    from difflib import get_close_matches  # lazy: only a file of one's own is misspelled

    if not found.headings:
        yield _("it has no headings")
    for number, heading in enumerate(found.headings, start=1):
        for line in heading.every_line:
            if line.what in known or (line.what.startswith(OWN) and line.what != OWN):
                continue
            near = get_close_matches(line.what, known, 1)
            told = _("heading {n} ({title}): no case says “{name}”")
            told = told.format(n=number, title=in_words(heading.title), name=line.what)
            yield f"{told} ({_('perhaps {name}').format(name=near[0])})" if near else told
