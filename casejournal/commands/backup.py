"""`cj backup`: the whole journal in one file, which is read again and checked."""

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.named import named
from casejournal.desk.outgoing import noted, outgoing
from casejournal.domain import dates
from casejournal.errors import AnswerNeeded, ExitCode, GivenTwice, NotValid
from casejournal.render.page import Answer, Facts, Heading, Prose, Tone, Words, section
from casejournal.storage import disk
from casejournal.storage.backup import Manifest, back_up, check, manifest_of, opened, refs_in
from casejournal.storage.last_backup import remember
from casejournal.words import N_, _, ngettext

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def backup(
    desk: Desk,
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]", help=N_("Where to write it; in a folder it gets its own name."), show_default=False
        ),
    ] = "",
    to: Annotated[
        str, typer.Option("--to", metavar="DIR", help=N_("A folder, such as one on a USB stick, instead of FILE."))
    ] = "",
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep", metavar="N", min=1, help=N_("In a folder: keep only the newest N backups of this journal.")
        ),
    ] = None,
) -> Answer:
    """Write the whole journal into one file, sealed like it and with the same ways in. It is read back and checked.

    Put it on another machine or a USB stick. To use it: cj restore FILE --journal DIR. A damaged journal is backed up
    as it is: the damage is named, and the command ends with code 17.

    Examples: cj backup /media/stick/journal.zip · cj backup --to /media/stick --keep 5
    """
    journal, now = desk.journal, desk.now()
    within = _folder(file, to)
    if keep is not None and within is None:
        raise NotValid(field="--keep", problem=N_("this needs a folder"))
    stem = f"casejournal-{journal.header.id[-8:].lower()}"
    name = f"{stem}-{dates.in_a_name(now)}.zip"
    path = outgoing(desk, str(within / name) if within else file, "FILE")
    made, size = _written(desk, path)
    remember(desk.state, journal.header.id, now, path)
    removed = [str(each) for each in (_thinned(path, stem, keep) if keep else [])]
    for each in removed:
        noted(desk, "backup", what="removed", file=each)
    facts = {"file": str(path), "bytes": size, "files": len(made.files), "removed": removed, "damaged": made.damaged}
    return Answer(
        kind="backup",
        data=lambda: facts,
        page=lambda: _page(path, size, made, removed, sealed=journal.header.sealed),
        exit_code=ExitCode.FOUND_PROBLEMS if made.damaged else ExitCode.DONE,
        wrote=True,
    )


def _folder(file: str, to: str) -> Path | None:
    """The folder the backup goes into under a name of its own; None if FILE names the file itself.

    Raises AnswerNeeded or GivenTwice unless one of both is given, NotValid if `to` is not a folder.
    """
    if not file and not to:
        raise AnswerNeeded(options="FILE, --to")
    if file and to:
        raise GivenTwice(one="FILE", other="--to")
    given = named(file or to)
    within = Path(given) if os.path.isdir(given) else None  # noqa: PTH112 - Path.is_dir fails on a name that is too long
    if to and within is None:
        raise NotValid(field="--to", problem=N_("there is no such folder; make it first, or plug in the stick"))
    return within


def _written(desk: Desk, path: Path) -> tuple[Manifest, int]:
    """Write the backup, and read it again. Returns its manifest and size in bytes."""

    def note(made: Manifest) -> None:
        noted(desk, "backup", what="backup", of=refs_in(made.files), file=str(path))

    with desk.progress(_("Backing up"), 3 * len(desk.journal.log_names())) as step:
        back_up(desk.journal, path, desk.now(), desk.worker, note, step)
        with opened(path) as written:
            made = manifest_of(written, desk.journal.key)
            check(written, made, step)
            return made, written.size


def _thinned(path: Path, stem: str, keep: int) -> list[Path]:
    """Remove the oldest backups of this journal beside `path`, so that `keep` are left. Returns their paths.

    Their names tell their order. `path` itself stays.
    """
    named = re.compile(rf"{stem}-\d{{8}}-\d{{6}}\.zip")
    others = sorted(each for each in path.parent.glob(f"{stem}-*") if named.fullmatch(each.name) and each != path)
    old = others[: max(len(others) - keep + 1, 0)]
    for each in old:
        disk.remove(each)
    return old


def _page(
    path: Path, size: int, made: Manifest, removed: list[str], *, sealed: bool
) -> tuple[Heading | Facts | Prose, ...]:
    count = len(made.files)
    holds = ngettext("{n} file, {size} KiB", "{n} files, {size} KiB", count)
    rows = [
        (_("File"), Words(str(path))),
        (_("Contents"), Words(holds.format(n=count, size=-(-size // 1024)))),
    ]
    if removed:
        rows.append((_("Removed"), Words("\n".join(removed))))
    if made.damaged:
        rows.append((_("Damaged"), Words("\n".join(made.damage()), Tone.DANGER)))
    told = _("It was read back and is complete. It opens with today's passphrases and recovery words.")
    plain = _("It was read back and is complete. Like the journal it is not sealed: anybody can read it.")
    blocks = [Prose(Words(told if sealed else plain, Tone.GOOD if sealed else Tone.WARN))]
    if made.damaged:
        kept = _("The journal was already damaged. Keep an older backup too: it may have what is lost here.")
        blocks.append(Prose(Words(kept, Tone.WARN)))
    return section(_("Backup"), top=True), Facts(tuple(rows)), *blocks
