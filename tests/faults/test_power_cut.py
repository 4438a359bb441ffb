"""After every acknowledged command the machine stops. Whatever the disk has kept of names and content: it reads back.

What is derived may be gone: the index, the lock file, what @ means, the kept key. No file may then be called damaged.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casejournal.storage import known
from tests.faults.disk import Died, faulty_disk, followed
from tests.faults.draw import drawn
from tests.faults.figures import stopped, tried
from tests.faults.machine import Machine, Tree, write
from tests.faults.test_every_operation import COMMANDS, FIRST, everything, expected, given
from tests.faults.test_every_operation import desk as desk  # noqa: PLC0414 - a fixture
from tests.world import PASSPHRASE, Cj, Replies, take_in

MOST = 24
"""States tried after a command, where it leaves more than that."""
OTHER = "seven green umbrellas"
DERIVED = ("index.log", "journal.lock")

MORE: dict[str, tuple[str, ...]] = {
    "key add": ("key", "add", "supervisor"),
    "key change": ("key", "change"),
    "key remove": ("key", "remove", "second", "--yes"),
    "key recovery": ("key", "recovery", "--yes"),
    "key renew": ("key", "renew", "--yes"),
    "backup": ("backup", "OUT/journal.zip"),
    "restore": ("restore", "OUT/earlier.zip", "--journal", "OUT/a/restored"),
    "erase": ("erase", "sari", "--ground", "she asked", "--yes"),
    "note move": ("note", "move", "NOTE", "budi"),
    "note also": ("note", "sari", "Both were there.", "--also", "budi"),
    "config set": ("config", "worker", "Dewi"),
    "draft discard": ("draft", "discard", "DRAFT", "--yes"),
    "draft resume": ("draft", "resume", "DRAFT"),
    "sociogram": ("group", "sociogram", "tangguh", "--svg", "OUT/circle.svg"),
    "ecomap": ("ecomap", "sari", "--svg", "OUT/map.svg"),
    "init": ("init", "--journal", "OUT/b/other"),
}
"""The writing commands that COMMANDS does not have: OUT is a folder beside the journal."""


def kept(tree: Tree) -> Tree:
    """What must be there whatever happens: everything but what is derived, and what was never finished."""
    return {
        path: content
        for path, content in tree.items()
        if not path.startswith("state/") and path != "state" and Path(path).name not in DERIVED
        if not path.endswith(".new")
    }


def wakes_up(cj: Cj, tree: Tree, at: Path, folder: str = "journal") -> Cj:
    """The desk after the machine woke up with that on its disk, in a home of its own; nothing is unlocked."""
    write(tree, at)
    was, now = (known._place(Path(), home / folder).name for home in (cj.home, at))
    for path in (at / "state").rglob(f"{was}*"):  # what this machine remembers of the journal goes by its place
        path.rename(path.with_name(path.name.replace(was, now)))
    woken = Cj(at)
    woken.clock = cj.clock
    woken.env["CJ_JOURNAL"] = str(at / folder)
    for name in ("CJ_PASSPHRASE_FILE", "CJ_NEW_PASSPHRASE_FILE"):
        if name in cj.env:
            woken.env[name] = str(at / Path(cj.env[name]).name)
    return woken


def reads(cj: Cj) -> list[object]:
    """All that a person can read of what was acknowledged. Nothing is damaged, and the ends of the chains are known."""
    found = cj("verify")
    assert found.code == 0, found
    assert "no index" not in found.out
    assert cj("list").err == ""
    asked = (("draft", "list"), ("key", "list"), ("report", "--access"), ("config",))
    return [everything(cj), *(cj.json(*words) for words in asked)]


@contextmanager
def power_cut(monkeypatch: pytest.MonkeyPatch, cj: Cj, at: Path, most: int = MOST) -> Iterator[Machine]:
    """Run what is in the block, which must be acknowledged; then the machine stops, and wakes up in every state."""
    machine = Machine(cj.home, "runtime")
    with followed(monkeypatch, machine):
        yield machine
    survives(machine, cj, at, most)


def survives(machine: Machine, cj: Cj, at: Path, most: int = MOST, folder: str = "journal") -> None:
    """What was acknowledged is there in every state the machine may wake up with."""
    whole = machine.tree()
    states = [*machine.may_wake_up_with(most)]
    for state in states:
        assert kept(state) == kept(whole)
    before = reads(wakes_up(cj, whole, at, folder))
    for state in states[:: max(1, len(states) // 8)]:
        assert reads(wakes_up(cj, state, at, folder)) == before
    stopped(1, states=len(states))


@pytest.fixture
def office(desk: Cj) -> Cj:
    """The desk, opened by a script, with a group that chose, a tie, a draft, a second passphrase and a backup."""
    (desk.home / "passphrase").write_text(PASSPHRASE)
    (desk.home / "other").write_text(OTHER)
    desk.env["CJ_PASSPHRASE_FILE"] = str(desk.home / "passphrase")
    desk.env["CJ_NEW_PASSPHRASE_FILE"] = str(desk.home / "other")
    (desk.home / "out").mkdir()
    take_in(desk, "Pak Budi")
    desk.ok("group", "session", "tangguh", "--everyone", "--programme", "x", "--choice", "wati>lilis")
    desk.ok("assess", "sari", "--underlying-problem", "x", "--tie", "nenek:strong")
    desk.ok("key", "add", "second")
    desk.ok("config", "lang", "en")
    desk.ok("backup", str(desk.home / "out" / "earlier.zip"))
    assert desk("intake", asks=Replies("Bu Nur", KeyboardInterrupt)).code == 130
    return desk


def found_in(cj: Cj, words: tuple[str, ...]) -> tuple[str, ...]:
    """The command, with the refs and paths there are."""
    refs = {"DRAFT": cj.json("draft", "list")["items"][0]["ref"], "NOTE": cj.json("show", "sari")["notes"][0]["ref"]}
    return tuple(refs.get(word, word).replace("OUT", str(cj.home / "out")) for word in words)


@pytest.mark.parametrize("command", drawn(COMMANDS))
def test_a_record_that_was_acknowledged_reads_back_after_a_power_cut(
    command: str, desk: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (desk.home / "passphrase").write_text(PASSPHRASE)
    desk.env["CJ_PASSPHRASE_FILE"] = str(desk.home / "passphrase")
    words = given(desk, command)

    with power_cut(monkeypatch, desk, tmp_path_factory.mktemp("woken") / "home"):
        desk.ok(*words)

    assert expected(command) in everything(desk)


@pytest.mark.parametrize("command", drawn(MORE))
def test_whatever_else_was_acknowledged_is_so_after_a_power_cut(
    command: str, office: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    words = found_in(office, MORE[command])
    before = Machine(office.home, "runtime").tree()

    with power_cut(monkeypatch, office, tmp_path_factory.mktemp("woken") / "home") as machine:
        office.ok(*words, asks=Replies("Her landlord shouts.", ["income"], "", "", []))
        if command == "key change":
            office.env["CJ_PASSPHRASE_FILE"] = str(office.home / "other")

    assert kept(machine.tree()) != kept(before)


def test_each_answer_to_a_question_is_kept_through_a_power_cut(
    cj: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (cj.home / "passphrase").write_text(PASSPHRASE)
    cj.env["CJ_PASSPHRASE_FILE"] = str(cj.home / "passphrase")
    machine = Machine(cj.home, "runtime")
    answers, seen = ["Bu Nur", "Her landlord shouts.", ["income"]], []

    class Stops(Replies):
        def _next(self, title: str, before: object = None) -> object:
            given = len(answers) + 1 - len(self.replies)
            for state in machine.may_wake_up_with(MOST):
                if given:
                    woken = wakes_up(cj, state, tmp_path_factory.mktemp("woken") / "home")
                    seen.append((given, [len(each["answers"]) for each in woken.json("draft", "list")["items"]]))
            return super()._next(title, before)

    with followed(monkeypatch, machine):
        assert cj("intake", asks=Stops(*answers, KeyboardInterrupt)).code == 130

    assert {given for given, _kept in seen} == {1, 2, 3}
    assert [pair for pair in seen if pair[1] != [pair[0]]] == []
    stopped(3, states=len(seen))


def test_from_the_first_command_on_nothing_acknowledged_is_lost(
    bare: Cj, passphrase_file: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """One machine that never syncs by itself: what an earlier command left in its memory is still at stake later."""
    bare.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    folder = "deep/down/journal"
    bare.journal = bare.home / folder
    bare.env["CJ_JOURNAL"] = str(bare.journal)
    (bare.home / "out").mkdir()
    told = (
        ("init",),
        ("intake", "--client", "Ibu Sari", "--presenting-problem", "x"),
        ("note", "sari", FIRST),
        ("group", "form", "--name", "Tangguh", "--purpose", "x"),
        ("backup", str(bare.home / "out" / "journal.zip")),
        ("note", "sari", "After the backup."),
        ("key", "renew", "--yes"),
        ("note", "sari", "Under the new key."),
        ("erase", "sari", "--ground", "she asked", "--yes"),
    )
    at = tmp_path_factory.mktemp("woken") / "home"
    machine = Machine(bare.home, "runtime")

    for words in told:
        with followed(monkeypatch, machine):
            bare.ok(*words)
        survives(machine, bare, at, folder=folder)

    assert not list(bare.journal.rglob("C-*"))


def test_what_follows_a_command_that_was_stopped_is_on_the_disk_too(
    cj: Cj, passphrase_file: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The first case of a journal, and the first copy: what the stopped command made may not have its name yet."""
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    (cj.home / "out").mkdir()
    whole, at = Machine(cj.home).tree(), tmp_path_factory.mktemp("woken") / "home"
    intake = ("intake", "--presenting-problem", "x", "--client")
    backup = ("backup", str(cj.home / "out" / "journal.zip"), "--yes")
    for fail_at in drawn(range(1, 60)):
        write(whole, cj.home)
        machine = Machine(cj.home, "runtime")
        with faulty_disk(monkeypatch, fail_at, machine=machine) as disk:
            try:
                cj.ok(*intake, "Pak Satu")
                cj.ok(*backup)
            except Died:
                pass
        with followed(monkeypatch, machine):
            cj.ok(*intake, "Ibu Dua")
            cj.ok(*backup)
        states = [*machine.may_wake_up_with(MOST, fail_at)][:: 6 + fail_at % 3]
        for state in states:
            woken = wakes_up(cj, state, at)
            assert woken("verify").code == 0, (fail_at, woken("verify"))
            listed = woken("list", "--json")
            assert listed.err == "", fail_at
            assert "Ibu Dua" in {each["client"] for each in listed.json["items"]}, fail_at
            assert woken.json("report", "--access")["items"], fail_at
        stopped(1, states=len(states))
        if not disk.dead:
            break

    assert fail_at > 20


@pytest.mark.parametrize("command", ["note", "intake", "task done", "letter", "undo", "amend"])
def test_a_power_cut_at_any_operation_leaves_what_was_there_or_what_was_written(
    command: str, desk: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (desk.home / "passphrase").write_text(PASSPHRASE)
    desk.env["CJ_PASSPHRASE_FILE"] = str(desk.home / "passphrase")
    words, at = given(desk, command), tmp_path_factory.mktemp("woken") / "home"
    whole = Machine(desk.home).tree()
    before, count = everything(desk), 0
    for fail_at in range(1, 90):
        write(whole, desk.home)
        machine = Machine(desk.home, "runtime")
        with faulty_disk(monkeypatch, fail_at, machine=machine) as disk:
            try:
                desk.ok(*words)
            except Died:
                pass
        if not disk.dead:
            break
        for state in [*machine.may_wake_up_with(MOST, fail_at)][:: 6 + fail_at % 3]:
            woken, count = wakes_up(desk, state, at), count + 1
            after = everything(woken)
            assert after == before or expected(command) in after, fail_at
            assert woken("verify").code == 0, fail_at

    assert fail_at > 8
    tried(count, survived=count)
