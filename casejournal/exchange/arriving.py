"""What a file is that arrives: known by its first bytes, not by its name, which anybody can change."""

from enum import Enum

from casejournal.words import N_

ENOUGH = 512
"""So many bytes tell every kind apart."""


class Arriving(Enum):
    """A kind of file that `cj import` knows, and what a person calls it."""

    CASELOAD = N_("a table as text (CSV)")
    SPREADSHEET = N_("a spreadsheet")
    JOURNAL = N_("records that cj export wrote (JSON Lines)")
    SEALED = N_("a sealed file")


_BEGINS = {
    b"PK\x03\x04": Arriving.SPREADSHEET,  # XLSX and ODS are ZIP files
    b"PK\x05\x06": Arriving.SPREADSHEET,  # an empty one
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Arriving.SPREADSHEET,  # XLS, and any spreadsheet with a password
    b"casejournal-sealed/": Arriving.SEALED,
    b"age-encryption.org/": Arriving.SEALED,
    b"-----BEGIN AGE ENCRYPTED FILE-----": Arriving.SEALED,
    b"{": Arriving.JOURNAL,
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def arriving(first: bytes) -> Arriving:
    """What begins with these bytes. What is like nothing else is taken for a table as text."""
    told = first.removeprefix(_BYTE_ORDER_MARK).lstrip()
    return next((kind for begins, kind in _BEGINS.items() if told.startswith(begins)), Arriving.CASELOAD)
