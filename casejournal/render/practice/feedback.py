"""Feedback on the screen: the student's own line beside the author's, and why it matters. No sum, no mark."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casejournal.domain.practice.condition import Reason, spelled
from casejournal.domain.practice.evidence import not_heard
from casejournal.domain.practice.feedback import Ended, Ending
from casejournal.domain.practice.run import Talk
from casejournal.errors import filled
from casejournal.render.page import Block, Facts, Heading, Page, Prose, Tone, Words, section
from casejournal.words import _

_TONES = {
    Ending.MET: Tone.GOOD,
    Ending.PARTLY: Tone.WARN,
    Ending.MISSED: Tone.DANGER,
    Ending.UNTESTED: Tone.QUIET,
    Ending.LECTURER: Tone.PLAIN,
}
_SHORT = 300
"""Of the student's own text, no more letters than this are shown."""


def told_feedback(
    talk: Talk, ends: Sequence[Ended], chosen: Mapping[str, int], unheard: Sequence[int]
) -> dict[str, Any]:
    """The feedback as a script sees it."""
    items = [told_item(each, chosen.get(each.item.key)) for each in ends]
    return {"vignette": talk.vignette.name, "day": talk.conversation.day, "items": items, "unheard": unheard}


def told_item(each: Ended, chosen: int | None) -> dict[str, Any]:
    """One item as a script sees it."""
    item = each.item
    told: dict[str, Any] = {"item": item.key, "title": item.called, "ending": each.ending.value, "mine": each.mine}
    if _may_be_told(each):
        told |= {"author": item.author.text, "why": item.why.text}
    told |= {"learn": item.learn, "reasons": [reason.in_words for reason in each.reasons]}
    told |= {"right": each.right, "misleading": each.misleading, "unheard": each.unheard}
    if _is_kept(each):
        told |= {"kept_back": True}
    if item.formulations and each.mine and not each.kept_back:
        told |= {"wordings": [text.text for text in item.formulations], "own_choice": chosen}
    return told


def _may_be_told(each: Ended) -> bool:
    """Whether the author's line gives nothing away: not while the student has not come to it, or written nothing."""
    return _is_due(each) and not each.kept_back


def _is_kept(each: Ended) -> bool:
    """Whether it is kept back although the student has come to it."""
    return _is_due(each) and each.kept_back


def _is_due(each: Ended) -> bool:
    if each.unwritten:
        return False
    return each.ending in {Ending.MET, Ending.PARTLY, Ending.MISSED} or (
        each.ending is Ending.LECTURER and bool(each.mine)
    )


def feedback_page(talk: Talk, ends: Sequence[Ended], chosen: Mapping[str, int], unheard: Sequence[int]) -> Page:
    """Item by item, in the order of the case."""
    aside = _("day {day}").format(day=talk.conversation.day)
    blocks: list[Block] = [section(_("Feedback: {name}").format(name=talk.vignette.called), aside, top=True)]
    for each in ends:
        blocks += item_blocks(each, chosen.get(each.item.key))
    blocks += _unheard(unheard)
    end = _("There is no mark: this is what your records show. Over time: cj practice progress")
    return (*blocks, Prose(Words(end, Tone.QUIET)))


def item_blocks(each: Ended, chosen: int | None, student: str = "", number: int = 0) -> Iterator[Block]:
    """One item: how it ended, the student's own line beside the author's, and why it matters. Under the name of a
    `student`, for whoever reads what was handed in, the line is whole; `number` is what a comment calls it by.
    """
    title = f"{number} · {each.item.called}" if number else each.item.called
    yield Heading((Words(_(each.ending.label), _TONES[each.ending]), Words(title, Tone.STRONG)))
    item, rows = each.item, []
    if each.mine:
        rows.append((student, Words(each.mine)) if student else (_("You"), Words(_shortened(each.mine))))
    elif each.ending is Ending.LECTURER and item.shows and item.shows.record:
        rows.append((_("Write it in"), Words(f"cj {spelled(item.shows.record)}", Tone.QUIET)))
    if _may_be_told(each) and item.author.text:
        rows.append((_("The author"), Words(item.author.text)))
    elif _is_kept(each):
        kept = _("is shown once you have heard more: it would give the case away")
        rows.append((_("The author"), Words(kept, Tone.QUIET)))
    if each.ending is not Ending.MET and each.ending is not Ending.LECTURER and each.reasons:
        rows.append((_("Because"), Words(_because(each.reasons))))
    if _may_be_told(each) and item.why.text:
        rows.append((_("Why it matters"), Words(item.why.text)))
    if each.mine and item.formulations and not each.kept_back:
        rows += _wordings(each, chosen)
    if item.learn and each.ending is not Ending.MET:
        rows.append((_("Read"), Words(f"cj learn {item.learn}", Tone.QUIET)))
    if rows:
        yield Facts(tuple(rows))


def _because(reasons: Sequence[Reason]) -> str:
    """The reasons as one text; what is not written yet is named together."""
    unwritten = [reason for reason in reasons if [*reason.facts] == ["verb"]]
    told = [reason.in_words for reason in reasons if reason not in unwritten]
    if unwritten:
        verbs = ", cj ".join(str(reason.facts["verb"]) for reason in unwritten)
        told.append(filled(unwritten[0].sentence, {"verb": verbs}))
    return "; ".join(told)


def _wordings(each: Ended, chosen: int | None) -> Iterator[tuple[str, Words]]:
    """The author's wordings, and which one the student chose."""
    for number, text in enumerate(each.item.formulations, 1):
        mine = f"  ({_('your own choice')})" if number == chosen else ""
        yield _("Wording {n}").format(n=number), Words(text.text + mine, Tone.GOOD if mine else Tone.PLAIN)


def _unheard(numbers: Sequence[int]) -> Iterator[Block]:
    if numbers:
        yield Prose(Words(not_heard(numbers), Tone.WARN))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"
