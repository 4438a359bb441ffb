"""Fills in templates; the only module that uses jinja2. What a person wrote is never markup."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from casejournal.words import visible

TEMPLATES = Path(__file__).parent / "templates"


def filled(template: str, finalize: Callable[[Any], Any] | None = None, **said: Any) -> str:
    """The template of that name, filled in with `said`. HTML and SVG are escaped; else `finalize` must do it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # lazy: few commands draw a page

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=finalize is None,  # noqa: S701 - see `finalize`
        finalize=finalize or shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(**said)


def shown(value: Any) -> Any:
    """Text with control characters made visible; other values unchanged."""
    return visible(value) if isinstance(value, str) else value
