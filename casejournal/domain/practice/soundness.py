"""Whether a vignette is sound: both halves said, every line within reach, nothing named that is not there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from casejournal.domain.practice.condition import Reason
from casejournal.domain.practice.evidence import VERBS
from casejournal.domain.practice.feedback import Ending
from casejournal.domain.practice.move import Brings
from casejournal.domain.practice.vignette import CLIENT, Condition, Item, Point, Says, Sentence, Told, Vignette, brings
from casejournal.words import LANGUAGES, N_

RUNS = ("good", "middling", "poor", "flooding")
"""The sample runs that every vignette has."""
WORDINGS = 3


def problems(vignette: Vignette) -> Iterator[Reason]:
    """What is wrong with it, a sentence each, in the order of the file."""
    yield from _missing_halves(vignette)
    yield from _doubled(vignette)
    yield from _unknown_topics(vignette)
    yield from _circles(vignette)
    yield from _unreachable(vignette)
    for item in vignette.rubric:
        yield from _of_an_item(vignette, item)
    yield from _runs(vignette)


def _missing_halves(vignette: Vignette) -> Iterator[Reason]:
    for place, sentence in _sentences(vignette):
        lacking = [each for each in LANGUAGES if not sentence.said.get(each, "").strip()]
        if sentence.said and lacking:
            yield Reason(
                N_("{place}: it is not said in {languages}"), {"place": place, "languages": ", ".join(lacking)}
            )
        elif not sentence.said and place in _NEEDED:
            yield Reason(N_("{place}: it is not said"), {"place": place})


_NEEDED = {"slip", "title"}


def _sentences(vignette: Vignette) -> Iterator[tuple[str, Sentence]]:
    """Everything that is said, with its place."""
    for name in ("title", "practises", "slip", "guarded", "nothing"):
        yield name, getattr(vignette, name)
    for table in ("people", "topics", "moves"):
        yield from ((f"{table}.{key}", each) for key, each in getattr(vignette, table).items())
    for told in vignette.told:
        yield told.key, told
        yield from ((f"{told.key}, names.{key}", each) for key, each in told.names.items())
    for agency in vignette.agencies:
        yield from ((f"{agency.key}, {word}", getattr(agency, word)) for word in ("name", "does"))
    for tie in vignette.ties:
        yield "ties", tie.name
    for item in vignette.rubric:
        yield from ((f"{item.key}, {word}", getattr(item, word)) for word in ("title", "why", "author"))
        yield from ((f"{item.key}, formulations", each) for each in item.formulations)


def _doubled(vignette: Vignette) -> Iterator[Reason]:
    answers = (move.value for move, here in vignette.moves.items() if here.said)
    lines = ["slip", *answers, *(each.key for each in vignette.told)]
    for keys in (lines, [each.key for each in vignette.agencies], [each.key for each in vignette.rubric]):
        for key, times in Counter(keys).items():
            if times > 1:
                yield Reason(N_("{key}: two of them have this key"), {"key": key})


def _unknown_topics(vignette: Vignette) -> Iterator[Reason]:
    opened = vignette.opened
    for move, here in vignette.moves.items():
        yield from _unknown_speaker(vignette, f"moves.{move.value}", here.who)
    for line in vignette.says:
        if line.topic not in opened:
            yield _unknown(line.key, line.topic)
    for told in vignette.told:
        yield from _unknown_speaker(vignette, told.key, told.who)
        yield from (_unknown(told.key, key) for key in told.after if key not in vignette.keys)


def _unknown_speaker(vignette: Vignette, place: str, who: str) -> Iterator[Reason]:
    if who not in {"", CLIENT, *vignette.people}:
        yield _unknown(place, who)


def _unknown(place: str, word: str) -> Reason:
    return Reason(N_("{place}: there is no “{word}”"), {"place": place, "word": word})


# What can be heard


def _unreachable(vignette: Vignette) -> Iterator[Reason]:
    """The lines that no talk can bring: looked for with all the trust that there is to gain."""
    heard, topics = {"slip", *(move.value for move in vignette.moves)}, {*vignette.topics}
    while more := [
        each for each in vignette.told if each.key not in heard and _can_come(vignette, each, heard, topics)
    ]:
        heard |= {each.key for each in more}
        topics |= {key for each in more for key in each.names}
    for told in vignette.told:
        if told.key not in heard:
            yield Reason(N_("{key}: no talk can bring it"), {"key": told.key})


def _can_come(vignette: Vignette, told: Told, heard: set[str], topics: set[str]) -> bool:
    if not {*told.after} <= heard:
        return False
    if not isinstance(told, Says):
        return True
    with_it = any(brings(told, vignette.effect(move), move) for move in vignette.offered)
    return told.topic in topics and with_it and told.trust <= _most_trust(vignette, topics)


def _most_trust(vignette: Vignette, topics: Iterable[str]) -> int:
    """The trust of somebody who does everything that gives some, once about each topic."""
    count = len([*topics])
    gains = ((vignette.effect(move), max(vignette.effect(move).trust, 0)) for move in vignette.offered)
    return vignette.start + sum(gain * (1 if effect.brings is Brings.NOTHING else count) for effect, gain in gains)


def _circles(vignette: Vignette) -> Iterator[Reason]:
    """Lines that wait for each other: by what must be heard before, or by a topic that only they open."""
    needs: dict[str, set[str]] = {}
    for told in vignette.told:
        needs[told.key] = {*told.after}
        if isinstance(told, Says) and told.topic not in vignette.topics:
            openers = {each.key for each in vignette.told if told.topic in each.names}
            needs[told.key] |= openers if len(openers) == 1 else set()
    while free := {key for key, others in needs.items() if not others & needs.keys()}:
        needs = {key: others for key, others in needs.items() if key not in free}
    in_circle = _only_circles(needs)
    if in_circle:
        yield Reason(N_("these wait for each other: {keys}"), {"keys": ", ".join(sorted(in_circle))})


def _only_circles(needs: Mapping[str, set[str]]) -> set[str]:
    """Without those that merely wait for a circle."""
    left = {*needs}
    while ends := {key for key in left if not any(key in needs[each] for each in left)}:
        left -= ends
    return left


# What it is looked at for


def _of_an_item(vignette: Vignette, item: Item) -> Iterator[Reason]:
    for key in (*item.tested, *item.tells):
        if key not in vignette.keys:
            yield _unknown(item.key, key)
    if item.by == "rules" and not item.met:
        yield Reason(N_("{key}: nothing says when it is met"), {"key": item.key})
    if item.formulations and len(item.formulations) != WORDINGS:
        yield Reason(N_("{key}: it needs three wordings"), {"key": item.key})
    for condition in (*item.met, *item.partly):
        yield from _of_a_condition(vignette, item.key, condition)
    if item.shows:
        yield from _of_a_point(vignette, item.key, item.shows)


def _of_a_condition(vignette: Vignette, place: str, condition: Condition) -> Iterator[Reason]:
    yield from _of_a_point(vignette, place, condition)
    for point in filter(None, (condition.before, condition.since)):
        yield from _of_a_point(vignette, place, point)
    for key in (*condition.cites, *condition.against):
        if key not in vignette.keys:
            yield _unknown(place, key)
    if condition.cites and not condition.field:
        yield Reason(N_("{key}: it does not say in which field lines are cited"), {"key": place})
    if condition.agency and condition.agency not in {each.key for each in vignette.agencies}:
        yield _unknown(place, condition.agency)
    if condition.ties and not vignette.ties:
        yield _unknown(place, "ties")
    if not (condition.record or condition.move or condition.heard or condition.ties):
        yield Reason(N_("{key}: a condition asks for nothing"), {"key": place})


def _of_a_point(vignette: Vignette, place: str, point: Point) -> Iterator[Reason]:
    if point.record and point.record not in VERBS:
        yield _unknown(place, point.record)
    if point.heard and point.heard not in vignette.keys:
        yield _unknown(place, point.heard)
    if point.topic and point.topic not in vignette.opened:
        yield _unknown(place, point.topic)


def _runs(vignette: Vignette) -> Iterator[Reason]:
    keys = {each.key for each in vignette.rubric}
    for name in RUNS:
        if name not in vignette.runs:
            yield Reason(N_("runs: there is no run “{name}”"), {"name": name})
    met = set()
    for name, run in vignette.runs.items():
        met |= {key for key, ending in run.ends.items() if ending == Ending.MET}
        for key in run.ends.keys() - keys:
            yield _unknown(f"runs.{name}", key)
        for key in keys - run.ends.keys():
            yield Reason(N_("runs.{name}: it does not say how {key} ends"), {"name": name, "key": key})
        for ending in {*run.ends.values()} - {each.value for each in Ending}:
            yield _unknown(f"runs.{name}", ending)
    for item in vignette.rubric:
        if item.by == "rules" and item.key not in met:
            yield Reason(N_("{key}: no sample run meets it"), {"key": item.key})
