"""`cj report`: the work of a month in figures; and what left the journal, where to, and who did it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from casejournal.commands._hand import HideOption, KeepOption, OutputOption
from casejournal.commands._verb import verb
from casejournal.desk import Desk, troubles
from casejournal.desk.counting import counted, period_meant
from casejournal.desk.outgoing import hand_out, place
from casejournal.domain import dates
from casejournal.domain.disclosure import Means
from casejournal.domain.report.figures import OF_SUPERVISION, SECTIONS
from casejournal.domain.report.report import Report
from casejournal.domain.report.small import without_small
from casejournal.errors import NotValid
from casejournal.render.access import access_page
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.render.report import as_data, report_page
from casejournal.storage.access import Access
from casejournal.storage.refusals import Damaged
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)

MonthOption = Annotated[
    str, typer.Option("--month", metavar="MONTH", help=N_("2026-10, october, last month. Without it: this month."))
]
FirstOption = Annotated[str, typer.Option("--from", metavar="DAY", help=N_("The first day, for any other period."))]
LastOption = Annotated[str, typer.Option("--to", metavar="DAY", help=N_("The last day; today if you leave it out."))]
SmallOption = Annotated[
    bool,
    typer.Option(
        "--suppress-small", help=N_("For a report that goes to others: hide figures about fewer than five people.")
    ),
]
CsvOption = Annotated[bool, typer.Option("--csv", help=N_("As CSV, a line for each number; the same as --format csv."))]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="html|md|docx|pdf|csv", help=N_("A page with charts, a document, or CSV."))
]
PortfolioOption = Annotated[
    bool,
    typer.Option("--portfolio", help=N_("Your portfolio as a student: what you did, and evidence. Names no client.")),
]
ReviewOption = Annotated[
    bool, typer.Option("--review", help=N_("Of a portfolio: only show what would be replaced; write nothing."))
]
SupervisionOption = Annotated[
    bool, typer.Option("--supervision", help=N_("Only supervision: hours by supervisor, what was brought and agreed."))
]
AccessOption = Annotated[
    bool, typer.Option("--access", help=N_("Not figures: who printed, handed out, backed up or erased what, when."))
]


@app.command()
@verb()
def report(  # noqa: PLR0917 - one for each option
    desk: Desk,
    month: MonthOption = "",
    first: FirstOption = "",
    last: LastOption = "",
    suppress_small: SmallOption = False,
    csv: CsvOption = False,
    form: FormatOption = "",
    output: OutputOption = "",
    supervision: SupervisionOption = False,
    portfolio: PortfolioOption = False,
    review: ReviewOption = False,
    hide: HideOption = [],  # noqa: B006 - Typer reads it
    keep: KeepOption = [],  # noqa: B006 - as above
    access: AccessOption = False,
) -> Answer:
    """Report on a month, or any period: cases, contacts, help, referrals, goals, groups, principles. Names nobody.

    The figures tell how things stood on the last day of the period, whenever you make the report.

    Examples: cj report · cj report --month "last month" · cj report --month october -o report.html --suppress-small
    · cj report --from 2026-01-01 --to 2026-06-30 --csv · cj report --supervision -o hours.docx
    · cj report --portfolio -o portfolio.docx · cj report --access
    """
    if access:
        return _of_access(desk, month, first, last, suppress_small, csv, form, output, supervision, portfolio)
    if portfolio:
        return _of_portfolio(
            desk, supervision=supervision, month=month, first=first, last=last, form="csv" if csv else form,
            output=output, hide=hide, keep=keep, review=review, suppress_small=suppress_small,
        )  # fmt: skip
    for option, given in (("--review", review), ("--hide", hide), ("--keep", keep)):
        if given:
            raise NotValid(field=option, problem=N_("only a portfolio has this; add --portfolio"))
    form, path = _asked(desk, "csv" if csv and not form else form, output)
    sections = OF_SUPERVISION if supervision else SECTIONS
    found = counted(desk, period_meant(desk, month, first, last), leaves=bool(form), sections=sections)
    found = without_small(found) if suppress_small else found
    if form:
        return _handed_out(desk, found, form, path)
    return Answer(kind="report", data=lambda: as_data(found), page=lambda: report_page(found))


def _asked(desk: Desk, form: str, output: str) -> tuple[str, Path | None]:
    """The format of the file that the report goes to and its path, which is None if it is printed. Both are empty for
    a report that is only shown. Raises AnswerNeeded if a file must be named, UnknownChoice, or what `outgoing` does.
    """
    if not (form or output):
        return "", None
    from casejournal.exchange.paper.formats import form_asked  # lazy: most reports are only looked at
    from casejournal.exchange.report import FORMATS, TEXTS

    form = form_asked(form, output, FORMATS)
    return form, place(desk, output, is_text=form in TEXTS)


def _handed_out(desk: Desk, found: Report, form: str, path: Path | None) -> Answer:
    """Write the report into its file, or print it, and enter it in the access log."""
    from casejournal.exchange.report import written  # lazy: as above

    content = written(found, form, _facts(desk))
    hand_out(desk, path, content, "report", what="report")
    if path is None:
        text = content.decode()
        return said("report-file", {"format": form, "text": text}, *(Prose(Words(each)) for each in text.splitlines()))
    done = _("The report is in {path}. Only you can read the file; it is not sealed.").format(path=path)
    told = [Prose(Words(done, Tone.GOOD))]
    if not found.suppressed:
        advice = _("Figures about few people are in it. If it goes to others, make it with --suppress-small.")
        told.append(Prose(Words(advice, Tone.QUIET)))
    return said("report-file", {"format": form, "file": str(path)}, *told)


def _facts(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Who made the report, and when."""
    agency = str(desk.config.value("agency"))
    made = (_("Made on"), dates.in_a_letter(desk.today))
    return (*(((_("Agency"), agency),) if agency else ()), (_("Worker"), desk.worker), made)


def _of_portfolio(desk: Desk, *, supervision: bool, **asked: Any) -> Answer:
    """The portfolio. Raises NotValid if it shall be the report of supervision too."""
    from casejournal.commands._portfolio import Asked, of_portfolio  # lazy: few reports are a portfolio

    if supervision:
        raise NotValid(field="--supervision", problem=N_("a portfolio has supervision in it; leave the option out"))
    return of_portfolio(desk, Asked(**asked))


def _of_access(desk: Desk, *others: object) -> Answer:
    """What left the journal. Raises NotValid if another option was given with it."""
    if any(others):
        raise NotValid(field="--access", problem=N_("this is a list of its own; leave the other options out"))
    found = sorted((*desk.journal.access.every(), *_letters(desk)), key=lambda each: (each.at, each.ref), reverse=True)
    return Answer(kind="access", data=lambda: found, page=lambda: access_page(found))


def _letters(desk: Desk) -> Iterator[Access]:
    """The letters that were written. They are recorded in the cases, not in the access log."""
    for summary in desk.journal.summaries():
        try:
            letters = desk.journal.case(summary.ref).disclosures
        except Damaged as trouble:
            troubles.met(desk.journal, trouble)
            continue
        for each in (each for each in letters if each.means is Means.LETTER):
            of = (summary.ref, each.about) if each.about else (summary.ref,)
            at, worker = each.recorded_at, each.worker
            yield Access(ref=each.ref, at=at, worker=worker, what=each.means.value, of=of, file=each.recipient)
