"""`cj salvage`: what still opens of a damaged case or group, in a file of its own."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.outgoing import noted, text_file
from casejournal.desk.screen import SCHEMA
from casejournal.errors import ExitCode
from casejournal.render.page import Answer, Heading, Page
from casejournal.render.plain import plain
from casejournal.render.salvage import salvage_page, salvaged_page
from casejournal.storage import disk
from casejournal.storage.salvage import Salvage, meant
from casejournal.storage.salvage import salvage as all_that_opens
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def salvage(
    desk: Desk,
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help=N_(
                "The ref of a case or group, which its log is named after; or its name, if the index still knows it."
            ),
            show_default=False,
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=N_("Where to write it: a file only you can read; - prints it."),
            show_default=False,
        ),
    ],
) -> Answer:
    """Save what can still be read of a damaged case or group, and say what is missing. The journal is not changed.

    The file is text, or JSON with --json, and is not sealed. It has the latest readable version of every record, and
    says where a later one may be missing. Ends with code 17 if something is missing.

    Examples: cj salvage C-7K4Q -o sari.txt · cj salvage C-7K4Q -o sari.json --json
    """
    ref = meant(desk.journal, case)
    path = text_file(desk, output, "--output")
    found = all_that_opens(desk.journal, ref)
    with ExitStack() as files:
        if path:  # it appears once it is entered
            content = _content(found, json=bool(desk.flags.get("json")))
            files.enter_context(disk.replacing(path, content))
        noted(desk, "salvage", what="salvaged", of=(ref,), file=str(path or output))
    return Answer(
        kind="salvaged" if path else "salvage",
        data=lambda: _facts(found, path) if path else msgspec.to_builtins(found, enc_hook=str),
        page=lambda: salvaged_page(found, path) if path else salvage_page(found),
        exit_code=ExitCode.FOUND_PROBLEMS if found.damage else ExitCode.DONE,
        wrote=True,
    )


def _content(found: Salvage, *, json: bool) -> bytes:
    if json:
        whole = {"schema": SCHEMA.format(kind="salvage"), **msgspec.to_builtins(found, enc_hook=str)}
        return msgspec.json.format(msgspec.json.encode(whole)) + b"\n"
    return "".join(f"{line}\n" for line in _lines(salvage_page(found))).encode()


def _lines(page: Page) -> Iterator[str]:
    """The lines of the page, with an empty one above each heading but the first."""
    for block in page:
        if isinstance(block, Heading) and not block.top:
            yield ""
        yield from plain((block,), labelled=True)


def _facts(found: Salvage, path: Path) -> dict[str, Any]:
    told = {"ref": found.ref, "file": str(path), "damage": found.damage, "end_known": found.end_known}
    return told | {"records": len(found.records), "uncertain": found.uncertain}
