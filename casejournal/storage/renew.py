"""Renewing the journal key: everything is sealed with a new key, verified, and then takes the place of the old files.

If it is stopped before that, the journal stays as it was. If it is stopped while the files are moved, that is finished
when the journal is opened next. Files that are not the journal's are not touched.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

from casejournal.domain.refs import ALPHABET, LENGTH
from casejournal.errors import DiskRefused
from casejournal.storage import disk, header, keys, renewed
from casejournal.storage.backup import parts_of
from casejournal.storage.drawer import Hand
from casejournal.storage.file_log import BESIDE, SUFFIX, log_of
from casejournal.storage.index import NAME as INDEX
from casejournal.storage.index import CardIndex
from casejournal.storage.journal import Journal
from casejournal.storage.keys import Slot
from casejournal.storage.log import TORN
from casejournal.storage.refusals import Busy, HoldsCopies, NotAsItWas, RenewalUnfinished
from casejournal.storage.seal import Seal, Unreadable
from casejournal.storage.verify import verify
from casejournal.words import N_

_LIKE_OURS = re.compile(rf"({'|'.join(log.removesuffix(SUFFIX) for log in BESIDE)}|[CGD]-[{ALPHABET}]{{{LENGTH}}})")
"""The beginning of the name of a file that may be a copy of a log or draft, as synchronisers make them."""


def renew(journal: Journal, key: bytes, slot: Slot, hand: Hand, step: Callable[[], object] = lambda: None) -> int:
    """Seal the journal with `key`; `slot` becomes the only way in. Returns the number of lines.

    The chains stay valid, because their digests are of the plain text. Raises NotAsItWas if the journal is damaged,
    HoldsCopies if its folder holds lines that would be lost with the old key, RenewalUnfinished if the disk refuses
    when the new key already holds, Busy if somebody fills in a form meanwhile. `step` is called three times for each
    file: it is verified, sealed, and verified again.
    """
    folder = journal.folder
    with journal.alone("key renew"):
        renewed.give_up(folder)
        journal.drafts.bring_to_the_disk()
        unfinished = journal.drafts.contents()
        _require_no_copies(journal)
        if not verify(journal, step=step).sound:
            raise NotAsItWas
        try:
            described = header.read(folder, locked=True)
            made = header.marked(described, key, key_check=keys.check_of(key, described.id), slot=(slot,))
            lines = _sealed_beside(journal, Journal(renewed.beside(folder), made, key, hand), step)
            header.replace(renewed.beside(folder), made)
            _require_same(unfinished, journal.drafts.contents())  # last: whoever saves a draft looks for that header
        except BaseException:
            renewed.give_up(folder)
            raise
        try:
            renewed.take_their_places(folder)
        except DiskRefused as failure:
            raise RenewalUnfinished(**failure.facts) from failure
    return lines


def _require_same(before: dict[Path, bytes], now: dict[Path, bytes]) -> None:
    """Raises Busy if a form was answered since: the newest answer would be lost with the old key."""
    if before != now:
        raise Busy(holder=N_("a form that is being filled in"))


def _require_no_copies(journal: Journal) -> None:
    """Raises HoldsCopies, which names each file with a line that only the present key opens and that is not renewed."""
    ours = {*parts_of(journal.folder)}
    copies = [name for name in disk.files(journal.folder) if name not in ours and _holds_lines(journal, name)]
    if copies:
        raise HoldsCopies(files=", ".join(sorted(copies)))


def _holds_lines(journal: Journal, name: str) -> bool:
    """Whether a line of that file opens as one of the log or draft that the file is named after."""
    named = _LIKE_OURS.match(name.rpartition("/")[2])
    if not named:
        return False
    like = f"drafts/{named[1]}.draft" if named[1].startswith("D") else log_of(named[1]) or f"{named[1]}{SUFFIX}"
    seal = journal.seal(like)
    return any(_opens(seal, line) for line in disk.read(journal.folder / name).split(b"\n"))


def _opens(seal: Seal, line: bytes) -> bool:
    try:
        seal.open(line)
    except Unreadable:
        return False
    return True


def _sealed_beside(journal: Journal, anew: Journal, step: Callable[[], object]) -> int:
    """Seal every file and the index with the key of `anew`, in its folder. Returns the number of lines."""
    disk.private_folder(anew.folder)
    lines = 0
    for name in parts_of(journal.folder):
        if name != header.NAME:
            lines += _part(journal, anew, name)
            step()
    index = CardIndex(anew.folder, anew.seal(INDEX))
    index.made_anew = journal.index_made_anew
    index.put(journal.known_cards())
    if not verify(anew, step=step).sound:
        raise NotAsItWas
    return lines


def _part(journal: Journal, anew: Journal, name: str) -> int:
    """Seal one file with the new key. Returns its lines. What was set aside of a log, or is torn, is only copied."""
    data, path = disk.read(journal.folder / name), anew.folder / name
    disk.private_folder(path.parent)
    if TORN in name:
        disk.replace(path, data)
        return 0
    whole, feed, torn = data.rpartition(b"\n")
    lines = whole.split(b"\n") if feed else []
    disk.replace(path, b"".join(anew.seal(name).close(_opened(journal.seal(name), line)) + b"\n" for line in lines))
    if torn:
        disk.replace(path.with_name(f"{path.name}{TORN}{time.time_ns():x}"), torn)
    return len(lines)


def _opened(seal: Seal, line: bytes) -> bytes:
    try:
        return seal.open(line)
    except Unreadable as error:
        raise NotAsItWas from error
