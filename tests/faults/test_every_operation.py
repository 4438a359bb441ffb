"""Whatever fails, and wherever: what was acknowledged reads back, nothing is invented, every failure is a sentence."""

import errno
import shutil
from pathlib import Path

import pytest

from tests.commands.test_every_option import forms
from tests.faults.disk import Died, faulty_disk
from tests.faults.draw import drawn
from tests.faults.figures import tried
from tests.world import Cj, form_group, take_in

FIRST = "The first note, acknowledged."
SECOND = "The second note, on a failing disk."
MOST = 90
"""More operations than any command asks of the disk."""

COMMANDS = {
    "note": ("note", "sari", SECOND, "--next-step", "Call", "--next-on", "+2d"),
    "intake": ("intake", "--client", "Pak Budi", "--presenting-problem", SECOND, "--safety", "immediate"),
    "task add": ("task", "add", "sari", SECOND, "--who", "client"),
    "task done": ("task", "done", "TASK", "--evidence", SECOND),
    "task drop": ("task", "drop", "TASK", "--because", SECOND),
    "assess": ("assess", "sari", "--underlying-problem", SECOND, "--risk", "low", "--strength", "sews"),
    "safety": ("safety", "sari", "--warning-sign", SECOND, "--what-helps", "leave by the back door"),
    "safety end": ("safety", "end", "tono", "--reason", SECOND),
    "consent": (
        "consent",
        "sari",
        "--purpose",
        SECOND,
        "--recipient",
        "Puskesmas",
        "--scope",
        "name",
        "--given-by",
        "client",
    ),
    "refer": ("refer", "sari", "--to", "Panti Asih", "--reason", "capacity", "--request", SECOND),
    "refer update": ("refer", "update", "REFERRAL", "declined_by_client", "--remark", SECOND),
    "review": ("review", "sari", "--by", "worker", "--because", "x", "--helped", SECOND),
    "principles checklist": ("principles", "checklist", "sari", "--acceptance", f"strained: {SECOND}", "--supervision"),
    "supervision write": ("supervision", "sari", "--advised", SECOND, "--agreed", "wait by +2d", "--brought", "@"),
    "supervision flag": ("supervision", "flag", "sari", SECOND),
    "supervision comment": ("supervision", "comment", "sari", SECOND, "--by", "Bu Ratna"),
    "process": ("process", "sari", "--dialogue", f"W: {SECOND}"),
    "portfolio add": ("portfolio", "add", "sari", SECOND, "--competency", "epas-6", "--role", "advocate"),
    "close": ("close", "sari", "--reason", "moved", "--because", SECOND),
    "plan": ("plan", "sari", "--goal", SECOND, "--agreed", "yes", "--because", "x", "--task", "client: ask by +2d"),
    "letter": ("letter", "REFERRAL", "--override", SECOND, "--output", "OUTPUT", "--yes"),
    "export": (
        "export",
        "sari",
        "--format",
        "json",
        "--to",
        "Dinas",
        "--override",
        SECOND,
        "--output",
        "OUTPUT",
        "--yes",
    ),
    "transfer": ("transfer", "sari", "--to=Dinas", "--override", SECOND, "--output", "OUTPUT", "--yes"),
    "group form": ("group", "form", "--name", "Other", "--purpose", SECOND),
    "group join": ("group", "join", "tangguh", "sari", "--aim", SECOND),
    "group session": ("group", "session", "tangguh", "--everyone", "--new", "Bu Sum", "--programme", SECOND),
    "group leave": ("group", "leave", "tangguh", "wati", "--because", SECOND),
    "group review": ("group", "review", "tangguh", "--process", SECOND, "--result", "x"),
    "consent revoke": ("consent", "revoke", "CONSENT", "--because", SECOND),
    "reopen": ("reopen", "CLOSED", "--reason", SECOND),
    "hold": ("erase", "sari", "--hold", SECOND),
    "group close": ("group", "close", "tangguh", "--reason", "planned", "--because", SECOND),
    "amend": ("amend", "TASK", "--set", f"what={SECOND}", "--reason", "x"),
    "strike": ("strike", "TASK", "--reason", SECOND, "--yes"),
    "agency add": ("agency", "add", "--name", "Panti Asih", "--service", SECOND, "--document", "KTP"),
    "undo": ("undo", "--yes"),
    "import": ("import", "TABLE"),
}


def test_every_command_that_has_a_form_is_tried() -> None:
    named = {command for command, *_more in forms()}

    assert {name if name in COMMANDS else name.rpartition(" ")[0] for name in named} <= COMMANDS.keys()


def expected(command: str) -> str:
    """What stands in the history once the command is written."""
    return '"command": "undo"' if command == "undo" else SECOND


def refs_in(cj: Cj) -> dict[str, str]:
    """The words that stand for a ref or a file, and what they stand for at this desk."""
    shown = cj.json("show", "sari")
    return {
        "TASK": shown["tasks"][0]["ref"],
        "REFERRAL": shown["referrals"][0]["ref"],
        "CONSENT": shown["consents"][0]["ref"],
        "CLOSED": cj.json("show", "tono")["ref"],
        "OUTPUT": str(cj.home / "letter.html"),
        "TABLE": str(cj.home.parent / "clients.csv"),
    }


def given(cj: Cj, command: str, refs: dict[str, str] | None = None) -> tuple[str, ...]:
    """The command, with the refs there are."""
    refs = refs or refs_in(cj)
    return tuple(refs.get(word, word) for word in COMMANDS[command])


@pytest.fixture
def desk(cj: Cj) -> Cj:
    """A journal with one case and one acknowledged note."""
    cj.env["CJ_SEAL_PASSPHRASE_FILE"] = str(cj.home / "passphrase")
    take_in(cj, "Ibu Sari")
    cj.ok("task", "add", "sari", "Ask the school", "--who", "client")
    cj.ok("refer", "sari", "--to", "Puskesmas", "--reason", "specialist", "--share", "name")
    cj.ok("consent", "sari", "--purpose", "x", "--recipient", "The school", "--scope", "name", "--given-by", "client")
    take_in(cj, "Pak Tono")
    cj.ok("safety", "tono", "--warning-sign", "he drinks", "--what-helps", "go out")
    cj.ok("close", "tono", "--reason", "moved", "--because", "x")
    form_group(cj, "Bu Wati", "Mbak Lilis")
    cj.ok("note", "sari", FIRST)
    (cj.home.parent / "clients.csv").write_text(f"Nama;Masalah\nPak Hasan;{SECOND}\n")
    return cj


def everything(cj: Cj) -> str:
    """All that can be read in the journal; reading it must never fail."""
    files = (*cj.json("list", "--all")["items"], *cj.json("group", "list", "--all")["items"], {"ref": "agencies"})
    return "".join(cj.ok("history", file["ref"], "--json").out for file in files)


def copied(cj: Cj, to: Path) -> Path:
    """A copy of the journal, and of what this machine remembers of it."""
    for name in ("journal", "state"):
        shutil.copytree(cj.home / name, to / name)
    return to


def put_back(cj: Cj, copy: Path) -> None:
    """Everything is as it was when it was copied."""
    for name in ("journal", "state"):
        shutil.rmtree(cj.home / name)
        shutil.copytree(copy / name, cj.home / name)


@pytest.mark.parametrize("command", drawn(COMMANDS))
def test_a_disk_that_refuses_one_operation_loses_nothing_and_says_so(
    command: str, desk: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = copied(desk, tmp_path / "copy")
    before, words = everything(desk), given(desk, command)
    for fail_at in range(1, MOST):
        put_back(desk, copy)
        full = OSError(errno.ENOSPC, "No space left on device")
        with faulty_disk(monkeypatch, fail_at, full) as disk:
            result = desk(*words)
        after = everything(desk)

        assert result.code in {0, 18}, (fail_at, result)
        assert "defect" not in result.err
        if result.code == 18:
            assert "No space left on device" in result.err
            assert (after == before) != ("The case says that this" in result.err or "It is recorded" in result.err), (
                fail_at
            )
            assert after == before or "Nothing was recorded" not in result.err
        else:
            assert after != before
        desk.ok("verify")
        desk.ok("note", "sari", "The disk is well again.")
        if disk.count < fail_at:
            break
    else:
        pytest.fail("the command asks more of the disk than was tried")

    assert fail_at > 8
    tried(fail_at - 1, survived=fail_at - 1)


def nothing_is_left_in_the_open(cj: Cj) -> None:
    """Outside of the letter itself no file holds readable words, but one of its name that nobody else can read."""
    for path in cj.home.rglob("*"):
        if path.is_file() and any(word in path.read_bytes() for word in (b"Sari", SECOND.encode())):
            assert path.name == "letter.html" or path.name.startswith(".letter.html."), path
            assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("how", ["before a write", "in the middle of a write"])
@pytest.mark.parametrize("command", drawn(COMMANDS))
def test_a_process_that_dies_at_any_operation_loses_nothing_that_was_acknowledged(
    command: str, how: str, desk: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = copied(desk, tmp_path / "copy")
    before, words = everything(desk), given(desk, command)
    for fail_at in range(1, MOST):
        put_back(desk, copy)
        with faulty_disk(monkeypatch, fail_at, half="middle" in how) as disk:
            try:
                desk.ok(*words)
            except Died:
                pass
        nothing_is_left_in_the_open(desk)
        after = everything(desk)

        if disk.dead:
            assert FIRST in after
            assert after == before or expected(command) in after, fail_at
        else:
            assert after != before
        desk.ok("note", "sari", "The machine is up again.")
        assert desk("verify").code == 0, (fail_at, desk("verify").out)
        if not disk.dead:
            break
    else:
        pytest.fail("the command asks more of the disk than was tried")

    assert fail_at > (1 if "middle" in how else 5)
    desk.ok("lock")
    assert [path for path in desk.home.rglob(".*.new") if not path.is_relative_to(desk.home / "state")] == []
    tried(fail_at - 1, survived=fail_at - 1)


def test_a_torn_write_is_told_and_kept_beside_the_log(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    log = desk.log(desk.json("show", "sari")["ref"])
    whole = log.read_bytes()
    with log.open("ab") as file:
        file.write(b"half of a sealed li")

    result = desk.ok("note", "sari", SECOND)

    (aside,) = desk.journal.glob("cases/*.torn-*")
    assert aside.read_bytes() == b"half of a sealed li"
    assert aside.stat().st_mode & 0o777 == 0o600
    assert aside.name in result.err
    assert log.read_bytes().startswith(whole)
    assert aside.name in desk.ok("status").out
    assert aside.name in desk.ok("verify").out
