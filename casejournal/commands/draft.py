"""`cj draft list`, `cj draft resume`, `cj draft discard`: forms that were not finished."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.refs import is_whole, read_ref
from casejournal.render.drafts import draft_page
from casejournal.render.page import Answer, Prose, Words, said
from casejournal.storage.drafts import Draft
from casejournal.words import N_, _

app = typer.Typer(add_completion=False, help=N_("Unfinished forms: every answer was kept."), no_args_is_help=True)

DraftArgument = Annotated[
    str,
    typer.Argument(
        metavar="[DRAFT]", help=N_("The ref of the draft; the newest if you leave it out."), show_default=False
    ),
]


@app.command(name="list")
@verb()
def list_(desk: Desk) -> Answer:
    """List the unfinished forms.

    Example: cj draft list
    """
    drafts = desk.journal.drafts.every()
    return Answer(kind="draft-list", data=lambda: drafts, page=lambda: draft_page(drafts, desk.now()))


@app.command()
@verb()
def resume(desk: Desk, ref: DraftArgument = "") -> Answer:
    """Continue a form where you stopped.

    Examples: cj draft resume · cj draft resume D-4T7Q
    """
    found = desk.journal.drafts.find(ref)
    desk.tell(_("Continuing: cj {command}").format(command=" ".join(found.command)) + _of_whom(desk, found))
    again = [*found.command, *found.options, "--draft", found.ref, *desk.flags_given("journal", "lang")]
    code = desk.again(again, desk.world)
    return Answer(kind="draft", data=lambda: {"ref": found.ref}, page=tuple, exit_code=code, silent=True)


@app.command()
@verb()
def discard(desk: Desk, ref: Annotated[str, typer.Argument(metavar="DRAFT", show_default=False)]) -> Answer:
    """Throw a draft away, with every answer in it.

    Example: cj draft discard D-4T7Q
    """
    found = desk.journal.drafts.find(ref)
    desk.confirm(_("Throw this draft away? {ref}: cj {command}").format(ref=found.ref, command=" ".join(found.command)))
    desk.journal.drafts.remove(found.ref)
    return said(
        "draft", {"ref": found.ref, "discarded": True}, Prose(Words(_("Thrown away: {ref}").format(ref=found.ref)))
    )


def _of_whom(desk: Desk, draft: Draft) -> str:
    """The client a draft is about, in brackets; empty if there is no case yet."""
    clients = {label.ref: label.name for label in desk.journal.labels.every}
    refs = (word for word in draft.command if is_whole(read_ref(word) or ""))
    cases = (desk.journal.whereabouts(ref)[0] for ref in refs)
    return "".join(f" ({clients[case]})" for case in cases if case in clients)
