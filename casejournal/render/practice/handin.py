"""A hand-in on the screen: before it is written, and as a lecturer and the student read it again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from casejournal.domain import dates
from casejournal.domain.kinds import kind_of
from casejournal.domain.practice.handin import Comment, Handed, Seen
from casejournal.render.page import Block, Column, Facts, Page, Prose, Table, Tone, Words, section
from casejournal.render.practice.feedback import item_blocks, told_item
from casejournal.render.practice.progress import sign, signs
from casejournal.render.practice.talk import heard_page
from casejournal.words import _, ngettext


class HandIn(Protocol):
    """A hand-in that was read."""

    @property
    def handed(self) -> Handed:
        """What the student handed in."""

    @property
    def comments(self) -> tuple[Comment, ...]:
        """What was said to it."""

    @property
    def edited(self) -> bool:
        """Whether it was changed since."""


def told_handed(handed: Handed, looked: Seen, file: str) -> dict[str, Any]:
    """What is handed in, as a script sees it."""
    return {
        "file": file,
        "student": handed.student,
        "vignette": handed.vignette,
        "digest": handed.digest,
        "day": looked.conversation.day,
        "sentences": looked.conversation.sentences,
        "records": {kind_of(table).kind_name(): n for table, n in _counted(handed).items()},
        "private": handed.private,
        "ends": {each.item.key: each.ending.value for each in looked.ends},
    }


def going_page(handed: Handed, looked: Seen, file: str) -> Page:
    """What is about to be handed in."""
    title = _("To be handed in: {name}").format(name=looked.vignette.called)
    return (section(title, top=True), *_about(handed, looked), *_ends(looked), _into(file))


def handed_page(handed: Handed, looked: Seen, file: str) -> Page:
    """What was handed in."""
    title = _("Handed in: {name}").format(name=looked.vignette.called)
    end = Prose(Words(_("Give this file to your lecturer. What they say to it: cj practice read FILE"), Tone.QUIET))
    return (section(title, top=True), *_about(handed, looked), _into(file), end)


def _into(file: str) -> Block:
    return Facts(((_("File"), Words(file)),))


def _counted(handed: Handed) -> Counter[str]:
    return Counter(each.table for each in handed.records)


def _about(handed: Handed, looked: Seen) -> Iterator[Block]:
    kinds = ", ".join(f"{_(kind_of(table).title)} ({n})" for table, n in _counted(handed).items())
    rows = [
        (_("Student"), Words(handed.student, Tone.STRONG)),
        (_("Practice day"), Words(str(looked.conversation.day))),
        (_("Sentences"), Words(str(looked.conversation.sentences))),
        (_("Records"), Words(kinds or _("none"))),
    ]
    if handed.private:
        stays = ngettext(
            "{n} private record stays with the student.", "{n} private records stay with the student.", handed.private
        )
        rows.append((_("Left out"), Words(stays.format(n=handed.private), Tone.WARN)))
    yield Facts(tuple(rows))


def _ends(looked: Seen) -> Iterator[Block]:
    if looked.ends:
        yield section(_("What it shows"))
        rows = tuple((sign(each.ending), Words(each.item.called)) for each in looked.ends)
        yield Table((Column(_("Ended"), narrow=True), Column(_("What"))), rows)
        yield signs()


def told_read(handin: HandIn, looked: Seen, file: str) -> dict[str, Any]:
    """A hand-in as a script sees it: every item, with what was said to it."""
    handed = handin.handed
    items = [
        told_item(each, handed.chosen.get(each.item.key))
        | {"comments": [_told(comment) for comment in handin.comments if comment.item == each.item.key]}
        for each in looked.ends
    ]
    return {
        **told_handed(handed, looked, file),
        "made": dates.stamp(handed.made),
        "changed": handin.edited,
        "items": items,
    }


def _told(comment: Comment) -> dict[str, Any]:
    return {"text": comment.text, "by": comment.by, "at": dates.stamp(comment.at)}


def read_page(handin: HandIn, looked: Seen, *, talk: bool = False, only: str = "") -> Page:
    """The items one by one, or `only` that one, with the student's own lines and what was said to them; with `talk` the
    whole talk too.
    """
    handed = handin.handed
    blocks: list[Block] = [
        section(looked.vignette.called, dates.short(handed.made.date()), top=True),
        *_about(handed, looked),
    ]
    if handin.edited:
        blocks.append(Prose(Words(_("This file was changed after it was handed in."), Tone.DANGER)))
    for number, each in ((n, each) for n, each in enumerate(looked.ends, 1) if only in {"", each.item.key}):
        blocks += item_blocks(each, handed.chosen.get(each.item.key), handed.student, number)
        blocks += _comments([comment for comment in handin.comments if comment.item == each.item.key])
    if talk:
        blocks += heard_page(looked, mine=True)
    if only:
        end = _("It stands in the file. Give the file back; the student reads it with: cj practice read FILE")
    else:
        end = _('To comment on an item, give its number: cj practice comment FILE 1 "…"')
    blocks.append(Prose(Words(end, Tone.QUIET)))
    return tuple(blocks)


def _comments(comments: Sequence[Comment]) -> Iterator[Block]:
    if comments:
        yield Facts(tuple((each.by, Words(each.text, Tone.STRONG)) for each in comments))
