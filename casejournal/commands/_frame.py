"""Typer's own words in the reader's language: the frame of a help page, and what is wrong with a command line.

Typer speaks English only. The titles of its help page are constants, which are exchanged when a page is drawn; what it
says of a command line is known by its wording.
"""

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from casejournal.errors import Failure
from casejournal.forms.options import escaped, explain
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
        "This is too much: {words}. A text with spaces needs quotation marks around it; other "
        "answers go behind an option (--…)."
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
    N_("DAY"), N_("MONTH"), N_("TEXT"), N_("COMMAND"), N_("WORD"), N_("WORDS"), N_("WHAT"), N_("WHY"),
    N_("SERVICE"), N_("AREA"), N_("COLUMN"), N_("MOVE"), N_("DAYS"), N_("ITEM"), N_("QUESTION"),
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
        params = command.get_params(ctx)
        explain(getattr(command.callback, "form", None), params)
        for param in params:
            param.metavar = param.metavar and capitals_in_words(param.metavar)
            param.type = copy.copy(param.type)  # Typer's types are shared
            param.type.get_metavar = _no_type
        command.get_help_option(ctx).help = _("Show this page.")
        if not _draws(ctx.obj):
            from casejournal.commands import _help_page  # lazy: only a help page needs it

            # printed at once, as Typer prints the drawn page, and with the empty line that Typer adds
            ctx.obj.screen.print("\n".join(_help_page.lines(command, ctx)).rstrip("\n"))
            return
        from typer import rich_utils  # lazy: as above

        for name, title in _TITLES.items():
            setattr(rich_utils, name, _(title))
        with _narrowed([param for param in params if param.param_type_name == "option"]), _stacked(rich_utils):
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


_NARROW = 60
_METAVAR = 8
"""In characters. What is longer stands in the help of the option."""


@contextmanager
def _narrowed(options: list[Any]) -> Iterator[None]:
    """While the page is drawn, what would make its columns too wide is said in the help of the option itself.

    That is its long spelling (`AREA=SCORE:REASON`) and its opposite (`--no-…`). Otherwise the names of the options are
    cut at 80 columns.
    """
    before = [(option, option.metavar, option.help, option.secondary_opts) for option in options]
    for option, metavar, told, opposites in before:
        if len(metavar or "") > _METAVAR:
            option.metavar, option.help = _("TEXT"), f"{escaped(metavar)}. {told}"
        if opposites:
            option.help, option.secondary_opts = f"{option.help} {_or(opposites)}", []
    try:
        yield
    finally:
        for option, metavar, told, opposites in before:
            option.metavar, option.help, option.secondary_opts = metavar, told, opposites


def _or(opposites: list[str]) -> str:
    return _("The opposite: {options}.").format(options=", ".join(opposites))


@contextmanager
def _stacked(rich_utils: Any) -> Iterator[None]:
    """While the page is drawn at a narrow terminal, the help of an option stands below it: else its name is cut."""
    table = rich_utils.Table

    class Stacked(table):  # type: ignore[valid-type, misc]
        """A table that puts the last cell of a row below the others, unless its columns were named before."""

        def add_row(self, *cells: Any, **how: Any) -> None:
            if self.columns and len(self.columns) > 1:
                super().add_row(*cells, **how)
                return
            *names, told = cells
            texts = [each if isinstance(each, rich_utils.Text) else rich_utils.Text(str(each)) for each in names]
            super().add_row(rich_utils.Text("  ").join(each for each in texts if each))
            super().add_row(rich_utils.Padding(told, (0, 0, 0, 2)))

    if rich_utils._get_rich_console().width < _NARROW:  # noqa: SLF001 - Typer has no other way to its width
        rich_utils.Table = Stacked
    try:
        yield
    finally:
        rich_utils.Table = table
