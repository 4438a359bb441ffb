"""The directory of services at the desk: which entry is meant, which ones are listed, and where each was used."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from casejournal.desk import Desk, troubles
from casejournal.desk.refusals import ServiceNotFound
from casejournal.domain import dates
from casejournal.domain.agency import Agency
from casejournal.domain.areas import Area
from casejournal.domain.choice import meant
from casejournal.domain.directory import Directory
from casejournal.domain.file import require_standing
from casejournal.domain.kinds import DIRECTORY
from casejournal.domain.referral import Referral
from casejournal.domain.refs import is_whole, read_ref
from casejournal.errors import Ambiguous, RecordNotFound
from casejournal.render.directory import directory_page, entry_page
from casejournal.render.page import Answer, Block
from casejournal.storage.refusals import Damaged
from casejournal.words import _, visible

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from casejournal.domain.hits import Within
    from casejournal.domain.services_used import Used
    from casejournal.domain.texts import Found
    from casejournal.storage.drawer import Drawer

_MOST = 8


def directory(desk: Desk) -> Directory:
    """The directory of services; an empty one if nothing was put in it yet. Raises Damaged."""
    return cast("Directory", desk.journal.file(DIRECTORY))


def directory_if_whole(desk: Desk) -> Directory:
    """The directory; an empty one too if it is damaged, which is told: no referral waits for it."""
    try:
        return directory(desk)
    except Damaged as trouble:
        troubles.met(desk.journal, trouble)
        return Directory(ref=DIRECTORY)


def writing(desk: Desk, command: str) -> "AbstractContextManager[Drawer[Directory]]":
    """Write to the directory: see `Journal.writing`."""
    return cast("AbstractContextManager[Drawer[Directory]]", desk.journal.writing_file(DIRECTORY, command))


def entry_meant(desk: Desk, asked: str) -> Agency:
    """The entry that a ref, a name or the beginning of one means.

    Raises RecordNotFound or StruckAlready for a ref, ServiceNotFound, or Ambiguous.
    """
    held = directory(desk)
    ref = read_ref(asked)
    if ref is not None and ref.startswith(Agency.ref_letter):
        whole = ref if is_whole(ref) else desk.journal.whereabouts(asked)[1]
        record = held.record(whole)
        if not isinstance(record, Agency):
            raise RecordNotFound(asked=asked)
        require_standing(record)
        return record
    if entry := held.meant(asked):
        return entry
    found = held.beginning(asked) if asked.strip() else ()
    if not found:
        raise ServiceNotFound(asked=asked)
    return found[0] if len(found) == 1 else _chosen(desk, asked, found)


def _chosen(desk: Desk, asked: str, found: Sequence[Agency]) -> Agency:
    named = ", ".join(f"{each.ref} ({each.called})" for each in found[:_MOST])
    failure = Ambiguous(asked=asked, candidates=named if len(found) <= _MOST else f"{named}, …")
    ref = desk.which(failure, [(each.ref, label(each)) for each in found])
    return next(each for each in found if each.ref == ref)


def label(entry: Agency) -> str:
    """What tells an entry from others, on one line: ref, name, town."""
    return visible(f"{entry.ref}  {entry.called}" + (f" ({entry.city})" if entry.city else ""), lines=False)


def in_area(entries: Iterable[Agency], said: str, own: Sequence[str] = ()) -> list[Agency]:
    """Those that help in the area or category that was said, in any language."""
    areas = [*((area.value, area.label) for area in Area), *((word, word) for word in own)]
    wanted = meant(said, areas) or (said,)
    return [each for each in entries if any(map(each.is_in, wanted))]


def holding(desk: Desk, entries: Iterable[Agency], words: Sequence[str]) -> list[Agency]:
    """Those that fit what is looked for, as `cj search` understands it, in any field a person sees.

    Raises what `read_query` does.
    """
    from casejournal.domain.hits import Search  # lazy: most often an entry is named
    from casejournal.domain.query import read_query

    within = Search(read_query(words, desk.today, (), desk.config.value("areas"))).of(())
    return [each for each in entries if _fits(each, within)]


def _fits(entry: Agency, within: "Within") -> bool:
    told = {"on": dates.stamp(entry.on), "areas": [*entry.areas]}
    return within.rank(entry.table, told, _texts(entry), entry.areas) is not None


def _texts(entry: Agency) -> "list[Found]":
    from casejournal.domain.texts import Place  # lazy, as above
    from casejournal.forms import records

    rows = [text for _title, text in records.rows(entry, without=("on", "visibility"))]
    return [(Place("", ""), text) for text in (entry.ref, *rows, *entry.areas, *entry.categories)]


def uses(desk: Desk, entry: Agency) -> "list[Used]":
    """The referrals to this entry, in all cases that can be read, the newest first."""
    from casejournal.domain.services_used import used_in  # lazy: only an entry that is shown says how it went

    cases = [
        card.summary.ref
        for card in desk.journal.cards().values()
        if card.summary and not card.summary.struck and card.holds_any(Referral.ref_letter)
    ]
    held = directory(desk)
    found: list[Used] = []
    with desk.progress(_("Reading"), of=len(cases)) as step:
        for case in cases:
            try:
                found += used_in(desk.journal.case(case), entry, held)
            except Damaged:
                desk.tell(_("{ref} cannot be read, so its referrals are not counted.").format(ref=case))
            step()
    return sorted(found, key=lambda each: (each.on, each.ref), reverse=True)


def entry_answer(desk: Desk, entry: Agency, *, wrote: bool = False) -> Answer:
    """The answer that shows an entry, and how it went with those who were sent there."""
    used = [] if wrote else uses(desk, entry)
    of = directory(desk)
    days = stale_days(desk)
    return Answer(
        kind="agency",
        data=lambda: {**facts(desk, entry), "used": used, "comments": of.comments_on(entry.ref)},
        page=lambda: (*entry_page(entry, desk.today, days, None if wrote else used), *_comments(of, entry)),
        wrote=wrote,
    )


def _comments(of: Directory, entry: Agency) -> Iterable[Block]:
    if not of.comments:
        return ()
    from casejournal.render.comments import comment_blocks  # lazy: few entries have some

    return comment_blocks(of, entry.ref)


def facts(desk: Desk, entry: Agency) -> dict[str, object]:
    """An entry as JSON values, with what follows from it."""
    import msgspec  # lazy: only for JSON

    told = msgspec.to_builtins(entry)
    stale = entry.is_stale(desk.today, stale_days(desk))
    return {**told, "called": entry.called, "confirmed_on": entry.confirmed_on, "stale": stale, "usable": entry.usable}


def stale_days(desk: Desk) -> int:
    """How many days what is known of a service counts as fresh."""
    return int(desk.config.value("stale_days"))


def listed(
    desk: Desk, entries: Sequence[Agency], *, only_stale: bool = False, left_out: int = 0, nothing: str
) -> Answer:
    """The answer that lists these entries; `left_out` others fit too (a count)."""
    days = stale_days(desk)
    shown = [each for each in entries if each.is_stale(desk.today, days)] if only_stale else entries
    nothing = _("Everything was confirmed not long ago.") if only_stale and entries else nothing
    return Answer(
        kind="agency-list",
        data=lambda: [facts(desk, each) for each in shown],
        page=lambda: directory_page(shown, desk.today, days, left_out=left_out, nothing=nothing),
    )
