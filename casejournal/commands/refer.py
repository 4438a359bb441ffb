"""`cj refer`, `cj refer update`: refer a client to somebody able to help, and follow it until help has come."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec
import typer

from casejournal.commands._table import VerbFirst
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import record_meant, standing
from casejournal.desk.services import Services, with_service
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import require
from casejournal.domain.correction import Struck
from casejournal.domain.follow_up import follow_up, struck_with
from casejournal.domain.process import require_open
from casejournal.domain.referral import Referral
from casejournal.domain.referral_log import NEXT, Status, StatusChange, TakenBack
from casejournal.errors import NotValid
from casejournal.forms import check, fields, records
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer
from casejournal.render.referrals import where_it_stands
from casejournal.render.written import written
from casejournal.words import N_, _

_MOVES = tuple(Status)[1:]
"""A referral never goes back to draft."""
_BACK = "--back"

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    no_args_is_help=True,
    help=N_("Referrals. cj refer CASE makes one; its options: cj refer make --help"),
)


@app.command()
@verb(form=Referral)
def make(desk: Desk, case: CaseArgument, *, answers: Answers) -> Answer:
    """Refer the client to another worker or to an agency's service. You may leave out the word make.

    It is a draft until it is sent: cj refer update REF sent. Before that, the client must consent to this recipient.
    A service of your directory (cj agency list) may be given by its ref or its name: then its hours, its numbers and
    the papers it asks for are shown.

    Examples: cj refer sari · cj refer C-7K4Q --to "Puskesmas Melati" --reason beyond_competence --handoff warm
    """
    services = Services(desk)
    found = desk.journal.find(case)
    require_open(desk.journal.case(found.ref))
    answers = services.spelled(answers)
    answers = desk.complete(Referral, answers, "refer", "make", found.ref, known=services.known)
    entry = services.referred_to(answers["to"])
    with desk.journal.writing(found.ref, "refer") as drawer:
        require_open(drawer.file)
        stamp = {**drawer.stamp(Referral), "service": entry.ref if entry else ""}
        referral = records.build(Referral, answers, stamp)
        drawer.put(referral)
    answer = written(referral, drawer.file, more=where_it_stands(referral, desk.today))
    return with_service(desk, answer, entry) if entry else answer


@app.command()
@verb(form=StatusChange, without=("status",))
def update(
    desk: Desk,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help=N_("The ref of the referral, or its case."), show_default=False)
    ],
    statuses: Annotated[
        list[str],
        typer.Argument(
            metavar="[STATUS]...",
            help=_("The status now; several in the order they came. Without one, you are asked what comes next.")
            + f" ({', '.join(_MOVES)})",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - Typer reads it, nobody writes to it
    back: Annotated[
        str | None,
        typer.Option(
            "--back",
            metavar="WHY",
            help=N_("Why you take the last status back: a mistake, or meant for another referral."),
        ),
    ] = None,
    *,
    answers: Answers,
) -> Answer:
    """Write down the status of a referral, or take the last one back with --back.

    You may leave out steps that nobody told you about. To send it, the client's consent must cover what is shared;
    otherwise say why with --override.

    Examples: cj refer update R-55MX sent · cj refer update R-55MX accepted --told-by "Ibu Dewi" ·
    cj refer update R-55MX completed --outcome "…" --confirmed-by "the client" ·
    cj refer update R-55MX --back "that was another client"
    """
    case, whole = record_meant(desk, ref, Referral)
    if back is not None:
        if statuses or answers:
            raise NotValid(field="--back", problem=N_("use this alone; write down the right status afterwards"))
        return _taken_back(desk, case, whole, back)
    if statuses:
        desk.require_given_once("status", "STATUS")
    in_the_form = answers.pop("status", "")
    statuses = statuses or [in_the_form or _asked_for(desk, case, whole, may_go_back=not answers)]
    if statuses == [_BACK]:
        return _taken_back(desk, case, whole, desk.ask_line("--back", _("Why take it back?"), whole))
    return _moved_on(desk, case, whole, statuses, answers)


def _moved_on(desk: Desk, case: str, ref: str, statuses: Sequence[str], answers: Answers) -> Answer:
    """Write down these statuses, one after the other; the answers are about the last."""
    field = msgspec.structs.replace(fields.field(StatusChange, "status"), choices=_MOVES)
    stands = [check.check(field, status, desk.today) for status in statuses]
    if "override" in answers and Status.SENT not in stands:
        raise NotValid(field="--override", problem=N_("this is only for the status sent"))
    now = desk.hand().moment()
    to_come = {"outcome": "…", "confirmed_by": "…"} if stands[-1] is Status.COMPLETED else {}
    file = desk.journal.case(case)

    def can_be(said: Answers) -> None:
        _moved(file, ref, stands, to_come | said, now)

    can_be(answers)  # fail before anything is asked
    known = Known(
        asks=not answers.keys() - {"override"},
        fits={"on": can_be},
        needless=frozenset({"told_by"}) if stands[-1] is Status.SENT else frozenset(),
    )
    command = ("refer", "update", ref, *stands)
    answers = desk.complete(StatusChange, answers | {"status": stands[-1]}, *command, known=known)
    with desk.journal.writing(case, "refer update") as drawer:
        referral = _moved(drawer.file, ref, stands, answers, desk.hand().moment())
        task = follow_up(referral, drawer.new_ref)
        drawer.put(referral, *task)
    if answers.get("override") and not any(move.override for move in referral.log):
        desk.tell(_("A consent covers this, so the reason is not kept."))
    return written(referral, drawer.file, task, more=where_it_stands(referral, desk.today))


def _taken_back(desk: Desk, case: str, ref: str, because: str) -> Answer:
    """Take back the last status. The task that it made is struck for the same reason."""
    why = check.check(fields.field(TakenBack, "because"), because, desk.today)
    with desk.journal.writing(case, "refer update") as drawer:
        before = standing(drawer.file, ref, Referral)
        now = desk.now()
        referral = before.taken_back(TakenBack(on=now.date(), because=why, at=now, worker=desk.worker))
        struck = struck_with(before, drawer.file, Struck(reason=why, at=now, worker=desk.worker))
        drawer.put(referral, *struck)
    for task in struck:
        desk.tell(_("{ref} was struck with it: {what}").format(ref=task.ref, what=task.text))
    return written(referral, drawer.file, more=where_it_stands(referral, desk.today))


def _moved(file: CaseFile, ref: str, stands: Sequence[Status], answers: Answers, now: Mapping[str, Any]) -> Referral:
    """The referral after these status changes. Raises RecordNotFound, NotNext, BeforeItBegan or NoConsent."""
    referral = standing(file, ref, Referral)
    said = {name: answer for name, answer in answers.items() if name not in {"status", "override"}}
    for status in stands:
        last = status is stands[-1]
        passing = said if last else {name: said[name] for name in ("on", "told_by") if name in said}
        move = records.build(StatusChange, passing | {"status": status}, now)
        if status is Status.SENT:
            override = answers.get("override", "")
            granted = require(file.consents, referral.to, referral.shared, move.on, file.ref, override)
            move = msgspec.structs.replace(
                move, shared=tuple(granted.grounds), consents=granted.consents, override=granted.override
            )
        referral = referral.updated(move)
    return referral


def _asked_for(desk: Desk, case: str, ref: str, *, may_go_back: bool) -> str:
    """Ask for the next status. Raises AnswerNeeded, which names what can come next; Cancelled if none is chosen."""
    referral = standing(desk.journal.case(case), ref, Referral)
    desk.tell_whose(ref)
    title = _("{to}: {status}. What is the status now?").format(to=referral.to, status=_(referral.status.label))
    choices = [(status.value, _(status.label)) for status in NEXT[referral.status]]
    if may_go_back and referral.last:
        choices.append((_BACK, _("(take this status back: it was a mistake)")))
    return desk.choose(title, choices)
