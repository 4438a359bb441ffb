"""Files in and beside the journal's folder that `cj` does not use, and what each of them is.

A program that synchronises folders leaves a copy when two machines wrote to one file; a process that died leaves what
it was writing; people put scans beside their cases. None of it may lie there unseen: any of it may name a client.
"""

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import msgspec

from casejournal.domain.refs import ALPHABET, LENGTH
from casejournal.storage import disk, renewed
from casejournal.storage.drafts import FOLDER as DRAFTS
from casejournal.storage.file_log import BESIDE, FOLDERS, SUFFIX, is_log, log_of
from casejournal.storage.index import NAME as INDEX
from casejournal.storage.leftovers import is_left
from casejournal.storage.lock import LOCK
from casejournal.storage.log import TORN
from casejournal.words import N_

_REF = re.compile(rf"([A-Z]-[{ALPHABET}]{{{LENGTH}}})(?![{ALPHABET}])")
_OURS = {*BESIDE, INDEX, LOCK, f"{LOCK}.held", renewed.HEADER}
_BESIDE = ("renewed", "replaced", "restoring-")
"""What a folder beside the journal's is called that an interrupted command made: `.journal.restoring-1f2e`."""


class What(Enum):
    """What a file is, in a sentence with `file`, `of` and `path`."""

    COPY = N_(
        "{file} is a copy of {of} made by a synchronising program. It may contain lines that are nowhere "
        'else. To take them in: cj restore --merge "{path}"'
    )
    OTHER_COPY = N_(
        "{file} is a copy of {of} made by a synchronising program; cj ignores it. Remove it once you are "
        "sure that nothing is missing."
    )
    LEFT = N_(
        "{file} was left behind by a command that was stopped; it may contain a client's words. Remove it: {path}"
    )
    STRANGER = N_("{file} is not part of the journal; cj ignores it.")


class Foreign(msgspec.Struct, frozen=True, kw_only=True):
    """One such file or folder: its name in the journal, its path, what it is, and the file it is a copy of."""

    file: str
    path: str
    what: What
    of: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """What its sentence says of it, and a name for what it is that a script can rely on."""
        return {"file": self.file, "path": self.path, "what": self.what.name.lower(), "of": self.of}


def foreign(folder: Path) -> list[Foreign]:
    """Everything in and beside the journal in `folder` that `cj` does not use, by name. Raises CannotRead."""
    return sorted((*_beside(folder), *_inside(folder)), key=lambda each: each.file)


def log_copied(name: str) -> str:
    """The name of the log that a file of that name is a copy of: `C-7K4Q (1).log` of `cases/C-7K4Q.log`; else empty."""
    file = name.rpartition("/")[2]
    if beside := next((log for log in BESIDE if file.startswith(log.removesuffix(SUFFIX))), ""):
        return beside if file.endswith(SUFFIX) else ""
    found = _REF.match(file)
    return log_of(found[1]) if found else ""


def _inside(folder: Path) -> Iterator[Foreign]:
    for name in disk.files(folder):
        if _is_ours(name):
            continue
        path = folder / name
        of = log_copied(name) or _other_copied(name)
        if is_left(path):
            what = What.LEFT
        elif of:
            what = What.COPY if log_copied(name) and path.is_file() else What.OTHER_COPY
        else:
            what = What.STRANGER
        yield Foreign(file=name, path=str(path), what=what, of=of)


def _beside(folder: Path) -> Iterator[Foreign]:
    try:
        found = [path for path in folder.parent.iterdir() if path.name.startswith(f".{folder.name}.")]
    except OSError:
        return
    for path in found:
        if path.name.removeprefix(f".{folder.name}.").startswith(_BESIDE):
            yield Foreign(file=path.name, path=str(path), what=What.LEFT)


def _is_ours(name: str) -> bool:
    within, _slash, file = name.rpartition("/")
    if within == renewed.FOLDER or within.startswith(f"{renewed.FOLDER}/"):
        return True  # it is finished or given up when the journal is opened next
    if TORN in file:
        return within in {"", *FOLDERS.values()}
    if within == DRAFTS:
        return bool(re.fullmatch(rf"D-[{ALPHABET}]{{{LENGTH}}}\.draft", file))
    return name in _OURS or is_log(within, file)


def _other_copied(name: str) -> str:
    """The name of the header, index or draft that a file of that name is a copy of; else empty."""
    within, _slash, file = name.rpartition("/")
    if not within:
        return next((ours for ours in sorted(_OURS) if file.startswith(ours.partition(".")[0])), "")
    found = _REF.match(file)
    return f"{within}/{found[1]}.draft" if found and within == DRAFTS else ""
