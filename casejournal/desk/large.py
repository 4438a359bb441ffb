"""A text so long that it may be a mistake, such as the wrong file: it is asked about before it is written down."""

from typing import TYPE_CHECKING

import msgspec

from casejournal.forms.fields import Answers, fields
from casejournal.words import _

if TYPE_CHECKING:
    from casejournal.desk import Desk

MOST = 1_000_000
"""In bytes. An answer up to this size is taken unasked: a long book has as much."""


def confirm(desk: "Desk", form: type[msgspec.Struct], answers: Answers) -> None:
    """Ask about each answer larger than MOST. Raises Cancelled, or ConfirmationNeeded if nobody can be asked."""
    for field in fields(form):
        size = _size(answers.get(field.name))
        if size > MOST:
            told = _("{field}: this is {size:.1f} MB of text. Keep it?")
            desk.confirm(told.format(field=_(field.title), size=size / 1_000_000))


def _size(answer: object) -> int:
    return len(answer.encode()) if isinstance(answer, str) else len(msgspec.json.encode(answer, enc_hook=str))
