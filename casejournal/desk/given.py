"""What a command was given: the answers in a file, in the draft and in the options. Later ones win."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from casejournal.forms import check, fields, files, options
from casejournal.forms.fields import Answers

if TYPE_CHECKING:
    from casejournal.desk.desk import Desk


def given(desk: "Desk", form: type[msgspec.Struct], said: Mapping[str, Any], source: str | None) -> Answers:
    """The answers given: from the file of --from, then the draft, then the options, each checked.

    Offsets count from the day of the record, wherever that was given, and the days they come to are told. Raises what
    reading the file, finding the draft and checking an answer raise.
    """
    answers: Answers = {}
    told = options.from_options(form, said, desk.today, desk.since)
    if source is not None:
        text = desk.read_text(source)
        is_json = source.endswith(".json") or text.lstrip().startswith("{")
        answers = files.from_text(form, text, desk.source_name(source), desk.today, is_json=is_json, since=desk.since)
    desk.said_by = dict.fromkeys(answers, "--from") | {name: fields.field(form, name).option for name in told}
    if "draft" in desk.flags:
        draft = desk.draft.resume(desk.flags["draft"])
        answers |= check.from_values(form, draft.answers, draft.ref, desk.today, desk.since)
    if "on" in answers and "on" not in told:  # only now is it known from which day they count
        told = options.from_options(form, said, desk.today, desk.since)
    answers |= told
    answers = check.with_own_words(form, answers, desk.config.value("areas"))
    desk.since.tell_counted(desk.tell)
    return answers
