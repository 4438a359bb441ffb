"""The one door for all checks: lint, format, types, catalogue, and the tests with branch coverage."""

import argparse
import ast
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "casejournal" / "locale" / "casejournal.pot"
STEPS = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "types": ("-m", "mypy"),
    "types on macOS": ("-m", "mypy", "--platform", "darwin", "casejournal"),
    "types on Windows": ("-m", "mypy", "--platform", "win32", "casejournal"),
}
TESTS = ("-m", "pytest", "-n", "2", "--cov", "-q")


def main() -> int:
    """Run the checks; 0 when all pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the tests")
    parser.add_argument("--catalogue", action="store_true", help="write the sentences of the source into the catalogue")
    chosen = parser.parse_args()
    if chosen.catalogue:
        CATALOGUE.write_text(sentences(), encoding="utf-8")
        return 0
    steps = STEPS if chosen.quick else STEPS | {"tests": TESTS}
    failed = [name for name, command in steps.items() if not passes(name, command)]
    if CATALOGUE.read_text(encoding="utf-8") != sentences():
        print("catalogue: behind the source; run .ci/check.py --catalogue")
        failed.append("catalogue")
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return bool(failed)


def passes(name: str, command: tuple[str, ...]) -> bool:
    """Whether one check is content."""
    print(f"== {name}", flush=True)
    return subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode == 0


def sentences() -> str:
    """Every sentence of the source, and the help of every command, as a gettext template."""
    catalogue = Catalog()
    found = extract_from_dir(ROOT / "casejournal", keywords={"_": None, "N_": None, "ngettext": (1, 2)})
    for _file, _line, sentence, _comments, _context in found:
        catalogue.add(sentence)
    for path in (ROOT / "casejournal" / "commands").rglob("*.py"):
        for text in docstrings(path):
            catalogue.add(text)
    written = io.BytesIO()
    write_po(written, catalogue, omit_header=True, sort_output=True, width=0)
    return written.getvalue().decode()


def docstrings(path: Path) -> Iterator[str]:
    """The help texts in a module: the docstrings of functions with a decorator like `@app.command()`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(isinstance(each, ast.Call) for each in node.decorator_list):
            yield ast.get_docstring(node) or ""


if __name__ == "__main__":
    sys.exit(main())
