"""An interview puts a form's questions in order, back and forth, and knows no terminal.

At any question `<` goes back, `?` says why it is asked, an empty answer leaves it open. A part (a goal, a tie) is a
conversation of its own inside it. Whatever was said stays in the draft, wherever the person goes or stops.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

import msgspec

from casejournal.ask.asks import Asks, Begun, Move
from casejournal.ask.question import Talk
from casejournal.domain.field import Asked
from casejournal.domain.record import is_unanswered
from casejournal.errors import Failure, NotValid
from casejournal.forms import check, records
from casejournal.forms.fields import Answers, Choices, Field, Kind, Known
from casejournal.words import _

Keep = Callable[[Answers, Begun], None]


def interview(
    form: type[msgspec.Struct],
    answers: Answers,
    today: date,
    asks: Asks,
    tell: Callable[[str], None],
    *,
    keep: Keep,
    begun: Begun | None = None,
    known: Known | None = None,
) -> Answers:
    """`answers` and what the person adds: what the form asks first, then what they choose from the rest.

    Where something was given already, the rest is not offered: who begins on the command line knows what they want. A
    form that is resumed offers it, and goes on at the question it was stopped at: `begun` is what stood there. `keep`
    is handed all answers after each one, and what was begun when it is stopped again. `known` is what the case file
    knows.
    """
    known = known or Known()
    talk = Talk(asks=asks, tell=tell, today=today, known=known)
    questions = known.questions(form)
    if begun is None:
        questions = [field for field in questions if field.name not in answers]
    held = _Interview(talk, questions, {**known.assumed, **answers}, offers=begun is not None or not answers)
    return held.hold(keep, begun or {}, goes_on=begun is not None) or {}


class _Interview:
    """One conversation: the questions, how far it has come, and what was said to each."""

    def __init__(self, talk: Talk, questions: Sequence[Field], answers: Answers, *, offers: bool) -> None:
        self.filled = dict(answers)
        self._talk = talk
        self._later = [field for field in questions if offers and field.asked is Asked.LATER]
        first = [field for field in questions if field.asked in {Asked.FIRST, Asked.NEEDED}]
        self._questions: list[Field | None] = [*first, None] if self._later else [*first]  # None: what else is known?
        self._said: dict[str, Any] = {}
        self._in_short: set[str] = set()
        self._asked: list[int] = []

    def hold(self, keep: Keep, begun: Begun, *, goes_on: bool = False) -> Answers | None:
        """Put the questions, back and forth, until the last is answered; `keep` hears of every answer.

        It begins where it was stopped or, where it only `goes_on`, at the first question without an answer. None when
        the person goes back from the first question about a part.
        """
        place = self._begin(begun, goes_on=goes_on)
        while place < len(self._questions):
            field = self._questions[place]
            if field is not None and not self._applies(field):
                if field.name not in self._in_short:
                    self.filled.pop(field.name, None)
                place += 1
                continue
            reply = self._reply(place, field, keep)
            if reply is Move.WHY:
                self._talk.tell((_(field.why) or _(field.help)) if field else _("All of it is optional, and may wait."))
            elif reply is Move.BACK and not self._asked and self._talk.about:
                return None
            elif reply is Move.BACK:
                place = self._asked.pop() if self._asked else place
            elif field is None or self._take(field, reply):
                if field and field.name == self._talk.stops_at and field.name not in self.filled:
                    return {}
                keep(self.filled, {})
                self._asked.append(place)
                place += 1
        return self.filled

    def _begin(self, begun: Begun, *, goes_on: bool) -> int:
        """Where to begin, with the questions before it to go back to."""
        self._said = _raw(self.filled) | begun
        names = [field.name if field else "" for field in self._questions]
        at = next(iter(begun), "")
        if at and at in names:
            place = names.index(at)
        elif goes_on and not at:
            open_places = (each for each, field in enumerate(self._questions) if not field or self._is_open(field))
            place = next(open_places, max(len(names) - 1, 0))
        else:
            place = names.index("") if at in {field.name for field in self._later} else 0
        place = min([place, *(each for each, field in enumerate(self._questions) if field and self._lacks(field))])
        asked = ((each, self._questions[each]) for each in range(place))
        self._asked = [each for each, field in asked if field and self._applies(field)]
        return place

    def _lacks(self, field: Field) -> bool:
        return field.required and self._is_open(field)

    def _is_open(self, field: Field) -> bool:
        return self._applies(field) and field.name not in self.filled

    def _applies(self, field: Field) -> bool:
        """Whether the question makes sense by now, and there is something to choose from where one is to choose."""
        among = field.key.among if field.key else field.among
        to_choose = not among or bool(self._lists.get(among))
        return field.applies(self.filled) and to_choose and field.name not in self._in_short

    @property
    def _lists(self) -> Mapping[str, Choices]:
        return self._talk.known.lists(self.filled)

    def _reply(self, place: int, field: Field | None, keep: Keep) -> Any:
        """What the person says to a question. Where they stop, and what stood there, is kept first."""
        if field is not None and field.part:
            return _Parts(self, self._talk, field).ask(keep, self._said.pop(field.name, None), self._lists)
        try:
            if field is None:
                return self._what_else(place)
            reply = self._talk.put(field, self._said.get(field.name), self._lists)
        except KeyboardInterrupt as stopped:
            if field and (stopped.args or self._asked):
                keep(self.filled, {field.name: stopped.args[0] if stopped.args else self._said.get(field.name, "")})
            raise KeyboardInterrupt from None
        if isinstance(reply, tuple):  # a move, and what stands at the question it leaves
            reply, self._said[field.name] = reply
        return reply

    def stopped_at(self, field: Field, begun: Begun) -> None:
        """What was begun about a part, for when the person comes forward to it again."""
        self._said[field.name] = begun

    def _what_else(self, place: int) -> Move | None:
        """Let the person choose what else to be asked; those questions follow."""
        offered = [(field.name, _(field.title)) for field in self._later if self._applies(field)]
        if not offered:
            return None
        before = [field.name for field in self._later if field in self._questions or field.name in self._said]
        title = self._talk.titled(_("Anything else to write down now?"))
        enter = _("Enter goes on.") if self._talk.about else _("Enter writes it all down.")
        chosen = self._talk.asks.several(title, _("Mark what you know already.") + " " + enter, offered, before)
        if isinstance(chosen, Move):
            return chosen
        self._questions[place + 1 :] = [field for field in self._later if field.name in chosen]
        for field in self._later:
            if field.name not in chosen:
                self.filled.pop(field.name, None)
        return None

    def _take(self, field: Field, reply: Any) -> bool:
        """Whether the answer is good; what is wrong with any other is told, so that it is asked again."""
        if isinstance(reply, str) and not reply.strip():
            reply = ""
        if not field.part:
            self._said[field.name] = reply
        if reply in ("", [], ()):
            if field.asked is Asked.NEEDED or (field.required and field.name != self._talk.stops_at):
                self._talk.tell(_("This one needs an answer here."))
                return False
            self.filled.pop(field.name, None)
            return True
        try:
            self._fill(field, reply)
        except Failure as failure:
            self._talk.tell(f"{failure.message()} {failure.hint()}".rstrip())
            if not field.long:
                self._said.pop(field.name, None)  # a line is typed anew; a long text comes back to be mended
            return False
        return True

    def _fill(self, field: Field, reply: Any) -> None:
        """Write the answer down, and tell how it was understood. Raises what `check` raises."""
        if in_short := self._talk.in_short(field, reply):
            self._require_listed(in_short)
            self.filled |= in_short
            self._in_short = set(in_short) - {field.name}
            self._talk.tell("    " + " · ".join(_told_each(self._talk.part_of, in_short)))
            return
        answer = check.check(field, reply, self._talk.today)
        self.filled[field.name] = answer
        if field.kind is Kind.DAY or (field.many and field.choices):
            self._talk.tell("    " + records.told(field, answer))

    def _require_listed(self, answers: Answers) -> None:
        """Raises NotValid for a part that names what the case file does not know: a goal that is none."""
        for part in self._talk.part_of.parts if self._talk.part_of else ():
            listed = [value for value, _label in self._lists.get(part.among, ())]
            if part.among and part.name in answers and str(answers[part.name]) not in listed:
                problem = _("there is none of that number, only: {known}").format(known=", ".join(listed) or "-")
                raise NotValid(field=part.title, problem=problem)


def _told_each(part_of: Field | None, answers: Answers) -> Iterable[str]:
    parts = part_of.parts if part_of else ()
    return (
        f"{_(part.title)} {answers[part.name]}" if part.among else records.told(part, answers[part.name])
        for part in parts
        if part.name in answers
    )


def _raw(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a person would give them: texts, and lists of texts. Parts have questions of their own."""
    said: dict[str, Any] = {}
    for name, answer in answers.items():
        value = msgspec.to_builtins(answer)
        if isinstance(value, bool):
            said[name] = "yes" if value else "no"
        elif isinstance(value, list):
            if not any(isinstance(each, dict) for each in value):
                said[name] = [str(each) for each in value]
        elif not is_unanswered(value):
            said[name] = str(value)
    return said


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


class _Parts:
    """The conversations about several parts, one after the other."""

    def __init__(self, outer: _Interview, talk: Talk, field: Field) -> None:
        self._outer = outer
        self._talk = talk
        self._field = field
        self._done: list[Any] = []
        self._ahead: list[_Seed] = []
        """What was said, or begun, of parts still to be gone through."""

    def ask(self, keep: Keep, resumed: Any, lists: Mapping[str, Choices]) -> Any:
        """The parts the person speaks of; Move.BACK when they go back before the first."""
        keys = self._begin(resumed, lists) if self._field.many else self._only(resumed)
        if isinstance(keys, Move):
            return keys
        while keys is None or len(self._done) < len(keys):
            key = keys[len(self._done)] if keys is not None else ("", "")
            seed = self._next_seed(key[0])
            if self._field.many:
                self._outer.filled[self._field.name] = tuple(self._done)
            if self._done or seed or self._ahead:
                keep(self._outer.filled, self._begun(seed))
            part, left = self._talk_about(key, seed, keep, lists)
            if part is Move.BACK and not self._done:
                self._outer.filled.pop(self._field.name, None)
                self._outer.stopped_at(self._field, self._begun(left)[self._field.name])
                return Move.BACK
            if part is Move.BACK:
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
        seed = _Seed.of(before, self._field) if before is not None else _Seed.read(resumed)
        self._ahead = [seed] if seed else []
        return [("", _(self._field.title))]

    def _begin(self, resumed: Any, lists: Mapping[str, Choices]) -> list[tuple[str, str]] | Move | None:
        """What was said before, and the keys that are spoken of; None where the parts have none."""
        before = list(self._outer.filled.get(self._field.name, ()))
        if isinstance(resumed, dict):
            ahead = resumed.get("ahead")
            seeds = [_Seed.read(each) for each in [resumed, *(ahead if isinstance(ahead, list) else [])]]
            self._done, self._ahead = before, [seed for seed in seeds if seed]
        elif self._field.key:
            self._ahead = [_Seed.of(part, self._field) for part in before]
        else:
            self._done = before
        if self._field.key:
            return self._keys(self._field.key, lists)
        if resumed is None and not before:
            return self._changing()
        return None

    def _changing(self) -> Move | None:
        """Which of the parts that hold already are changed: they are gone through first."""
        holds = self._talk.known.hold(self._outer.filled).get(self._field.name, ())
        if not holds:
            return None
        heads = [(str(place), records.told(self._field, (part,)).split("\n")[0]) for place, part in enumerate(holds)]
        title = self._talk.titled(_("{what} that change").format(what=_(self._field.title)))
        chosen = self._talk.asks.several(title, _("Mark those; new ones are asked for next."), heads, ())
        if not isinstance(chosen, Move):
            self._ahead = [_Seed.of(holds[int(place)], self._field) for place, _head in heads if place in chosen]
        return chosen if isinstance(chosen, Move) else None

    def _keys(self, key: Field, lists: Mapping[str, Choices]) -> list[tuple[str, str]] | Move:
        """The areas, the goals, that are spoken of, with their labels; those that were finished first."""
        choices = dict(self._talk.choices(key, lists))
        done = [str(getattr(part, key.name)) for part in self._done]
        spoken_of = [*done, *(str(seed.part.get(key.name, "")) for seed in self._ahead)]
        likely = spoken_of or self._talk.known.marked.get(self._field.name, ())
        marked = [name for name in choices if name in likely]
        title, hint = self._talk.titled(_(self._field.title)), self._talk.reminded(self._field)
        chosen = self._talk.asks.several(title, hint, list(choices.items()), marked)
        if isinstance(chosen, Move):
            return chosen
        self._done = [part for part in self._done if str(getattr(part, key.name)) in chosen]
        order = dict.fromkeys([*(spoken_of if self._done else []), *choices])
        return [(name, choices[name]) for name in order if name in chosen]

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
        return {self._field.name: {"part": seed.part, "begun": seed.begun, "ahead": ahead}}

    def _talk_about(
        self, key: tuple[str, str], seed: _Seed, keep: Keep, lists: Mapping[str, Choices]
    ) -> tuple[Any, _Seed]:
        """The questions about one part: the part, None for no other, or Move.BACK; and what was said before that."""
        form, name = cast("type[msgspec.Struct]", self._field.part), self._field.key.name if self._field.key else ""
        about = key[1] or f"{_(self._field.part_title)} {self._number(seed)}"
        talk = msgspec.structs.replace(
            self._talk,
            about=about,
            key=key[0],
            part_of=self._field,
            known=msgspec.structs.replace(self._talk.known, lists=lambda _answers: lists),
        )
        answers = check.from_values(form, seed.part, about, self._talk.today)
        if self._field.key:
            answers[name] = check.check(self._field.key, key[0], self._talk.today)
        inner = _Interview(talk, [part for part in self._field.parts if part.name != name], answers, offers=True)

        def keep_part(part: Answers, stopped_at: Begun) -> None:
            keep(self._outer.filled, self._begun(_Seed(_values(part), stopped_at)))

        filled = inner.hold(keep_part, seed.begun)
        if filled is None:
            return Move.BACK, _Seed(_values(inner.filled))
        return (check.assembled(form, filled) if filled else None), _Seed()

    def _number(self, seed: _Seed) -> int:
        """Which part it is, counted from those there ever were; one that holds already keeps its number."""
        new = sum(not getattr(part, "number", 0) for part in self._done)
        counted = self._talk.known.counted.get(self._field.name, 0)
        return int(seed.part.get("number", 0)) or counted + new + 1


def _values(answers: Answers) -> dict[str, Any]:
    return {name: msgspec.to_builtins(answer) for name, answer in answers.items()}
