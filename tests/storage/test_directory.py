"""The log of the directory of services: sealed, chained, verified, backed up, renewed, merged like any other."""

import shutil
import zipfile

import pytest

from tests.world import Cj, second_machine, take_in

LOG = "agencies.log"


@pytest.fixture
def desk(cj: Cj) -> Cj:
    """A sealed journal with two entries, written by two commands."""
    cj.ok("agency", "add", "--name", "Puskesmas Melati", "--city", "Sleman")
    cj.ok("agency", "add", "--name", "Panti Asih")
    return cj


def key(cj: Cj) -> dict[str, str]:
    return {"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")}


def names(cj: Cj) -> list[str]:
    return [each["name"] for each in cj.json("agency", "list")["items"]]


def test_it_is_sealed_and_verified(desk: Cj) -> None:
    log = desk.journal / LOG
    whole = log.read_bytes()

    assert b"Melati" not in whole
    assert desk.json("verify", "--deep")["verdicts"] == []
    log.write_bytes(whole.replace(whole[40:44], b"AAAA", 1))
    told = desk("verify", "--json")
    assert told.code == 13
    assert [each["file"] for each in told.json["verdicts"]] == [LOG]


def test_a_line_that_is_cut_off_is_noticed_and_what_opens_is_salvaged(desk: Cj) -> None:
    log = desk.journal / LOG
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:1]))

    assert desk("verify").code == 13
    saved = desk("salvage", "agencies", "-o", "-", "--json")
    assert saved.code == 17
    assert [each["record"]["name"] for each in saved.json["records"]] == ["Puskesmas Melati"]


def test_it_is_in_a_backup_and_comes_back(desk: Cj) -> None:
    backup = desk.home / "backup.zip"
    desk.ok("backup", str(backup))
    desk.ok("agency", "add", "--name", "Dinas Sosial")

    assert LOG in zipfile.ZipFile(backup).namelist()
    assert {each["file"] for each in desk.json("restore", str(backup), "--compare", env=key(desk))["items"]} == {LOG}
    elsewhere = Cj(desk.home)
    elsewhere.env |= {"CJ_JOURNAL": str(desk.home / "restored"), **key(desk)}
    elsewhere.ok("restore", str(backup))
    assert names(elsewhere) == ["Panti Asih", "Puskesmas Melati"]


def test_it_is_sealed_anew_with_the_key(desk: Cj) -> None:
    before = (desk.journal / LOG).read_bytes()

    desk.ok("key", "renew", "--yes", env=key(desk))
    desk.ok("unlock", env=key(desk))

    assert (desk.journal / LOG).read_bytes() != before
    assert names(desk) == ["Panti Asih", "Puskesmas Melati"]
    assert desk.json("verify", "--deep")["verdicts"] == []


def test_a_copy_made_by_a_synchroniser_is_named_and_merged(desk: Cj) -> None:
    other = second_machine(desk, desk.home / "other")
    other.ok("agency", "add", "--name", "Dinas Sosial")
    copy = desk.journal / "agencies (conflicted copy).log"
    shutil.copy(other.journal / LOG, copy)

    assert "restore --merge" in desk.ok("verify").out
    merged = desk.json("restore", "--merge", str(copy), "--yes")
    assert (merged["log"], merged["new"]) == (LOG, 1)
    assert names(desk) == ["Dinas Sosial", "Panti Asih", "Puskesmas Melati"]


def test_an_unfinished_last_line_is_set_aside_and_told(desk: Cj) -> None:
    log = desk.journal / LOG
    log.write_bytes(log.read_bytes() + b"half a line")

    desk.ok("agency", "add", "--name", "Dinas Sosial")

    assert f"{LOG}.torn-" in desk.ok("verify").out
    assert len(names(desk)) == 3


def test_at_means_a_case_and_never_the_directory(desk: Cj) -> None:
    case = take_in(desk, "Ibu Sari")
    desk.ok("agency", "add", "--name", "Dinas Sosial")

    assert desk.json("show", "@")["ref"] == case
    last = desk.home / "state" / "casejournal" / "last"
    assert {each.name[-2:] for each in last.iterdir()} == {"-C"}


def test_a_new_case_never_gets_the_ref_of_an_entry(desk: Cj) -> None:
    refs = [each["ref"] for each in desk.json("agency", "list")["items"]]

    assert all(desk.json("history", ref)["record"] == ref for ref in refs)
    assert desk.json("history", "agencies")["case"] == "agencies"
