"""`cj refer`, `cj refer update`: to another worker or an agency able to help, until help has come."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec
import typer

from casejournal.commands._table import VerbFirst
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import record_meant
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import require
from casejournal.domain.follow_up import follow_up
from casejournal.domain.process import require_open
from casejournal.domain.referral import NEXT, Referral, Status, StatusChange
from casejournal.errors import NotValid, RecordNotFound
from casejournal.forms import check, fields, records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.referrals import whose_turn
from casejournal.render.written import written
from casejournal.words import N_, _

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    no_args_is_help=True,
    help=N_("Referrals. cj refer CASE makes one; its options: cj refer make --help"),
)


@app.command()
@verb(form=Referral)
def make(desk: Desk, case: CaseArgument, *, answers: Answers) -> Answer:
    """Refer the client to another worker or to an agency's service. The word make may be left out.

    It is a draft until it is sent: cj refer update REF sent. Before that a consent must name the same recipient.

    Examples: cj refer sari · cj refer C-7K4Q --to "Puskesmas Melati" --reason beyond_competence --handoff warm
    """
    found = desk.journal.find(case)
    require_open(desk.journal.case(found.ref))
    answers = desk.complete(Referral, answers, "refer", "make", found.ref)
    with desk.journal.writing(found.ref, "refer") as drawer:
        require_open(drawer.file)
        referral = records.build(Referral, answers, drawer.stamp(Referral))
        drawer.put(referral)
    return written(referral, drawer.file, more=whose_turn(referral, desk.today))


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
            help=N_(
                "Where it stands now; several, in the order they came. Without any, you are asked what comes next."
            ),
            show_default=False,
        ),
    ] = [],  # noqa: B006 - Typer reads it, nobody writes to it
    *,
    answers: Answers,
) -> Answer:
    """Write down where a referral stands: sent, acknowledged, accepted, waitlisted, declined_by_agency,
    declined_by_client, in_service, completed, no_show or withdrawn.

    To send it, the client's consent must cover what is shared, or --override says why not.

    Examples: cj refer update R-55MX sent · cj refer update R-55MX acknowledged accepted --told-by "Ibu Dewi" ·
    cj refer update R-55MX completed --outcome "…" --confirmed-by "the client"
    """
    case, whole = record_meant(desk, ref, Referral)
    statuses = statuses or [_asked_for(desk, case, whole)]
    if "override" in answers and Status.SENT.value not in statuses:
        raise NotValid(field="--override", problem=N_("this goes with the status sent"))
    moves = msgspec.structs.replace(
        fields.field(StatusChange, "status"), choices=tuple(Status)[1:]
    )  # nothing becomes a draft
    stands = [check.check(moves, status, desk.today) for status in statuses]
    now = {"recorded_at": desk.now(), "on": desk.today, "worker": desk.worker}
    to_come = {"outcome": "…", "confirmed_by": "…"} if stands[-1] is Status.COMPLETED else {}
    _moved(desk.journal.case(case), whole, stands, to_come | answers, now)  # what can fail is tried before asking
    answers = desk.complete(StatusChange, answers | {"status": stands[-1]}, "refer", "update", whole, *stands)
    with desk.journal.writing(case, "refer update") as drawer:
        referral = _moved(drawer.file, whole, stands, answers, drawer.moment())
        task = follow_up(referral, drawer.new_ref)
        drawer.put(referral, *task)
    if answers.get("override") and not any(move.override for move in referral.log):
        desk.tell(_("A consent covers this, so the reason is not kept."))
    return written(referral, drawer.file, task, more=whose_turn(referral, desk.today))


def _moved(file: CaseFile, ref: str, stands: Sequence[Status], answers: Answers, now: Mapping[str, Any]) -> Referral:
    """The referral after these steps. Raises RecordNotFound, NotNext, BeforeItBegan or NoConsent."""
    referral = file.standing(ref)
    if not isinstance(referral, Referral):
        raise RecordNotFound(asked=ref)
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


def _asked_for(desk: Desk, case: str, ref: str) -> str:
    """Where it stands now, as the person says. Raises AnswerNeeded, which names what can come next."""
    referral = desk.journal.case(case).record(ref)
    if not isinstance(referral, Referral):
        raise RecordNotFound(asked=ref)
    desk.tell_whose(ref)
    title = _("{to}: {status}. Where does it stand now?").format(to=referral.to, status=_(referral.status.label))
    return desk.choose(title, [(status.value, _(status.label)) for status in NEXT[referral.status]])
