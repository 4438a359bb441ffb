"""The rules of the house, run: layers, one home for each library, nothing printed outside the screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "casejournal"
MODULES = sorted(ROOT.rglob("*.py"))

LAYERS = (
    {"words"},
    {"errors"},
    {"domain"},
    {"forms", "knowledge"},
    {"storage"},
    {"config", "render", "exchange", "ask", "editor"},
    {"unlocking", "screen"},
    {"desk"},
    {"outgoing", "members", "passphrases"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
"""From the bottom up: a module imports from layers below its own, or from its own folder."""
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}

HOMES = {
    "tinydb": {"storage"},
    "cryptography": {"storage"},
    "rich": {"render", "ask", "screen"},
    "typer": {"commands", "forms", "cli"},
    "questionary": {"ask"},
    "mnemonic": {"storage"},
    "zxcvbn": {"passphrases"},
    "prompt_toolkit": {"ask"},
    "jinja2": {"exchange"},
    "icalendar": {"exchange"},
    "docx": {"exchange"},
    "platformdirs": {"storage"},
    "tomlkit": {"config"},
    "gettext": {"words"},
}
FORBIDDEN_IN_DOMAIN = {"sys", "time", "pathlib", "subprocess", "random", "logging", "locale", "io"}


def part(path: Path) -> str:
    """The layer a module belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def each_module(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_imports_point_one_way(path: Path) -> None:
    own = part(path)
    if own == "__init__":
        return
    for name in imports(path):
        if name.startswith("casejournal."):
            other = name.split(".")[1]
            if other == "__version__":
                continue
            assert HEIGHT[other] < HEIGHT[own] or other == own, f"{own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_each_library_has_one_home(path: Path) -> None:
    for name in imports(path):
        library = name.partition(".")[0]
        assert library != "click", "Typer carries its own Click"
        assert part(path) in HOMES.get(library, {part(path)}), f"{library} does not live in {part(path)}"


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) == "domain"], ids=each_module)
def test_the_practice_knows_no_terminal_no_disk_and_no_clock(path: Path) -> None:
    tree = ast.parse(path.read_text())
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert not FORBIDDEN_IN_DOMAIN & {name.partition(".")[0] for name in imports(path)}
    assert not {"now", "today", "getenv"} & called


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_only_the_screen_prints(path: Path) -> None:
    tree = ast.parse(path.read_text())
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert "print" not in calls
    if part(path) not in {"screen", "__main__"}:
        assert "echo" not in attributes
        assert "secho" not in attributes
        if part(path) not in {"cli", "desk", "ask"}:
            assert not {"stdout", "stderr"} & attributes


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_only_the_disk_changes_files(path: Path) -> None:
    """The lock file is the lock's own, and the demo writes the passphrase of a journal that lives for a second."""
    if each_module(path) in {"storage/disk.py", "storage/lock.py", "commands/demo.py"}:
        return
    attributes = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}

    assert not {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmtree", "ftruncate", "pwrite"} & attributes


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_every_module_begins_with_a_sentence_about_the_practice_or_a_promise(path: Path) -> None:
    sentence = ast.get_docstring(ast.parse(path.read_text()))

    assert sentence
    assert "." in sentence


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_a_lazy_import_says_why(path: Path) -> None:
    tree = ast.parse(path.read_text())
    lines = path.read_text().splitlines()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        lazy = [node for node in ast.walk(function) if isinstance(node, (ast.Import, ast.ImportFrom))]
        if lazy:
            first, *more = lazy
            assert "# lazy" in lines[first.lineno - 1], f"{path}:{function.lineno}"
            for node in more:
                close = node.lineno - first.lineno <= len(lazy)
                assert close or "# lazy" in lines[node.lineno - 1], f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_no_typer_module_delays_its_annotations(path: Path) -> None:
    assert "__future__.annotations" not in set(imports(path))


@pytest.mark.parametrize("path", MODULES, ids=each_module)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 420, "a file this long wants to be two"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno <= 45, node.name
