"""Asks about several parts one after the other, each in a conversation of its own: goals, ties, scores, ratings.

All answers about a part stay in the draft, wherever the person goes or stops.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, cast

import msgspec

from casejournal.ask.asks import Begun, Request, Where
from casejournal.ask.question import Talk
from casejournal.domain.field import Among
from casejournal.domain.part import Part
from casejournal.domain.record import is_unanswered
from casejournal.forms import check, records
from casejournal.forms.fields import Answers, Choices, Field
from casejournal.words import _

Keep = Callable[[Answers, Begun], None]


class Conversation(Protocol):
    """What is needed of the conversation around the parts, and of the conversation about each part."""

    filled: Answers
    hurries: bool
    """Whether the person wants to answer nothing more that may be left open."""

    def conduct(self, keep: Keep, begun: Begun) -> Answers | None:
        """Ask the questions. Returns the answers; None if the person goes back from the first question."""

    def stopped_at(self, field: Field, begun: Begun) -> None:
        """Remember what was begun about a part, for when the person comes back to it."""

    def left(self) -> Begun:
        """What was typed and is not an answer yet, with the current question first."""


Begin = Callable[[Talk, Sequence[Field], Answers], Conversation]
"""Starts the conversation about one part."""


class _Seed(msgspec.Struct, frozen=True):
    """What is known of a part that is asked about again: its answers, named as in a file, and what is half typed."""

    part: dict[str, Any] = {}
    begun: dict[str, Any] = {}

    @classmethod
    def of(cls, part: Any, field: Field) -> "_Seed":
        """The seed with all the answers of a part."""
        values = {each.name: msgspec.to_builtins(records.answer(part, each)) for each in field.parts}
        return cls({name: value for name, value in values.items() if not is_unanswered(value)})

    @classmethod
    def read(cls, kept: Any) -> "_Seed":
        """The seed in a draft; an empty one if the draft does not fit."""
        kept = kept if isinstance(kept, dict) else {}
        part, begun = kept.get("part"), kept.get("begun")
        return cls(part if isinstance(part, dict) else {}, begun if isinstance(begun, dict) else {})

    def __bool__(self) -> bool:
        return bool(self.part or self.begun)


class Parts:
    """The conversations about several parts, one after the other."""

    def __init__(self, outer: Conversation, talk: Talk, field: Field, begin: Begin, where: Where) -> None:
        self._outer = outer
        self._where = where
        self._begin_about = begin
        self._talk = talk
        self._field = field
        self._done: list[Any] = []
        self._ahead: list[_Seed] = []
        """What is known of the parts that come next."""
        self._chosen: list[str] = []
        """The keys (areas, goals) that the person chose."""

    def ask(self, keep: Keep, resumed: Any, lists: Mapping[Among, Choices]) -> Any:
        """Ask about the parts. Returns them; or a Request, as BACK if the person goes back before the first."""
        keys = self._begin(resumed, lists) if self._field.many else self._only(resumed)
        if isinstance(keys, Request):
            if isinstance(resumed, dict):
                self._outer.stopped_at(self._field, resumed)
            return keys
        while len(self._done) < len(keys) if keys is not None else not self._has_enough:
            key = keys[len(self._done)] if keys is not None else ("", "")
            seed = self._next_seed(key[0])
            if self._field.many:
                self._outer.filled[self._field.name] = tuple(self._done)
            if self._done or seed or self._ahead:
                keep(self._outer.filled, self._begun(seed))
            final = len(self._done) + 1 == len(keys) if keys is not None else not self._ahead
            part, left = self._talk_about(key, seed, keep, final=final)
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

    @property
    def _has_enough(self) -> bool:
        """Whether no other part is asked about, because the person wants to end the form."""
        return self._outer.hurries and not self._ahead and (bool(self._done) or not self._where.needed)

    def _only(self, resumed: Any) -> list[tuple[str, str]]:
        """For a field with only one part: that part, with what was said about it before."""
        before = self._outer.filled.get(self._field.name)
        seed = _Seed.read(resumed) or (_Seed() if before is None else _Seed.of(before, self._field))
        self._ahead = [seed] if seed else []
        return [(self._field.name, _(self._field.title))]

    def _begin(self, resumed: Any, lists: Mapping[Among, Choices]) -> list[tuple[str, str]] | Request | None:
        """Restore what was said before, and ask for the keys. Returns keys and labels; None if parts have no key."""
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
        """Ask which of the present parts change: they are asked about first."""
        holds = self._talk.known.standing(self._outer.filled).get(self._field.name, ())
        if not holds:
            return None
        heads = [
            (str(place), records.in_words(self._field, (part,)).split("\n")[0]) for place, part in enumerate(holds)
        ]
        title = self._talk.titled(_("{what}: which ones change?").format(what=_(self._field.title)))
        hint = _("Mark the ones you want to change. New ones are asked for after that.")
        request, chosen = self._marked(title, hint, heads, ())
        if request is None:
            self._ahead = [_Seed.of(holds[int(place)], self._field) for place, _head in heads if place in chosen]
        return request

    def _marked(
        self, title: str, hint: str, choices: Choices, before: Sequence[str]
    ) -> tuple[Request | None, Sequence[str]]:
        """A request to go back, and what was marked."""
        where = msgspec.structs.replace(self._where, needed=False)
        why = _(self._field.why) or _(self._field.help)
        request, chosen = self._talk.marked(title, hint, choices, before, where, why)
        self._outer.hurries = self._outer.hurries or request is Request.WRITE
        return None if request is Request.WRITE else request, chosen

    def _keys(self, key: Field, lists: Mapping[Among, Choices]) -> list[tuple[str, str]] | Request:
        """Ask which keys (areas, goals) to speak about. Returns them with labels, the finished ones first."""
        choices = dict(self._talk.choices(key, lists))
        done = [str(getattr(part, key.name)) for part in self._done]
        spoken_of = [*done, *(str(seed.part.get(key.name, "")) for seed in self._ahead)]
        likely = self._chosen or [*spoken_of, *self._likely()]
        marked = [name for name in choices if name in likely]
        title, hint = self._talk.titled(_(self._field.title)), self._talk.reminded(self._field)
        request, chosen = self._marked(title, hint, list(choices.items()), marked)
        if request is not None:
            return request
        self._chosen = [*chosen]
        self._done = [part for part in self._done if str(getattr(part, key.name)) in chosen]
        order = dict.fromkeys([*(spoken_of if self._done else []), *choices])
        return [(name, choices[name]) for name in order if name in chosen]

    def _likely(self) -> tuple[str, ...]:
        """The keys to mark at first, while the person has said nothing yet."""
        name, known = self._field.name, self._talk.known
        nothing_said = not self._ahead and not self._done
        taken_over = self._outer.filled.get(name, ()) == known.assumed.get(name, ())
        return known.marked.get(name, ()) if nothing_said or taken_over else ()

    def _next_seed(self, key: str) -> _Seed:
        """What is known of the next part, and take it from those ahead."""
        name = self._field.key.name if self._field.key else ""
        for place, seed in enumerate(self._ahead):
            if not name or str(seed.part.get(name, "")) == key:
                return self._ahead.pop(place)
        return _Seed()

    def _begun(self, seed: _Seed) -> Begun:
        """What a draft stores about the current part and those that come next."""
        ahead = [{"part": each.part, "begun": each.begun} for each in self._ahead]
        kept = {"part": seed.part, "begun": seed.begun, "ahead": ahead}
        return {self._field.name: kept | ({"chosen": self._chosen} if self._chosen else {})}

    def _talk_about(self, key: tuple[str, str], seed: _Seed, keep: Keep, *, final: bool) -> tuple[Any, _Seed]:
        """Ask about one part; no other has to follow the `final` one. Returns it, or None for no more, or Request.BACK
        with what was said so far.
        """
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
            needs_one=self._where.needed and not self._done,
            so_far=self._where.so_far,
            ready=self._where.ready and final,
        )
        answers = check.from_values(form, seed.part, about, self._talk.today)
        if self._field.key:
            answers[name] = check.check(self._field.key, key[0], self._talk.today)
        inner = self._begin_about(talk, [part for part in self._field.parts if part.name != name], answers)

        def keep_part(part: Answers, stopped_at: Begun) -> None:
            keep(self._outer.filled, self._begun(_Seed(_values(part), stopped_at)))

        inner.hurries = self._outer.hurries
        filled = inner.conduct(keep_part, seed.begun)
        self._outer.hurries = inner.hurries
        if filled is None:
            return Request.BACK, _Seed(_values(inner.filled), inner.left())
        return (check.assembled(form, filled) if filled else None), _Seed()

    def _number(self, seed: _Seed) -> int:
        """The number of the part, counted after all earlier ones; a part that exists keeps its number."""
        new = sum(not getattr(part, "number", 0) for part in self._done)
        counted = self._talk.known.counted.get(self._field.name, 0)
        return int(seed.part.get("number", 0)) or counted + new + 1


def _values(answers: Answers) -> dict[str, Any]:
    return {name: msgspec.to_builtins(answer) for name, answer in answers.items()}
