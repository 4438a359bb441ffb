"""`cj note`, `cj note move`: write down a contact, and move a note from the wrong case to the right one."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
import typer

from casejournal.commands._table import VerbFirst, first_word
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import knowing_goals
from casejournal.domain.case_file import CaseFile
from casejournal.domain.correction import Moved
from casejournal.domain.follow_up import follow_up
from casejournal.domain.note import Note
from casejournal.domain.refs import read_ref
from casejournal.errors import GivenTwice
from casejournal.forms import check, fields, options, records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer, Prose, Words
from casejournal.render.written import written
from casejournal.words import N_, _


class NoteVerbs(VerbFirst):
    """`cj note CASE` and `cj note move NOTE CASE`."""

    def is_meant(self, args: Sequence[str], place: int, params: Sequence[Any]) -> bool:
        """`move` followed by a ref, alone, or with --help is the verb; before anything else it is a client's name."""
        rest = args[place + 1 :]
        then = first_word(rest, params)
        if then is None:
            return args[place] != "move" or not rest or not {"-h", "--help"}.isdisjoint(rest)
        return args[place] != "move" or read_ref(rest[then]) is not None


app = typer.Typer(
    cls=NoteVerbs,
    add_completion=False,
    help=N_("Notes. cj note CASE writes one; its options: cj note write --help"),
)


@app.command()
@verb(form=Note)
def write(
    desk: Desk,
    case: CaseArgument,
    text: Annotated[
        str, typer.Argument(metavar="[TEXT]", help=N_("What happened; - reads standard input."), show_default=False)
    ] = "",
    edit: Annotated[bool, typer.Option("--edit", "-e", help=N_("Write it in your editor."))] = False,
    *,
    answers: Answers,
) -> Answer:
    """Write down what happened: what was said, seen, done and agreed. You may leave out the word write.

    Without a text it asks for one at a terminal. A next step becomes a task of yours. A contact with several clients is
    written into each case; the next step and the goals only into the first.

    Examples: cj note sari "…" · cj note @ --edit · cj note C-7K4Q - < note.txt · cj note @ --format soap ·
    cj note @ "…" --role advocate --channel visit --on yesterday --next-step "…" --next-on friday ·
    cj note sari "…" --also budi --also wahyu
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)  # fail before anything is asked
    file.require_goals(answers.get("goals", ()))
    answers |= _also(desk, found.ref, answers)
    cases = (found.ref, *answers.get("also", ()))
    if edit:
        desk.draft.goes_on_with("--edit")
    if given := _text(desk, text, answers, cases, edit=edit):
        answers |= options.from_options(Note, {"body": given}, desk.today)
    known = msgspec.structs.replace(knowing_goals(file), starts=_as_last(file))
    if "body" not in answers and "format" not in answers:
        usual = options.from_options(Note, {"format": desk.config.value("note_format")}, desk.today)
        known = msgspec.structs.replace(known, assumed=usual)
    answers = desk.complete(Note, answers, "note", found.ref, known=known, beside=cases)
    if "also" in answers:
        return _in_each(desk, found.ref, answers)
    with desk.journal.writing(found.ref, "note") as drawer:
        drawer.file.require_goals(answers.get("goals", ()))
        noted = records.build(Note, answers, drawer.stamp(Note))
        task = follow_up(noted, drawer.new_ref)
        drawer.put(noted, *task)
    return written(noted, drawer.file, task)


@app.command()
@verb()
def move(
    desk: Desk,
    ref: Annotated[str, typer.Argument(metavar="NOTE", help=N_("The ref of the note."), show_default=False)],
    case: CaseArgument,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help=N_("How it got there."))] = "",
) -> Answer:
    """Move a note from the wrong case to the right one, with the tasks it made and the checklists about it.

    In the wrong case it is struck, and says where it went. In the right one it keeps its day. Nothing is rewritten.

    Example: cj note move N-55MX sari --because "both are called Sari"
    """
    from casejournal.desk.several import move_note  # lazy: few notes are moved

    owner, about = desk.journal.whereabouts(ref)
    to = desk.journal.find(case).ref
    why = check.check(fields.field(Moved, "reason"), because, desk.today)
    right, (note, *along) = move_note(desk, owner, about, to, why)
    told = _("Moved from {case}, where {ref} is now struck.").format(case=owner, ref=about)
    return written(note, right, more=lambda: (Prose(Words(told)),), beside=[(each, right) for each in along])


def _as_last(file: CaseFile) -> dict[str, Any]:
    """The channel and the roles of this case's last note: the next one often has the same."""
    last = next((each for each in reversed(file.notes) if each.channel or each.roles), None)
    return {} if last is None else {"channel": last.channel or "", "roles": list(last.roles)}


def _in_each(desk: Desk, first: str, answers: Answers) -> Answer:
    """Write a contact with several clients, and return the answer."""
    from casejournal.desk.several import write_in_each  # lazy: few contacts are with several

    mine, *others = write_in_each(desk, first, answers)
    if mine.tasks:
        desk.tell(_("The next step is a task in {case} only.").format(case=first))
    return written(mine.note, mine.file, mine.tasks, beside=[(each.note, each.file) for each in others])


def _text(desk: Desk, text: str, answers: Answers, cases: Sequence[str], *, edit: bool) -> str:
    """The text of the note: as given, piped, typed by hand or written in the editor. Empty if there is none."""
    if text or edit:
        desk.require_given_once("body", "--edit" if edit else text if text == "-" else "TEXT")
    if text == "-" and edit:
        raise GivenTwice(one="-", other="--edit")
    if not (edit or text == "-"):
        return text
    command, answers = ("note", cases[0]), check.with_days(Note, answers, desk.today)
    if edit:
        given = answers | ({"body": text} if text else {})
        return desk.edit("", "body", given, *command, beside=cases[1:])

    def keep(typed: str) -> None:
        if typed.strip():
            desk.draft.keep(command, answers | {"body": typed}, {})

    from casejournal.desk.whose import head, whose, without_head  # lazy: few notes come from standard input

    return without_head(desk.read_text("-", keep), head(whose(desk.journal, cases)))  # an editor left it


def _also(desk: Desk, first: str, answers: Answers) -> Answers:
    """The other cases of the contact, by their refs. Raises NotValid if one is named twice."""
    refs = [desk.journal.find(asked).ref for asked in answers.get("also", ())]
    if not refs:
        return {}
    from casejournal.desk.several import require_once  # lazy: as above

    require_once(first, refs)
    return {"also": tuple(refs)}
