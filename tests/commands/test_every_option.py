"""Every option of every form of every command, tried with a value that suits it. The list is read from the forms."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from typer.main import get_command

from casejournal import cli
from casejournal.domain.field import OF_MEMBERS, Among
from casejournal.forms import check
from casejournal.forms.fields import Field, Kind, fields
from tests.records import TODAY
from tests.world import Cj, form_group, take_in

WORDS: dict[str, tuple[str, ...]] = {
    "plan": ("PLANNED", "--reason", "she found work"),
    "task add": ("PLANNED", "Ask for a day"),
    "note write": ("PLANNED",),
    "task done": ("TASK",),
    "refer update": ("REFERRAL", "sent"),
    "review": ("PLANNED",),
    "close": ("PLANNED",),
    "reopen": ("CLOSED",),
    "principles checklist": ("CASE",),
    "supervision write": ("CASE", "--advised", "Wait."),
    "supervision comment": ("CASE", "You listened well."),
    "process write": ("CASE",),
    "portfolio add": ("CASE",),
}
"""What stands before the options of a command where a new case or group is not enough."""

KIN = "Kakak"
"""A client of the journal whom other cases name."""
SUITS = {"birth": "1990-05", "case": KIN, "also": KIN, "email": "a@b.id", "website": "https://a.id",
         "competencies": "epas-6", "dialogue": "W: Some words"}  # fmt: skip
"""Values for fields whose text has a special format, or that name a case."""

SUIT = {Among.PRINCIPLES: "decision_making", Among.TO_BRING: "@"}
"""Values for fields whose answer is chosen from a list of the file."""

INSTEAD: dict[tuple[str, str], tuple[str, ...]] = {
    ("plan", "because"): ("CASE",),
    ("plan", "reason"): ("PLANNED",),
    ("review", "because"): ("CASE",),
    ("principles checklist", "others"): ("GROUP",),
    ("group join", "alias"): ("GROUP",),
    ("supervision write", "advised"): ("CASE",),
}
"""The arguments for options that make sense only with another kind of record."""

TOLD = ("outcome", "confirmed_by", "client_feedback")
ATTENDANCE = ("present", "absent", "excused")


def commands() -> Iterator[tuple[str, Any, Any]]:
    """Every command, and the context it is called in."""
    with get_command(cli.app).make_context("cj", ["list"], resilient_parsing=True) as context:
        yield from _commands_of(context.command, context, "")


def _commands_of(group: Any, context: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    for name in group.list_commands(context):
        command, whole = group.get_command(context, name), f"{path} {name}".strip()
        if hasattr(command, "list_commands"):
            yield from _commands_of(command, context, whole)
        else:
            yield whole, command, context


def forms() -> Iterator[tuple[str, type[msgspec.Struct], frozenset[str], tuple[str, ...]]]:
    """Each command with a form, the form, its fields that have no option, and the arguments before the options."""
    for name, command, _context in commands():
        run = command.callback
        while "form" not in inspect.getclosurevars(run).nonlocals:
            run = run.__wrapped__
        known = inspect.getclosurevars(run).nonlocals
        if known["form"]:
            options = {param.name for param in command.params} - {param.name for param in known["own"]}
            missing = (field.name for field in fields(known["form"]) if field.parameter not in options)
            words = tuple(param.metavar for param in command.params if param.metavar in {"CASE", "GROUP"})
            yield name, known["form"], frozenset(missing), WORDS.get(name, words)


FORMS = [*forms()]
BEFORE = {command: words for command, _form, _without, words in FORMS}
OPTIONS = [
    (command, field) for command, form, without, _words in FORMS for field in fields(form) if field.name not in without
]


def suits(field: Field) -> str:
    """A value of its kind, as it is typed."""
    if field.part:
        return spelled(field)
    if field.choices:
        return str(field.choices[0].value)
    if field.kind is Kind.NUMBER:
        return str(1 if field.least is None else int(field.least))
    if field.among in OF_MEMBERS:
        return "Bu Tini" if field.among is Among.CHOSEN else "Bu Wati"
    if field.among in SUIT:
        return SUIT[field.among]
    return SUITS.get(field.name) or {Kind.DAY: "today", Kind.YES_NO: "yes"}.get(field.kind, "Some words")


def spelled(field: Field) -> str:
    """A part in its short form, with everything that may be left out."""
    values = table(field) | {"number": "2"} if field.short.startswith("[{number}") else table(field)
    short = re.sub(r"\|\w+", "", field.short).replace("[", "").replace("]", "")
    return re.sub(r"\{(\w+)\}", lambda name: values[name[1]], short)


def table(field: Field) -> dict[str, str]:
    """A part as a table of all its fields."""
    values = {part.name: suits(part) for part in field.parts if part.kind is not Kind.NUMBER or part.name != "number"}
    leads = {part.when[0]: str(part.when[1][0]) for part in field.parts if part.when and part.when[1]}
    return values | leads


def inline(values: dict[str, str]) -> str:
    """A table as TOML spells it on one line."""
    return f"{{{', '.join(f'{name} = {msgspec.json.encode(value).decode()}' for name, value in values.items())}}}"


def option(field: Field, value: str = "") -> list[str]:
    return [field.option] if field.kind is Kind.YES_NO else [field.option, value or suits(field)]


def around(command: str, form: type[msgspec.Struct], field: Field, without: frozenset[str]) -> list[str]:
    """The command with everything except the option itself: what is required, and what the option depends on."""
    by_name = {each.name: each for each in fields(form) if each.name not in without}
    said: dict[str, str] = {}
    hangs = field
    while hangs.when and hangs.when[0] in by_name:
        name, values = hangs.when
        hangs = by_name[name]
        if hangs.kind is Kind.YES_NO:  # it is asked where the answer is no, which holds when nothing is said
            assert field.applies({})
            break
        said[name] = str(values[0]) if values else suits(hangs)
    needed = [each for each in by_name.values() if each.required and each.applies(dict(said))]
    said = {each.name: suits(each) for each in needed} | said
    said |= {"goals": "Another goal"} if "goals" in said else {}  # a goal that is changed is not there in a first plan
    given = {name: option(by_name[name], value) for name, value in said.items() if name != field.name}
    words = INSTEAD.get((command, field.name), BEFORE[command])
    if command == "refer update" and field.name in TOLD:
        words = (
            "REFERRED",
            "completed",
            *(word for name in TOLD[:2] if name != field.name for word in option(by_name[name])),
        )
    if command == "refer update" and field.name == "override":
        words = ("UNCONSENTED", "sent")
    if command == "group session" and field.name not in (*ATTENDANCE, "cancelled"):
        words = (*words, "--everyone")
    if command == "principles checklist" and not field.part:
        words = (*words, "--acceptance", "strained: I hurried")
    if command == "group join" and field.name != "alias":
        words = (*words, "--alias", "Bu Nur")
    if {*words} & {"PLANNED"} and command == "close" and field.name != "because":
        words = (*words, "--because", "all the same")
    if command == "group close" and field.name != "because":
        words = (*words, "--because", "all the same")
    return [*command.split(), *words, *(word for each in given.values() for word in each)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Cj:
    """A journal that every option writes to."""
    cj = Cj(tmp_path_factory.mktemp("home"))
    cj.ok("init", "--plain-text")
    take_in(cj, KIN)
    (cj.home / "config.toml").write_text('[intake_fields]\n"Some words" = "Which?"\n')
    return cj


def made(cj: Cj, word: str) -> str:
    """The value a placeholder stands for, made for this option; other words are returned unchanged."""
    if word == "GROUP":
        return form_group(cj, "Bu Wati", "Bu Tini", name=f"Group {len(cj.files())}")
    if word not in {"CASE", "PLANNED", "CLOSED", "TASK", "REFERRAL", "REFERRED", "UNCONSENTED"}:
        return word
    case = take_in(cj, f"Somebody {len(cj.files())}")
    if word == "PLANNED":
        cj.ok("assess", case, "--underlying-problem", "x")
        cj.ok("plan", case, "--goal", "School", "--goal", "Work", "--agreed", "yes")
    if word == "TASK":
        return str(cj.json("task", "add", case, "Ask", "--who", "worker")["ref"])
    if word == "CLOSED":
        cj.ok("close", case, "--reason", "moved")
    if word in {"REFERRAL", "REFERRED", "UNCONSENTED"}:
        if word != "UNCONSENTED":
            given = ("--purpose", "x", "--recipient", "Puskesmas", "--scope", "name", "--given-by", "client")
            cj.ok("consent", case, *given)
        referral = str(cj.json("refer", case, "--to", "Puskesmas", "--reason", "capacity", "--share", "name")["ref"])
        if word == "REFERRED":
            cj.ok("refer", "update", referral, "sent", "acknowledged", "accepted", "in_service")
        return referral
    return case


def stored(told: dict[str, Any], command: str, name: str) -> Any:
    """The answer in the record that was written."""
    value: Any = told["log"][-1] if command == "refer update" else told
    for part in name.split("."):
        value = value[part]
    return value


def agrees(found: Any, meant: Any, field: Field) -> bool:
    """Whether what is stored is what was said; members are stored by the refs of their memberships."""
    if field.among in {*OF_MEMBERS, Among.TO_BRING} or field.name in {"new", "case", "also"}:
        return bool(found)
    if isinstance(meant, tuple | list) and field.part is None:
        return list(found) == list(meant)
    if field.part:
        return any(_is_part(each, meant, field) for each in (found if field.many else [found]))
    return bool(found == meant)


def _is_part(found: Any, meant: Any, field: Field) -> bool:
    parts = (part for part in field.parts if part.name != "number")
    return all(agrees(_dig(found, part.name), _dig(meant, part.name), part) for part in parts if part.name in meant)


def _dig(value: Any, name: str) -> Any:
    for part in name.split("."):
        value = value[part]
    return value


def tried(cj: Cj, command: str, field: Field, words: list[str], value: str) -> None:
    """The option is accepted, and its value is stored."""
    form, without = next((form, without) for name, form, without, _words in FORMS if name == command)
    line = [made(cj, word) for word in around(command, form, field, without)]

    told = cj.json(*line, *words, "--no-input")

    meant = msgspec.to_builtins(check.check(field, value, TODAY))
    if field.part and field.many:
        (meant,) = meant
    assert agrees(stored(told, command, field.name), meant, field)


@pytest.mark.parametrize(("command", "field"), OPTIONS, ids=[f"{command} {field.option}" for command, field in OPTIONS])
def test_an_option_is_accepted_and_what_it_says_is_stored(command: str, field: Field, desk: Cj) -> None:
    value = suits(field)

    tried(desk, command, field, option(field), value)
    if field.kind is Kind.YES_NO:
        tried(desk, command, field, [f"--no-{field.option[2:]}"], "no")


PARTS = [(command, field) for command, field in OPTIONS if field.part]


@pytest.mark.parametrize(("command", "field"), PARTS, ids=[f"{command} {field.option}" for command, field in PARTS])
def test_a_part_may_be_a_table_and_what_stands_before_the_table_is_its_first_answer(
    command: str, field: Field, desk: Cj
) -> None:
    values = table(field)
    first = re.match(r"\[?\{(\w+)\}([^\[{]*)", field.short)
    assert first is not None
    name, mark = first[1], first[2].strip(" ]") or ":"
    whole = inline(values)
    behind = inline({other: value for other, value in values.items() if other != name})

    tried(desk, command, field, [field.option, whole], whole)
    if name in values and len(values) > 1:
        tried(desk, command, field, [field.option, f"{values[name]}{mark}{behind}"], whole)


def test_no_two_options_of_a_command_share_a_name() -> None:
    """Not with the options that stand before or after any command either, nor with what Typer adds by itself."""
    for command, found, context in commands():
        params = found.get_params(context)
        names = [str(param.name) for param in params]
        spellings = [spelling for param in params for spelling in (*param.opts, *param.secondary_opts)]

        assert sorted(names) == sorted({*names}), command
        assert sorted(spellings) == sorted({*spellings}), command
