"""The draft of this command: every answer is saved in it at once, until the record is written."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from casejournal.desk.refusals import DraftOfAnother
from casejournal.domain.field import Among
from casejournal.errors import DiskRefused
from casejournal.forms.fields import Answers, Known
from casejournal.storage import disk
from casejournal.storage.drafts import Draft, Drafts
from casejournal.words import _


class DraftInUse:
    """The draft that this command continues, or the one it makes with the first answer."""

    def __init__(self, drafts: Callable[[], Drafts], now: Callable[[], datetime], tell: Callable[[str], None]) -> None:
        self.ref = ""
        """The ref of the draft; empty while nothing is saved."""
        self.resumed: Draft | None = None
        """The draft that this command continues, as it was at the start; None for a new one."""
        self._drafts = drafts
        self._now = now
        self._tell = tell

    @property
    def begun(self) -> dict[str, Any] | None:
        """What was half typed when the draft was left; None if no draft is continued."""
        return self.resumed.begun if self.resumed else None

    @property
    def begun_on(self) -> date | None:
        """The day the continued draft was begun; None if no draft is continued."""
        return self.resumed.begun_on if self.resumed else None

    def resume(self, asked: str) -> Draft:
        """Continue that draft, and return it. Raises DraftNotFound or Ambiguous."""
        self.resumed = self._drafts().find(asked)
        self.ref = self.resumed.ref
        return self.resumed

    def changed(self, known: Known, answers: Answers) -> frozenset[Among]:
        """The lists whose choices differ from those when the draft was left."""
        return known.changed(self.resumed.offered, answers) if self.resumed else frozenset()

    def require_same(self, command: tuple[str, ...]) -> None:
        """Raises DraftOfAnother if the draft belongs to another command: answers about one client go to no other."""
        if self.resumed and self.resumed.command != command:
            self.ref = ""
            raise DraftOfAnother(ref=self.resumed.ref, command=" ".join(self.resumed.command))

    def tell_of_earlier(self, command: tuple[str, ...]) -> None:
        """Tell the person if the same command was begun before and not finished."""
        if not self.ref:
            for draft in self._drafts().every():
                if draft.command == command:
                    told = _(
                        "You began this before. To go on there, stop here with Ctrl-C, then: cj draft resume {ref}"
                    )
                    self._tell(told.format(ref=draft.ref))

    def keep(
        self, command: tuple[str, ...], answers: Answers, begun: Mapping[str, Any], known: Known | None = None
    ) -> None:
        """Save the answers so far, and what is half typed. If the disk refuses, that is told and nothing is raised."""
        self.ref = self.ref or self._drafts().new_ref()
        values = {name: msgspec.to_builtins(answer) for name, answer in answers.items()}
        try:
            offered = known.offered(answers) if known else {}
            now = self._now()
            first = self.begun_on or now.date()
            draft = Draft(
                ref=self.ref, at=now, on=first, command=command, answers=values, begun={**begun}, offered=offered
            )
            self._drafts().save(draft)
        except DiskRefused as failure:  # the answers are still here
            self._tell(_("This answer could not be kept in a draft: {reason}").format(reason=failure.message()))

    def remove(self) -> None:
        """The record is written, so the draft goes. What the disk refuses then is only reported."""
        if self.ref:
            with disk.reporting():
                self._drafts().remove(self.ref)
            self.ref = ""
