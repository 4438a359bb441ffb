"""What was said: as a person would type it again, and as they read it."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from casejournal.domain.record import is_unanswered
from casejournal.forms import records
from casejournal.forms.fields import Answers, Field
from casejournal.words import _


def told_each(part_of: Field | None, answers: Answers) -> Iterable[str]:
    """The answers about a part, as a person reads them."""
    parts = part_of.parts if part_of else ()
    return (
        f"{_(part.title)} {answers[part.name]}" if part.among else records.in_words(part, answers[part.name])
        for part in parts
        if part.name in answers
    )


def raw(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a person would type them: texts and lists of texts, without parts, which have their own questions."""
    said: dict[str, Any] = {}
    for name, answer in answers.items():
        value = msgspec.to_builtins(answer)
        if isinstance(value, bool):
            said[name] = "yes" if value else "no"
        elif isinstance(value, (list, tuple)):
            if not any(isinstance(each, dict) for each in value):
                said[name] = [str(each) for each in value]
        elif not is_unanswered(value):
            said[name] = str(value)
    return said
