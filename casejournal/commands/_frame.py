"""Typer's own words in the reader's language: the frame of a help page, and what is wrong with a command line.

Typer speaks English only. The titles of its help page are constants, which are exchanged when a page is drawn; what it
says of a command line is known by its wording.
"""

import copy
import re
from typing import Any

from casejournal.errors import Failure
from casejournal.words import N_, _

_TITLES = {
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "DEFAULT_STRING": N_("[default: {}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
}
_SAID = {
    r"No such option: (?P<name>\S+) \(Possible options: (?P<others>.+)\)": N_(
        "There is no option {name}. Is it one of these? {others}"
    ),
    r"No such option: (?P<name>.+)": N_("There is no option {name}."),
    r"No such command (?P<name>.+)\. Did you mean (?P<others>.+)\?": N_("There is no command {name}. Is it {others}?"),
    r"No such command (?P<name>.+)\.": N_("There is no command {name}."),
    r"Missing command\.": N_("The command is missing."),
    r"Missing (?:argument|option) '?(?P<answer>[^']+)'?(?: / .+)?\.": N_("{answer} is missing."),
    r"Got unexpected extra argument\(s\) \((?P<words>.+)\)": N_(
        "This is too much: {words}. A text with spaces needs quotation marks around it."
    ),
    r"Option '?(?P<name>[^']+)'? requires an argument\.": N_("Something must follow {name}."),
    r"Option '?(?P<name>[^']+)'? does not take a value\.": N_("Nothing may follow {name}."),
    r"Invalid value for '?(?P<name>[^']+)'?: (?P<value>.+) is not a valid int(?: range)?\.": N_(
        "{name}: {value} is not a whole number."
    ),
    r"Invalid value for '?(?P<name>[^']+)'?: (?P<value>.+) is not in the range x>=(?P<least>\d+)\.": N_(
        "{name}: {value} is too small, at least {least}."
    ),
}  # fmt: skip
"""What Typer says of a command line, and what a reader is told instead."""
_WORDS = frozenset({
    N_("CASE"), N_("GROUP"), N_("REF"), N_("NOTE"), N_("SESSION"), N_("TASK"), N_("CONSENT"), N_("DRAFT"), N_("MEMBER"),
    N_("RECORD"), N_("TOPIC"), N_("STATUS"), N_("SETTING"), N_("FIELD"), N_("VALUE"), N_("NAME"), N_("FILE"), N_("DIR"),
    N_("DAY"), N_("TEXT"), N_("COMMAND"), N_("WORD"), N_("WHAT"), N_("WHY"),
})  # fmt: skip
"""What stands for an answer in the usage line and behind an option."""


def in_words(problem: str) -> str:
    """What Typer says is wrong with a command line, in the reader's language."""
    for pattern, phrase in _SAID.items():
        if said := re.fullmatch(pattern, problem, re.DOTALL):
            parts = said.groupdict()
            return _(phrase).format(**parts | {"answer": capitals_in_words(parts.get("answer", ""))})
    return problem


def capitals_in_words(spelled: str) -> str:
    """`[CASE]` as `[KASUS]`: each word of capitals that stands for an answer."""
    return re.sub(r"\b[A-Z]+\b", lambda word: _(word[0]) if word[0] in _WORDS else word[0], spelled)


def framed(command: Any) -> None:
    """Let the help page of a command speak the reader's language."""
    draw, usage = command.format_help, command.get_usage

    def format_help(ctx: Any, formatter: Any) -> None:
        for param in command.get_params(ctx):
            param.metavar = param.metavar and capitals_in_words(param.metavar)
            param.type = copy.copy(param.type)  # Typer's types are shared
            param.type.get_metavar = _no_type
        command.get_help_option(ctx).help = _("Show this page.")
        if not _draws(ctx.obj):
            from casejournal.commands import _help_page  # lazy: only a help page needs it

            formatter.write("\n".join(_help_page.lines(command, ctx)))
            return
        from typer import rich_utils  # lazy: as above

        for name, title in _TITLES.items():
            setattr(rich_utils, name, _(title))
        draw(ctx, formatter)

    command.format_help = format_help
    command.get_usage = lambda ctx: usage(ctx).replace("Usage:", _("Usage:"), 1)
    command.options_metavar = _("[OPTIONS]")
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = _("COMMAND [ARGUMENTS]...")


def _draws(desk: Any) -> bool:
    """Whether a help page is drawn. Not if the settings cannot be read: help is shown all the same."""
    try:
        return bool(desk.screen.draws)
    except Failure:
        return False


def _no_type(**_how: Any) -> str:
    """Nothing, where Typer would show `<str>` beside an argument."""
    return ""
