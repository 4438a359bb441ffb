"""Tables that are written side by side, where their file wants one after the other. They wait packed, in memory: what
is exported never lies on the disk in the open.
"""

import zlib
from collections.abc import Iterator

_LEVEL = 6


class Apart:
    """The text of each table, as far as it is written."""

    def __init__(self) -> None:
        self._packers: dict[str, zlib._Compress] = {}
        self._packed: dict[str, list[bytes]] = {}

    def add(self, table: str, text: bytes) -> None:
        """Write on in that table."""
        packer = self._packers.setdefault(table, zlib.compressobj(_LEVEL))
        self._packed.setdefault(table, []).append(packer.compress(text))

    def __contains__(self, table: str) -> bool:
        return table in self._packers

    def pieces(self, table: str) -> Iterator[bytes]:
        """The text of that table, which is then forgotten."""
        packer, packed = self._packers.pop(table, None), self._packed.pop(table, [])
        unpacker = zlib.decompressobj()
        for piece in packed:
            yield unpacker.decompress(piece)
        if packer:
            yield unpacker.decompress(packer.flush())
            yield unpacker.flush()
