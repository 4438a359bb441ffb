"""A help page as plain lines, for screen readers, terminals that draw nothing, pipes and files."""

from collections.abc import Iterable, Iterator
from typing import Any

from casejournal.forms.options import unescaped
from casejournal.words import _


def lines(command: Any, ctx: Any) -> Iterator[str]:
    """What the drawn page says, in the same order: how it is called, what it is for, arguments, options, commands."""
    yield from (command.get_usage(ctx).strip(), "")
    for paragraph in (command.help or "").split("\n\n"):
        yield from (" ".join(paragraph.split()), "")
    params = [each for each in command.get_params(ctx) if not getattr(each, "hidden", False)]
    arguments = [each for each in params if each.param_type_name == "argument"]
    yield from _panel(_("Arguments"), ((each.metavar or "", each) for each in arguments))
    panels: dict[str, list[Any]] = {_("Options"): []}
    for each in params:
        if each not in arguments:
            panels.setdefault(each.rich_help_panel or _("Options"), []).append(each)
    for title, options in panels.items():
        yield from _panel(title, ((_spelled(each), each) for each in options))
    yield from _commands(command, ctx)


def _panel(title: str, entries: Iterable[tuple[str, Any]]) -> Iterator[str]:
    told = [
        f"  {spelled}: {' '.join((param.help or '').split())}{'  ' + _('[required]') if param.required else ''}"
        for spelled, param in entries
    ]
    if told:
        yield from (f"{title}:", *map(unescaped, told), "")


def _commands(command: Any, ctx: Any) -> Iterator[str]:
    """The commands below this one, under the titles of their panels."""
    panels = dict[str, list[str]]()
    for name in command.list_commands(ctx) if hasattr(command, "commands") else ():
        each = command.get_command(ctx, name)
        about = " ".join((each.help or "").split("\n\n")[0].split())
        panels.setdefault(each.rich_help_panel or _("Commands"), []).append(f"  {name}: {about}")
    for title, told in panels.items():
        yield from (f"{title}:", *told, "")


def _spelled(option: Any) -> str:
    """`--yes, -y`, `--on DAY`; a flag takes nothing."""
    names = ", ".join((*option.opts, *option.secondary_opts))
    return names if option.is_flag else f"{names} {option.metavar or _('TEXT')}"
