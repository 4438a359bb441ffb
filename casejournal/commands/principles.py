"""`cj principles`: the lists, the checklist, the trend over months, and the roles the worker acted in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
import typer

from casejournal.commands._table import VerbFirst
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.checklist import Checklist
from casejournal.domain.field import Among
from casejournal.domain.file import File
from casejournal.domain.follow_up import follow_up
from casejournal.domain.principles import LABELS, Principle, own_name, principle_label
from casejournal.domain.reflection import role_mix, since, trend
from casejournal.errors import AnswerNeeded, NotValid, RecordNotFound, UnknownName
from casejournal.forms import check, fields, records
from casejournal.forms.fields import Answers, Known
from casejournal.knowledge.shelf import chapter
from casejournal.render.learn import questions_page
from casejournal.render.page import Answer
from casejournal.render.reflection import role_page, trend_page
from casejournal.render.written import written
from casejournal.words import N_, _, language

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    help=N_("The principles of the work, how it went with them, and the roles you acted in."),
)

SIX = tuple(principle.value for principle in Principle)
CaseOption = Annotated[str, typer.Argument(metavar="[CASE]", help=N_("This case only."), show_default=False)]
EitherOption = Annotated[
    str,
    typer.Argument(metavar="[CASE|GROUP]", help=N_("This case or group only."), show_default=False),
]
MonthsOption = Annotated[int, typer.Option("--months", metavar="N", min=1, help=N_("How many months."))]


@app.command(name="lists")
@verb()
def lists(desk: Desk) -> Answer:  # noqa: ARG001 - every verb is handed the desk
    """Show the principles of casework and of group work, each with what to ask yourself. You may leave out `lists`.

    Example: cj principles
    """
    parts = [chapter("principles"), chapter("group_principles")]
    return Answer(kind="shelf", data=lambda: parts, page=lambda: questions_page(parts))


@app.command()
@verb(form=Checklist)
def checklist(
    desk: Desk,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="CASE|NOTE|GROUP|SESSION",
            help=N_("A case or a group; or one contact or session, by its ref."),
            show_default=False,
        ),
    ],
    *,
    answers: Answers,
) -> Answer:
    """Ask yourself of each principle whether it was kept, strained or breached, and what shows it.

    A case has the six principles of casework, or another set if you choose one: cj config principle_set biestek, or a
    set of your own in config.toml. A group has those of group work; name them with --principle.

    Examples: cj principles checklist sari ·
    cj principles checklist N-55MX --acceptance kept --participation "strained: I decided for her" ·
    cj principles checklist G-2M9D --principle decision_making=kept --supervision
    """
    owner, about = desk.journal.whereabouts(ref)
    file = desk.journal.file(owner)
    _require_looked_at(file, about, ref)
    known = _known(desk, file, asks=not answers)
    answers = _by_name(desk, file, answers, known)
    answers = desk.complete(Checklist, answers, "principles", "checklist", about, known=known)
    if not any(name in answers for name in (*SIX, "others")):
        raise AnswerNeeded(options=", ".join(_options(file)))
    with desk.journal.writing_file(owner, "principles checklist") as drawer:
        looked_at = records.build(Checklist, answers | {"about": about}, drawer.stamp(Checklist))
        task = follow_up(looked_at, drawer.new_ref)
        drawer.put(looked_at, *task)
    return written(looked_at, drawer.file, task, reads=_titled(known))


def _require_looked_at(file: File, about: str, asked: str) -> None:
    """Raises RecordNotFound unless the ref is of a case, a note, a group or a session."""
    looked_at = getattr(file, "notes" if isinstance(file, CaseFile) else "sessions")
    if about not in {file.ref, *(each.ref for each in looked_at)}:
        raise RecordNotFound(asked=asked)


def _options(file: File) -> Iterator[str]:
    """The options for the principles of this file, as they are typed on the command line."""
    for principle in file.principles:
        yield f"--{principle.replace('_', '-')}" if principle in SIX else f"--principle {principle}=…"


def _titled(known: Known) -> Callable[[str], str]:
    """A function that replaces the name of a principle at the start of a line by its title."""
    titles = dict(known.lists({})[Among.PRINCIPLES])
    return lambda text: "\n".join(
        " · ".join([titles.get(name, name), *rest]) for name, *rest in (line.split(" · ") for line in text.split("\n"))
    )


@app.command(name="trend")
@verb()
def show_trend(desk: Desk, case: EitherOption = "", months: MonthsOption = 6) -> Answer:
    """Show month by month how it went with the principles, and what was strained or breached.

    Examples: cj principles trend · cj principles trend sari --months 12 · cj principles trend G-2M9D
    """
    labels = desk.journal.labels
    refs = [labels.either(case).ref] if case else [label.ref for label in labels.every]
    found = trend((desk.journal.file(ref) for ref in refs), since(desk.today, months))
    return Answer(kind="principles-trend", data=lambda: found, page=lambda: trend_page(found, months))


@app.command(name="roles")
@verb()
def roles(desk: Desk, case: CaseOption = "", months: MonthsOption = 6) -> Answer:
    """Show month by month in which of the eight roles you acted, and which ones you never used.

    Examples: cj principles roles · cj principles roles sari
    """
    found = role_mix(_cases(desk, case), since(desk.today, months))
    return Answer(kind="role-mix", data=lambda: found, page=lambda: role_page(found, months))


def _cases(desk: Desk, case: str) -> Iterator[CaseFile]:
    journal = desk.journal
    refs = [journal.find(case).ref] if case else [summary.ref for summary in journal.summaries()]
    return (journal.case(ref) for ref in refs)


def _known(desk: Desk, file: File, *, asks: bool) -> Known:
    """The principles to ask about: those of group work for a group; else the set the worker chose, or the six."""
    if not isinstance(file, CaseFile):
        return _asked(_of_the_shelf("group_principles"), asks=asks)
    sets = _sets(desk)
    chosen = desk.config.value("principle_set")
    if not chosen:
        return Known(
            asks=asks,
            lists=lambda _answers: {Among.PRINCIPLES: _every_set(sets)},
            reminders=_questions(_of_the_shelf("principles")),
            needless=frozenset({"others"}),
        )
    if chosen not in sets:
        raise UnknownName(what=N_("set of principles"), asked=chosen, known=", ".join(sets))
    return _asked(sets[chosen], asks=asks)


def _asked(principles: Sequence[tuple[str, str, str]], *, asks: bool) -> Known:
    """Ask about these principles (name, title, question) instead of the six."""
    names = [(name, title) for name, title, _question in principles]
    return Known(
        asks=asks,
        lists=lambda _answers: {Among.PRINCIPLES: names},
        marked={"others": tuple(name for name, _title in names)},
        reminders=_questions(principles),
        needless=frozenset(SIX),
    )


def _questions(principles: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """What is shown when it is asked how it went with each principle: what to ask oneself."""
    return {("verdict", name): question for name, _title, question in principles}


def _every_set(sets: Mapping[str, Sequence[tuple[str, str, str]]]) -> list[tuple[str, str]]:
    """The names and titles of the principles in all sets."""
    return [(name, title) for each in sets.values() for name, title, _question in each]


def _sets(desk: Desk) -> dict[str, list[tuple[str, str, str]]]:
    """The other sets of principles, by name. Each principle is a name, a title and a question."""
    sets = {"biestek": _of_the_shelf("biestek")}
    for name, table in desk.config.table("principle_sets").items():
        sets[name] = [(own_name(title), title, str(question)) for title, question in table.items() if title.strip()]
    return sets


def _of_the_shelf(name: str) -> list[tuple[str, str, str]]:
    """The principles in a chapter of the shelf: name, title and question, in the worker's language."""
    checks = (check for entry in chapter(name).entries for check in entry.checks)
    return [(check.name, check.title.in_language(language()), check.asks.in_language(language())) for check in checks]


def _by_name(desk: Desk, file: File, answers: Answers, known: Known) -> Answers:
    """The answers, with each principle of another set by its name, whatever language its title was given in.

    Raises UnknownChoice for an unknown principle, NotValid for one given twice, or one of casework in a group.
    """
    asked = known.lists({})[Among.PRINCIPLES]
    called = [*asked, *((name, LABELS[name]) for name, _title in asked if name in LABELS)]
    found = [
        msgspec.structs.replace(each, principle=check.one_of(N_("Principles"), each.principle, called))
        for each in answers.get("others", ())
    ]
    for name in SIX:
        if name in answers and name not in file.principles:
            problem = _("this is a principle of casework; a group has its own: {names}")
            raise NotValid(field=principle_label(name), problem=problem.format(names=", ".join(_options(file))))
    return answers | ({"others": check.check(fields.field(Checklist, "others"), found, desk.today)} if found else {})
