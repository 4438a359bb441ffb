"""A QR code in characters, as it goes on paper or on a screen. Uses segno (ISO/IEC 18004)."""

from collections.abc import Iterator
from itertools import zip_longest

_MARGIN = 4
"""In modules: the quiet zone around the code that the standard asks for."""
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
"""By what is ink above and below: two rows of the code are one line of text."""


def qr_lines(text: str, *, on_paper: bool) -> Iterator[str]:
    """The lines of the code. On paper ink is dark; on a dark screen it is light, so there the light parts are drawn."""
    import segno  # lazy: only a sheet of recovery words has one

    code = segno.make(text, error="m", micro=False)
    rows = [[bool(module) == on_paper for module in row] for row in code.matrix_iter(border=_MARGIN)]
    for above, below in zip_longest(rows[::2], rows[1::2], fillvalue=[not on_paper] * len(rows[0])):
        yield "".join(_HALVES[pair] for pair in zip(above, below, strict=True)).rstrip()
