"""What is written about a record is for no more people than the record itself: it is closed along with it."""

from collections.abc import Iterable, Iterator

import msgspec

from casejournal.domain.comment import Comment, closer
from casejournal.domain.file import File
from casejournal.domain.record import Record


def closed_along(after: Record, file: File) -> Iterator[Record]:
    """The comments on an amended record, and the questions about it, that more people could read than the record now:
    closed as far as it is. So are the comments on those.
    """
    correction = after.corrections[-1]
    questions = (task for task in file.tasks if task.question)
    about = [(each.about, each) for each in file.comments] + [(task.source, task) for task in questions]
    for ref, each in about:
        visibility = closer(after.visibility, each.visibility)
        if ref == after.ref and visibility is not each.visibility:
            closed = msgspec.structs.replace(each, visibility=visibility, corrections=(*each.corrections, correction))
            yield closed
            yield from closed_along(closed, file)


def beside_their_record(comments: Iterable[Comment], gone: Iterable[str]) -> tuple[Comment, ...]:
    """The comments without those on a record that is `gone`, and without the comments on those."""
    left, away = [*comments], {*gone}
    while alone := [each for each in left if each.about in away]:
        away |= {each.ref for each in alone}
        left = [each for each in left if each not in alone]
    return tuple(left)
