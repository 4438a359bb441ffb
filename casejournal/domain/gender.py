"""Gender, as it is counted. A client puts it in their own words; a report only knows how many said what."""

from casejournal.domain.choice import Choice
from casejournal.domain.vocabulary import every
from casejournal.words import N_


class Gender(Choice):
    """What was said."""

    FEMALE = "female", N_("female")
    MALE = "male", N_("male")
    ANOTHER = "another", N_("another answer")


def gender_said(text: str) -> Gender | None:
    """What these words say, in whatever language; None for no words."""
    words = " ".join(text.casefold().replace("-", " ").split()).rstrip(".")
    if not words:
        return None
    return next((each for each in (Gender.FEMALE, Gender.MALE) if words in every(each.value)), Gender.ANOTHER)
