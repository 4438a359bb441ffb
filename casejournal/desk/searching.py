"""What a search looks through, and what it may show: nothing that `cj show` would not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from casejournal.desk import Desk
from casejournal.domain import dates
from casejournal.domain.hits import Rank, Search
from casejournal.domain.kinds import CASE, GROUP_TABLES, kind_of
from casejournal.domain.label import Label
from casejournal.domain.query import Query
from casejournal.domain.record import Visibility
from casejournal.domain.texts import Found as Text
from casejournal.domain.texts import Place
from casejournal.render.search import Found, Item, Version
from casejournal.storage.file_log import log_of
from casejournal.storage.results import Asked, results
from casejournal.storage.search import Hit, passages, stored
from casejournal.words import N_, _

if TYPE_CHECKING:
    from casejournal.domain.group.own import OwnGroup


def look_for(desk: Desk, query: Query, most: int, *, by_day: bool, all_versions: bool) -> Found:
    """What the query finds: at most so many items (0: all), the best first or, `by_day`, the newest.

    Raises what finding the cases raises, which the query names.
    """
    search = Search(query)
    labels = _labels(desk, query, all_versions=all_versions)
    asked = Asked(search, {name: label.names for name, label in labels.items()}, most, by_day, all_versions)
    with desk.progress(_("Searching"), of=len(labels)) as step:
        found = results(desk.journal, asked, step)
    items = [(hit.rank, _item(hit, labels[log_of(hit.file)], search, all_versions)) for hit in found.hits]
    own = [each for name in labels if query.cases for each in _own(desk, labels[name], search)]
    items = sorted([*items, *own], key=lambda each: each[0][2:] if by_day else each[0], reverse=True)
    return Found(
        items=tuple(item for _rank, item in items)[: most or None],
        count=found.count + len(own),
        files=len(found.files | {item.file for _rank, item in own}),
        phrase=next((term.said for term in query.terms if len(query.terms) == 1 and " " in term.said), ""),
        all_versions=all_versions,
    )


def _labels(desk: Desk, query: Query, *, all_versions: bool) -> Mapping[str, Label]:
    """The label of each case and group that is looked through, by the name of its log."""
    journal = desk.journal
    refs = {journal.labels.either(asked).ref for asked in query.cases}
    damaged = {str(trouble.facts["file"]) for trouble in journal.troubles}
    found = {}
    for name, card in journal.cards().items():
        label = card.label
        if label is None or name in damaged or (label.struck and not all_versions):
            continue
        if not query.cases or label.ref in refs:
            found[name] = label
    return found


def _item(hit: Hit, label: Label, search: Search, all_versions: bool) -> Item:
    record = stored(hit)
    kind = kind_of(hit.table)
    return Item(
        ref=hit.ref,
        kind=kind.kind_name(),
        title=kind.title,
        on=dates.from_stamp(str(record["on"])).date(),
        file=label.ref,
        name=label.name,
        visibility=msgspec.convert(record.get("visibility", Visibility.RECORD.value), Visibility),
        version=_version(hit, record) if all_versions else None,
        found=passages(hit, search),
    )


def _version(hit: Hit, record: Mapping[str, Any]) -> Version:
    which = hit.version
    return Version(
        number=which.number,
        of=which.of,
        until=dates.from_stamp(which.until).date() if which.until else None,
        taken_back=which.taken_back,
        struck=bool(record.get("struck")),
    )


def _own(desk: Desk, label: Label, search: Search) -> Iterator[tuple[Rank, Item]]:
    """What fits of a client's part in groups, as their own case shows it: with everybody else's name hidden."""
    if not label.ref.startswith(CASE):
        return
    from casejournal.desk.members import in_groups  # lazy: most searches are not of one case

    within, numbers = search.of(label.names), desk.journal.case(label.ref).intake.identity_digits
    for group in in_groups(desk, label.ref):
        for ref, on, visibility, texts in _parts(group):
            tables = (table for table in GROUP_TABLES if table != "supervisions")  # of these a member's case shows none
            kind = next(each for each in map(kind_of, tables) if each.ref_letter == ref[0])
            rank = within.rank(kind.table, {"on": dates.stamp(on)}, texts, ())
            if rank is not None and any(said for _place, said in texts):
                yield (
                    rank,
                    Item(
                        ref=ref,
                        kind=kind.kind_name(),
                        title=kind.title,
                        on=on,
                        file=label.ref,
                        name=label.name,
                        visibility=visibility,
                        group=group.group,
                        found=search.passages(texts, numbers),
                    ),
                )


def _parts(group: "OwnGroup") -> Iterator[tuple[str, date, Visibility, Sequence[Text]]]:
    """The ref of each record of the group that says something of the member, its day, and what it says."""
    told = [(Place("name", N_("Group")), group.name), (Place("aim", N_("Own aim")), group.aim)]
    yield group.member, group.joined_on, Visibility.RECORD, told
    for session in group.sessions:
        yield (
            session.ref,
            session.on,
            session.visibility,
            [(Place("member_notes", N_("Notes on members")), session.note)],
        )
    for aim in group.became:
        yield aim.ref, aim.on, Visibility.RECORD, [(Place("aims", N_("Own aim")), aim.words)]
    for comment in group.comments:
        yield comment.ref, comment.on, comment.visibility, [(Place("body", N_("Comment")), comment.text)]
