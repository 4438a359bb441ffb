"""Text in Markdown: what a person wrote is shown as they wrote it, and is never markup."""

import re

from casejournal.words import visible

_MARKS = re.compile(r"[\\`*_{}\[\]<>|~&]")
"""Characters with a meaning anywhere in Markdown."""
_BEGINS = re.compile(r"^(\d*)(#|[.)](?=\s|$)|[+=-]+(?=\s|$))")
"""What has a meaning at the start of a line: a heading, a list item, a rule. A day or a number has none."""


def in_markdown(text: str) -> str:
    """`text` with every character that Markdown gives a meaning escaped; line breaks are kept."""
    lines = (_MARKS.sub(r"\\\g<0>", line.strip()) for line in visible(text).split("\n"))
    return "\\\n".join(_BEGINS.sub(r"\1\\\2", line) for line in lines)


def in_a_cell(text: str) -> str:
    """The same for a cell of a table, which has no line breaks."""
    return in_markdown(" / ".join(line.strip() for line in text.splitlines() if line.strip()))
