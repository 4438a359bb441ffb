"""A world for tests: a fixed clock, a private home, a cheap key derivation, and cj run in this process."""

import io
import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec

from casejournal import cli
from casejournal.ask.asks import ALONE, Asks, Where, parted
from casejournal.desk import World
from casejournal.forms.fields import Choices
from casejournal.storage.keys import Cost

JAKARTA = timezone(timedelta(hours=7))
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=JAKARTA)
CHEAP = Cost(memory=64, passes=1, lanes=1)
"""Only for made-up journals; the default is unchanged."""
PASSPHRASE = "nine quiet lamps"


class Clock:
    """A clock that stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


class Result(msgspec.Struct, frozen=True):
    """The result of a command: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error object on standard error."""
        return json.loads(self.err)


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always true."""
        return True


class Cj:
    """Runs cj commands in this process."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.clock = Clock()
        self.journal = home / "journal"
        self.env: dict[str, str] = {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "runtime"),
            "XDG_STATE_HOME": str(home / "state"),
            "CJ_CONFIG": str(home / "config.toml"),
            "CJ_JOURNAL": str(self.journal),
            "CJ_WORKER": "Rahma",
            "CJ_PAGER": "",
        }

    def __call__(
        self,
        *arguments: str,
        stdin: str | bytes | io.BytesIO = "",
        asks: Callable[[], Asks] | None = None,
        env: Mapping[str, str] | None = None,
        terminal: bool = False,
    ) -> Result:
        given = (
            io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin)
            if not isinstance(stdin, io.BytesIO)
            else stdin
        )
        kind = Terminal if terminal else io.TextIOWrapper
        out, err = kind(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        world = World(env=self.env | dict(env or {}), now=self.clock, asks=asks, cost=CHEAP)
        kept = sys.stdin, sys.stdout, sys.stderr
        sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(given, "utf-8"), out, err
        try:
            code = cli.run(list(arguments), world)
        finally:
            sys.stdin, sys.stdout, sys.stderr = kept
        return Result(code, _text(out), _text(err))

    def ok(self, *arguments: str, **how: Any) -> Result:
        """Run a command that has to succeed."""
        result = self(*arguments, **how)
        assert result.code == 0, result
        return result

    def json(self, *arguments: str, **how: Any) -> Any:
        """The object of a command that has to succeed."""
        return self.ok(*arguments, "--json", **how).json

    def wait(self, **span: float) -> None:
        """Let time pass. After it the passphrase comes from a file, because the journal has locked itself."""
        self.clock.forward(**span)
        self.env["CJ_PASSPHRASE_FILE"] = str(self.home / "passphrase")

    def files(self) -> dict[str, bytes]:
        """The content of every file of the journal, by path, except the lock file."""
        paths = sorted(path for path in self.journal.rglob("*") if path.is_file() and path.suffix != ".lock")
        return {str(path.relative_to(self.journal)): path.read_bytes() for path in paths}

    def unseen(self) -> None:
        """From now on this is a machine that has not seen the journal before: no index, and nothing remembered."""
        (self.journal / "index.log").unlink(missing_ok=True)
        self.forget()

    def forget(self) -> None:
        """Nothing is remembered outside the journal any more."""
        shutil.rmtree(self.home / "state" / "casejournal" / "known", ignore_errors=True)

    def become(self, home: Path) -> None:
        """Take over a copy of somebody's home: their journal, as on a machine that has not seen it before."""
        shutil.rmtree(self.journal)
        self.forget()
        shutil.copytree(home, self.home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("known"))

    def log(self, ref: str) -> Path:
        """The path of the log of a case or group."""
        return self.journal / ("groups" if ref.startswith("G") else "cases") / f"{ref}.log"


def second_machine(cj: Cj, home: Path) -> Cj:
    """Another machine with a copy of the journal, unlocked."""
    machine = Cj(home)
    machine.home.mkdir()
    shutil.copytree(cj.journal, machine.journal)
    machine.ok("unlock", env={"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")})
    return machine


class Replies:
    """A person who gives the replies listed, in order."""

    def __init__(self, *replies: object) -> None:
        self.replies = list(replies)
        self.asked: list[str] = []
        self.befores: list[object] = []
        self.wheres: list[Where] = []
        """Where each question of a form stood."""
        self.hinted: dict[str, list[str]] = {"text": [], "one": [], "several": []}
        """What was said below each question, by how it is answered."""

    def __call__(self) -> "Replies":
        return self

    def _next(self, title: str, before: object = None) -> Any:
        self.asked.append(title)
        self.befores.append(before)
        reply = self.replies.pop(0)
        if isinstance(reply, type) and issubclass(reply, BaseException):
            raise reply
        return reply

    def _is_put(self, kind: str, hint: str, where: Where) -> None:
        assert hint
        self.hinted[kind].append(hint)
        self.wheres.append(where)

    def text(self, title: str, hint: str, before: str, *, long: bool, where: Where = ALONE) -> Any:
        """The next reply."""
        self._is_put("text", hint, where)
        assert isinstance(long, bool)
        return self._next(title, before)

    def one(self, title: str, hint: str, choices: Choices, before: str, *, where: Where = ALONE) -> Any:
        """The next reply, which must be one of the choices."""
        self._is_put("one", hint, where)
        reply = self._next(title, before)
        assert (parted(reply)[1] or "") in ["", *(value for value, _label in choices)]
        return reply

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str], *, where: Where = ALONE) -> Any:
        """The next reply, which must be some of the choices."""
        self._is_put("several", hint, where)
        reply = self._next(title, before)
        assert {*(parted(reply)[1] or ())} <= {value for value, _label in choices}
        return reply

    def secret(self, title: str) -> Any:
        """The next reply."""
        return self._next(title)

    def yes(self, sentence: str, *, mere_enter: bool) -> Any:
        """The next reply."""
        assert isinstance(mere_enter, bool)
        return self._next(sentence)

    def close(self) -> None:
        """There is no shell that could run what was typed after the last answer."""


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


GOALS = """
    [[goals]]
    statement = "Dimas goes to school"
    area = "education"
    measure = "the attendance book"
    weight = "3x1"
    starts_at = -2
    levels.expected = "four days a week"

    [[goals]]
    statement = "I earn by sewing"
    area = "income"
    starts_at = -2
    due = "+60d"
"""


def work_through(cj: Cj, client: str) -> dict[str, str]:
    """Make a case that has gone through every step up to its first review. Returns refs by placeholder."""
    case = take_in(cj, client, "--area", "education", "--safety", "concern", "--safety-note", "The landlord shouts.")
    cj.ok(
        "assess", case, "--underlying-problem", "No money for shoes, and shame.", "--shared-by", "worker",
        "--domain", "education=1:absent since July", "--domain", "income=2:day labour",
    )  # fmt: skip
    cj.ok(
        "assess", case, "--underlying-problem", "She nurses her mother and told nobody.", "--evidence", "She said so.",
        "--shared-by", "both", "--risk", "low", "--domain", "education=2:two days last week",
        "--domain", "income=1:no work", "--tie", "nenek:strong:to_client",
    )  # fmt: skip
    plan = cj.json(
        "plan", case, "--agreed", "yes", "--client-words", "Slowly, but it moves.", "--review-on", "+3d",
        "--task", "client: ask what is owed by +1d #1", "--task", "client: sew one order #2",
        "--from", "-", stdin=GOALS,
    )  # fmt: skip
    cj.ok(
        "note", case, "--format", "soap", "--subjective", "I went there myself.", "--objective", "She has the paper.",
        "--assessment", "Trust grows.", "--plan", "Instalments.", "--goal", "1", "--next-step", "Call the head",
    )  # fmt: skip
    clinic = ("--to", "Puskesmas Melati", "--reason", "beyond_competence", "--handoff", "warm")
    referral = cj.json("refer", case, *clinic)["ref"]
    consent = cj.json(
        "consent", case, "--purpose", "care for her mother", "--recipient", "Puskesmas Melati", "--scope", "name",
        "--scope", "household", "--given-by", "client", "--expires-on", "+20d",
        "--withheld", "notes:her brother:he drinks", "--yes",
    )["ref"]  # fmt: skip
    cj.ok("refer", "update", referral, "sent")
    cj.ok("review", case, "--rate", "1=0", "--rate", "2=-1", "--by", "client", "--next-on", "+30d")
    return {"CASE": case, "TASK": plan["new_tasks"][0]["ref"], "REFERRAL": referral, "CONSENT": consent}


def take_in(cj: Cj, client: str, *more: str) -> str:
    """Take a case in, and return its ref."""
    given = ("--client", client, "--presenting-problem", "The boy does not go to school.")
    return str(cj.json("intake", *given, *more)["ref"])


def form_group(cj: Cj, *aliases: str, on: str = "-60d", name: str = "Ibu Tangguh") -> str:
    """Form a group with these members, two months ago, and return its ref."""
    group = str(cj.json("group", "form", "--name", name, "--purpose", "To sell what we sew.", "--on", on)["ref"])
    for alias in aliases:
        cj.ok("group", "join", group, "--alias", alias, "--on", on)
    return group


def editor(cj: Cj, script: str) -> dict[str, str]:
    """Make an editor that runs this shell script on `$file`. Returns the variables that choose it."""
    path = cj.home / "editor.sh"
    path.write_text(f"#!/bin/sh\nfor file; do :; done\n{script}\n")
    path.chmod(0o700)
    return {"VISUAL": str(path)}
