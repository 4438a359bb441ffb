"""Two key commands at once, on the real journal: whatever their order, what was acknowledged opens all there is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest

from casejournal.storage import header
from casejournal.storage.lock import locked
from tests.world import PASSPHRASE, Cj, take_in

COMMANDS = {
    "add": ("key", "add", "other"),
    "change": ("key", "change"),
    "change another": ("key", "change", "spare"),
    "recovery": ("key", "recovery"),
    "remove": ("key", "remove", "spare"),
    "renew": ("key", "renew"),
}
PAIRS = [*product(COMMANDS, COMMANDS)]
PLACES: dict[str, tuple[str, Callable[..., Any]]] = {
    "before it waits for the lock": ("casejournal.storage.journal.locked", locked),
    "while it holds the lock": ("casejournal.storage.header.replace", header.replace),
}
MOMENTS = (*PLACES,)


@pytest.fixture
def desk(cj: Cj, passphrase_file: str) -> Cj:
    """A journal with a case and two ways in, opened by a script."""
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    take_in(cj, "Ibu Sari")
    written(cj, "spare")
    cj.ok("key", "add", "spare", env={"CJ_NEW_PASSPHRASE_FILE": str(cj.home / "spare")})
    return cj


def written(cj: Cj, text: str) -> str:
    """A file that holds the passphrase `text`, which has eight letters at least."""
    (cj.home / text).write_text(f"{text} of green umbrellas")
    return str(cj.home / text)


def give(desk: Cj, name: str, new: str) -> tuple[int, str]:
    """Give a key command with a new passphrase of its own. Returns its exit code and what opens the journal by it."""
    result = desk(*COMMANDS[name], "--yes", "--json", env={"CJ_NEW_PASSPHRASE_FILE": written(desk, new)})
    if result.code == 0 and name == "recovery":
        return 0, str(result.json["words"])
    kept = {"add": f"{new} of green umbrellas", "change": f"{new} of green umbrellas", "renew": PASSPHRASE}
    return result.code, kept.get(name, f"{new} of green umbrellas" if name == "change another" else PASSPHRASE)


@contextmanager
def meanwhile(monkeypatch: pytest.MonkeyPatch, moment: str, happens: Callable[[], None]) -> Iterator[None]:
    """When a key command comes to that moment for the first time, something else happens there."""
    place, real = PLACES[moment]
    with monkeypatch.context() as patched:

        def comes_to_it(*given: Any) -> Any:
            patched.undo()
            happens()
            return real(*given)

        patched.setattr(place, comes_to_it)
        yield


def opens(desk: Cj, typed: str) -> bool:
    (desk.home / "typed").write_text(typed)
    shown = desk("show", "sari", "--json", env={"CJ_PASSPHRASE_FILE": str(desk.home / "typed")})
    assert shown.code in {0, 12}, shown
    return shown.code == 0 and shown.json["intake"]["client"] == "Ibu Sari"


def may_have_ended(first: str, second: str) -> bool:
    """Whether the second command ends the way in that the first one made."""
    return second in {"renew", first}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(("outer", "inner"), PAIRS, ids=lambda name: name.replace(" ", "-"))
def test_whichever_key_commands_meet_what_was_acknowledged_opens_the_journal(
    desk: Cj, outer: str, inner: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[int, str]] = []
    monkeypatch.setattr("casejournal.storage.lock.PATIENCE", 0)

    with meanwhile(monkeypatch, moment, lambda: done.append(give(desk, inner, "inner"))):
        code, typed = give(desk, outer, "outer")

    (inner_code, inner_typed) = done[0]
    assert {code, inner_code} <= {0, 5, 11, 14, 16}
    assert 0 in {code, inner_code}
    if code == 0:
        assert opens(desk, typed), "the last that was acknowledged"
    if inner_code == 0 and not (code == 0 and may_have_ended(inner, outer)):
        assert opens(desk, inner_typed), "the first that was acknowledged"
    if moment == MOMENTS[1]:
        assert (code, inner_code) == (0, 11)
    left = next(each for each in (typed, inner_typed, PASSPHRASE) if opens(desk, each))
    (desk.home / "left").write_text(left)
    desk.ok("verify", env={"CJ_PASSPHRASE_FILE": str(desk.home / "left")})
