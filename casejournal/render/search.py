"""What a search found: each record with the words around what was looked for."""

from collections.abc import Iterator
from datetime import date

import msgspec

from casejournal.domain import dates
from casejournal.domain.hits import Passage
from casejournal.domain.record import Visibility
from casejournal.render.page import Block, Excerpt, Heading, Page, Prose, Tone, Words
from casejournal.words import _, ngettext


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """Which version of a record was found, if it need not be the one that holds."""

    number: int
    of: int
    until: date | None
    """The day another took its place; None if none did."""
    taken_back: bool
    struck: bool


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A record that was found."""

    ref: str
    kind: str
    title: str
    """What a person calls its kind (still to be translated)."""
    on: date
    file: str
    """The case or group it is shown in, and what that is called."""
    name: str
    visibility: Visibility = Visibility.RECORD
    version: Version | None = None
    group: str = ""
    """The group it was written in, if the file it is shown in is a member's case."""
    found: tuple[Passage, ...]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found, the best of it as items, and in how many cases and groups."""

    items: tuple[Item, ...]
    count: int
    files: int
    phrase: str = ""
    """What was looked for as one phrase, though its words may stand apart."""
    all_versions: bool = False

    @property
    def data(self) -> dict[str, object]:
        """For JSON."""
        return {"count": self.count, "files": self.files, "items": self.items}


def search_page(found: Found, today: date) -> Page:
    """What was found, the best first; if nothing was, how to look further."""
    return tuple(_blocks(found, today) if found.count else _nothing(found))


def _blocks(found: Found, today: date) -> Iterator[Block]:
    count = ngettext("{n} record found", "{n} records found", found.count).format(n=found.count)
    files = ngettext("in {n} case or group", "in {n} cases and groups", found.files).format(n=found.files)
    yield Heading((Words(count, Tone.STRONG),), files, top=True)
    yield from (_excerpt(item, today) for item in found.items)
    more = found.count - len(found.items)
    if more:
        told = _("… and {n} more. All of them: --limit 0. Fewer: add a word, or case:NAME.").format(n=more)
        yield Prose(Words(told, Tone.QUIET))


def _excerpt(item: Item, today: date) -> Excerpt:
    heading = (
        Words(item.ref, Tone.REF),
        Words(_(item.title)),
        Words(item.file, Tone.REF),
        Words(item.name, Tone.STRONG),
        Words(", ".join(_marks(item)), Tone.WARN),
    )
    found = tuple((_title(item, each), tuple(_marked(each))) for each in item.found)
    return Excerpt(heading, Words(dates.short(item.on), Tone.QUIET, dates.brief(item.on, today)), found)


def _title(item: Item, passage: Passage) -> str:
    """What the field is called, unless the record is called so: a note in a note."""
    return "" if passage.title == item.title else _(passage.title)


def _marked(passage: Passage) -> Iterator[Words]:
    upto = 0
    for begin, end in passage.marks:
        yield Words(passage.text[upto:begin])
        yield Words(passage.text[begin:end], Tone.FOUND)
        upto = end
    yield Words(passage.text[upto:])


def _marks(item: Item) -> Iterator[str]:
    """What is special about it: who may see it, that it was struck, which version it is, where it was written."""
    if item.visibility is not Visibility.RECORD:
        yield _(item.visibility.label)
    if item.group:
        yield _("in the group {ref}").format(ref=item.group)
    version = item.version
    if version is None:
        return
    if version.struck:
        yield _("struck")
    if version.taken_back:
        yield _("taken back")
    elif version.until:
        until = dates.short(version.until)
        yield _("version {n} of {of}, until {day}").format(n=version.number, of=version.of, day=until)


def _nothing(found: Found) -> Iterator[Block]:
    yield Prose(Words(_("Nothing found."), Tone.STRONG))
    yield from (Prose(Words(sentence, Tone.QUIET)) for sentence in _to_widen(found))


def _to_widen(found: Found) -> Iterator[str]:
    if found.phrase:
        told = _("The words were looked for as one phrase. Without quotation marks they may stand apart: {command}")
        yield told.format(command=f"cj search {found.phrase}")
    yield _("A part of a word is enough, and fewer words find more.")
    yield _("What was chosen from a list is not looked through. Ask for it with area:, role: or kind:.")
    if not found.all_versions:
        yield _("Earlier versions and struck records are looked through with --all-versions.")
