"""Every pair of writing commands: one that stops on the way, or stands still, and another. Neither loses anything."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disk import Died, faulty_disk
from tests.faults.draw import drawn
from tests.faults.figures import tried
from tests.faults.test_every_operation import COMMANDS, SECOND, copied, everything, given, put_back, refs_in
from tests.faults.test_every_operation import desk as desk  # noqa: PLC0414 - a fixture
from tests.world import Cj

NAMES = [*COMMANDS, "note also", "backup", "erase"]
OUT_OF_STEP = {0, 4, 5, 6, 14, 16}
"""How a command ends that finds the journal other than it thought, or all in order."""
STEPS = 12
"""No more operations than a command asks of the disk."""


def logs(cj: Cj) -> dict[str, bytes]:
    """The whole lines of every log."""
    files = cj.files().items()
    return {
        name: data[: data.rfind(b"\n") + 1] for name, data in files if name.endswith(".log") and name != "index.log"
    }


def words_of(cj: Cj, command: str, second: str, refs: dict[str, str]) -> tuple[str, ...]:
    """The command with the refs there are, and the text that is its own."""
    more = {
        "note also": ("note", "sari", SECOND, "--also", "tono"),
        "backup": ("backup", str(cj.home / "journal.zip"), "--yes"),
        "erase": ("erase", "tono", "--ground", SECOND, "--yes"),
    }
    return tuple(word.replace(SECOND, second) for word in more.get(command) or given(cj, command, refs))


@pytest.fixture
def opened(desk: Cj, passphrase_file: str) -> Cj:
    """The desk, where a script proves the passphrase."""
    desk.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    return desk


@pytest.mark.parametrize("first", drawn(NAMES))
def test_after_a_command_that_stopped_any_other_is_done_and_loses_nothing(
    first: str, opened: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = copied(opened, tmp_path / "copy")
    refs = refs_in(opened)
    words = {name: words_of(opened, name, f"{SECOND} {name}", refs) for name in NAMES}
    for number, then in enumerate(NAMES):
        put_back(opened, copy)
        with faulty_disk(monkeypatch, 1 + (number + NAMES.index(first)) % STEPS):
            try:
                opened(*words[first])
            except Died:
                pass
        before = logs(opened)

        result = opened(*words[then])

        after = logs(opened)
        assert result.code in OUT_OF_STEP, (then, result)
        assert result.code != 0 or after != before, then
        lost = {name for name, data in before.items() if not after.get(name, b"").startswith(data)}
        assert lost == ({name for name in before if name not in after} if then == "erase" else set()), then
        assert opened("verify").code == 0, then
    tried(len(NAMES), survived=len(NAMES))


def is_free(journal: Path) -> bool:
    """Whether nobody holds the lock."""
    descriptor = REAL_OPEN(journal / "journal.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        REAL_CLOSE(descriptor)
    return True


REAL_OPEN, REAL_CLOSE = os.open, os.close


@pytest.mark.parametrize("first", drawn(NAMES))
def test_at_each_moment_without_the_lock_another_command_is_done_and_neither_is_lost(
    first: str, opened: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others go in turn, each with a text of its own, so that every command stands in each other's way."""
    if first == "erase":
        opened.ok("reopen", "tono", "--reason", "x")
    turn, refs = NAMES.index(first), refs_in(opened)
    left_out = {
        "erase",
        "undo",
        "strike",
        "letter",
        "import",
        "group close",
    }  # the text of an import stands in its table; the reason of the last is kept only if it is needed
    others = [name for name in (*NAMES[turn:], *NAMES[:turn]) if name not in left_out]
    if first == "erase":
        others = [name for name in others if "tono" not in words_of(opened, name, "", refs)]
    todo = iter(
        [(f"Side {number}.", words_of(opened, name, f"Side {number}.", refs)) for number, name in enumerate(others)]
    )
    texts = list(aside(opened, first, todo, words_of(opened, first, SECOND, refs), monkeypatch))

    told = everything(opened)

    assert texts
    assert [text for text in texts if text not in told] == []
    opened.ok("verify")
    tried(len(texts), survived=len(texts))


def aside(
    cj: Cj, first: str, todo: Iterator[tuple[str, tuple[str, ...]]], words: tuple[str, ...], patch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Run the command; whenever it does not hold the lock, another. The text of each that was acknowledged."""
    texts: list[str] = []

    def another() -> None:
        if is_free(cj.journal) and (found := next(todo, None)):
            result = cj(*found[1])
            assert result.code in OUT_OF_STEP, result
            if result.code == 0 and "backup" not in found[1]:
                texts.append(found[0])

    with faulty_disk(patch, 0) as disk:
        disk.before = another
        result = cj(*words)
    assert result.code in {*OUT_OF_STEP, 11}, result
    if result.code == 0 and first not in {"undo", "backup", "erase"}:
        texts.append(SECOND)
    yield from texts
