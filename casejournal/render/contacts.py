"""Counts in words: contacts, attempts, talks with others, desk work; entries of a timeline that are not shown."""

from collections.abc import Iterator, Mapping

from casejournal.domain.note import Contact
from casejournal.render.page import Prose, Tone, Words
from casejournal.words import _, ngettext


def counted_contacts(counts: Mapping[Contact, int], contacts: str = "") -> str:
    """The counts in words: `3 contacts, 1 attempt, 2 talks with others`. Zeros are left out, except for contacts.

    `contacts`, if given, replaces the words for the contacts.
    """
    met, tried, others, desk = (counts.get(kind, 0) for kind in Contact)
    told = [contacts or ngettext("{n} contact", "{n} contacts", met).format(n=met)]
    if tried:
        told.append(ngettext("{n} attempt", "{n} attempts", tried).format(n=tried))
    if others:
        told.append(ngettext("{n} talk with somebody else", "{n} talks with others", others).format(n=others))
    if desk:
        told.append(_("desk work: {n}").format(n=desk))
    return ", ".join(told)


def earlier_blocks(left_out: int, command: str) -> Iterator[Prose]:
    """How many earlier entries of the timeline are not shown, and the command that shows all; nothing if none are."""
    if left_out:
        told = ngettext(
            "{n} earlier entry is not shown. Show all: {command}",
            "{n} earlier entries are not shown. Show all: {command}",
            left_out,
        )
        yield Prose(Words(told.format(n=left_out, command=command), Tone.QUIET))
