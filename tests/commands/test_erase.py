"""`cj erase` and `cj report --access`: what leaves the journal leaves a trace, and nothing else."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from casejournal.storage.backup import check
from tests.faults.disk import Died, faulty_disk
from tests.world import PASSPHRASE, Cj, Replies, form_group, take_in, work_through


@pytest.fixture
def desk(cj: Cj, passphrase_file: str) -> Cj:
    """A journal with two cases, opened by a script."""
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    take_in(cj, "Pak Budi")
    take_in(cj, "Ibu Sari")
    return cj


def ref_of(desk: Cj, client: str = "sari") -> str:
    return str(desk.json("show", client)["ref"])


def test_an_erased_case_is_gone_with_all_its_versions_and_a_tombstone_stays(desk: Cj) -> None:
    case = ref_of(desk)
    desk.ok("note", case, "A text.")

    told = desk.json("erase", case, "--ground", "she asked, UU 27/2022", "--asked-by", "client", "--yes")

    assert not desk.log(case).exists()
    tombstone = told["tombstone"]
    assert (tombstone["of"], tombstone["ground"], tombstone["asked_by"]) == ([case], "she asked, UU 27/2022", "client")
    assert desk("show", case).code == 14
    assert desk("show", "sari").code == 14
    assert desk("history", case).code == 14
    assert [each["client"] for each in desk.json("list", "--all")["items"]] == ["Pak Budi"]
    desk.ok("verify")
    (desk.journal / "index.log").unlink()
    desk.ok("verify")
    desk.ok("note", "budi", "It goes on.")


def test_no_word_of_an_erased_case_is_left_in_the_folder(plain_cj: Cj) -> None:
    work_through(plain_cj, "Ibu Zofqix")
    case = ref_of(plain_cj, "zofqix")
    plain_cj("note", case, asks=Replies("Begun about Zofqix", KeyboardInterrupt))
    torn = plain_cj.journal / "cases" / f"{case}.log.torn-1"
    torn.write_text("Zofqix")

    plain_cj.ok("erase", case, "--ground", "asked", "--yes")

    left = b"".join(path.read_bytes() for path in plain_cj.journal.rglob("*") if path.is_file())
    assert b"Zofqix" not in left
    assert b"asked" in left


def test_backups_and_groups_that_still_hold_it_are_named(desk: Cj) -> None:
    case = ref_of(desk)
    group = form_group(desk, "Bu Wati")
    desk.ok("group", "join", group, case)
    before, after = desk.home / "before.zip", desk.home / "after.zip"
    desk.ok("backup", str(before))

    told = desk.json("erase", case, "--ground", "x", "--yes")
    desk.ok("backup", str(after))

    assert told["backups"] == [str(before)]
    assert told["groups"] == [group]
    assert str(before) in desk.ok("report", "--access").out
    assert desk("group", "show", group).code == 0


def test_it_asks_for_the_ground_the_passphrase_and_a_yes(cj: Cj, sari: str) -> None:
    assert cj("erase", sari, "--yes", "--no-input").code == 4
    assert cj("erase", sari, "--ground", "x", "--yes", "--no-input").code == 4
    assert cj("erase", sari, "--ground", "x", asks=Replies("wrong", "wrong", "wrong")).code == 12
    assert cj("erase", sari, "--ground", "x", asks=Replies(PASSPHRASE, False)).code == 3
    assert cj.log(sari).exists()

    cj.ok("erase", sari, asks=Replies("she asked", PASSPHRASE, True))

    assert not cj.log(sari).exists()


def test_a_case_that_is_held_is_not_erased_until_it_is_released(desk: Cj) -> None:
    case = ref_of(desk)
    desk.ok("erase", case, "--hold", "court case 12")

    refused = desk("erase", case, "--ground", "x", "--yes", "--json")
    assert refused.code == 5
    assert "court case 12" in refused.error["message"]
    assert "court case 12" in desk.ok("show", case).out
    assert desk("erase", case, "--hold", "court case 12").code == 16

    desk.ok("erase", case, "--release")
    desk.ok("erase", case, "--ground", "x", "--yes")


def test_a_case_that_is_to_be_kept_is_erased_only_with_a_reason_and_shows_when_it_need_not_be(desk: Cj) -> None:
    case = ref_of(desk)
    desk.ok("close", case, "--reason", "moved", "--because", "x", "--retain-until", "+30d")

    assert desk("erase", case, "--ground", "x", "--yes").code == 5
    assert desk.json("today")["reviews"] == []
    desk.wait(days=30)
    (due,) = desk.json("today")["reviews"]
    assert (due["case"], due["due"]["kind"]) == (case, "retention")
    told = desk.json("erase", case, "--ground", "x", "--override", "the court said so", "--yes")
    assert told["tombstone"]["ground"] in {"x", "x (the court said so)"}


def test_a_file_that_comes_back_is_told_of_and_erased_again(desk: Cj, tmp_path: Path) -> None:
    case = ref_of(desk)
    copy = desk.log(case).read_bytes()
    desk.ok("erase", case, "--ground", "x", "--yes")
    desk.log(case).write_bytes(copy)

    assert f"cj erase {case}" in desk.ok("verify").out
    desk.ok("erase", case, "--ground", "again", "--yes")

    assert not desk.log(case).exists()
    grounds = [each["ground"] for each in desk.json("report", "--access")["items"] if each["what"] == "erased"]
    assert sorted(grounds) == ["again", "x"]


def test_what_stops_it_half_way_is_brought_to_its_end_by_the_same_command(
    plain_cj: Cj, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = take_in(plain_cj, "Ibu Zofqix")
    take_in(plain_cj, "Pak Budi")
    copy = shutil.copytree(plain_cj.journal, tmp_path / "copy")
    for fail_at in range(1, 40):
        shutil.rmtree(plain_cj.journal)
        shutil.copytree(copy, plain_cj.journal)
        plain_cj.forget()
        with faulty_disk(monkeypatch, fail_at, None) as disk:
            try:
                plain_cj("erase", case, "--ground", "x", "--yes")
            except Died:
                pass
        assert plain_cj("erase", case, "--ground", "x", "--yes").code in {0, 14}
        plain_cj.ok("note", "budi", "The machine is up again.")

        plain_cj.ok("verify")
        left = b"".join(path.read_bytes() for path in plain_cj.journal.rglob("*") if path.is_file())
        assert b"Zofqix" not in left, fail_at
        if disk.count < fail_at:
            break
    else:
        pytest.fail("the command asks more of the disk than was tried")


def test_a_hold_is_neither_released_nor_passed_over_by_an_empty_text(desk: Cj) -> None:
    case = ref_of(desk)
    desk.ok("erase", case, "--hold", "court case 12")

    for words in (("--hold", ""), ("--hold", "  "), ("--hold", "x", "--release")):
        assert desk("erase", case, *words, "--ground", "x", "--yes").code == 16, words
    assert desk("erase", case, "--ground", "x", "--yes").code == 5
    assert desk("undo", "--yes").code == 5


def test_a_hold_set_while_somebody_is_asked_counts(cj: Cj, sari: str) -> None:
    class Slow(Replies):
        def yes(self, sentence: str, *, mere_enter: bool) -> bool:
            cj.ok("erase", sari, "--hold", "court case 12")
            return bool(super().yes(sentence, mere_enter=mere_enter))

    assert cj("erase", sari, "--ground", "x", asks=Slow(PASSPHRASE, True)).code == 5
    assert cj.log(sari).exists()


def test_a_draft_about_a_record_of_the_case_goes_with_it(plain_cj: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    note = plain_cj.json("note", case, "A.")["ref"]
    plain_cj("amend", note, asks=Replies(["body"], KeyboardInterrupt("Zofqix")))
    plain_cj("amend", note, asks=Replies(["body", "minutes"], "Zofqix", KeyboardInterrupt))
    assert plain_cj.json("draft", "list")["items"]

    plain_cj.ok("erase", case, "--ground", "x", "--yes")

    assert plain_cj.json("draft", "list")["items"] == []


def test_a_case_that_was_taken_back_or_is_damaged_is_erased_by_its_ref(desk: Cj) -> None:
    gone = take_in(desk, "Ibu Ratih")
    desk.ok("undo", "--yes")
    damaged = ref_of(desk)
    log = desk.log(damaged)
    log.write_bytes(b"x" * 30 + b"\n" + log.read_bytes())

    for case in (gone, damaged):
        assert desk("erase", case, "--ground", "x", "--yes").code == 5
        assert desk("erase", case, "--ground", "x", "--override", "nobody can read it", "--yes").code in {0, 13}
        assert not desk.log(case).exists()
    desk.ok("verify")


def test_a_case_that_cannot_be_read_is_not_erased_where_it_was_to_be_held_or_released(desk: Cj) -> None:
    gone = take_in(desk, "Ibu Ratih")
    desk.ok("undo", "--yes")
    damaged = ref_of(desk)
    log = desk.log(damaged)
    log.write_bytes(b"x" * 30 + b"\n" + log.read_bytes())

    for case, code in ((gone, 14), (damaged, 13)):
        before = desk.log(case).read_bytes()
        for asked in (("--hold", "a court asked for it"), ("--release",)):
            result = desk("erase", case, *asked, "--ground", "x", "--override", "nobody can read it", "--yes")
            assert result.code == code
        assert desk.log(case).read_bytes() == before


def test_the_tombstone_names_nobody(desk: Cj) -> None:
    case = ref_of(desk)

    assert desk("erase", case, "--ground", "Sari asked", "--yes").code == 16
    assert desk("erase", case, "--ground", "x", "--asked-by", "ibu sari", "--yes").code == 16
    assert desk.log(case).exists()


def test_an_erasure_is_not_undone_and_nothing_else_instead(desk: Cj) -> None:
    case = ref_of(desk)
    desk.ok("note", "budi", "A.")
    desk.wait(minutes=1)
    desk.ok("erase", case, "--ground", "x", "--yes")

    assert desk("undo", "--yes").code != 0
    assert len(desk.json("show", "budi")["notes"]) == 1


def test_a_backup_that_was_removed_or_written_over_is_named_once_or_not_at_all(desk: Cj) -> None:
    case, folder = ref_of(desk), desk.home / "stick"
    folder.mkdir()
    for _time in range(2):
        desk.ok("backup", str(desk.home / "same.zip"), "--yes")
        kept = desk.json("backup", str(folder), "--keep", "1")["file"]
        desk.wait(minutes=1)

    told = desk.json("erase", case, "--ground", "x", "--yes")["backups"]

    assert sorted(told) == sorted([kept, str(desk.home / "same.zip")])


def test_what_left_the_journal_is_guarded_like_the_rest(plain_cj: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    plain_cj.ok("erase", case, "--ground", "x", "--yes")
    log = plain_cj.journal / "access.log"
    whole = log.read_bytes()

    log.write_bytes(b"")
    assert plain_cj("verify").code == 13
    log.unlink()
    assert plain_cj("verify").code == 13
    log.write_bytes(whole.replace(b'"what"', b'"that"'))
    (plain_cj.journal / "index.log").unlink()
    assert plain_cj("report", "--access").code == 13
    log.write_bytes(whole)
    plain_cj.ok("verify")


def test_letters_stay_in_the_report_when_their_case_is_erased(desk: Cj) -> None:
    refs = work_through(desk, "Ibu Ratih")
    desk.ok("letter", refs["REFERRAL"], "--output", str(desk.home / "letter.md"), "--yes")

    desk.ok("erase", refs["CASE"], "--ground", "x", "--yes")

    told = desk.json("report", "--access")["items"]
    assert sorted(each["what"] for each in told) == ["erased", "letter"]
    assert "Puskesmas" not in json.dumps(told)


def test_the_files_a_case_was_written_out_to_are_named(desk: Cj) -> None:
    """An export is in the access log already, and is no letter."""
    case = take_in(desk, "Ibu Ratih")
    files = [str(desk.home / name) for name in ("a.html", "b.json", "c.svg")]
    desk.ok("print", case, "-o", files[0])
    desk.ok("export", case, "--to", "Dinas", "--override", "danger", "-o", files[1])
    desk.ok("print", case, "--format", "md")
    desk.ok("report", "-o", str(desk.home / "month.html"))

    told = desk("erase", case, "--ground", "x", "--yes", "--json").json

    assert told["handed_out"] == files[:2]
    logged = [each["what"] for each in desk.json("report", "--access")["items"]]
    assert sorted(logged) == ["erased", "export", "print", "print", "report"]


def test_the_report_tells_of_letters_drawings_and_backups(desk: Cj) -> None:
    assert "Nothing has left" in desk.ok("report", "--access").out
    refs = work_through(desk, "Ibu Ratih")
    desk.ok("letter", refs["REFERRAL"], "--output", str(desk.home / "letter.md"), "--yes")
    desk.ok("backup", str(desk.home / "journal.zip"))
    group = form_group(desk, "Bu Wati", "Bu Sum")
    desk.ok("group", "session", group, "--everyone", "--choice", "wati>sum")
    desk.ok("group", "sociogram", group, "--svg", str(desk.home / "x.svg"))

    told = desk.json("report", "--access")["items"]

    assert {each["what"] for each in told} == {"letter", "backup", "sociogram"}
    assert next(each for each in told if each["what"] == "letter")["of"] == [refs["CASE"], refs["REFERRAL"]]
    out = desk.ok("report", "--access").out
    assert "Puskesmas Melati" in out
    assert "journal.zip" in out


def test_an_older_access_log_is_noticed_and_that_it_was_older_stays_known(desk: Cj) -> None:
    case = ref_of(desk)
    desk.ok("backup", str(desk.home / "one.zip"))
    older = (desk.journal / "access.log").read_bytes()
    desk.ok("erase", case, "--ground", "asked", "--yes")
    (desk.journal / "access.log").write_bytes(older)

    again = desk("backup", str(desk.home / "two.zip"))

    assert again.code == 17
    assert "access.log is damaged or was tampered with" in again.err
    assert "was damaged before" in " ".join(desk("verify").out.split())
    whats = [each["what"] for each in desk.json("report", "--access")["items"]]
    assert whats.count("damaged") == 1


@pytest.mark.parametrize("command", ["backup", "erase"])
def test_a_flipped_bit_in_the_access_log_stops_nobody(desk: Cj, command: str) -> None:
    case = ref_of(desk)
    desk.ok("backup", str(desk.home / "one.zip"))
    desk.ok("backup", str(desk.home / "two.zip"))
    log = desk.journal / "access.log"
    one, two = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(one[:40] + bytes([one[40] ^ 1]) + one[41:] + two)
    (desk.journal / "index.log").unlink()
    given = {"backup": (str(desk.home / "three.zip"),), "erase": (case, "--ground", "asked", "--yes")}[command]

    result = desk(command, *given)

    assert result.code == (17 if command == "backup" else 0)
    assert "access.log is damaged" in result.err
    assert desk.log(case).exists() == (command == "backup")
    assert [each["what"] for each in desk("report", "--access", "--json").json["items"]].count("backup") >= 1
    assert desk("verify").code == 13


def test_unfinished_forms_that_name_the_client_are_asked_about(plain_cj: Cj) -> None:
    case = take_in(plain_cj, "Ibu Zofqix")
    take_in(plain_cj, "Pak Budi")
    plain_cj("intake", asks=Replies("Zofqix's sister", KeyboardInterrupt), terminal=True)
    plain_cj("note", "budi", asks=Replies("He knows ibu zofqix well.", KeyboardInterrupt), terminal=True)

    kept = plain_cj("erase", case, "--ground", "asked", asks=Replies(True, False), terminal=True)

    assert kept.code == 0
    assert "Still in these drafts" in kept.out
    assert plain_cj.json("status")["drafts"] == 2


def test_no_file_in_the_folder_names_an_erased_client_any_more(plain_cj: Cj) -> None:
    """What synchronisers, stopped commands and stopped forms leave."""
    case = take_in(plain_cj, "Ibu Zofqix")
    log = plain_cj.log(case)
    plain_cj("intake", asks=Replies("Ibu Zofqix", KeyboardInterrupt), terminal=True)
    shutil.copy(log, log.with_name(f"{case} (conflicted copy).log"))
    for name in (f"cases/.{case}.log.999999999-1f2e3d4c.new", ".index.log.999999999-1f2e3d4c.new"):
        shutil.copy(log, plain_cj.journal / name)
    beside = plain_cj.home / ".journal.restoring-1f2e3d4c"
    beside.mkdir()

    told = plain_cj.json("erase", case, "--ground", "asked", "--yes")

    left = b"".join(path.read_bytes() for path in plain_cj.journal.rglob("*") if path.is_file())
    assert b"Zofqix" not in left
    assert told["files"] == [str(beside)]


def test_a_backup_that_was_being_made_is_named_too(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    case = ref_of(desk)
    erased = []

    def erase_meanwhile(*arguments: Any) -> None:
        monkeypatch.undo()
        erased.append(desk("erase", case, "--ground", "asked", "--yes", "--json"))
        check(*arguments)

    monkeypatch.setattr("casejournal.commands.backup.check", erase_meanwhile)
    desk.ok("backup", str(desk.home / "journal.zip"))

    assert erased[0].json["backups"] == [str(desk.home / "journal.zip")]
