"""A class on the screen: students by items, what most missed, and sentences that several wrote. No sum, no mark."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from casejournal.domain.practice.classroom import Group, Work
from casejournal.domain.practice.feedback import Ending
from casejournal.domain.practice.vignette import Item
from casejournal.render.page import Block, Column, Facts, Page, Prose, Table, Tone, Words, section
from casejournal.render.practice.progress import sign, signs
from casejournal.words import _, ngettext

COLUMNS = ("student", "file", "case", "changed")
"""The first columns of the CSV; then one for each item."""
_MOST_SAME = 20
_MOST_NAMED = 8
_LONGEST = 160


def told_class(groups: Sequence[Group], problems: Sequence[str]) -> dict[str, Any]:
    """The class as a script sees it."""
    return {"vignettes": [_told(each) for each in groups], "problems": [*problems]}


def _told(group: Group) -> dict[str, Any]:
    return {
        "vignette": group.vignette.name,
        "items": [
            {"item": item.key, "title": item.called, "learn": item.learn, "ends": _counted(group, item)}
            for item in group.vignette.rubric
        ],
        "students": [
            {"student": each.handed.student, "file": each.file, "changed": each.edited, "ends": each.ends}
            for each in group.works
        ],
        "missed": [
            {
                "item": each.item.key,
                "missed": each.missed,
                "partly": each.partly,
                "of": each.of,
                "learn": each.item.learn,
            }
            for each in group.missed
        ],
        "same": [{"sentence": each.sentence, "students": each.students} for each in group.same],
        "remarks": [each.in_words for each in group.remarks],
    }


def _counted(group: Group, item: Item) -> dict[str, int]:
    counted = Counter(each.ends[item.key].value for each in group.works if item.key in each.ends)
    return {ending.value: counted[ending.value] for ending in Ending}


def class_page(groups: Sequence[Group], problems: Sequence[str]) -> Page:
    """The files that could not be read, then vignette by vignette."""
    blocks: list[Block] = []
    if problems:
        blocks.append(section(_("Left out"), top=True))
        blocks += [Prose(Words(each, Tone.WARN)) for each in problems]
    for group in groups:
        blocks += _group(group)
    if groups:
        end = _("There are no marks, and no order of merit: students stand by name.")
        blocks.append(Prose(Words(end, Tone.QUIET)))
    return tuple(blocks)


def _group(group: Group) -> Iterator[Block]:
    n = len(group.works)
    told = ngettext("{n} student", "{n} students", n).format(n=n)
    yield section(group.vignette.called, told, top=True)
    yield from (Prose(Words(each.in_words, Tone.WARN)) for each in group.remarks)
    yield _students(group)
    yield signs()
    yield section(_("The items"))
    yield Facts(tuple((str(number), Words(item.called)) for number, item in enumerate(group.vignette.rubric, 1)))
    yield from _missed(group)
    yield from _same(group)


def _students(group: Group) -> Table:
    items = group.vignette.rubric
    columns = (Column(_("Student")), *(Column(str(number), narrow=True) for number in range(1, len(items) + 1)))
    return Table(columns, tuple(_row(each, items) for each in group.works))


def _row(work: Work, items: Iterable[Item]) -> tuple[Words, ...]:
    name = Words(work.handed.student + (" *" if work.edited else ""), Tone.WARN if work.edited else Tone.PLAIN)
    return (name, *(sign(work.ends.get(item.key)) for item in items))


def _missed(group: Group) -> Iterator[Block]:
    if not group.missed:
        return
    yield section(_("What most missed: your next lesson"))
    columns = (
        Column(_("Missed"), narrow=True, number=True),
        Column(_("Partly"), narrow=True, number=True),
        Column(_("Of"), narrow=True, number=True),
        Column(_("What")),
        Column(_("Read")),
    )
    rows = tuple(
        (
            Words(str(each.missed), Tone.STRONG),
            Words(str(each.partly)),
            Words(str(each.of)),
            Words(each.item.called),
            Words(f"cj learn {each.item.learn}" if each.item.learn else "", Tone.QUIET),
        )
        for each in group.missed
    )
    yield Table(columns, rows)


def _same(group: Group) -> Iterator[Block]:
    if not group.same:
        return
    yield section(_("The same sentence, word for word"))
    for each in group.same[:_MOST_SAME]:
        told = each.sentence if len(each.sentence) <= _LONGEST else each.sentence[:_LONGEST] + "…"
        yield Prose(Words(f"“{told}”"))
        yield Prose(Words(_several(each.students), Tone.QUIET), indent=4)
    if len(group.same) > _MOST_SAME:
        more = len(group.same) - _MOST_SAME
        yield Prose(Words(_("… and {n} more: --json").format(n=more), Tone.QUIET))


def _several(students: Sequence[str]) -> str:
    named = ", ".join(students[:_MOST_NAMED])
    more = len(students) - _MOST_NAMED
    return named if more <= 0 else _("{names} and {n} more").format(names=named, n=more)


def rows_of(groups: Sequence[Group]) -> Iterator[tuple[str, ...]]:
    """The class as rows of a table, the titles first: a line a student, a column an item."""
    several = len(groups) > 1
    keys = [(group.vignette.name, item.key) for group in groups for item in group.vignette.rubric]
    yield (*COLUMNS, *(f"{name}.{key}" if several else key for name, key in keys))
    for group in groups:
        for each in group.works:
            ends = {(group.vignette.name, key): ending.value for key, ending in each.ends.items()}
            first = (each.handed.student, each.file, group.vignette.name, "yes" if each.edited else "no")
            yield (*first, *(ends.get(place, "") for place in keys))
