"""What a practice journal is looked at for: its talk and the records in it, as evidence."""

import msgspec

from casejournal.desk import Desk, troubles
from casejournal.desk.practice.refusals import NothingDone
from casejournal.desk.practice.talk import practice_file, stamped, talk, writing
from casejournal.domain.choice import meant
from casejournal.domain.practice.evidence import Evidence, evidence
from casejournal.domain.practice.feedback import Ended, feedback, unheard
from casejournal.domain.practice.run import FeedbackAsked, Nearest, PracticeFile, Talk
from casejournal.errors import NotValid, UnknownName
from casejournal.words import N_, _


class Looked(msgspec.Struct, frozen=True):
    """A run as it was looked at."""

    talk: Talk
    file: PracticeFile
    run: Evidence
    ends: tuple[Ended, ...]

    @property
    def unheard(self) -> tuple[int, ...]:
        """The numbers that a record cites, and that were never heard."""
        return unheard(self.run)


def looked_at(desk: Desk) -> Looked:
    """The run in the practice journal, and how each item ends. Raises what `talk` does, or NothingDone."""
    now = talk(desk)
    file = practice_file(desk)
    refs = [label.ref for label in desk.journal.labels.every]
    run = evidence(now.conversation, file.moments, troubles.that_open(desk.journal, refs))
    if run.nothing_done:
        raise NothingDone
    return Looked(now, file, run, feedback(now.vignette, run))


def keep(desk: Desk, looked: Looked) -> None:
    """Keep how the items ended, unless nothing changed since the last time."""
    ends = {each.item.key: each.ending for each in looked.ends}
    last = looked.file.feedbacks[-1] if looked.file.feedbacks else None
    day = looked.talk.conversation.day
    if last is not None and (last.ends, last.day) == (ends, day):
        return
    with writing(desk, "practice feedback") as drawer:
        drawer.put(FeedbackAsked(**stamped(desk, drawer, FeedbackAsked), day=day, ends=ends))


def choices_from(looked: Looked, said: list[str]) -> dict[str, int]:
    """The wordings that `ITEM=N` names, by item. Raises NotValid or UnknownName."""
    free = {each.item.key: each.item for each in looked.ends if each.item.formulations}
    found = {}
    for text in said:
        name, equals, number = text.partition("=")
        keys = meant(name, [(key, item.called) for key, item in free.items()])
        if len(keys) != 1:
            raise UnknownName(what=N_("item with wordings"), asked=name.strip(), known=", ".join(free) or "-")
        most = len(free[keys[0]].formulations)
        if not equals or not number.strip().isdecimal() or not 1 <= int(number) <= most:
            problem = _("give the item and a number from 1 to {most}: {item}=1").format(most=most, item=keys[0])
            raise NotValid(field="--nearest", problem=problem)
        found[keys[0]] = int(number)
    return found


def choose(desk: Desk, chosen: dict[str, int]) -> None:
    """Write down which wordings the student finds nearest to their own."""
    with writing(desk, "practice feedback") as drawer:
        for item, number in chosen.items():
            drawer.put(Nearest(**stamped(desk, drawer, Nearest), item=item, number=number))


def open_choices(looked: Looked, chosen: dict[str, int]) -> list[Ended]:
    """The items whose wordings can be laid beside what the student wrote, and where they have not chosen yet."""
    free = [each for each in looked.ends if each.item.formulations and each.mine and not each.kept_back]
    return [each for each in free if each.item.key not in chosen]
