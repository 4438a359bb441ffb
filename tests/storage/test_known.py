"""What a machine remembers of a journal outside of it: an older header, log or index put back is noticed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from casejournal.storage import header
from casejournal.storage.known import KnownHeads
from tests.world import PASSPHRASE, Cj, form_group, take_in

OTHER = "seven green umbrellas"


@pytest.fixture
def desk(cj: Cj, passphrase_file: str) -> Cj:
    """A sealed journal with two cases, opened by a script, with another passphrase at hand."""
    (cj.home / "other").write_text(OTHER)
    cj.env |= {"CJ_PASSPHRASE_FILE": passphrase_file, "CJ_NEW_PASSPHRASE_FILE": str(cj.home / "other")}
    take_in(cj, "Ibu Sari")
    take_in(cj, "Pak Budi")
    return cj


def toml(desk: Cj) -> Path:
    return desk.journal / "journal.toml"


def shut_out(desk: Cj) -> bytes:
    """Somebody who had a way in and has none any more. Returns the header that still lets them in."""
    desk.ok("key", "add", "helper")
    before = toml(desk).read_bytes()
    desk.ok("key", "remove", "helper", "--yes")
    return before


# The header


@pytest.mark.parametrize("command", [("list",), ("note", "sari", "x"), ("unlock",), ("verify",), ("backup", "b.zip")])
def test_a_header_in_which_a_way_in_that_was_taken_away_opens_again_is_refused(
    desk: Cj, command: tuple[str, ...]
) -> None:
    toml(desk).write_bytes(shut_out(desk))
    before = desk.files()

    refused = desk(*command, "--json")

    assert refused.code == 13
    assert "cj verify --accept" in refused.error["hint"]
    assert desk.files() == before


def test_no_change_of_a_key_makes_an_older_header_the_newest(desk: Cj) -> None:
    toml(desk).write_bytes(shut_out(desk))

    for words in (("add", "x"), ("change",), ("recovery", "--yes"), ("remove", "helper", "--yes"), ("renew", "--yes")):
        assert desk("key", *words).code == 13
    assert "helper" in desk.ok("key", "list").out


def test_who_put_the_older_header_back_themselves_can_say_so(desk: Cj) -> None:
    toml(desk).write_bytes(shut_out(desk))

    assert desk("verify", "--accept").code == 4
    assert desk("verify", "--accept", "--yes", env={"CJ_PASSPHRASE_FILE": str(desk.home / "wrong")}).code == 12
    assert desk("list").code == 13
    desk.ok("verify", "--accept", "--yes")

    desk.ok("list")
    desk.ok("key", "remove", "helper", "--yes")


def test_a_newer_header_from_another_machine_is_taken(desk: Cj) -> None:
    shutil.copytree(desk.home / "state", desk.home / "state of another")
    desk.ok("key", "add", "helper", env={"XDG_STATE_HOME": str(desk.home / "state of another")})

    desk.ok("list")


def test_two_headers_of_one_age_are_told_apart(desk: Cj) -> None:
    before = toml(desk).read_bytes()
    desk.ok("key", "add", "one")
    ours = toml(desk).read_bytes()
    toml(desk).write_bytes(before)
    desk.forget()
    desk.ok("key", "add", "two")
    assert header.parse(ours).generation == header.read(desk.journal).generation

    toml(desk).write_bytes(ours)

    assert desk("list").code == 13


def test_a_header_changed_without_the_key_is_refused_although_its_sum_fits(desk: Cj) -> None:
    described = header.read(desk.journal)
    for changes in ({"created": "2020-01-01"}, {"generation": described.generation + 1}, {"mac": "0" * 64}):
        values = {name: getattr(described, name) for name in described.__struct_fields__}
        toml(desk).write_bytes(header._to_bytes(header.Header(**(values | changes))))

        assert desk("list").code == 13
        assert desk("key", "change").code == 13
        assert desk("key", "test").code == 13


def test_a_header_that_lost_its_mark_is_older_than_any_that_has_one(desk: Cj) -> None:
    described = header.read(desk.journal)
    values = {name: getattr(described, name) for name in described.__struct_fields__}
    toml(desk).write_bytes(header._to_bytes(header.Header(**(values | {"generation": 0, "mac": ""}))))

    assert desk("list").code == 13


def test_a_header_without_a_mark_gets_one_with_the_next_change(desk: Cj) -> None:
    described = header.read(desk.journal)
    values = {name: getattr(described, name) for name in described.__struct_fields__}
    toml(desk).write_bytes(header._to_bytes(header.Header(**(values | {"generation": 0, "mac": ""}))))
    desk.forget()

    desk.ok("list")
    assert header.read(desk.journal).generation == 0
    desk.ok("key", "change")

    assert header.read(desk.journal).generation == 1
    desk.ok("verify", env={"CJ_PASSPHRASE_FILE": str(desk.home / "other")})


def test_every_change_of_a_key_is_counted(desk: Cj) -> None:
    seen = [header.read(desk.journal).generation]
    for words in (("add", "x"), ("recovery", "--yes"), ("remove", "x", "--yes"), ("renew", "--yes"), ("change",)):
        desk.ok("key", *words)
        seen.append(header.read(desk.journal).generation)

    assert seen == [1, 2, 3, 4, 5, 6]


# Sealed by place


def test_a_plain_journal_in_the_place_of_a_sealed_one_is_not_written_to(desk: Cj, tmp_path: Path) -> None:
    desk.ok("init", "--plain-text", "--journal", str(tmp_path / "plain"))
    shutil.copy(tmp_path / "plain" / "journal.toml", toml(desk))
    before = desk.files()

    assert desk("intake", "--client", "Bu Ratih", "--presenting-problem", "x").code == 13
    assert desk("list").code == 13
    assert desk.files() == before


def test_in_the_place_of_a_sealed_journal_without_a_case_nothing_is_written_in_the_open(cj: Cj, tmp_path: Path) -> None:
    cj.ok("list")
    cj.ok("init", "--plain-text", "--journal", str(tmp_path / "plain"))
    shutil.copy(tmp_path / "plain" / "journal.toml", toml(cj))

    assert cj("intake", "--client", "Bu Ratih", "--presenting-problem", "x").code == 13
    assert not list(cj.journal.glob("cases/*"))


def test_a_plain_journal_where_a_sealed_one_was_is_written_to_when_it_was_founded_there(desk: Cj) -> None:
    backup = desk.home / "plain.zip"
    shutil.rmtree(desk.journal)
    desk.ok("init", "--plain-text")
    take_in(desk, "Bu Ratih")
    desk.ok("backup", str(backup))
    shutil.rmtree(desk.journal)
    desk.ok("init")
    desk.ok("list")
    shutil.rmtree(desk.journal)

    desk.ok("restore", str(backup))

    desk.ok("note", "ratih", "x")


def test_a_restored_journal_is_as_old_as_its_backup(desk: Cj) -> None:
    desk.ok("backup", str(desk.home / "b.zip"))
    shut_out(desk)
    desk.ok("note", "sari", "after the backup")
    shutil.rmtree(desk.journal)

    desk.ok("restore", str(desk.home / "b.zip"))

    desk.ok("verify")
    desk.ok("note", "sari", "x")


# The logs


def as_it_was(desk: Cj, *, log: str, then: Callable[[], object]) -> None:
    """Put a log and the index back as they were before something was written."""
    names = [desk.log(log), desk.journal / "index.log"]
    before = [path.read_bytes() for path in names]
    then()
    for path, data in zip(names, before, strict=True):
        path.unlink()
        path.write_bytes(data)


@pytest.mark.parametrize("then", ["at once", "after another note", "after a verify", "after a long time"])
def test_an_older_log_put_back_with_its_older_index_is_noticed(desk: Cj, then: str) -> None:
    ref = desk.json("show", "sari")["ref"]
    as_it_was(desk, log=ref, then=lambda: desk.ok("note", "sari", "What they want to be gone."))
    if then == "after another note":
        desk.ok("note", "budi", "x")
    if then == "after a verify":
        assert desk("verify").code == 13
    if then == "after a long time":
        for number in range(80):
            desk.ok("note", "budi", f"{number}")

    assert desk("show", ref).code == 13
    assert desk("note", ref, "x").code == 13
    verified = desk("verify")
    assert verified.code == 13
    assert "at its end: 1" in verified.out
    desk.ok("note", "budi", "Who works elsewhere is not stopped.")


def test_a_log_taken_away_with_an_index_that_never_knew_it_is_noticed(desk: Cj) -> None:
    index = (desk.journal / "index.log").read_bytes()
    ref = take_in(desk, "Bu Ratih")
    desk.log(ref).unlink()
    (desk.journal / "index.log").write_bytes(index)

    assert desk("list").code == 13
    assert ref in desk("verify").out


def test_a_log_shortened_while_the_index_is_deleted_is_noticed(desk: Cj) -> None:
    ref = desk.json("show", "sari")["ref"]
    desk.ok("note", "sari", "x")
    desk.log(ref).write_bytes(b"".join(desk.log(ref).read_bytes().splitlines(keepends=True)[:-1]))
    (desk.journal / "index.log").unlink()

    assert desk("show", ref).code == 13
    assert desk("verify").code == 13


def test_who_put_the_older_log_back_themselves_can_say_so(desk: Cj) -> None:
    ref = desk.json("show", "sari")["ref"]
    as_it_was(desk, log=ref, then=lambda: desk.ok("note", "sari", "x"))
    assert "cj verify --accept" in desk("show", ref).err

    accepted = desk.ok("verify", "--accept", "--yes")

    assert "rebuilt" in accepted.out
    desk.ok("note", ref, "It goes on.")
    desk.ok("verify")


def test_more_lines_from_another_machine_are_no_finding(desk: Cj) -> None:
    ref = desk.json("show", "sari")["ref"]
    other = {"XDG_STATE_HOME": str(desk.home / "state of another")}
    desk.ok("note", "sari", "on the other machine", env=other)

    desk.ok("show", ref)
    desk.ok("verify")


def test_the_index_of_another_machine_is_no_finding(desk: Cj) -> None:
    """As a synchroniser brings it: it knows fewer lines than this machine, and all lines are there."""
    older = (desk.journal / "index.log").read_bytes()
    desk.ok("note", "sari", "x")
    form_group(desk, "Bu Wati")
    (desk.journal / "index.log").unlink()
    (desk.journal / "index.log").write_bytes(older)

    desk.ok("list")
    desk.ok("verify", "--deep")


def test_a_copy_in_another_folder_is_as_old_as_it_is(desk: Cj) -> None:
    copy = shutil.copytree(desk.journal, desk.home / "copy")
    desk.ok("note", "sari", "x")

    desk.ok("verify", "--journal", str(copy))
    desk.ok("note", "sari", "y", "--journal", str(copy))


def test_a_renewal_keeps_what_is_remembered(desk: Cj) -> None:
    desk.ok("key", "renew", "--yes")
    ref = desk.json("show", "sari")["ref"]
    as_it_was(desk, log=ref, then=lambda: desk.ok("note", "sari", "x"))

    assert desk("show", ref).code == 13


@pytest.mark.parametrize("garbage", [b"", b"\0" * 300, b"[[1,2,3],", b'{"a":1}\n'])
def test_a_memory_that_a_power_cut_spoilt_is_passed_over(desk: Cj, garbage: bytes) -> None:
    (heads,) = (desk.home / "state").rglob("*.heads")
    heads.write_bytes(heads.read_bytes()[:-20] + garbage)

    desk.ok("list")
    desk.ok("note", "sari", "x")
    desk.ok("verify")


def test_it_holds_no_word_of_a_client_and_is_private(desk: Cj) -> None:
    for path in (desk.home / "state").rglob("known/*"):
        assert b"Sari" not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_it_stays_small(tmp_path: Path) -> None:
    known = KnownHeads(tmp_path, tmp_path)

    class Card:
        heads = msgspec.Raw(json.dumps({"ABCDEFGH": [1, "0" * 32]}).encode())

    told = {"cases/C-7K4Q.log": Card()}
    for number in range(9000):
        known.add((1, 2, number), told, told)

    (path,) = (tmp_path / "known").iterdir()
    assert path.stat().st_size < 2**20 + 200
    assert known.every()["cases/C-7K4Q.log"]["ABCDEFGH"].n == 1


def test_nobody_is_stopped_by_a_state_folder_that_cannot_be_written(desk: Cj) -> None:
    shutil.rmtree(desk.home / "state")
    (desk.home / "state").write_text("a file")

    desk.ok("note", "sari", "x", env={"CJ_PASSPHRASE_FILE": str(desk.home / "passphrase")})
    assert PASSPHRASE not in desk.ok("list").err
