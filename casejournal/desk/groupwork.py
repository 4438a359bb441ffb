"""What a form about a group must know of its file, and what is told once it is written."""

from collections.abc import Callable, Iterable
from typing import cast

import msgspec

from casejournal.domain.group.ending import Ending
from casejournal.domain.group.evaluation import Evaluation
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.own import seen_in_cases
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import Session
from casejournal.render.group.own import seen_blocks
from casejournal.render.page import Answer, Block
from casejournal.render.written import written


def written_of_members(
    record: Session | Evaluation | Ending,
    file: GroupFile,
    roster: Roster,
    more: Callable[[], Iterable[Block]] = tuple,
) -> Answer:
    """The answer of a command that wrote about members, with what their own cases show of it."""
    is_shown = roster.knows_all and not file.strangers
    seen = tuple(seen_in_cases(record, file, roster)) if is_shown else ()
    answer = written(record, file, reads=roster.read, more=lambda: (*more(), *seen_blocks(seen, roster)))
    told = cast("Callable[[], dict[str, object]]", answer.data)
    return msgspec.structs.replace(answer, data=lambda: {**told(), "seen_in_cases": seen})
