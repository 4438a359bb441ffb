"""Templates filled in: the one door to jinja2. What a person wrote is never markup, whatever the page is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from casejournal.words import visible

TEMPLATES = Path(__file__).parent / "templates"


def filled(template: str, finalize: Callable[[Any], Any] | None = None, **said: Any) -> str:
    """The template of that name with what is `said` in it. HTML and SVG are escaped; else `finalize` has to do it."""
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
    """Text as people see it, control characters made visible; anything else as it is."""
    return visible(value) if isinstance(value, str) else value
