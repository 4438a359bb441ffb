"""The practice runs of this student: those in the folder of their own, and those used elsewhere on this machine."""

from datetime import datetime

import msgspec

from casejournal.desk import Desk
from casejournal.desk.practice.talk import is_practice, own_folder, remembered, talk_of
from casejournal.domain.practice.run import Run, Turn
from casejournal.errors import Failure
from casejournal.storage.file_log import TALK
from casejournal.storage.log import LogStorage


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A run: where its journal is, and how far it is."""

    folder: str
    vignette: str
    day: int
    sentences: int
    """How many the student has said."""


def begun(desk: Desk) -> dict[str, Begun]:
    """The runs by the name of the vignette; of several of one vignette, the one begun last. One that cannot be read is
    left out.
    """
    own = own_folder(desk)
    folders = sorted(own.iterdir()) if own.is_dir() else []
    found: dict[str, tuple[datetime, Begun]] = {}
    for folder in dict.fromkeys([*folders, *remembered(desk)]):
        try:
            if not is_practice(folder):
                continue
            storage = LogStorage(folder / TALK)
            storage.refresh()
        except (Failure, OSError):
            continue
        for doc in storage.documents(Run.table).values():
            run = msgspec.json.decode(doc, type=Run)
            turns = [msgspec.json.decode(each, type=Turn) for each in storage.documents(Turn.table).values()]
            talk = talk_of(run, tuple(each.mark for each in turns))
            told = Begun(
                folder=str(folder),
                vignette=run.vignette,
                day=talk.conversation.day,
                sentences=sum(each.move is not None for each in turns),
            )
            if run.vignette not in found or found[run.vignette][0] <= run.really_at:
                found[run.vignette] = (run.really_at, told)
    return {name: told for name, (_at, told) in found.items()}
