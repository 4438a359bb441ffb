"""What may stand on paper of a file: nothing private, nothing of supervision, nothing struck, no other client."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from casejournal.domain.case_file import CaseFile
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.own import SOMEBODY, OwnGroup
from casejournal.domain.group.roster import Roster
from casejournal.domain.identity import hide_numbers
from casejournal.domain.veil import veil
from casejournal.exchange.export.leaving import for_reader, may_be_read
from casejournal.words import _


def readable_case(file: CaseFile, hide_others: Callable[[str], str], *, numbers: bool = False) -> CaseFile:
    """The case as it may be read. Identity numbers stand in it only with `numbers`, and only under their own heading;
    the code word, which proves who somebody is, stands in none.
    """
    known = file.intake.identity_digits
    shown, _left_out = for_reader(file, own=False, hide=lambda text: hide_numbers(hide_others(text), known))
    own = zip(file.intake.own, shown.intake.own, strict=True)
    intake = msgspec.structs.replace(
        shown.intake,
        own=tuple(said if said.identity else veiled for said, veiled in own if numbers or not said.identity),
        identity_numbers=file.intake.identity_numbers if numbers else (),
        safe_contact=msgspec.structs.replace(shown.intake.safe_contact, code_word=""),
    )
    return msgspec.structs.replace(
        shown,
        intake=intake,
        notes=tuple(msgspec.structs.replace(note, also=(), moved=None) for note in shown.notes),
        supervisions=tuple(msgspec.structs.replace(each, also=()) for each in shown.supervisions),
    )


def readable_parts(parts: Iterable[OwnGroup], groups: Callable[[str], GroupFile]) -> Iterator[OwnGroup]:
    """A client's part in each of their groups, without the sessions and reviews that may not be read."""
    for part in parts:
        hidden = {each.ref for each in groups(part.group).every_record if not may_be_read(each, own=False)}
        if not hidden & {part.group, part.member}:
            sessions = tuple(each for each in part.sessions if each.ref not in hidden)
            became = tuple(each for each in part.became if each.ref not in hidden)
            comments = tuple(each for each in part.comments if each.ref not in hidden)
            yield msgspec.structs.replace(part, sessions=sessions, became=became, comments=comments)


def readable_group(file: GroupFile, roster: Roster) -> GroupFile:
    """The group as it may be read. Members who joined privately are named nowhere in it."""
    hidden = [each for each in file.memberships if not may_be_read(each, own=False)]
    hide = veil((name for each in hidden for name in (each.ref, *roster.every_name(each))), (), _(SOMEBODY))
    shown, _left_out = for_reader(file, own=False, hide=lambda text: hide_numbers(hide(text), ()))
    return shown
