"""What is read fast is what would be read slowly: no escape, spelling or version hides a record."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casejournal.domain.hits import Search, Within
from casejournal.domain.names import text_folded
from casejournal.domain.query import read_query
from casejournal.domain.texts import shape
from casejournal.storage.seal import AesSeal, PlainSeal, Seal
from casejournal.storage.search import search_log
from casejournal.storage.ulid import new_ulid

PLACE: Any = shape("notes")["body"]
DAY = date(2026, 11, 23)
NAME = "cases/C-7K4Q.log"
WORDS = st.text("aoeudjtcn\\\"'’é-/\n\t\x00\x1f😀 ", max_size=14)
"""What JSON escapes, what is spelled in two ways, what is folded."""
OPS = st.lists(
    st.tuples(st.sampled_from(["N-0001", "N-0002", "N-0003"]), WORDS, st.booleans(), st.booleans()), max_size=6
)
"""Each command writes a version of a note: its ref, its text, whether it is struck, whether JSON escapes all it can."""


def journal(folder: Path, seal: Seal) -> Any:
    return SimpleNamespace(folder=folder, seal=lambda _name: seal, card_of=lambda _name: None)


def write(path: Path, seal: Seal, ops: Sequence[tuple[str, str, bool, bool]]) -> dict[str, str]:
    """Write the log, as this or another program would. Returns the text of each note that stands now."""
    stands: dict[str, str] = {}
    path.parent.mkdir(exist_ok=True)
    lines = []
    for number, (ref, text, is_struck, escapes) in enumerate(ops):
        at = datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(minutes=number)
        doc: dict[str, Any] = {"ref": ref, "on": "2026-11-23", "recorded_at": at.isoformat(), "worker": ""}
        doc["body"] = text
        stands[ref] = text
        if is_struck:
            doc["struck"] = {"reason": "", "at": at.isoformat(), "worker": ""}
            del stands[ref]
        line = {"tx": new_ulid(int(at.timestamp() * 1000), ""), "at": at.isoformat(), "device": "A", "n": number + 1}
        line |= {
            "prev": "",
            "worker": "",
            "command": "note",
            "ops": [{"op": "put", "table": "notes", "id": ref, "doc": doc}],
        }
        lines.append(seal.close(json.dumps(line, ensure_ascii=escapes, separators=(",", ":")).encode()) + b"\n")
    path.write_bytes(b"".join(lines))
    return stands


@pytest.mark.parametrize("seal", [PlainSeal(), AesSeal(b"k" * 32, "journal", NAME)])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ops=OPS, said=WORDS)
def test_the_quick_search_finds_what_the_slow_one_does(
    seal: Seal, ops: list[tuple[str, str, bool, bool]], said: str, tmp_path: Path
) -> None:
    stands = write(tmp_path / NAME, seal, ops)
    if not text_folded(said).strip() or '"' in said:
        return
    search = Search(read_query([said], DAY, [("kind", "note")]))

    quick = {hit.ref for hit in search_log(journal(tmp_path, seal), NAME, search.of(["Sari"]))}

    everything = Within(search, "")
    slow = {
        ref
        for ref, text in stands.items()
        if everything.rank("notes", {"on": "2026-11-23"}, [(PLACE, text)] if text else [], ()) is not None
    }
    assert quick == slow
    if search.terms and len(said.split()) == 1 and not said.lstrip().startswith("-"):
        assert {ref for ref, text in stands.items() if text_folded(said).strip() in text_folded(text)} <= quick


def test_a_record_is_as_its_latest_line_says_wherever_that_stands(tmp_path: Path) -> None:
    """Logs of two machines are merged line by line, in any order."""
    write(tmp_path / NAME, PlainSeal(), [("N-0001", "before", False, False), ("N-0001", "behind", False, False)])
    log = tmp_path / NAME
    log.write_bytes(b"".join(reversed(log.read_bytes().splitlines(keepends=True))))

    def finds(word: str) -> bool:
        search = Search(read_query([word], DAY))
        return any(search_log(journal(tmp_path, PlainSeal()), NAME, search.of([])))

    assert finds("behind")
    assert not finds("before")


def test_an_unfinished_end_hides_nothing(tmp_path: Path) -> None:
    write(tmp_path / NAME, PlainSeal(), [("N-0001", "school", False, False)])
    log = tmp_path / NAME
    search = Search(read_query(["school"], DAY))

    for end in (b'{"tx": "half a li', b"\0" * 40 + b"\n"):
        whole = log.read_bytes()
        log.write_bytes(whole + end)
        assert [hit.ref for hit in search_log(journal(tmp_path, PlainSeal()), NAME, search.of([]))] == ["N-0001"]
        log.write_bytes(whole)
