"""A portfolio as the desk comes by it: the evidence of every case and group, and what it comes to."""

from collections.abc import Iterable
from datetime import date

from casejournal.desk import Desk, troubles
from casejournal.desk.competencies import competencies
from casejournal.domain.choice import as_compared
from casejournal.domain.portfolio.evidence import Evidence, Named, Origin, evidence_of, set_aside
from casejournal.domain.portfolio.overview import Overview, in_use, tallied
from casejournal.domain.principles import LABELS, Principle
from casejournal.domain.roles import Role
from casejournal.words import _


def overview(desk: Desk, more: Iterable[Evidence] = ()) -> Overview:
    """The evidence in all cases and groups that can be read, with that from elsewhere: `more`."""
    every, named, beside = competencies(desk), Named(), [*more]
    pieces = [each for each in beside if each.origin is Origin.RECORD]
    aside: list[str] = []
    for file in troubles.that_open(desk.journal, [label.ref for label in desk.journal.labels.every]):
        named.add(file)
        pieces += evidence_of(file)
        aside += set_aside(file)
    pieces.sort(key=lambda each: (each.on, each.ref), reverse=True)
    used = in_use(every, pieces)
    lists = {each.of for each in used}
    return Overview(
        lists=used,
        others=tuple(dict.fromkeys(each.list_title for each in every if each.of not in lists)),
        competencies=tallied((each.code for each in used), pieces, "competencies"),
        principles=tallied(Principle, pieces, "principles", named.principles),
        roles=tallied(Role, pieces, "roles", named.roles),
        evidence=tuple(pieces),
        practice=tuple(each for each in beside if each.origin is Origin.PRACTICE),
        set_aside=tuple(aside),
    )


def elsewhere(desk: Desk) -> tuple[Evidence, ...]:
    """Evidence that lies in no case and no group: how the items of a practice run ended when the student last asked for
    feedback.
    """
    if not desk.journal.header.practice:
        return ()
    from casejournal.desk.practice.looking import looked_at  # lazy: few journals are for practice
    from casejournal.desk.practice.refusals import NoRun, NothingDone
    from casejournal.domain.practice.run import FeedbackAsked

    try:
        looked = looked_at(desk)
    except (NoRun, NothingDone):
        return ()
    if not looked.file.feedbacks:
        return ()
    asked, vignette = looked.file.feedbacks[-1], looked.talk.vignette
    answers = {_("yes"), _("no")}  # which are nobody's own words
    return tuple(
        Evidence(
            ref=each.item.key,
            on=asked.on,
            about=asked.ref,
            kind=FeedbackAsked.kind_name(),
            title=each.item.called,
            of=vignette.called,
            reflection="" if each.mine in answers else each.mine,
            principles=tuple({as_compared(each.item.learn)} & LABELS.keys()),
            roles=tuple({as_compared(each.item.learn)} & {*Role}),
            origin=Origin.PRACTICE,
            ended=asked.ends[each.item.key].label,
        )
        for each in looked.ends
        if each.item.key in asked.ends
    )


def begun(desk: Desk) -> date:
    """The day on which the first case or group was opened; today if there is none."""
    labels = desk.journal.labels
    opened = [*(each.opened_on for each in labels.cases), *(each.opened_on for each in labels.groups)]
    return min(opened, default=desk.today)
