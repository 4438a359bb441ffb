"""A drawing as a picture of dots, for papers that cannot show one made of lines."""

from casejournal.exchange.template import TEMPLATES

_SHARP = 200
"""In dots per inch."""


def png(svg: str) -> bytes | None:
    """The drawing as PNG, or None if the library that draws it is not installed: what it shows stands beside it."""
    try:
        from typst import compile as typeset  # lazy: a library that not everybody has
    except ImportError:
        return None
    drawn: bytes = typeset(
        TEMPLATES / "drawing.typ",
        root=TEMPLATES,
        sys_inputs={"svg": svg},
        format="png",
        ppi=_SHARP,
    )
    return drawn
