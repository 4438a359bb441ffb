"""What whoever opens a file must see first: the danger, how the client is reached safely, what is never to be done."""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.danger import Danger
from casejournal.domain.file import File
from casejournal.render.page import Block, Prose, Tone, Words
from casejournal.words import _

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
"""The fields of the intake that a page of the case need not tell again."""


def in_a_list(danger: Danger) -> Words:
    """A danger on a line of a list; nothing where no concern was told, or nobody asked."""
    return Words("") if danger is Danger.NONE else Words(_(danger.label), TONES[danger])


def danger_blocks(file: CaseFile) -> Iterator[Block]:
    """How pressing the danger is, and which record says so; how to reach the client."""
    if not file.dangers:
        yield Prose(Words(_("Safety: {concern}").format(concern=_("not asked")), Tone.QUIET))
    for each in file.dangers:
        level = f"{_(each.danger.label)}, {dates.day(each.on)} ({each.ref})"
        yield Prose(Words(_("Safety: {concern}").format(concern=level), TONES[each.danger]))
        if each.note:
            yield Prose(Words(each.note), indent=2)
    yield from map(Prose, safe_contact(file))


def override_blocks(file: File) -> Iterator[Block]:
    """The rules that were set aside, a line each: the record, its day, the rule, the reason."""
    for each in file.overrides:
        yield Prose(Words(f"{each.ref}, {dates.day(each.on)}, {_(each.what)}: {each.because}", Tone.WARN))


def safe_contact(file: CaseFile) -> tuple[Words, ...]:
    """What to read before anything is done, a line each: what is never to be done, then the safe ways, hours and the
    code word; nothing where the file says nothing of it. For a page, or for somebody who is about to write.
    """
    from casejournal.forms import records  # lazy: a list of cases tells none of it

    never = dict.fromkeys((file.intake.safe_contact.never, file.safety_plan.never if file.safety_plan else ""))
    ways = " · ".join(f"{title}: {text}" for title, text in records.rows(file.intake, only=_WAYS))
    return (
        *(Words(_("Never do: {what}").format(what=what), Tone.DANGER) for what in never if what),
        *((Words(ways, Tone.WARN),) if ways else ()),
    )
