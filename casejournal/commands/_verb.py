"""Turns a verb into a Typer command: its own parameters first, then the options of its form."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, Union

import msgspec
import typer

from casejournal.desk import Desk
from casejournal.forms import files, options
from casejournal.render.page import Answer, Prose, Words, said
from casejournal.words import N_

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=N_("A ref, a name or its beginning, or @ for the case last shown or written."),
        show_default=False,
    ),
]

GroupArgument = Annotated[
    str,
    typer.Argument(
        metavar="GROUP",
        help=N_("A ref, a name or its beginning, or @ for the group last shown or written."),
        show_default=False,
    ),
]

RecordArgument = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help=N_("The ref of a record. The ref of a case or group means its intake or charter."),
        show_default=False,
    ),
]

LastOption = Annotated[
    Union[int, None],  # noqa: UP007 - Typer reads it at run time
    typer.Option("--last", metavar="N", min=1, help=N_("Of what happened, show only the last N entries.")),
]

_FROM = Annotated[
    Union[str, None],  # noqa: UP007 - Typer reads it at run time
    typer.Option("--from", metavar="FILE", help=N_("Read the answers from a TOML or JSON file, - for standard input.")),
]
_TEMPLATE = Annotated[bool, typer.Option("--template", help=N_("Print the form as a file to fill in, and stop."))]

Command = Callable[..., Answer]


def verb(
    form: type[msgspec.Struct] | None = None, *, without: tuple[str, ...] = ()
) -> Callable[[Command], Callable[..., int]]:
    """A decorator that turns a function into a Typer command.

    The function takes the desk, its own parameters and, with a form, the answers given. The command then also has the
    options of the form, except those in `without`, and --from and --template.
    """

    def decorate(command: Command) -> Callable[..., int]:
        own = [p for p in inspect.signature(command).parameters.values() if p.name not in {"desk", "answers"}]
        added = _form_parameters(form, without) if form else []

        @functools.wraps(command)
        def run(ctx: typer.Context, **given: Any) -> int:
            desk: Desk = ctx.obj
            desk.config.tell_of_unknown(desk.tell)
            desk.draft.begin()
            mine = {p.name: given.pop(p.name) for p in own}
            if form is None:
                return desk.show(command(desk, **mine))
            asked = _asked(desk, form)
            if given.pop("template"):
                return desk.show(_template(asked))
            source = given.pop("from_")
            return desk.show(command(desk, **mine, answers=desk.given(asked, given, source)))

        context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
        parameters = [context, *own, *added]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.form = form  # type: ignore[attr-defined]  # for what the shell offers
        return run

    return decorate


def _form_parameters(form: type[msgspec.Struct], without: tuple[str, ...]) -> list[inspect.Parameter]:
    return [
        *options.parameters(form, without),
        inspect.Parameter("from_", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_FROM),
        inspect.Parameter("template", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=_TEMPLATE),
    ]


def _asked(desk: Desk, form: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """The form as it is asked at this desk: an intake has the worker's own questions in it."""
    if "own" not in form.__struct_fields__:
        return form
    from casejournal.desk.at_intake import asked  # lazy: only an intake has some

    return asked(desk, form)


def _template(form: type[msgspec.Struct]) -> Answer:
    text = files.template(form)
    return said("template", {"text": text}, Prose(Words(text.rstrip("\n"))))
