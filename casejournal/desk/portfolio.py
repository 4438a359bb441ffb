"""A portfolio as the desk comes by it: the evidence of every case and group, and what it comes to."""

from collections.abc import Iterable
from datetime import date

from casejournal.desk import Desk, troubles
from casejournal.desk.competencies import competencies
from casejournal.domain.portfolio.evidence import Evidence, Named, evidence_of, set_aside
from casejournal.domain.portfolio.overview import Overview, in_use, tallied
from casejournal.domain.principles import Principle
from casejournal.domain.roles import Role


def overview(desk: Desk, more: Iterable[Evidence] = ()) -> Overview:
    """The evidence in all cases and groups that can be read, with that from elsewhere: `more`."""
    every, named, pieces = competencies(desk), Named(), [*more]
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
        set_aside=tuple(aside),
    )


def elsewhere(_desk: Desk) -> tuple[Evidence, ...]:
    """Evidence that lies in no case and no group. The feedback of a practice run has its place here."""
    return ()


def begun(desk: Desk) -> date:
    """The day on which the first case or group was opened; today if there is none."""
    files = troubles.that_open(desk.journal, [label.ref for label in desk.journal.labels.every])
    return min((file.first.on for file in files), default=desk.today)
