"""`cj key renew`: everything is sealed anew, and whatever stops it leaves a whole journal: the old one or the new."""

import errno
import threading
from pathlib import Path
from typing import Any

import pytest

from casejournal.errors import DiskRefused
from casejournal.storage import disk, header, renew, renewed
from casejournal.storage.drafts import Draft, Drafts
from casejournal.storage.drawer import Hand
from casejournal.storage.journal import Journal
from casejournal.storage.lock import locked
from casejournal.storage.refusals import Busy
from tests.faults.disk import Died, faulty_disk
from tests.faults.figures import tried
from tests.world import MONDAY, PASSPHRASE, Cj, Replies, form_group, take_in, work_through


@pytest.fixture
def desk(cj: Cj, passphrase_file: str) -> Cj:
    """A journal with a case, a group, an unfinished form and a backup, opened by a script."""
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    take_in(cj, "Ibu Sari")
    cj.ok("note", "sari", "A text.")
    form_group(cj, "Bu Wati")
    return cj


def opened_journal(desk: Cj) -> Journal:
    """The journal as a command holds it that has asked for the passphrase."""
    described = header.read(desk.journal)
    key, _slot = header.opened(described, PASSPHRASE)
    return Journal(desk.journal, described, key, Hand(worker="Rahma", device="ABCDEFGH", now=desk.clock))


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
    assert list((cj.home / "runtime").rglob("*.key"))

    cj.ok("key", "renew", "--yes", env={"CJ_PASSPHRASE_FILE": passphrase_file})

    assert not list((cj.home / "runtime").rglob("*.key"))

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


def test_who_waited_for_the_lock_of_an_exchanged_folder_writes_nothing_into_the_old_one(desk: Cj) -> None:
    codes: list[int] = []
    with locked(desk.journal / "journal.lock", "test"):
        waiting = threading.Thread(target=lambda: codes.append(waits(desk)))
        waiting.start()
        waiting.join(0.3)
        desk.journal.rename(desk.journal.with_name("elsewhere"))
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


def test_what_was_sealed_anew_holds_only_if_it_reads_as_it_was(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    before, replace = desk.files(), disk.replace

    def spoils_a_case(path: Path, data: bytes, *, synced: bool = True) -> None:
        replace(path, data[:-2] if renewed.FOLDER in path.parts and path.match("C-*.log") else data, synced=synced)

    monkeypatch.setattr("casejournal.storage.disk.replace", spoils_a_case)

    assert desk("key", "renew", "--yes").code == 13
    assert desk.files() == before


def test_that_the_index_was_lost_is_known_after_a_renewal_too(desk: Cj) -> None:
    (desk.journal / "index.log").unlink()
    desk.unseen()
    desk.ok("list")

    desk.ok("key", "renew", "--yes")

    assert "The index was rebuilt on" in desk.ok("verify").out


def test_of_renewed_files_that_were_given_up_half_way_none_holds(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = renewed.beside(desk.journal)
    beside.mkdir()
    (beside / renewed.HEADER).write_bytes((desk.journal / "journal.toml").read_bytes())
    monkeypatch.setattr("casejournal.storage.disk.remove_folder", lambda _folder: None)

    renewed.give_up(desk.journal)

    assert not renewed.hold(desk.journal)


def test_a_stopped_renewal_is_not_finished_while_somebody_is_at_it(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = renewed.beside(desk.journal)
    beside.mkdir()
    (beside / renewed.HEADER).write_bytes((desk.journal / "journal.toml").read_bytes())
    monkeypatch.setattr("casejournal.storage.lock.PATIENCE", 0)

    with locked(desk.journal / "journal.lock", "key renew"):
        assert desk("list").code == 11

    assert renewed.hold(desk.journal)


def test_a_plain_journal_has_no_key_to_renew(plain_cj: Cj) -> None:
    assert plain_cj("key", "renew", "--yes").code == 5
    assert PASSPHRASE not in plain_cj("key", "renew", "--yes").err


# What else lies in the folder, and where the folder lies

STRANGERS = (
    "scan.pdf",
    "cases/C-7K4Q scan.pdf",
    "cases/notes.txt",
    "photos/a.jpg",
    ".stfolder/x",
    "journal.toml~",
)


def test_what_is_not_the_journals_is_left_as_it_was(desk: Cj) -> None:
    for name in STRANGERS:
        (desk.journal / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.journal / name).write_bytes(b"\0\n" + name.encode())

    desk.ok("key", "renew", "--yes")

    assert {name: (desk.journal / name).read_bytes() for name in STRANGERS} == {
        name: b"\0\n" + name.encode() for name in STRANGERS
    }
    desk.ok("verify")


@pytest.mark.parametrize(
    "name",
    [
        "cases/{ref} (conflicted copy).log",
        "cases/{ref}.sync-conflict-20261123.log",
        "{ref}.log",
        "old/cases/{ref}.log~",
    ],
)
def test_a_copy_with_lines_that_would_be_lost_with_the_key_is_named_and_nothing_is_done(desk: Cj, name: str) -> None:
    ref = desk.json("show", "sari")["ref"]
    copy = desk.journal / name.format(ref=ref)
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(desk.log(ref).read_bytes())
    before = desk.files()

    refused = desk("key", "renew", "--yes", "--json")

    assert refused.code == 5
    assert name.format(ref=ref) in refused.error["message"]
    assert desk.files() == before
    copy.unlink()
    desk.ok("key", "renew", "--yes")


def test_an_unfinished_end_is_kept_beside_the_log(desk: Cj) -> None:
    log = desk.log(desk.json("show", "sari")["ref"])
    with log.open("ab") as file:
        file.write(b"half a line")

    desk.ok("key", "renew", "--yes")

    (kept,) = log.parent.glob(f"{log.name}.torn-*")
    assert kept.read_bytes() == b"half a line"
    desk.ok("verify")


def test_a_journal_behind_a_link_is_renewed_where_it_lies(desk: Cj) -> None:
    real, shown = desk.home / "elsewhere", told(desk)
    desk.journal.rename(real)
    desk.journal.symlink_to(real)
    before = header.read(real).key_check

    desk.ok("key", "renew", "--yes")

    assert desk.journal.is_symlink()
    assert header.read(real).key_check != before
    assert told(desk) == shown
    assert sorted(path.name for path in desk.home.iterdir() if "journal" in path.name) == ["journal"]


def test_the_folder_itself_is_never_moved(desk: Cj) -> None:
    """It may be a mount point, open on another machine, or the folder that a shell stands in."""
    before = desk.journal.stat().st_ino

    desk.ok("key", "renew", "--yes")

    assert desk.journal.stat().st_ino == before


def stopped_half_way(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    """A renewal that was stopped when one of its files had taken its place."""
    move, moved = disk.move, list[Path]()

    def stops(path: Path, to: Path) -> None:
        if moved:
            raise Died
        moved.append(to)
        move(path, to)

    with monkeypatch.context() as patched:
        patched.setattr("casejournal.storage.renewed.disk.move", stops)
        with pytest.raises(Died):
            desk("key", "renew", "--yes")


@pytest.mark.parametrize("command", [("init",), ("init", "--plain-text"), ("restore", "{backup}")])
def test_nothing_is_founded_in_a_folder_where_a_renewal_was_stopped(
    desk: Cj, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, shown = desk.home / "journal.zip", told(desk)
    desk.ok("backup", str(backup))
    stopped_half_way(desk, monkeypatch)

    assert desk(*(word.format(backup=backup) for word in command)).code == 16

    assert told(desk) == shown
    desk.ok("verify")
    desk.ok("key", "renew", "--yes")
    assert told(desk) == shown


def test_the_anchors_outlast_a_renewal(desk: Cj) -> None:
    desk.ok("key", "renew", "--yes")
    log = desk.log(desk.json("show", "sari")["ref"])
    desk.forget()  # else what this machine remembers tells it
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))

    assert "are missing" in desk("verify").out
    assert desk("show", "sari").code == 13


# Meanwhile

READING = (("list",), ("show", "sari"), ("verify",), ("draft", "list"), ("backup", "b.zip"))


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("stopped", [False, True], ids=["whole", "half way"])
def test_who_began_reading_before_a_renewal_is_told_to_read_again_and_not_of_damage(
    desk: Cj, command: tuple[str, ...], stopped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Journal.__init__
    journal = opened_journal(desk)
    Drafts(desk.journal, journal.seal).save(Draft(ref="D-7K4Q", at=MONDAY, command=("note",), answers={}))

    def renews_meanwhile(self: Journal, *arguments: Any, **named: Any) -> None:
        monkeypatch.setattr(Journal, "__init__", opened)
        opened(self, *arguments, **named)
        stopped_half_way(desk, monkeypatch) if stopped else desk.ok("key", "renew", "--yes")

    monkeypatch.setattr(Journal, "__init__", renews_meanwhile)

    told = desk(*(word if word != "b.zip" else str(desk.home / word) for word in command))

    assert told.code in ({0, 11} if stopped else {11}), told
    assert "damaged" not in told.out + told.err
    assert desk(*(word if word != "b.zip" else str(desk.home / word) for word in command)).code == 0


def test_an_answer_that_was_kept_while_everything_was_sealed_is_not_lost(
    desk: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, seal_all = opened_journal(desk), renew._sealed_beside
    draft = Draft(ref="D-7K4Q", at=MONDAY, command=("note",), answers={"body": "x"})

    def answers_meanwhile(*given: Any) -> int:
        monkeypatch.undo()
        lines = seal_all(*given)
        Drafts(desk.journal, journal.seal).save(draft)
        return lines

    monkeypatch.setattr(renew, "_sealed_beside", answers_meanwhile)

    assert desk("key", "renew", "--yes").code == 11

    assert desk.json("draft", "list")["items"][0]["ref"] == "D-7K4Q"
    assert not (desk.journal / ".renewed").exists()
    desk.ok("key", "renew", "--yes")
    assert desk.json("draft", "list")["items"][0]["ref"] == "D-7K4Q"


HER_WORDS = {"body": "her words"}


def test_an_answer_after_a_renewal_is_refused_and_the_earlier_ones_stay_readable(desk: Cj) -> None:
    drafts = opened_journal(desk).drafts
    drafts.save(Draft(ref="D-7K4Q", at=MONDAY, command=("note",), answers=HER_WORDS))
    desk.ok("key", "renew", "--yes")

    with pytest.raises(Busy):
        drafts.save(Draft(ref="D-7K4Q", at=MONDAY, command=("note",), answers=HER_WORDS | {"minutes": 5}))

    assert [each["answers"] for each in desk.json("draft", "list")["items"]] == [HER_WORDS]


@pytest.mark.parametrize("stopped", [False, True], ids=["whole", "half way"])
def test_a_form_that_goes_on_over_a_renewal_loses_no_answer(
    desk: Cj, monkeypatch: pytest.MonkeyPatch, stopped: bool
) -> None:
    class Renews(Replies):
        def _next(self, title: str, before: object = None) -> Any:
            if title == "Roles":
                stopped_half_way(desk, monkeypatch) if stopped else desk.ok("key", "renew", "--yes")
            return super()._next(title, before)

    told = desk("note", "sari", asks=Renews("her words", "visit", ["advocate"], "Call the school", KeyboardInterrupt))

    assert "cj key renew" in told.err
    for said in ("her words", "visit", "advocate", "Call the school"):
        assert said in told.err
    kept = desk.json("draft", "list")["items"]
    assert [each["answers"]["body"] for each in kept] == ["her words"]
    assert kept[0]["ref"] in told.err


def test_an_answer_that_is_kept_at_the_last_moment_before_the_new_key_holds_is_not_lost(
    desk: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, replace = opened_journal(desk).drafts, header.replace

    def answers_meanwhile(*given: Any) -> None:
        monkeypatch.undo()
        drafts.save(Draft(ref="D-7K4Q", at=MONDAY, command=("note",), answers=HER_WORDS))
        replace(*given)

    monkeypatch.setattr(header, "replace", answers_meanwhile)

    assert desk("key", "renew", "--yes").code == 11

    assert [each["answers"] for each in desk.json("draft", "list")["items"]] == [HER_WORDS]


def test_an_answer_that_is_kept_while_the_files_are_moved_is_told_of(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts, move = opened_journal(desk).drafts, disk.move
    refused: list[Busy] = []

    def moves(path: Path, place: Path) -> None:
        move(path, place)
        if not refused:
            with pytest.raises(Busy) as failure:
                drafts.save(Draft(ref="D-7K4Q", at=MONDAY, command=("note",), answers=HER_WORDS))
            refused.append(failure.value)

    monkeypatch.setattr("casejournal.storage.renewed.disk.move", moves)

    desk.ok("key", "renew", "--yes")

    assert len(refused) == 1
    desk.ok("verify")


def test_a_save_that_began_before_the_new_key_held_is_refused_when_it_ends_after(
    desk: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, replace = opened_journal(desk).drafts, disk.replace

    def renewed_meanwhile(path: Path, data: bytes, **how: Any) -> None:
        if path.match("drafts/D-7K4Q.draft"):
            monkeypatch.undo()
            desk.ok("key", "renew", "--yes")
        replace(path, data, **how)

    monkeypatch.setattr("casejournal.storage.drafts.disk.replace", renewed_meanwhile)

    with pytest.raises(Busy):
        drafts.save(Draft(ref="D-7K4Q", at=MONDAY, command=("note",), answers=HER_WORDS))


def test_a_form_that_was_kept_in_memory_is_renewed_with_the_rest(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = disk.replace

    def full(path: Path, data: bytes, **how: Any) -> None:
        if desk.journal in path.parents:
            raise DiskRefused(path=str(path), reason="No space left on device")
        replace(path, data, **how)

    with monkeypatch.context() as patched:
        patched.setattr("casejournal.storage.disk.replace", full)
        result = desk("note", "sari", asks=Replies("her words", "visit", KeyboardInterrupt))

    assert result.code == 130
    desk.ok("key", "renew", "--yes")

    assert [each["answers"]["body"] for each in desk.json("draft", "list")["items"]] == ["her words"]
