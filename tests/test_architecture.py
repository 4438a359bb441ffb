"""The rules of the house, run: layers, one home for each library, nothing printed outside the screen.

Each rule looks at every module and names all that break it.
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
    {"render", "exchange", "ask"},
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
    "rich": {"render", "desk/screen.py"},
    "typer": {"commands", "forms", "cli.py"},
    "questionary": {"ask"},
    "mnemonic": {"storage"},
    "zxcvbn": {"desk/passphrases.py"},
    "prompt_toolkit": {"ask"},
    "jinja2": {"exchange"},
    "platformdirs": {"storage"},
    "tomlkit": {"desk/config.py"},
    "gettext": {"words.py"},
}
FORBIDDEN_IN_DOMAIN = {"sys", "time", "pathlib", "subprocess", "random", "logging", "locale", "io"}
PRINTS = {"desk/screen.py", "__main__.py"}
TOUCHES_STREAMS = {*PRINTS, "cli.py", "desk/desk.py", "ask/prompter.py"}
CHANGES_FILES = {"storage/disk.py", "storage/lock.py", "commands/demo.py"}
"""The lock file is the lock's own, and the demo writes the passphrase of a journal that lives for a second."""


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def named(path: Path) -> str:
    """`desk/screen.py`."""
    return path.relative_to(ROOT).as_posix()


def part(path: Path) -> str:
    """The layer a module belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every name a file imports, inside functions too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def attributes(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)}


def called(path: Path) -> set[str]:
    """Every function that is called, by its name."""
    return {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
    }


def offenders(breaks: Callable[[Path], Iterator[str]], modules: list[Path] = MODULES) -> list[str]:
    """Every module that breaks a rule, with what it does."""
    return [f"{named(path)}: {what}" for path in modules for what in breaks(path)]


def test_imports_point_one_way() -> None:
    def upwards(path: Path) -> Iterator[str]:
        own = part(path)
        for name in imports(path):
            other = name.split(".")[1] if name.startswith("casejournal.") else own
            if name.startswith(".") or (other not in {own, "__version__"} and HEIGHT[other] >= HEIGHT[own]):
                yield f"imports {name}"

    assert offenders(upwards) == []


def test_no_command_imports_a_command() -> None:
    """What two of them need lies on the desk, or is a rule."""

    def another(path: Path) -> Iterator[str]:
        for name in imports(path):
            module = name.removeprefix("casejournal.commands.")
            if (
                module != name
                and not module.startswith("_")
                and (ROOT / "commands" / f"{module.split('.')[0]}.py").exists()
            ):
                yield f"imports {name}"

    assert offenders(another, [path for path in MODULES if part(path) == "commands"]) == []


def test_the_practice_has_no_circle_of_imports() -> None:
    """Also not by what is only imported for the types."""
    names = {f"casejournal.{named(path).removesuffix('.py').replace('/', '.')}": path for path in MODULES}
    domain = {name: path for name, path in names.items() if part(path) == "domain"}
    needs = {
        name: {other for full in imports(path) for other in (full, full.rpartition(".")[0]) if other in domain} - {name}
        for name, path in domain.items()
    }

    while free := {name for name, others in needs.items() if not others & needs.keys()}:
        needs = {name: others for name, others in needs.items() if name not in free}

    assert sorted(needs) == []


def failures(path: Path) -> set[str]:
    """The failures a module defines."""
    classes = (node for node in parsed(path).body if isinstance(node, ast.ClassDef))
    return {each.name for each in classes if "Failure" in {getattr(base, "id", "") for base in each.bases}}


def names_used(path: Path) -> set[str]:
    """Every name a module uses beside importing it."""
    return {node.id for node in ast.walk(parsed(path)) if isinstance(node, ast.Name)}


def test_a_failure_stands_with_the_layer_that_raises_it() -> None:
    """`errors` holds what several layers raise; the `refusals` of a layer what it raises itself, and those above it."""
    homes = {path for path in MODULES if path.name in {"errors.py", "cli.py"} or path.name.endswith("refusals.py")}
    used = {layer: set[str]() for layer in HEIGHT}
    for path in MODULES:
        if part(path) in used and (path not in homes or part(path) == "cli"):
            used[part(path)] |= names_used(path)

    def strays(path: Path) -> Iterator[str]:
        for name in failures(path):
            layers = {layer for layer, names in used.items() if name in names}
            if path not in homes or (len(layers) < 2 if part(path) == "errors" else part(path) not in layers):
                yield f"{name}, used by {', '.join(sorted(layers)) or 'nobody'}"

    assert offenders(strays) == []


def test_each_library_has_one_home() -> None:
    def strays(path: Path) -> Iterator[str]:
        for name in imports(path):
            library = name.partition(".")[0]
            if library == "click":  # Typer carries its own
                yield "imports click"
            if not {part(path), named(path)} & HOMES.get(library, {part(path)}):
                yield f"imports {library}"

    assert offenders(strays) == []


def test_the_practice_knows_no_terminal_no_disk_and_no_clock() -> None:
    def knows(path: Path) -> Iterator[str]:
        yield from FORBIDDEN_IN_DOMAIN & {name.partition(".")[0] for name in imports(path)}
        yield from {"now", "today", "getenv"} & called(path)

    assert offenders(knows, [path for path in MODULES if part(path) == "domain"]) == []


def test_only_the_screen_prints() -> None:
    def prints(path: Path) -> Iterator[str]:
        yield from {"print"} & _functions_called(path)
        if named(path) not in PRINTS:
            yield from {"echo", "secho"} & attributes(path)
        if named(path) not in TOUCHES_STREAMS:
            yield from {"stdout", "stderr"} & attributes(path)

    assert offenders(prints) == []


def _functions_called(path: Path) -> set[str]:
    """What is called by a plain name."""
    return {
        node.func.id
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_only_the_disk_changes_files() -> None:
    def changes(path: Path) -> Iterator[str]:
        if named(path) not in CHANGES_FILES:
            yield from {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmtree", "ftruncate", "pwrite"} & (
                attributes(path)
            )

    assert offenders(changes) == []


def test_every_module_begins_with_a_sentence_about_the_practice_or_a_promise() -> None:
    def silent(path: Path) -> Iterator[str]:
        if "." not in (ast.get_docstring(parsed(path)) or ""):
            yield "no sentence"

    assert offenders(silent) == []


def test_a_lazy_import_says_why() -> None:
    def unsaid(path: Path) -> Iterator[str]:
        lines = path.read_text().splitlines()
        for function in ast.walk(parsed(path)):
            if isinstance(function, ast.FunctionDef):
                lazy = [node for node in ast.walk(function) if isinstance(node, (ast.Import, ast.ImportFrom))]
                for node in lazy:
                    close = node is not lazy[0] and node.lineno - lazy[0].lineno <= len(lazy)
                    if not close and "# lazy" not in lines[node.lineno - 1]:
                        yield f"line {node.lineno}"

    assert offenders(unsaid) == []


def test_no_typer_module_delays_its_annotations() -> None:
    assert offenders(lambda path: iter({"__future__.annotations"} & set(imports(path)))) == []


def test_files_and_functions_stay_short() -> None:
    def long(path: Path) -> Iterator[str]:
        if (lines := len(path.read_text().splitlines())) > 420:
            yield f"{lines} lines: a file this long wants to be two"
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno > 45:
                yield node.name

    assert offenders(long) == []


def test_days_and_moments_are_shown_by_one_module() -> None:
    """Another order, another calendar, another language is then one edit."""

    def shows(path: Path) -> Iterator[str]:
        if named(path) == "domain/dates.py":
            return
        yield from {"isoformat", "fromisoformat", "strftime", "strptime"} & attributes(path)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FormattedValue):
                if re.search("%[YmdHM]", ast.unparse(node.format_spec or ast.Constant(""))):
                    yield f"line {node.lineno}: a format of its own"
                name = getattr(node.value, "attr", getattr(node.value, "id", ""))
                if re.fullmatch(r"(.*_)?(on|at|day|today)|due|until|opened|day", name):
                    yield f"line {node.lineno}: {name} as Python shows it"

    assert offenders(shows) == []
