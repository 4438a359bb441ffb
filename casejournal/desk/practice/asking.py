"""What a student says, as it is given on the command line or asked for: the kind of sentence, its topic, the words."""

from collections.abc import Sequence

from casejournal.desk import Desk
from casejournal.desk.practice.refusals import NoTopicYet, NotSaidYet
from casejournal.domain.choice import meant
from casejournal.domain.practice.conversation import Mark
from casejournal.domain.practice.move import Brings, Move, move_meant
from casejournal.domain.practice.run import Talk
from casejournal.errors import UnknownChoice
from casejournal.render.practice.talk import topics
from casejournal.words import N_, _


def mark_from(desk: Desk, talk: Talk, words: Sequence[str]) -> Mark:
    """The mark that these words make: MOVE, TOPIC, TEXT. Of two, the second is the topic if somebody has spoken of it,
    else the sentence. What is missing is asked for.

    A sentence alone is the text. Raises UnknownChoice, NotSaidYet, NoTopicYet or AnswerNeeded.
    """
    given = [*words]
    if not given and desk.can_ask:
        desk.tell_whose()  # before the first question, not between two
    if desk.can_ask and len(given) == 1 and " " in given[0].strip() and move_meant(given[0]) is None:
        move = _move(desk, talk, "")  # the sentence alone, as one would say it
        return Mark(move=move, topic=_topic(desk, talk, move, "", is_asked=True), said=given[0].strip())
    move = _move(desk, talk, given.pop(0) if given else "")
    about = given.pop(0) if given and (len(given) > 1 or _topics_meant(talk, given[0])) else ""
    topic = _topic(desk, talk, move, about, is_asked=not words)
    said = " ".join(given).strip() or desk.ask_line(N_("TEXT"), _("What do you say?"))
    return Mark(move=move, topic=topic, said=said)


def _move(desk: Desk, talk: Talk, said: str) -> Move:
    offered = [(each.value, each.label) for each in talk.vignette.offered]
    if not said:
        kinds = [(value, _(label)) for value, label in offered]
        why = _(
            "cj does not understand what you say: the client answers by its kind, its topic, and how far they trust "
            "you. Each kind is explained in cj help practice."
        )
        said = desk.choose(_("What kind of sentence is it?"), kinds, kinds[0][0], why=why)
    move = move_meant(said)
    if move is None or move not in talk.vignette.offered:
        known = ", ".join(f"{each.called} ({_(each.label)})" for each in talk.vignette.offered)
        raise UnknownChoice(field=N_("Kind of sentence"), given=said, choices=known)
    return move


def _topic(desk: Desk, talk: Talk, move: Move, said: str, *, is_asked: bool) -> str:
    """The key of the topic; empty for a sentence that is about none."""
    open_ones = topics(talk)
    known = ", ".join(label for _key, label in open_ones)
    if said:
        found = _topics_meant(talk, said)
        if len(found) != 1:
            raise NotSaidYet(asked=said, known=known)
        return found[0]
    if talk.vignette.effect(move).brings is Brings.NOTHING:
        return ""
    last = talk.conversation.topic
    if desk.can_ask and (is_asked or not last):
        return desk.choose(_("What is it about?"), open_ones, last or next((key for key, _label in open_ones), ""))
    if not last:
        raise NoTopicYet(known=known)
    return last


def _topics_meant(talk: Talk, said: str) -> tuple[str, ...]:
    """The topics that a word means, of those that somebody has spoken of: their key, or their name in any language."""
    opened = talk.vignette.opened
    names = [(key, each) for key in talk.conversation.topics for each in (key, *opened[key].said.values())]
    return tuple(dict.fromkeys(meant(said, names)))
