"""Two lines with one number: what two commands wrote at once, without a lock between them, both counts."""

import shutil
from pathlib import Path

import pytest

from casejournal.storage import lock
from casejournal.storage.refusals import Busy
from tests.world import Cj


@pytest.fixture
def twin(cj: Cj, sari: str, tmp_path: Path) -> Cj:
    """The same journal on the same machine, as it is for a command that another one does not see."""
    cj.ok("note", sari, "Before.")
    machine = Cj(tmp_path / "twin")
    shutil.copytree(cj.home, machine.home)
    return machine


def join(cj: Cj, twin: Cj, ref: str) -> None:
    """Leave the log that both would have written into, had they seen one file."""
    known = cj.log(ref).read_bytes().splitlines()
    new = [line for line in twin.log(ref).read_bytes().splitlines() if line not in known]
    with cj.log(ref).open("ab") as file:
        file.writelines(line + b"\n" for line in new)


def bodies(cj: Cj, ref: str) -> list[str]:
    return sorted(note["body"] for note in cj.json("show", ref)["notes"])


def test_a_chain_that_forks_is_read_and_goes_on(cj: Cj, twin: Cj, sari: str) -> None:
    cj.ok("note", sari, "One wrote this.")
    twin.ok("note", sari, "The other wrote this.")
    twin.ok("note", sari, "And this.")
    join(cj, twin, sari)

    assert bodies(cj, sari) == ["And this.", "Before.", "One wrote this.", "The other wrote this."]
    cj.ok("note", sari, "It goes on.")
    assert len(bodies(cj, sari)) == 5
    (cj.journal / "index.log").unlink()
    assert len(bodies(cj, sari)) == 5


def test_the_fork_is_named_by_verify_and_is_no_damage(cj: Cj, twin: Cj, sari: str) -> None:
    cj.ok("note", sari, "One wrote this.")
    twin.ok("note", sari, "The other wrote this.")
    join(cj, twin, sari)

    result = cj.ok("verify")

    assert f"cases/{sari}.log: lines 3 and 4" in " ".join(result.out.split())
    assert "at the same time" in " ".join(result.out.split())


@pytest.mark.parametrize("ours", [1, 2], ids=["its number is new", "its number is taken"])
def test_a_line_that_follows_no_line_of_a_fork_is_still_damage(cj: Cj, twin: Cj, sari: str, ours: int) -> None:
    for _again in range(ours):
        cj.ok("note", sari, "One wrote this.")
    twin.ok("note", sari, "The other wrote this.")
    twin.ok("note", sari, "And this.")
    join(cj, twin, sari)
    *kept, _first_of_the_other, second_of_the_other = cj.log(sari).read_bytes().splitlines(keepends=True)
    cj.log(sari).write_bytes(b"".join([*kept, second_of_the_other]))

    assert cj("show", sari).code == 13
    assert cj("verify").code == 13


def test_a_whole_line_written_without_the_lock_is_not_set_aside(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A synchroniser removes the lock file while one writes; another one then writes in between."""
    signed = lock._sign

    def another_writes(descriptor: int, name: str) -> None:
        signed(descriptor, name)
        monkeypatch.setattr(lock, "_sign", signed)
        monkeypatch.setattr("casejournal.storage.log.LogFile.append", after_the_other)

    def after_the_other(log: object, line: object) -> object:
        monkeypatch.undo()
        (cj.journal / "journal.lock").unlink()
        cj.ok("note", sari, "Written in between.")
        return type(log).append(log, line)  # type: ignore[attr-defined]  # LogFile

    monkeypatch.setattr(lock, "_sign", another_writes)

    refused = cj("note", sari, "Refused.")

    assert refused.code == Busy.exit_code
    assert bodies(cj, sari) == ["Written in between."]
    assert list(cj.journal.glob("cases/*.torn-*")) == []
    cj.ok("note", sari, "Given again.")
    assert bodies(cj, sari) == ["Given again.", "Written in between."]
