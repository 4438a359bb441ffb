"""`cj transfer`: a case handed to a colleague is closed here and open there; handed back, it is the same case."""

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest

from casejournal.domain.consent import Shareable
from tests.faults.disk import Died, faulty_disk
from tests.world import PASSPHRASE, Cj, Replies, take_in, work_through

EVERYTHING = [word for what in Shareable for word in ("--scope", what.value)]


def desk_of(home: Path, worker: str) -> Cj:
    """The desk of somebody with an empty plain journal, who knows the passphrase that was agreed on."""
    home.mkdir()
    cj = Cj(home)
    cj.env |= {"CJ_WORKER": worker, "CJ_SEAL_PASSPHRASE_FILE": str(home / "agreed")}
    (home / "agreed").write_text(PASSPHRASE + "\n")
    cj.ok("init", "--plain-text")
    return cj


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rahma with a complete case, which may be handed to Pak Budi; Budi with a case of his own."""
    home = tmp_path_factory.mktemp("prepared")
    rahma, budi = desk_of(home / "rahma", "Rahma"), desk_of(home / "budi", "Pak Budi")
    case = work_through(rahma, "Ibu Sari")["CASE"]
    rahma.ok("note", case, "Rahasia-pribadi", "--visibility", "private")
    rahma.ok("note", case, "Rahasia-supervisi", "--visibility", "supervision")
    given = ("--purpose", "going on", "--recipient", "Pak Budi", "--given-by", "client", *EVERYTHING)
    rahma.ok("consent", case, *given)
    take_in(budi, "Pak Tono")
    return home


@pytest.fixture
def two(prepared: Path, tmp_path: Path) -> tuple[Cj, Cj]:
    """A copy of both."""
    desks = []
    for name, worker in (("rahma", "Rahma"), ("budi", "Pak Budi")):
        shutil.copytree(prepared / name, tmp_path / name)
        cj = Cj(tmp_path / name)
        cj.env |= {"CJ_WORKER": worker, "CJ_SEAL_PASSPHRASE_FILE": str(tmp_path / name / "agreed")}
        desks.append(cj)
    return desks[0], desks[1]


def handed(cj: Cj, to: str, *more: str, name: str = "sari.sealed", env: dict[str, str] | None = None) -> Path:
    """The file for them."""
    path = cj.home / name
    cj.ok("transfer", "sari", "--to", to, "-o", str(path), *more, env=env)
    return path


def records(cj: Cj) -> dict[str, Any]:
    """Every record of her case, by ref, with each of its versions."""
    changes = cj.json("history", "sari")["items"]
    found: dict[str, Any] = {}
    for change in changes:
        for version in change["versions"]:
            found.setdefault(version["ref"], []).append((change["at"], change["worker"], change["device"], version))
    return found


def test_the_case_is_closed_here_and_open_there_with_everything_but_what_is_private(two: tuple[Cj, Cj]) -> None:
    rahma, budi = two
    before = records(rahma)

    path = handed(rahma, "Pak Budi")
    assert b"Sari" not in path.read_bytes()
    came = budi.json("import", str(path))

    here, there = rahma.json("show", "sari"), budi.json("show", "sari")
    assert here["closings"][0]["reason"] == "transferred"
    assert here["closings"][0]["handed_to"] == "Pak Budi"
    assert here["stage"] == "referred_out"
    assert there["stage"] != "referred_out"
    assert [each["from_whom"] for each in there["arrivals"]] == ["Rahma"]
    assert came["left_out"] == there["arrivals"][0]["stayed"] == 2
    assert "Rahasia" not in str(there)
    kept = records(budi)
    assert {ref: kept[ref] for ref in kept if not ref.startswith("H")} == {
        ref: before[ref] for ref in kept if ref in before
    }
    assert len(before) - 2 == len(kept) - 1
    for table in ("tasks", "consents", "assessments", "plans", "referrals", "reviews"):
        assert [each["ref"] for each in there[table]] == [each["ref"] for each in here[table]]


def test_handed_back_it_is_the_same_case(two: tuple[Cj, Cj]) -> None:
    rahma, budi = two
    budi.ok("import", str(handed(rahma, "Pak Budi")))
    for cj in two:
        cj.clock.forward(days=3)
    written = budi.json("note", "sari", "Budi was there.")["ref"]
    task = next(each["ref"] for each in budi.json("show", "sari")["tasks"] if each["done_on"] is None)
    budi.ok("task", "done", task)

    back = handed(budi, "Rahma", "--override", "She is back at work.")
    rahma.clock.forward(hours=1)
    assert rahma("import", str(back)).code == 4
    asked = Replies(True)
    rahma.ok("import", str(back), asks=asked)

    assert "1 record " in str(asked.asked)
    assert f"{task} of" in str(asked.asked)
    here, there = records(rahma), records(budi)
    only_there = {ref for ref in there if here.get(ref) != there[ref]}
    assert {ref[0] for ref in only_there} == {"X", "Z"}  # that he handed it back, which the file cannot say
    shown = rahma.json("show", "sari")
    assert shown["closings"][0]["ref"] == shown["reopenings"][0]["closing"]
    assert shown["stage"] not in {"closed", "referred_out"}
    note = next(each for each in shown["notes"] if each["ref"] == written)
    assert (note["worker"], note["after_closing"]) == ("Pak Budi", False)
    assert budi.json("show", "sari")["stage"] == "referred_out"
    for cj in two:
        cj.ok("verify")
        assert cj("import", str(back)).code == 0
        assert len(cj.json("show", "sari")["reopenings"]) == (1 if cj is rahma else 0)
    assert "Rahasia-pribadi" in str(shown)
    assert "Handed back by Pak Budi" in rahma.ok("show", "sari").out
    assert "Dikembalikan oleh Pak Budi" in rahma.ok("show", "sari", "--lang", "id").out


def test_only_who_got_the_case_opens_it_again_unasked(two: tuple[Cj, Cj]) -> None:
    rahma, budi = two
    budi.ok("import", str(handed(rahma, "Pak Budi")))
    for cj in two:
        cj.clock.forward(days=1)
    back = str(handed(budi, "Rahma", "--override", "x", env={"CJ_WORKER": "Bu Lilis"}))

    assert rahma("import", back).code == 4
    assert "Bu Lilis" in rahma("import", back).err
    assert rahma("import", back, asks=Replies(False)).code == 3
    assert rahma.json("show", "sari")["reopenings"] == []
    rahma.ok("import", back, "--yes")
    assert len(rahma.json("show", "sari")["reopenings"]) == 1


def test_the_code_word_goes_with_the_case(two: tuple[Cj, Cj]) -> None:
    rahma, budi = two
    rahma.ok("amend", "sari", "--set", "safe_contact.code_word=melati", "--reason", "x")

    budi.ok("import", str(handed(rahma, "Pak Budi")))

    assert "melati" in str(budi.json("show", "sari")["intake"]["safe_contact"])


def test_it_can_go_there_a_second_time(two: tuple[Cj, Cj]) -> None:
    rahma, budi = two
    budi.ok("import", str(handed(rahma, "Pak Budi")))
    for cj in two:
        cj.clock.forward(days=1)
    rahma.ok("import", str(handed(budi, "Rahma", "--override", "x")))
    for cj in two:
        cj.clock.forward(days=1)

    budi.ok("import", str(handed(rahma, "Pak Budi", "--yes")))

    assert rahma.json("show", "sari")["stage"] == "referred_out"
    assert budi.json("show", "sari")["stage"] not in {"closed", "referred_out"}
    for cj in two:
        cj.ok("verify")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--to", "Bu Lilis"), 6),
        ((), 6),
        (("--to", "rahma", "--override", "x"), 16),
        (("--to", "Pak Budi", "-o", "JOURNAL"), 16),
        (("--to", "Pak Budi", "--seal", "nonsense"), 16),
    ],
)
def test_what_cannot_be_handed_over_leaves_everything_as_it_is(
    two: tuple[Cj, Cj], words: tuple[str, ...], code: int
) -> None:
    rahma, _budi = two
    before, path = rahma.files(), rahma.home / "sari.sealed"
    where = () if "-o" in words else ("-o", str(path))

    result = rahma(
        "transfer", "sari", *(str(rahma.journal / "x") if each == "JOURNAL" else each for each in words), *where
    )

    assert result.code == code, result
    assert rahma.files() == before
    assert not path.exists()


def test_a_closed_case_is_not_handed_over_and_a_transfer_is_not_undone(two: tuple[Cj, Cj]) -> None:
    rahma, _budi = two
    handed(rahma, "Pak Budi")

    assert rahma("transfer", "sari", "--to", "Pak Budi", "-o", str(rahma.home / "again")).code == 5
    assert rahma("undo", "--yes").code == 5


def test_names_of_other_clients_are_asked_about(two: tuple[Cj, Cj]) -> None:
    rahma, _budi = two
    take_in(rahma, "Dimas Anggara", "--related", "sari=child")
    rahma.ok("note", "sari", "Dimas Anggara came along.")
    words = ("transfer", "sari", "--to", "Pak Budi", "-o", str(rahma.home / "out"))

    assert rahma(*words).code == 4
    assert rahma(*words, asks=Replies(False)).code == 3
    assert rahma.json("show", "sari")["closings"] == []


def test_stopped_at_any_moment_a_second_run_finishes_it(two: tuple[Cj, Cj], monkeypatch: pytest.MonkeyPatch) -> None:
    rahma, budi = two
    path = rahma.home / "sari.sealed"
    words = ("transfer", "sari", "--to", "Pak Budi", "-o", str(path), "--yes")
    before = {name: shutil.copytree(rahma.home / name, rahma.home / f"kept-{name}") for name in ("journal", "state")}
    for fail_at in range(1, 90, 3):
        for name, kept in before.items():
            shutil.rmtree(rahma.home / name)
            shutil.copytree(kept, rahma.home / name)
        path.unlink(missing_ok=True)
        with faulty_disk(monkeypatch, fail_at) as disk:
            try:
                rahma.ok(*words)
            except Died:
                pass
        is_closed = bool(rahma.json("show", "sari")["closings"])
        assert path.exists() or not is_closed, fail_at
        if not is_closed:
            rahma.ok(*words)
        told = [each for each in rahma.json("show", "sari")["disclosures"] if each["means"] == "transfer"]
        assert len(told) == len(rahma.json("show", "sari")["closings"]) == 1, fail_at
        if not disk.dead:
            break
    else:
        pytest.fail("it asks more of the disk than was tried")
    budi.ok("import", str(path))
    assert fail_at > 8


def test_a_full_disk_at_the_closing_says_what_is_done(two: tuple[Cj, Cj], monkeypatch: pytest.MonkeyPatch) -> None:
    rahma, _budi = two
    path = rahma.home / "sari.sealed"
    words = ("transfer", "sari", "--to", "Pak Budi", "-o", str(path), "--yes")
    for fail_at in range(1, 60):
        with faulty_disk(monkeypatch, fail_at, OSError(errno.ENOSPC, "No space left on device")):
            result = rahma(*words)
        if path.exists():
            break

    assert result.code in {0, 18}
    assert result.code == 0 or "is not closed yet" in result.err
    assert "Nothing was recorded" not in result.err


def test_an_import_that_is_stopped_is_finished_by_the_same_command(
    two: tuple[Cj, Cj], monkeypatch: pytest.MonkeyPatch
) -> None:
    rahma, budi = two
    path = handed(rahma, "Pak Budi")
    for fail_at in range(1, 60):
        with faulty_disk(monkeypatch, fail_at) as disk:
            try:
                budi.ok("import", str(path))
            except Died:
                pass
        if not disk.dead:
            break

    assert len(budi.json("show", "sari")["arrivals"]) == 1
    budi.ok("verify")
