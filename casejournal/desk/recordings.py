"""A process recording as it is typed: what it is about, the dialogue from wherever it comes, who is named in it."""

from collections.abc import Iterable, Iterator

from casejournal.desk import Desk
from casejournal.desk.members import roster_of
from casejournal.desk.named import STANDARD
from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.comment import closer
from casejournal.domain.file import File, last
from casejournal.domain.group.file import GroupFile
from casejournal.domain.record import Record, Visibility
from casejournal.domain.recording.dialogue import Turn, read_dialogue, written_dialogue
from casejournal.domain.recording.process_recording import ProcessRecording
from casejournal.domain.recording.transcript import turns_of_talk
from casejournal.domain.veil import finder
from casejournal.errors import Cancelled, Failure, GivenTwice, NotValid, RecordNotFound
from casejournal.forms import check, fields
from casejournal.forms.fields import Answers, Known
from casejournal.words import N_, _, visible

EXPLAINED = (
    N_("A line a turn: W: what you said. C: what the client said. Any other short name may speak too."),
    N_("Below a turn, (what you felt) in brackets, and = what you think of it. Other lines go on with the line above."),
    N_("Use aliases, no names."),
)
"""How a dialogue is typed: said before it is, and above it in an editor."""


def talk_meant(desk: Desk, asked: str) -> tuple[File, Record | None]:
    """The file of a case or group, and the contact or session that the recording is about: the one that was named, else
    the last one, which is told. None if there is none yet.

    Raises RecordNotFound for a ref of anything else, or what `Journal.whereabouts` does.
    """
    owner, about = desk.journal.whereabouts(asked)
    file = desk.journal.file(owner)
    talks = _talks(file)
    if about == owner and file.opens:
        latest: Record | None = last(talks)
        if latest:
            told = _("About the contact of {day}: {ref}. For another one: cj process REF")
            if isinstance(file, GroupFile):
                told = _("About the session of {day}: {ref}. For another one: cj process REF")
            desk.tell(told.format(day=dates.day(latest.on), ref=latest.ref))
        return file, latest
    meant = file.standing(about)
    if meant not in talks:
        raise RecordNotFound(asked=asked)
    return file, meant


def _talks(file: File) -> tuple[Record, ...]:
    """The contacts of a case, or the sessions of a group, that took place."""
    if isinstance(file, CaseFile):
        return tuple(note for note in file.notes if note.reached)
    return file.sessions_held if isinstance(file, GroupFile) else ()


def known_recording(about: Record | None) -> Known:
    """Its day is that of the contact it is about, and unless it is said otherwise no more people may read it."""
    if about is None:
        return Known()
    visibility = closer(Visibility.SUPERVISION, about.visibility)
    return Known(assumed={"on": about.on, "visibility": visibility}, needless=frozenset({"on"}))


def of_practice(desk: Desk) -> str:
    """The dialogue of the practice run that is meant, which the desk works in from now on. Raises what `talk` does, or
    NotValid if nothing was said yet.
    """
    from casejournal.desk.practice.talk import talk  # lazy: most recordings are of a talk with a client

    turns = turns_of_talk(talk(desk).conversation)
    if not any(turn.by_worker for turn in turns):
        raise NotValid(field="--from-practice", problem=N_("you have said nothing yet; talk with cj practice say"))
    return written_dialogue(turns) + "\n"


def with_dialogue(
    desk: Desk, source: str, talked: str, answers: Answers, command: tuple[str, ...], *, edit: bool
) -> Answers:
    """The answers with the dialogue of a file, of standard input for `-`, of a practice run, or from the editor, where
    that of a run stands already; without any of them, as they are. Raises GivenTwice, or what reading does; a text that
    cannot be read is in the draft.
    """
    given = [*([source] if source else []), *(["--from-practice"] if talked else []), *(["--edit"] if edit else [])]
    if given:
        desk.require_given_once("dialogue", given[0])
    if source and len(given) > 1:
        raise GivenTwice(one=source, other=given[1])
    if edit:
        explained = [_(sentence) for sentence in EXPLAINED]
        text = desk.edit(talked, "dialogue", answers, *command, explained=explained, fits=read_dialogue)
        return answers | _checked(desk, text)
    if not source:
        return answers | (_checked(desk, talked) if talked else {})
    text = _read(desk, source, answers, command)
    try:
        read_dialogue(text)
    except Failure:
        if source == STANDARD:
            put_back(desk, answers | {"dialogue": text}, command)
        raise
    return answers | _checked(desk, text)


def _checked(desk: Desk, text: str) -> Answers:
    """The dialogue as an answer. Raises NotText."""
    return {"dialogue": check.check(fields.field(ProcessRecording, "dialogue"), text, desk.today)}


def _read(desk: Desk, source: str, answers: Answers, command: tuple[str, ...]) -> str:
    if source == STANDARD and desk.can_ask:
        desk.tell("\n".join(map(_, EXPLAINED)))

    def keep(typed: str) -> None:
        if typed.strip():
            put_back(desk, answers | {"dialogue": typed}, command)

    return desk.read_text(source, keep)


def put_back(desk: Desk, answers: Answers, command: tuple[str, ...]) -> None:
    """Keep the answers in the draft; whoever goes on with it finds the dialogue in the editor."""
    desk.draft.keep(command, answers, {}, editing="dialogue")
    desk.draft.goes_on_with("--edit")


def agree_to_names(desk: Desk, file: File, turns: Iterable[Turn]) -> None:
    """Before it is written: tell in which rows somebody is called by name, and ask whether that is meant.

    Where nobody can be asked it is only told. Raises Cancelled for a no.
    """
    find = finder(_names(desk, file), _aliases(file))
    named = {
        number: text[found.begin : found.end]
        for number, turn in enumerate(turns, 1)
        for text in (turn.speaker, turn.said, turn.feelings, turn.analysis)
        for found in find(text)
    }
    if not named:
        return
    words = ", ".join(dict.fromkeys(visible(word, lines=False) for word in named.values()))
    told = _("A process recording uses aliases only, but row {rows} has a name: {names}.").format(
        rows=", ".join(map(str, named)), names=words
    )
    desk.tell(told)
    if desk.can_ask and not (desk.flags.get("yes") or desk.asks.yes(_("Write it as it is?"), mere_enter=False)):
        raise Cancelled


def _names(desk: Desk, file: File) -> Iterator[str]:
    """What the client is called or was, or the clients who are members of the group."""
    if isinstance(file, CaseFile):
        yield from (file.intake.client, *file.intake.formerly)
    elif isinstance(file, GroupFile):
        roster = roster_of(desk, file)
        yield from (name for each in file.memberships if each.case for name in roster.names_of(each))


def _aliases(file: File) -> Iterable[str]:
    if isinstance(file, CaseFile):
        return filter(None, (file.intake.alias,))
    return [each.alias for each in file.memberships if each.alias] if isinstance(file, GroupFile) else ()
