"""Groups of commands: loaded one by one when called, or with a first verb whose name may be left out."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup


class OneByOne(TyperGroup):
    """Commands that are imported only when they are called or listed, each from the module of its name."""

    package: ClassVar[str]
    names: ClassVar[Sequence[str]]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's signature
        """The names, in the order of the practice."""
        return [*self.names]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, with the global options added; None if there is none."""
        if cmd_name not in self.names:
            return None
        if cmd_name not in self.commands:
            app = import_module(f"{self.package}.{cmd_name}").app
            command = typer.main.get_command(app)
            self.commands[cmd_name] = ctx.find_root().command.adopted(cmd_name, command, self.panel(cmd_name))
        return self.commands[cmd_name]

    def panel(self, name: str) -> str | None:  # noqa: ARG002 - for the one that has panels
        """The panel that lists the command; None for no panel."""
        return None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command asked for. For a mistyped name, Typer suggests similar ones."""
        if args[0] not in self.names:
            self.commands = dict.fromkeys(self.names, self)  # the names that Typer suggests from
        return super().resolve_command(ctx, args)


class VerbFirst(TyperGroup):
    """Several verbs, of which the first may be left out: `cj refer CASE`, `cj refer update REF`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with their verb put in front; the first verb if none is named."""
        if (args and args[0] in ctx.help_option_names) or (not args and self.no_args_is_help):
            return super().parse_args(ctx, args)
        first = next(iter(self.commands))
        params = [param for verb_ in (self, *self.commands.values()) for param in verb_.params]
        place = first_word(args, params)
        if place is not None and args[place] in self.commands and self.is_meant(args, place, params):
            first, args = args[place], [*args[:place], *args[place + 1 :]]
        return super().parse_args(ctx, [first, *args])

    def is_meant(self, args: Sequence[str], place: int, params: Sequence[Any]) -> bool:  # noqa: ARG002 - see `note`
        """Whether the word at `place` is the verb of that name, and not a client's name."""
        return True

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's signature
        """The names, in the order of the practice."""
        return [*self.commands]  # not list(): once loaded, `list` is a module of this package


def first_word(args: Sequence[str], params: Sequence[Any]) -> int | None:
    """The index of the first argument that is neither an option nor the value of one; None if there is none."""
    valued = {name for param in params if not getattr(param, "is_flag", False) for name in param.opts}
    is_value = False
    for place, arg in enumerate(args):
        if not is_value and (arg == "-" or not arg.startswith("-")):
            return place
        is_value = arg in valued and not is_value
    return None
