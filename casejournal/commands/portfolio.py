"""`cj portfolio`, `cj portfolio add`: which competencies the records show, and for which there is no evidence yet."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from casejournal.commands._table import VerbFirst
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.casework import standing
from casejournal.desk.competencies import by_name, choices, competencies, competencies_meant, titles
from casejournal.desk.portfolio import elsewhere, overview
from casejournal.domain.file import File
from casejournal.domain.kinds import CASE, GROUP
from casejournal.domain.portfolio.entry import PortfolioEntry
from casejournal.domain.portfolio.evidence import named_by
from casejournal.domain.portfolio.overview import Competency, Overview
from casejournal.domain.principles import principle_label
from casejournal.domain.record import Record
from casejournal.errors import NotValid
from casejournal.forms import options, records
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer
from casejournal.render.portfolio import overview_page, pieces_page, role_label
from casejournal.render.written import written
from casejournal.words import N_, _

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    help=N_("Your portfolio as a student: which competencies your records show, and what you learned."),
)


@app.command()
@verb()
def show(
    desk: Desk,
    competency: Annotated[
        str,
        typer.Argument(
            metavar="[COMPETENCY]",
            help=N_("The evidence for this one only: its code or its number."),
            show_default=False,
        ),
    ] = "",
) -> Answer:
    """Show for each competency how much evidence you have, and for which you have none yet. You may leave out `show`.

    The records are the evidence; `cj portfolio add` says what they show. What the competencies mean:
    `cj learn competencies`. Your school's own go into config.toml, under [competencies.NAME].

    Examples: cj portfolio · cj portfolio epas-6
    """
    found = overview(desk, elsewhere(desk))
    if not competency:
        return _of_all(found)
    every = competencies(desk)
    (code,) = competencies_meant(every, [competency])
    meant = next(each for each in every if each.code == code)
    pieces = [each for each in found.evidence if code in each.competencies]
    return Answer(
        kind="portfolio-evidence",
        data=lambda: {"code": code, "title": meant.names[0], "list": meant.of, "evidence": pieces},
        page=lambda: pieces_page(meant, pieces),
    )


def _of_all(found: Overview) -> Answer:
    known = found.known

    def data() -> dict[str, object]:
        listed = [
            {
                "code": each.name,
                "title": known[each.name].names[0] if each.name in known else "",
                "list": known[each.name].of if each.name in known else "",
                "pieces": each.pieces,
                "last": each.last,
            }
            for each in found.competencies
        ]
        return {
            "competencies": listed,
            "principles": found.principles,
            "roles": found.roles,
            "evidence": found.evidence,
            "practice": found.practice,
            "set_aside": found.set_aside,
        }

    return Answer(
        kind="portfolio",
        data=data,
        page=lambda: overview_page(found),
    )


@app.command()
@verb(form=PortfolioEntry)
def add(
    desk: Desk,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help=N_("The record that is the evidence: a note, an assessment, a session, a checklist, …"),
            show_default=False,
        ),
    ],
    text: Annotated[
        str,
        typer.Argument(metavar="[TEXT]", help=N_("Why it shows that, and what you learned."), show_default=False),
    ] = "",
    *,
    answers: Answers,
) -> Answer:
    """Name a record as evidence of a competency, and say why: what you did, what you learned.

    The record stays as it is; nothing is copied. Roles of a note and principles of a checklist count by themselves. The
    entry is for you and your supervisor, and stays here when the case goes to somebody else.

    Examples: cj portfolio add N-55MX --competency epas-6 "I let her finish. It took ten minutes, and then she cried." ·
    cj portfolio add S-7K4Q --competency epas-8 --competency permensos-e --principle decision_making --role advocate "…"
    """
    owner, about = desk.journal.whereabouts(ref)
    if owner[:1] not in {CASE, GROUP}:
        raise NotValid(field=about, problem=N_("only a record of a case or a group can be evidence"))
    record = _of_the_work(desk.journal.file(owner), about)
    every = competencies(desk)
    if text:
        desk.require_given_once("reflection", "TEXT")
        answers |= options.from_options(PortfolioEntry, {"reflection": text}, desk.today)
    answers = by_name(desk, every, answers)
    answers = desk.complete(
        PortfolioEntry, answers, "portfolio", "add", about, known=_known(desk, every, record, asks=not answers)
    )
    answers = by_name(desk, every, answers)
    with desk.journal.writing_file(owner, "portfolio add") as drawer:
        _of_the_work(drawer.file, about)
        entry = records.build(PortfolioEntry, answers | {"about": about}, drawer.stamp(PortfolioEntry))
        drawer.put(entry)
    return written(entry, drawer.file, reads=_titled(every))


def _of_the_work(file: File, about: str) -> Record:
    """The record, if it can be evidence. Raises what `standing` does, or NotValid for a portfolio entry."""
    record = standing(file, about, Record)
    if isinstance(record, PortfolioEntry):
        problem = _("this is a portfolio entry itself; correct it with cj amend {ref}").format(ref=about)
        raise NotValid(field=about, problem=problem)
    return record


def _known(desk: Desk, every: Sequence[Competency], record: Record, *, asks: bool) -> Known:
    """The lists to choose from, and what the record names itself."""
    lists = choices(desk, every)
    looked_at, roles = named_by(record)
    told = _("Counted already: {names}.")
    reminders = {}
    if looked_at:
        reminders["principles", ""] = told.format(names=", ".join(map(principle_label, looked_at)))
    if roles:
        reminders["roles", ""] = told.format(names=", ".join(map(role_label, roles)))
    return Known(asks=asks, lists=lambda _answers: lists, reminders=reminders)


def _titled(every: Sequence[Competency]) -> Callable[[str], str]:
    """A function that puts its title beside the code of each competency, where a text is only codes."""
    known = titles(every)

    def read(text: str) -> str:
        codes = text.split("; ")
        return "\n".join(f"{code} {known[code]}" for code in codes) if {*codes} <= known.keys() else text

    return read
