"""What a referral takes from the directory of services: which service is meant, and what is known of it."""

from collections.abc import Callable, Sequence
from typing import cast

import msgspec

from casejournal.desk import Desk
from casejournal.desk.directory import directory_if_whole, facts, label, stale_days
from casejournal.desk.refusals import ServiceNotFound
from casejournal.domain.agency import Agency
from casejournal.domain.refs import read_ref
from casejournal.errors import Cancelled
from casejournal.forms.fields import Answers, Known
from casejournal.render.directory import taken_over
from casejournal.render.page import Answer
from casejournal.words import _

_MOST = 12
"""With more services than this that begin so, none is offered: the text is taken as it is."""


class Services:
    """The services that a client can be referred to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held = directory_if_whole(desk)

    @property
    def known(self) -> Known:
        """What the form of a referral must know of them; nothing where the directory is empty."""
        if not self._held.agencies:
            return Known()
        return Known(offers={"to": self.begin_with}, found={"to": self._found})

    def begin_with(self, typed: str) -> Sequence[str]:
        """The names of those that begin so, those that can be used first."""
        found = sorted(self._held.beginning(typed), key=lambda each: not each.usable)
        return [each.called for each in found]

    def spelled(self, answers: Answers) -> Answers:
        """The answers, with the name of the service for its ref. Raises ServiceNotFound for a ref that is none's."""
        to = str(answers.get("to", ""))
        if not (read_ref(to) or "").startswith(Agency.ref_letter):
            return answers
        entry = self._held.meant(to)
        if entry is None:
            raise ServiceNotFound(asked=to)
        return answers | {"to": entry.called}

    def referred_to(self, to: str) -> Agency | None:
        """The service with that name. If none has it but some begin so, they are told: a name may be half typed."""
        entry = self._held.meant(to)
        near = self._held.beginning(to) if entry is None else ()
        if 0 < len(near) <= _MOST:
            told = _("In your directory: {services}. To refer there, give the ref: --to REF")
            self._desk.tell(told.format(services=", ".join(f"{each.ref} {each.called}" for each in near)))
        return entry

    def _found(self, said: str) -> str:
        """The name of the service that the person means by what they typed; else what they typed."""
        if entry := self._held.meant(said):
            return entry.called
        found = self._held.beginning(said)
        if not 0 < len(found) <= _MOST:
            return said
        question = _("Is one of these meant? If none is, it stays as you typed it.")
        try:
            ref = self._desk.choose(question, [(each.ref, label(each)) for each in found])
        except Cancelled:
            return said
        return next(each.called for each in found if each.ref == ref)


def with_service(desk: Desk, answer: Answer, entry: Agency) -> Answer:
    """The answer of a referral, with what is known of the service it goes to."""
    told, page = cast("Callable[[], dict[str, object]]", answer.data), answer.page
    return msgspec.structs.replace(
        answer,
        data=lambda: {**told(), "agency": facts(desk, entry)},
        page=lambda: (*page(), *taken_over(entry, desk.today, stale_days(desk))),
    )
