"""The casework that is written into every journal measured here, cj's and the peers': the same people, the same words.

Nothing is random, so two runs measure the same records.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFS = len(ALPHABET) ** 4
A_CASE_OF_MANY = 200
"""Records in a case of a large journal: the intake, 198 contacts and the task of the last one."""
A_CASE_OF_FEW = 3

TEXT = "Met at the clinic; the papers are complete and the appointment stands. She will bring the letter."
"""The note that is added while it is measured."""

PASSPHRASE = "eleven slow kites"  # noqa: S105 - of made-up journals
"""Of the made-up journals, for what asks for it."""

RARE, OFTEN = "weaver", "school fees"
"""What is looked for: a word in one record of a journal, and a phrase in every third."""
_RARE = "Her uncle, the weaver, would take the boy in the holidays."

_NAMES = ("Ibu Sari", "Pak Budi", "Ibu Ratna", "Pak Agus", "Ibu Wati", "Pak Joko", "Dewi", "Rizal", "Nur", "Yohanes")
_SAID = (
    "Came on time and spoke first about the school fees, which are two months behind.",
    "Says the nights are easier since the aunt moved in; she sleeps five hours now.",
    "The landlord agreed to wait until the end of the month, in writing.",
    "We read the letter of the health office together and marked what it asks for.",
    "He did not want to talk about his brother and I did not press; we may come back to it.",
    "The daughter drew the family again: this time everybody sits at the same table.",
    "Work at the market was offered for three mornings a week; who looks after the small one is open.",
    "Agreed that she calls the clinic herself and I am there if the line does not understand her.",
    "The neighbour, whom they trust, keeps the papers in a dry place meanwhile.",
    "Asked again whether anybody is afraid at home: nobody, they say, and it sounded so.",
    "Proud of the first week without a loan; wants to write the numbers down as we practised.",
)


class Contact(NamedTuple):
    """One note: what the peers are given of it too."""

    case: str
    ref: str
    moment: datetime
    text: str


class Case(NamedTuple):
    """One client's story."""

    ref: str
    client: str
    problem: str
    opened: datetime
    contacts: tuple[Contact, ...]
    next_step: str
    """What the last contact left to do; empty in a case of fewer than three records."""
    task: str
    """The ref of the task it became."""


def shape(records: int) -> tuple[int, int]:
    """A journal of that many records as cases and the records in each: 100 000 are 500 cases of 200."""
    return max(1, records // A_CASE_OF_MANY), min(records, A_CASE_OF_MANY)


def cases(count: int, records: int, now: datetime) -> Iterator[Case]:
    """`count` cases of `records` records each, the last contact of each within four weeks before `now`."""
    if count * records > REFS:
        raise ValueError(f"there are only {REFS} refs of a kind")
    has_task = records >= A_CASE_OF_FEW
    for number in range(count):
        last = now - timedelta(days=number % 28, hours=1, seconds=number % 3600)
        contacts = tuple(_contacts(number, records - 1 - has_task, last))
        yield Case(
            ref=ref("C", number),
            client=f"{_NAMES[number % len(_NAMES)]} {number}",
            problem=_text(number, 2) + (f" {_RARE}" if number == count // 2 else ""),
            opened=last - timedelta(days=3 * len(contacts)),
            contacts=contacts,
            next_step="Ask the school about the fees" if has_task else "",
            task=ref("T", number),
        )


def ref(letter: str, number: int) -> str:
    """The ref of the record of that number: each its own, and in no order, as cj's are."""
    scattered = (number * 514_229 + 77_777) % REFS
    return f"{letter}-" + "".join(ALPHABET[(scattered >> shift) & 31] for shift in (15, 10, 5, 0))


def _contacts(case: int, count: int, last: datetime) -> Iterator[Contact]:
    for number in range(count):
        whole = case * count + number
        moment = last - timedelta(days=3 * (count - 1 - number))
        yield Contact(ref("C", case), ref("N", whole), moment, _text(whole, 4))


def _text(number: int, sentences: int) -> str:
    return " ".join(_SAID[(number * (2 + number % 3) + place * 3) % len(_SAID)] for place in range(sentences))
