"""Counts of contacts in words: contacts, attempts, talks with others, desk work."""

from collections.abc import Mapping

from casejournal.domain.note import Contact
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
