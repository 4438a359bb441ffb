"""Whatever is given as a form, a header, a log or a backup: a sentence and an exit code, never a defect."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.figures import tried
from tests.world import PASSPHRASE, Cj, take_in

ANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates().map(str)
WORDS = """
    client presenting_problem body goals tasks domains ties levels rate scope present absent new choices decisions on
    visibility statement agreed also made birth age identity_numbers related own guests cancelled minutes judged_able
    warning_signs what_helps review_on worth weight due evidence others principle verdict who what name purpose size
"""
NAMES = st.sampled_from(WORDS.split()) | st.text(max_size=6)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
FORMS = (
    ("intake",), ("assess", "sari"), ("plan", "sari"), ("note", "sari"), ("consent", "sari"), ("refer", "sari"),
    ("review", "sari"), ("close", "sari"), ("group", "form"), ("group", "session", "g"), ("amend", "sari"),
    ("principles", "checklist", "sari"), ("safety", "sari"), ("task", "add", "sari", "x"), ("group", "join", "g"),
    ("group", "review", "g"), ("refer", "update", "sari"), ("supervision", "sari"), ("supervision", "comment", "sari"),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Cj:
    """A journal that all examples write to."""
    home = tmp_path_factory.mktemp("home")
    (home / "passphrase").write_text(PASSPHRASE)
    cj = Cj(home)
    cj.env["CJ_PASSPHRASE_FILE"] = str(home / "passphrase")
    cj.ok("init", "--plain-text")
    take_in(cj, "Ibu Sari")
    cj.ok("group", "form", "--name", "G", "--purpose", "x")
    cj.ok("group", "join", "g", "--alias", "Wati")
    return cj


@ANY
@given(form=st.sampled_from(FORMS), answers=st.dictionaries(NAMES, VALUES, max_size=6))
def test_a_form_of_anything(form: tuple[str, ...], answers: dict[str, object], desk: Cj) -> None:
    result = desk(*form, "--from", "-", "--no-input", "--reason", "x", stdin=json.dumps(answers))
    if result.code == 2:  # no such option
        result = desk(*form, "--from", "-", "--no-input", stdin=json.dumps(answers))

    assert result.code != 1, result
    tried(1, survived=1)


@ANY
@given(form=st.sampled_from(FORMS), text=st.text(max_size=60) | st.binary(max_size=60))
def test_a_form_of_any_bytes(form: tuple[str, ...], text: str | bytes, desk: Cj) -> None:
    data = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")

    assert desk(*form, "--from", "-", "--no-input", stdin=data).code != 1


@ANY
@given(
    data=st.binary(max_size=200),
    name=st.sampled_from(["journal.toml", "index.log", "access.log", "agencies.log", "case", "group"]),
)
def test_a_file_of_any_bytes(data: bytes, name: str, desk: Cj) -> None:
    within = {"case": "cases", "group": "groups"}.get(name)
    path = next((desk.journal / within).glob("*.log")) if within else desk.journal / name
    kept = path.read_bytes() if path.exists() else None
    try:
        path.write_bytes(data)
        codes = {
            desk(*words).code
            for words in (("list",), ("verify",), ("show", "sari"), ("report", "--access"), ("agency", "list"))
        }
    finally:
        path.write_bytes(kept) if kept is not None else path.unlink()

    assert 1 not in codes
    tried(1, survived=1)


@ANY
@given(data=st.binary(max_size=300), head=st.sampled_from([b"", b"PK\x03\x04", b'[{"name": ', b'[{"name": "A", "x": ']))
def test_a_directory_of_services_of_any_bytes(data: bytes, head: bytes, desk: Cj) -> None:
    path = Path(desk.home / "any.json")
    path.write_bytes(head + data)

    assert desk("agency", "import", str(path)).code in {0, 16, 17}


@ANY
@given(data=st.binary(max_size=300), head=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]))
def test_a_backup_of_any_bytes(data: bytes, head: bytes, desk: Cj) -> None:
    path = Path(desk.home / "any.zip")
    path.write_bytes(head + data)

    assert desk("restore", str(path), "--journal", str(desk.home / "new")).code in {13, 20}
