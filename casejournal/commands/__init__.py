"""One verb per file: this folder is the manual's table of contents.

A command is a function of the desk and of what was given; it finds, asks for what is missing, acts, writes, and returns
an answer. `verb` makes a Typer command of it: its own parameters, then the options of its form.
"""

import functools
import inspect
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any, ClassVar, Union

import msgspec
import typer
from typer.core import TyperGroup

from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.file import File
from casejournal.domain.record import Record, Step
from casejournal.domain.refusals import NotFinished
from casejournal.errors import RecordNotFound
from casejournal.forms import files, options
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer, Prose, Words, said
from casejournal.words import N_, _

MANUAL: dict[str, tuple[str, ...]] = {
    N_("Casework"): (
        "intake", "assess", "plan", "task", "note", "consent", "refer", "review", "close", "reopen",
    ),
    N_("Group work"): ("group",),
    N_("Look"): ("today", "list", "show", "history", "report"),
    N_("Correct"): ("amend", "strike", "undo", "draft"),
    N_("Reflection"): ("principles", "learn", "check", "demo"),
    N_("Hand over"): ("letter", "schema"),
    N_("Journal"): ("init", "unlock", "lock", "status", "key", "verify", "backup", "restore", "erase", "config"),
}  # fmt: skip
"""The commands by the panels of `cj --help`, in the order of the practice. A command lies in the module of its name."""
GROUP_VERBS = ("form", "join", "leave", "session", "review", "close", "list", "show", "sociogram")
"""The same for `cj group`."""

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help=N_("A ref, a name or its beginning, or @ for the case last worked on."), show_default=False
    ),
]

GroupArgument = Annotated[
    str,
    typer.Argument(
        metavar="GROUP",
        help=N_("A ref, a name or its beginning, or @ for the group last worked on."),
        show_default=False,
    ),
]

RecordArgument = Annotated[
    str,
    typer.Argument(
        metavar="REF", help=N_("The ref of a record; of a case or group for what opened it."), show_default=False
    ),
]

_FROM = Annotated[
    Union[str, None],  # noqa: UP007 - Typer reads it at run time
    typer.Option("--from", metavar="FILE", help=N_("Read the answers from a TOML or JSON file, - for standard input.")),
]
_TEMPLATE = Annotated[bool, typer.Option("--template", help=N_("Print the form as a file to fill in, and stop."))]

Command = Callable[..., Answer]


class OneByOne(TyperGroup):
    """Commands that are each imported when they are called, or when all are listed, from the module of their name."""

    package: ClassVar[str]
    names: ClassVar[Sequence[str]]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's signature
        """The names, in the order of the practice."""
        return [*self.names]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, with the global options added; None when there is none."""
        if cmd_name not in self.names:
            return None
        if cmd_name not in self.commands:
            app = import_module(f"{self.package}.{cmd_name}").app
            command = typer.main.get_command(app)
            self.commands[cmd_name] = ctx.find_root().command.adopted(cmd_name, command, self.panel(cmd_name))
        return self.commands[cmd_name]

    def panel(self, name: str) -> str | None:  # noqa: ARG002 - for the one that has panels
        """The panel a command is listed in."""
        return None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command asked for; a mistyped one is answered with those like it."""
        if args[0] not in self.names:
            self.commands = dict.fromkeys(self.names, self)  # Typer suggests from these names
        return super().resolve_command(ctx, args)


class VerbFirst(TyperGroup):
    """A verb with others beside it: `cj refer CASE` and `cj refer update REF`. The first of them needs no name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments behind their verb; the first one where none is named."""
        if (args and args[0] in ctx.help_option_names) or (not args and self.no_args_is_help):
            return super().parse_args(ctx, args)
        first = next(iter(self.commands))
        params = [param for verb_ in (self, *self.commands.values()) for param in verb_.params]
        place = self._first_word(args, params)
        if place is not None and args[place] in self.commands:
            first, args = args[place], [*args[:place], *args[place + 1 :]]
        return super().parse_args(ctx, [first, *args])

    @staticmethod
    def _first_word(args: list[str], params: Sequence[Any]) -> int | None:
        """The place of the first argument that is neither an option nor the value of one."""
        valued = {name for param in params if not getattr(param, "is_flag", False) for name in param.opts}
        is_value = False
        for place, arg in enumerate(args):
            if not arg.startswith("-") and not is_value:
                return place
            is_value = arg in valued and not is_value
        return None

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's signature
        """The names, in the order of the practice."""
        return [*self.commands]  # `list` is a module of this package, once it is loaded


def require_record(file: File, ref: str, asked: str) -> Record:
    """The record of that ref. Raises RecordNotFound."""
    record = file.record(ref)
    if record is None:
        raise RecordNotFound(asked=asked)
    return record


def knowing_goals(file: File, *marked: str) -> Known:
    """The goals of the plan that holds, to choose from; in the fields `marked` all of them are spoken of."""
    choices = {"goals": [(str(goal.number), f"{goal.number} {goal.statement}") for goal in file.goals]}
    numbers = tuple(number for number, _label in choices["goals"])
    return Known(lists=lambda _answers: choices, marked=dict.fromkeys(marked, numbers))


def step_in_order(desk: Desk, file: CaseFile, step: type[Step], answers: Answers) -> str:
    """The reason to take this step out of order; empty where none is needed. Raises what `process.in_order` does."""
    from casejournal.domain.process import in_order  # lazy: a note takes no step

    said = answers.get("because", "")
    because = in_order(file, step, said)
    if said and not because:
        desk.tell(_("Nothing is skipped by this, so the reason is not kept."))
    return because


def asking_why(desk: Desk, problems: str, known: Known) -> Known:
    """What is still open is told, and why it ends all the same must then be said."""
    desk.tell(NotFinished(problems=problems).message())
    desk.tell(_("You can close it all the same, with a reason. To finish it first, stop here with Ctrl-C."))
    return msgspec.structs.replace(known, needed=frozenset({"because"}))


def verb(
    form: type[msgspec.Struct] | None = None, *, without: tuple[str, ...] = ()
) -> Callable[[Command], Callable[..., int]]:
    """Make a Typer command of a function that takes the desk, its own parameters and, with a form, the answers given.

    The form's options are added to the command's, but for those `without`, and so are --from and --template.
    """

    def decorate(command: Command) -> Callable[..., int]:
        own = [p for p in inspect.signature(command).parameters.values() if p.name not in {"desk", "answers"}]
        added = _form_parameters(form, without) if form else []

        @functools.wraps(command)
        def run(ctx: typer.Context, **given: Any) -> int:
            desk: Desk = ctx.obj
            mine = {p.name: given.pop(p.name) for p in own}
            if form is None:
                return desk.show(command(desk, **mine))
            if given.pop("template"):
                return desk.show(_template(form))
            source = given.pop("from_")
            return desk.show(command(desk, **mine, answers=desk.given(form, given, source)))

        context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
        parameters = [context, *own, *added]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        return run

    return decorate


def _form_parameters(form: type[msgspec.Struct], without: tuple[str, ...]) -> list[inspect.Parameter]:
    return [
        *options.parameters(form, without),
        inspect.Parameter("from_", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_FROM),
        inspect.Parameter("template", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=_TEMPLATE),
    ]


def _template(form: type[msgspec.Struct]) -> Answer:
    text = files.template(form)
    return said("template", {"text": text}, Prose(Words(text.rstrip("\n"))))
