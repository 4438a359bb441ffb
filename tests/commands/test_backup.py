"""`cj backup` and `cj restore`: one file that is checked once written, and a new journal made from it."""

import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from casejournal.desk.progress import Progress
from casejournal.errors import DiskRefused
from casejournal.storage import backup, journal
from casejournal.storage.lock import locked
from tests.world import PASSPHRASE, Cj, form_group, take_in, work_through


@pytest.fixture(params=["sealed", "plain"])
def desk(request: pytest.FixtureRequest, bare: Cj, passphrase_file: str) -> Cj:
    """A journal with a case worked through, a group and an unfinished form."""
    bare.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    bare.ok("init", *(["--plain-text"] if request.param == "plain" else []))
    work_through(bare, "Ibu Ratih")
    take_in(bare, "Ibu Sari")
    form_group(bare, "Bu Wati")
    return bare


def backed_up(desk: Cj, name: str = "journal.zip") -> Path:
    path = desk.home / name
    desk.ok("backup", str(path))
    return path


def restored(desk: Cj, path: Path, name: str = "restored", **how: object) -> Cj:
    other = Cj(desk.home)
    other.journal = desk.home / name
    other.env |= desk.env | {"CJ_JOURNAL": str(other.journal)}
    other.ok("restore", str(path), **how)
    return other


def repacked(path: Path, **changed: bytes | None) -> Path:
    """A copy of a backup with some parts changed or removed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(packed, "w") as other:
        parts = {info.filename: archive.read(info) for info in archive.infolist()} | changed
        for name, data in parts.items():
            if data is not None:
                other.writestr(name, data)
    path.write_bytes(packed.getvalue())
    return path


def test_a_restored_journal_is_the_one_that_was_backed_up(desk: Cj) -> None:
    path = backed_up(desk)
    before = {name: data for name, data in desk.files().items() if name not in {"index.log", "access.log"}}

    other = restored(desk, path)

    assert path.stat().st_mode & 0o777 == 0o600
    after = {name: data for name, data in other.files().items() if name not in {"index.log", "access.log"}}
    assert after == before
    assert other.json("show", "ratih") == desk.json("show", "ratih")
    assert other.json("group", "show", "@") == desk.json("group", "show", "@")
    other.ok("verify")
    other.ok("note", "sari", "It goes on.")


def test_a_sealed_backup_holds_no_readable_word(cj: Cj, passphrase_file: str) -> None:
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    take_in(cj, "Ibu Sari")
    path = backed_up(cj)

    with zipfile.ZipFile(path) as archive:
        everything = b"".join(archive.read(info) for info in archive.infolist())
    assert b"Sari" not in everything
    assert b"school" not in everything


def test_recovery_words_alone_restore_a_journal(cj: Cj, sari: str, passphrase_file: str) -> None:
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    words = cj.json("key", "recovery", "--yes")["words"]
    path = backed_up(cj)
    (cj.home / "passphrase").write_text(words)

    other = restored(cj, path)

    assert other.json("show", sari)["ref"] == sari


def test_a_backup_opens_with_the_passphrase_of_its_day(cj: Cj, sari: str, passphrase_file: str) -> None:
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    path = backed_up(cj)
    (cj.home / "new").write_text("seven green umbrellas")
    cj.ok("key", "change", env={"CJ_NEW_PASSPHRASE_FILE": str(cj.home / "new")})

    assert restored(cj, path).json("show", sari)["ref"] == sari
    refused = cj(
        "restore", str(path), "--journal", str(cj.home / "x"), env={"CJ_PASSPHRASE_FILE": str(cj.home / "new")}
    )
    assert refused.code == 12
    assert not (cj.home / "x").exists()


def test_nothing_is_restored_over_anything(desk: Cj) -> None:
    path = backed_up(desk)
    before = desk.files()

    again = desk("restore", str(path))
    (desk.home / "full").mkdir()
    (desk.home / "full" / "mine").write_text("x")
    among = desk("restore", str(path), "--journal", str(desk.home / "full"))
    (desk.home / "empty").mkdir()

    assert (again.code, among.code) == (16, 16)
    assert desk.files() == before
    assert [each.name for each in (desk.home / "full").iterdir()] == ["mine"]
    assert desk("restore", str(path), "--journal", str(desk.home / "empty")).code == 0


def test_a_backup_is_not_written_over_another_unasked_nor_into_the_journal(desk: Cj) -> None:
    path = backed_up(desk)

    assert desk("backup", str(path)).code == 4
    assert desk("backup", str(path), "--yes").code == 0
    assert desk("backup", str(desk.journal / "x.zip")).code == 16


def test_what_differs_is_told(desk: Cj) -> None:
    path = backed_up(desk)
    assert desk.json("restore", str(path), "--compare")["items"] == []
    case = desk.json("show", "sari")["ref"]
    desk.ok("note", "sari", "After the backup.")
    new = take_in(desk, "Pak Budi")

    told = {each["file"]: each["differs"] for each in desk.json("restore", str(path), "--compare")["items"]}

    assert told[f"cases/{case}.log"] == "the journal has more"
    assert told[f"cases/{new}.log"] == "only in the journal"


@pytest.mark.parametrize(
    "damage",
    [
        "cut",
        "flipped",
        "a part changed",
        "a part missing",
        "a part more",
        "a path trick",
        "no manifest",
        "no zip",
        "empty",
    ],
)
def test_a_backup_that_is_not_what_it_was_makes_no_journal(desk: Cj, damage: str) -> None:
    path = backed_up(desk)
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        name = next(info.filename for info in archive.infolist() if info.filename.startswith("cases/"))
        log = archive.read(name)
    if damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "flipped":
        path.write_bytes(data[:200] + bytes([data[200] ^ 1]) + data[201:])
    elif damage == "a part changed":
        repacked(path, **{name: log + log})
    elif damage == "a part missing":
        repacked(path, **{name: None})
    elif damage == "a part more":
        repacked(path, **{"cases/C-0000.log": log})
    elif damage == "a path trick":
        repacked(path, **{"../../trick.log": log})
    elif damage == "no manifest":
        repacked(path, manifest=None)
    else:
        path.write_bytes(b"" if damage == "empty" else b"not a zip file")

    refused = desk("restore", str(path), "--journal", str(desk.home / "new"), "--json")

    assert refused.code == 13, refused
    assert refused.error["hint"]
    assert not (desk.home / "new").exists()
    assert not (desk.home.parent / "trick.log").exists()


def test_a_part_of_the_same_size_with_another_letter_is_named(desk: Cj) -> None:
    path = backed_up(desk)
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.startswith("cases/"))
        log = archive.read(name)
    repacked(path, **{name: log[:40] + bytes([log[40] ^ 1]) + log[41:]})

    refused = desk("restore", str(path), "--journal", str(desk.home / "new"))

    assert refused.code == 13
    assert "has changed since the backup was made" in refused.err


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_given_twice_in_a_backup_is_refused(desk: Cj) -> None:
    path = backed_up(desk)
    with zipfile.ZipFile(path, "a") as archive:
        name = next(name for name in archive.namelist() if name.startswith("cases/"))
        archive.writestr(name, archive.read(name), zipfile.ZIP_DEFLATED)

    refused = desk("restore", str(path), "--journal", str(desk.home / "new"))

    assert refused.code == 13
    assert "does not belong in it" in refused.err


def test_nothing_of_a_journal_that_could_not_be_restored_is_left(plain_cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(plain_cj, "Ibu Sari")
    path = backed_up(plain_cj)
    before = sorted(plain_cj.home.iterdir())

    def full(*_given: object) -> None:
        raise DiskRefused(path="x", reason="No space left on device")

    monkeypatch.setattr("casejournal.storage.disk.rename_folder", full)

    assert plain_cj("restore", str(path), "--journal", str(plain_cj.home / "new")).code == 18
    assert sorted(plain_cj.home.iterdir()) == before


def test_no_backup_is_made_while_somebody_writes(plain_cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casejournal.storage.lock.PATIENCE", 0)

    with locked(plain_cj.journal / "journal.lock", "note"):
        result = plain_cj("backup", str(plain_cj.home / "journal.zip"))

    assert result.code == 11
    assert not (plain_cj.home / "journal.zip").exists()


def test_a_manifest_that_somebody_wrote_leads_nowhere_else(plain_cj: Cj) -> None:
    """In a plain journal nothing but the rules of a backup keeps a forged one from writing where it likes."""
    take_in(plain_cj, "Ibu Sari")
    trick = b"* * * * * evil\n"
    part = {"bytes": len(trick), "sha256": sha256(trick).hexdigest()}
    for number, (changed, more) in enumerate((({"journal": "0" * 26}, {}), ({}, {"../../trick.log": trick}))):
        path = backed_up(plain_cj, f"{number}.zip")
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest")) | changed
        manifest["files"] |= dict.fromkeys(more, part)
        repacked(path, manifest=json.dumps(manifest).encode() + b"\n", **more)

        refused = plain_cj("restore", str(path), "--journal", str(plain_cj.home / "new"))

        assert refused.code == 13, number
        assert not (plain_cj.home / "new").exists()
        assert not (plain_cj.home.parent / "trick.log").exists()


def test_every_cut_and_many_flips_of_a_backup_are_named(plain_cj: Cj) -> None:
    take_in(plain_cj, "Ibu Sari")
    path = backed_up(plain_cj)
    data = path.read_bytes()
    for place in range(0, len(data), 37):
        for changed in (data[:place], data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :]):
            path.write_bytes(changed)
            result = plain_cj("restore", str(path), "--journal", str(plain_cj.home / "new"))
            if result.code == 0:  # a date or an attribute in the container, which says nothing of the journal
                plain_cj.ok("verify", "--journal", str(plain_cj.home / "new"))
                plain_cj("restore", str(path), "--compare")
                for each in sorted((plain_cj.home / "new").rglob("*"), reverse=True):
                    each.unlink() if each.is_file() else each.rmdir()
                (plain_cj.home / "new").rmdir()
            assert result.code in {0, 13, 20}, (place, result)


def test_in_a_folder_backups_get_names_and_only_the_newest_stay(desk: Cj) -> None:
    folder = desk.home / "stick"
    folder.mkdir()
    (folder / "other.zip").write_text("mine")
    for _time in range(4):
        desk.ok("backup", str(folder), "--keep", "2")
        desk.wait(minutes=1)

    names = sorted(path.name for path in folder.iterdir())

    assert len(names) == 3
    assert "other.zip" in names
    assert desk("backup", str(desk.home / "x.zip"), "--keep", "2").code == 16


def test_a_folder_may_be_named_as_such(desk: Cj) -> None:
    folder = desk.home / "stick"
    folder.mkdir()

    desk.ok("backup", "--to", str(folder), "--keep", "2")

    assert len([*folder.iterdir()]) == 1
    refused = [desk("backup"), desk("backup", str(folder), "--to", str(folder)), desk("backup", "--to", "nowhere")]
    assert [each.code for each in refused] == [4, 2, 16]
    assert "--to" in refused[0].err
    assert "make it first" in refused[2].err
    assert len([*folder.iterdir()]) == 1


def test_today_says_when_the_last_backup_is_old(desk: Cj) -> None:
    """Two weeks after the first case, if there never was one; two weeks after the last one otherwise."""
    desk.wait(days=14)
    assert "No backup" not in desk.ok("today").out
    desk.wait(days=1)
    assert "No backup for 15 days: cj backup FILE" in desk.ok("today").out
    assert desk.json("today")["days_without_backup"] == 15

    backed_up(desk)

    assert "No backup" not in desk.ok("today").out
    assert desk.json("today")["days_without_backup"] == 0


def test_long_work_shows_how_far_it_has_come(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each log is a step of what reads the whole journal, and the last step is the last."""
    seen: dict[str, tuple[int, int]] = {}

    class Counted(Progress):
        def __exit__(self, *failure: object) -> None:
            seen[self._title] = (self._done, self._of)
            super().__exit__(*failure)

    monkeypatch.setattr("casejournal.desk.progress.Progress", Counted)
    path = backed_up(desk)
    desk.ok("verify")
    restored(desk, path)
    if desk.json("status")["sealed"]:
        desk.ok("key", "renew", "--yes")

    assert {*seen} - {"Sealing"} == {"Backing up", "Verifying", "Restoring"}
    assert all(of > 0 and of * 0.8 <= done <= of * 1.3 for done, of in seen.values()), seen


def test_status_tells_the_age_of_the_last_backup(desk: Cj) -> None:
    assert "cj backup" in desk.ok("status").out
    path = backed_up(desk)
    desk.wait(days=20)

    told = desk.json("status")["last_backup"]

    assert (told["days"], told["file"]) == (20, str(path))
    assert "20 days ago" in desk.ok("status").out


def test_a_backup_of_a_damaged_journal_is_made_and_names_the_damage_now_and_when_restored(desk: Cj) -> None:
    case = desk.json("show", "sari")["ref"]
    log = desk.log(case)
    log.write_bytes(log.read_bytes()[:-20] + b"x" * 19 + b"\n")
    path = desk.home / "journal.zip"

    made = desk("backup", str(path), "--json")
    told = desk("restore", str(path), "--journal", str(desk.home / "new"))

    assert made.code == 17
    assert list(made.json["damaged"]) == [f"cases/{case}.log"]
    assert told.code == 13
    assert f"cases/{case}.log: line 1" in told.out
    assert (desk.home / "new" / "cases" / log.name).read_bytes() == log.read_bytes()


def test_a_journal_that_nobody_may_write_to_is_backed_up(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_named: object) -> None:
        raise DiskRefused(path="journal", reason="Read-only file system")

    path = desk.home / "journal.zip"
    with monkeypatch.context() as read_only:
        read_only.setattr(journal, "locked", refused)

        made = desk("backup", str(path))

    assert made.code == 0
    assert "cj report --access will not show it" in made.err
    restored(desk, path)


def test_what_unpacks_to_far_more_than_it_holds_is_asked_about_before_it_is_unpacked(
    plain_cj: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(plain_cj, "Ibu Sari")
    plain_cj.ok("note", "sari", "a" * 500_000)
    path = backed_up(plain_cj)
    monkeypatch.setattr(backup, "_HARMLESS", 1000)
    new = plain_cj.home / "new"

    refused = plain_cj("restore", str(path), "--journal", str(new))
    unpacked_at_no = new.exists()
    taken = plain_cj("restore", str(path), "--journal", str(new), "--yes")

    assert refused.code == 4
    assert "unpacks to" in refused.err
    assert not unpacked_at_no
    assert taken.code == 0


@pytest.mark.parametrize("bomb", ["a part", "manifest", "journal.toml"])
def test_no_more_is_unpacked_than_the_manifest_says(plain_cj: Cj, bomb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of a megabyte may hold gigabytes of the same letter, whatever it says of itself."""
    case = take_in(plain_cj, "Ibu Sari")
    path = backed_up(plain_cj)
    name = f"cases/{case}.log" if bomb == "a part" else bomb
    with zipfile.ZipFile(path) as archive:
        was = archive.read(name)
    repacked(path, **{name: was + b" " * 70_000_000})
    read = 0
    unpacked = zipfile.ZipExtFile.read

    def counted(file: zipfile.ZipExtFile, most: int = -1) -> bytes:
        nonlocal read
        data = unpacked(file, most)
        read += len(data)
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)

    assert plain_cj("restore", str(path), "--journal", str(plain_cj.home / "new")).code == 13
    assert read <= backup._LARGEST_MANIFEST + 10_000
    assert not (plain_cj.home / "new").exists()


def test_a_backup_that_is_elsewhere_needs_its_file(desk: Cj) -> None:
    assert desk("restore", str(desk.home / "nothing.zip"), "--journal", str(desk.home / "new")).code in {14, 18}
    assert PASSPHRASE not in desk("restore", "x").err


def test_the_backup_just_made_stays_whatever_the_others_are_called(desk: Cj) -> None:
    folder = desk.home / "stick"
    folder.mkdir()
    stem = f"casejournal-{desk.json('status')['id'][-8:].lower()}"
    for name in ("20990101-000000.zip", "before-moving.zip"):
        (folder / f"{stem}-{name}").write_text("x")

    made = desk.json("backup", str(folder), "--keep", "1")

    assert Path(made["file"]).exists()
    assert made["removed"] == [str(folder / f"{stem}-20990101-000000.zip")]
    assert (folder / f"{stem}-before-moving.zip").exists()


def test_odd_places_are_a_sentence(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    path = backed_up(desk)
    (desk.home / "link").symlink_to(desk.home / "nowhere")
    (desk.home / "here").mkdir()
    monkeypatch.chdir(desk.home / "here")

    assert desk("backup", "a" * 300).code in {16, 18}
    for place in ("a" * 300, str(desk.home / "link"), str(path), "/"):
        assert desk("restore", str(path), "--journal", place).code in {16, 18}, place
    assert desk("restore", str(path), "--journal", ".").code == 0
    assert not list(desk.home.glob(".*restoring*"))


def test_a_clock_before_1980_is_no_reason_to_fail(desk: Cj) -> None:
    desk.clock.now = desk.clock.now.replace(year=1979)

    assert desk("backup", str(desk.home / "old.zip")).code == 0


def test_another_packing_than_ours_is_refused(desk: Cj) -> None:
    path = backed_up(desk)
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as other:
        for info in archive.infolist():
            other.writestr(info.filename, archive.read(info))
    path.write_bytes(packed.getvalue())

    assert desk("restore", str(path), "--journal", str(desk.home / "new")).code == 13


def test_another_journal_is_not_compared(desk: Cj) -> None:
    path = backed_up(desk)
    other = desk.home / "other"
    desk.ok("init", "--plain-text", "--journal", str(other))

    assert desk("restore", str(path), "--compare", "--journal", str(other)).code == 13


def test_a_sealed_journal_does_not_come_back_plain(cj: Cj, passphrase_file: str) -> None:
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    plain = Cj(cj.home / "other")
    plain.home.mkdir()
    plain.ok("init", "--plain-text")
    path = plain.home / "forged.zip"
    plain.ok("backup", str(path))
    header_of = (plain.journal / "journal.toml").read_bytes()
    ours, theirs = cj.json("status")["id"], plain.json("status")["id"]
    body = header_of.replace(theirs.encode(), ours.encode()).partition(b"\n[check]\n")[0]
    forged = body + b'\n[check]\nsum = "' + sha256(body).hexdigest().encode() + b'"\n'
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("manifest"))
    told["journal"], told["files"]["journal.toml"] = ours, {"bytes": len(forged), "sha256": sha256(forged).hexdigest()}
    repacked(path, **{"journal.toml": forged, "manifest": json.dumps(told).encode() + b"\n"})

    assert cj("restore", str(path), "--journal", str(cj.home / "new")).code == 13
    assert not (cj.home / "new").exists()
