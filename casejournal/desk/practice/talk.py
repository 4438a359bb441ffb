"""The talk of a practice run at the desk: which journal is meant, what was said so far, and one more sentence."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import msgspec

from casejournal.desk import Desk
from casejournal.desk.practice.refusals import InPractice, NoRun, NotPractice, PractisedElsewhere
from casejournal.domain.kinds import PRACTICE
from casejournal.domain.practice.conversation import Mark, replay
from casejournal.domain.practice.run import Moment, PracticeFile, Run, Talk, Turn, morning
from casejournal.errors import CannotRead, DiskRefused, Failure
from casejournal.knowledge import vignettes
from casejournal.render.practice.talk import use_line
from casejournal.storage import disk, header
from casejournal.storage.drawer import Drawer
from casejournal.storage.foreign import log_copied
from casejournal.storage.platform import user_folder
from casejournal.storage.refusals import NoJournal, NotAFolder
from casejournal.words import _, storable

_REMEMBERED = "practice"
"""The name of the file, in the state folder, with the paths of the practice journals used on this machine."""
_MOST = 200


def is_practice(folder: Path) -> bool:
    """Whether there is a practice journal."""
    try:
        return header.read(folder).practice
    except NoJournal:
        return False


def require_no_practice(desk: Desk) -> None:
    """Raises InPractice in a practice journal: what comes from elsewhere may be about somebody real."""
    if is_practice(desk.folder):
        raise InPractice(folder=str(desk.folder))


def require_of_this_practice(desk: Desk, copy: Path) -> None:
    """Raises InPractice in a practice journal, if a copy of a log is of none that it has: both begin with one line."""
    name = log_copied(copy.name)
    if not name or not is_practice(desk.folder):
        return
    own = desk.folder / name
    if not own.exists() or _first_line(own) != _first_line(copy):
        raise InPractice(folder=str(desk.folder))


def _first_line(log: Path) -> bytes:
    return disk.read(log).partition(b"\n")[0].rstrip()


def own_folder(desk: Desk) -> Path:
    """Where practice journals lie unless another place is named."""
    return user_folder("data", desk.env) / "practice"


def choose_journal(desk: Desk) -> None:
    """From now on the desk's journal is the practice journal that is meant: the one that --journal or CJ_JOURNAL names,
    else the one last used, which is told. Raises NotPractice for another journal named by --journal, or NoRun.
    """
    if is_practice(desk.folder):
        return
    if desk.flags.get("journal"):
        header.read(desk.folder)
        raise NotPractice(folder=str(desk.folder))
    last = _last_used(desk)
    if last is None:
        raise NoRun
    desk.work_in(last)
    desk.tell(_("Practice journal: {folder}").format(folder=last))


def or_practised(desk: Desk, missing: NoJournal) -> NoJournal:
    """The failure to tell where a journal is missing: if none was named and somebody practises here, with the line
    that leads there.
    """
    last = None if desk.config.value("journal") else _last_used(desk)
    if last is None:
        return missing
    return PractisedElsewhere(folder=str(desk.folder), practice=str(last), line=use_line(str(last), desk.env))


def talk(desk: Desk) -> Talk:
    """The talk in the practice journal that is meant. Raises what `choose_journal` does, NoRun, or Damaged."""
    choose_journal(desk)
    file = practice_file(desk)
    if file.run is None:
        raise NoRun
    _remember(desk)
    return talk_of(file.run, file.marks)


def talk_of(run: Run, marks: tuple[Mark, ...]) -> Talk:
    """The talk that these marks make."""
    read = vignettes.read(run.source, run.vignette)
    return Talk(run, read, replay(read, marks))


def practice_file(desk: Desk) -> PracticeFile:
    """What is said in the journal; nothing if it is no practice journal. Raises Damaged."""
    return cast("PracticeFile", desk.journal.file(PRACTICE))


def writing(desk: Desk, command: str) -> AbstractContextManager[Drawer[PracticeFile]]:
    """Write to the talk: see `Journal.writing`."""
    return cast("AbstractContextManager[Drawer[PracticeFile]]", desk.journal.writing_file(PRACTICE, command))


def write_down(desk: Desk, mark: Mark, command: str) -> Talk:
    """Write down one more mark, and return the talk with what came of it. If days pass, the clock then shows the
    morning of that day.

    Another `cj` may have written meanwhile; the answer is to all that was said before.
    """
    with writing(desk, command) as drawer:
        file = drawer.file
        if file.run is None:
            raise NoRun
        then = morning(desk.now().date() + timedelta(days=mark.days), desk.now()) if mark.days else None
        stamp = stamped(desk, drawer, Turn, then)
        drawer.put(Turn(**stamp, move=mark.move, topic=mark.topic, said=mark.said, days=mark.days))
        return talk_of(file.run, (*file.marks, mark))


def stamped(desk: Desk, drawer: Drawer[PracticeFile], kind: type[Moment], at: datetime | None = None) -> dict[str, Any]:
    """What a moment of the run begins with: `Drawer.stamp`, and when it is really written. `at` sets the practice
    clock.
    """
    clock = {} if at is None else {"on": at.date(), "recorded_at": at}
    return drawer.stamp(kind) | clock | {"really_at": desk.world.now()}


def remembered(desk: Desk) -> list[Path]:
    """The folders of the practice journals used on this machine, the one last used first. Some may be gone."""
    try:
        return [Path(each) for each in msgspec.json.decode(disk.read(desk.state / _REMEMBERED), type=list[str])]
    except (CannotRead, msgspec.MsgspecError):
        return []


def _remember(desk: Desk) -> None:
    """Remember the desk's journal as the practice journal last used. If it cannot be saved, that is ignored."""
    own, before = desk.folder.absolute(), remembered(desk)
    if before[:1] == [own]:
        return
    known = [str(each) for each in dict.fromkeys([own, *before])][:_MOST]
    try:
        disk.private_folder(desk.state)
        disk.replace(desk.state / _REMEMBERED, msgspec.json.encode([storable(each) for each in known]), synced=False)
    except (DiskRefused, NotAFolder):
        pass


def _last_used(desk: Desk) -> Path | None:
    """The folder of the practice journal last used on this machine that is still there; None if there is none."""
    return next((each for each in remembered(desk) if _may_be_practice(each)), None)


def _may_be_practice(folder: Path) -> bool:
    try:
        return is_practice(folder)
    except Failure:
        return False
