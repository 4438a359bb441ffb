"""The text of a vignette: one of those that come with cj, or a file."""

from pathlib import Path

from casejournal.desk.named import named
from casejournal.desk.practice.refusals import TooLarge
from casejournal.domain.names import folded
from casejournal.errors import CannotRead, NotText, UnknownName
from casejournal.knowledge import vignettes
from casejournal.words import N_

_MOST = 1 << 20
"""In bytes. No vignette is longer."""


def source_of(name: str) -> tuple[str, str]:
    """The text of the vignette, and what it is called. Raises UnknownName, CannotRead, TooLarge or NotText."""
    if name.endswith(vignettes.ENDING) or "/" in name or "\\" in name:
        path = Path(named(name))
        try:
            with path.open("rb") as file:
                data = file.read(_MOST + 1)  # what never ends says that it is empty
            if len(data) > _MOST:
                raise TooLarge(path=str(path))
            return data.decode("utf-8-sig"), str(path)
        except UnicodeDecodeError as error:
            raise NotText(source=str(path)) from error
        except (OSError, ValueError) as error:
            raise CannotRead(path=str(path), reason=getattr(error, "strerror", None) or "") from error
    found = next((each for each in vignettes.names() if folded(each) == folded(name)), None)
    if found is None:
        known = ", ".join(each.name for each in vignettes.every())
        raise UnknownName(what=N_("practice case"), asked=name, known=known)
    return vignettes.text(found), found
