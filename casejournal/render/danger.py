"""What must be seen first in a file: the danger, how to reach the client safely, what must never be done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casejournal.domain import dates
from casejournal.domain.danger import Danger
from casejournal.render.page import Block, Prose, Tone, Words
from casejournal.words import _

if TYPE_CHECKING:  # a list of cases loads no case file
    from casejournal.domain.case_file import CaseFile
    from casejournal.domain.file import File

TONES = {
    Danger.NONE: Tone.QUIET,
    Danger.NO_RISK: Tone.QUIET,
    Danger.LOW_RISK: Tone.PLAIN,
    Danger.CONCERN: Tone.WARN,
    Danger.SAFETY_PLAN: Tone.WARN,
    Danger.MEDIUM_RISK: Tone.WARN,
    Danger.HIGH_RISK: Tone.DANGER,
    Danger.IMMEDIATE: Tone.DANGER,
}
_WAYS = ("safe_contact.ways", "safe_contact.hours", "safe_contact.code_word")
TOLD_AT_THE_TOP = (*_WAYS, "safe_contact.never")
"""The fields of the intake that the screen of the case shows at the top."""


def in_a_list(danger: Danger) -> Words:
    """The danger in a line of a list; empty if there is no concern or nobody asked."""
    return Words("") if danger is Danger.NONE else Words(_(danger.label), TONES[danger])


def danger_blocks(file: "CaseFile") -> Iterator[Block]:
    """Each danger with the record that says so, then how to reach the client safely."""
    if not file.dangers:
        yield Prose(Words(_("Safety: {concern}").format(concern=_("not asked")), Tone.QUIET))
    for each in file.dangers:
        level = f"{_(each.danger.label)}, {dates.day(each.on)} ({each.ref})"
        yield Prose(Words(_("Safety: {concern}").format(concern=level), TONES[each.danger]))
        if each.note:
            yield Prose(Words(each.note), indent=2)
    yield from map(Prose, safe_contact(file))


def override_blocks(file: "File") -> Iterator[Block]:
    """The rules that were set aside, one per line: record, day, rule, reason."""
    for each in file.overrides:
        yield Prose(Words(f"{each.ref}, {dates.day(each.on)}, {_(each.what)}: {each.because}", Tone.WARN))


def safe_contact(file: "CaseFile") -> tuple[Words, ...]:
    """What to read before anything is done, one line each: what must never be done, then safe ways, hours, code word.

    Empty if the file does not say.
    """
    from casejournal.forms import records  # lazy: a list of cases tells none of it

    never = dict.fromkeys((file.intake.safe_contact.never, file.safety_plan.never if file.safety_plan else ""))
    ways = " · ".join(f"{title}: {text}" for title, text in records.rows(file.intake, only=_WAYS))
    return (
        *(Words(_("Never do: {what}").format(what=what), Tone.DANGER) for what in never if what),
        *((Words(ways, Tone.WARN),) if ways else ()),
    )
