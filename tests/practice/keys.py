"""Counts the questions and the keys of a form, at the real prompts: python -m tests.practice.keys.

A person who knows the program answers with as few keys as it takes. The letters of a text are not counted, what ends
the text is.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from casejournal.ask.asks import ALONE, Where
from casejournal.ask.menu import Menu
from casejournal.ask.prompter import Prompter
from casejournal.domain.assessment import Assessment, Domain
from casejournal.domain.consent import Consent
from casejournal.domain.group.charter import Group
from casejournal.domain.group.session import Session
from casejournal.domain.intake import Intake
from casejournal.domain.note import Note
from casejournal.domain.plan import Plan
from casejournal.forms.fields import Choices, field
from casejournal.words import _
from tests.world import Cj, form_group, take_in

UP, DOWN, ENTER, END, WRITE = "\x1b[A", "\x1b[B", "\r", "\x04", "\x18"
Said = dict[str, Any]
"""What is said, by the title of the question: a text, the value of a choice, or a list of them."""


def titled(form: type[msgspec.Struct], **said: Any) -> Said:
    """What is said, by the titles that the questions have now."""
    return {_(field(form, name).title): answer for name, answer in said.items()}


class Counting(Prompter):
    """A person at the real prompts, who counts."""

    def __init__(self, pipe: PipeInput, said: Said) -> None:
        super().__init__()
        self._pipe = pipe
        self._said = said
        self.questions = self.keys = 0

    def _answer(self, title: str) -> Any:
        for known in (title, title.rpartition(" · ")[2]):
            if known in self._said:
                return self._said.pop(known)
        return None

    def _end(self, usual: str, where: Where) -> str:
        """The key that ends the answer: the one that ends the form, if there is nothing more to say."""
        return WRITE if where.ready and not self._said else usual

    def _press(self, *keys: str, typed: str = "") -> None:
        self.questions += 1
        self.keys += len(keys)
        self._pipe.send_text(typed + "".join(keys))

    def text(self, title: str, hint: str, before: str, *, long: bool, where: Where = ALONE) -> Any:
        """Type the text."""
        said = str(self._answer(title) or "")
        self._press(self._end(END if long else ENTER, where), typed=said)
        return super().text(title, hint, before, long=long, where=where)

    def one(self, title: str, hint: str, choices: Choices, before: str, *, where: Where = ALONE) -> Any:
        """Choose it."""
        values = [value for value, _label in choices]
        said = self._answer(title)
        at = values.index(before)
        self._press(*_way(choices, at, at if said is None else values.index(said)), self._end(ENTER, where))
        return super().one(title, hint, choices, before, where=where)

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str], *, where: Where = ALONE) -> Any:
        """Mark them."""
        values, at, keys = [value for value, _label in choices], 0, list[str]()
        for said in self._answer(title) or []:
            if said not in before:
                keys += [*_way(choices, at, values.index(said)), " "]
                at = values.index(said)
        self._press(*keys, self._end(ENTER, where))
        return super().several(title, hint, choices, before, where=where)


def _way(choices: Choices, at: int, to: int) -> list[str]:
    """The fewest keys from one entry of a list to another."""
    up, down = (at - to) % len(choices), (to - at) % len(choices)
    value, label = choices[to]
    ways = [[UP] * up, [DOWN] * down, [label.strip(" (")[:1]], [str(to + 1)], [value]]
    for way in sorted(ways, key=len):
        menu = Menu(choices, choices[at][0])
        for key in way:
            menu.move({UP: -1, DOWN: 1}[key]) if key in {UP, DOWN} else menu.letter(key)
        if menu.chosen == value:
            return way
    raise AssertionError(choices[to])


def counted(run: Callable[[Callable[[], Any]], Any], said: Said) -> tuple[int, int]:
    """The questions and the keys of that command, for who says this."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        person = Counting(pipe, dict(said))
        run(lambda: person)
    return person.questions, person.keys


WORK: dict[str, tuple[Callable[[dict[str, str]], tuple[str, ...]], Said]] = {
    "group form": (
        lambda _refs: ("group", "form"),
        titled(Group, name="Ibu Tangguh", purpose="To sell what we sew."),
    ),
    "group session": (
        lambda refs: ("group", "session", refs["group"]),
        titled(Session, programme="We counted.", result="We know the price."),
    ),
    "plan, two goals, three tasks": (
        lambda refs: ("plan", refs["case"]),
        {
            "Goal 1": "School",
            "Goal 2": "Work",
            "Task 1": "client: ask the school by friday #1",
            "Task 2": "worker: call the head #1",
            "Task 3": "family: look after Ayu #2",
        }
        | titled(Plan, agreed="yes"),
    ),
    "assess, three areas": (
        lambda refs: ("assess", refs["case"]),
        titled(Assessment, underlying_problem="No money for shoes.", shared_by="both", strengths="sews", risk="low")
        | titled(Assessment, domains=["income", "health", "family"])
        | {f"{area} · {_(field(Domain, 'score').title)}": "2" for area in ("income", "health", "family")}
        | {f"{area} · {_(field(Domain, 'reason').title)}": "day labour" for area in ("income", "health", "family")},
    ),
    "consent": (
        lambda refs: ("consent", refs["case"]),
        titled(
            Consent,
            recipient="Puskesmas",
            purpose="care",
            scope=["name", "address"],
            given_by="client",
            refused="false",
        ),
    ),
    "intake": (
        lambda _refs: ("intake",),
        titled(
            Intake,
            client="Ibu Ani",
            presenting_problem="The rent.",
            areas=["income"],
            safety="none",
            confidentiality_explained="yes",
        ),
    ),
    "a first note of two lines": (
        lambda refs: ("note", refs["case"]),
        titled(Note, body="She came.\rShe smiled.", channel="visit", roles=["counsellor"]),
    ),
    "the next note of two lines": (
        lambda refs: ("note", refs["case"]),
        titled(Note, body="She came again.\rShe smiled.", channel="visit", roles=["counsellor"]),
    ),
}


def counts(cj: Cj) -> dict[str, tuple[int, int]]:
    """The questions and the keys of each piece of work, in a journal of its own."""
    cj.ok("init", "--plain-text")
    refs = {"group": form_group(cj, "Bu Nur", "Bu Sum"), "case": take_in(cj, "Ibu Sari")}
    told = {}
    for name, (command, said) in WORK.items():
        if name.startswith("plan"):
            cj.ok("assess", refs["case"], "--underlying-problem", "No money.", "--shared-by", "both")
        told[name] = counted(lambda asks, command=command: cj.ok(*command(refs), asks=asks), said)  # type: ignore[misc]
    return told


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        for work, (questions, keys) in counts(Cj(Path(home))).items():
            sys.stdout.write(f"{work:30} {questions:3} questions {keys:3} keys\n")
