"""`cj consent`, `cj consent show`, `cj consent revoke`: who may be told what, and for how long."""

from typing import Annotated

import typer

from casejournal.commands._table import VerbFirst
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import record_meant, standing
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Consent, unknown_names
from casejournal.domain.derived import whole
from casejournal.forms import check, fields, records
from casejournal.forms.fields import Answers, Known
from casejournal.render.consents import consent_page
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.words import N_, _

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    no_args_is_help=True,
    help=N_(
        "Consent: who may know what, and for how long. cj consent CASE writes one down; its options: "
        "cj consent give --help"
    ),
)


@app.command()
@verb(form=Consent)
def give(desk: Desk, case: CaseArgument, *, answers: Answers) -> Answer:
    """Write down what the client agrees to, or with --refused what they do not. You may leave out the word give.

    Examples: cj consent sari ·
    cj consent C-7K4Q --recipient "Puskesmas" --purpose "…" --scope presenting_problem --given-by client
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)
    answers = desk.complete(Consent, answers, "consent", "give", found.ref, known=_known(file))
    _require_known_names(desk, answers, file)
    with desk.journal.writing(found.ref, "consent") as drawer:
        given = records.build(Consent, answers, drawer.stamp(Consent))
        drawer.put(given)
    return written(given, drawer.file)


@app.command()
@verb()
def show(desk: Desk, case: CaseArgument) -> Answer:
    """Show every consent of a case, and whether it is valid today.

    Example: cj consent show sari
    """
    file = desk.journal.case(desk.journal.find(case).ref)
    return Answer(
        kind="consent-list",
        data=lambda: [whole(each, file, desk.today) for each in file.consents],
        page=lambda: consent_page(file, desk.today),
        shows=file.ref,
    )


@app.command()
@verb()
def revoke(
    desk: Desk,
    ref: Annotated[
        str, typer.Argument(metavar="CONSENT", help=N_("The ref of the consent, or its case."), show_default=False)
    ],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help=N_("The client's reason."))] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=N_("The day it was withdrawn, if not today."))] = "",
) -> Answer:
    """Write down that the client withdraws a consent. From then on it no longer counts.

    Example: cj consent revoke Y-8ZQ1 --because "her brother works there"
    """
    case, about = record_meant(desk, ref, Consent)
    day = desk.day(on)
    reason = check.check(fields.field(Consent, "revoked_because"), because, desk.today)
    with desk.journal.writing(case, "consent revoke") as drawer:
        revoked = standing(drawer.file, about, Consent).revoke(day, reason, desk.now())
        drawer.put(revoked)
    return written(revoked, drawer.file)


def _known(file: CaseFile) -> Known:
    """Suggests the recipients of open referrals, first those that are not sent yet."""
    waiting_first = sorted(file.open_referrals, key=lambda each: each.was_sent)
    return Known(likely={"recipient": tuple(dict.fromkeys(each.to for each in waiting_first))})


def _require_known_names(desk: Desk, answers: Answers, file: CaseFile) -> None:
    """Ask about each name that something is kept from and that is nobody's: mistyped, it would keep nothing from them.

    Raises what `Desk.confirm` does.
    """
    before = (name for each in file.consents for name in (each.recipient, *(held.from_whom for held in each.withheld)))
    known = tuple(dict.fromkeys((*(each.to for each in file.referrals), *before)))
    listed = ", ".join(dict.fromkeys((*known, *([] if answers.get("refused") else [answers["recipient"]]))))
    for name in unknown_names(answers, file.consents, known):
        told = _("“{name}” is not one of the recipients in this case ({known}). Is this somebody new?")
        desk.confirm(told.format(name=name, known=listed))
