"""A command as data: what it is for, its arguments and options. The reference and the man page are made from it."""

from importlib import import_module
from typing import Any

import typer.main

from casejournal.commands._frame import capitals_in_words
from casejournal.forms.options import explain, unescaped
from casejournal.words import N_, _

ABOUT = {
    "cj": N_("a confidential case journal for social workers and their students"),
    "commands": N_("Written from the program: what cj COMMAND --help says, on one page."),
    "records": N_("Written from the program: the fields of each record, their values and their options."),
}
"""What stands at the beginning of the pages that are made from the program."""


def described(*words: str) -> dict[str, Any]:
    """The command of that name, or the verb of a command; for one that has verbs, with their names.

    Raises KeyError for a verb that it does not have. The options that all commands take are not in it.
    """
    command = _command(words[0])
    for word in words[1:]:
        command = _verbs(command, words[0])[word]
    explain(getattr(command.callback, "form", None), command.params)
    params = [param for param in command.params if param.name != "help" and not param.hidden]
    return {
        "command": " ".join(("cj", *words)),
        "help": _translated(command.help),
        "verbs": [*_verbs(command, words[0])],
        "arguments": [_param(each) for each in params if each.param_type_name == "argument"],
        "options": [_param(each) for each in params if each.param_type_name == "option"],
    }


def _command(name: str) -> Any:
    return typer.main.get_command(import_module(f"casejournal.commands.{name}").app)


def _verbs(command: Any, name: str) -> dict[str, Any]:
    """The verbs of a command by their names; empty if it has none."""
    if hasattr(command, "package"):  # the verbs of group work, each in a module of its own
        return {verb: _command(f"{name}.{verb}") for verb in command.names}
    return dict(getattr(command, "commands", {}))


def _param(param: Any) -> dict[str, Any]:
    """An argument or option: its spellings, what it takes (empty for a flag), what it is for."""
    is_flag = getattr(param, "is_flag", False)
    return {
        "names": [*param.opts, *param.secondary_opts]
        if param.param_type_name == "option"
        else [capitals_in_words(param.metavar or "")],
        "value": "" if is_flag or param.param_type_name == "argument" else capitals_in_words(param.metavar or "TEXT"),
        "help": unescaped(_translated(param.help)),
    }


def _translated(help_text: str | None) -> str:
    return _(help_text) if help_text else ""
