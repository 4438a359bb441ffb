"""What an intake needs from outside its form: the other cases of the journal, and the worker's own questions."""

from collections.abc import Iterable

import msgspec

from casejournal.desk import Desk
from casejournal.domain.choice import meant
from casejournal.domain.field import Among
from casejournal.domain.own_field import OwnField
from casejournal.domain.related import Related
from casejournal.errors import NotValid
from casejournal.forms.fields import Answers, Choices, Known
from casejournal.words import N_, _


def own_questions(desk: Desk) -> dict[str, str]:
    """The questions in [intake_fields] of the settings, which the worker asks everybody: name to question."""
    return desk.config.questions("intake_fields")


def known_at_intake(desk: Desk, answered: Iterable[OwnField] = ()) -> Known:
    """The worker's own questions, and how to find a related case.

    Questions that were `answered` before are kept, even if the settings no longer have them.
    """
    questions = {each.name: each.name for each in answered} | own_questions(desk)
    listed = {Among.OWN_FIELDS: [*questions.items()]}
    return Known(
        lists=lambda _answers: listed,
        marked={"own": tuple(questions)},
        found={"case": lambda asked: desk.journal.find(asked).ref},
    )


def as_on_file(desk: Desk, answers: Answers, *, case: str = "", answered: Iterable[OwnField] = ()) -> Answers:
    """The answers, with each related case named by its ref.

    Raises what `Journal.find` does. Raises NotValid for a case that is related to itself or named twice, and for an
    answer to a question that does not exist.
    """
    found = dict(answers)
    if related := answers.get("related"):
        found["related"] = tuple(
            msgspec.structs.replace(each, case=desk.journal.find(each.case).ref) for each in related
        )
        _require_others(found["related"], case)
    if own := answers.get("own"):
        asked = [(name, name) for name in (*own_questions(desk), *(each.name for each in answered))]
        found["own"] = tuple(msgspec.structs.replace(each, name=_called(each.name, asked)) for each in own)
        for each in found["own"]:
            if (each.name, each.name) not in asked:
                problem = _("“{name}” is not one of your own questions; add it under [intake_fields] in {path} first")
                raise NotValid(field=N_("Own questions"), problem=problem.format(name=each.name, path=desk.config.path))
    return found


def _called(name: str, asked: Choices) -> str:
    """The question of that name, in whatever letters; the name as it is if there is none, or several."""
    found = meant(name, asked)
    return found[0] if len(found) == 1 else name


def _require_others(related: Iterable[Related], case: str) -> None:
    refs = [each.case for each in related]
    for ref in refs:
        if ref == case:
            raise NotValid(field=N_("Related cases"), problem=N_("a case cannot be related to itself"))
        if refs.count(ref) > 1:
            raise NotValid(field=N_("Related cases"), problem=_("{key} is given twice").format(key=ref))
