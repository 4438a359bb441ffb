"""How a practice run begins: a new plain journal, marked as practice for ever, with the vignette and its agencies."""

from pathlib import Path
from typing import Any

from casejournal.desk import Desk, unlocking
from casejournal.desk.directory import writing as writing_directory
from casejournal.desk.founding import require_empty
from casejournal.desk.practice.refusals import NotPractice, RunAlready
from casejournal.desk.practice.runs import begun
from casejournal.desk.practice.talk import is_practice, own_folder, practice_file, stamped, talk_of, writing
from casejournal.domain.agency import Agency
from casejournal.domain.practice.run import Run, morning
from casejournal.domain.practice.vignette import Vignette
from casejournal.forms import options, records
from casejournal.render.practice.talk import use_line
from casejournal.storage import header
from casejournal.storage.founding import create
from casejournal.storage.refusals import NoJournal


def begin(desk: Desk, source: str, vignette: Vignette, *, again: bool) -> None:
    """Make the journal and write the beginning of the run into it. The desk works in it from now on.

    With `again` a folder beside the one of the first time is taken. Raises RunAlready, NotPractice or FolderNotEmpty.
    """
    desk.work_in(_place(desk, vignette.name, again=again))
    folder, real = desk.folder, desk.world.now()
    if not is_practice(folder):
        made = create(folder, key=None, now=real, slots=lambda _id: (), practice=True)
        unlocking.known(desk.env, folder).found(made)
    _put_agencies(desk, vignette)
    with writing(desk, "practice start") as drawer:
        if drawer.file.run:  # another process was first
            raise RunAlready(name=vignette.name, day=0, line=_line(desk))
        drawer.put(Run(**stamped(desk, drawer, Run, morning(real.date(), real)), vignette=vignette.name, source=source))
    desk.work_in(folder)  # from here on by the practice clock


def _place(desk: Desk, name: str, *, again: bool) -> Path:
    """The folder for the journal: the one that is named and free, else one of its own below the student's data.

    A journal of real people is never taken: where CJ_JOURNAL names one, the run gets a folder of its own. Where none is
    named, a case that was begun in whatever folder is gone on with there.
    """
    named = desk.folder if desk.config.value("journal") else None
    if named is not None and (is_practice(named) or not _holds_a_journal(named)):
        _require_free(desk, named)
        return named
    if desk.flags.get("journal"):
        raise NotPractice(folder=str(named))
    elsewhere = None if named or again else begun(desk).get(name)
    if elsewhere is not None:
        _require_free(desk, Path(elsewhere.folder))
    place, number = own_folder(desk) / name, 1
    while again and _holds_a_journal(place):
        number += 1
        place = own_folder(desk) / f"{name}-{number}"
    _require_free(desk, place)
    return place


def _holds_a_journal(folder: Path) -> bool:
    try:
        header.read(folder)
    except NoJournal:
        return False
    return True


def _line(desk: Desk) -> str:
    return use_line(str(desk.folder.absolute()), desk.env)


def _require_free(desk: Desk, folder: Path) -> None:
    """Raises RunAlready if a run was begun there, NotPractice if somebody is in it, else FolderNotEmpty."""
    if is_practice(folder):
        desk.work_in(folder)
        file = practice_file(desk)
        if file.run:
            day = talk_of(file.run, file.marks).conversation.day
            raise RunAlready(name=file.run.vignette, day=day, line=_line(desk))
        if desk.journal.labels.every:  # they were there before: whatever it says, it is no practice journal
            raise NotPractice(folder=str(folder))
    else:
        require_empty(folder)


def _put_agencies(desk: Desk, vignette: Vignette) -> None:
    """The agencies of the vignette as entries of the directory, so that `cj refer` knows them. Those that a beginning
    that was stopped has put there stay.
    """
    if not vignette.agencies:
        return
    with writing_directory(desk, "practice start") as drawer:
        for each in (each for each in vignette.agencies if drawer.file.meant(each.name.text) is None):
            told: dict[str, Any] = {"name": each.name.text, "description": each.does.text}
            told["phones"] = [each.phone] if each.phone else []
            answers = options.from_options(Agency, {name: told[name] for name in told if told[name]}, desk.today)
            drawer.put(records.build(Agency, answers, drawer.stamp(Agency)))
