"""One contact with several clients (satu kontak, beberapa klien): a visit to three siblings is a note in each file."""

from collections.abc import Sequence
from datetime import datetime

from casejournal.domain.case_file import CaseFile
from casejournal.domain.note import Note


def begun(files: Sequence[CaseFile], contact: Note) -> dict[str, Note]:
    """The notes of this contact, by their case, where it stands in some of these cases and not yet in all.

    That is what a command leaves behind which was stopped between two files. All notes of one contact are recorded at
    one moment; one that was struck since counts as written.
    """
    cases = {file.ref for file in files}
    found: dict[datetime, dict[str, Note]] = {}
    for file in files:
        for note in (*file.notes, *file.struck):
            if isinstance(note, Note) and {file.ref, *note.also} == cases and note.same_contact(contact):
                found.setdefault(note.recorded_at, {})[file.ref] = note
    return next((there for there in found.values() if there.keys() != cases), {})
