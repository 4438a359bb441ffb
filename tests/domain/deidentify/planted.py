"""What tells who somebody is, as workers write it in both languages, and what tells nothing: `planted.txt`,
`everyday.txt`. What stands in braces must not be left over.
"""

import re
from pathlib import Path

Sentence = tuple[str, tuple[str, ...]]
"""A sentence without its braces, and what stood in them."""
HERE = Path(__file__).parent


def tables() -> dict[str, list[Sentence]]:
    """The sentences of each class."""
    found: dict[str, list[Sentence]] = {}
    for line in (HERE / "planted.txt").read_text().splitlines():
        if line.startswith("# "):
            sentences = found.setdefault(line[2:], [])
        elif line:
            sentences.append((re.sub("[{}]", "", line), tuple(re.findall(r"\{([^}]+)\}", line))))
    return found


TABLES = tables()
EVERYDAY = (HERE / "everyday.txt").read_text().splitlines()
