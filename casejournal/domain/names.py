"""Names as they are compared: in one letter case, with single spaces, however their accents are spelled."""

ADDRESSES = frozenset(
    """
    ibu bu bapak pak mbak mas kak kakak adik dik bang abang om tante nenek kakek haji hajah teh uni uda si mr mrs ms
    miss dr drs
    """.split()  # noqa: SIM905 - read as a list of words
)
"""Forms of address. They do not tell people apart."""


def folded(name: str) -> str:
    """`name` as it is compared with others."""
    if not name.isascii():
        from unicodedata import normalize  # lazy: most names need no tables

        name = normalize("NFKC", name)
    return " ".join(name.casefold().split())


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, whatever the letter case and the spaces."""
    return folded(one) == folded(other)


def answers_to(asked: str, name: str) -> bool:
    """Whether `name`, or a word of it, begins with what was `asked`."""
    return bool(asked.strip()) and f" {folded(asked)}" in f" {folded(name)}"
