"""A process recording on its way to a supervisor without names, and its comments on their way back."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from casejournal.desk import Desk, troubles
from casejournal.desk.casework import standing
from casejournal.desk.handing_over import after_it_is_recorded
from casejournal.desk.outgoing import noted
from casejournal.desk.packing import Alone
from casejournal.desk.refusals import NotSentFromHere
from casejournal.domain.deidentify.packet import Reviewed
from casejournal.domain.file import File
from casejournal.domain.record import Visibility
from casejournal.domain.recording.dialogue import in_full, turns_of
from casejournal.domain.recording.process_recording import Paired, ProcessRecording, Sent
from casejournal.domain.recording.taken import TakenIn, take_in
from casejournal.domain.refs import random_characters
from casejournal.errors import NotValid
from casejournal.exchange.recording.paper import FORMATS, Outgoing, recording_paper
from casejournal.exchange.recording.returned import CODE_LENGTH, Returned, code_from, returned
from casejournal.words import N_


class Prepared(Reviewed, frozen=True, kw_only=True):
    """What goes out of a recording, and how it came about."""

    goes: Outgoing


class Sending:
    """One recording as it is made ready, made anew if the worker wants more hidden, and sent."""

    def __init__(self, desk: Desk, file: File, recording: ProcessRecording) -> None:
        """Raises NotValid for a recording that nobody else may read."""
        if recording.visibility is Visibility.PRIVATE:
            raise NotValid(field=recording.ref, problem=N_("this recording is private, so it is not handed out"))
        self._desk, self._file, self._recording = desk, file, recording
        self._alone = Alone(desk, file, recording)

    def prepared(self, hide: Sequence[str], keep: Sequence[str]) -> Prepared:
        """The recording without names, with these words hidden or kept besides."""
        told = self._recording
        whole = Outgoing(
            turns=in_full(turns_of(told.dialogue)),
            skills=told.skills,
            impressions=told.impressions,
            questions=told.questions,
        )
        goes, found = self._alone.without_names(whole, hide, keep)
        return Prepared(goes=goes, findings=found.findings, doubts=found.doubts, cast=found.cast)

    def sent(self, made: Prepared, form: str, path: Path | None) -> tuple[Sent, bytes]:
        """Write the file, and in the recording under which code it went. Returns that and the content of the file."""
        code = code_from(random_characters(CODE_LENGTH))
        content = FORMATS[form](recording_paper(made.goes, code, form))
        sent = Sent(on=self._desk.today, code=code, rows=self._pairs(returned(content, self._recording.ref)))
        with ExitStack() as files, self._desk.journal.writing_file(self._file.ref, "process export") as drawer:
            now = standing(drawer.file, self._recording.ref, ProcessRecording)
            if path:
                files.enter_context(after_it_is_recorded(path, lambda file: file.write(content)))
            drawer.put(msgspec.structs.replace(now, sent=(*now.sent, sent)))
        noted(self._desk, "process export", what="recording", of=(self._recording.ref,), file=str(path or "-"))
        return sent, content

    def _pairs(self, there: Returned) -> tuple[Paired, ...]:
        """Each turn with what its row says in the file, as it will be read when it comes back."""
        marks = {each.number: each.mark for each in there.rows}
        turns = turns_of(self._recording.dialogue)
        return tuple(Paired(here=turn.mark, there=marks[number]) for number, turn in enumerate(turns, 1))


def sent_before(desk: Desk, codes: Sequence[str], name: str) -> tuple[File, ProcessRecording, Sent]:
    """The recording that was sent under one of these codes. Raises NotSentFromHere."""
    cards = desk.journal.cards().items()
    holding = (Path(log).stem for log, card in cards if card.label and card.holds_any(ProcessRecording.ref_letter))
    for file in troubles.that_open(desk.journal, holding):
        for record in file.table(ProcessRecording.table):
            if isinstance(record, ProcessRecording):
                for code in codes:
                    if sent := record.sent_as(code):
                        return file, record, sent
    raise NotSentFromHere(file=name, code=codes[0])


def taken_in(  # noqa: PLR0917 - who says what about which recording
    desk: Desk, file: File, ref: str, sent: Sent, came: Returned, by: str
) -> TakenIn:
    """Write the comments into the recording as it stands now, if there are new ones. Returns what became of them."""
    with desk.journal.writing_file(file.ref, "process import") as drawer:
        now = standing(drawer.file, ref, ProcessRecording)
        taken = take_in(now, sent, came.rows, by, desk.now(), desk.worker)
        if taken.new:
            drawer.put(taken.recording)
    return taken
