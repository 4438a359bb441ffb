"""What others said of a record, shown with it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from casejournal.domain import dates
from casejournal.domain.file import File
from casejournal.domain.record import Record, Visibility
from casejournal.render.page import Block, Moment, Tone, Words, section
from casejournal.words import _

if TYPE_CHECKING:
    from casejournal.domain.comment import Comment


def comment_blocks(file: File, ref: str, reads: Callable[[str], str] = str) -> Iterator[Block]:
    """The comments on the record with that ref, and the comments on those."""
    if comments := [*_about(file, ref)]:
        yield section(_("Comments"))
    for each in comments:
        marks = (each.who, _about_another(each, ref), _("countersigned") if each.countersign else "", _for_whom(each))
        aside = " · ".join(filter(None, (*marks, noted_mark(each))))
        heading = (Words(dates.day(each.on), Tone.STRONG), Words(each.ref, Tone.REF), Words(aside, Tone.QUIET))
        yield Moment(heading, body=reads(each.body))


def commented_mark(record: Record, file: File) -> str:
    """Who commented on a record or countersigned it, and where that stands; empty if nobody did."""
    sentence = {True: _("countersigned by {who} ({ref})"), False: _("comment by {who} ({ref})")}
    return ", ".join(
        sentence[each.countersign].format(who=each.by, ref=each.ref) for each in file.comments_on(record.ref)
    )


def noted_mark(comment: "Comment") -> str:
    """Who wrote a comment down, if that is not the one who says it: nobody signs for somebody else unseen."""
    return _("written down by {worker}").format(worker=comment.noted_by) if comment.noted_by else ""


def _about(file: File, ref: str) -> "Iterator[Comment]":
    for each in file.comments_on(ref):
        yield each
        yield from _about(file, each.ref)


def _about_another(comment: "Comment", ref: str) -> str:
    return "" if comment.about == ref else _("on {ref}").format(ref=comment.about)


def _for_whom(comment: "Comment") -> str:
    return "" if comment.visibility is Visibility.RECORD else _(comment.visibility.label)
