"""The desk: what every command is given. The journal, the terminal, the clock, the settings, the questions.

Nothing is opened before it is needed, so `--help` reads no file.
"""

import functools
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from casejournal.desk import afterwards, large, troubles, unlocking
from casejournal.desk.clock import clock_of
from casejournal.desk.config import Config
from casejournal.desk.draft import DraftInUse
from casejournal.desk.reading import tell_of_reading
from casejournal.desk.refusals import ConfirmationNeeded
from casejournal.desk.screen import Screen, is_terminal
from casejournal.domain import dates
from casejournal.domain.record import Record
from casejournal.errors import Ambiguous, AnswerNeeded, Cancelled, Failure, GivenTwice
from casejournal.forms import check, fields
from casejournal.forms.fields import Answers, Choices, Known
from casejournal.render.page import Answer
from casejournal.storage import drafts, header
from casejournal.storage.device import device_name
from casejournal.storage.drawer import Hand
from casejournal.storage.header import Header
from casejournal.storage.journal import Journal
from casejournal.storage.keys import Cost
from casejournal.storage.platform import login_name, runtime_folder, user_folder
from casejournal.storage.refusals import NoJournal
from casejournal.words import _, visible

if TYPE_CHECKING:
    from casejournal.ask.asks import Asks
    from casejournal.desk.progress import Progress
    from casejournal.desk.texts import ByHand

_TOO_MANY = 30
"""With more cases or groups than this, the person is told to give more of the name instead of choosing."""


class World(msgspec.Struct, frozen=True, kw_only=True):
    """Everything outside the program, so that a test can use another one."""

    env: Mapping[str, str] = os.environ
    now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone()
    asks: "Callable[[], Asks] | None" = None
    """Makes whoever asks the questions; None for the real terminal, if there is one."""
    cost: Cost = Cost()
    """How expensive a guess at a passphrase is, for key slots made in this world."""


class Desk:
    """The desk of one run. `flags` are the global options; they are filled in while the command line is read."""

    def __init__(
        self,
        world: World,
        flags: dict[str, Any],
        again: Callable[[Sequence[str], World], int] = lambda _arguments, _world: 0,
    ) -> None:
        self.world = world
        self.env = world.env
        self.flags = flags
        self.again = again
        """Runs another command in the world given, and returns its exit code."""
        self.config = Config(world.env, flags)
        self.screen = Screen(self.config, flags)
        self.tell = self.screen.tell
        """Shows the person a sentence that is not part of the answer (on standard error)."""
        self.unfinished = ""
        """If the command writes to several files and is stopped: what is written so far, and how to finish."""
        self.said_by: dict[str, str] = {}
        """How the answers to the form were given, by the name of the field: `--from`, or an option."""
        self._journal: Journal | None = None
        self._asks: Asks | None = None
        self._by_hand: ByHand | None = None
        self.draft = DraftInUse(lambda: self.journal.drafts, self.now, self.tell)
        """The draft of this command: what was given and is not recorded yet."""
        self._told: set[str] = set()
        self._lines: dict[str, str] = {}

    # The clock

    def now(self) -> datetime:
        """The current time, with its UTC offset. A practice journal has a clock of its own."""
        return self._clock()

    @functools.cached_property
    def _clock(self) -> Callable[[], datetime]:
        return clock_of(lambda: self.folder, self.world.now)

    @functools.cached_property
    def since(self) -> dates.Since:
        """The day from which answers such as +7d count."""
        return dates.Since(self.today)

    @property
    def today(self) -> date:
        """The current day."""
        return self.now().date()

    def day(self, said: str) -> date:
        """The day an option names; where it names none, the day the command was begun.

        Raises NotYet, DateNotUnderstood or AmbiguousDate.
        """
        return check.check(fields.field(Record, "on"), said, self.today) if said else self.draft.begun_on

    # The journal

    def work_in(self, folder: Path) -> None:
        """From now on the journal in that folder is the one that is read and written."""
        self.flags["journal"] = str(folder)
        self._journal = None
        self.__dict__.pop("_clock", None)

    @property
    def folder(self) -> Path:
        """Where the journal lies, or would lie."""
        given = self.config.value("journal")
        if not given:
            return user_folder("data", self.env) / "journal"
        try:
            return Path(given).expanduser()
        except RuntimeError as error:  # ~somebody whom the system does not know
            raise NoJournal(folder=given) from error

    @property
    def journal(self) -> Journal:
        """The journal. It is opened and unlocked on first use."""
        if self._journal is None:
            described = header.read(self.folder)
            key = self.key_of(described)
            self._journal = Journal(
                self.folder,
                described,
                key,
                self.hand(),
                functools.partial(tell_of_reading, self.tell),
                which=self.which,
                state=self.state,
                memory=drafts.in_memory(runtime_folder(self.env), described.id),
            )
        return self._journal

    def key_of(self, described: Header) -> bytes | None:
        """The key of the journal with that header; None for a plain one. Raises what `unlocking.key_of` does."""
        ask = self.ask_secret if self.can_ask else None
        return unlocking.key_of(described, self.folder, self.config, self.env, self.now(), ask, self.tell)

    @property
    def state(self) -> Path:
        """The folder where this machine keeps what it remembers about journals."""
        return user_folder("state", self.env)

    @property
    def worker(self) -> str:
        """The name under each record: on one line, and nothing in it that is not seen."""
        named = str(self.config.value("worker")).split() or login_name(self.env).split()
        return visible(" ".join(named).encode(errors="replace").decode(), lines=False)

    def hand(self) -> Hand:
        """The worker, the device and the clock, for whatever is written."""
        return Hand(worker=self.worker, device=device_name(self.state), now=self.now)

    def tell_once(self, sentence: str) -> None:
        """Tell a sentence, if it was not told before."""
        if sentence not in self._told:
            self._told.add(sentence)
            self.tell(sentence)

    # Asking

    @property
    def can_ask(self) -> bool:
        """Whether there is a person at a terminal who may be asked."""
        if self.flags.get("no_input"):
            return False
        return self.world.asks is not None or (is_terminal(sys.stdin) and is_terminal(sys.stderr))

    @property
    def asks(self) -> "Asks":
        """Whatever asks the questions: the terminal, or a test's stand-in."""
        if self._asks is None:
            from casejournal.ask import at_the_terminal  # lazy: most commands ask nothing

            self._asks = self.world.asks() if self.world.asks else at_the_terminal(plain=self.screen.is_plain)
        return self._asks

    def ask_no_more(self) -> None:
        """The command ends: what was typed behind the last answer goes to nobody."""
        if self._asks is not None:
            self._asks.close()

    def ask_secret(self, title: str) -> str:
        """Ask for a line that is not shown as it is typed. Returns it."""
        return self.asks.secret(title)

    def tell_whose(self, *about: str) -> None:
        """Before a person is asked: tell whose files the refs among these words belong to, each once."""
        from casejournal.desk.whose import whose  # lazy: only who is asked something need know

        if self.journal.header.practice:
            self.tell_once(_("Practice: everybody in this journal is made up."))
        for word in about:
            lines = whose(self.journal, [word])
            if lines:
                self.tell_once("\n".join(lines))

    def ask_line(self, option: str, question: str, *about: str) -> str:
        """Ask for a line until one is given. `about` are refs whose owner is told first.

        Raises AnswerNeeded, which names the `option`, if nobody can be asked; Cancelled if they go back.
        """
        if not self.can_ask:
            raise AnswerNeeded(options=option)
        self.tell_whose(*about)
        from casejournal.ask import alone  # lazy: most commands ask nothing

        self._lines[option] = alone.line(self.asks, self.tell, question)
        return self._lines[option]

    def mark(self, title: str, hint: str, choices: Choices, before: Sequence[str] = ()) -> list[str]:
        """The choices that the person marks, and tell which. Raises Cancelled if they go back."""
        from casejournal.ask import alone  # lazy, as above

        reply = alone.several(self.asks, self.tell, title, hint, choices, before)
        self.tell("    " + ", ".join(label for value, label in choices if value in reply))
        return reply

    @property
    def resumes(self) -> bool:
        """Whether this command continues a draft."""
        return self.draft.resumed is not None

    def confirm(self, sentence: str, *, mere_enter: bool = False) -> None:
        """Return if the person says yes; `mere_enter` is what Enter alone means.

        Raises Cancelled for a no, ConfirmationNeeded if nobody can be asked.
        """
        if self.flags.get("yes"):
            return
        if not self.can_ask:
            self.tell(sentence)
            raise ConfirmationNeeded
        if not self.asks.yes(sentence, mere_enter=mere_enter):
            raise Cancelled

    def choose(self, title: str, choices: Choices, before: str = "", *, why: str = "") -> str:
        """The choice the person makes, from `before`; `?` tells `why`. Raises Cancelled for none, or AnswerNeeded."""
        if not self.can_ask or not choices:
            raise AnswerNeeded(options=", ".join(value for value, _label in choices) or "-")
        from casejournal.ask import alone  # lazy, as above

        return alone.one(self.asks, self.tell, title, choices, before, why=why)

    def which(self, failure: Ambiguous, choices: Choices) -> str:
        """Ask which of several the person means, and return it.

        Raises the failure if nobody can be asked or there are too many to choose from; Cancelled if they take none.
        """
        if not self.can_ask or len(choices) > _TOO_MANY:
            raise failure
        question = _("“{asked}” could be any of these. Which one do you mean?")
        return self.choose(question.format(asked=visible(str(failure.facts["asked"]), lines=False)), choices)

    def given(self, form: type[msgspec.Struct], said: Mapping[str, Any], source: str | None) -> Answers:
        """The answers given: from the file of --from, then the draft, then the options. Later ones win."""
        from casejournal.desk.given import given  # lazy: it knows the desk

        return given(self, form, said, source)

    def require_given_once(self, name: str, given_by: str) -> None:
        """Raises GivenTwice if the answer that came as `given_by` was also given by an option or a file."""
        if name in self.said_by:
            raise GivenTwice(one=given_by, other=self.said_by[name])

    def complete(
        self,
        form: type[msgspec.Struct],
        answers: Answers,
        *command: str,
        known: Known | None = None,
        beside: Sequence[str] = (),
    ) -> Answers:
        """The `answers`, and those to whatever is missing. If nothing is missing, nothing is asked.

        `known` is what the case file adds to the form. What was given and each answer is saved in a draft; `command` is
        the command that continues it. Whose files its refs and those `beside` are in is told first. Raises AnswerNeeded
        if something is missing and nobody can be asked, or what `check.agree` does.
        """
        plain = known or Known()
        known = msgspec.structs.replace(plain, assumed=self.draft.day(form, plain) | {**plain.assumed})
        self.since.begin(answers.get("on") or known.assumed.get("on") or self.today)
        said = check.with_days(form, answers, self.today, self.since)
        self.since.tell_counted(self.tell)
        answers = {**known.assumed, **said}
        check.fit_together(form, answers)
        check.agree(form, answers, said, self.today)
        self.draft.require_same(command)
        begun = self.draft.begun
        lacking = [field.option for field in check.missing(form, answers, known)]
        if begun and not self.can_ask:
            lacking += [field.option for field in fields.fields(form) if begun.get(field.name)]
        if not lacking and not (self.can_ask and (self.resumes or known.asks)):
            return self._dated(form, answers, plain)
        if not self.can_ask:
            raise AnswerNeeded(options=", ".join(dict.fromkeys(lacking)))
        from casejournal.ask.interview import interview  # lazy, as above

        self.tell_whose(*command, *beside)
        for line in known.beforehand:
            self.tell(line)
        self.draft.tell_of_earlier(command)
        keep = functools.partial(self.draft.keep, command, known=known)
        known = msgspec.structs.replace(known, own=self.config.value("areas"))
        changed = self.draft.changed(known, answers)
        if self.said_by and not self.resumes:
            keep(said, {})
        talk = functools.partial(interview, keep=keep, begun=begun, since=self.since)
        answers = talk(form, said, self.today, self.asks, self.tell, known=known, changed=changed)
        return self._dated(form, answers, plain)

    def _dated(self, form: type[msgspec.Struct], answers: Answers, known: Known) -> Answers:
        """The answers with the day it was begun, if no other is given; that day is told."""
        large.confirm(self, form, answers)
        begun = self.draft.day(form, known)
        if begun and answers.get("on", begun["on"]) == begun["on"]:
            told = _("This is dated {day}, the day you began it.").format(day=dates.day(begun["on"]))
            self.tell_once(told)
        return begun | answers

    def read_text(self, source: str, keep: Callable[[str], None] | None = None) -> str:
        """The text of a file, or of standard input for `-`. Raises CannotRead or NotText.

        What is typed by hand is kept after each line: by `keep`, or in a private file in memory.
        """
        from casejournal.desk.texts import ByHand, read  # lazy: few texts come so

        if keep is None:
            self._by_hand = ByHand(runtime_folder(self.env))
            keep = self._by_hand.keep
        return read(source, self.source_name(source), keep)

    def edit(self, text: str, field: str, answers: Answers, *command: str, **how: Any) -> str:
        """Let the worker change `text` in their editor, and return the result.

        The first lines in the editor say whose files the refs of `command` and `beside` are in, and what is
        `explained`; they are cut off again. The `answers` so far are in a draft before the editor opens, and the text
        as the answer to `field` as soon as it closes; `command` continues it. Raises what `fits` does, Cancelled for an
        empty text, AnswerNeeded with --no-input, NoEditor, EditorFailed or StillOpen.
        """
        from casejournal.desk.texts import edit  # lazy, as above

        return edit(self, text, field, answers, command, **how)

    def flags_given(self, *named: str) -> list[str]:
        """The global options to pass on to another command: how to answer, and those `named`."""
        how = [
            f"--{name.replace('_', '-')}"
            for name in ("json", "plain", "no_pager", "no_input", "yes")
            if self.flags.get(name)
        ]
        return how + [f"--{name}={self.flags[name]}" for name in named if self.flags.get(name)]

    def tell_what_is_left(self) -> None:
        """After an interruption: tell where the text is that was not recorded."""
        for sentence in self._what_is_left():
            self.tell(sentence)

    def _what_is_left(self) -> list[str]:
        by_hand = self._by_hand.what_is_left() if self._by_hand else ()
        lines = (_("You typed: {option} {line}").format(option=each, line=line) for each, line in self._lines.items())
        left = [*by_hand, *lines, *self.draft.what_is_left()]
        return [*left, self.unfinished] if self.unfinished else left

    def source_name(self, source: str) -> str:
        """What to call a source of text on the screen."""
        return _("standard input") if source == "-" else source

    # Showing

    def progress(self, title: str, of: int) -> "Progress":
        """Shows how far a long work has come, of so many steps: see `Progress`."""
        from casejournal.desk.progress import Progress  # lazy: few works are long

        return Progress(self.screen, title, of)

    def show(self, answer: Answer) -> int:
        """Print the answer on standard output, and return its exit code. Raises OutputRefused."""
        if self._by_hand:
            self._by_hand.release()
        if answer.wrote:
            self.draft.remove()
        if answer.shows:
            self.journal.last.remember(answer.shows)
        if not answer.silent:
            self.screen.put(answer)
        troubles.told(self._journal, self.tell)
        if answer.wrote and self._journal:
            afterwards.told(self._journal, self.state, self.tell)
        reported = troubles.reported()
        if answer.wrote and reported:
            return answer.exit_code or self.fail(reported)
        return answer.exit_code or (0 if answer.wrote else troubles.code(self._journal))

    def fail(self, failure: Failure) -> int:
        """Tell what went wrong and what to do next, and return the exit code."""
        if not self.flags.get("json"):
            troubles.told(self._journal, self.tell, but=failure)
        self.screen.failed(failure, self._what_is_left())
        return int(failure.exit_code)
