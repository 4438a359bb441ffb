"""A practice run whose process dies at any operation of the disk: what was said stays, and it can be begun again."""

import shutil
from pathlib import Path

import pytest

from tests.commands.test_practice import VIGNETTE
from tests.faults.disk import Died, faulty_disk
from tests.world import Cj

MOST = 200
SAID = "How is work?"


@pytest.fixture
def vignette(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vignette") / "tono.toml"
    path.write_text(VIGNETTE, encoding="utf-8")
    return path


def heard(cj: Cj) -> list[str]:
    return [each["text"] for each in cj.json("practice", "heard")["items"]]


def test_a_beginning_that_is_stopped_can_be_begun_again(
    bare: Cj, monkeypatch: pytest.MonkeyPatch, vignette: Path
) -> None:
    monkeypatch.setattr("casejournal.storage.leftovers.is_running", lambda _process: False)
    for fail_at in range(1, MOST):
        for each in ("journal", "state"):
            shutil.rmtree(bare.home / each, ignore_errors=True)
        with faulty_disk(monkeypatch, fail_at) as disk:
            try:
                bare.ok("practice", "start", str(vignette))
            except Died:
                pass
        if not disk.dead:
            break
        again = bare("practice", "start", str(vignette), "--json")
        assert again.code == 0 or again.error["code"] == "run_already", fail_at
        assert heard(bare) == ["Tono, 50. “I am fine.”"]
        assert [each["name"] for each in bare.json("agency", "list")["items"]] == ["LBH Kenanga"]
        assert bare("verify").code == 0
    else:
        pytest.fail("the command asks more of the disk than was tried")

    assert fail_at > 10


def test_a_sentence_that_was_answered_was_said(
    bare: Cj, monkeypatch: pytest.MonkeyPatch, vignette: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare.ok("practice", "start", str(vignette))
    bare.ok("practice", "say", "explain_limits", "I tell nobody.")
    shutil.copytree(bare.home, copy := tmp_path_factory.mktemp("copy") / "home")
    before = heard(bare)
    for fail_at in range(1, MOST):
        for each in ("journal", "state"):
            shutil.rmtree(bare.home / each)
            shutil.copytree(copy / each, bare.home / each)
        with faulty_disk(monkeypatch, fail_at) as disk:
            try:
                bare.ok("practice", "say", "ask", "work", SAID)
            except Died:
                pass
        after = heard(bare)
        assert after in (before, [*before, "They took my cart last month."]), fail_at
        assert bare("verify").code == 0
        if not disk.dead:
            break
    else:
        pytest.fail("the command asks more of the disk than was tried")

    assert after != before
    assert fail_at > 5
