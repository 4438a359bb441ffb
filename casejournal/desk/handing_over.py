"""Handing something of a case to somebody: who it is for, on which consent, and that the case says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from casejournal.desk import Desk
from casejournal.desk.at_intake import as_it_may_leave
from casejournal.desk.refusals import HandedOutOnly, NoRecipient
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Leave
from casejournal.domain.disclosure import Disclosure, Means
from casejournal.domain.identity import hide_numbers
from casejournal.domain.kin import hide_cases, kin
from casejournal.domain.names import same_name
from casejournal.domain.referral_log import StatusChange
from casejournal.errors import DiskRefused
from casejournal.forms import check, fields
from casejournal.storage import disk
from casejournal.storage.drawer import Drawer
from casejournal.words import _, visible


def recipient(desk: Desk, to: str, *about: str) -> str:
    """Who it goes to: as given, else as asked. `about` are refs whose owner is told first.

    Raises NoRecipient if nobody can be asked.
    """
    if not to.strip() and not desk.can_ask:
        raise NoRecipient
    said = to if to.strip() else desk.ask_line("--to", _("Who is it for? An agency or a person."), *about)
    return visible(" ".join(said.split()), lines=False)


def is_own(desk: Desk, to: str) -> bool:
    """Whether it goes to nobody but the worker who keeps the journal."""
    return same_name(to, desk.worker)


def why_without(desk: Desk, override: str) -> str:
    """Why it is handed out without consent, as given; empty if nothing is. Raises NotValid."""
    given: str = check.check(fields.field(StatusChange, "override"), override, desk.today)
    return given


def hides(desk: Desk, file: CaseFile) -> Callable[[str], str]:
    """A function that removes refs and names of other clients (related cases, those of shared contacts, members of the
    same groups) and the numbers that never leave the house.
    """
    label, names = file.summary(), desk.journal.labels.names
    related = {each.case for each in kin(label, desk.journal.labels.beside(label))}
    others = {ref: names.get(ref, ()) for ref in (*related, *(case for note in file.notes for case in note.also))}
    hide = hide_cases(others | dict(_fellow_members(desk, file.ref)), label.names)
    kept = tuple({*file.intake.identity_digits} - {*as_it_may_leave(desk, file).intake.identity_digits})
    return (lambda text: hide_numbers(hide(text), kept)) if kept else hide


def _fellow_members(desk: Desk, case: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Everybody else in the groups of that client: their ref there, and everything they may be called."""
    for label in desk.journal.labels.groups:
        if case in label.cases:
            from casejournal.desk.members import roster_of  # lazy: few cases are in a group

            file = desk.journal.group(label.ref)
            roster = roster_of(desk, file)
            yield from ((each.ref, roster.every_name(each)) for each in file.memberships if each.case != case)


def disclosure(  # noqa: PLR0917 - what went how to whom, on which leave
    drawer: Drawer[CaseFile], means: Means, to: str, leave: Leave, content: str, about: str = ""
) -> Disclosure:
    """The disclosure to record: what was told to whom, on which ground.

    If the same was handed out before on this day, the disclosure of that.
    """
    made = Disclosure(
        **drawer.stamp(Disclosure),
        means=means,
        recipient=to,
        shared=tuple(leave.grounds),
        about=about,
        consents=leave.consents,
        content=content,
        override=leave.override,
    )
    return next((each for each in drawer.file.disclosures if each.says_the_same(made)), made)


def put_once(drawer: Drawer[CaseFile], made: Disclosure) -> Disclosure:
    """Write the disclosure, unless the case has it. Returns it."""
    if drawer.file.record(made.ref) is None:
        drawer.put(made)
    return made


@contextmanager
def after_it_is_recorded(path: Path, fill: Callable[[disk.Built], object]) -> Iterator[None]:
    """`fill` a file that appears only if the block, which records it, ends well.

    Raises DiskRefused before it is recorded, HandedOutOnly after it.
    """
    recorded = False
    try:
        with disk.building(path) as file:
            fill(file)
            file.sync()
            yield
            recorded = True
    except DiskRefused as failure:
        raise HandedOutOnly(**failure.facts) if recorded else failure from failure
