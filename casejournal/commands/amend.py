"""`cj amend`: correct or complete a record. The version before it stays readable, with the reason for the change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec
import typer

from casejournal.commands._verb import RecordArgument, verb
from casejournal.desk import Desk, large
from casejournal.desk.at_intake import as_asked, as_assigned, as_recorded, known_at_intake
from casejournal.desk.casework import knowing_goals, require_record, tell_of_safety
from casejournal.desk.members import known_members, named, reading, require_fits, roster_of
from casejournal.domain.amend import amend as amended
from casejournal.domain.amend import require_amendable, require_goals
from casejournal.domain.amended_referral import as_amended, as_kept
from casejournal.domain.closed_along import closed_along
from casejournal.domain.correction import Correction, CorrectionKind
from casejournal.domain.field import OF_MEMBERS, Among
from casejournal.domain.file import File
from casejournal.domain.follow_up import followed_anew
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.session import ATTENDANCE, Session
from casejournal.domain.intake import Intake
from casejournal.domain.record import Record, is_unanswered
from casejournal.domain.refusals import Settled
from casejournal.domain.remarks import remarks_on
from casejournal.domain.task import Task
from casejournal.errors import AnswerNeeded, GivenTwice, NotValid
from casejournal.forms import check, records
from casejournal.forms.assignments import Assigned, field_called, from_assignments
from casejournal.forms.fields import Answers, Field, Known, fields
from casejournal.render.amended import amended_page
from casejournal.render.page import Answer, Block, Prose, Words
from casejournal.render.page import said as page_of
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)

SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help=N_(
            "The new answer to a field; nothing after = empties it. Ratings, scores, outcomes, ties and attendance are"
            " set one at a time, the others stay: rate=1=0. rate=1= removes that one."
        ),
    ),
]


@app.command()
@verb()
def amend(  # noqa: PLR0917 - each is an option
    desk: Desk,
    ref: RecordArgument,
    values: SetOption = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FILE", help=N_("The new answers as a TOML or JSON file, - for standard input.")
        ),
    ] = None,
    edit: Annotated[str, typer.Option("--edit", metavar="FIELD", help=N_("Change that text in your editor."))] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why you change it."))] = "",
    addendum: Annotated[
        bool, typer.Option("--addendum", help=N_("You add something; without this it is an amendment."))
    ] = False,
) -> Answer:
    """Correct a record, field by field. The earlier version stays in the history, with the reason for the change.

    Without --set, --from or --edit it asks which fields to change, and shows their present answers. An open task that
    came from the record changes with it.

    Examples: cj amend N-55MX · cj amend N-55MX --set minutes=40 --reason "the clock" · cj amend N-55MX --edit body ·
    cj amend S-55MX --set present=ani --reason "she came late"
    """
    owner, about = desk.journal.whereabouts(ref)
    file = desk.journal.file(owner)
    record = as_asked(desk, as_amended(require_record(file, about, ref), file))
    require_amendable(record)
    given = _given_again(desk, values or [], edit, why := check.reason("--reason", reason), addendum=addendum)
    said = _said(desk, file, record, values or [], source, edit)
    if not (said.answers or said.gone):
        return _as_it_was(desk, file, record)
    large.confirm(desk, type(record), said.answers)
    why = why or _asked_why(desk, about, given)
    kind = CorrectionKind.ADDENDUM if addendum else CorrectionKind.AMENDMENT
    with desk.journal.writing_file(owner, "amend") as drawer:
        before = require_record(drawer.file, about, ref)
        record = as_asked(desk, as_amended(before, drawer.file))
        changes = _changes(record, said)
        corrected = amended(record, changes, Correction(kind=kind, reason=why, at=desk.now(), worker=desk.worker))
        _require_fits(desk, drawer.file.with_record(corrected), record, corrected, changes)
        after = as_recorded(as_kept(corrected, before), before)
        tasks = followed_anew(before, after, drawer.file, drawer.new_ref)
        drawer.put(after, *tasks, *closed_along(after, drawer.file))
    tell_of_safety(desk, drawer.file, drawer.file.with_record(after))
    return _answer(desk, before, after, drawer.file, tasks)


def _asked_why(desk: Desk, ref: str, given: Sequence[str]) -> str:
    why = desk.ask_line("--reason", _("Why change {ref}?").format(ref=ref), ref)
    desk.draft.goes_on_with(*given, "--reason", why)
    return why


def _given_again(desk: Desk, values: Sequence[str], edit: str, why: str, *, addendum: bool) -> list[str]:
    """The options that are given again when a draft of this is gone on with."""
    given = [
        *(word for value in values for word in ("--set", value)),
        *(["--edit", edit] if edit else []),
        *(["--reason", why] if why else []),
        *(["--addendum"] if addendum else []),
    ]
    desk.draft.goes_on_with(*given)
    return given


def _as_it_was(desk: Desk, file: File, record: Record) -> Answer:
    """The answer where the text came back from the editor unchanged."""
    desk.draft.remove()
    same = {**file.heads, "ref": record.ref, "before": {}, "after": {}, "tasks": [], "changed_tasks": [], "remarks": []}
    told = _("The text has not changed, so there is nothing to do: {ref}").format(ref=record.ref)
    return page_of("amended", same, Prose(Words(told)))


def _said(  # noqa: PLR0917 - what the command was given
    desk: Desk, file: File, record: Record, values: Sequence[str], source: str | None, edit: str
) -> Assigned:
    """The new answers, by field name, as given or asked for."""
    form = type(record)
    given: Answers = desk.given(form, {}, source)
    resumed = desk.resumes
    desk.since.begin(record.on)
    said = from_assignments(form, values, desk.config.value("areas"), desk.since, "--set")
    desk.since.tell_counted(desk.tell)
    for name in said.answers:
        desk.require_given_once(name, "--set")
    given = said.answers | given if resumed else given | said.answers  # a draft knows which day was meant
    if edit:
        given = _edited(desk, record, edit, given)
        if not (given or said.gone):
            return msgspec.structs.replace(said, answers={})
    if (given or said.gone) and (edit or values or not resumed):
        for name in (*given, *said.gone):
            _require_open(record, name)
        return _by_refs(desk, file, record, msgspec.structs.replace(said, answers=given))
    if not desk.can_ask:
        raise AnswerNeeded(options="--set, --from, --edit")
    return _asked(desk, file, record, given)


def _edited(desk: Desk, record: Record, name: str, given: Answers) -> Answers:
    """The new answers `given`, with the text of that field if it was changed in the editor."""
    field = field_called(type(record), name, "--edit")
    if field.name in given and not desk.resumes:
        raise GivenTwice(one="--edit", other=desk.said_by.get(field.name, "--set"))
    _require_open(record, field.name)
    if not field.long:
        raise NotValid(field="--edit", problem=N_("only a long text opens in the editor; use --set"))
    before = records.answer(record, field) or ""
    written = check.check(field, _in_the_editor(desk, record, field, before, given), desk.today)
    others = {each: answer for each, answer in given.items() if each != field.name}
    return others | ({field.name: written} if written != before else {})


def _in_the_editor(desk: Desk, record: Record, field: Field, before: str, given: Answers) -> str:
    """The text as it comes back; one that contradicts the rules of the form is refused while the draft still has it."""

    def fits(text: str) -> None:
        check.agree(type(record), {field.name: text}, {field.name: text}, desk.today)

    return desk.edit(before, field.name, given, "amend", record.ref, fits=fits)


def _require_open(record: Record, name: str) -> None:
    """Raises Settled for a field that may not change any more, because something was done because of it."""
    if name in record.stays:
        raise Settled(field=field_called(type(record), name, "--set").title, instead=record.stays[name])


def _asked(desk: Desk, file: File, record: Record, begun: Answers) -> Assigned:
    """Ask which fields change, then ask each of them, and those that depend on it, showing the present answer."""
    form = type(record)
    now = {field.name: records.answer(record, field) for field in fields(form)}
    open_ = [field for field in fields(form) if field.name not in record.stays and not field.apart]
    different = [name for name, value in begun.items() if now.get(name) != value]
    offered = [(field.name, _(field.title)) for field in open_]
    desk.tell_whose(record.ref)
    marked = desk.mark(
        _("What do you want to change?"), _("Mark the fields; then each shows its present answer."), offered, different
    )
    if not marked:
        raise AnswerNeeded(options="--set, --from, --edit")
    chosen = [field.name for field in open_ if field.name in marked or (field.when and field.when[0] in marked)]
    known = msgspec.structs.replace(
        _known(desk, file, record),
        asks=True,
        assumed={name: value for name, value in now.items() if not is_unanswered(value)},
        first=frozenset(chosen),
        needless=frozenset(now) - {*chosen},
    )
    answers = desk.complete(form, begun, "amend", record.ref, known=known)
    return Assigned({name: answers.get(name) for name in chosen}, whole=frozenset(chosen))


def _known(desk: Desk, file: File, record: Record) -> Known:
    """What the form must know to ask about this record: the lists to choose from."""
    if isinstance(record, Intake):
        return known_at_intake(desk)
    if record.table == "portfolio":
        from casejournal.desk.competencies import choices, competencies  # lazy: few journals hold a portfolio

        lists = choices(desk, competencies(desk))
        return Known(lists=lambda _answers: lists)
    return known_members(desk, file, record.on) if isinstance(file, GroupFile) else knowing_goals(file)


def _by_refs(desk: Desk, file: File, record: Record, said: Assigned) -> Assigned:
    """The new answers, with members and related cases given by their refs, competencies by their codes."""
    if isinstance(record, Intake):
        return as_assigned(desk, type(record), said, case=record.ref)
    if record.table == "portfolio":
        from casejournal.desk.competencies import by_name, competencies  # lazy, as above

        return msgspec.structs.replace(said, answers=by_name(desk, competencies(desk), said.answers))
    if not isinstance(file, GroupFile):
        return said
    roster, form = roster_of(desk, file), type(record)
    given = {name: value for name, value in said.answers.items() if value is not None}
    day = given.get("on", record.on)
    answers = said.answers | named(form, {"on": day} | given, roster, desk.today)
    if "on" not in said.answers:
        del answers["on"]
    of_members = {field.name: field.key.among for field in fields(form) if field.key and field.key.among in OF_MEMBERS}
    gone = {
        name: tuple(roster.find(key, None if among is Among.EVERYBODY else day).ref for key in said.gone[name])
        for name, among in of_members.items()
        if name in said.gone
    }
    return msgspec.structs.replace(said, answers=answers, gone={**said.gone, **gone})


def _changes(record: Record, correction: Assigned) -> dict[str, Any]:
    """The new values of the record's changed fields, by name. Raises NotValid for a needed field that is emptied."""
    every = {field.name: field for field in fields(type(record))}
    now = {name: records.answer(record, field) for name, field in every.items()}
    said = correction.over(type(record), now)
    if isinstance(record, Session) and (attendance := {name: said[name] or () for name in ATTENDANCE if name in said}):
        said |= record.corrected(attendance, correction.whole)
    said |= dict.fromkeys(_left_hanging(every.values(), now | said, said))
    emptied = {name for name, value in said.items() if value is None}
    kept = {name: value for name, value in (now | said).items() if name not in emptied}
    needed = {info.name for info in msgspec.structs.fields(type(record)) if info.required}
    for name in emptied:
        if name in needed or (every[name].required and every[name].applies(kept)):
            raise NotValid(field=every[name].title, problem=N_("this must not be empty"))
    stamped = {name: getattr(record, name) for name in record.__struct_fields__ if name not in _tops(now)}
    whole = check.assembled(type(record), stamped | kept)
    return {name: getattr(whole, name) for name in _tops(said)}


def _left_hanging(every: Iterable[Field], answers: Answers, said: Answers) -> Iterator[str]:
    """The answers that no longer apply beside what is said now, and are not said themselves: they are emptied too."""
    left = {name: value for name, value in answers.items() if not is_unanswered(value)}
    for field in every:
        if field.name in left and field.name not in said and not field.applies(left):
            del left[field.name]
            yield field.name


def _tops(names: Mapping[str, Any]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def _require_fits(desk: Desk, file: File, before: Record, after: Record, changes: Mapping[str, Any]) -> None:
    """Check the new version against the rules of its kind. What was missing before may stay missing."""
    answered = _answered(after)
    check.fit_together(type(after), answered)
    check.agree(type(after), answered, changes, desk.today)
    lacked = check.missing(type(before), _answered(before))
    if lacking := [field for field in check.missing(type(after), answered) if field not in lacked]:
        raise AnswerNeeded(options=", ".join(field.option for field in lacking))
    require_goals(file, after, changes)
    if isinstance(file, GroupFile):
        require_fits(desk, file, after)


def _answered(record: Record) -> Answers:
    answers = {field.name: records.answer(record, field) for field in fields(type(record))}
    return {name: value for name, value in answers.items() if not is_unanswered(value)}


def _answer(desk: Desk, before: Record, after: Record, file: File, tasks: Sequence[Task]) -> Answer:
    reads = reading(desk, file)
    changed = [name for name in after.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    known = remarks_on(before, file)
    remarks = [each.in_words for each in remarks_on(after, file.with_record(after)) if each not in known]
    return Answer(
        kind="amended",
        data=lambda: {
            **file.heads,
            "ref": after.ref,
            "before": {name: getattr(before, name) for name in changed},
            "after": {name: getattr(after, name) for name in changed},
            "tasks": [task for task in tasks if not file.record(task.ref)],
            "changed_tasks": [task for task in tasks if file.record(task.ref)],
            "remarks": remarks,
        },
        page=lambda: (
            *amended_page(before, after, file, reads, tasks, [*map(reads, remarks)]),
            *_seen_in_cases(desk, after, file),
        ),
        wrote=True,
    )


def _seen_in_cases(desk: Desk, record: Record, file: File) -> Iterable[Block]:
    """What the members' own cases show of the amended record; nothing for a record of a case."""
    if not isinstance(file, GroupFile):
        return ()
    from casejournal.desk.groupwork import seen_of_members  # lazy: most records are of a case
    from casejournal.render.group.own import seen_blocks

    roster = roster_of(desk, file)
    return seen_blocks(seen_of_members(record, file, roster), roster)
