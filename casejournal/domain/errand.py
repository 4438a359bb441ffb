"""Errand: a task that a record makes by itself. It keeps what it is; everybody reads it in their own language.

In the journal and for scripts its text is English, whatever language the screens spoke when it was made.
"""

from collections.abc import Mapping

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.principles import LABELS
from casejournal.words import N_, _


class ErrandKind(Choice):
    """What a record can ask for by itself."""

    SAFETY = "safety", N_("See to the safety of {of}")
    SUPERVISION = "supervision", N_("Talk in supervision about: {of}")
    QUESTION = "question", N_("Ask in supervision: {of}")
    ANOTHER_WAY = "another_way", N_("Look for another way with the client: {of}")


class Errand(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done, and about whom or what."""

    kind: ErrandKind
    of: tuple[str, ...]
    """The client, the recipient, the names of the principles, or the question as it was asked."""

    @property
    def in_english(self) -> str:
        """Its text as it is stored."""
        return self._said(str(self.kind.label), {name: str(label) for name, label in LABELS.items()})

    @property
    def in_words(self) -> str:
        """Its text in the reader's language."""
        return self._said(_(self.kind.label), {name: _(label) for name, label in LABELS.items()})

    def _said(self, sentence: str, principles: Mapping[str, str]) -> str:
        if self.kind is not ErrandKind.SUPERVISION:
            return sentence.format(of=", ".join(self.of))
        return sentence.format(of=", ".join(principles.get(each, each.replace("_", " ")) for each in self.of))


def text(what: str, errand: Errand | None) -> str:
    """What is to be done, in the reader's language if it is an errand that nobody put into other words."""
    return errand.in_words if errand and what == errand.in_english else what
