"""An interview puts a form's questions in order, back and forth, and knows no terminal.

At any question `<` goes back, `?` says why it is asked, an empty answer leaves it open. A part (a goal, a tie) is a
conversation of its own inside it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast

import msgspec

from casejournal.ask.asks import Asks, Begun, Move
from casejournal.domain.field import Asked
from casejournal.domain.record import is_unanswered
from casejournal.errors import Failure, NotValid
from casejournal.forms import check, records
from casejournal.forms.fields import Answers, Choices, Field, Kind, Known
from casejournal.words import N_, _


def interview(
    form: type[msgspec.Struct],
    answers: Answers,
    today: date,
    asks: Asks,
    tell: Callable[[str], None],
    *,
    keep: Callable[[Answers, Begun], None],
    begun: Begun | None = None,
    known: Known | None = None,
) -> Answers:
    """`answers` and what the person adds: what the form asks first, then what they choose from the rest.

    Where something was given already, the rest is not offered: who begins on the command line knows what they want. A
    form that is resumed offers it: `begun` is then what was typed at the question it was stopped at. `keep` is handed
    all answers after each one, and what was begun when it is stopped again. `known` is what the case file knows.
    """
    known = known or Known()
    stopped_at = begun or {}
    open_fields = [field for field in known.questions(form) if field.name not in answers or field.name in stopped_at]
    offers = begun is not None or not answers
    answers = {**known.assumed, **answers}
    return _Interview(answers, open_fields, today, asks, tell, known, offers=offers).hold(keep, stopped_at) or {}


class _Interview:
    """One conversation: the questions, how far it has come, and what was said to each."""

    def __init__(  # noqa: PLR0917 - handed on from interview, in its order
        self,
        answers: Answers,
        questions: Sequence[Field],
        today: date,
        asks: Asks,
        tell: Callable[[str], None],
        known: Known,
        *,
        offers: bool,
        about: str = "",
        key: str = "",
        stops_at: str = "",
    ) -> None:
        self._filled = dict(answers)
        self._later = [field for field in questions if offers and field.asked is Asked.LATER]
        first = [field for field in questions if field.asked in {Asked.FIRST, Asked.NEEDED}]
        self._questions: list[Field | None] = [*first, None] if self._later else [*first]  # None: what else is known?
        self.said: dict[str, Any] = {}
        self._today = today
        self._asks = asks
        self._tell = tell
        self._known = known
        self._about = about
        """What the part is that this conversation is about: `Goal 2`; empty for a whole form."""
        self._key = key
        self._stops_at = stops_at
        """The question whose empty answer says that there is no other part."""

    def hold(self, keep: Callable[[Answers, Begun], None], begun: Begun) -> Answers | None:
        """Put the questions, back and forth, until the last is answered; `keep` hears of every answer.

        None when the person goes back from the first question about a part.
        """
        self.said |= begun
        asked: list[int] = []
        place = 0
        while place < len(self._questions):
            field = self._questions[place]
            if field is not None and not self._applies(field):
                self._filled.pop(field.name, None)
                place += 1
                continue
            reply = self._reply(place, field, keep)
            if reply is Move.WHY:
                self._tell((_(field.why) or _(field.help)) if field else _("All of it is optional, and may wait."))
            elif reply is Move.BACK and not asked and self._about:
                return None
            elif reply is Move.BACK:
                place = asked.pop() if asked else place
            elif field is None or self._take(field, reply):
                if field and field.name == self._stops_at and field.name not in self._filled:
                    return {}
                keep(self._filled, {})
                asked.append(place)
                place += 1
        return self._filled

    def _applies(self, field: Field) -> bool:
        """Whether the question makes sense by now, and there is something to choose from where one is to choose."""
        among = field.key.among if field.key else field.among
        return field.applies(self._filled) and (not among or bool(self._lists.get(among)))

    @property
    def _lists(self) -> Mapping[str, Choices]:
        return self._known.lists(self._filled)

    def _reply(self, place: int, field: Field | None, keep: Callable[[Answers, Begun], None]) -> Any:
        """What the person says to a question. What was typed when they stop is kept first."""
        if field is None:
            return self._what_else(place)
        if field.part:
            return self._parts(field, keep)
        try:
            return self._put(field)
        except KeyboardInterrupt as stopped:
            if stopped.args:
                keep(self._filled, {field.name: stopped.args[0]})
            raise KeyboardInterrupt from None

    def _what_else(self, place: int) -> Move | None:
        """Let the person choose what else to be asked; those questions follow."""
        offered = [(field.name, _(field.title)) for field in self._later if self._applies(field)]
        if not offered:
            return None
        before = [field.name for field in self._later if field in self._questions or field.name in self.said]
        title, hint = _("Anything else to write down now?"), _("Mark what you know already. Enter writes it all down.")
        chosen = self._asks.several(self._titled(title), hint, offered, before)
        if isinstance(chosen, Move):
            return chosen
        self._questions[place + 1 :] = [field for field in self._later if field.name in chosen]
        return None

    def _take(self, field: Field, reply: Any) -> bool:
        """Whether the answer is good; what is wrong with any other is told, so that it is asked again."""
        if isinstance(reply, str) and not reply.strip():
            reply = ""
        if not field.part:
            self.said[field.name] = reply
        if reply in ("", [], ()) and (not field.required or field.name == self._stops_at):
            if field.asked is Asked.NEEDED:
                self._tell(_("This one needs an answer here."))
                return False
            self._filled.pop(field.name, None)
            return True
        try:
            self._filled[field.name] = check.check(field, reply, self._today)
            if field.required and is_unanswered(self._filled[field.name]):
                raise NotValid(field=field.title, problem=N_("this must not be empty"))
        except Failure as failure:
            self._tell(f"{failure.message()} {failure.hint()}".rstrip())
            if not field.long:
                self.said.pop(field.name, None)  # a line is typed anew; a long text comes back to be mended
            return False
        if field.kind is Kind.DAY or (field.many and field.choices):
            self._tell("    " + records.told(field, self._filled[field.name]))
        return True

    # One question

    def _put(self, field: Field) -> Any:
        """The reply to a question; what was said when it was put already is offered again."""
        title = self._about if field.name == self._stops_at else self._titled(_(field.title))
        hint, before = self._reminded(field), self.said.get(field.name)
        choices = self._choices(field)
        if choices and field.many:
            return self._asks.several(title, hint, choices, before or ())
        if choices:
            needed = field.required and field.name != self._stops_at
            choices = choices if needed else [*choices, ("", _("(leave open)"))]
            return self._asks.one(title, hint, choices, before or "")
        if not field.many:
            return self._asks.text(title, hint, before or "", long=field.long)
        hint = f"{hint} {_('Several are separated by semicolons.')}"
        before = before if isinstance(before, str) else "; ".join(before or ())
        reply = self._asks.text(title, hint, before, long=field.long)
        return reply if isinstance(reply, Move) else [part.strip() for part in reply.split(";") if part.strip()]

    def _choices(self, field: Field) -> Choices:
        if field.kind is Kind.YES_NO:
            return [("yes", _("yes")), ("no", _("no"))]
        if field.among:
            return self._lists.get(field.among, ())
        if field.scale:
            meanings = self._known.meanings
            known = (
                (str(number), meanings.get((self._key, str(number))) or _(meaning))
                for number, meaning in field.scale.items()
            )
            return [(number, f"{number:>2} {meaning}") for number, meaning in known]
        own = self._known.own if field.choices and not field.closed else ()
        return [*((choice.value, _(choice.label)) for choice in field.choices), *((word, word) for word in own)]

    def _titled(self, title: str) -> str:
        return f"{self._about} · {title}" if self._about else title

    def _reminded(self, field: Field) -> str:
        reminder = self._known.reminders.get((field.name, self._key), "")
        stop = _("Enter alone when there is no other.") if field.name == self._stops_at else ""
        return " ".join(sentence for sentence in (_(field.help), reminder, stop) if sentence)

    # Several parts, each with questions of its own

    def _parts(self, field: Field, keep: Callable[[Answers, Begun], None]) -> Any:
        """The parts the person speaks of, one after the other; Move.BACK when they go back before the first.

        What was said about a part before stays in the answers, and stands there still when it is gone through again.
        """
        resumed = self.said.pop(field.name, None)
        resumed = resumed if isinstance(resumed, dict) else None
        before = list(self._filled.get(field.name, ()))
        keys = self._keys(field, before, resumed) if field.key else None
        if isinstance(keys, Move):
            return keys
        if keys is not None:
            before = [part for part in before if self._key_of(field, part) in dict(keys)]
        done, ahead = (before, []) if resumed is not None or keys is None else ([], before)
        while keys is None or len(done) < len(keys):
            key = keys[len(done)] if keys is not None else ("", "")
            place = next((at for at, each in enumerate(ahead) if key[0] in {"", self._key_of(field, each)}), None)
            known = ahead.pop(place) if place is not None else None
            self._filled[field.name] = (*done, *ahead)
            part = self._part(field, key, len(done) + 1, _Seed.of(field, known, resumed, key[0]), keep)
            resumed = None
            if part is Move.BACK:
                ahead = [*done[-1:], *([known] if known else []), *ahead]
                self._filled[field.name] = (*done[:-1], *ahead)
                if not done:
                    return Move.BACK
                done.pop()
            elif part is not None:
                done.append(part)
            elif not ahead:
                break
        return tuple(done)

    def _key_of(self, field: Field, part: Any) -> str:
        return str(getattr(part, field.key.name)) if field.key else ""

    def _keys(self, field: Field, before: list[Any], resumed: Begun | None) -> list[tuple[str, str]] | Move:
        """The areas, the goals, that are spoken of, with their labels; first those that were, and the one begun."""
        key = cast("Field", field.key)
        choices = dict(self._choices(key))
        begun = str((resumed or {}).get("part", {}).get(key.name, ""))
        spoken_of = [*(self._key_of(field, part) for part in before), begun]
        likely = spoken_of if any(spoken_of) else self._known.marked.get(field.name, ())
        marked = [name for name in choices if name in likely]
        chosen = self._asks.several(self._titled(_(field.title)), self._reminded(field), list(choices.items()), marked)
        if isinstance(chosen, Move):
            return chosen
        if resumed is None:
            return [(name, label) for name, label in choices.items() if name in chosen]
        return [(name, choices[name]) for name in dict.fromkeys([*spoken_of, *choices]) if name in chosen]

    def _part(
        self, field: Field, key: tuple[str, str], number: int, seed: "_Seed", keep: Callable[[Answers, Begun], None]
    ) -> Any:
        """The questions about one part: the part, None when there is no other, Move.BACK when the person goes back."""
        form = cast("type[msgspec.Struct]", field.part)
        about = key[1] or f"{_(field.part_title)} {number}"
        answers = check.from_values(form, seed.answers, about, self._today)
        if field.key:
            answers[field.key.name] = check.check(field.key, key[0], self._today)
        lists = self._lists
        inner = _Interview(
            answers,
            [
                each
                for each in field.parts
                if each.name in seed.said or (each.name not in answers and each.name != getattr(field.key, "name", ""))
            ],
            self._today,
            self._asks,
            self._tell,
            msgspec.structs.replace(self._known, lists=lambda _answers: lists),
            offers=True,
            about=about,
            key=key[0],
            stops_at="" if field.key else field.parts[0].name,
        )

        def keep_part(part: Answers, stopped_at: Begun) -> None:
            told = {name: msgspec.to_builtins(answer) for name, answer in part.items()}
            keep(self._filled, {field.name: {"part": told, "begun": stopped_at}})

        filled = inner.hold(keep_part, seed.said)
        if filled is None:
            return Move.BACK
        return check.assembled(form, filled) if filled else None


class _Seed(msgspec.Struct, frozen=True):
    """What is known of a part when its questions begin."""

    answers: Begun
    """By the names of a file."""
    said: Begun
    """What stands at questions that are put all the same."""

    @classmethod
    def of(cls, field: Field, known: Any, resumed: Begun | None, key: str) -> "_Seed":
        """A part that is gone through again, one that was begun in a draft (if it is of that key), or nothing."""
        if known is not None:
            values = {each.name: msgspec.to_builtins(records.answer(known, each)) for each in field.parts}
            said = {name: value for name, value in values.items() if not is_unanswered(value)}
            if field.key:
                del said[field.key.name]
            return cls(values, {name: value if isinstance(value, list) else str(value) for name, value in said.items()})
        if resumed and (not key or str(resumed.get("part", {}).get(field.key.name if field.key else "", "")) == key):
            return cls(resumed.get("part", {}), resumed.get("begun", {}))
        return cls({}, {})
