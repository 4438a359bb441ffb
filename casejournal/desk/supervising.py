"""What commands about supervision look up and write: what there is to bring, which entries are meant, a talk.

A talk about several cases is written as a contact with several clients is: see `several`.
"""

from collections.abc import Iterable, Sequence

import msgspec

from casejournal.desk import Desk, troubles
from casejournal.desk.several import gone_on_with, in_turn, require_once
from casejournal.domain.contact import begun
from casejournal.domain.due import Due
from casejournal.domain.errand import ErrandKind
from casejournal.domain.field import Among
from casejournal.domain.file import File
from casejournal.domain.follow_up import follow_up
from casejournal.domain.record import Visibility
from casejournal.domain.refs import read_ref
from casejournal.domain.supervision import Brought, Supervision
from casejournal.domain.task import Task
from casejournal.domain.to_bring import ToBring, dealt_with, to_bring
from casejournal.errors import Ambiguous, NotValid, RecordNotFound
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.words import N_, _, visible


class WrittenTalk(msgspec.Struct, frozen=True, kw_only=True):
    """A supervision as it was written to one file, that file as it was but for what was settled, and the tasks."""

    supervision: Supervision
    file: File
    tasks: tuple[Task, ...] = ()
    settled: tuple[Task, ...] = ()


def everything_to_bring(desk: Desk, only: str = "") -> tuple[ToBring, ...]:
    """What is to be brought of all open cases and groups, and the questions about closed ones; or of the one meant by
    `only`, open or not.
    """
    labels = desk.journal.labels
    if only:
        return to_bring([desk.journal.file(labels.either(only).ref)])
    closed = {label.ref for label in labels.every if not label.open}
    refs = [label.ref for label in labels.every if label.open or any(map(_asks, label.due))]
    with desk.progress(_("Looking through the cases"), len(refs)) as step:
        found = to_bring([*troubles.that_open(desk.journal, refs, step)])
    return tuple(each for each in found if each.case not in closed or each.questions)


def _asks(due: Due) -> bool:
    return due.errand is not None and due.errand.kind is ErrandKind.QUESTION


def known_talk(files: Sequence[File], *, asks: bool) -> Known:
    """What is to be brought from these files is offered, and marked at first; who supervised last is offered too."""
    offered = [(each.ref, _in_a_line(each)) for each in to_bring(files)]
    before = max((each for file in files for each in file.supervisions), key=lambda each: each.on, default=None)
    return Known(
        asks=asks,
        lists=lambda _answers: {Among.TO_BRING: offered},
        marked={"brought": tuple(ref for ref, _label in offered)},
        starts={"with_whom": before.with_whom} if before and before.with_whom else {},
    )


def _in_a_line(each: ToBring) -> str:
    why = "; ".join(why.in_words for why in each.why)
    return visible(f"{each.ref}  {each.client}: {why}", lines=False)


def others_meant(desk: Desk, first: str, answers: Answers) -> Answers:
    """The other cases and groups of the talk, by their refs. Raises NotValid if one is named twice."""
    refs = [desk.journal.labels.either(asked).ref for asked in answers.get("also", ())]
    require_once(first, refs)
    return {"also": tuple(refs)} if refs else {}


def entries_meant(files: Sequence[File], brought: Iterable[Brought]) -> tuple[Brought, ...]:
    """What was brought, each entry by its whole ref, with the question that was asked about it before.

    Raises RecordNotFound, Ambiguous, or NotValid if one is named twice.
    """
    asked = {each.ref: each for each in to_bring(files)}
    found: list[Brought] = []
    for each in brought:
        ref = _entry_meant(files, each.ref)
        if ref in [other.ref for other in found]:
            raise NotValid(field=N_("Brought"), problem=_("{key} is given twice").format(key=ref))
        item = asked.get(ref)
        before = item.questions if item and item.visibility is not Visibility.PRIVATE else ""
        found.append(Brought(ref=ref, question=each.question or before))
    return tuple(found)


def _entry_meant(files: Sequence[File], asked: str) -> str:
    if asked == "@":
        return files[0].ref
    begun = read_ref(asked)
    every = [each.ref for file in files for each in (*file.every_record, *file.struck)]
    fits = [ref for ref in every if begun and ref.startswith(begun)]
    if not fits:
        raise RecordNotFound(asked=asked)
    if len(fits) > 1 and begun not in fits:
        raise Ambiguous(asked=asked, candidates=", ".join(fits))
    return begun if begun in fits else fits[0]


def write_talk(desk: Desk, first: str, answers: Answers) -> tuple[WrittenTalk, ...]:
    """Write the supervision to each case or group: to `first`, and to those in `also`. Returns them, `first` first.

    What was said stands in `first` only. It is written last, so that `cj undo` finds it. If the command was stopped
    halfway, giving it again writes the rest.
    """
    cases = (first, *answers.get("also", ()))
    talk = records.build(Supervision, answers, {"ref": "", **desk.hand().moment()})
    there = begun([desk.journal.file(case) for case in cases], talk)
    talk, found = gone_on_with(desk, talk, there), dict[str, WrittenTalk]()
    for case in in_turn(desk, cases, there):
        found[case] = _write(desk, talk, cases, case, there.get(case))
        there[case] = found[case].supervision
    return tuple(found[case] for case in cases)


def _write(desk: Desk, talk: Supervision, cases: Sequence[str], case: str, there: Supervision | None) -> WrittenTalk:
    if there:
        return WrittenTalk(supervision=there, file=desk.journal.file(case))
    with desk.journal.writing_file(case, "supervision") as drawer:
        file, ref = drawer.file, drawer.new_ref(Supervision.ref_letter)
        mine = msgspec.structs.replace(talk, ref=ref) if case == cases[0] else talk.in_case(ref)
        mine = msgspec.structs.replace(
            mine,
            brought=tuple(each for each in talk.brought if file.record(each.ref)),
            also=tuple(other for other in cases if other != case),
        )
        tasks, settled = follow_up(mine, drawer.new_ref), dealt_with(mine, file, desk.today)
        drawer.put(mine, *tasks, *settled)
    for each in settled:
        file = file.with_record(each)
    return WrittenTalk(supervision=mine, file=file, tasks=tasks, settled=settled)
