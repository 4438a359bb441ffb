"""Many new cases under one lock. Each is a line in a log of its own, as an intake writes it; they are put on the disk
together, which is an order of magnitude faster than one by one.

Until then nothing is acknowledged. What a power cut leaves of them is read by the next command as what any stopped
command left.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from casejournal.domain.kinds import CASE
from casejournal.storage import disk
from casejournal.storage.drawer import Drawer, Hand, Mint
from casejournal.storage.file_log import FOLDERS, log_of, make_card, read_file
from casejournal.storage.index import Card, CardIndex
from casejournal.storage.log import LogStorage
from casejournal.storage.own import BINARY, NO_LINK
from casejournal.storage.platform import sync_file, sync_folder

if TYPE_CHECKING:
    from casejournal.domain.case_file import CaseFile


_AT_ONCE = 8
"""So many files are synced at once: a disk takes them together in the time of one."""


class Many:
    """New cases, until they are on the disk. Use it only while holding the journal's lock."""

    def __init__(  # noqa: PLR0917 - what a journal has for writing one
        self, folder: Path, index: CardIndex, storage: Callable[..., LogStorage], hand: Hand, mint: Mint, command: str
    ) -> None:
        self._folder, self._index, self._storage = folder, index, storage
        self._hand, self._mint, self._command = hand, mint, command
        self._after = ""
        self._cards: dict[str, Card] = {}
        self.refs: list[str] = []
        """The cases that were opened. If the disk refuses to keep them, there are none."""

    def __enter__(self) -> Self:
        disk.private_folder(self._folder / FOLDERS[CASE])
        self._after = self._index.last_tx
        return self

    def __exit__(self, *_failure: object) -> None:
        """Put all of them on the disk, also if the block was stopped. Raises DiskRefused; then none is there."""
        if not self._cards:
            return
        try:
            self._settle()
        except BaseException:
            for name in self._cards:
                del self._index.cards[name]
                with disk.reporting():
                    disk.remove(self._folder / name)
            self._cards, self.refs = {}, []
            raise
        self._index.put(self._cards)

    def _settle(self) -> None:
        from concurrent.futures import ThreadPoolExecutor  # lazy: only here are several files waited for at once

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for _settled in pool.map(_settle, [self._folder / name for name in self._cards]):
                pass  # the first failure is raised
        with disk.refusals(self._folder):
            sync_folder(self._folder / FOLDERS[CASE])

    @contextmanager
    def opening(self) -> "Iterator[Drawer[CaseFile]]":
        """Write the first records of a new case, as `Journal.opening` does. They are not on the disk yet."""
        ref = self._mint(CASE, ())
        name = log_of(ref)
        storage = self._storage(name, synced=False)
        with storage.transaction(self._command, after=self._after):
            yield Drawer(ref, None, storage, self._hand, self._mint)
        card = make_card(storage, read_file(ref, storage))
        self._cards[name] = self._index.cards[name] = card
        self._after = card.tx
        self.refs.append(ref)


def _settle(path: Path) -> None:
    with disk.refusals(path):
        descriptor = os.open(path, os.O_RDWR | BINARY | NO_LINK)
        try:
            sync_file(descriptor)
        finally:
            os.close(descriptor)
