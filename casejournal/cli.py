"""The command line: the global options, commands that are loaded when called, and the one error boundary."""

import os
import re
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from typer.main import get_command

from casejournal import __version__
from casejournal.commands import MANUAL
from casejournal.commands._frame import framed, in_words
from casejournal.commands._table import OneByOne, first_word, require_once
from casejournal.desk import Desk, World
from casejournal.desk.refusals import OutputRefused
from casejournal.desk.screen import is_terminal
from casejournal.errors import Cancelled, ExitCode, Failure, GivenTwice
from casejournal.storage.ownership import anothers
from casejournal.storage.refusals import NoJournal, NotYours
from casejournal.words import LANGUAGES, N_, _, speak

OFFER = "_CJ_COMPLETE"
"""The variable by which a shell asks what could be typed next."""
_BROKEN = re.compile(r"(?<![·\n])\n(?!\n)")
"""A line that ends inside a paragraph because the source is no wider. The lines of examples end with a dot."""
_PANEL = N_("Accepted before or after any command")
_WHERE = {name: panel for panel, names in MANUAL.items() for name in names}


class Usage(Failure):
    """The command line is wrong. Facts: problem, hint."""

    exit_code = ExitCode.USAGE
    sentence = "{problem}"
    next_step = "{hint}"


class SystemRefused(Failure):
    """What no other failure foresaw. Facts: path, reason."""

    exit_code = ExitCode.DISK
    sentence = N_("The system refused {path}: {reason}.")
    next_step = N_("Give another path, or correct what the system says about this one.")


class FolderGone(Failure):
    """The current folder was removed, and a path begins there."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("The folder you are in is gone.")
    next_step = N_("Go to another one with cd, or give the full path.")


class Manual(OneByOne):
    """The commands listed in MANUAL."""

    package = "casejournal.commands"
    names = tuple(_WHERE)

    def panel(self, name: str) -> str | None:
        """The panel of a command in `cj --help`."""
        return _(_WHERE[name])

    def adopted(self, name: str, command: Any, panel: str | None) -> Any:
        """The command with its name and panel set, and the global options added after its own."""
        command.name = name
        command.rich_help_panel = panel
        for each in (command, *getattr(command, "commands", {}).values()):
            each.params = [*each.params, *(param for param in self.params if param.name in _callback.__annotations__)]
            _translate(each)
            _read_once(each)
            framed(each)
        return command


def _read_once(command: Any) -> None:
    """Let the command refuse an option that takes one value and is given twice."""
    read = command.parse_args

    def parse_args(ctx: Any, args: list[str]) -> Any:
        require_once(args, command.params, up_to_first_word=not command.allow_interspersed_args)
        return read(ctx, args)

    command.parse_args = parse_args


def _translate(command: Any) -> None:
    """Translate the help texts: they were defined before the language was known."""
    for each, names in ((command, ("help",)), *((param, ("help", "rich_help_panel")) for param in command.params)):
        for name in names:
            sentence = getattr(each, name, None)
            if sentence:
                setattr(each, name, _BROKEN.sub(" ", _(sentence)))


app = typer.Typer(
    cls=Manual,
    name="cj",
    add_completion=False,  # `cj completion` prints scripts of our own
    pretty_exceptions_enable=False,  # a traceback's locals hold what clients said
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _keep(ctx: typer.Context, param: typer.CallbackParam, value: Any) -> None:
    if value not in (None, False):
        said = ctx.obj.flags.setdefault(param.name, value)
        if said != value:  # before the command, and after it
            raise GivenTwice(one=f"{param.opts[0]} {said}", other=f"{param.opts[0]} {value}")


def _version(ctx: typer.Context, value: bool) -> None:
    if value:
        ctx.obj.screen.print(f"cj {__version__}")
        raise typer.Exit


def _flag(*names: str, **how: Any) -> Any:
    return typer.Option(*names, callback=_keep, expose_value=False, rich_help_panel=_PANEL, **how)


def _callback(
    *,
    journal: Annotated[str | None, _flag("--journal", metavar="DIR", help=N_("The folder of the journal."))] = None,
    json: Annotated[bool, _flag("--json", help=N_("Answer as one JSON object."))] = False,
    plain: Annotated[
        bool, _flag("--plain", help=N_("Labelled lines and typed answers: no boxes, no colour, no lists to move in."))
    ] = False,
    no_pager: Annotated[bool, _flag("--no-pager", help=N_("Show a long answer at once, not page by page."))] = False,
    no_input: Annotated[bool, _flag("--no-input", help=N_("Ask nothing; end with code 4 instead."))] = False,
    draft: Annotated[str | None, _flag("--draft", metavar="DRAFT", hidden=True)] = None,
    yes: Annotated[bool, _flag("--yes", "-y", help=N_("Answer yes to questions that are asked for safety."))] = False,
    lang: Annotated[str | None, _flag("--lang", metavar="|".join(LANGUAGES), help=N_("The language."))] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            expose_value=False,
            rich_help_panel=_PANEL,
            help=N_("Show the version."),
        ),
    ] = False,
) -> None:
    """Only the flags, which every command has."""


_WELCOME = N_(
    "A confidential case journal for social workers and their students.\n\n"
    'Begin with: cj init, cj intake, cj note CASE "…", cj today. To look around first: cj demo'
)
app.callback(help=_WELCOME)(_callback)


def run(arguments: Sequence[str], world: World | None = None, *, within: bool = False) -> int:
    """Run one command, and return its exit code. An error message never contains what a client said.

    `within` is true for a command that another one runs, as `cj draft resume` does.
    """
    flags: dict[str, Any] = {"json": True} if "--json" in arguments else {}
    _set_streams(json=bool(flags))
    world = world or World()
    if OFFER in world.env:
        return _offer(arguments, world)
    desk = Desk(world, flags, partial(run, within=True))
    try:
        language = _language(desk, arguments)
        if not speak(language) and not within:
            desk.tell(f"The sentences in the language “{language}” are missing or damaged in this installation of cj.")
        return _invoke(desk, arguments)
    except BaseException as error:  # noqa: BLE001 - the boundary
        return _end(desk, error)
    finally:
        desk.ask_no_more()


def _offer(arguments: Sequence[str], world: World) -> int:
    """Print what could be typed next. Nothing is asked or told, and no program is run for a passphrase."""
    from casejournal.commands._offer import answer, as_typed  # lazy: only a shell asks for it

    quiet = {name: value for name, value in world.env.items() if "PASSPHRASE" not in name}
    desk = Desk(msgspec.structs.replace(world, env=quiet), {"no_input": True})
    with suppress(Failure, OSError):  # no settings, or nobody who reads
        typed = as_typed(arguments, quiet[OFFER])
        speak(_language(desk, typed))
        desk.screen.print(answer(get_command(app), typed, desk, quiet[OFFER]))
        sys.stdout.flush()
    return ExitCode.DONE


def _end(desk: Desk, error: BaseException) -> int:
    """Tell why the command ended, and return its exit code."""
    if isinstance(error, BrokenPipeError):
        return ExitCode.DONE  # the reader is gone, so we stop quietly
    try:
        if isinstance(error, KeyboardInterrupt):
            desk.tell("\n" + _("Interrupted. Nothing more was written."))
            desk.tell_what_is_left()
            return ExitCode.INTERRUPTED
        if failure := _failure_of(error):
            return desk.fail(failure)
    except Exception as another:  # noqa: BLE001 - to tell it was a defect of its own
        return _tell_defect(desk, another)
    if isinstance(error, Exception):
        return _tell_defect(desk, error)
    raise error


def _failure_of(error: BaseException) -> Failure | None:
    """What a person can act on; None for a defect."""
    if isinstance(error, EOFError):  # the end of the input (Ctrl-D) means no
        return Cancelled()
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, typer.TyperException):
        return _usage(error)
    return error if isinstance(error, Failure) else None


def _of_the_system(error: OSError) -> Failure:
    """What the system refused, where no other layer foresaw it: a path, or to show the answer."""
    reason = error.strerror or type(error).__name__
    if error.filename is not None:
        path = os.fsdecode(error.filename)
        facts = anothers(Path(path), error)
        return NotYours(**facts) if facts else SystemRefused(path=path, reason=reason)
    try:
        os.getcwd()  # noqa: PTH109 - only whether there is one
    except OSError:
        return FolderGone()
    return OutputRefused(reason=reason)


def _invoke(desk: Desk, arguments: Sequence[str]) -> int:
    root = get_command(app)
    _translate(root)
    _read_once(root)
    framed(root)
    alone = is_terminal(sys.stdout) and first_word([*arguments, "today"], root.params) == len(arguments)
    words = [*arguments, "today"] if alone else [*arguments] or ["--help"]
    try:
        with root.make_context("cj", words, obj=desk) as context:
            code = root.invoke(context)
    except NoJournal as missing:
        if not alone or desk.flags.get("json"):
            from casejournal.desk.practice.talk import or_practised  # lazy: only where a journal is missing

            raise or_practised(desk, missing) from None
        from casejournal.render.welcome import welcome  # lazy: it is read once

        code = desk.show(welcome())
    except typer.Exit as finished:
        code = finished.exit_code
    except SystemExit as error:  # so Rich ends when the reader of a help text is gone
        raise BrokenPipeError from error
    sys.stdout.flush()
    return code if isinstance(code, int) else ExitCode.DONE


def _language(desk: Desk, arguments: Sequence[str]) -> str:
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            desk.flags["lang"] = arguments[place + 1]
        elif argument.startswith("--lang="):
            desk.flags["lang"] = argument.partition("=")[2]
        elif argument == "--plain":  # which a help page obeys, too, wherever it stands
            desk.flags["plain"] = True
    chosen = _chosen_language(desk, for_help=not {"-h", "--help"}.isdisjoint(arguments))
    return str(chosen) if chosen in LANGUAGES else _spoken_around(desk)


def _spoken_around(desk: Desk) -> str:
    """The language of the operating system, or English."""
    spoken = next((desk.env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if desk.env.get(name)), "")
    return next((language for language in LANGUAGES if re.split("[_.@-]", spoken)[0].lower() == language), "en")


def _chosen_language(desk: Desk, *, for_help: bool) -> str:
    """The language in the settings; empty if it is wrong there. In config.toml that is only told, so that it can be
    corrected with cj; `for_help` it is not even told.
    """
    with suppress(Failure):
        return str(desk.config.value("lang"))
    if for_help:
        return ""
    speak(_spoken_around(desk))  # so that what is wrong is said in it
    try:
        return str(desk.config.value("lang"))
    except Failure as failure:
        if desk.flags.get("lang") or desk.env.get("CJ_LANG"):
            raise
        desk.tell(failure.message())
        return ""


def _usage(error: typer.TyperException) -> Usage:
    context = getattr(error, "ctx", None)
    hint = _("See: {command} --help").format(command=context.command_path if context else "cj")
    if hasattr(error, "option_name"):  # there is no such option, or it lacks its value
        hint += "\n" + _('A text that begins with - goes last, after --: {command} … -- "- …"').format(
            command=context.command_path if context else "cj"
        )
    return Usage(problem=in_words(error.format_message()), hint=hint)


def _tell_defect(desk: Desk, error: Exception) -> int:
    """Tell where the defect happened and its type, but not its message, which may hold a client's words.

    A developer with a journal of made-up people sees the message too: python -X dev -m casejournal.
    """
    desk.tell(_("Something went wrong inside cj: this is a defect. What was confirmed before is safe."))
    for frame in traceback.extract_tb(error.__traceback__)[-6:]:
        desk.tell(f"  {'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}")
    desk.tell(f"  {type(error).__name__}" + (f": {error}" if sys.flags.dev_mode else ""))
    desk.tell(_("Please report these lines; they contain nothing from your journal."))
    with suppress(Exception):  # the first defect is the one to report
        desk.tell_what_is_left()
    return ExitCode.DEFECT


def _set_streams(*, json: bool) -> None:
    """Avoid crashes from letters the terminal cannot show, from closed streams, and from a terminal of no width."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace", encoding="utf-8" if json else stream.encoding)
    if not os.environ.get("COLUMNS", "80").strip("0"):
        del os.environ["COLUMNS"]  # Rich would believe it and draw nothing
