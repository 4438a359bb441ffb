"""`cj demo`: a fictional case, walked through every step there is, in a journal that is thrown away.

The story is data: `locale/<language>/demo.toml`.
"""

import re
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, World
from casejournal.desk.apart import apart
from casejournal.errors import ExitCode
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.words import LOCALE, _, language

app = typer.Typer(add_completion=False)

_PASSPHRASE = "a lamp, a river, nine stones"  # noqa: S105 - of a journal that lives for a second


class Scene(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of the story: what happens, the command that writes it down, and how it ends."""

    told: str = ""
    command: str
    ends: ExitCode = ExitCode.DONE


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the demo tells, in one language."""

    scene: tuple[Scene, ...]


def story(spoken: str) -> Story:
    """The story in that language; in English where the language has none."""
    told = (LOCALE / each / "demo.toml" for each in (spoken, "en"))
    return msgspec.toml.decode(next(path for path in told if path.exists()).read_bytes(), type=Story)


@app.command()
@verb()
def demo(desk: Desk) -> Answer:
    """Walk a fictional case and a group through every step there is, in a journal that is thrown away afterwards.

    Your own journal is not touched.
    """
    with TemporaryDirectory(prefix="cj-demo-") as folder:
        world = _stage(Path(folder), desk)
        scenes = story(language()).scene
        for scene in scenes:
            code = _act(desk, world, scene.told, _filled(world, scene.command))
            if code != scene.ends:
                stopped = _("The demo stopped at this step, which is a defect.")
                return said("demo", {"stopped_at": scene.command}, Prose(Words(stopped)), exit_code=code or 1)
    end = _("That is all; the demo journal is gone. Start your own: cj init")
    return said("demo", {"steps": len(scenes)}, Prose(Words(end, Tone.GOOD)))


def _stage(folder: Path, desk: Desk) -> World:
    """A world in which nothing of the worker's own is seen or touched."""
    passphrase = folder / "passphrase"
    passphrase.write_text(_PASSPHRASE, encoding="utf-8")
    return apart(desk.world, folder, {"CJ_PASSPHRASE_FILE": str(passphrase)})


def _filled(world: World, command: str) -> str:
    """The command with the refs that are only known by now: of the referral, of the task or note with a word in it."""
    if not re.search("REFERRAL|TASK:|NOTE:", command):
        return command
    journal = Desk(world, {}).journal
    files = [journal.case(case.ref) for case in journal.summaries()]
    tasks = {f"TASK:{word}": task.ref for file in files for task in file.tasks for word in task.what.split()}
    notes = {f"NOTE:{word}": note.ref for file in files for note in file.notes for word in note.body.split()}
    referral = next((each.ref for file in files for each in file.referrals), "")
    named = tasks | notes | {"REFERRAL": referral}
    return re.sub(r"(?:TASK|NOTE):\w+|REFERRAL", lambda word: named[word[0]], command)


def _act(desk: Desk, world: World, sentence: str, command: str) -> int:
    desk.screen.print(f"\n# {sentence}" if sentence else "")
    desk.screen.print("$ cj " + "\n    ".join(line.strip() for line in command.strip().splitlines()) + "\n")
    return desk.again([*shlex.split(_folded(command)), *desk.flags_given()], world)


def _folded(command: str) -> str:
    """The command on one line."""
    return " ".join(command.split())
