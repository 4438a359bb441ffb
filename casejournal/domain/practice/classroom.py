"""A class: what students handed in, side by side. No sum, no mark, no order of merit."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

import msgspec

from casejournal.domain.names import folded
from casejournal.domain.practice.condition import Reason
from casejournal.domain.practice.feedback import Ending
from casejournal.domain.practice.handin import Handed, Seen, own_words
from casejournal.domain.practice.vignette import Item, Vignette
from casejournal.words import N_

_FEWEST = 4
"""In words. What is shorter, many say."""
_ENDS = re.compile(r"[.!?…;\n\r]+|\[[\d\s,;–-]*\]")
"""Where a sentence ends; a citation is no part of one."""
_AROUND = " \t\"'“”‘’«»()-–—,:*"


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-in: in which file, what was handed in, what it shows."""

    file: str
    handed: Handed
    seen: Seen
    edited: bool
    """Whether it was changed after it was handed in."""

    @property
    def ends(self) -> dict[str, Ending]:
        """How each item ended, by its key."""
        return {each.item.key: each.ending for each in self.seen.ends}


class Missed(msgspec.Struct, frozen=True, kw_only=True):
    """An item, and how many did not meet it."""

    item: Item
    missed: int
    partly: int
    of: int
    """How many were put to the test."""


class Same(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that several students wrote."""

    sentence: str
    students: tuple[str, ...]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The hand-ins of one vignette, by the names of the students."""

    vignette: Vignette
    works: tuple[Work, ...]
    remarks: tuple[Reason, ...]
    missed: tuple[Missed, ...]
    """What was not met, that which most missed first."""
    same: tuple[Same, ...]
    """The longest sentence first."""


def groups(works: Iterable[Work], digests: Mapping[str, str]) -> Iterator[Group]:
    """The hand-ins, by vignette. `digests` are those of the vignettes that come with cj."""
    by_name: dict[str, list[Work]] = {}
    for each in sorted(works, key=lambda work: (work.handed.vignette, folded(work.handed.student), work.file)):
        by_name.setdefault(each.handed.vignette, []).append(each)
    for name, all_of_it in by_name.items():
        latest, remarks = _latest(all_of_it)
        usual = _usual(latest, digests.get(name, ""))
        remarks += [*_of_versions(latest, usual, digests.get(name, usual))]
        vignette = next(each.seen.vignette for each in latest if each.handed.digest == usual)
        yield Group(
            vignette=vignette,
            works=tuple(latest),
            remarks=tuple(remarks),
            missed=tuple(_missed(vignette, latest)),
            same=tuple(_same(vignette, latest)),
        )


def _latest(works: Sequence[Work]) -> tuple[list[Work], list[Reason]]:
    """What each student handed in last; and remarks on what else came from the same journal, or was edited."""
    remarks, last = list[Reason](), dict[tuple[str, str], Work]()
    for each in works:
        whose = each.handed.journal, folded(each.handed.student)
        other = last.get(whose)
        if other:
            older, newer = sorted((other, each), key=attrgetter("handed.made"))
            remarks.append(Reason(N_("{file} is left out: {student} handed in again later."), _named(older)))
            last[whose] = newer
        else:
            last[whose] = each
    kept = [each for each in works if each in last.values()]
    remarks += [Reason(N_("{file} was changed after {student} handed it in."), _named(each)) for each in kept
                if each.edited]  # fmt: skip
    return kept, [*remarks, *_one_journal(kept)]


def _named(work: Work) -> dict[str, object]:
    return {"file": work.file, "student": work.handed.student}


def _one_journal(works: Sequence[Work]) -> Iterator[Reason]:
    """Remarks on students who hand in one and the same run."""
    by_journal: dict[str, list[str]] = {}
    for each in works:
        by_journal.setdefault(each.handed.journal, []).append(each.handed.student)
    for students in by_journal.values():
        if len(students) > 1:
            yield Reason(N_("These come from one practice journal: {students}."), {"students": ", ".join(students)})


def _usual(works: Sequence[Work], of_cj: str) -> str:
    """The digest of the vignette that most have; of two, that of cj."""
    counted = Counter(each.handed.digest for each in works)
    return max(counted, key=lambda digest: (counted[digest], digest == of_cj))


def _of_versions(works: Sequence[Work], usual: str, of_cj: str) -> Iterator[Reason]:
    if usual != of_cj:
        yield Reason(N_("The case that was handed in is not the one of this cj: another version, or it was changed."))
    for each in works:
        if each.handed.digest != usual:
            yield Reason(N_("{file}: {student} worked with another version of the case than the others."), _named(each))


def _missed(vignette: Vignette, works: Sequence[Work]) -> list[Missed]:
    found = []
    for item in vignette.rubric:
        ends = Counter(each.ends.get(item.key) for each in works)
        missed, partly = ends[Ending.MISSED], ends[Ending.PARTLY]
        if missed or partly:
            found.append(Missed(item=item, missed=missed, partly=partly, of=missed + partly + ends[Ending.MET]))
    return sorted(found, key=lambda each: (-each.missed, -each.partly))


def _same(vignette: Vignette, works: Sequence[Work]) -> list[Same]:
    """What several students wrote, word for word; not what they heard."""
    heard = {key for key, _spelled in _sentences(_told(vignette))}
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for each in works:
        for key, spelled in _sentences(own_words(each.handed)):
            if key not in heard:
                found.setdefault(key, (spelled, {}))[1][each.handed.student] = None
    several = [Same(sentence=text, students=tuple(who)) for text, who in found.values() if len(who) > 1]
    return sorted(several, key=lambda each: -len(each.sentence))


def _told(vignette: Vignette) -> Iterator[str]:
    every = (
        *vignette.keys.values(),
        vignette.title,
        *(part for each in vignette.agencies for part in (each.name, each.does)),
    )
    yield from (text for each in every for text in each.said.values())


def _sentences(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The sentences, as they are compared and as they are written; short ones are left out."""
    for text in texts:
        for part in _ENDS.split(text):
            spelled = part.strip(_AROUND)
            key = folded(spelled)
            if key.count(" ") >= _FEWEST - 1:
                yield key, spelled
