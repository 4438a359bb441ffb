"""Compiles the translations whenever a wheel or an editable install is built."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locale: Path) -> None:
    """Write a .mo beside every .po below `locale` that is newer than it."""
    for source in locale.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        beside = compiled.with_suffix(f".{os.getpid()}")
        with source.open("rb") as po, beside.open("wb") as mo:
            write_mo(mo, read_po(po))
        beside.replace(compiled)


class Catalogues(BuildHookInterface[Any]):
    """The build hook that pyproject.toml names."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling calls it
        """Compile the catalogues, and put them into the wheel."""
        compile_catalogues(Path(self.root) / "casejournal" / "locale")
        build_data["artifacts"].append("casejournal/locale/*/LC_MESSAGES/*.mo")
