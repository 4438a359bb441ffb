"""`cj status`: where the journal is, whether it is locked, what it holds."""

from pathlib import PurePosixPath
from typing import Any

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, unlocking
from casejournal.domain import dates
from casejournal.domain.kinds import CASE, GROUP
from casejournal.render.page import Answer, Facts, Heading, Tone, Words, said, section
from casejournal.storage import drafts, header, recovery, unlocked, weaker
from casejournal.storage.file_log import FOLDERS, log_sizes, set_aside
from casejournal.storage.foreign import What, foreign
from casejournal.storage.header import Header
from casejournal.storage.last_backup import OLD, last_backup
from casejournal.storage.platform import in_memory, runtime_folder
from casejournal.words import _, ngettext

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def status(desk: Desk) -> Answer:
    """Show where the journal is, whether it is locked, and how much is in it. Works while it is locked."""
    described = header.read(desk.folder)
    facts = _facts(desk, described)
    return said("status", facts, *_page(desk, facts))


def _facts(desk: Desk, described: Header) -> dict[str, Any]:
    kept = unlocking.place(desk.env, described)
    opened = kept.open(desk.now()) if described.sealed else None
    unlocked.sweep(kept.folder, desk.now())
    logs = {name: size for name, size in log_sizes(desk.folder).items() if size >= 0}
    return {
        "folder": str(desk.folder),
        "id": described.id,
        "created": described.created,
        "sealed": described.sealed,
        "practice": described.practice,
        "last_backup": _last_backup(desk, described),
        "ways_in": [slot.name for slot in described.slot],
        "recovery_words": any(slot.kind == recovery.KIND for slot in described.slot),
        "unlocked_until": opened.until if opened else None,
        "unlocked_at_most_until": opened.latest if opened else None,
        "key_in_kernel": opened.in_kernel if opened else None,
        "key_folder": str(kept.folder) if described.sealed else None,
        "key_in_memory": in_memory(kept.folder) if described.sealed else None,
        "cases": sum(name.startswith(FOLDERS[CASE]) for name in logs),
        "groups": sum(name.startswith(FOLDERS[GROUP]) for name in logs),
        "drafts": len(drafts.refs(desk.folder, drafts.in_memory(runtime_folder(desk.env), described.id))),
        "bytes": sum(logs.values()),
        "foreign": [each.facts for each in foreign(desk.folder)],
        "set_aside": [PurePosixPath(name).name for name in set_aside(desk.folder)],
        "left_behind": [str(path) for path in drafts.left_behind(runtime_folder(desk.env))],
        "worker": desk.worker,
        "weaker_here": weaker.promises(desk.folder),
    }


def _last_backup(desk: Desk, described: Header) -> dict[str, Any] | None:
    found = last_backup(desk.state, described.id)
    return {"at": found[0], "file": found[1], "days": dates.days_since(found[0], desk.now())} if found else None


def _page(desk: Desk, facts: dict[str, Any]) -> tuple[Heading, Facts]:
    rows = [
        (_("Folder"), Words(facts["folder"])),
        (_("Created"), Words(facts["created"])),
        (_("State"), _state(desk, facts)),
        (_("Contents"), Words(_holds(facts))),
        (_("Worker"), Words(facts["worker"])),
    ]
    if facts["ways_in"]:
        advice = "" if facts["recovery_words"] else " ({})".format(_("no recovery words: cj key recovery"))
        tone = Tone.PLAIN if facts["recovery_words"] else Tone.WARN
        rows.append((_("Ways in"), Words(", ".join(map(_called, facts["ways_in"])) + advice, tone)))
    if facts["unlocked_until"]:
        rows.append((_("Key kept"), Words(_where(facts), Tone.QUIET)))
    last = facts["last_backup"]
    if last:
        ago = dates.ago(last["at"], desk.now())
        told = Words(
            f"{dates.moment(last['at'])} ({ago}), {last['file']}",
            Tone.PLAIN if 0 <= last["days"] <= OLD else Tone.WARN,
        )
    else:
        told = Words(_("none was made on this machine: cj backup FILE"), Tone.WARN)
    rows.append((_("Last backup"), told))
    if facts["drafts"]:
        rows.append((_("Drafts"), Words(_("{n} not finished: cj draft list").format(n=facts["drafts"]), Tone.WARN)))
    if facts["left_behind"]:
        rows.append((_("Never recorded"), Words("\n".join(facts["left_behind"]), Tone.WARN)))
    if facts["foreign"]:
        named = "\n".join(_(What[each["what"].upper()].value).format(**each) for each in facts["foreign"])
        rows.append((_("Not used"), Words(named, Tone.WARN)))
    if facts["set_aside"]:
        rows.append((_("Set aside"), Words("\n".join(facts["set_aside"]), Tone.WARN)))
    if facts["weaker_here"]:
        rows.append((_("Weaker here"), Words("\n".join(map(_, facts["weaker_here"])), Tone.WARN)))
    return section(_("Journal"), top=True), Facts(tuple(rows))


def _called(way: str) -> str:
    """A way in: what it is, if it has no name of its own."""
    return {"passphrase": _("passphrase"), recovery.KIND: _(recovery.IT_IS)}.get(way, way)


def _where(facts: dict[str, Any]) -> str:
    if facts["key_in_kernel"]:
        return _("by the system, in its memory, until the time is up")
    if facts["key_in_memory"]:
        told = _("{folder} (in memory; once the time is up, the next command removes it)")
    else:
        told = _("{folder} (perhaps on a disk; once the time is up, the next command removes it)")
    return told.format(folder=facts["key_folder"])


def _holds(facts: dict[str, Any]) -> str:
    cases, groups, size = facts["cases"], facts["groups"], -(-facts["bytes"] // 1024)
    told = [ngettext("{n} case file", "{n} case files", cases).format(n=cases)]
    if groups:
        told.append(ngettext("{n} group", "{n} groups", groups).format(n=groups))
    return ", ".join([*told, f"{size} KiB"])


def _state(desk: Desk, facts: dict[str, Any]) -> Words:
    if facts["practice"]:
        return Words(_("a practice journal: everybody in it is made up"), Tone.WARN)
    if not facts["sealed"]:
        return Words(_("plain: anybody who opens the files can read them"), Tone.WARN)
    if facts["unlocked_until"]:
        until = facts["unlocked_until"].astimezone(desk.now().tzinfo)
        latest = facts["unlocked_at_most_until"].astimezone(desk.now().tzinfo)
        told = _("sealed, unlocked until {time} if it is not used, until {latest} at most")
        return Words(told.format(time=dates.clock(until), latest=dates.clock(latest)), Tone.WARN)
    return Words(_("sealed and locked"), Tone.GOOD)
