"""What kind of sentence a student says: it decides what the client tells, and how far they trust the worker."""

from enum import Enum

import msgspec

from casejournal.domain.choice import Choice, meant
from casejournal.words import N_, _

WAIT = "wait"
"""The mark of days that pass. It is no sentence."""


class Brings(Enum):
    """Which lines a move can bring."""

    ANYTHING = "anything"
    """Whatever the client trusts the worker with."""
    FACTS = "facts"
    """Only what the client would tell anybody."""
    NOTHING = "nothing"
    """No line: the client answers the sentence itself."""


class Move(Choice):
    """What a sentence was."""

    ASK = "ask", N_("open question")
    ASK_CLOSED = "ask_closed", N_("closed question")
    REFLECT = "reflect", N_("reflecting what was said or felt")
    SUMMARISE = "summarise", N_("summing up")
    AFFIRM = "affirm", N_("naming a strength")
    SILENCE = "silence", N_("silence, waiting")
    EXPLAIN_LIMITS = "explain_limits", N_("explaining confidentiality and its limits")
    EXPLAIN_ROLE = "explain_role", N_("explaining what a worker can and cannot do")
    SELF_DISCLOSE = "self_disclose", N_("telling about oneself")
    CONFRONT = "confront", N_("naming a contradiction")
    ADVISE = "advise", N_("advice")
    REASSURE = "reassure", N_("quick comfort")
    PROMISE = "promise", N_("a promise")
    BLAME = "blame", N_("blaming or lecturing")
    DECIDE = "decide", N_("deciding for somebody")
    INVITE = "invite", N_("inviting somebody who is quiet")
    LINK = "link", N_("linking what members said")
    HAND_BACK = "hand_back", N_("handing a question back to the group")
    MEDIATE = "mediate", N_("mediating")

    @property
    def called(self) -> str:
        """The word to type for it, in the reader's language."""
        return _(_CALLED[self]).replace(" ", "_")


_CALLED = {
    Move.ASK: N_("ask"),
    Move.ASK_CLOSED: N_("ask closed"),
    Move.REFLECT: N_("reflect"),
    Move.SUMMARISE: N_("summarise"),
    Move.AFFIRM: N_("affirm"),
    Move.SILENCE: N_("silence"),
    Move.EXPLAIN_LIMITS: N_("explain limits"),
    Move.EXPLAIN_ROLE: N_("explain role"),
    Move.SELF_DISCLOSE: N_("self disclose"),
    Move.CONFRONT: N_("confront"),
    Move.ADVISE: N_("advise"),
    Move.REASSURE: N_("reassure"),
    Move.PROMISE: N_("promise"),
    Move.BLAME: N_("blame"),
    Move.DECIDE: N_("decide"),
    Move.INVITE: N_("invite"),
    Move.LINK: N_("link"),
    Move.HAND_BACK: N_("hand back"),
    Move.MEDIATE: N_("mediate"),
}
"""The word for each, as one types it."""


class Effect(msgspec.Struct, frozen=True):
    """What a move does where a vignette does not say otherwise."""

    brings: Brings
    trust: int
    """How much trust it gives, or takes if it is below 0."""


EFFECTS = {
    Move.ASK: Effect(Brings.ANYTHING, 0),
    Move.ASK_CLOSED: Effect(Brings.FACTS, 0),
    Move.REFLECT: Effect(Brings.ANYTHING, 1),
    Move.SUMMARISE: Effect(Brings.ANYTHING, 0),
    Move.AFFIRM: Effect(Brings.NOTHING, 1),
    Move.SILENCE: Effect(Brings.ANYTHING, 0),
    Move.EXPLAIN_LIMITS: Effect(Brings.NOTHING, 1),
    Move.EXPLAIN_ROLE: Effect(Brings.NOTHING, 0),
    Move.SELF_DISCLOSE: Effect(Brings.NOTHING, 0),
    Move.CONFRONT: Effect(Brings.ANYTHING, -1),
    Move.ADVISE: Effect(Brings.NOTHING, 0),
    Move.REASSURE: Effect(Brings.NOTHING, 0),
    Move.PROMISE: Effect(Brings.NOTHING, 0),
    Move.BLAME: Effect(Brings.NOTHING, -2),
    Move.DECIDE: Effect(Brings.NOTHING, -1),
    Move.INVITE: Effect(Brings.ANYTHING, 1),
    Move.LINK: Effect(Brings.ANYTHING, 0),
    Move.HAND_BACK: Effect(Brings.ANYTHING, 1),
    Move.MEDIATE: Effect(Brings.ANYTHING, 0),
}
"""Ours, for practice: no study stands behind the numbers."""
OF_GROUPS = (Move.INVITE, Move.LINK, Move.HAND_BACK, Move.MEDIATE)
"""The moves that need more than one person."""


def move_meant(text: str) -> Move | None:
    """The move that a word names, by its name or by its label in any language, or by the beginning of a word of either
    (silence: “wait”); None for none, or for several.
    """
    found = meant(text, [(each.value, _CALLED[each]) for each in Move], begun=True)
    found = found or meant(text, [(each.value, each.label) for each in Move], begun=True)
    return next((each for each in Move if each.value in found), None) if len(found) == 1 else None
