"""`cj key`: the ways into a sealed journal."""

from datetime import date
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, unlocking
from casejournal.desk.passphrases import NEW, chosen, copied, keep_words, noted, numbered, proven
from casejournal.domain import dates
from casejournal.errors import AnswerNeeded
from casejournal.exchange.qr import qr_lines
from casejournal.render.page import Answer, Column, Prose, Table, Tone, Words, said
from casejournal.storage import header, keys, recovery, slots
from casejournal.storage.access import KeyChange
from casejournal.storage.drafts import in_memory
from casejournal.storage.header import Header
from casejournal.storage.journal import Journal
from casejournal.storage.platform import runtime_folder
from casejournal.storage.renew import renew
from casejournal.words import N_, _, ngettext

app = typer.Typer(
    add_completion=False,
    help=N_("The ways into a sealed journal: passphrases, and recovery words on paper."),
    no_args_is_help=True,
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help=N_("The name of the way in."), show_default=False)]


@app.command(name="list")
@verb()
def list_(desk: Desk) -> Answer:
    """List the ways in by name. The passphrases and words themselves are not written down anywhere.

    Example: cj key list
    """
    described = header.read(desk.folder)
    slots.require_sealed(described)
    told = [{"name": slot.name, "kind": slot.kind, "kdf": slot.kdf.rpartition("$")[0]} for slot in described.slot]
    columns = (Column(_("Name")), Column(_("Kind")), Column(_("Cost of a guess"), spare=True))
    rows = tuple((Words(each["name"], Tone.STRONG), Words(_kind(each["kind"])), Words(each["kdf"])) for each in told)
    return Answer(kind="key-list", data=lambda: told, page=lambda: (Table(columns, rows), *_advice(described)))


@app.command()
@verb()
def add(desk: Desk, name: NameArgument) -> Answer:
    """Add another passphrase, for somebody else or for another place. It first asks for the present one.

    A script gives the new one in CJ_NEW_PASSPHRASE_FILE or CJ_NEW_PASSPHRASE_COMMAND. Example: cj key add supervisor
    """
    described = _described(desk)
    slots.require_free(described, keys.slot_name(name))
    key, _way = proven(desk, described)
    slot = keys.wrap(key, chosen(desk, NEW), described.id, desk.world.cost, name=keys.slot_name(name))
    made = slots.add(_journal(desk, described, key), slot)
    noted(desk, made, key, KeyChange.ADDED, slot.name)
    return _changed(made, _("Added: {name}.").format(name=name))


@app.command()
@verb()
def change(
    desk: Desk,
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help=N_("Which passphrase; the one you type if you leave it out.")),
    ] = "",
) -> Answer:
    """Change a passphrase. The journal itself is not rewritten; earlier backups still open with the old one.

    Examples: cj key change · cj key change supervisor
    """
    described = _described(desk)
    key, opened = proven(desk, described)
    used = "passphrase" if opened.slot.kind == recovery.KIND else opened.slot.name
    known = slots.require_kind(described, name or used, "passphrase")
    slot = keys.wrap(key, chosen(desk, NEW), described.id, desk.world.cost, name=known.name)
    made = slots.exchange(_journal(desk, described, key), slot)
    noted(desk, made, key, KeyChange.CHANGED, slot.name)
    return _changed(made, _("Changed: {name}.").format(name=slot.name))


@app.command()
@verb()
def remove(desk: Desk, name: NameArgument) -> Answer:
    """Remove a way in. The last passphrase stays. Anybody who kept the journal key may still open older copies.

    Example: cj key remove supervisor
    """
    described = _described(desk)
    slots.require_another(described, name)
    key, _way = proven(desk, described)
    desk.confirm(_("Remove “{name}”? It will no longer open this journal.").format(name=name))
    made = slots.remove(_journal(desk, described, key), name)
    noted(desk, made, key, KeyChange.REMOVED, name)
    return _changed(made, _("Removed: {name}.").format(name=name))


@app.command(name="recovery")
@verb()
def recovery_(
    desk: Desk,
    qr: Annotated[
        bool, typer.Option("--qr/--no-qr", help=N_("On a printed sheet: a QR code of the words for a phone to read."))
    ] = True,
) -> Answer:
    """Make twelve recovery words to keep on paper: they open the journal if you forget the passphrase.

    They are shown once; then you are asked for three of them. Earlier words stop working. With --yes the words are only
    printed, as a sheet with a QR code or for a script, and you are asked nothing. A photo of the sheet is a key too.

    Examples: cj key recovery · cj key recovery --yes | lpr
    """
    described = _described(desk)
    key, _way = proven(desk, described)
    by_hand = desk.can_ask and not desk.flags.get("yes")
    if not by_hand and not desk.flags.get("yes"):
        raise AnswerNeeded(options="--yes")
    words = copied(desk) if by_hand else recovery.new_words()
    made = keep_words(desk, key, described, words)
    if not by_hand and any(slot.kind == recovery.KIND for slot in described.slot):
        desk.tell(_("The recovery words made before these no longer work. Throw the old paper away."))
    if by_hand:
        return _changed(made, _("These words now open this journal. Keep the paper away from this computer."))
    code = () if desk.screen.is_plain or not qr else qr_lines(words, on_paper=not desk.screen.draws)
    sheet = (Prose(Words(line)) for line in _sheet(made, words, desk.today, tuple(code)))
    return said("recovery-words", {"journal": made.id, "words": words}, *sheet, wrote=True)


@app.command(name="renew")
@verb()
def renew_(desk: Desk) -> Answer:
    """Seal the whole journal with a new key, in case somebody got hold of the old one.

    You are asked for your passphrase, which stays the same. Other passphrases and the recovery words stop working: make
    new ones. Earlier backups open as before. Copies on other machines can no longer be merged.

    Example: cj key renew
    """
    described = _described(desk)
    key, opened = proven(desk, described)
    passphrase = opened.typed if opened.slot.kind != recovery.KIND else chosen(desk, NEW)
    ended = [slot.name for slot in described.slot if slot.name != "passphrase"]
    told = _("Seal everything with a new key?")
    if ended:
        told = _("Seal everything with a new key? These ways in will stop working: {names}.")
    desk.confirm(told.format(names=", ".join(ended)))
    fresh = keys.new_key()
    slot = keys.wrap(fresh, passphrase, described.id, desk.world.cost)
    try:
        journal = _journal(desk, described, key)
        with desk.progress(_("Sealing"), 3 * len(journal.log_names())) as step:
            lines = renew(journal, fresh, slot, desk.hand(), step)
    finally:
        unlocking.place(desk.env, described).forget()
    done = ngettext("{n} line was sealed with the new key.", "{n} lines were sealed with the new key.", lines).format(
        n=lines
    )
    made = header.read(desk.folder)
    noted(desk, made, fresh, KeyChange.RENEWED)
    return _changed(made, done)


@app.command()
@verb()
def test(desk: Desk) -> Answer:
    """Try a passphrase or the recovery words, without changing anything. Do it once a year.

    Example: cj key test
    """
    described = _described(desk)
    _key, way = proven(desk, described)
    slot = way.slot
    told = _("It works: {name} ({kind}).").format(name=slot.name, kind=_kind(slot.kind))
    return said("key-test", {"name": slot.name, "kind": slot.kind}, Prose(Words(told, Tone.GOOD)))


def _described(desk: Desk) -> Header:
    """The header, to be changed. Raises NotSealed, or HeaderExchanged if it is not the one this machine saw last."""
    described = header.read(desk.folder)
    unlocking.known(desk.env, desk.folder).require(described)
    slots.require_sealed(described)
    return described


def _journal(desk: Desk, described: Header, key: bytes) -> Journal:
    memory = in_memory(runtime_folder(desk.env), described.id)
    return Journal(desk.folder, described, key, desk.hand(), state=desk.state, memory=memory)


def _changed(described: Header, sentence: str) -> Answer:
    return Answer(
        kind="keys",
        data=lambda: {"ways": _told(described)},
        page=lambda: (Prose(Words(sentence, Tone.GOOD)), *_advice(described)),
        wrote=True,
    )


def _told(described: Header) -> list[dict[str, str]]:
    return [{"name": slot.name, "kind": slot.kind} for slot in described.slot]


def _advice(described: Header) -> tuple[Prose, ...]:
    if any(slot.kind == recovery.KIND for slot in described.slot):
        return ()
    told = _(
        "There are no recovery words yet: if you forget the passphrase, everything is lost. Make some: cj key recovery"
    )
    return (Prose(Words(told, Tone.WARN)),)


def _kind(kind: str) -> str:
    return _(recovery.IT_IS) if kind == recovery.KIND else _("passphrase")


def _sheet(described: Header, words: str, day: date, code: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of the sheet with the recovery words; `code` are those of their QR code."""
    a_key = _("Whoever has this sheet, or a photo of it, can open the journal. Keep it as you would a key.")
    return (
        _("Recovery words of a casejournal, {day}").format(day=dates.short(day)),
        _("Journal {id}").format(id=described.id),
        *numbered(words).split("\n"),
        _("To open it, run cj unlock and type the words in this order, with spaces, instead of the passphrase."),
        *code,
        a_key,
    )
