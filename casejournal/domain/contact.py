"""One contact with several clients (satu kontak, beberapa klien): a visit to three siblings is a note in each file."""

from collections.abc import Sequence
from datetime import datetime

from casejournal.domain.case_file import CaseFile
from casejournal.domain.note import Note


def begun(files: Sequence[CaseFile], contact: Note) -> dict[str, Note]:
    """The notes of this contact, by the ref of their case, if it was written in some of these cases but not in all;
    else empty.

    A command that was stopped between two files leaves such notes behind. All notes of one contact have the same moment
    of recording. A note that was struck counts as written.
    """
    cases = {file.ref for file in files}
    found: dict[datetime, dict[str, Note]] = {}
    for file in files:
        for note in (*file.notes, *file.struck):
            if isinstance(note, Note) and {file.ref, *note.also} == cases and note.same_contact(contact):
                found.setdefault(note.recorded_at, {})[file.ref] = note
    return next((there for there in found.values() if there.keys() != cases), {})
