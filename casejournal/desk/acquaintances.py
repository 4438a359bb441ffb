"""Warns during intake that the person may have a case already, before a second case is opened."""

from collections.abc import Sequence

from casejournal.ask.asks import Request, parted
from casejournal.desk import Desk
from casejournal.desk.refusals import SamePerson
from casejournal.domain.likely import TOLD_BY, Alike, likely
from casejournal.domain.summary import Summary
from casejournal.forms.fields import Answers
from casejournal.words import _, visible


class Acquaintances:
    """The cases whose client is likely the same person. Each is named once; at a terminal the worker is asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told: dict[str, Alike] = {}

    def noticed(self, answers: Answers, name: str) -> bool:
        """Look again after an answer that can identify somebody. Returns whether the worker wants to change it."""
        return name in TOLD_BY and self.look(answers, goes_back=True)

    def look(self, answers: Answers, *, goes_back: bool = False) -> bool:
        """Name the cases that likely belong to the same person and, at a terminal, ask whether one of them does.

        Returns whether the worker goes back to the question before (only where `goes_back` allows it). Raises
        SamePerson where they say yes; it names the command that goes on with that case.
        """
        every = likely(answers, self._desk.journal.summaries())
        fresh = {each.case.ref: each for each in every if each.case.ref not in self._told}
        told = _("Likely the same person: {case} ({standing}): {by}.")
        for each in fresh.values():
            standing = ", ".join(map(_, each.case.standing))
            self._desk.tell(told.format(case=_named(each.case), standing=standing, by=_(each.by)))
        self._told |= fresh
        if not fresh or not self._desk.can_ask or self._desk.flags.get("yes"):
            return False
        if self._is_asked_again([each.case for each in fresh.values()], goes_back=goes_back):
            self._told = {ref: each for ref, each in self._told.items() if ref not in fresh}
            return True
        return False

    def among(self, answers: Answers) -> list[str]:
        """The refs of the cases that were named and still look like the same person, now that all is answered."""
        return [each.case.ref for each in likely(answers, [each.case for each in self._told.values()])]

    def _is_asked_again(self, cases: Sequence[Summary], *, goes_back: bool) -> bool:
        go_on = ("", _("somebody else: go on with this intake"))
        same = _("{case}: stop here, then {next}")
        choices = [go_on, *((case.ref, same.format(case=_named(case), next=_next(case))) for case in cases)]
        hint = _("Two cases for one person split what you know about them. What you typed stays in a draft.")
        request: Request | None = Request.WHY
        while request is Request.WHY or (request is Request.BACK and not goes_back):
            request, chosen = parted(self._desk.asks.one(_("Is it the same person?"), hint, choices, ""))
            if request is Request.WHY:
                self._desk.tell(_("If it is, go on with that case; if it is somebody else, go on here."))
        for case in cases:
            if case.ref == chosen:
                raise SamePerson(ref=case.ref, name=case.name, next=_next(case))
        return request is Request.BACK


def _named(case: Summary) -> str:
    return f"{case.ref} {visible(case.name, lines=False)}"


def _next(case: Summary) -> str:
    """The command that goes on with the case: `cj note`, or `cj reopen` for a closed one."""
    return f"cj note {case.ref}" if case.open else f"cj reopen {case.ref}"
