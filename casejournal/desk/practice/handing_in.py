"""What a student hands in, and what a lecturer does with it: read it, look at it anew, comment on it."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from casejournal.desk import Desk
from casejournal.desk.practice.refusals import NoClass, NoHandIns, NothingDone, NotPractice
from casejournal.desk.practice.talk import practice_file, talk
from casejournal.desk.received import received
from casejournal.domain.names import folded
from casejournal.domain.practice.classroom import Work
from casejournal.domain.practice.handin import LONGEST_NAME, Handed, Made, Seen, Written, seen
from casejournal.domain.practice.run import Turn
from casejournal.domain.record import Visibility
from casejournal.errors import Failure
from casejournal.exchange.handin import HandIn, opened
from casejournal.exchange.refusals import HandInDamaged
from casejournal.knowledge import vignettes
from casejournal.knowledge.refusals import VignetteNotUnderstood
from casejournal.storage import disk
from casejournal.words import N_, _

_MOST_FILES = 2000
_LARGE = N_("it is larger than {size} MB, far too large for a hand-in")


def to_hand_in(desk: Desk, student: str) -> tuple[Handed, Seen]:
    """What the run in the practice journal comes to, without private records. Raises what `talk` does, NothingDone,
    NotPractice if a record is older than the run, or Damaged: nobody hands in a part without knowing.
    """
    now = talk(desk)
    turns = practice_file(desk).turns
    files = [desk.journal.file(label.ref) for label in desk.journal.labels.every]
    every = [(file.ref, record) for file in files for record in file.every_record]
    if not every and not turns:
        raise NothingDone
    if any(record.recorded_at < now.run.recorded_at for _ref, record in every):  # not written here: it may be real
        raise NotPractice(folder=str(desk.folder))
    going = [(ref, each) for ref, each in every if each.visibility is not Visibility.PRIVATE]
    handed = Handed(
        student=(student or desk.worker)[:LONGEST_NAME],
        made=desk.world.now(),
        journal=desk.journal.header.id,
        vignette=now.vignette.name,
        digest=vignettes.digest(now.run.source),
        source=now.run.source,
        began=now.run.recorded_at,
        marks=tuple(map(_made, turns)),
        records=tuple(
            Written(of=ref, table=each.table, record=msgspec.Raw(msgspec.json.encode(each.stored())))
            for ref, each in going
        ),
        private=len(every) - len(going),
        chosen=practice_file(desk).chosen,
    )
    looked = seen(handed, now.vignette)
    return msgspec.structs.replace(handed, ends={each.item.key: each.ending for each in looked.ends}), looked


def _made(turn: Turn) -> Made:
    return Made(at=turn.recorded_at, move=turn.move, topic=turn.topic, said=turn.said, days=turn.days)


def file_name(handed: Handed) -> str:
    """What the file is called unless another name is given: the vignette and the student."""
    student = re.sub(r"[^\w]+", "-", folded(handed.student)).strip("-")[:60]
    return f"{handed.vignette}-{student or 'student'}.json"


def read(path: str) -> tuple[HandIn, Seen]:
    """The hand-in in a file, and what it shows. Raises CannotRead, NotValid, NoHandIn, NewerFile or HandInDamaged."""
    handin = opened(received(path, _LARGE), path)
    return handin, looked_at_anew(handin.handed, path)


def looked_at_anew(handed: Handed, name: str) -> Seen:
    """What was handed in, from its marks and records. Raises HandInDamaged."""
    try:
        return seen(handed, vignettes.read(handed.source, name))
    except VignetteNotUnderstood as error:
        raise HandInDamaged(file=name, problem=N_("the case in it cannot be understood")) from error
    except (msgspec.MsgspecError, RecursionError) as error:
        raise HandInDamaged(file=name, problem=N_("a record in it is not as it was written")) from error


def works_in(desk: Desk, folder: Path) -> tuple[list[Work], list[Failure]]:
    """The hand-ins in a folder and in those within it, and what is wrong with the files that are none.

    Raises NoHandIns if there is no file, NoClass if there are far too many, or CannotRead.
    """
    names = sorted(name for name in disk.files(folder) if not any(part.startswith(".") for part in name.split("/")))
    names = [name for name in names if (folder / name).is_file()]
    if not names:
        raise NoHandIns(folder=str(folder))
    if len(names) > _MOST_FILES:
        raise NoClass(folder=str(folder), most=_MOST_FILES)
    works, failures = list[Work](), list[Failure]()
    with desk.progress(_("Reading"), len(names)) as step:
        for name in names:
            try:
                works.append(_work(folder, name))
            except Failure as failure:
                failures.append(failure)
            step()
    return works, failures


def _work(folder: Path, name: str) -> Work:
    """A hand-in. Which case it is, and in which version, is told by its text."""
    handin = opened(received(str(folder / name), _LARGE), name)
    looked, digest = looked_at_anew(handin.handed, name), vignettes.digest(handin.handed.source)
    handed = msgspec.structs.replace(handin.handed, vignette=looked.vignette.name, digest=digest)
    return Work(file=name, handed=handed, seen=looked, edited=handin.edited)


def own_digests(names: set[str]) -> Iterator[tuple[str, str]]:
    """The digests of those vignettes that come with cj."""
    for name in names & vignettes.names():
        yield name, vignettes.digest(vignettes.text(name))
