"""The name of this machine in the journal: random, made once, kept in the user's state folder, never in the journal.

It stays out of the journal because a folder copied to a second machine must not bring the first one's name along: the
two would continue the same chain.
"""

import os
from pathlib import Path

from casejournal.errors import DiskRefused
from casejournal.storage import disk
from casejournal.storage.ulid import ALPHABET

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
    name = "".join(ALPHABET[byte % 32] for byte in os.urandom(_LENGTH))
    try:
        disk.private_folder(folder)
        disk.replace(path, name.encode())
    except DiskRefused:
        pass
    return name
