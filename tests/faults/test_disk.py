"""What `storage/disk.py` says it did stays done when the machine stops; stopped before that, it is done or not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casejournal.storage import disk
from tests.faults.disk import Died, faulty_disk, followed
from tests.faults.machine import Machine, Tree

MOST = 500


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a log of one line and a folder in it, on the disk."""
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (root / "folder" / "within").write_bytes(b"within\n")
    (root / "log").write_bytes(b"one\n")
    return root


def append_in_a_new_folder(folder: Path) -> None:
    disk.private_folder(folder)
    disk.append(folder / "c", b"one\n")


DOES: dict[str, tuple[Callable[[Path], object], Callable[[Tree], bool]]] = {
    "append": (lambda root: disk.append(root / "log", b"two\n"), lambda tree: tree.get("log") == b"one\ntwo\n"),
    "append to a new file": (
        lambda root: disk.append(root / "new", b"one\n"),
        lambda tree: tree.get("new") == b"one\n",
    ),
    "append in a new folder": (
        lambda root: append_in_a_new_folder(root / "a" / "b"),
        lambda tree: tree.get("a/b/c") == b"one\n",
    ),
    "cut": (lambda root: disk.cut(root / "log", 2), lambda tree: tree.get("log") == b"on"),
    "replace": (lambda root: disk.replace(root / "log", b"two\n"), lambda tree: tree.get("log") == b"two\n"),
    "replace nothing": (lambda root: disk.replace(root / "new", b"one\n"), lambda tree: tree.get("new") == b"one\n"),
    "create": (lambda root: disk.create(root / "new", b"one\n"), lambda tree: tree.get("new") == b"one\n"),
    "remove": (lambda root: disk.remove(root / "log"), lambda tree: "log" not in tree),
    "remove a folder": (lambda root: disk.remove_folder(root / "folder"), lambda tree: "folder" not in tree),
    "rename a folder": (
        lambda root: disk.rename_folder(root / "folder", root / "renamed"),
        lambda tree: "folder" not in tree and tree.get("renamed/within") == b"within\n",
    ),
    "make a folder": (lambda root: disk.private_folder(root / "a" / "b"), lambda tree: "a/b" in tree),
}


@pytest.mark.parametrize("name", DOES)
def test_what_was_done_stays_done_when_the_machine_stops(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    does, is_done = DOES[name]
    machine = Machine(root)

    with followed(monkeypatch, machine):
        does(root)

    assert is_done(machine.tree())
    assert [tree for tree in machine.may_wake_up_with(MOST) if not is_done(tree)] == []


@pytest.mark.parametrize("name", ["append", "replace", "cut"])
def test_stopped_halfway_a_file_holds_what_it_held_or_what_it_should(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    does, _is_done = DOES[name]
    for fail_at in range(1, 20):
        (root / "log").write_bytes(b"one\n")
        machine = Machine(root)
        with faulty_disk(monkeypatch, fail_at, machine=machine) as faulty:
            try:
                does(root)
            except Died:
                pass
        found = {tree.get("log") for tree in machine.may_wake_up_with(MOST)}
        begins = b"on" if name == "cut" else b"one\n"
        assert all(each == b"two\n" or (each or b"").startswith(begins) for each in found), fail_at
        if not faulty.dead:
            break

    assert fail_at > 2


def test_a_file_has_its_name_on_the_disk_before_its_first_byte(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever finds it later, and adds to it, need not ask whether its name was kept."""
    for fail_at in range(1, 20):
        (root / "new").unlink(missing_ok=True)
        machine = Machine(root)
        with faulty_disk(monkeypatch, fail_at, machine=machine) as faulty:
            try:
                disk.append(root / "new", b"one\n")
            except Died:
                pass
        if machine.tree().get("new"):
            assert all("new" in tree for tree in machine.may_wake_up_with(MOST)), fail_at
        if not faulty.dead:
            break

    assert fail_at > 3


def test_a_folder_whose_maker_was_stopped_is_on_the_disk_with_what_is_put_into_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for fail_at in range(1, 20):
        if (root / "a").exists():
            disk.remove_folder(root / "a")
        machine = Machine(root)
        with faulty_disk(monkeypatch, fail_at, machine=machine) as faulty:
            try:
                append_in_a_new_folder(root / "a")
            except Died:
                pass
        with followed(monkeypatch, machine):
            append_in_a_new_folder(root / "a")
        whole = machine.tree()["a/c"]
        assert all(tree.get("a/c") == whole for tree in machine.may_wake_up_with(MOST)), fail_at
        if not faulty.dead:
            break

    assert fail_at > 4
