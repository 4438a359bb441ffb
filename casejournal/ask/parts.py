"""Several parts asked one after the other, each a conversation of its own: goals, ties, scores, ratings.

Whatever was said about a part stays in the draft, wherever the person goes or stops.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, cast

import msgspec

from casejournal.ask.asks import Begun, Request
from casejournal.ask.question import Talk
from casejournal.domain.field import Among
from casejournal.domain.part import Part
from casejournal.domain.record import is_unanswered
from casejournal.forms import check, records
from casejournal.forms.fields import Answers, Choices, Field
from casejournal.words import _

Keep = Callable[[Answers, Begun], None]


class Conversation(Protocol):
    """What the parts need of the conversation they belong to, and of the one about each."""

    filled: Answers

    def conduct(self, keep: Keep, begun: Begun) -> Answers | None:
        """Put the questions; None when the person goes back before the first."""

    def stopped_at(self, field: Field, begun: Begun) -> None:
        """What was begun about a part, for when the person comes forward to it again."""

    def left(self) -> Begun:
        """What was typed and is no answer yet, behind the question it stands at."""


Begin = Callable[[Talk, Sequence[Field], Answers], Conversation]
"""Begins the conversation about one part."""


class _Seed(msgspec.Struct, frozen=True):
    """A part that is spoken of again: its answers by the names of a file, and what stands where it was stopped."""

    part: dict[str, Any] = {}
    begun: dict[str, Any] = {}

    @classmethod
    def of(cls, part: Any, field: Field) -> "_Seed":
        """All that a part says."""
        values = {each.name: msgspec.to_builtins(records.answer(part, each)) for each in field.parts}
        return cls({name: value for name, value in values.items() if not is_unanswered(value)})

    @classmethod
    def read(cls, kept: Any) -> "_Seed":
        """One from a draft, whatever became of it meanwhile."""
        kept = kept if isinstance(kept, dict) else {}
        part, begun = kept.get("part"), kept.get("begun")
        return cls(part if isinstance(part, dict) else {}, begun if isinstance(begun, dict) else {})

    def __bool__(self) -> bool:
        return bool(self.part or self.begun)


class Parts:
    """The conversations about several parts, one after the other."""

    def __init__(self, outer: Conversation, talk: Talk, field: Field, begin: Begin) -> None:
        self._outer = outer
        self._begin_about = begin
        self._talk = talk
        self._field = field
        self._done: list[Any] = []
        self._ahead: list[_Seed] = []
        """What was said, or begun, of parts still to be gone through."""
        self._chosen: list[str] = []
        """The keys that are spoken of."""

    def ask(self, keep: Keep, resumed: Any, lists: Mapping[Among, Choices]) -> Any:
        """The parts the person speaks of; Request.BACK when they go back before the first."""
        keys = self._begin(resumed, lists) if self._field.many else self._only(resumed)
        if isinstance(keys, Request):
            if isinstance(resumed, dict):
                self._outer.stopped_at(self._field, resumed)
            return keys
        while keys is None or len(self._done) < len(keys):
            key = keys[len(self._done)] if keys is not None else ("", "")
            seed = self._next_seed(key[0])
            if self._field.many:
                self._outer.filled[self._field.name] = tuple(self._done)
            if self._done or seed or self._ahead:
                keep(self._outer.filled, self._begun(seed))
            part, left = self._talk_about(key, seed, keep)
            if part is Request.BACK and not self._done:
                self._outer.filled.pop(self._field.name, None)
                self._outer.stopped_at(self._field, self._begun(left)[self._field.name])
                return Request.BACK
            if part is Request.BACK:
                last = _Seed.of(self._done.pop(), self._field)
                self._ahead = [last, *([left] if left else []), *self._ahead]
            elif part is not None:
                self._done.append(part)
            elif not self._ahead:
                break
        return tuple(self._done) if self._field.many else next(iter(self._done), "")

    def _only(self, resumed: Any) -> list[tuple[str, str]]:
        """The one part of a field that holds no more, with what was said of it before."""
        before = self._outer.filled.get(self._field.name)
        seed = _Seed.read(resumed) or (_Seed() if before is None else _Seed.of(before, self._field))
        self._ahead = [seed] if seed else []
        return [("", _(self._field.title))]

    def _begin(self, resumed: Any, lists: Mapping[Among, Choices]) -> list[tuple[str, str]] | Request | None:
        """What was said before, and the keys that are spoken of; None where the parts have none."""
        before = list(self._outer.filled.get(self._field.name, ()))
        if isinstance(resumed, dict):
            ahead = resumed.get("ahead")
            seeds = [_Seed.read(each) for each in [resumed, *(ahead if isinstance(ahead, list) else [])]]
            self._done, self._ahead = before, [seed for seed in seeds if seed]
            chosen = resumed.get("chosen")
            self._chosen = [str(key) for key in chosen] if isinstance(chosen, list) else []
        elif self._field.key:
            self._ahead = [_Seed.of(part, self._field) for part in before]
        else:
            self._done = before
        if self._field.key:
            return self._keys(self._field.key, lists)
        if resumed is None and not before:
            return self._changing()
        return None

    def _changing(self) -> Request | None:
        """Which of the parts that hold already are changed: they are gone through first."""
        holds = self._talk.known.standing(self._outer.filled).get(self._field.name, ())
        if not holds:
            return None
        heads = [
            (str(place), records.in_words(self._field, (part,)).split("\n")[0]) for place, part in enumerate(holds)
        ]
        title = self._talk.titled(_("{what} that change").format(what=_(self._field.title)))
        chosen = self._talk.asks.several(title, _("Mark those; new ones are asked for next."), heads, ())
        if not isinstance(chosen, Request):
            self._ahead = [_Seed.of(holds[int(place)], self._field) for place, _head in heads if place in chosen]
        return chosen if isinstance(chosen, Request) else None

    def _keys(self, key: Field, lists: Mapping[Among, Choices]) -> list[tuple[str, str]] | Request:
        """The areas, the goals, that are spoken of, with their labels; those that were finished first."""
        choices = dict(self._talk.choices(key, lists))
        done = [str(getattr(part, key.name)) for part in self._done]
        spoken_of = [*done, *(str(seed.part.get(key.name, "")) for seed in self._ahead)]
        likely = self._chosen or [*spoken_of, *self._likely()]
        marked = [name for name in choices if name in likely]
        title, hint = self._talk.titled(_(self._field.title)), self._talk.reminded(self._field)
        chosen = self._talk.asks.several(title, hint, list(choices.items()), marked)
        if isinstance(chosen, Request):
            return chosen
        self._chosen = chosen
        self._done = [part for part in self._done if str(getattr(part, key.name)) in chosen]
        order = dict.fromkeys([*(spoken_of if self._done else []), *choices])
        return [(name, choices[name]) for name in order if name in chosen]

    def _likely(self) -> tuple[str, ...]:
        """The keys that are likely to be spoken of, while the person has said nothing yet."""
        name, known = self._field.name, self._talk.known
        nothing_said = not self._ahead and not self._done
        taken_over = self._outer.filled.get(name, ()) == known.assumed.get(name, ())
        return known.marked.get(name, ()) if nothing_said or taken_over else ()

    def _next_seed(self, key: str) -> _Seed:
        """What is known of the part that comes next."""
        name = self._field.key.name if self._field.key else ""
        for place, seed in enumerate(self._ahead):
            if not name or str(seed.part.get(name, "")) == key:
                return self._ahead.pop(place)
        return _Seed()

    def _begun(self, seed: _Seed) -> Begun:
        """What a draft keeps of the part that is spoken of, and of those ahead."""
        ahead = [{"part": each.part, "begun": each.begun} for each in self._ahead]
        kept = {"part": seed.part, "begun": seed.begun, "ahead": ahead}
        return {self._field.name: kept | ({"chosen": self._chosen} if self._chosen else {})}

    def _talk_about(self, key: tuple[str, str], seed: _Seed, keep: Keep) -> tuple[Any, _Seed]:
        """The questions about one part: the part, None for no other, or Request.BACK; and what was said before that."""
        form, name = cast("type[Part]", self._field.part), self._field.key.name if self._field.key else ""
        number = self._number(seed)
        about = key[1] or f"{_(self._field.part_title)} {number}"

        def lists(said: Answers) -> dict[Among, Choices]:
            listed = self._talk.known.lists(self._outer.filled | said)
            own = (form.listed_in, str(number))
            return {among: [each for each in listed[among] if (among, each[0]) != own] for among in listed}

        talk = msgspec.structs.replace(
            self._talk,
            form=form,
            about=about,
            key=key[0],
            part_of=self._field,
            known=msgspec.structs.replace(self._talk.known, lists=lists),
        )
        answers = check.from_values(form, seed.part, about, self._talk.today)
        if self._field.key:
            answers[name] = check.check(self._field.key, key[0], self._talk.today)
        inner = self._begin_about(talk, [part for part in self._field.parts if part.name != name], answers)

        def keep_part(part: Answers, stopped_at: Begun) -> None:
            keep(self._outer.filled, self._begun(_Seed(_values(part), stopped_at)))

        filled = inner.conduct(keep_part, seed.begun)
        if filled is None:
            return Request.BACK, _Seed(_values(inner.filled), inner.left())
        return (check.assembled(form, filled) if filled else None), _Seed()

    def _number(self, seed: _Seed) -> int:
        """Which part it is, counted from those there ever were; one that holds already keeps its number."""
        new = sum(not getattr(part, "number", 0) for part in self._done)
        counted = self._talk.known.counted.get(self._field.name, 0)
        return int(seed.part.get("number", 0)) or counted + new + 1


def _values(answers: Answers) -> dict[str, Any]:
    return {name: msgspec.to_builtins(answer) for name, answer in answers.items()}
