"""How the view of the problem changed: from the presenting problem to the underlying one."""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.render.page import Block, Moment, Prose, Tone, Words, section
from casejournal.words import _


def formulations(file: CaseFile, *, drawn: bool = True) -> Iterator[Block]:
    """The presenting problem, then the underlying problem as each assessment saw it, oldest first.

    Unless it is drawn at a terminal, nothing marks the last, and no command is named.
    """
    yield section(_("How the view of the problem changed"))
    intake = file.intake
    yield Moment(
        (
            Words("○" if drawn else "", Tone.QUIET),
            Words(dates.day(intake.on), Tone.STRONG),
            Words(_("as the client told it"), Tone.QUIET),
        ),
        body=intake.presenting_problem,
    )
    for place, each in enumerate(file.assessments, 1):
        last = place == len(file.assessments)
        seen_by = _("seen this way by: {who}").format(who=_(each.shared_by.label)) if each.shared_by else ""
        mark = Words("" if not drawn else "●" if last else "↓", Tone.GOOD if last else Tone.QUIET)
        heading = (mark, Words(dates.day(each.on), Tone.STRONG), Words(each.ref, Tone.REF), Words(seen_by, Tone.QUIET))
        evidence = ((_("What changed the view"), Words(each.evidence)),) if each.evidence else ()
        yield Moment(heading, evidence, each.underlying_problem)
    if drawn and not file.assessments:
        yield Prose(Words(_("No underlying problem is named yet: cj assess {ref}").format(ref=file.ref), Tone.QUIET))
