"""`cj restore`: make a journal from a backup, in a folder of its own. Nothing is ever overwritten."""

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, unlocking
from casejournal.desk.named import named
from casejournal.desk.passphrases import proven
from casejournal.desk.practice.talk import require_of_this_practice
from casejournal.desk.refusals import ConfirmationNeeded, FolderNotEmpty
from casejournal.domain import dates
from casejournal.errors import Cancelled, ExitCode, NotValid
from casejournal.render.page import Answer, Column, Facts, Heading, Prose, Table, Tone, Words, said, section
from casejournal.storage import disk, header
from casejournal.storage.backup import Backup, Manifest, differences, is_dense, manifest_of, opened, refs_in, unpack
from casejournal.storage.journal import Journal
from casejournal.storage.merge import merge as merge_copy
from casejournal.storage.verify import Report, verify
from casejournal.words import N_, _, ngettext

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def restore(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("A file that cj backup wrote."), show_default=False)],
    compare: Annotated[
        bool, typer.Option("--compare", help=N_("Only show how it differs from the present journal."))
    ] = False,
    merge: Annotated[
        bool,
        typer.Option(
            "--merge", help=N_("Add the lines of a copied log, such as sync programs leave, to this journal.")
        ),
    ] = False,
) -> Answer:
    """Make a journal from a backup. You are asked for its passphrase or recovery words. Every part is checked first.

    It goes into the folder named by --journal, which must be empty or not exist. With --merge, FILE is a copy of the
    log of a case or group: lines that the journal lacks are added, and nothing else is changed.

    Examples: cj restore journal.zip --journal ~/restored · cj restore journal.zip --compare · cj restore --merge
    "C-7K4Q (conflicted copy).log"
    """
    if merge and compare:
        raise NotValid(field="--merge", problem=N_("this does not go with --compare"))
    if merge:
        return _merged(desk, file)
    with opened(Path(named(file))) as backup:
        key = proven(desk, backup.header)[0] if backup.header.sealed else None
        manifest = manifest_of(backup, key)
        if is_dense(backup, manifest):
            desk.confirm(_dense(backup, manifest))
        if compare:
            return _compared(list(differences(backup, manifest, desk.journal)))
        folder = _place(desk)
        unlocking.require_as_sealed_as_seen(backup.header, desk.env)
        with desk.progress(_("Restoring"), 2 * len(manifest.files)) as step:
            unpack(backup, manifest, folder, step)
            unlocking.known(desk.env, folder).found(backup.header)
            journal = Journal(folder, header.read(folder), key, desk.hand(), state=desk.state)
            report = verify(journal, step=step)
    return _restored(journal, report, manifest, file)


def _restored(journal: Journal, report: Report, manifest: Manifest, file: str) -> Answer:
    if report.sound:
        came_from = os.path.abspath(named(file))  # noqa: PTH100 - resolve() would follow a link
        journal.noted("restore", what="restored", of=refs_in(manifest.files), file=came_from)
    return Answer(
        kind="restore",
        data=lambda: {
            "folder": str(journal.folder),
            "id": journal.header.id,
            "made": manifest.at,
            "files": len(manifest.files),
            "sound": report.sound,
            "damaged": manifest.damaged,
        },
        page=lambda: _page(journal.folder, manifest, sound=report.sound),
        exit_code=ExitCode.DONE if report.sound else ExitCode.DAMAGED,
        wrote=True,
    )


def _merged(desk: Desk, file: str) -> Answer:
    copy = Path(os.path.abspath(named(file)))  # noqa: PTH100 - resolve() would follow a link
    require_of_this_practice(desk, copy)
    merged = merge_copy(desk.journal, copy)
    stays = not copy.is_relative_to(os.path.abspath(desk.folder)) or not _may_go(desk, copy)  # noqa: PTH100
    if not stays:
        disk.remove(copy)
    told = ngettext(
        "{n} new line of {lines} was added to {log}.", "{n} new lines of {lines} were added to {log}.", merged.new
    ).format(n=merged.new, lines=merged.lines, log=merged.log)
    left = _("{file} is still there; the journal does not need it.") if stays else _("{file} was removed.")
    data = {**msgspec.to_builtins(merged), "file": str(copy), "removed": not stays}
    page = (Prose(Words(told, Tone.GOOD)), Prose(Words(left.format(file=copy.name), Tone.QUIET)))
    return said("merged", data, *page, wrote=True)


def _may_go(desk: Desk, copy: Path) -> bool:
    """Whether the copy, whose lines are all in the journal now, may be removed. No is the answer if nobody is asked."""
    try:
        desk.confirm(_("Everything in {file} is now in the journal. Remove the file?").format(file=copy.name))
    except (Cancelled, ConfirmationNeeded):
        return False
    return True


def _place(desk: Desk) -> Path:
    """The folder to restore into. Raises FolderNotEmpty, or NotValid if it is not a folder or the root."""
    folder = Path(os.path.abspath(desk.folder))  # noqa: PTH100 - resolve() would follow a link
    with disk.refusals(folder):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise NotValid(field="--journal", problem=N_("this is not a folder"))
        if folder.exists() and any(folder.iterdir()):
            raise FolderNotEmpty(folder=folder)
        if not folder.name:
            raise NotValid(field="--journal", problem=N_("this is the root of the disk; name a folder in it"))
    return folder


def _dense(backup: Backup, manifest: Manifest) -> str:
    small, large = -(-backup.size // 1024**2), manifest.bytes // 1024**2
    return _("This file of {small} MB unpacks to {large} MB. Go on?").format(small=small, large=large)


def _compared(differing: list[tuple[str, str]]) -> Answer:
    found = [{"file": name, "differs": how} for name, how in differing]
    columns = (Column(_("File")), Column(_("Difference")))
    rows = tuple((Words(each["file"], Tone.REF), Words(_(each["differs"]))) for each in found)
    same = Prose(Words(_("Every log is the same in both."), Tone.GOOD))
    return Answer(kind="restore-compare", data=lambda: found, page=lambda: (Table(columns, rows),) if rows else (same,))


def _page(folder: Path, manifest: Manifest, *, sound: bool) -> tuple[Heading | Facts | Prose, ...]:
    count = len(manifest.files)
    rows = [
        (_("Folder"), Words(str(folder))),
        (_("Backup made"), Words(f"{dates.moment(manifest.at)}, {manifest.worker}")),
        (_("Contents"), Words(ngettext("{n} file", "{n} files", count).format(n=count))),
    ]
    if manifest.damaged:
        rows.append((_("Damaged"), Words("\n".join(manifest.damage()), Tone.DANGER)))
    told = (
        Words(_("Every part is as it was written. Use it with: cj --journal {folder}").format(folder=folder), Tone.GOOD)
        if sound
        else Words(_("It was already damaged when the backup was made; cj verify shows where."), Tone.WARN)
    )
    return section(_("Restored"), top=True), Facts(tuple(rows)), Prose(told)
