"""An interview asks the questions of a form in order, and lets the person go back. It knows no terminal.

At any question, `<` goes back, `?` explains why it is asked, and an empty answer leaves it open. A part (a goal, a tie)
is a conversation of its own inside it. All answers stay in the draft, wherever the person goes or stops.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import msgspec

from casejournal.ask.asks import Asks, Begun, Request, Where, parted
from casejournal.ask.parts import Keep, Parts
from casejournal.ask.question import Talk
from casejournal.ask.said import raw, told_each
from casejournal.domain import dates
from casejournal.domain.dates import Since
from casejournal.domain.field import Among, Asked
from casejournal.domain.record import Record
from casejournal.errors import Failure, NotValid
from casejournal.forms import check, records
from casejournal.forms.fields import Answers, Choices, Field, Kind, Known
from casejournal.words import _


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
    changed: AbstractSet[Among] = frozenset(),
    since: Since | None = None,
) -> Answers:
    """Ask what the form asks first, then what the person chooses from the rest. Returns `answers` and theirs.

    If more than the day was given already, the rest is not offered: who uses options knows what they want. A resumed
    form does offer it, and continues at the question where it was stopped; `begun` is what was half typed there (None
    for a new form). `keep` is called after each answer with all answers so far and what is half typed. `known` is what
    the case file adds to the form. Answers that were chosen from a list in `changed` are asked again. Offsets count
    from the day `since`.
    """
    known = known or Known()
    talk = Talk(form=form, asks=asks, tell=tell, today=today, since=since or Since(today), known=known)
    questions = known.questions(form)
    if begun is None:
        questions = [field for field in questions if field.name not in answers]
    offers = begun is not None or answers.keys() <= {*Record.__struct_fields__}
    conversation = _Interview(talk, questions, {**known.assumed, **answers}, offers=offers)
    return conversation.conduct(keep, begun or {}, goes_on=begun is not None, changed=changed) or {}


class _Interview:
    """One conversation: its questions, the place it has reached, and the answers so far."""

    def __init__(self, talk: Talk, questions: Sequence[Field], answers: Answers, *, offers: bool) -> None:
        self.filled = dict(answers)
        self.hurries = False
        self._talk = talk
        self._later = [field for field in questions if offers and field.asked is Asked.LATER]
        later = {field.name for field in self._later} - answers.keys()
        asked = [field for field in questions if field.asked in {Asked.FIRST, Asked.NEEDED}]
        self._follow = [field for field in asked if field.when and field.when[0] in later]
        """The questions that depend on a question of `_later` that is not answered yet."""
        self._last = [field for field in asked if field.name in talk.known.last]
        first = [field for field in asked if field not in (*self._follow, *self._last)]
        else_ = [None] if self._later else []  # None: what else is known?
        self._questions: list[Field | None] = [*first, *else_, *self._last]
        self._said: dict[str, Any] = {}
        self._in_short: set[str] = set()
        self._offsets: dict[str, str] = {}
        """The offsets that days were typed as (+7d), by the name of the field; empty for other days."""
        self._whole = False
        """Whether the person typed the whole part in one line, and so asks for no more of it."""
        self._asked: list[int] = []
        self._settled: set[int] = set()
        """The places of questions that stay answered while others are asked again."""

    def conduct(
        self, keep: Keep, begun: Begun, *, goes_on: bool = False, changed: AbstractSet[Among] = frozenset()
    ) -> Answers | None:
        """Ask the questions, with going back, until the last is answered; `keep` is called after every answer.

        It starts at the question where it was stopped or, with `goes_on` and nothing half typed, after the last answer.
        Returns the answers; None if the person goes back from the first question about a part.
        """
        place = self._again(self._begin(begun, goes_on=goes_on), changed)
        while place < len(self._questions):
            field = self._questions[place]
            if self._passes(place, field):
                place += 1
                continue
            request, said = self._reply(place, field, keep)
            if request is Request.WHY and field:
                self._talk.tell(_(field.why) or _(field.help))
            elif request is Request.BACK and not self._asked and self._talk.about:
                return None
            elif request is Request.BACK:
                place = self._asked.pop() if self._asked else place
                self._settled.discard(place)
                self.hurries = False
            elif field is None or self._take(field, said):
                self.hurries = self.hurries or request is Request.WRITE
                if field and field.name == self._talk.stops_at and field.name not in self.filled:
                    return {}
                self._asked.append(place)
                place += 1
                keep(self.filled, self.left(place))
                if field and not self._talk.about and self._talk.known.noticed(self.filled, field.name):
                    place = self._asked.pop()
                    self.hurries = False
        return self.filled

    def ready(self, but: Field | None) -> bool:
        """Whether everything that is needed is answered, `but` the question that is being asked."""
        lacking = (field for field in self._questions if field and field is not but and self._needs(field))
        return self._talk.ready and not any(lacking)

    def _needs(self, field: Field) -> bool:
        """Whether the question must be answered, and is not."""
        return self._talk.needed(field) and self._is_open(field)

    def _where(self, field: Field | None) -> Where:
        """Where the question stands in the form; None is what else is known."""
        needed = field is not None and self._talk.needed(field)
        where = Where(so_far=self._so_far(field), needed=needed, ready=self.ready(field))
        offers = self._talk.known.offers.get(field.name) if field and not self._talk.about else None
        return msgspec.structs.replace(where, offers=offers) if offers else where

    def _so_far(self, field: Field | None) -> str:
        """How far along the form is: “3 of 6, then only what you like”. In a part, how far the form around it is."""
        if self._talk.about or field is None:
            return self._talk.so_far
        chosen = field in self._later or field in self._follow
        asked = [
            each
            for each in self._questions
            if each
            and (each in self._later or each in self._follow) is chosen
            and (each is field or self._applies(each))
        ]
        place, every = asked.index(field) + 1, len(asked)
        if self._later and not chosen and field not in self._last:
            return _("{place} of {every}, then only what you like").format(place=place, every=every)
        return _("{place} of {every}").format(place=place, every=every) if every > 1 else ""

    def _passes(self, place: int, field: Field | None) -> bool:
        """Whether to skip that question: it does not apply, it stays answered while others are asked again, or the
        person wants to answer nothing more that may be left open.
        """
        if field is not None and not self._applies(field):
            if field.name not in self._in_short:
                self.filled.pop(field.name, None)
            return True
        if (self.hurries and (field is None or not self._needs(field))) or (field is None and self._whole):
            return True
        if place in self._settled:
            self._asked.append(place)
            return True
        return False

    def _begin(self, begun: Begun, *, goes_on: bool) -> int:
        """The place to start at. Notes the questions before it, so that the person can go back to them."""
        self._said = raw(self.filled) | begun
        names = [field.name if field else "" for field in self._questions]
        at = next(iter(begun), "")
        if at and at in names:
            place = names.index(at)
        elif goes_on and not at:
            answered = [each for each, name in enumerate(names) if name in self.filled]
            place = min(max(answered, default=-1) + 1, max(len(names) - 1, 0))
        else:
            place = names.index("") if at in {field.name for field in (*self._later, *self._follow)} else 0
        place = min([place, *(each for each, field in enumerate(self._questions) if field and self._lacks(field))])
        asked = ((each, self._questions[each]) for each in range(place))
        self._asked = [each for each, field in asked if field and self._applies(field)]
        return place

    def _again(self, place: int, changed: AbstractSet[Among]) -> int:
        """The place to start at so that earlier questions are asked again if their list `changed`; `place` if none."""
        before = enumerate(self._questions[:place])
        again = {each: field for each, field in before if field and _hangs_on(field, changed) and self._applies(field)}
        if not again:
            return place
        told = _("The list to choose from has changed, so this is asked again: {titles}")
        self._talk.tell(told.format(titles=", ".join(_(field.title) for field in again.values())))
        self._settled = {*range(place)} - again.keys()
        self._asked = [each for each in self._asked if each < min(again)]
        return min(again)

    def _lacks(self, field: Field) -> bool:
        return field.required and self._is_open(field)

    def _is_open(self, field: Field) -> bool:
        return self._applies(field) and field.name not in self.filled

    def _applies(self, field: Field) -> bool:
        """Whether the question applies after the answers so far, and has something to choose from if it needs that."""
        among = field.key.among if field.key else field.among
        to_choose = among is None or bool(self._lists.get(among))
        return field.applies(self.filled) and to_choose and field.name not in self._in_short

    @property
    def _lists(self) -> Mapping[Among, Choices]:
        return self._talk.known.lists(self.filled)

    def _reply(self, place: int, field: Field | None, keep: Keep) -> tuple[Request | None, Any]:
        """The reply to a question: a request, or None, and what was answered.

        If the person stops, the place and what was typed are saved first.
        """
        if field is not None and field.part:

            def keep_part(answers: Answers, begun: Begun) -> None:
                keep(answers, begun | {name: said for name, said in self.left().items() if name not in begun})

            parts = Parts(self, self._talk, field, _begun, self._where(field))
            return parted(parts.ask(keep_part, self._said.pop(field.name, None), self._lists))
        try:
            if field is None:
                return self._what_else(place), None
            before = self._said.get(field.name, self._talk.starts(field))
            request, said = parted(self._talk.put(field, before, self._lists, self._where(field)))
        except KeyboardInterrupt as stopped:
            if field and stopped.args:
                self._said[field.name] = stopped.args[0]
            if field and (stopped.args or self._asked):
                keep(self.filled, {field.name: self._said.get(field.name, "")} | self.left(place))
            raise KeyboardInterrupt from None
        if request is not None and said is not None:
            self._said[field.name] = said
            keep(self.filled, self.left(place))
        return request, said

    def stopped_at(self, field: Field, begun: Begun) -> None:
        """Remember what was begun about a part, for when the person comes back to it."""
        self._said[field.name] = begun

    def left(self, place: int = 0) -> Begun:
        """What was typed or begun and is not an answer yet, with the question at `place` first; may be empty."""
        typed = raw(self.filled)
        begun = {name: said for name, said in self._said.items() if said and said != typed.get(name)}
        here = next((field.name for field in self._questions[place:] if field), "")
        return {here: self._said.get(here, "")} | begun if begun and here else begun

    def _what_else(self, place: int) -> Request | None:
        """Let the person choose what else to be asked; those questions come next. Returns a Request, or None."""
        offered = [field for field in self._later if self._applies(field)]
        if not offered:
            return None
        known = {*self._said, *self.filled}
        before = [field.name for field in offered if field in self._questions or field.name in known]
        choices = [(field.name, _(field.title)) for field in offered]
        title = self._talk.titled(_("Anything else to write down now?"))
        goes_on = self._talk.about or any(map(self._applies, self._last))
        enter = _("Enter alone goes on.") if goes_on else _("Enter alone writes the record.")
        hint = _("Mark what else you want to write down.") + " " + enter
        where, why = self._where(None), _("All of it is optional. You can add it later.")
        request, chosen = self._talk.marked(title, hint, choices, before, where, why)
        if request is Request.BACK:
            return request
        asked = [field for field in offered if field.name in chosen and not _is_said(field)]
        self._questions[place + 1 :] = [*self._with_followers(asked), *self._last]
        gone = {field.name for field in self._later} - {*chosen} - self._in_short
        for field in (*self._later, *self._follow):
            if field.name in gone or (field.when and field.when[0] in gone):
                self.filled.pop(field.name, None)
            elif field.name in chosen and _is_said(field):
                self.filled[field.name] = True
        return request

    def _with_followers(self, asked: Iterable[Field]) -> Iterator[Field]:
        for field in asked:
            yield field
            yield from (each for each in self._follow if each.when and each.when[0] == field.name)

    def _take(self, field: Field, reply: Any) -> bool:
        """Accept an answer. Returns False if it is not valid; then the reason is told, and it is asked again with
        what was typed still there.
        """
        if isinstance(reply, str) and not reply.strip():
            reply = ""
        if not field.part:
            self._said[field.name] = reply
        if reply in ("", [], ()):
            if self._talk.must(field):
                self._talk.tell(_("This question needs an answer."))
                return False
            self.filled.pop(field.name, None)
            return self._fits(field)
        try:
            self._fill(field, reply)
        except Failure as failure:
            self._tell_of(failure)
            return False
        return self._fits(field)

    def _fits(self, field: Field) -> bool:
        """Whether the answer, or its absence, fits the file. If not, the reason is told and the answer dropped."""
        try:
            if field.name in self._talk.known.fits and not self._talk.about:
                self._talk.known.fits[field.name](self.filled)
        except Failure as failure:
            self._tell_of(failure)
            self.filled.pop(field.name, None)
            return False
        return True

    def _tell_of(self, failure: Failure) -> None:
        self._talk.tell(f"{failure.message()} {failure.hint()}".rstrip())

    def _fill(self, field: Field, reply: Any) -> None:
        """Keep the answer, and tell how it was understood. Raises what `check` raises."""
        if on := self.filled.get("on") or self._talk.known.assumed.get("on"):
            self._talk.since.begin(on)
        if in_short := self._found(self._talk.in_short(field, reply)):
            self._require_listed(in_short)
            self._require_agreement(in_short)
            self.filled |= in_short
            self._said |= raw(in_short)
            self._in_short = set(in_short) - {field.name}
            self._whole = True
            self._talk.tell("    " + " · ".join(told_each(self._talk.part_of, in_short)))
            self._tell_since()
            return
        self._whole = self._whole and field.name != self._talk.stops_at
        self._talk.since.read = ""
        answer = self._found({field.name: check.check(field, reply, self._talk.today, self._talk.since)})[field.name]
        self._require_agreement({field.name: answer})
        if field.by and self._take_with_its_day(field, answer):
            return
        self.filled[field.name] = answer
        self._said |= raw({field.name: answer})
        if field.kind is Kind.DAY:
            self._offsets[field.name] = self._talk.since.read
            self._talk.tell("    " + records.in_words(field, answer))
            self._tell_since()
            if field.name == "on":
                self._count_again(answer)
        elif field.many and (choices := dict(self._talk.choices(field, self._lists))):
            self._talk.tell("    " + ", ".join(choices.get(str(each), str(each)) for each in answer))

    def _take_with_its_day(self, field: Field, answer: str) -> bool:
        """If the text ends with a day ("… by friday") that another question asks for, keep text and day apart.

        Returns whether it did; then both are told. If the day was answered by itself, the text stays as it is. Raises
        AmbiguousDate or DateNotUnderstood.
        """
        if field.by in self._in_short:  # a day was read from the text before, and it is typed again
            self._in_short.discard(field.by)
            self.filled.pop(field.by, None)
        stood = self._talk.known.assumed.get(field.by)  # an amended record has a day that was not given this time
        said = dates.by_day(answer, self._talk.today, since=self._talk.since)
        if said is None or self.filled.get(field.by, stood) != stood:
            return False
        text, day = said
        self.filled.pop(field.by, None)
        self.filled[field.name] = text
        self._in_short.add(field.by)
        if day:
            self.filled[field.by], self._offsets[field.by] = day, self._talk.since.read
        self._said |= raw({name: self.filled[name] for name in (field.name, field.by) if name in self.filled})
        self._talk.tell("    " + " · ".join([text, *([dates.day(day)] if day else [])]))
        self._tell_since()
        return True

    def _count_again(self, on: date) -> None:
        """Count the offsets that were typed before the day of the record was said from that day, and tell it."""
        self._talk.since.begin_again(on)
        for name, typed in self._offsets.items():
            if typed and name in self.filled:
                self.filled[name] = dates.understand(typed, self._talk.today, since=self._talk.since)
                self._said |= raw({name: self.filled[name]})
        self._tell_since()

    def _tell_since(self) -> None:
        self._talk.since.tell_counted(lambda sentence: self._talk.tell(f"    {sentence}"))

    def _found(self, answers: Answers) -> Answers:
        """The answers, with names replaced by what the journal finds (`Known.found`). Raises what the search raises."""
        found = self._talk.known.found
        return {name: found[name](said) if name in found else said for name, said in answers.items()}

    def _require_agreement(self, answers: Answers) -> None:
        """Raises NotValid if these answers contradict earlier ones."""
        check.agree(self._talk.form, self.filled | answers, answers, self._talk.today)

    def _require_listed(self, answers: Answers) -> None:
        """Raises NotValid for a part that names something the case file does not have, as a goal."""
        for part in self._talk.part_of.parts if self._talk.part_of else ():
            listed = [value for value, _label in self._lists.get(part.among, ())] if part.among else []
            if part.among and part.name in answers and str(answers[part.name]) not in listed:
                problem = _("there is no such number, only: {known}").format(known=", ".join(listed) or "-")
                raise NotValid(field=part.title, problem=problem)


def _hangs_on(field: Field, changed: AbstractSet[Among]) -> bool:
    """Whether the answer, or a part of it, is chosen from one of these lists."""
    return any(each.among in changed for each in (field, *field.parts))


def _is_said(field: Field) -> bool:
    """Whether marking the question answers it: it is a yes/no question whose default is no."""
    return field.kind is Kind.YES_NO and field.default is False


def _begun(talk: Talk, questions: Sequence[Field], answers: Answers) -> "_Interview":
    """A new conversation about a part."""
    return _Interview(talk, questions, answers, offers=True)
