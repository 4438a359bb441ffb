"""`cj supervision`: what to bring, what was talked about, a question to bring, and somebody else's comment."""

from typing import Annotated, Any

import msgspec
import typer

from casejournal.commands._table import VerbFirst, first_word
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.casework import require_record, standing
from casejournal.desk.members import reading
from casejournal.desk.supervising import entries_meant, everything_to_bring, known_talk, others_meant, write_talk
from casejournal.domain.comment import Comment, closer, require_no_wider, require_somebody_else, wrote_it
from casejournal.domain.due import Who
from casejournal.domain.errand import Errand, ErrandKind
from casejournal.domain.file import File
from casejournal.domain.record import Record, Visibility
from casejournal.domain.supervision import Supervision
from casejournal.domain.task import Task
from casejournal.domain.to_bring import ToBring, Why
from casejournal.errors import AnswerNeeded, NotValid
from casejournal.forms import check, fields, options, records
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer
from casejournal.render.supervision import settled_blocks, to_bring_page
from casejournal.render.written import written
from casejournal.words import N_, _


class SupervisionVerbs(VerbFirst):
    """`cj supervision CASE` writes one down; `cj supervision` alone says what to bring."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with their verb; `bring` if there is neither a case nor anything to write down."""
        params = [param for verb_ in (self, *self.commands.values()) for param in verb_.params]
        wishes = {name for param in self.commands["bring"].params for name in param.opts}
        if first_word(args, params) is None and {each for each in args if each.startswith("--")} <= wishes - {"--help"}:
            args = ["bring", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=SupervisionVerbs,
    add_completion=False,
    help=N_(
        "Supervision: what to bring, what was advised and agreed. cj supervision CASE writes one down; its options: "
        "cj supervision write --help"
    ),
)
EitherArgument = Annotated[
    str,
    typer.Argument(metavar="CASE|GROUP", help=N_("A case or a group, by ref, name or @."), show_default=False),
]
EntryArgument = Annotated[
    str,
    typer.Argument(metavar="REF", help=N_("The entry, by its ref; a case or a group as a whole."), show_default=False),
]


@app.command()
@verb(form=Supervision)
def write(desk: Desk, case: EitherArgument, *, answers: Answers) -> Answer:
    """Write down a supervision: what you brought, what was asked, advised and agreed. You may leave out the word write.

    At a terminal it offers what there is to bring. What you brought comes off the list, and the tasks to bring it are
    done. What was agreed becomes tasks of yours. Like all that is for supervision, it is in no letter and no print.

    Examples: cj supervision sari · cj supervision sari --with "Bu Ratna" --brought K-8B2F --minutes 45
    --advised "Let her choose the day herself" --agreed "ask her which day suits by friday" ·
    cj supervision sari --also budi --brought K-8B2F --brought N-55MX:"did I promise too much?"
    """
    first = desk.journal.labels.either(case).ref
    answers |= others_meant(desk, first, answers)
    cases = (first, *answers.get("also", ()))
    files = [desk.journal.file(each) for each in cases]
    if "brought" in answers:
        answers["brought"] = entries_meant(files, answers["brought"])
    said = {name for name in answers if name not in {"on", "visibility", "also"}}
    if not said and not desk.can_ask:
        raise AnswerNeeded(options="--with, --brought, --asked, --advised, --agreed")
    known = known_talk(files, asks=not said)
    answers = desk.complete(Supervision, answers, "supervision", first, known=known, beside=cases[1:])
    if "brought" in answers:
        answers["brought"] = entries_meant(files, answers["brought"])
    mine, *others = write_talk(desk, first, answers)
    settled = [task for talk in (mine, *others) for task in talk.settled]
    answer = written(
        mine.supervision,
        mine.file,
        mine.tasks,
        more=settled_blocks(settled),
        beside=[(each.supervision, each.file) for each in others],
    )
    return _with(answer, settled=[task.ref for task in settled])


@app.command()
@verb()
def bring(
    desk: Desk,
    case: Annotated[
        str, typer.Argument(metavar="[CASE|GROUP]", help=N_("This case or group only."), show_default=False)
    ] = "",
) -> Answer:
    """Show what to bring to supervision. You may leave out the word bring if you name no case.

    On the list: principles that were strained or breached, cases in danger, rules that were set aside, entries written
    for supervision, your own questions. What a supervision has brought is off the list. The list is for you: it shows
    private entries too.

    Examples: cj supervision · cj supervision bring sari
    """
    found = everything_to_bring(desk, case)
    return Answer(
        kind="to-bring",
        data=lambda: [_data(each) for each in found],
        page=lambda: to_bring_page(found, found[0].case if case and found else ""),
    )


def _data(each: ToBring) -> dict[str, object]:
    told = {name: getattr(each, name) for name in each.__struct_fields__ if name not in {"title", "why"}}
    return {**told, "sort": each.sort, "why": [*map(_reason, each.why)]}


def _reason(why: Why) -> dict[str, object]:
    told = {name: getattr(why, name) for name in why.__struct_fields__}
    return {**told, "rule": str(why.rule)}


@app.command()
@verb()
def flag(
    desk: Desk,
    ref: EntryArgument,
    question: Annotated[
        str,
        typer.Argument(metavar="[QUESTION]", help=N_("What you want to ask about it."), show_default=False),
    ] = "",
) -> Answer:
    """Put an entry on the list of what to bring, with your question. It becomes a task of yours, until you bring it.

    Example: cj supervision flag N-55MX "Should I have told the school?"
    """
    owner, about = desk.journal.whereabouts(ref)
    record = _of_the_work(desk.journal.file(owner), about, ref)
    asked = check.check(fields.field(Task, "what"), question, desk.today) if question else ""
    asked = asked or desk.ask_line(N_("QUESTION"), _("What do you want to ask about {ref}?").format(ref=about), about)
    errand = Errand(kind=ErrandKind.QUESTION, of=(asked,))
    with desk.journal.writing_file(owner, "supervision flag") as drawer:
        record = _of_the_work(drawer.file, about, ref)
        task = Task(
            **drawer.stamp(Task),
            visibility=closer(Visibility.SUPERVISION, record.visibility),
            what=errand.in_english,
            who=Who.WORKER,
            errand=errand,
            source=about,
        )
        drawer.put(task)
    return written(task, drawer.file)


def _of_the_work(file: File, about: str, asked: str) -> Record:
    """The standing record of a case or a group. Raises what `standing` does, or NotValid for any other."""
    if not file.opens:
        raise NotValid(field=asked, problem=N_("only an entry of a case or a group is brought to supervision"))
    return standing(file, about, Record)


@app.command()
@verb(form=Comment, without=("body",))
def comment(
    desk: Desk,
    ref: EntryArgument,
    text: Annotated[
        str,
        typer.Argument(metavar="[TEXT]", help=N_("What they say; - reads standard input."), show_default=False),
    ] = "",
    *,
    answers: Answers,
) -> Answer:
    """Write down what somebody else says of an entry, or that they read it and agree. The entry itself never changes.

    A comment is somebody else's: whoever wrote the entry corrects it. If you keep the journal and your supervisor
    comments, say whose words they are: --by. A struck entry can be commented too, since it can still be read.

    Examples: cj supervision comment N-55MX "You listened well here." --by "Bu Ratna" --as supervisor ·
    cj supervision comment C-7K4Q --countersign --by "Bu Ratna"
    """
    owner, about = desk.journal.whereabouts(ref)
    file = desk.journal.file(owner)
    record = require_record(file, about, ref)
    if text:
        desk.require_given_once("body", "TEXT")
        answers |= options.from_options(Comment, {"body": desk.read_text("-") if text == "-" else text}, desk.today)
    known = _known_comment(desk, record, answers)
    _require_said(desk, record, answers, known)
    answers = desk.complete(Comment, answers, "supervision", "comment", about, known=known)
    require_somebody_else(record, answers["by"])
    require_no_wider(record, answers.get("visibility", record.visibility))
    with desk.journal.writing_file(owner, "supervision comment") as drawer:
        record = require_record(drawer.file, about, ref)
        visibility = closer(record.visibility, answers.get("visibility", record.visibility))
        said = records.build(Comment, answers | {"about": about, "visibility": visibility}, drawer.stamp(Comment))
        drawer.put(said)
    return written(said, drawer.file, reads=reading(desk, drawer.file))


def _known_comment(desk: Desk, record: Record, answers: Answers) -> Known:
    """Whose words they are is asked if whoever is at this desk wrote the entry. A countersign needs no text."""
    own = wrote_it(record, desk.worker)
    return Known(
        assumed={} if own else {"by": desk.worker},
        needed=frozenset({"by"}) if own else frozenset(),
        optional=frozenset({"body"}) if answers.get("countersign") else frozenset(),
        fits={"by": lambda said: require_somebody_else(record, said.get("by", desk.worker))},
    )


def _require_said(desk: Desk, record: Record, answers: Answers, known: Known) -> None:
    """If nobody can be asked: raises OwnWords if whoever wrote the entry comments, AnswerNeeded if nothing is said."""
    if not desk.can_ask:
        require_somebody_else(record, answers.get("by", desk.worker))
        if not known.optional and "body" not in answers:
            raise AnswerNeeded(options="TEXT, --countersign")


def _with(answer: Answer, **more: object) -> Answer:
    """The answer with more in its JSON."""
    told: Any = answer.data
    return msgspec.structs.replace(answer, data=lambda: {**told(), **more})
