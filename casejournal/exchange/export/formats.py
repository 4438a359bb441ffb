"""The formats that cases and groups are exported in. A format is a line here, and a module that has `write`."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import msgspec

from casejournal.errors import UnknownChoice
from casejournal.exchange.export.leaving import About, Cases
from casejournal.words import N_, _


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One format: its name, what a person calls it, and how its files end."""

    name: str
    title: str
    ending: str
    module: str
    """The module in this folder that writes it. It is loaded when it is used."""
    is_text: bool = True
    """Whether it can be read on a screen."""
    of_one: bool = False
    """Whether it is of one case only."""
    has_groups: bool = False
    """Whether it says something of groups too."""
    word_for_word: bool = False
    """Whether it hands on what was written as it was written, and so the names of others in it."""

    strict: bool = False
    """Whether even the worker's own copy has nothing of supervision and no name of another client: it will soon be on
    somebody else's computer.
    """
    nameless: bool = False
    """Whether it has only refs and kinds of things, unless words are asked for. Without them it needs no consent."""

    def write(self, cases: Cases, about: About) -> Iterable[bytes]:
        """The export, piece by piece."""
        pieces: Iterable[bytes] = import_module(f"casejournal.exchange.export.{self.module}").write(cases, about)
        return pieces


_EVERY = (
    Format(name="json", title=N_("one JSON document"), ending=".json", module="as_json", has_groups=True),
    Format(
        name="jsonl",
        title=N_("every version, for another journal"),
        ending=".jsonl",
        module="as_lines",
        has_groups=True,
        word_for_word=True,
    ),
    Format(
        name="csv",
        title=N_("tables for a spreadsheet, in a ZIP file"),
        ending=".zip",
        module="as_csv",
        is_text=False,
        has_groups=True,
    ),
    Format(
        name="tinydb", title=N_("for scripts with TinyDB"), ending=".tinydb.json", module="as_tinydb", has_groups=True
    ),
    Format(name="docx", title=N_("a text document"), ending=".docx", module="as_docx", is_text=False, of_one=True),
    Format(name="html", title=N_("a page to print"), ending=".html", module="as_html", of_one=True),
    Format(name="md", title=N_("Markdown"), ending=".md", module="as_md", of_one=True),
    Format(
        name="ics",
        title=N_("a calendar of what is due"),
        ending=".ics",
        module="as_ics",
        has_groups=True,
        strict=True,
        nameless=True,
    ),
    Format(name="fhir", title=N_("FHIR R4, not certified"), ending=".fhir.json", module="as_fhir", strict=True),
)
FORMATS = {each.name: each for each in _EVERY}


def format_asked(form: str, output: str) -> Format:
    """The format asked for; if none is, that of the file's ending; else the first. Raises UnknownChoice."""
    suffix = Path(output).suffix.lower()
    longest_first = sorted(_EVERY, key=lambda each: -len(each.ending))
    by_ending = [each.name for each in longest_first if output.lower().endswith(each.ending)]
    wanted = form.lower() or next(iter(by_ending), suffix.lstrip(".") or next(iter(FORMATS)))
    if wanted not in FORMATS:
        offered = ", ".join(f"{each.name} ({_(each.title)})" for each in _EVERY)
        raise UnknownChoice(field="--format", given=wanted, choices=offered)
    return FORMATS[wanted]
