"""The name of this machine in the journal: random, made once, kept in the user's state folder, never in the journal.

It stays out of the journal because a folder copied to a second machine must not bring the first one's name along: the
two would continue the same chain.
"""

from pathlib import Path

from casejournal.domain.refs import ALPHABET, random_characters
from casejournal.errors import DiskRefused
from casejournal.storage import disk

_LENGTH = 8


def device_name(folder: Path) -> str:
    """This machine's name: eight Crockford characters. A machine that can keep none gets a new one each time."""
    path = folder / "device"
    try:
        name = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
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
