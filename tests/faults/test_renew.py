"""`cj key renew`: everything is sealed anew, and whatever stops it leaves a whole journal: the old one or the new."""

import errno
import threading

import pytest

from casejournal.storage import header
from casejournal.storage.lock import locked
from casejournal.storage.refusals import Busy
from tests.faults.disk import Died, faulty_disk
from tests.faults.figures import tried
from tests.world import PASSPHRASE, Cj, form_group, take_in, work_through


@pytest.fixture
def desk(cj: Cj, passphrase_file: str) -> Cj:
    """A journal with a case, a group, an unfinished form and a backup, opened by a script."""
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    take_in(cj, "Ibu Sari")
    cj.ok("note", "sari", "A text.")
    form_group(cj, "Bu Wati")
    return cj


def told(desk: Cj) -> str:
    return "".join(desk.ok("history", ref, "--json").out for ref in ("sari", desk.json("group", "show", "@")["ref"]))


def test_every_line_is_sealed_anew_and_says_the_same(desk: Cj) -> None:
    work_through(desk, "Ibu Ratih")
    before, shown = desk.files(), told(desk)

    desk.ok("key", "renew", "--yes")

    after = desk.files()
    logs = [name for name in before if name.endswith(".log") and name != "index.log"]
    assert logs
    assert all(not set(before[name].splitlines()) & set(after[name].splitlines()) for name in logs)
    assert told(desk) == shown
    desk.ok("verify", "--deep")
    desk.ok("note", "sari", "It goes on.")
    assert not [path.name for path in desk.journal.parent.iterdir() if path.name.startswith(".journal")]


def test_the_passphrase_stays_and_every_other_way_in_ends(desk: Cj) -> None:
    words = desk.json("key", "recovery", "--yes")["words"]
    (desk.home / "words").write_text(words)

    assert desk("key", "renew").code == 4
    desk.ok("key", "renew", "--yes")

    assert [each["name"] for each in desk.json("key", "list")["items"]] == ["passphrase"]
    assert desk("key", "test", env={"CJ_PASSPHRASE_FILE": str(desk.home / "words")}).code == 12
    assert desk("key", "test").code == 0


def test_an_unlocked_journal_is_locked_by_it(cj: Cj, sari: str, passphrase_file: str) -> None:
    cj.ok("key", "renew", "--yes", env={"CJ_PASSPHRASE_FILE": passphrase_file})

    assert cj("show", sari).code == 12
    assert cj("show", sari, env={"CJ_PASSPHRASE_FILE": passphrase_file}).code == 0


def test_a_damaged_journal_keeps_its_key(desk: Cj) -> None:
    log = desk.log(desk.json("show", "sari")["ref"])
    log.write_bytes(log.read_bytes()[:-30] + b"x" * 29 + b"\n")
    before = desk.files()

    assert desk("key", "renew", "--yes").code == 13
    assert desk.files() == before


@pytest.mark.parametrize("how", ["refuses", "dies", "dies in the middle of a write"])
def test_whatever_stops_it_leaves_a_whole_journal(desk: Cj, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, fail_at = told(desk), 0
    for fail_at in range(1, 160):
        failure = OSError(errno.ENOSPC, "No space left on device") if how == "refuses" else None
        with faulty_disk(monkeypatch, fail_at, failure, half=how.endswith("write")) as disk:
            try:
                desk("key", "renew", "--yes")
            except Died:
                pass

        assert told(desk) == shown, fail_at
        desk.ok("verify")
        if disk.count < fail_at:
            break
    else:
        pytest.fail("the command asks more of the disk than was tried")

    tried(fail_at - 1, survived=fail_at - 1)


def test_who_waited_for_the_lock_writes_nothing_into_the_old_journal(desk: Cj) -> None:
    desk.ok("key", "renew", "--yes")
    old = header.replaced(desk.journal)
    codes: list[int] = []
    with locked(desk.journal / "journal.lock", "test"):
        waiting = threading.Thread(target=lambda: codes.append(waits(desk)))
        waiting.start()
        waiting.join(0.3)
        desk.journal.rename(old)
        header.renewed(desk.journal)
        old.rename(desk.journal.with_name("elsewhere"))
        desk.journal.mkdir()
        (desk.journal / "journal.lock").touch()
    waiting.join()

    assert codes == [11]


def waits(desk: Cj) -> int:
    """The exit code of somebody who waits for the lock."""
    try:
        with locked(desk.journal / "journal.lock", "note"):
            return 0
    except Busy as busy:
        return int(busy.exit_code)


def test_a_plain_journal_has_no_key_to_renew(plain_cj: Cj) -> None:
    assert plain_cj("key", "renew", "--yes").code == 5
    assert PASSPHRASE not in plain_cj("key", "renew", "--yes").err
