"""A backup on a failing disk: it is whole or it is not there, and the journal is as it was."""

import errno

import pytest

from tests.faults.disk import Died, faulty_disk
from tests.faults.figures import tried
from tests.world import Cj, form_group, take_in

MOST = 60


@pytest.mark.parametrize("how", ["refuses", "dies", "dies in the middle of a write"])
@pytest.mark.parametrize("words", [("backup",), ("restore",), ("key", "change")])
def test_a_disk_that_fails_at_any_operation_leaves_what_was_there(
    words: tuple[str, ...], how: str, cj: Cj, passphrase_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    (cj.home / "other").write_text("seven green umbrellas")
    case = take_in(cj, "Ibu Sari")
    form_group(cj, "Bu Wati")
    old = cj.home / "old.zip"
    cj.ok("backup", str(old))
    before = {name: data for name, data in cj.files().items() if name not in {"access.log", "index.log"}}
    for fail_at in range(1, MOST):
        target = {"backup": f"{fail_at}.zip", "restore": f"new{fail_at}"}.get(words[0], "")
        more = {
            "backup": (str(cj.home / target),),
            "restore": (str(old), "--journal", str(cj.home / target)),
            "key": (),
        }[words[0]]
        failure = OSError(errno.ENOSPC, "No space left on device") if how == "refuses" else None
        code, env = None, {"CJ_NEW_PASSPHRASE_FILE": str(cj.home / "other")}
        with faulty_disk(monkeypatch, fail_at, failure, half=how.endswith("write")) as disk:
            try:
                code = cj(*words, *more, env=env).code
            except Died:
                pass

        if words[0] == "key":
            still = cj("key", "test").code
            new = cj("key", "test", env={"CJ_PASSPHRASE_FILE": str(cj.home / "other")}).code
            assert sorted([still, new]) == [0, 12]
            if still == 12:  # it was changed: put it back
                assert code in {0, 18, None}
                env = {"CJ_PASSPHRASE_FILE": str(cj.home / "other"), "CJ_NEW_PASSPHRASE_FILE": passphrase_file}
                cj.ok("key", "change", env=env)
        elif words[0] == "backup":
            made = cj.home / target
            if made.exists():
                cj.ok("restore", str(made), "--journal", str(cj.home / f"of{fail_at}"))
            else:
                assert code != 0
        else:
            there = (cj.home / target).exists()
            assert there or code != 0
            if there and any((cj.home / target).iterdir()):
                assert cj.json("show", case, "--journal", str(cj.home / target))["ref"] == case
        assert code in {0, 18, None}, fail_at
        if words[0] != "key":
            after = {name: data for name, data in cj.files().items() if name in before}
            assert after == before
        cj.ok("verify")
        if disk.count < fail_at:
            break
    else:
        pytest.fail("the command asks more of the disk than was tried")

    assert fail_at > 4
    tried(fail_at - 1, survived=fail_at - 1)
