"""Drafts on the disk and in memory: the newer one is gone on with, wherever it lies."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from casejournal.storage.drafts import Draft, Drafts
from casejournal.storage.seal import PlainSeal
from tests.world import MONDAY


@pytest.mark.parametrize("newer", ["on the disk", "in memory"])
def test_of_two_versions_of_a_draft_the_newer_one_is_gone_on_with(tmp_path: Path, newer: str) -> None:
    """A stop between writing to the disk and removing what lay in memory leaves both."""
    drafts = Drafts(tmp_path / "journal", lambda _name: PlainSeal(), tmp_path / "memory")
    places = {
        "on the disk": tmp_path / "journal" / "drafts" / "D-7K4Q.draft",
        "in memory": tmp_path / "memory" / "D-7K4Q" / "D-7K4Q.draft",
    }
    for place, path in places.items():
        at = MONDAY + timedelta(minutes=place == newer)
        path.parent.mkdir(parents=True)
        draft = Draft(ref="D-7K4Q", at=at, command=("note",), answers={"body": place})
        path.write_bytes(msgspec.json.encode(draft) + b"\n")

    assert [draft.answers["body"] for draft in drafts.every()] == [newer]
