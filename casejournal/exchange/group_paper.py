"""A group's file on paper: why it is, who is in it, how it met, what it decided and what came of it."""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.group.charter import Group
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.sociogram import sociogram
from casejournal.exchange.paper.document import Document, Part, Picture
from casejournal.exchange.printed import Printed
from casejournal.exchange.sociogram import svg
from casejournal.render.danger import override_blocks
from casejournal.render.group.show import (
    charter_blocks,
    counted_sessions,
    decision_blocks,
    eight_tasks,
    members_blocks,
    moment,
    stage_blocks,
)
from casejournal.render.group.sociogram import chosen_blocks
from casejournal.render.page import section
from casejournal.render.recording import recordings_on_paper
from casejournal.render.tasks import task_table
from casejournal.words import _


def group_paper(file: GroupFile, roster: Roster, printed: Printed) -> Document:
    """The group on paper. `file` is what may be read of it: see `readable`. Members are called as in the group."""
    formed = dates.in_a_letter(file.group.on, weekday=True)
    return Document(
        title=_("Group file: {name}").format(name=file.name),
        facts=((_("Group"), file.ref), (_("Formed on"), formed), *printed.facts()),
        parts=tuple(_parts(file, roster, printed)),
        foot=printed.foot(file.ref),
    )


def _parts(file: GroupFile, roster: Roster, printed: Printed) -> Iterator[Part]:
    yield from stage_blocks(file)
    yield from charter_blocks(file)
    yield from members_blocks(file, roster)
    yield from _sociogram(file, roster)
    yield from decision_blocks(file)
    yield from eight_tasks(file)
    if file.waiting:
        yield section(_("Coming up"))
        yield task_table(file.waiting, printed.today)
    yield section(_("Timeline"), counted_sessions(file))
    told_above = (Membership, Group)
    yield from (moment(each, file, roster) for each in printed.happened(file) if not isinstance(each, told_above))
    yield from recordings_on_paper(file)
    if file.overrides:
        yield section(_("Rules that were set aside"))
        yield from override_blocks(file)


def _sociogram(file: GroupFile, roster: Roster) -> Iterator[Part]:
    """Who chose whom, the last time they were asked: a table, the drawing, and what both come to."""
    session = next((each for each in reversed(file.sessions) if each.choices), None)
    if session:
        found = sociogram(session.present, session.choices)
        yield section(_("Sociogram"), dates.day(session.on))
        yield Picture(_("Who chose whom"), svg(file, session, found, roster))
        yield from chosen_blocks(session, found, roster)
