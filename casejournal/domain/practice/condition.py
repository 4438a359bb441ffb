"""Whether the work shows what a condition of a rubric asks for, and why not."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from casejournal.domain.consent import Consent
from casejournal.domain.practice.evidence import Evidence, Hit, answers, as_cited, cited, in_words
from casejournal.domain.practice.naming import agencies_in, same_recipient, shared_ties
from casejournal.domain.practice.vignette import Condition
from casejournal.domain.record import Record
from casejournal.domain.referral import Referral
from casejournal.errors import filled
from casejournal.words import N_, Phrase, _


class Reason(msgspec.Struct, frozen=True):
    """Why something ended as it did, in a sentence with its facts."""

    sentence: Phrase
    facts: Mapping[str, object] = {}

    @property
    def in_words(self) -> str:
        """The sentence in the reader's language."""
        return filled(self.sentence, self.facts)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one condition."""

    holds: bool = False
    partly: bool = False
    tested: bool = True
    """Whether the run came to the point where it could be seen."""
    reason: Reason | None = None
    mine: str = ""
    """The student's own words in which it shows."""
    right: tuple[int, ...] = ()
    misleading: tuple[int, ...] = ()
    unheard: tuple[int, ...] = ()

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """The better of two is the larger."""
        return self.holds, self.partly, len(self.right)


def judged(condition: Condition, run: Evidence) -> Found:
    """What the run shows of the condition."""
    if condition.cites:
        return _citing(condition, run)
    hits = [*_hits(condition, run)]
    if condition.absent:
        return _absent(condition, run, hits)
    if condition.before or condition.since:
        return _in_order(condition, run, hits)
    return _shown(condition, run, hits)


def _hits(condition: Condition, run: Evidence) -> Iterator[Hit]:
    if condition.ties:
        yield from _ties(run)
        return
    for hit in run.hits(condition):
        if not condition.agency or _names(condition, run, hit):
            yield hit


def _names(condition: Condition, run: Evidence, hit: Hit) -> bool:
    """Whether an answer names the agency, by any of its names, and no other one: who names all has chosen none."""
    named = agencies_in(str(hit.value), run.talk.vignette)
    return condition.agency in named and (condition.absent or len(named) == 1)


def _ties(run: Evidence) -> Iterator[Hit]:
    """A hit for each tie of the author that the assessment with most of them has too."""
    best: list[Hit] = []
    for record in run.standing("assess", "ties"):
        shared = shared_ties(getattr(record, "ties", ()), run.talk.vignette.ties)
        best = max(best, [Hit((record.recorded_at, 0), record, each.name.text) for each in shared], key=len)
    yield from best


def _shown(condition: Condition, run: Evidence, every_hit: list[Hit]) -> Found:
    """Whether enough fits of what stands; with `every`, whether all there is does."""
    written = run.standing(condition.record, condition.field)
    hits = [hit for hit in every_hit if hit.record is None or condition.ties or hit.record in written]
    mine = _mine(condition, hits, written)
    if condition.every:
        there = sum(len(answers(each, condition.field)) for each in written) if condition.field else len(written)
        holds = bool(hits) and len(hits) == there
    else:
        holds = len(hits) >= condition.least
    shown_in = run.written("assess") if condition.ties else written if condition.record else run.talk.marks
    reason = None if holds else _why_not(condition, run, hits)
    return Found(holds=holds, partly=not holds and bool(hits), tested=bool(shown_in), reason=reason, mine=mine)


def _why_not(condition: Condition, run: Evidence, hits: list[Hit]) -> Reason:
    if condition.record and not run.written(condition.record):
        return Reason(N_("nothing of that kind is written yet: cj {verb}"), {"verb": spelled(condition.record)})
    if hits:
        return Reason(N_("there is less of it than it takes"))
    if condition.move:
        return Reason(N_("you did not say anything of that kind"))
    if condition.heard:
        return Reason(N_("you did not hear what it rests on"))
    record, field = ("assess", "ties") if condition.ties else (condition.record, condition.field)
    if field and not any(answers(each, field) for each in run.written(record)):
        return Reason(N_("it is left open in what you wrote"))
    return Reason(N_("what is written says something else"))


_SPELLED = {"checklist": "principles checklist"} | {verb: f"group {verb}" for verb in ("form", "join", "session")}


def spelled(verb: str) -> str:
    """The command of a verb, as it is typed after `cj`."""
    return _SPELLED.get(verb, verb.replace("_", " "))


def _absent(condition: Condition, run: Evidence, hits: list[Hit]) -> Found:
    """Whether it was not so, where it could have been."""
    there = bool(run.written(condition.record)) if condition.record else bool(run.talk.marks)
    mine = _mine(condition, hits, ())
    what = _asked_for(condition, run, mine)
    reason = Reason(N_("better without: {what}"), {"what": what}) if hits else None
    return Found(holds=not hits, tested=there, reason=reason, mine=mine)


def _asked_for(condition: Condition, run: Evidence, mine: str) -> str:
    """What a condition asks for, in a few words: the kind of sentence, the answer or else the command, the line."""
    if condition.move:
        return _(condition.move.label)
    if condition.record:
        return mine or f"cj {spelled(condition.record)}"
    return run.talk.vignette.keys[condition.heard].text if condition.heard else mine


def _in_order(condition: Condition, run: Evidence, hits: list[Hit]) -> Found:
    """Whether it came before, or after, what it must come before or after."""
    later = [*run.hits(condition.before)] if condition.before else None
    sooner = min((each.at for each in run.hits(condition.since)), default=None) if condition.since else None
    mine = _mine(condition, hits, ())
    if later == [] or (condition.since and sooner is None):
        missing = bool(condition.move) and not hits
        reason = _why_not(condition, run, hits) if missing else Reason(N_("it has not come to that"))
        return Found(tested=False, reason=reason, mine=mine)
    if not hits:
        return Found(reason=_why_not(condition, run, hits))
    found = _before(hits, later, run) if later else Found(holds=True)
    if found.holds and sooner is not None:
        found = _since(hits, sooner, condition.within)
    return msgspec.structs.replace(found, mine=mine)


def _before(hits: list[Hit], later: list[Hit], run: Evidence) -> Found:
    """Whether it came first. A referral needs the consent to its own recipient; each of them does."""
    if all(isinstance(each.record, Consent) for each in hits) and all(
        isinstance(each.record, Referral) for each in later
    ):
        return _consented(hits, later, run)
    end = min(each.at for each in later)
    if any(each.surely < end for each in hits):
        return Found(holds=True)
    if any(each.at < end for each in hits):
        return Found(partly=True, reason=_CHANGED)
    return Found(reason=Reason(N_("it came too late")))


_CHANGED = Reason(N_("it was changed afterwards; whether it was so in time cannot be told"))


def _consented(hits: list[Hit], told: list[Hit], run: Evidence) -> Found:
    """Whether there was consent for each who was told, when they were told."""
    first: dict[str, Hit] = {}
    for each in told:
        recipient = getattr(each.record, "to", "")
        first[recipient] = min(each, first.get(recipient, each), key=lambda hit: hit.at)
    without = [who for who, each in first.items() if not any(_covers(hit, who, each, run) for hit in hits)]
    if not without:
        return Found(holds=True)
    if all(each.at > min(hit.at for hit in told) for each in hits):
        return Found(reason=Reason(N_("it came too late")))
    reason = Reason(N_("there was no consent by then for {who}"), {"who": ", ".join(without)})
    return Found(partly=len(without) < len(first), reason=reason)


def _covers(hit: Hit, who: str, told: Hit, run: Evidence) -> bool:
    """Whether that consent was there when they were told."""
    consent = hit.record
    return (
        isinstance(consent, Consent)
        and hit.at < told.at
        and (consent.revoked_at is None or consent.revoked_at > told.at[0])
        and same_recipient(consent.recipient, who, run.talk.vignette)
    )


def _since(hits: list[Hit], sooner: tuple[datetime, int], within: int | None) -> Found:
    """Whether it came afterwards, and soon enough."""
    after = [each for each in hits if each.surely >= sooner]
    if not after:
        return Found(reason=Reason(N_("it came too early")))
    days = min((each.surely[0].date() - sooner[0].date()).days for each in after)
    if within is None or days <= within:
        return Found(holds=True)
    if any(each.at >= sooner and (each.at[0].date() - sooner[0].date()).days <= within for each in after):
        return Found(partly=True, reason=_CHANGED)
    return Found(partly=True, reason=Reason(N_("it came {n} days later"), {"n": days}))


def _citing(condition: Condition, run: Evidence) -> Found:
    """The best of the records in which lines are cited."""
    was_heard = any(map(run.talk.was_heard, condition.cites))
    if not was_heard and not _was_asked(condition, run):
        return Found(tested=False, reason=Reason(N_("nobody asked about it")))
    standing = run.standing(condition.record, condition.field)
    found = [_cited_in(condition, run, record) for record in standing]
    if not found:  # as long as nothing is written, the author's line would give the case away
        return Found(tested=False, reason=_why_not(condition, run, []))
    best = max(found, key=lambda each: each.rank)
    if len(standing) > 1 and _chosen_nothing(condition, run, standing):
        return msgspec.structs.replace(best, holds=False, partly=False, reason=_FLOODED)
    return best


_FLOODED = Reason(N_("it cites so much that nothing is chosen"))


def _chosen_nothing(condition: Condition, run: Evidence, records: tuple[Record, ...]) -> bool:
    """Whether several records between them cite nearly everything: a line each is no choice either."""
    numbers = {number for each in records for text in answers(each, condition.field) for number in cited(str(text))}
    lines = {each for each in numbers if run.talk.line(each)}
    return len(numbers) > _most(condition) and 4 * len(lines) >= 3 * len(run.talk.heard)


def _most(condition: Condition) -> int:
    """How many lines may be cited."""
    return 2 * len(condition.cites) + 1


def _was_asked(condition: Condition, run: Evidence) -> bool:
    """Whether somebody asked about the topic of one of its lines."""
    topics = {each.topic for each in run.talk.vignette.says if each.key in condition.cites}
    return not topics.isdisjoint(run.talk.asked)


def _cited_in(condition: Condition, run: Evidence, record: Record) -> Found:
    text = "\n".join(str(each) for each in answers(record, condition.field))
    numbers = cited(text)
    keys = {n: line.key for n in numbers if (line := run.talk.line(n)) and run.was_heard(n, record)}
    guessed = tuple(number for number in numbers if run.talk.line(number) and number not in keys)
    right = tuple(number for number, key in keys.items() if key in condition.cites)
    misleading = tuple(number for number, key in keys.items() if key in condition.against)
    found = Found(
        mine=text,
        right=right,
        misleading=misleading,
        unheard=tuple(each for each in numbers if not run.talk.line(each)),
    )
    enough = len(condition.cites) if condition.enough is None else condition.enough
    if len(numbers) > _most(condition):
        return _because(found, _FLOODED)
    if misleading:
        named = Reason(N_("{lines} does not bear it out"), {"lines": as_cited(misleading)})
        return msgspec.structs.replace(_because(found, named), partly=len(right) >= enough)
    if len(right) >= enough:
        return msgspec.structs.replace(found, holds=True)
    if right:
        return msgspec.structs.replace(_because(found, Reason(N_("more was said about it"))), partly=True)
    if guessed:
        early = Reason(N_("{lines} had not been heard when it was written"), {"lines": as_cited(guessed)})
        return _because(found, early)
    return _because(found, Reason(N_("it cites no line that bears it out")))


def _because(found: Found, reason: Reason) -> Found:
    return msgspec.structs.replace(found, reason=reason)


def _mine(condition: Condition, hits: list[Hit], written: tuple[Record, ...]) -> str:
    """The answers in which it shows, in words; where none fits, what stands there instead."""
    if condition.ties:
        return "; ".join(str(hit.value) for hit in hits)
    records = [hit.record for hit in hits if hit.record is not None] or written
    told = (each for record in records for each in in_words(record, condition.field)) if condition.field else ()
    return "; ".join(dict.fromkeys(told))
