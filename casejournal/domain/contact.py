"""One contact with several clients (satu kontak, beberapa klien): a visit to three siblings is a note in each file. So
is a talk with the supervisor about several cases.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from casejournal.domain.file import File
from casejournal.domain.note import Note
from casejournal.domain.supervision import Supervision

Contact = TypeVar("Contact", bound=Note | Supervision)


def begun(files: Sequence[File], contact: Contact) -> dict[str, Contact]:
    """The records of this contact, by the ref of their case, if it was written in some of these cases but not in all;
    else empty.

    A command that was stopped between two files leaves such records behind. All records of one contact have the same
    moment of recording. One that was struck counts as written.
    """
    cases = {file.ref for file in files}
    found: dict[datetime, dict[str, Contact]] = {}
    for file in files:
        for each in (*file.every_record, *file.struck):
            if isinstance(each, type(contact)) and {file.ref, *each.also} == cases and each.same_contact(contact):
                found.setdefault(each.recorded_at, {})[file.ref] = each
    return next((there for there in found.values() if there.keys() != cases), {})
