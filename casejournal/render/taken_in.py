"""The screen after cases of another journal were taken in, or looked at."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from casejournal.domain import dates
from casejournal.render.page import Answer, Column, Page, Prose, Table, Tone, Words
from casejournal.words import N_, _, ngettext, visible

_NAMED = 12
"""So many records are named in a sentence; of more, the number is told."""


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """One case or group of a file: how many commands it has there, and how many of them were new here."""

    ref: str
    commands: int
    new: int
    known: bool
    """Whether this journal had it before."""
    replaced: tuple[str, ...] = ()
    """The refs of the records that the worker here wrote or changed, and that come in another version."""

    @property
    def state(self) -> str:
        """What taking it in means here."""
        if not self.known:
            return N_("new here")
        return N_("more of it") if self.new else N_("all of it was here")


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of another journal brings: who wrote it when, and each case or group in it."""

    by: str
    made: datetime
    transfer: bool
    """Whether the cases were handed over for good."""
    left_out: int
    """How many records stayed there."""
    files: tuple[Came, ...]


def replacing(brought: Brought) -> str:
    """A sentence about the records of the worker here that are replaced; empty if there are none."""
    refs = [_("{record} of {ref}").format(record=ref, ref=each.ref) for each in brought.files for ref in each.replaced]
    told = ngettext(
        "This replaces {n} record that you wrote or changed by the version of {who}: {records}.",
        "This replaces {n} records that you wrote or changed by the versions of {who}: {records}.",
        len(refs),
    )
    named = ", ".join(refs[:_NAMED]) + (" …" if len(refs) > _NAMED else "")
    return told.format(n=len(refs), who=visible(brought.by, lines=False), records=named) if refs else ""


def taken_in_answer(brought: Brought, names: Mapping[str, str], *, dry_run: bool) -> Answer:
    """A row for each case or group, with the name of its client where it is known."""
    only = brought.files[0].ref if len(brought.files) == 1 and not dry_run else ""
    return Answer(
        kind="import",
        data=lambda: {"dry_run": dry_run, **msgspec.to_builtins(brought)},
        page=lambda: _page(brought, names, dry_run=dry_run),
        wrote=not dry_run,
        shows=only,
    )


def _page(brought: Brought, names: Mapping[str, str], *, dry_run: bool) -> Page:
    columns = (
        Column(_("Ref"), narrow=True),
        Column(_("Client")),
        Column(_("State")),
        Column(_("Commands taken in"), narrow=True),
    )
    rows = tuple(
        (
            Words(each.ref, Tone.REF),
            Words(names.get(each.ref, "")),
            Words(_(each.state)),
            Words(_("{n} of {all}").format(n=each.new, all=each.commands)),
        )
        for each in brought.files
    )
    told = [_("Written by {who}, {when}.").format(who=brought.by, when=dates.moment(brought.made))]
    if brought.left_out:
        told.append(_("Records that stayed there: {n}.").format(n=brought.left_out))
    if sentence := replacing(brought):
        told.append(sentence)
    if brought.transfer and brought.files and not dry_run:
        told.append(_("It was handed over to you. Go on with it: cj show {ref}").format(ref=brought.files[0].ref))
    if dry_run:
        told.append(_("Nothing was taken in yet; this is what would be."))
    return Table(columns, rows), *(Prose(Words(sentence, Tone.QUIET)) for sentence in told)
