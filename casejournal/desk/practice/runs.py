"""The practice runs of this student: those in the folder of their own, and those used elsewhere on this machine."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from casejournal.desk import Desk
from casejournal.desk.practice.talk import is_practice, own_folder, remembered, talk_of
from casejournal.domain.kinds import PRACTICE
from casejournal.domain.practice.run import Attempt, PracticeFile
from casejournal.errors import Failure
from casejournal.storage.file_log import TALK, read_file
from casejournal.storage.log import LogStorage
from casejournal.words import _


def begun(desk: Desk) -> dict[str, Attempt]:
    """The runs by the name of the vignette; of several of one vignette, the one begun last."""
    return {each.talk.vignette.name: each for each in attempts(desk, ())}


def attempts(desk: Desk, folders: Sequence[Path]) -> list[Attempt]:
    """The runs in these folders, or all of the student's, by the day on which they were really begun. One that cannot
    be read is told and left out.
    """
    own = own_folder(desk)
    known = folders or [*(sorted(own.iterdir()) if own.is_dir() else []), *remembered(desk)]
    found = [each for folder in dict.fromkeys(known) for each in _attempt(desk, folder)]
    return sorted(found, key=attrgetter("talk.run.really_at"))


def _attempt(desk: Desk, folder: Path) -> Iterator[Attempt]:
    """The run in a folder, if there is one."""
    try:
        if not is_practice(folder):
            return
        storage = LogStorage(folder / TALK)
        storage.refresh()
        file = read_file(PRACTICE, storage)
        if not isinstance(file, PracticeFile) or file.run is None:
            return
        talk = talk_of(file.run, file.marks)
    except (Failure, OSError):
        desk.tell(_("{folder} cannot be read; it is left out.").format(folder=folder))
        return
    yield Attempt(folder=str(folder), talk=talk, feedbacks=file.feedbacks)
