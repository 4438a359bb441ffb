"""A journal does what a dictionary would, whatever is done to it in whatever order: nothing is lost or invented."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from tests.faults.disk import Died, faulty_disk
from tests.faults.figures import tried
from tests.world import PASSPHRASE, Cj, take_in

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    str.strip
)


class AnyOrder(RuleBasedStateMachine):
    """Notes are written, corrected, struck, taken back; the machine dies, locks, is restored from a backup."""

    notes: Bundle[str] = Bundle("notes")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        home = Path(self._folder.name)
        (home / "passphrase").write_text(PASSPHRASE)
        self.cj = Cj(home)
        self.cj.env["CJ_PASSPHRASE_FILE"] = str(home / "passphrase")
        self.model: dict[str, str] = {}
        self.struck: set[str] = set()
        self.undoable: list[tuple[dict[str, str], set[str]]] = []
        self.backups = 0

    def teardown(self) -> None:
        """The folder goes."""
        tried(1, survived=1)
        self._folder.cleanup()

    def _before(self) -> None:
        self.undoable = [(dict(self.model), set(self.struck))]

    @initialize()
    def begin(self) -> None:
        """A sealed journal with one case."""
        self.cj.ok("init")
        self.case = take_in(self.cj, "Ibu Sari")

    @rule(target=notes, text=TEXTS)
    def note(self, text: str) -> str:
        """Something is written."""
        self._before()
        ref = str(self.cj.json("note", self.case, f"x{text}")["ref"])
        self.model[ref] = f"x{text}"
        return ref

    @rule(ref=notes, text=TEXTS)
    def amend(self, ref: str, text: str) -> None:
        """Something is corrected, unless it was struck, taken back, or says that already."""
        before = (dict(self.model), set(self.struck))
        result = self.cj("amend", ref, "--set", f"body=y{text}", "--reason", "x")
        if result.code == 0:
            self.undoable = [before]
            self.model[ref] = f"y{text}"
        else:
            assert ref not in self.model or self.model[ref] == f"y{text}", result

    @rule(ref=consumes(notes))
    def strike(self, ref: str) -> None:
        """Something is struck."""
        before = (dict(self.model), set(self.struck))
        result = self.cj("strike", ref, "--reason", "x", "--yes")
        assert (result.code == 0) == (ref in self.model), result
        if result.code == 0:
            self.undoable = [before]
            del self.model[ref]
            self.struck.add(ref)

    @rule()
    def undo(self) -> None:
        """The last command is taken back; what opened the case stays."""
        if self.undoable:
            now = (dict(self.model), set(self.struck))
            self.cj.ok("undo", "--yes")
            self.model, self.struck = self.undoable.pop()
            self.undoable = [now]

    @rule(text=TEXTS, at=st.integers(1, 25), half=st.booleans())
    def die(self, text: str, at: int, half: bool) -> None:
        """The machine dies while a note is written: it is there whole or not at all."""
        acknowledged = False
        with pytest.MonkeyPatch.context() as patch, faulty_disk(patch, at, half=half):
            try:
                acknowledged = self.cj("note", self.case, f"z{text}").code == 0
            except Died:
                pass
        new = {ref: body for ref, body in self._read().items() if ref not in self.model}
        assert len(new) == 1 if acknowledged else len(new) <= 1
        assert set(new.values()) <= {f"z{text}"}
        if new:
            self.undoable = [(dict(self.model), set(self.struck))]
        self.model |= new

    @rule()
    def lock(self) -> None:
        """It is locked; the next command opens it again."""
        self.cj.ok("lock")

    @rule()
    def forget_the_index(self) -> None:
        """What is derived is made anew."""
        (self.cj.journal / "index.log").unlink(missing_ok=True)

    @rule()
    def restore(self) -> None:
        """The journal goes on from a backup."""
        self.backups += 1
        file, folder = self.cj.home / f"{self.backups}.zip", self.cj.home / f"journal{self.backups}"
        self.cj.ok("backup", str(file))
        self.cj.ok("restore", str(file), "--journal", str(folder))
        self.cj.journal, self.cj.env["CJ_JOURNAL"] = folder, str(folder)

    def _read(self) -> dict[str, str]:
        return {note["ref"]: note["body"] for note in self._show()["notes"]}

    def _show(self) -> Any:
        return self.cj.json("show", self.case)

    @invariant()
    def it_holds_what_it_should(self) -> None:
        """What the model holds, and nothing else."""
        if hasattr(self, "case"):
            shown = self._show()
            assert {note["ref"]: note["body"] for note in shown["notes"]} == self.model
            assert {each["ref"] for each in shown["struck"]} == self.struck


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
