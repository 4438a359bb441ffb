"""Writes the reference of commands and of records, and the man page, in each language, from the program itself."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casejournal import __version__
from casejournal.commands import MANUAL
from casejournal.commands._reference import ABOUT, described
from casejournal.domain.kinds import every_kind
from casejournal.forms.fields import Field, fields
from casejournal.words import LANGUAGES, LOCALE, _, speak

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Write all of it below `docs`, or below the folder given; with a language, its pages only.

    Each language has a process of its own: a command's help is translated when it is loaded.
    """
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    if len(sys.argv) <= 2:
        for language in LANGUAGES:
            subprocess.run([sys.executable, __file__, str(root), language], check=True)
        return
    language = sys.argv[2]
    speak(language)
    docs = root if language == "en" else root / language
    write(docs / "reference" / "commands.md", "\n".join(commands_page()))
    write(docs / "reference" / "records.md", "\n".join(records_page()))
    man = root / "man" / ("" if language == "en" else language) / "man1" / "cj.1"
    write(man, "\n".join(man_page(language)))


def write(path: Path, text: str) -> None:
    """Write a page, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def every_command() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The panels of the manual with their commands; a command that has verbs is followed by them."""
    for panel, names in MANUAL.items():
        told = []
        for name in names:
            command = described(name)
            told += [command, *(described(name, verb) for verb in command["verbs"])]
        yield _(panel), told


def commands_page() -> Iterator[str]:
    """The command reference in Markdown."""
    yield from (f"# {_('Commands')}", "", _(ABOUT["commands"]), "")
    for panel, commands in every_command():
        yield from (f"## {panel}", "")
        for command in commands:
            yield from (f"### `{synopsis(command)}`", "", *paragraphs(command["help"]), "")
            for each in [*command["arguments"], *command["options"]]:
                yield f"- `{spelled(each)}`: {one_line(each['help'])}"
            yield ""


def records_page() -> Iterator[str]:
    """What each record holds, in Markdown."""
    yield from (f"# {_('Records')}", "", _(ABOUT["records"]), "")
    for kind in every_kind():
        yield from (f"## {_(kind.title)} (`{kind.kind_name()}`)", "")
        for field in fields(kind):
            yield f"- `{field.name}` {_(field.title)}: {field_said(field)}"
        yield ""


def field_said(field: Field) -> str:
    """What a field is for, its answers and its option."""
    said = [one_line(_(field.help))]
    if field.choices:
        said.append(", ".join(f"`{each}` ({_(each.label)})" for each in field.choices))
    if field.required:
        said.append(_("(needed)"))
    return " ".join([*said, f"`{field.option}`"])


def man_page(language: str) -> Iterator[str]:
    """The manual page, as roff."""
    yield f'.TH CJ 1 "" "casejournal {__version__}" "casejournal"'
    yield from (f".SH {_('Name').upper()}", f"cj \\- {roff(_(ABOUT['cj']))}")
    for panel, commands in every_command():
        yield f".SH {roff(panel).upper()}"
        for command in commands:
            yield from (".TP", f".B {roff(synopsis(command))}")
            for place, text in enumerate(paragraphs(command["help"])):
                yield from ([".IP"] if place and text else []) + ([roff(text)] if text else [])
            for each in [*command["arguments"], *command["options"]]:
                yield from (".RS", ".TP", f".I {roff(spelled(each))}", roff(one_line(each["help"])), ".RE")
    for topic in ("dates", "files", "exit-codes"):
        yield from of_topic(LOCALE / language / "help" / f"{topic}.md")


def of_topic(path: Path) -> Iterator[str]:
    """A help text as a section of the manual page."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            yield f".SH {roff(line[2:]).upper()}"
        elif line.startswith("## "):
            yield f".SS {roff(line[3:])}"
        elif line.startswith("- "):
            word, _colon, meaning = line[2:].partition(": ")
            yield from (".TP", f".B {roff(word)}", roff(meaning))
        else:
            yield roff(line.strip()) if line.strip() else ".PP"


def synopsis(command: dict[str, Any]) -> str:
    """`cj note [OPTIONS] CASE [TEXT]`, without what is the same for all."""
    return " ".join([command["command"], *(each["names"][0] for each in command["arguments"])])


def spelled(param: dict[str, Any]) -> str:
    """An argument or option as it is typed."""
    return f"{', '.join(param['names'])} {param['value']}".strip()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, an empty line between two."""
    return [line for part in text.split("\n\n") for line in (one_line(part), "")][:-1]


def one_line(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def roff(text: str) -> str:
    """Text that roff takes as it is."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{escaped}" if escaped.startswith((".", "\\(aq")) else escaped


if __name__ == "__main__":
    main()
