"""`cj demo`: a fictional case, walked through every step there is, in a journal that is thrown away."""

import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import typer

from casejournal.commands import verb
from casejournal.desk import Desk, World
from casejournal.domain.due import Who
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)

_PASSPHRASE = "a lamp, a river, nine stones"  # noqa: S105 - of a journal that lives for a second

STORY: tuple[tuple[str, str], ...] = (
    (N_("A journal, sealed with a passphrase."), "init"),
    (
        N_("Ibu Ratih comes on a neighbour's advice. She tells the problem that shows."),
        """
        intake --client "Ibu Ratih" --age 38 --on -7d --referred-by friend --voluntary --confidentiality-explained
            --presenting-problem "My boy will not go to school any more. Scolding does nothing."
            --area education --area family --household "Dimas, 12" --household "Ayu, 4"
            --safety concern --safety-note "She is alone with them, the rent is due, and the landlord shouts at them."
            --safe-contact-ways "message only" --safe-contact-never "the phone she shares with her brother-in-law"
        """,
    ),
    (
        N_("A first visit. The next step becomes a task, and waits on the screen of the day."),
        """
        note @ "Dimas let me see his school bag: no shoes that fit, and three letters about fees he never showed her.
            He is ashamed, not lazy. Ratih cried, then laughed. She wants to speak with the school herself."
            --on yesterday --channel visit --role counsellor --role advocate --minutes 50 --attendee Dimas
            --next-step "Go with Ratih to the class teacher" --next-on +3d
        """,
    ),
    (
        N_("Something for the client to do herself: participation is one of the six principles."),
        'task add @ "Look for the birth certificate" --who client --due tomorrow',
    ),
    (N_("A slip of the pen, taken back. It stays readable in the history."), 'note @ "This belongs to another case."'),
    ("", "undo --yes"),
    (N_("Her task is done."), 'task done TASK --evidence "She showed it to me."'),
    (N_("Everything about the case, on one screen."), "show ratih"),
    (N_("The morning: safety first."), "today"),
    (N_("Everything is as it was written."), "verify"),
)


@app.command()
@verb()
def demo(desk: Desk) -> Answer:
    """Walk a fictional case through every step there is, in a journal that is thrown away afterwards.

    Your own journal is not touched.
    """
    with TemporaryDirectory(prefix="cj-demo-") as folder:
        world = _stage(Path(folder), desk)
        for sentence, command in STORY:
            code = _act(desk, world, sentence, _filled(world, command))
            if code:
                stopped = _("The demo stopped at this step, which is a defect.")
                return said("demo", {"stopped_at": command}, Prose(Words(stopped)), exit_code=code)
    end = _("That was all of it; the demo journal is gone. Begin your own: cj init")
    return said("demo", {"steps": len(STORY)}, Prose(Words(end, Tone.GOOD)))


def _stage(folder: Path, desk: Desk) -> World:
    """A world in which nothing of the worker's own is seen or touched."""
    passphrase = folder / "passphrase"
    passphrase.write_text(_PASSPHRASE, encoding="utf-8")
    env = {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "CJ_JOURNAL": str(folder / "journal"),
        "CJ_PASSPHRASE_FILE": str(passphrase),
        "CJ_WORKER": "Rahma",
        "CJ_LANG": desk.flags.get("lang") or desk.config.value("lang"),
        "LANG": desk.env.get("LANG", ""),
    }
    return msgspec.structs.replace(desk.world, env=env)


def _filled(world: World, command: str) -> str:
    """The command with the ref of the client's task, which is only known by now."""
    if "TASK" not in command:
        return command
    cases = Desk(world, {}).journal.summaries()
    return command.replace("TASK", next(due.ref for case in cases for due in case.due if due.who is Who.CLIENT))


def _act(desk: Desk, world: World, sentence: str, command: str) -> int:
    if sentence:
        desk.screen.print(f"\n# {_(sentence)}")
    desk.screen.print("$ cj " + "\n    ".join(line.strip() for line in command.strip().splitlines()) + "\n")
    return desk.again([*shlex.split(_folded(command)), *desk.flags_given()], world)


def _folded(command: str) -> str:
    """The command on one line."""
    return " ".join(command.split())
