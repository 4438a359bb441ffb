"""`cj practice comment`: a lecturer's word to one item of a hand-in."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from casejournal.commands._hand import HandInArgument
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.named import named
from casejournal.desk.practice.handing_in import read
from casejournal.domain.choice import meant
from casejournal.domain.practice.handin import Comment, Seen
from casejournal.errors import NotValid, UnknownName
from casejournal.exchange.handin import written
from casejournal.render.page import Answer
from casejournal.render.practice.handin import read_page, told_read
from casejournal.storage import disk
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def comment(
    desk: Desk,
    path: HandInArgument,
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM", help=N_("The item you speak of, by its number, key or title."), show_default=False
        ),
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What you say to it."), show_default=False)],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=N_("Your name; if left out, yours as worker."))] = "",
) -> Answer:
    """Write a comment to one item of a hand-in, into the same file. What the student handed in stays as it is.

    Give the file back: the student reads it with cj practice read FILE.

    Examples: cj practice comment ratna-dewi.json 2 "Which line told you that?" ·
    cj practice comment ratna-dewi.json real_problem "You saw it before she said it. How?"
    """
    handin, looked = read(path)
    said = Comment(item=_meant(looked, item), text=text.strip(), by=" ".join(by.split()) or desk.worker, at=desk.now())
    if not said.text:
        raise NotValid(field=N_("Comment"), problem=N_("say something"))
    after = msgspec.structs.replace(handin, comments=(*handin.comments, said))
    disk.replace(Path(named(path)).resolve(), written(after))
    return Answer(
        kind="practice-read",
        data=lambda: told_read(after, looked, path),
        page=lambda: read_page(after, looked, only=said.item),
        wrote=True,
    )


def _meant(looked: Seen, said: str) -> str:
    """The key of the item. Raises UnknownName."""
    items = [each.item for each in looked.ends]
    names = [
        (item.key, name)
        for number, item in enumerate(items, 1)
        for name in (str(number), item.key, *item.title.said.values())
    ]
    found = [*dict.fromkeys(meant(said, names))]
    if len(found) != 1:
        raise UnknownName(what=N_("item"), asked=said, known=", ".join(item.key for item in items))
    return found[0]
