"""Backups, restored journals and ways in on a failing disk: whole or not there, and the journal as it was."""

import errno
from collections.abc import Callable

import pytest

from tests.faults.disk import Died, faulty_disk
from tests.faults.draw import drawn
from tests.faults.figures import tried
from tests.world import Cj, form_group, take_in

MOST = 120


def backup_is_whole(cj: Cj, name: str, code: int | None) -> None:
    """What is there can be restored."""
    if (cj.home / name).exists():
        cj.ok("restore", str(cj.home / name), "--journal", str(cj.home / f"of {name}"))
    else:
        assert code != 0


def restored_is_whole(cj: Cj, name: str, code: int | None) -> None:
    """A journal that is there holds everything."""
    folder = cj.home / name
    assert folder.exists() or code != 0
    if folder.exists() and any(folder.iterdir()):
        assert cj.json("list", "--journal", str(folder))["items"][0]["client"] == "Ibu Sari"


def one_passphrase_opens(cj: Cj, _name: str, _code: int | None) -> None:
    """The old one or the new one, which is changed back."""
    other = {"CJ_PASSPHRASE_FILE": str(cj.home / "other")}
    assert sorted([cj("key", "test").code, cj("key", "test", env=other).code]) == [0, 12]
    if cj("key", "test", env=other).code == 0:
        cj.ok("key", "change", env=other | {"CJ_NEW_PASSPHRASE_FILE": cj.env["CJ_PASSPHRASE_FILE"]})


def passphrase_still_opens(cj: Cj, _name: str, _code: int | None) -> None:
    """Whatever else does by now."""
    cj.ok("key", "test")
    if "x" in {each["name"] for each in cj.json("key", "list")["items"]}:
        cj.ok("key", "remove", "x", "--yes")


def salvaged_is_whole(cj: Cj, name: str, code: int | None) -> None:
    """The file is whole and for this user only, or not there. Where the process died, its entry was there before it."""
    path = cj.home / name
    if path.exists():
        assert "Ibu Sari" in path.read_text()
        assert path.stat().st_mode & 0o777 == 0o600
        assert code is not None or str(path) in {each["file"] for each in cj.json("report", "--access")["items"]}
    else:
        assert code != 0


Whole = Callable[[Cj, str, int | None], None]
COMMANDS: dict[str, tuple[tuple[str, ...], Whole]] = {
    "backup": (("backup", "NEW"), backup_is_whole),
    "salvage": (("salvage", "sari", "--output", "NEW"), salvaged_is_whole),
    "restore": (("restore", "OLD", "--journal", "NEW"), restored_is_whole),
    "key change": (("key", "change"), one_passphrase_opens),
    "key add": (("key", "add", "x"), passphrase_still_opens),
    "key recovery": (("key", "recovery", "--yes"), passphrase_still_opens),
}


@pytest.mark.parametrize("how", ["refuses", "dies", "dies in the middle of a write"])
@pytest.mark.parametrize("command", drawn(COMMANDS))
def test_a_disk_that_fails_at_any_operation_leaves_what_was_there(
    command: str, how: str, cj: Cj, passphrase_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, whole = COMMANDS[command]
    (cj.home / "other").write_text("seven green umbrellas")
    cj.env |= {"CJ_PASSPHRASE_FILE": passphrase_file, "CJ_NEW_PASSPHRASE_FILE": str(cj.home / "other")}
    take_in(cj, "Ibu Sari")
    form_group(cj, "Bu Wati")
    cj.ok("backup", str(cj.home / "old"))
    before = logs(cj)
    for fail_at in range(1, MOST):
        failure = OSError(errno.ENOSPC, "No space left on device") if how == "refuses" else None
        paths = {"NEW": str(cj.home / f"new{fail_at}"), "OLD": str(cj.home / "old")}
        code = None
        with faulty_disk(monkeypatch, fail_at, failure, half=how.endswith("write")) as disk:
            try:
                code = cj(*(paths.get(word, word) for word in words)).code
            except Died:
                pass

        assert code in {0, 13, 14, 17, 18, None}, fail_at  # what cannot be read is told as missing or as damage
        whole(cj, f"new{fail_at}", code)
        assert logs(cj) == before
        cj.ok("verify")
        if disk.count < fail_at:
            break
    else:
        pytest.fail("the command asks more of the disk than was tried")

    assert fail_at > (2 if how.endswith("write") else 4)
    tried(fail_at - 1, survived=fail_at - 1)


def logs(cj: Cj) -> dict[str, bytes]:
    """The logs of the cases and groups."""
    return {name: data for name, data in cj.files().items() if "/" in name}
