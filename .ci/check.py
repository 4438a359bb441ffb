"""The one door for all checks: lint, format, types, catalogue, and the tests with branch coverage."""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import catalogue

ROOT = Path(__file__).parents[1]
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
    parser.add_argument("--catalogue", action="store_true", help="bring the catalogues up to date")
    chosen = parser.parse_args()
    if chosen.catalogue:
        catalogue.bring_up_to_date()
        return 0
    steps = STEPS if chosen.quick else STEPS | {"tests": TESTS}
    failed = [name for name, command in steps.items() if not passes(name, command)]
    print("== documentation", flush=True)
    if wrong := [*documentation()]:
        print(*wrong, sep="\n")
        failed.append("documentation")
    print("== reference and man page", flush=True)
    if stale := [*behind()]:
        print("behind the program; run .ci/reference.py:", *stale)
        failed.append("reference")
    print("== catalogues", flush=True)
    if wrong := [*catalogue.problems()]:
        print(*wrong, sep="\n")
        failed.append("catalogues")
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return bool(failed)


def documentation() -> Iterator[str]:
    """What is wrong with the documentation once it is built: warnings, and whatever is taken from a foreign host."""
    with tempfile.TemporaryDirectory() as made:
        build = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", str(ROOT / "docs"), made]
        if subprocess.run(build, cwd=ROOT, check=False).returncode:
            yield "it is not built without a warning"
        for page in Path(made).rglob("*.html"):
            for taken in re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?:[^"]+)', page.read_text()):
                yield f"{page.name} takes something from a foreign host: {taken}"


def behind() -> Iterator[str]:
    """The pages made from the program that do not say what it says now."""
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([sys.executable, ROOT / ".ci" / "reference.py", made], cwd=ROOT, check=True)
        for path in sorted(each for each in Path(made).rglob("*") if each.is_file()):
            name = path.relative_to(made)
            kept = ROOT / "docs" / name
            if not kept.exists() or kept.read_bytes() != path.read_bytes():
                yield str(name)


def passes(name: str, command: tuple[str, ...]) -> bool:
    """Whether one check is content."""
    print(f"== {name}", flush=True)
    return subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
