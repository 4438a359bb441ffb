"""Groups of commands: loaded one by one when called, or with a first verb whose name may be left out."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup

from casejournal.errors import GivenTwice

_LONG = 40
"""Of an answer that was given twice, no more characters than this are shown."""


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
    return next((place for place, _word, param, _value in walked(args, params) if param is _NO_OPTION), None)


def require_once(args: Sequence[str], params: Sequence[Any], *, up_to_first_word: bool) -> None:
    """Raises GivenTwice for an option that takes one value and is given twice: one of the two would be dropped.

    With `up_to_first_word` only the options before it are looked at; what stands behind is another command's.
    """
    given: dict[str, str] = {}
    for _place, word, param, value in walked(args, params):
        if param is _NO_OPTION and up_to_first_word:
            return
        if param in {_NO_OPTION, None} or getattr(param, "multiple", False):
            continue
        said = f"{word} {value}" if value is not None else word
        before = given.setdefault(param.name, said)
        if before is not said and (value is not None or before != said):
            raise GivenTwice(one=_shortened(before), other=_shortened(said))


_NO_OPTION = object()
"""Stands for the option of a word that is none."""


def walked(args: Sequence[str], params: Sequence[Any]) -> Iterator[tuple[int, str, Any, str | None]]:
    """Each word but the values of options: its index, its spelling, its option, and the value if it takes one.

    The option is _NO_OPTION for a word that is none, and None for one that is not known.
    """
    known = {name: param for param in params for name in (*param.opts, *param.secondary_opts) if name.startswith("-")}
    place, only_words = 0, False
    while place < len(args):
        arg, here = args[place], place
        place += 1
        if only_words or arg == "-" or not arg.startswith("-"):
            yield here, arg, _NO_OPTION, None
            continue
        only_words = arg == "--"
        name, joined, value = arg.partition("=") if arg.startswith("--") else (arg[:2], len(arg) > 2, arg[2:])
        param = known.get(name)
        if param is None or getattr(param, "is_flag", False):
            several = joined and not arg.startswith("--")  # -yh; or -market, which a search leaves out
            yield here, arg, None if several else param, None
        elif joined:
            yield here, name, param, value
        elif place < len(args):
            yield here, name, param, args[place]
            place += 1


def _shortened(said: str) -> str:
    return said if len(said) <= _LONG else said[:_LONG] + "…"
