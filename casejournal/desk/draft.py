"""The draft of this command: every answer is saved in it at once, until the record is written."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from casejournal.desk.refusals import DraftOfAnother
from casejournal.domain.field import Among, Asked
from casejournal.errors import Failure
from casejournal.forms.fields import Answers, Known
from casejournal.storage import disk
from casejournal.storage.drafts import Draft, Drafts
from casejournal.storage.platform import in_memory
from casejournal.words import _


class DraftInUse:
    """The draft that this command continues, or the one it makes when something is given that could be lost."""

    def __init__(self, drafts: Callable[[], Drafts], now: Callable[[], datetime], tell: Callable[[str], None]) -> None:
        self.resumed: Draft | None = None
        """The draft that this command continues, as it was at the start; None for a new one."""
        self._drafts = drafts
        self._now = now
        self._tell = tell
        self._began: date | None = None
        self._ref = ""
        self._options: tuple[str, ...] = ()
        self._last: Draft | None = None
        self._kept: Draft | None = None
        """The last draft that the disk, or memory, took."""
        self._told_of_refusal = False

    def begin(self) -> None:
        """The command begins now: its options are read, so it is known whose clock counts."""
        self._began = self._now().date()

    @property
    def begun(self) -> dict[str, Any] | None:
        """What was half typed when the draft was left; None if no draft is continued."""
        return self.resumed.begun if self.resumed else None

    @property
    def begun_on(self) -> date:
        """The day the continued draft was begun, or this command."""
        return self.resumed.begun_on if self.resumed else self._began or self._now().date()

    def day(self, form: type[msgspec.Struct], known: Known) -> Answers:
        """The day it was begun as an answer, if that was before today and the form does not ask for its day.

        What is continued on a later day is dated so, unless another day is given or asked for.
        """
        if self.begun_on >= self._now().date() or "on" in known.assumed:
            return {}
        own = [field for field in known.questions(form) if field.name == "on" and field.asked is not Asked.FIRST]
        return {field.name: self.begun_on for field in own}

    @property
    def is_kept(self) -> bool:
        """Whether all that was given so far is on the disk, or in memory."""
        return self._last is self._kept

    def resume(self, asked: str) -> Draft:
        """Continue that draft, and return it. Raises DraftNotFound or Ambiguous."""
        self.resumed = self._kept = self._drafts().find(asked)
        self._ref = self.resumed.ref
        return self.resumed

    def finished(self, field: str) -> str | None:
        """The text of that field, if the editor it was written in was closed before the draft was left."""
        if self.resumed and self.resumed.editing != field:
            return self.resumed.answers.get(field)
        return None

    def changed(self, known: Known, answers: Answers) -> frozenset[Among]:
        """The lists whose choices differ from those when the draft was left."""
        return known.changed(self.resumed.offered, answers) if self.resumed else frozenset()

    def require_same(self, command: tuple[str, ...]) -> None:
        """Raises DraftOfAnother if the draft belongs to another command: answers about one client go to no other."""
        if self.resumed and self.resumed.command != command:
            self._kept = None
            raise DraftOfAnother(ref=self.resumed.ref, command=" ".join(self.resumed.command))

    def tell_of_earlier(self, command: tuple[str, ...]) -> None:
        """Tell the person if the same command was begun before and not finished."""
        if not self._ref:
            for draft in self._drafts().every():
                if draft.command == command:
                    told = _(
                        "You started this before. To go on with it, stop here with Ctrl-C, then: cj draft resume {ref}"
                    )
                    self._tell(told.format(ref=draft.ref))

    def goes_on_with(self, *options: str) -> None:
        """Whoever continues the draft is given these options again. They are saved at once if a draft is."""
        self._options = options
        if self._last:
            self._save(msgspec.structs.replace(self._last, at=self._now(), options=options))

    def keep(
        self,
        command: tuple[str, ...],
        answers: Answers,
        begun: Mapping[str, Any],
        known: Known | None = None,
        editing: str = "",
    ) -> None:
        """Save the answers so far, and what is half typed. Never raises: what can be kept nowhere is told of."""
        self._ref = self._ref or self._drafts().new_ref()
        self._save(
            Draft(
                ref=self._ref,
                at=self._now(),
                on=self.begun_on,
                command=command,
                options=self._options,
                answers={name: msgspec.to_builtins(answer) for name, answer in answers.items()},
                begun={**begun},
                editing=editing,
                offered=known.offered(answers) if known else {},
            )
        )

    def private_folder(self) -> Path:
        """The folder in memory that goes with the draft, made if it is missing. Raises DiskRefused."""
        return self._drafts().private_folder(self._ref)

    def remove(self) -> None:
        """The record is written, or there is nothing to keep: the draft goes, with all that belongs to it.

        What the disk refuses then is only reported.
        """
        if self._ref:
            with disk.reporting():
                self._drafts().remove(self._ref)
        self._ref, self._last, self._kept = "", None, None

    def what_is_left(self) -> Iterator[str]:
        """Sentences about what was given and is not recorded: where it is, or all of it if it could be kept nowhere."""
        if self._last and self._last is not self._kept:
            yield _("This could not be saved anywhere. Copy it before you close the window:")
            yield from (f"{name}: {_in_words(said)}" for name, said in _said(self._last))
        if self._kept:
            yield _("Your answers are kept. Go on with: cj draft resume {ref}").format(ref=self._kept.ref)

    def _save(self, draft: Draft) -> None:
        self._last = draft
        try:
            refused = self._drafts().save(draft)
        except Failure as failure:  # the answers are still here
            told = _(
                "What you type cannot be saved: {reason} You can go on; if it is not recorded in the end, it "
                "is shown to you again."
            )
            self._tell_once(told.format(reason=failure.message()))
            return
        self._kept = draft
        if refused:
            folder = self.private_folder()
            told = _("{reason} What you type is kept in {folder}.")
            if in_memory(folder):
                told = _("{reason} What you type is kept in memory, until you log out.")
            self._tell_once(told.format(reason=refused.message(), folder=folder))

    def _tell_once(self, sentence: str) -> None:
        if not self._told_of_refusal:
            self._tell(sentence)
        self._told_of_refusal = True


def _said(draft: Draft) -> Iterator[tuple[str, Any]]:
    yield from draft.answers.items()
    yield from ((name, said) for name, said in draft.begun.items() if said)


def _in_words(said: Any) -> str:
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
