"""`cj transfer`: hand a case to a colleague, with everything that was written in it."""

from typing import Annotated

import msgspec
import typer

from casejournal.commands._hand import OverrideOption, ToOption
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.exporting import Going, ask_about_others, fingerprint, may_go, of_one, recorded
from casejournal.desk.handing_over import after_it_is_recorded, is_own, recipient, why_without
from casejournal.desk.outgoing import noted, outgoing
from casejournal.desk.refusals import HandedOutOnly
from casejournal.desk.sealing import WITH_WORDS, sealer
from casejournal.domain.closing import Closing, Reason
from casejournal.domain.disclosure import Means
from casejournal.domain.process import require_open
from casejournal.errors import DiskRefused, NotValid
from casejournal.exchange.lines import SCHEMA, Head, told
from casejournal.render.page import Answer, Prose, Tone, Words
from casejournal.render.written import written
from casejournal.words import N_, _, ngettext

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def transfer(  # noqa: PLR0917 - each is an option
    desk: Desk,
    case: CaseArgument,
    to: ToOption = "",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=N_("The sealed file for your colleague."))
    ] = "",
    override: OverrideOption = "",
    seal: Annotated[
        str,
        typer.Option(
            "--seal", metavar="passphrase|age1…", help=N_("With a passphrase that you tell them, or for their age key.")
        ),
    ] = WITH_WORDS,
) -> Answer:
    """Hand a case over to a colleague, who goes on with it. The client must have consented to their knowing everything.

    It writes a sealed file with every version of every record, and closes the case here. Private records and those of
    supervision stay here. Your colleague takes it in with: cj import FILE. They can hand it back in the same way.

    Example: cj transfer sari --to "Pak Budi" -o sari.sealed
    """
    found = desk.journal.find(case)
    require_open(desk.journal.case(found.ref))
    to, because = recipient(desk, to, found.ref), why_without(desk, override)
    if is_own(desk, to):
        raise NotValid(field="--to", problem=N_("this is you; to use another computer: cj backup, cj restore"))
    path = outgoing(desk, output or desk.ask_line("--output", _("Which file shall it be written to?")), "--output")
    going = may_go(desk, desk.journal.case(found.ref), to, because)
    ask_about_others(desk, [going], to)
    fill = sealer(desk, seal or WITH_WORDS)
    file = desk.journal.case(found.ref)
    leaving = of_one(desk, file, to, code_word=True)
    content = told(_head(desk, to, fingerprint(file, Means.TRANSFER), leaving.left_out), [(file.ref, leaving.lines())])
    desk.unfinished = _("{ref} is not closed yet. Run the command again to finish.").format(ref=found.ref)
    with after_it_is_recorded(path, lambda file: fill(content, file)):
        list(recorded(desk, [going], to, Means.TRANSFER, Means.TRANSFER))
    noted(desk, "transfer", what="transfer", of=(found.ref,), file=str(path), to=to)
    try:
        return _closed(desk, going, to, str(path), leaving.left_out)
    except DiskRefused as failure:
        raise HandedOutOnly(**failure.facts) from failure


def _head(desk: Desk, to: str, content: str, left_out: int) -> Head:
    return Head(
        schema=SCHEMA,
        made=desk.now(),
        by=desk.worker,
        to=to,
        journal=desk.journal.header.id,
        agency=str(desk.config.value("agency")),
        transfer=content,
        left_out=left_out,
        practice=desk.journal.header.practice,
    )


def _closed(desk: Desk, going: Going, to: str, path: str, left_out: int) -> Answer:
    """Close the case, now that the file is there. Returns the answer."""
    with desk.journal.writing(going.ref, "transfer") as drawer:
        before = drawer.file
        require_open(before)
        closing = Closing(**drawer.stamp(Closing), reason=Reason.TRANSFERRED, handed_to=to)
        drawer.put(closing)
    desk.unfinished = ""
    stayed = ngettext(
        "{n} record stays here: it is not for others.", "{n} records stay here: they are not for others.", left_out
    ).format(n=left_out)
    sentences = [
        (_("The sealed file is in {path}. {to} takes it in with: cj import FILE").format(path=path, to=to), Tone.GOOD),
        *([(stayed, Tone.QUIET)] if left_out else []),
    ]
    answer = written(closing, before, more=lambda: (Prose(Words(text, tone)) for text, tone in sentences))
    handed = {"to": to, "file": path, "left_out": left_out}
    return msgspec.structs.replace(answer, kind="transfer", data=lambda: {**handed, "closing": answer.data()})
