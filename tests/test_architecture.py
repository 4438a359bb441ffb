"""The rules of the house, run: layers, one home for each library, nothing printed outside the screen.

Each rule is one test, which looks at every module and names all that break it, each by file and line.
"""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1] / "casejournal"
MODULES = sorted(ROOT.rglob("*.py"))

LAYERS = (
    {"words"},
    {"errors"},
    {"domain"},
    {"forms", "knowledge"},
    {"storage"},
    {"render"},
    {"exchange", "ask"},
    {"desk"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
"""From the bottom up: a module imports from layers below its own, or from its own folder."""
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}

HOMES = {
    "tinydb": {"storage"},
    "cryptography": {"storage"},
    "_cffi_backend": {"storage/kernel.py"},
    "rich": {"render", "desk/screen.py", "desk/progress.py"},
    "typer": {"commands", "forms", "cli.py"},
    "mnemonic": {"storage"},
    "zxcvbn": {"desk/passphrases.py"},
    "prompt_toolkit": {"ask"},
    "jinja2": {"exchange"},
    "docx": {"exchange/paper/docx.py"},
    "typst": {"exchange/paper/pdf.py", "exchange/paper/drawing.py"},
    "icalendar": {"exchange"},
    "python_calamine": {"exchange"},
    "csv": {"exchange"},
    "segno": {"exchange"},
    "pyrage": {"storage"},
    "platformdirs": {"storage"},
    "tomlkit": {"desk/config.py"},
    "gettext": {"words.py"},
    "click": set(),  # Typer carries its own
}
FORBIDDEN_IN_DOMAIN = {"sys", "time", "pathlib", "subprocess", "random", "logging", "locale", "io"}
PRINTS = {"desk/screen.py", "__main__.py"}
TOUCHES_STREAMS = {*PRINTS, "cli.py", "desk/progress.py", "desk/desk.py", "ask/prompter.py", "ask/typed.py"}
CHANGES_FILES = {"storage/marker.py", "storage/disk.py", "storage/lock.py", "commands/demo.py"}
"""Locks and their markers are their own, and the demo writes the passphrase of a journal that lives for a second."""

Found = tuple[int, str]
"""A line of a file, and what is there."""


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a file, that which stands inside functions too."""
    return tuple(ast.walk(parsed(path)))


def named(path: Path) -> str:
    """`desk/screen.py`."""
    return path.relative_to(ROOT).as_posix()


def part(path: Path) -> str:
    """The layer a module belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[Found]:
    """Every name a file imports, inside functions too."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{'.' * node.level}{node.module}.{alias.name}") for alias in node.names)


def attributes(path: Path, among: set[str]) -> Iterator[Found]:
    """Where a file uses an attribute of one of these names."""
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and node.attr in among:
            yield node.lineno, node.attr


def calls(path: Path, among: set[str]) -> Iterator[Found]:
    """Where a file calls a function of one of these names."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in among:
                yield node.lineno, name


def offenders(breaks: Callable[[Path], Iterator[Found]], modules: list[Path] = MODULES) -> list[str]:
    """Everything that breaks a rule: the file, the line, and what it does there."""
    return [f"{named(path)}:{line}: {what}" for path in modules for line, what in breaks(path)]


def test_imports_point_one_way() -> None:
    def upwards(path: Path) -> Iterator[Found]:
        own = part(path)
        for line, name in imports(path):
            other = name.split(".")[1] if name.startswith("casejournal.") else own
            if name.startswith(".") or (other not in {own, "__version__"} and HEIGHT[other] >= HEIGHT[own]):
                yield line, f"imports {name}"

    assert offenders(upwards) == []


def test_no_command_imports_a_command() -> None:
    """What two of them need lies on the desk, or is a rule."""

    def another(path: Path) -> Iterator[Found]:
        for line, name in imports(path):
            module = name.removeprefix("casejournal.commands.")
            if (
                module != name
                and not module.startswith("_")
                and (ROOT / "commands" / f"{module.split('.')[0]}.py").exists()
            ):
                yield line, f"imports {name}"

    assert offenders(another, [path for path in MODULES if part(path) == "commands"]) == []


def test_the_practice_has_no_circle_of_imports() -> None:
    """Also not by what is only imported for the types."""
    names = {f"casejournal.{named(path).removesuffix('.py').replace('/', '.')}": path for path in MODULES}
    domain = {name: path for name, path in names.items() if part(path) == "domain"}
    needs = {
        name: {other for _, full in imports(path) for other in (full, full.rpartition(".")[0]) if other in domain}
        - {name}
        for name, path in domain.items()
    }

    while free := {name for name, others in needs.items() if not others & needs.keys()}:
        needs = {name: others for name, others in needs.items() if name not in free}

    def in_a_circle(path: Path) -> Iterator[Found]:
        yield from (
            (line, f"imports {name}") for line, name in imports(path) if needs.keys() & {name, name.rpartition(".")[0]}
        )

    assert offenders(in_a_circle, [domain[name] for name in needs]) == []


def failures(path: Path) -> Iterator[Found]:
    """The failures a module defines."""
    for node in parsed(path).body:
        if isinstance(node, ast.ClassDef) and "Failure" in {getattr(base, "id", "") for base in node.bases}:
            yield node.lineno, node.name


def names_used(path: Path) -> set[str]:
    """Every name a module uses beside importing it."""
    return {node.id for node in nodes(path) if isinstance(node, ast.Name)}


def test_a_failure_stands_with_the_layer_that_raises_it() -> None:
    """`errors` holds what several layers raise; the `refusals` of a layer what it raises itself, and those above it."""
    homes = {path for path in MODULES if path.name in {"errors.py", "cli.py"} or path.name.endswith("refusals.py")}
    used = {layer: set[str]() for layer in HEIGHT}
    for path in MODULES:
        if part(path) in used and (path not in homes or part(path) == "cli"):
            used[part(path)] |= names_used(path)

    def strays(path: Path) -> Iterator[Found]:
        for line, name in failures(path):
            layers = {layer for layer, names in used.items() if name in names}
            if path not in homes or (len(layers) < 2 if part(path) == "errors" else part(path) not in layers):
                yield line, f"{name}, used by {', '.join(sorted(layers)) or 'nobody'}"

    assert offenders(strays) == []


def test_each_library_has_one_home() -> None:
    def strays(path: Path) -> Iterator[Found]:
        for line, name in imports(path):
            library = name.partition(".")[0]
            if not {part(path), named(path)} & HOMES.get(library, {part(path)}):
                yield line, f"imports {library}"

    assert offenders(strays) == []


def test_the_practice_knows_no_terminal_no_disk_and_no_clock() -> None:
    def knows(path: Path) -> Iterator[Found]:
        yield from ((line, name) for line, name in imports(path) if name.partition(".")[0] in FORBIDDEN_IN_DOMAIN)
        yield from calls(path, {"now", "today", "getenv"})

    assert offenders(knows, [path for path in MODULES if part(path) == "domain"]) == []


def test_only_the_screen_prints() -> None:
    def prints(path: Path) -> Iterator[Found]:
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                yield node.lineno, "print"
        if named(path) not in PRINTS:
            yield from attributes(path, {"echo", "secho"})
        if named(path) not in TOUCHES_STREAMS:
            yield from attributes(path, {"stdout", "stderr"})

    assert offenders(prints) == []


def test_only_the_disk_changes_files() -> None:
    def changes(path: Path) -> Iterator[Found]:
        if named(path) not in CHANGES_FILES:
            yield from attributes(
                path, {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmtree", "ftruncate", "pwrite"}
            )

    assert offenders(changes) == []


def test_every_module_begins_with_a_sentence_about_the_practice_or_a_promise() -> None:
    def silent(path: Path) -> Iterator[Found]:
        if "." not in (ast.get_docstring(parsed(path)) or ""):
            yield 1, "no sentence"

    assert offenders(silent) == []


def test_a_lazy_import_says_why() -> None:
    def unsaid(path: Path) -> Iterator[Found]:
        lines = path.read_text().splitlines()
        for function in nodes(path):
            if isinstance(function, ast.FunctionDef):
                lazy = [node for node in ast.walk(function) if isinstance(node, (ast.Import, ast.ImportFrom))]
                for node in lazy:
                    close = node is not lazy[0] and node.lineno - lazy[0].lineno <= len(lazy)
                    if not close and "# lazy" not in lines[node.lineno - 1]:
                        yield node.lineno, ast.unparse(node)

    assert offenders(unsaid) == []


def test_no_typer_module_delays_its_annotations() -> None:
    def delays(path: Path) -> Iterator[Found]:
        yield from (found for found in imports(path) if found[1] == "__future__.annotations")

    assert offenders(delays) == []


def test_files_and_functions_stay_short() -> None:
    def long(path: Path) -> Iterator[Found]:
        if (lines := len(path.read_text().splitlines())) > 420:
            yield lines, "a file this long wants to be two"
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno > 45:
                yield node.lineno, f"{node.name}: a function this long wants to be two"

    assert offenders(long) == []


def test_days_and_moments_are_shown_by_one_module() -> None:
    """Another order, another calendar, another language is then one edit."""

    def shows(path: Path) -> Iterator[Found]:
        if named(path) == "domain/dates.py":
            return
        yield from attributes(path, {"isoformat", "fromisoformat", "strftime", "strptime"})
        for node in nodes(path):
            if isinstance(node, ast.FormattedValue):
                if re.search("%[YmdHM]", ast.unparse(node.format_spec or ast.Constant(""))):
                    yield node.lineno, "a format of its own"
                name = getattr(node.value, "attr", getattr(node.value, "id", ""))
                if re.fullmatch(r"(.*_)?(on|at|day|today)|due|until|opened|day", name):
                    yield node.lineno, f"{name} as Python shows it"

    assert offenders(shows) == []
