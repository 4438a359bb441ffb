"""What an intake needs from outside its form: the other cases of the journal, and the worker's own questions."""

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

import msgspec

from casejournal.desk import Desk
from casejournal.desk.own_questions import OwnQuestions
from casejournal.domain.case_file import CaseFile
from casejournal.domain.choice import meant
from casejournal.domain.intake import Intake
from casejournal.domain.own_field import OwnField, may_leave
from casejournal.domain.own_question import OwnQuestion
from casejournal.domain.record import Record
from casejournal.domain.related import Related
from casejournal.errors import NotValid
from casejournal.forms import own_fields
from casejournal.forms.assignments import Assigned
from casejournal.forms.fields import Answers, Known
from casejournal.words import N_, _

Form = TypeVar("Form", bound=msgspec.Struct)
RecordT = TypeVar("RecordT", bound=Record)


def own_questions(desk: Desk) -> OwnQuestions:
    """The questions in [intake_fields] of the settings, asked of everybody. What is wrong there is told."""
    found = desk.config.own_questions()
    for trouble in found.troubles:
        desk.tell_once(desk.config.told_of(trouble))
    return found


def asked(desk: Desk, form: type[Form]) -> type[Form]:
    """The form with the worker's own questions in it, if it has a place for them.

    A question that the draft answers and the settings no longer have is among them.
    """
    if not issubclass(form, Intake):
        return form
    every = own_questions(desk).every
    if "draft" in desk.flags:
        known = {*Intake.__struct_fields__, *(each.field_name for each in every)}
        draft = desk.journal.drafts.find(desk.flags["draft"])
        gone = (name for name in draft.answers if name.partition(".")[0] not in known)
        every = (*every, *(OwnQuestion(name=name) for name in gone))
    return own_fields.asking(form, every)


def as_asked(desk: Desk, record: RecordT) -> RecordT:
    """An intake as a form asks for it: the answers to own questions are fields of it. Any other record is as it was.

    Questions that were answered before are there too, even if the settings no longer have them.
    """
    if not isinstance(record, Intake):
        return record
    form = own_fields.asking(Intake, tuple(_questions(own_questions(desk).every, record.own)))
    said = {name: getattr(record, name) for name in Intake.__struct_fields__ if name != "own"}
    names = {each.name: each.field_name for each in own_fields.questions_of(form)}
    own = {names[each.name]: own_fields.answered(form, each, desk.today) for each in record.own}
    return cast("RecordT", form(**said, **own))


def as_recorded(record: RecordT, before: Record) -> RecordT:
    """An intake as it is kept: see `as_asked`. `before` is the version it was made of."""
    if not (isinstance(record, Intake) and isinstance(before, Intake)) or type(record) is Intake:
        return record
    answers = own_fields.kept(type(record), msgspec.structs.asdict(record), before.own)
    return cast("RecordT", Intake(**answers))


def _questions(now: Sequence[OwnQuestion], answers: Iterable[OwnField]) -> Iterable[OwnQuestion]:
    """The questions of `now`, and those of the answers that fit none of them."""
    by_name = {each.name: each for each in now}
    for answer in answers:
        question = by_name.get(answer.name)
        if question is None or not question.takes(answer):
            by_name[answer.name] = OwnQuestion.of(answer)
    return by_name.values()


def known_at_intake(desk: Desk) -> Known:
    """How to find a related case."""
    return Known(found={"case": lambda asked: desk.journal.find(asked).ref})


def as_on_file(desk: Desk, form: type[msgspec.Struct], answers: Answers, *, case: str = "") -> Answers:
    """The answers, with each related case named by its ref, and each answer of --own at its own question.

    Raises what `Journal.find` does. Raises NotValid for a case that is related to itself or named twice, and for an
    answer to a question that does not exist or does not fit it.
    """
    found = dict(answers)
    if related := answers.get("related"):
        found["related"] = tuple(
            msgspec.structs.replace(each, case=desk.journal.find(each.case).ref) for each in related
        )
        _require_others(found["related"], case)
    for each in found.pop("own", None) or ():
        question = _called(desk, form, each.name)
        answer = msgspec.structs.replace(each, name=question.name)
        found.setdefault(question.field_name, own_fields.answered(form, answer, desk.today))
    return found


def as_assigned(desk: Desk, form: type[msgspec.Struct], said: Assigned, *, case: str) -> Assigned:
    """A correction, with what was set by `own=NAME=ANSWER` at its own question."""
    gone, emptied = dict(said.gone), {}
    if "own" in said.whole:
        emptied = {each.field_name: None for each in own_fields.questions_of(form)}
    for name in gone.pop("own", ()):
        emptied[_called(desk, form, name).field_name] = None
    answers = {name: value for name, value in said.answers.items() if name != "own" or value}
    return msgspec.structs.replace(
        said, answers=emptied | as_on_file(desk, form, answers, case=case), gone=gone, whole=said.whole - {"own"}
    )


def as_it_may_leave(desk: Desk, file: CaseFile) -> CaseFile:
    """The file without the answers that never leave the house. All that is handed out is made of this."""
    kept = own_questions(desk).kept if file.intake.own else ()
    leaves = tuple(each for each in file.intake.own if may_leave(each, kept))
    if leaves == file.intake.own:
        return file
    return file.with_record(msgspec.structs.replace(file.intake, own=leaves))


def _called(desk: Desk, form: type[msgspec.Struct], name: str) -> OwnQuestion:
    """The question of that name, in whatever letters. Raises NotValid if there is none, or several."""
    every = {each.name: each for each in own_fields.questions_of(form)}
    titles = [(each.name, text) for each in every.values() for _language, text in each.title]
    found = meant(name, [*((each, each) for each in every), *titles])
    if len(found) != 1:
        problem = _("“{name}” is not one of your own questions; add it under [intake_fields] in {path} first")
        raise NotValid(field=N_("Own questions"), problem=problem.format(name=name, path=desk.config.path))
    return every[found[0]]


def _require_others(related: Iterable[Related], case: str) -> None:
    refs = [each.case for each in related]
    for ref in refs:
        if ref == case:
            raise NotValid(field=N_("Related cases"), problem=N_("a case cannot be related to itself"))
        if refs.count(ref) > 1:
            raise NotValid(field=N_("Related cases"), problem=_("{key} is given twice").format(key=ref))
