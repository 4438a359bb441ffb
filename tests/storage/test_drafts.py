"""A draft that lies on the disk and in memory is read where it was answered last."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from casejournal.storage.drafts import Draft, Drafts
from casejournal.storage.seal import PlainSeal
from tests.world import MONDAY


@pytest.mark.parametrize("on_disk", [0, 1], ids=["later in memory", "later on the disk"])
def test_of_two_copies_of_a_draft_the_later_one_counts(tmp_path: Path, on_disk: int) -> None:
    drafts = Drafts(tmp_path / "journal", lambda _name: PlainSeal(), tmp_path / "runtime" / "drafts")
    early = Draft(ref="D-0000", at=MONDAY, command=("intake",), answers={"client": "Bu"})
    late = msgspec.structs.replace(early, at=MONDAY + timedelta(minutes=1), answers={"client": "Bu Nur"})
    kept = (late, early) if on_disk else (early, late)
    drafts.save(kept[0])
    (drafts.private_folder("D-0000") / "D-0000.draft").write_bytes(msgspec.json.encode(kept[1]) + b"\n")

    assert [draft.answers for draft in drafts.every()] == [{"client": "Bu Nur"}]
