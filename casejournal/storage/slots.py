"""The key slots of a sealed journal: adding, exchanging and removing them. No line of a log is rewritten.

A slot wraps the key of the journal it is handed with, so it is only written while that is still the journal's key.
"""

from collections.abc import Callable

from casejournal.errors import NotValid
from casejournal.storage import header, recovery
from casejournal.storage.header import Header
from casejournal.storage.journal import Journal
from casejournal.storage.keys import Slot
from casejournal.storage.refusals import LastWayIn, NoSuchSlot, NotSealed, SlotTaken
from casejournal.words import N_


def require_sealed(described: Header) -> None:
    """Raises NotSealed for a plain journal."""
    if not described.sealed:
        raise NotSealed


def find(described: Header, name: str) -> Slot:
    """The slot of that name. Raises NoSuchSlot."""
    for slot in described.slot:
        if slot.name == name:
            return slot
    raise NoSuchSlot(name=name, known=", ".join(slot.name for slot in described.slot))


def require_free(described: Header, name: str) -> None:
    """Raises SlotTaken if there is a slot of that name, NotValid if there can be no more."""
    if any(slot.name == name for slot in described.slot):
        raise SlotTaken(name=name)
    if len(described.slot) >= header.MOST_SLOTS - 1:  # one stays for the recovery words
        raise NotValid(field=N_("Name"), problem=N_("a journal cannot have more ways in than it has now"))


def require_kind(described: Header, name: str, kind: str) -> Slot:
    """The slot of that name and kind. Raises NoSuchSlot."""
    slot = find(described, name)
    if slot.kind != kind:
        raise NoSuchSlot(name=name, known=", ".join(each.name for each in described.slot if each.kind == kind))
    return slot


def require_another(described: Header, name: str) -> None:
    """Check that another passphrase stays if this slot is removed. Raises NoSuchSlot or LastWayIn."""
    find(described, name)
    if not any(slot.name != name and slot.kind != recovery.KIND for slot in described.slot):
        raise LastWayIn(name=name)


def add(journal: Journal, slot: Slot) -> Header:
    """Add a slot, and return the new header. Raises SlotTaken, or NotValid if there are too many."""
    return _changed(journal, lambda slots: (*slots, slot), lambda described: require_free(described, slot.name))


def exchange(journal: Journal, slot: Slot) -> Header:
    """Replace the slot of the same name and kind, and return the new header. Raises NoSuchSlot."""

    def exchanged(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        return tuple(slot if each.name == slot.name else each for each in slots)

    return _changed(journal, exchanged, lambda described: require_kind(described, slot.name, slot.kind))


def put_words(journal: Journal, slot: Slot) -> Header:
    """Make this the only slot for recovery words, and return the new header."""
    return _changed(journal, lambda slots: (*(each for each in slots if each.kind != recovery.KIND), slot))


def remove(journal: Journal, name: str) -> Header:
    """Remove the slot of that name, and return the new header. Raises NoSuchSlot or LastWayIn."""

    def without(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        return tuple(slot for slot in slots if slot.name != name)

    return _changed(journal, without, lambda described: require_another(described, name))


def _changed(
    journal: Journal,
    change: Callable[[tuple[Slot, ...]], tuple[Slot, ...]],
    require: Callable[[Header], object] = lambda _described: None,
) -> Header:
    """Change the slots of the header as it is now, under the lock. Raises Busy if the key is no longer its key."""
    key = journal.key or b""
    with journal.alone("key"):
        described = header.read(journal.folder, locked=True)
        header.require_marked(described, key)
        require(described)
        changed = header.marked(described, key, slot=change(described.slot))
        header.replace(journal.folder, changed)
        return changed
