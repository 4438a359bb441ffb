"""The name of this machine: random, made once, kept in the user's state folder.

It is not kept in the journal. If it were, a copy of the journal on a second machine would have the same name, and both
machines would continue the same chain.
"""

from pathlib import Path

from casejournal.domain.refs import ALPHABET, random_characters
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk

_LENGTH = 8


def device_name(folder: Path) -> str:
    """The name of this machine: eight Crockford characters. If it cannot be saved, a new one each time."""
    path = folder / "device"
    try:
        name = disk.read(path).decode("ascii").strip()
    except (CannotRead, UnicodeDecodeError):
        name = ""
    if len(name) == _LENGTH and all(character in ALPHABET for character in name):
        return name
    name = random_characters(_LENGTH)
    try:
        disk.private_folder(folder)
        disk.replace(path, name.encode())
    except DiskRefused:
        pass
    return name
