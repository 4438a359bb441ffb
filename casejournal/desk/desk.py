"""The desk: what every command is handed. The journal, the terminal, the clock, the language, the questions.

Nothing is opened before it is needed, so `--help` touches no file.
"""

import errno
import functools
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from casejournal.desk import troubles, unlocking
from casejournal.desk.config import Config
from casejournal.desk.refusals import ConfirmationNeeded, DraftOfAnother
from casejournal.desk.screen import Screen, is_terminal
from casejournal.domain.field import Asked
from casejournal.errors import Ambiguous, AnswerNeeded, Cancelled, CannotRead, DiskRefused, Failure, NotText
from casejournal.forms import check, fields, files, options
from casejournal.forms.fields import Answers, Choices, Known
from casejournal.render.page import Answer
from casejournal.storage import header
from casejournal.storage.device import device_name
from casejournal.storage.drafts import Draft
from casejournal.storage.drawer import Hand
from casejournal.storage.journal import Journal
from casejournal.storage.keys import Cost
from casejournal.storage.platform import login_name, runtime_folder, user_folder
from casejournal.storage.refusals import NoJournal
from casejournal.words import _, visible

if TYPE_CHECKING:
    from casejournal.ask.asks import Asks
    from casejournal.desk.editor import Typed

_LONG_WORK = 200
_TOO_MANY = 30
"""Cases or groups, of which a person would rather say more of the name than choose one."""


class World(msgspec.Struct, frozen=True, kw_only=True):
    """What lies outside the program, so that a test can hand in another one."""

    env: Mapping[str, str] = os.environ
    now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone()
    asks: "Callable[[], Asks] | None" = None
    """Who asks the questions; None for the terminal, where there is one."""
    cost: Cost = Cost()
    """What a guess at a passphrase costs in the key slots made here."""


class Desk:
    """One run's desk. `flags` are the global options, filled in while the command line is read."""

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
        """Runs another command in another world; its exit code."""
        self.config = Config(world.env, flags)
        self.screen = Screen(self.config, flags)
        self.tell = self.screen.tell
        """A sentence for the person, beside the answer."""
        self.unfinished = ""
        """What a command that writes into several files has written, and how to finish it, should it be stopped now."""
        self._journal: Journal | None = None
        self._asks: Asks | None = None
        self._typed: Typed | None = None
        self._draft = ""
        self._begun_on: date | None = None
        self._begun: dict[str, Any] = {}
        self._drafted: tuple[str, ...] = ()
        self._told: set[str] = set()
        self._offered: dict[str, list[str]] = {}

    # The clock

    def now(self) -> datetime:
        """This moment, with the offset of the place."""
        return self.world.now()

    @property
    def today(self) -> date:
        """This day."""
        return self.now().date()

    # The journal

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
        """The journal, opened and unlocked when it is first asked for."""
        if self._journal is None:
            described = header.read(self.folder)
            ask = self.ask_secret if self.can_ask else None
            key = unlocking.key_of(described, self.config, self.env, self.now(), ask, self.tell)
            self._journal = Journal(
                self.folder, described, key, self.hand(), self._tell_progress, which=self.which, state=self.state
            )
        return self._journal

    @property
    def state(self) -> Path:
        """Where this machine keeps what it knows of journals."""
        return user_folder("state", self.env)

    @property
    def worker(self) -> str:
        """The name under each record."""
        return str(self.config.value("worker") or login_name(self.env).encode(errors="replace").decode())

    def hand(self) -> Hand:
        """Who writes, and on which machine."""
        return Hand(worker=self.worker, device=device_name(self.state), now=self.world.now)

    # Asking

    @property
    def can_ask(self) -> bool:
        """Whether a person sits there and may be asked."""
        if self.flags.get("no_input"):
            return False
        return self.world.asks is not None or (is_terminal(sys.stdin) and is_terminal(sys.stderr))

    @property
    def asks(self) -> "Asks":
        """Who puts the questions."""
        if self._asks is None:
            from casejournal.ask.prompter import Prompter  # lazy: most commands ask nothing

            self._asks = self.world.asks() if self.world.asks else Prompter()
        return self._asks

    def ask_secret(self, title: str) -> str:
        """A line that is not shown."""
        return self.asks.secret(title)

    def tell_whose(self, *about: str) -> None:
        """Before a person is asked: whose files hold the refs among these words. Each is told once."""
        from casejournal.desk.whose import whose  # lazy: only who is asked something need know

        lines = [line for line in whose(self.journal, about) if line not in self._told]
        for line in lines:
            self.tell(line)
        self._told |= {*lines}

    def ask_line(self, option: str, question: str, *about: str) -> str:
        """A line that is needed, `about` a record. Raises AnswerNeeded, which names the `option`, when nobody can be
        asked.
        """
        if not self.can_ask:
            raise AnswerNeeded(options=option)
        self.tell_whose(*about)
        reply: Any = ""
        while not (isinstance(reply, str) and reply.strip()):
            reply = self.asks.text(question, _("One line."), "", long=False)
        return reply.strip()

    def mark(self, title: str, hint: str, choices: Choices, before: Sequence[str] = ()) -> list[str]:
        """Those of the choices the person marks. Raises Cancelled when they go back."""
        reply = self.asks.several(title, hint, choices, before)
        if not isinstance(reply, list):
            raise Cancelled
        self.tell("    " + ", ".join(label for value, label in choices if value in reply))
        return reply

    @property
    def resumes(self) -> bool:
        """Whether this command goes on with a draft."""
        return self._begun_on is not None

    def confirm(self, sentence: str, *, mere_enter: bool = False) -> None:
        """Go on only with a yes; `mere_enter` is what Enter alone means.

        Raises Cancelled, or ConfirmationNeeded when nobody can be asked.
        """
        if self.flags.get("yes"):
            return
        if not self.can_ask:
            self.tell(sentence)
            raise ConfirmationNeeded
        if not self.asks.yes(sentence, mere_enter=mere_enter):
            raise Cancelled

    def choose(self, title: str, choices: Choices) -> str:
        """One of the choices. Raises Cancelled when the person takes none, AnswerNeeded when nobody can be asked."""
        if not self.can_ask or not choices:
            raise AnswerNeeded(options=", ".join(value for value, _label in choices) or "-")
        reply = self.asks.one(title, _("Choose one."), [*choices, ("", _("(none of these)"))], "")
        if not isinstance(reply, str) or not reply:
            raise Cancelled
        return reply

    def which(self, failure: Ambiguous, choices: Choices) -> str:
        """The one of several that the person means. Raises the failure where nobody can be asked, or they are too many
        to choose from.
        """
        if not self.can_ask or len(choices) > _TOO_MANY:
            raise failure
        question = _("“{asked}” could be any of these. Which one do you mean?")
        return self.choose(question.format(asked=visible(str(failure.facts["asked"]), lines=False)), choices)

    def given(self, form: type[msgspec.Struct], said: Mapping[str, Any], source: str | None) -> Answers:
        """What the command line says: the file named by --from, and the options, which come before it."""
        answers: Answers = {}
        if source is not None:
            text = self.read_text(source)
            is_json = source.endswith(".json") or text.lstrip().startswith("{")
            answers = files.from_text(form, text, self.source_name(source), self.today, is_json=is_json)
        if "draft" in self.flags:
            draft = self.journal.drafts.find(self.flags["draft"])
            answers |= check.from_values(form, draft.answers, draft.ref, self.today)
            self._draft, self._begun, self._drafted = draft.ref, draft.begun, draft.command
            self._offered = draft.offered
            self._begun_on = draft.begun_on
        answers |= options.from_options(form, said, self.today)
        check.check_open_choices(form, answers, self.config.value("areas"))
        return answers

    def complete(
        self, form: type[msgspec.Struct], answers: Answers, *command: str, known: Known | None = None
    ) -> Answers:
        """`answers`, with what is missing asked for. When all that is needed was given, nothing is asked.

        `known` is what the case file knows. Each answer is kept in a draft, which `command` would go on with. Raises
        AnswerNeeded when nobody can be asked.
        """
        known = self._with_the_day_begun(form, known or Known())
        said = check.with_days(form, answers, self.today)
        answers = {**known.assumed, **said}
        check.fit_together(form, answers)
        check.agree(form, answers, said, self.today)
        self._refuse_a_draft_of_another(command)
        begun = self._begun if self.resumes else None
        lacking = [field.option for field in check.missing(form, answers, known)]
        if begun and not self.can_ask:
            lacking += [field.option for field in fields.fields(form) if begun.get(field.name)]
        if not lacking and not (self.can_ask and (self.resumes or known.asks)):
            return answers
        if not self.can_ask:
            raise AnswerNeeded(options=", ".join(dict.fromkeys(lacking)))
        from casejournal.ask.interview import interview  # lazy, as above

        self.tell_whose(*command)
        self._tell_of_a_draft_of_this(command)
        keep = functools.partial(self._keep_draft, command, known=known)
        known = msgspec.structs.replace(known, own=self.config.value("areas"))
        changed = known.changed(self._offered, answers) if self.resumes else frozenset()
        return interview(
            form, said, self.today, self.asks, self.tell, keep=keep, begun=begun, known=known, changed=changed
        )

    def _with_the_day_begun(self, form: type[msgspec.Struct], known: Known) -> Known:
        """What is gone on with on a later day is of the day it was begun, unless another is given or asked for."""
        if self._begun_on is None or self._begun_on >= self.today:
            return known
        own = [field for field in known.questions(form) if field.name == "on" and field.asked is not Asked.FIRST]
        return msgspec.structs.replace(known, assumed={field.name: self._begun_on for field in own} | {**known.assumed})

    def _refuse_a_draft_of_another(self, command: tuple[str, ...]) -> None:
        """What was answered about one client is written to no other. Raises DraftOfAnother."""
        if self._drafted and self._drafted != command:
            draft, self._draft = self._draft, ""
            raise DraftOfAnother(ref=draft, command=" ".join(self._drafted))

    def _tell_of_a_draft_of_this(self, command: tuple[str, ...]) -> None:
        """Say so where this very form was begun before and not finished."""
        if not self._draft:
            for draft in self.journal.drafts.every():
                if draft.command == command:
                    told = _(
                        "You began this before. To go on there, stop here with Ctrl-C, then: cj draft resume {ref}"
                    )
                    self.tell(told.format(ref=draft.ref))

    def _keep_draft(
        self, command: tuple[str, ...], answers: Answers, begun: dict[str, Any], known: Known | None = None
    ) -> None:
        drafts = self.journal.drafts
        self._draft = self._draft or drafts.new_ref()
        values = {name: msgspec.to_builtins(answer) for name, answer in answers.items()}
        try:
            offered = known.offered(answers) if known else {}
            first = self._begun_on or self.today
            draft = Draft(
                ref=self._draft, at=self.now(), on=first, command=command, answers=values, begun=begun, offered=offered
            )
            drafts.save(draft)
        except DiskRefused as failure:  # the conversation goes on: the answers are still here
            self.tell(_("This answer could not be kept in a draft: {reason}").format(reason=failure.message()))

    def read_text(self, source: str) -> str:
        """The text of a file, or of standard input for `-`. Raises CannotRead or NotText."""
        try:
            data = self._stdin() if source == "-" else Path(source).read_bytes()
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotText(source=self.source_name(source)) from error
        except (OSError, ValueError) as error:
            raise CannotRead(path=source, reason=getattr(error, "strerror", None) or "") from error

    def _stdin(self) -> bytes:
        if sys.stdin is None:  # closed by whoever started us
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        data = sys.stdin.buffer.read()
        if is_terminal(sys.stdin):  # typed, so that there is no other copy
            self.typed.keep(data.decode(errors="replace"))
        return data

    def edit(self, text: str, field: str, *command: str) -> str:
        """`text` as the worker's editor gives it back. The journal is unlocked by now. Raises Cancelled for nothing.

        Its first lines, which are cut off again, say whose file it is. It is kept in a draft at once, as the answer to
        `field`, which `command` would go on with.
        """
        if self.flags.get("no_input"):
            raise AnswerNeeded(options="TEXT")
        from casejournal.desk.editor import edit  # lazy: few notes are written in an editor
        from casejournal.desk.whose import head, whose, without_head

        put_there = head(whose(self.journal, command))
        path = self.typed.keep(text or "\n", put_there)
        editor = self.config.value("editor") or self.env.get("VISUAL") or self.env.get("EDITOR") or ""
        edit(path, editor, line=put_there.count("\n") + 1)
        written = without_head(self.read_text(str(path)), put_there)
        if not written.strip():
            self.typed.release()
            raise Cancelled
        self._keep_draft(command, {field: written}, {})
        return written

    @property
    def typed(self) -> "Typed":
        """What was typed at length and is not in the journal yet."""
        if self._typed is None:
            from casejournal.desk.editor import Typed  # lazy, as above

            self._typed = Typed(runtime_folder(self.env))
        return self._typed

    def flags_given(self, *named: str) -> list[str]:
        """The global options of this command line, for running another: how to answer, and those `named`."""
        how = [f"--{name.replace('_', '-')}" for name in ("json", "plain", "no_input", "yes") if self.flags.get(name)]
        return how + [f"--{name}={self.flags[name]}" for name in named if self.flags.get(name)]

    def tell_what_is_left(self) -> None:
        """After an interruption: where the words are that could not be recorded."""
        for sentence in self._what_is_left():
            self.tell(sentence)

    def _what_is_left(self) -> list[str]:
        paths = self._typed.left() if self._typed else []
        told = _("What you wrote is in {path}. Record it with: cj note CASE - < FILE")
        left = [told.format(path=path) for path in paths]
        if self._draft:
            left.append(_("Your answers are kept. Go on with: cj draft resume {ref}").format(ref=self._draft))
        return [*left, self.unfinished] if self.unfinished else left

    def source_name(self, source: str) -> str:
        """What to call a source of text."""
        return _("standard input") if source == "-" else source

    # Showing

    def show(self, answer: Answer) -> int:
        """Put the answer on standard output, in the form that was asked for; its exit code. Raises OutputRefused."""
        if self._typed:
            self._typed.release()
        if self._draft and answer.wrote:
            self.journal.drafts.remove(self._draft)
            self._draft = ""
        if answer.shows:
            self.journal.last.remember(answer.shows)
        if not answer.silent:
            self.screen.put(answer)
        troubles.told(self._journal, self.tell)
        return answer.exit_code or (0 if answer.wrote else troubles.code(self._journal))

    def fail(self, failure: Failure) -> int:
        """Tell what went wrong and what to do next; its exit code."""
        if not self.flags.get("json"):
            troubles.told(self._journal, self.tell, but=failure)
        self.screen.failed(failure, self._what_is_left())
        return int(failure.exit_code)

    def _tell_progress(self, done: int, of: int) -> None:
        if of >= _LONG_WORK and done % (of // 10) == 0:
            self.tell(_("Reading {done} of {of} case files for the index").format(done=done, of=of))
