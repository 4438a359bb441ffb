"""The one door for all checks: lint, format, types, catalogue, and the tests with branch coverage."""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "casejournal" / "locale" / "casejournal.pot"
EXTRACT = (
    *("-m", "babel.messages.frontend", "--quiet", "extract", "--omit-header", "--no-location", "--sort-output"),
    *("--no-default-keywords", "-k", "_", "-k", "N_", "-k", "ngettext:1,2", "-o", "-", "casejournal"),
)
STEPS = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "types": ("-m", "mypy"),
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
    """Every sentence of the source, as a gettext template."""
    found = subprocess.run([sys.executable, *EXTRACT], cwd=ROOT, check=True, capture_output=True, text=True)
    return found.stdout


if __name__ == "__main__":
    sys.exit(main())
