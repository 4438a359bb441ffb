"""The examples of a help page can be typed as they stand, in each language."""

import re
import shlex
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import pytest
import typer.main

from casejournal.commands import AGENCY_VERBS, GROUP_VERBS, MANUAL
from casejournal.commands._table import OneByOne
from casejournal.errors import Failure
from casejournal.forms.check import check
from casejournal.forms.fields import Kind, fields
from casejournal.words import LANGUAGES, _, speak

MONDAY = date(2026, 11, 23)
MODULES = (
    *(name for names in MANUAL.values() for name in names),
    *(f"group.{verb}" for verb in GROUP_VERBS),
    *(f"agency.{verb}" for verb in AGENCY_VERBS),
)


def every_command() -> Iterator[tuple[str, Any]]:
    """Each command and each verb, with the words that call it."""
    for module in MODULES:
        command = typer.main.get_command(import_module(f"casejournal.commands.{module}").app)
        words = f"cj {module.replace('.', ' ')}"
        if not isinstance(command, OneByOne):
            yield words, command
        for verb in getattr(command, "commands", {}).values():
            yield f"{words} {verb.name}", verb


def examples(help_text: str) -> Iterator[list[str]]:
    """The command lines behind “Examples:”, as words."""
    for line in re.findall(r"\bcj [^·]+", " ".join(" ".join(re.split(r"Examples?:|Contoh:", help_text)[1:]).split())):
        yield shlex.split(line.strip().partition(" > ")[0].partition(" | ")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_example_gives_a_command_is_understood(language: str) -> None:
    seen, refused = 0, []
    speak(language)
    try:
        for words, command in every_command():
            options = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
            form = getattr(command.callback, "form", None)
            known = {field.option: field for field in fields(form)} if form else {}
            for given in examples(_(command.help or "")):
                for place, word in enumerate(given):
                    if word.startswith("--") and word not in {*options, "--json", "--plain", "--yes", "--journal"}:
                        refused.append((words, word))
                    if (field := known.get(word)) and field.kind is not Kind.YES_NO:
                        seen += 1
                        value = given[place + 1 : place + 2]
                        try:
                            check(field, value if field.many else (value or [""])[0], MONDAY)
                        except Failure as failure:
                            refused.append((words, f"{word}: {failure.message()}"))
    finally:
        speak("en")

    assert refused == []
    assert seen > 30
