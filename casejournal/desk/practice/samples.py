"""The sample runs of a vignette, done with the real commands in a journal that is thrown away."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from casejournal.desk import Desk
from casejournal.desk.apart import apart
from casejournal.desk.practice.beginning import begin
from casejournal.desk.practice.looking import looked_at
from casejournal.desk.practice.talk import talk, write_down
from casejournal.desk.screen import captured
from casejournal.domain.practice.conversation import Conversation, Mark
from casejournal.domain.practice.feedback import Ended
from casejournal.domain.practice.move import WAIT, Brings, move_meant
from casejournal.domain.practice.run import LONGEST_WAIT
from casejournal.domain.practice.vignette import Sample, Vignette
from casejournal.errors import Failure
from casejournal.storage import disk
from casejournal.words import N_, Phrase, _

COMMANDS: dict[str, tuple[str, ...]] = {
    "intake": ("intake",),
    "safety": ("safety", "@"),
    "assess": ("assess", "@"),
    "plan": ("plan", "@"),
    "task": ("task", "add", "@"),
    "task_done": ("task", "done", "TASK"),
    "note": ("note", "@"),
    "consent": ("consent", "@"),
    "refer": ("refer", "@"),
    "refer_update": ("refer", "update", "REFERRAL", "STATUS"),
    "letter": ("letter", "REFERRAL"),
    "review": ("review", "@"),
    "checklist": ("principles", "checklist", "OWNER"),
    "close": ("close", "@"),
    "group_form": ("group", "form"),
    "group_join": ("group", "join", "@"),
    "group_session": ("group", "session", "@"),
    "group_review": ("group", "review", "@"),
    "group_close": ("group", "close", "@"),
    "supervision": ("supervision", "OWNER"),
    "process": ("process", "OWNER"),
}
"""The command that each verb of a sample run is. Words in capitals are found in the journal."""
WRITE = "write"
"""The step at which the next record of a verb is written."""
_KEY = re.compile(r"\[([a-z]\w*)\]")
_NEVER = 999
"""The number that stands for a line which was not heard."""


class Refused(msgspec.Struct, frozen=True):
    """A step of a sample run that could not be done, and what cj said."""

    step: str
    problem: str


class Done(msgspec.Struct, frozen=True):
    """A sample run that was done: how the items ended, or where it stopped."""

    ends: tuple[Ended, ...] = ()
    refused: Refused | None = None


def done(desk: Desk, source: str, vignette: Vignette, sample: Sample) -> Done:
    """Do the sample run. Nothing of the worker's own is seen or touched."""
    with TemporaryDirectory(prefix="cj-practice-") as folder:
        world = apart(desk.world, Path(folder), {}, asks=None, now=_Ticking(desk.world.now()))
        there = Desk(world, {"no_input": True}, desk.again)
        step = ""
        try:
            begin(there, source, vignette, again=False)
            for step, verb, answers in _steps(sample):
                problem = _act(there, Path(folder), step, verb, answers)
                if problem:
                    return Done(refused=Refused(step=f"{step} {verb}".strip(), problem=problem))
            with captured():
                return Done(ends=looked_at(there).ends)
        except Failure as failure:
            return Done(refused=Refused(step=step, problem=f"{failure.message()} {failure.hint()}".strip()))


class _Ticking:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """The next second."""
        self._now += timedelta(seconds=1)
        return self._now


def _steps(sample: Sample) -> Iterator[tuple[str, str, Any]]:
    """The steps in their order: a mark, or a verb with its answers. What no step names is written at the end."""
    left = {verb: [*each] if isinstance(each, list) else [each] for verb, each in sample.writes.items()}
    for move in sample.moves:
        first, _space, rest = move.partition(" ")
        if first == WRITE:
            verb = rest.strip().replace(" ", "_")
            yield move, verb if left.get(verb) else "", left[verb].pop(0) if left.get(verb) else None
        else:
            yield move, "", None
    for verb, answers in left.items():
        for each in answers:
            yield WRITE, verb, each


def _act(there: Desk, folder: Path, step: str, verb: str, answers: Any) -> str:
    """Do a step; what is wrong with it, else nothing."""
    if verb:
        return _write(there, folder, verb, answers)
    first, _space, rest = step.partition(" ")
    return _wait(there, rest) if first == WAIT else _say(there, first, rest.strip())


def _wait(there: Desk, span: str) -> str:
    days = span.strip().removesuffix("d")
    if not days.isdecimal() or len(days) > len(str(LONGEST_WAIT)) or not 0 < int(days) <= LONGEST_WAIT:
        return _("it does not say how many days")
    write_down(there, Mark(days=int(days)), "practice wait")
    return ""


def _say(there: Desk, word: str, topic: str) -> str:
    move, now = move_meant(word), talk(there)
    if move is None or move not in now.vignette.offered:
        return _(_NO_MOVE).format(word=word)
    if topic and topic not in now.conversation.topics:
        return _("nobody has spoken of {topic} by then").format(topic=topic)
    if not (topic or now.conversation.topic) and now.vignette.effect(move).brings is not Brings.NOTHING:
        return _("it does not say what it is about")
    write_down(there, Mark(move=move, topic=topic), "practice say")
    return ""


_NO_MOVE: Phrase = N_("{word} is no move, or nothing is left to write")


def _write(there: Desk, folder: Path, verb: str, answers: Any) -> str:
    command = COMMANDS.get(verb)
    if command is None or not isinstance(answers, Mapping):
        return _("there is no verb {verb}, or it has no answers").format(verb=verb)
    given = _numbered(dict(answers), talk(there).conversation)
    words = [_found(there, word, given) for word in command]
    if "" in words:
        return _("there is nothing in the journal that it could be about")
    disk.replace(folder / "answers.json", msgspec.json.encode(given))
    again = (*words, "--from", str(folder / "answers.json"), "--no-input", "--yes", "--json")
    with captured() as said:
        code = there.again(again, there.world)
    there.work_in(there.folder)
    return "" if code == 0 else _problem(said.getvalue())


def _found(there: Desk, word: str, given: dict[str, Any]) -> str:
    """The word of a command line; for one in capitals what it stands for, empty if there is none."""
    if word == "STATUS":
        return str(given.pop("status", "")).lstrip("-")  # a word of a stranger is never an option
    if word == "OWNER":
        return next((each.ref for each in there.journal.labels.every), "")
    if word not in {"REFERRAL", "TASK"}:
        return word
    files = [there.journal.file(each.ref) for each in there.journal.labels.every]
    if word == "TASK":
        about = str(given.pop("task", ""))
        return next((task.ref for file in files for task in file.open_tasks if about in task.what), "")
    refs = [record.ref for file in files for record in file.table("referrals")]
    return refs[-1] if refs else ""


def _numbered(value: Any, heard: Conversation) -> Any:
    """The answers with the number of a line where its key stands in brackets."""
    if isinstance(value, dict):
        return {name: _numbered(each, heard) for name, each in value.items()}
    if isinstance(value, list):
        return [_numbered(each, heard) for each in value]
    if not isinstance(value, str):
        return value
    keys = heard.vignette.keys
    return _KEY.sub(lambda key: f"[{heard.number(key[1]) or _NEVER}]" if key[1] in keys else key[0], value)


def _problem(said: str) -> str:
    """The message of the failure that a command told."""
    for line in said.splitlines():
        try:
            told = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.MsgspecError:
            continue
        if "message" in told:
            return f"{told['message']} {told.get('hint', '')}".strip()
    return said.strip()
