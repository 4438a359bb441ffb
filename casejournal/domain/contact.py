"""One contact with several clients (satu kontak, beberapa klien): a visit to three siblings is a note in each file."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from casejournal.domain.case_file import CaseFile
from casejournal.domain.note import Note
from casejournal.domain.veil import veil
from casejournal.words import N_, _

WITHHELD = N_("[name withheld]")


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


def hide_others(file: CaseFile, names: Mapping[str, tuple[str, ...]]) -> Callable[[str], str]:
    """What takes the other clients of this file's contacts, and the refs of their cases, out of a text that goes out.

    `names` tells what the client of each case goes by; words of this client's own names stay.
    """
    others = {case for note in file.notes for case in note.also}
    if not others:
        return str
    refs = re.compile(rf"\b(?:{'|'.join(sorted(others))})\b", re.IGNORECASE)
    theirs = [name for case in sorted(others) for name in names.get(case, ()) if name]
    hide = veil(theirs, filter(None, names.get(file.ref, ())), _(WITHHELD))
    return lambda text: hide(refs.sub(_(WITHHELD), text))
