"""Safety plans on the screen, for somebody in a hurry."""

from collections.abc import Iterator, Sequence

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.safety_plan import SafetyPlan
from casejournal.forms import records
from casejournal.render.page import Block, Facts, Heading, Page, Prose, Tone, Words
from casejournal.words import _


def safety_page(file: CaseFile) -> Page:
    """All safety plans of the case, the latest first."""
    heading = Heading((Words(file.ref, Tone.REF), Words(file.name, Tone.STRONG), Words(_("Safety plans"))), top=True)
    if not file.safety_plans:
        make = _("None yet. Make one together: cj safety {ref}").format(ref=file.ref)
        return heading, Prose(Words(make, Tone.QUIET))
    return heading, *(block for plan in reversed(file.safety_plans) for block in plan_blocks(plan, file))


def plan_blocks(plan: SafetyPlan, file: CaseFile, *, without: Sequence[str] = ()) -> Iterator[Block]:
    """One safety plan: its fields except those in `without`, and whether it is in force."""
    holds = plan == file.safety_plan
    since = _("in force since {day}") if holds else _("made on {day}, not in force")
    title = (Words(_("Safety plan"), Tone.DANGER if holds else Tone.QUIET), Words(plan.ref, Tone.REF))
    yield Heading(title, since.format(day=dates.day(plan.on)))
    rows = records.rows(plan, without=("on", "visibility", *without))
    yield Facts(tuple((name, Words(text)) for name, text in rows))
