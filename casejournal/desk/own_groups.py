"""A client's part in each of their groups, as their own case shows it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casejournal.desk import Desk
from casejournal.storage.refusals import Damaged
from casejournal.words import _

if TYPE_CHECKING:
    from casejournal.domain.group.own import OwnGroup


def in_groups(desk: Desk, case: str) -> "Iterator[OwnGroup]":
    """This client's part in each of their groups.

    A group is left out, and that is told, if it cannot be read or if a member's name is not known and so cannot be
    hidden.
    """
    for group in desk.journal.labels.groups:
        if case in group.cases:
            from casejournal.desk.members import roster_of  # lazy: few cases are in a group
            from casejournal.domain.group.own import own_groups

            try:
                file = desk.journal.group(group.ref)
            except Damaged as trouble:
                desk.journal.troubles.append(trouble)
                continue
            roster = roster_of(desk, file)
            if file.strangers or not roster.knows_all:
                told = _("The group {ref} is not shown: the name of one of its members is not known here.")
                desk.tell(told.format(ref=group.ref))
            else:
                yield from own_groups(file, case, roster)
