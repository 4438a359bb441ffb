"""Other programs with the same records: jrnl, Taskwarrior, and TinyDB with its own storage.

They are measured where they are installed and nowhere brought along. They keep their records unsealed, which is in
their favour. Each is asked for the nearest thing it has: add one, show what belongs to one case, list the cases.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import story
from measure import Command, always, in_turn
from place import Place

PATIENCE = 60.0
"""Seconds of pairs for one ratio: some peers take minutes for one command."""
_TASK_VERSION = re.compile(r"[23]\.\d+\.\d+\s*")


class Peer(NamedTuple):
    """A program with the records in it."""

    name: str
    commands: Mapping[str, Command]
    """What answers to note, show, list and search."""


class NotHere(Exception):
    """The program is not on this machine, or does not take the records."""


def on_this_machine(place: Place, records: int) -> Iterator[Peer]:
    """Each peer that is here, filled with as many records. Says on stderr which ones are not."""
    now = datetime.now(UTC)
    cases = list(story.cases(*story.shape(records), now))
    for prepare in (taskwarrior, jrnl, tinydb):
        folder = place.folder / f"{prepare.__name__}-{records}"
        folder.mkdir()
        try:
            yield prepare(folder, place.env, cases)
        except NotHere as reason:
            sys.stderr.write(f"{prepare.__name__} is left out: {reason}\n")
        shutil.rmtree(folder)


def taskwarrior(folder: Path, env: Mapping[str, str], cases: Sequence[story.Case]) -> Peer:
    """A note is a task, a case is a project."""
    task = _found("task", env)
    rc = folder / "taskrc"
    rc.write_text(f"data.location={folder}\nconfirmation=off\nnews.version=99\n", encoding="utf-8")
    mine = {**env, "TASKRC": str(rc), "TASKDATA": str(folder)}
    if not _TASK_VERSION.fullmatch(_said([task, "--version"], mine)):
        raise NotHere("the `task` on this machine is another program")
    records = folder / "records.json"
    with records.open("w", encoding="utf-8") as file:
        for entry in _entries(cases):
            told = {"description": entry.text, "project": entry.case, "entry": f"{entry.moment:%Y%m%dT%H%M%SZ}"}
            file.write(json.dumps({**told, "status": "pending"}) + "\n")
    _said([task, "import", str(records)], mine)
    return _peer(
        f"Taskwarrior {_said([task, '--version'], mine).strip()}",
        mine,
        cases,
        add=lambda ref: [task, "add", f"project:{ref}", story.TEXT],
        show=lambda ref: [task, f"project:{ref}", "list"],
        all_cases=[task, "projects"],
        search=lambda words: [task, f"/{words}/", "list"],
    )


def jrnl(folder: Path, env: Mapping[str, str], cases: Sequence[story.Case]) -> Peer:
    """A note is an entry, a case is a tag."""
    program = _found("jrnl", env)
    records, config = folder / "records.txt", folder / "jrnl.yaml"
    with records.open("w", encoding="utf-8") as file:
        for entry in sorted(_entries(cases), key=lambda entry: entry.moment):
            file.write(f"[{entry.moment:%Y-%m-%d %H:%M}] {_tag(entry.case)}\n{entry.text}\n\n")
    config.write_text(_JRNL.format(records=records), encoding="utf-8")
    words = [program, "--config-file", str(config)]
    release = _said([*words, "--version"], env).split()[1]
    return _peer(
        f"jrnl {release}",
        env,
        cases,
        add=lambda ref: [*words, f"today: {_tag(ref)} {story.TEXT}"],
        show=lambda ref: [*words, _tag(ref)],
        all_cases=[*words, "--tags"],
        search=lambda looked_for: [*words, "-contains", looked_for],
    )


def tinydb(folder: Path, env: Mapping[str, str], cases: Sequence[story.Case]) -> Peer:
    """A note is a document, all in one JSON file, as TinyDB does it by itself."""
    path = folder / "records.json"
    documents = {
        str(number): {"ref": entry.ref, "case": entry.case, "at": entry.moment.isoformat(), "body": entry.text}
        for number, entry in enumerate(_entries(cases), 1)
    }
    path.write_text(json.dumps({"_default": documents}), encoding="utf-8")

    def python(does: str) -> list[str]:
        return [sys.executable, "-c", f"from tinydb import TinyDB, where; db = TinyDB({str(path)!r}); {does}"]

    return _peer(
        "stock TinyDB",
        env,
        cases,
        add=lambda ref: python(f"db.insert({{'ref': 'N-0000', 'case': {ref!r}, 'at': '', 'body': {story.TEXT!r}}})"),
        show=lambda ref: python(f"print(db.search(where('case') == {ref!r}))"),
        all_cases=python("print(sorted({note['case'] for note in db.all()}))"),
        search=lambda words: python(f"print(db.search(where('body').search({words!r})))"),
    )


_JRNL = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals:
  default: {{journal: {records}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
version: v4.2
"""


def _peer(
    name: str,
    env: Mapping[str, str],
    cases: Sequence[story.Case],
    *,
    add: Callable[[str], list[str]],
    show: Callable[[str], list[str]],
    all_cases: list[str],
    search: Callable[[str], list[str]],
) -> Peer:
    refs = [case.ref for case in cases]
    return Peer(
        name,
        {
            "note": Command(f"{name}, add one", in_turn(refs, add), env),
            "show": Command(f"{name}, show one case", in_turn(refs, show), env),
            "list": Command(f"{name}, list the cases", always(*all_cases), env),
            "search": Command(f"{name}, search", always(*search(story.RARE)), env),
            "search often": Command(f"{name}, search", always(*search(story.OFTEN)), env),
        },
    )


def _entries(cases: Sequence[story.Case]) -> Iterator[story.Contact]:
    """The intake of each case and its contacts, as what a peer can hold: a text with a date and a case."""
    for case in cases:
        yield story.Contact(case.ref, case.ref, case.opened, case.problem)
        yield from case.contacts
        if case.next_step:
            yield story.Contact(case.ref, case.task, case.contacts[-1].moment, case.next_step)


def _tag(ref: str) -> str:
    return "@" + ref.replace("-", "").lower()


def _found(program: str, env: Mapping[str, str]) -> str:
    path = shutil.which(program, path=env["PATH"])
    if path is None:
        raise NotHere("it is not on the PATH")
    return path


def _said(words: Sequence[str], env: Mapping[str, str]) -> str:
    ended = subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise NotHere(f"{words[0]} ended with {ended.returncode}: {ended.stderr.strip()[:200]}")
    return ended.stdout
