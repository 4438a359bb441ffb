"""HSDS in and out: valid, the same whenever it is written, nothing lost that this program does not know."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest

from casejournal.exchange.hsds.model import allowed, kinds
from tests.world import Cj

SOURCE = json.loads((Path(__file__).parent / "hsds.json").read_text())
OBJECTS = {name: told for name, told in SOURCE.items() if name != "source"}
MELATI = (
    "--name", "Puskesmas Melati", "--service", "Poli jiwa", "--city", "Sleman", "--area", "mental_health",
    "--phone", "+62 274 555 123: loket", "--hours", "Sen-Jum 08.00-14.00", "--document", "KTP",
    "--language", "jawa", "--contact", "Bu Dewi (perawat)", "--email", "a@melati.id", "--remark", "kind people",
    "--website", "https://melati.id", "--assured-on", "2026-11-01", "--description", "=1+1 for people in distress",
)  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an object, from the transcription of the published one."""
    properties = {field: _shape(told.removeprefix("! ")) for field, told in OBJECTS[name].items() if field != "file"}
    required = [field for field, told in OBJECTS[name].items() if told.startswith("! ")]
    return {"type": "object", "properties": properties, "required": required}


def _shape(told: str) -> dict[str, Any]:
    if told.startswith("["):
        return {"type": "array", "items": {"$ref": f"#/$defs/{told[1:-1]}"}}
    if told.startswith("("):
        return {"$ref": f"#/$defs/{told[1:-1]}"}
    kind, _colon, values = told.partition(": ")
    if kind == "number":
        return {"type": "number"}
    shape: dict[str, Any] = {"type": "string"}
    if kind in {"uuid", "email", "date", "time"}:
        shape["format"] = kind
    if values:
        shape["enum"] = values.split(" | ")
    return shape


def problems(every: list[dict[str, Any]]) -> list[str]:
    """What jsonschema finds in a file of organizations."""
    whole = {"$defs": {name: schema(name) for name in OBJECTS}, "type": "array", "items": schema("organization")}
    check = jsonschema.Draft202012Validator(whole, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(error.path)}: {error.message}" for error in check.iter_errors(every)]


def made(kind: str, depth: int = 0, **more: Any) -> dict[str, Any]:
    """An object with every field there is, and some that HSDS does not know."""
    told = {field: said.removeprefix("! ") for field, said in OBJECTS[kind].items() if field != "file"}
    found = {field: value for field, said in told.items() if (value := _value(kind, field, said, depth)) is not None}
    return found | {"x_own": "unknown", "x_number": 7, "x_inside": {"a": [1, "b"]}} | more


def _value(name: str, field: str, told: str, depth: int) -> Any:
    if told[0] in "[(":
        inside = told[1:-1]
        if depth > 1 or inside in {name, "organization", "service"}:
            return None
        return [made(inside, depth + 1)] if told[0] == "[" else made(inside, depth + 1)
    if field in {"link_entity", "resource_type"} or (field.endswith("_id") and field != "tax_id"):
        return None  # where an object belongs is said by where it stands
    kind, _colon, values = told.partition(": ")
    values = values.partition(" | ")[0]
    plain = {"uuid": str(uuid4()), "email": "a@b.id", "uri": "https://a.id", "number": 3, "date": "2026-10-02"}
    plain |= {"time": "08:00:00", "datetime": "2026-10-02T08:00:00Z", "date-time": "2026-10-02T08:00:00Z"}
    return values or plain.get(kind, f"{name} {field}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one organization and its service, with every field there is."""
    path = tmp_path / "hsds.json"
    path.write_text(json.dumps([made("organization", services=[made("service", name="Poli jiwa")])]))
    return path


def exported(cj: Cj, name: str = "out.json") -> Any:
    path = cj.home / name
    cj.ok("agency", "export", str(path), "--yes")
    return json.loads(path.read_text()) if name.endswith("json") else path.read_bytes()


def elsewhere(cj: Cj, folder: Path) -> Cj:
    """Another journal."""
    folder.mkdir()
    other = Cj(folder)
    other.ok("init", "--plain-text")
    return other


def test_the_objects_are_those_of_the_published_schemas() -> None:
    ours = {}
    for kind in kinds().values():
        said = {name: told if told != "datetime" else "date-time" for name, told in kind.fields.items()}
        said |= {name: f"[{told}]" for name, told in kind.many.items()}
        said |= {name: f"({told})" for name, told in kind.one.items()}
        for name in said:
            if values := allowed(kind.name, name):
                said[name] += f": {' | '.join(values)}"
        ours[kind.name] = {"file": kind.path} | {
            name: f"! {told}" if name in kind.required else told for name, told in said.items()
        }

    assert ours == OBJECTS


def test_what_is_written_is_valid_and_the_same_each_time(plain_cj: Cj) -> None:
    plain_cj.ok("agency", "add", *MELATI)
    plain_cj.ok("agency", "add", "--name", "Puskesmas Melati", "--service", "Gizi")
    plain_cj.ok("agency", "add", "--name", "Mine", "--visibility", "private")

    first = exported(plain_cj)
    assert problems(first) == []
    assert [[s["name"] for s in org["services"]] for org in first] == [["Poli jiwa", "Gizi"]]
    assert "kind people" not in json.dumps(first)
    assert exported(plain_cj) == first
    assert exported(plain_cj, "a.zip") == exported(plain_cj, "b.zip")


def test_an_export_taken_in_again_changes_nothing(plain_cj: Cj, tmp_path: Path) -> None:
    plain_cj.ok("agency", "add", *MELATI)
    out = exported(plain_cj)
    exported(plain_cj, "out.zip")
    before = plain_cj.files()["agencies.log"]

    for name in ("out.json", "out.zip"):
        told = plain_cj.json("agency", "import", str(plain_cj.home / name))
        assert (told["same"], told["new"], told["changed"], told["kept"]) == (1, 0, 0, 0)
    assert plain_cj.files()["agencies.log"] == before
    for name in ("out.json", "out.zip"):
        other = elsewhere(plain_cj, tmp_path / name.replace(".", ""))
        other.ok("agency", "import", str(plain_cj.home / name))
        assert exported(other) == out


def test_what_this_program_does_not_know_survives_an_amendment(plain_cj: Cj, file: Path, tmp_path: Path) -> None:
    whole = json.loads(file.read_text())
    assert problems(whole) == []
    plain_cj.ok("agency", "import", str(file))
    assert exported(plain_cj) == whole

    ref = plain_cj.json("agency", "list", "--all")["items"][0]["ref"]
    plain_cj.ok("amend", ref, "--set", "eligibility=women", "--set", "documents=KTP", "--reason", "they said")
    changed = exported(plain_cj)
    service, was = changed[0]["services"][0], whole[0]["services"][0]
    assert problems(changed) == []
    assert service["eligibility_description"] == "women"
    assert [each["document"] for each in service["required_documents"]] == ["KTP"]
    untouched = was.keys() - {"eligibility_description", "required_documents"}
    assert {name: service[name] for name in untouched} == {name: was[name] for name in untouched}
    exported(plain_cj, "out.zip")
    other = elsewhere(plain_cj, tmp_path / "other")
    other.ok("agency", "import", str(plain_cj.home / "out.zip"))
    assert exported(other) == changed


def test_the_tables_are_read_by_csv_and_described_by_the_package(plain_cj: Cj) -> None:
    plain_cj.ok("agency", "add", *MELATI)
    archive = zipfile.ZipFile(io.BytesIO(exported(plain_cj, "out.zip")))

    package = json.loads(archive.read("datapackage.json"))
    assert package["profile"] == "tabular-data-package"
    rows = {}
    for resource in package["resources"]:
        table = [*csv.DictReader(io.StringIO(archive.read(resource["path"]).decode()))]
        assert [*table[0]] == [field["name"] for field in resource["schema"]["fields"]]
        assert resource["path"] == OBJECTS[resource["name"]]["file"]
        rows[resource["name"]] = table
    assert rows["phone"][0]["number"] == "+62 274 555 123"  # a number, not a formula
    assert rows["service"][0]["description"] == "'=1+1 for people in distress"
    assert rows["phone"][0]["service_id"] == rows["service"][0]["id"]
    assert rows["service"][0]["organization_id"] == rows["organization"][0]["id"]


def test_a_source_that_changed_becomes_a_new_version_and_ones_own_changes_stay(plain_cj: Cj, file: Path) -> None:
    plain_cj.ok("agency", "import", str(file))
    ref = plain_cj.json("agency", "list", "--all")["items"][0]["ref"]
    plain_cj.ok("amend", ref, "--set", "fees=free", "--set", "alert=moved", "--reason", "they said")
    whole = json.loads(file.read_text())
    whole[0]["services"][0] |= {"wait_time": "two weeks", "fees_description": "Rp 5.000"}
    file.write_text(json.dumps(whole))

    dry = plain_cj.json("agency", "import", str(file), "--dry-run")
    told = plain_cj.json("agency", "import", str(file))
    shown = plain_cj.json("agency", "show", ref)
    assert dry == {**told, "dry_run": True}
    assert told["items"] == [{"ref": ref, "called": shown["called"], "fate": "kept", "fields": ["fees"]}]
    assert (shown["wait_time"], shown["fees"], shown["alert"]) == ("two weeks", "free", "moved")
    assert shown["corrections"][-1]["reason"] == f"cj agency import {file}"
    assert plain_cj.json("agency", "import", str(file))["same"] == 1
    assert exported(plain_cj)[0]["services"][0]["fees_description"] == "free"


def test_theirs_is_taken_where_it_is_wanted(plain_cj: Cj, file: Path) -> None:
    plain_cj.ok("agency", "import", str(file))
    ref = plain_cj.json("agency", "list", "--all")["items"][0]["ref"]
    plain_cj.ok("amend", ref, "--set", "fees=free", "--reason", "they said")
    whole = json.loads(file.read_text())
    whole[0]["services"][0]["fees_description"] = "Rp 5.000"
    file.write_text(json.dumps(whole))

    assert plain_cj.json("agency", "import", str(file), "--theirs")["changed"] == 1
    assert plain_cj.json("agency", "show", ref)["fees"] == "Rp 5.000"


def test_what_was_struck_here_does_not_come_back(plain_cj: Cj, file: Path) -> None:
    plain_cj.ok("agency", "import", str(file))
    ref = plain_cj.json("agency", "list", "--all")["items"][0]["ref"]
    plain_cj.ok("strike", ref, "--reason", "x", "--yes")

    assert plain_cj.json("agency", "import", str(file))["struck"] == 1
    assert plain_cj.json("agency", "list", "--all")["items"] == []


def wrong() -> Iterator[tuple[dict[str, Any], str]]:
    service = {"id": str(uuid4()), "name": "A", "status": "active"}
    yield {**service, "id": "7"}, "id is no UUID"
    yield {"id": service["id"], "status": "active"}, "name is missing"
    yield {**service, "status": "open"}, "status must be one of: active, inactive, defunct, temporarily closed"
    yield {**service, "assured_date": "soon"}, "assured_date is no day like 2026-11-23"
    yield {**service, "phones": [{"id": str(uuid4())}]}, "phones[1].number is missing"
    yield {**service, "phones": "0274"}, "phones: this is no list"
    yield {**service, "minimum_age": "ten"}, "minimum_age is no number"


@pytest.mark.parametrize(("service", "problem"), [*wrong()])
def test_a_record_that_is_not_as_it_should_be_is_left_out_and_the_others_are_taken(
    service: dict[str, Any], problem: str, plain_cj: Cj, tmp_path: Path
) -> None:
    good = {"id": str(uuid4()), "name": "Good", "status": "active"}
    (tmp_path / "a.json").write_text(json.dumps([service, good]))

    told = plain_cj("agency", "import", str(tmp_path / "a.json"), "--json")

    assert told.code == 17
    assert [each["problems"] for each in told.json["rejected"]] == [[problem]]
    assert plain_cj.json("agency", "list")["items"][0]["called"] == "Good"
    again = plain_cj("agency", "import", str(tmp_path / "a.json"))
    assert "As they were" in again.out
    assert problem in again.out


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe{}", "not readable text"),
        (b"{", "line 1 is no JSON"),
        (b"[1, 2]", "no organizations and no services"),
        (b"PK\x03\x04 broken", "cannot be unpacked"),
        (b"", "empty"),
        (b"[" * 100_000, "nested too deeply"),
        (b" " * (33 * 1024**2), "larger than 32 MB"),
    ],
)
def test_a_file_that_is_no_directory_is_refused_with_a_sentence(
    content: bytes, problem: str, plain_cj: Cj, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_bytes(content)

    told = plain_cj("agency", "import", str(tmp_path / "a.json"))

    assert told.code == 16
    assert problem in told.err
    assert not (plain_cj.journal / "agencies.log").exists()


def test_two_files_of_one_name_in_a_package_are_refused(plain_cj: Cj, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for folder, name in (("a", "First"), ("b", "Second")):
            archive.writestr(f"{folder}/services.csv", f"id,name,status\n{uuid4()},{name},active\n")

    told = plain_cj("agency", "import", str(tmp_path / "a.zip"))

    assert told.code == 16
    assert "services.csv is in it more than once" in " ".join(told.err.split())
    assert not (plain_cj.journal / "agencies.log").exists()


def test_a_byte_order_mark_and_a_page_of_an_api_make_no_difference(plain_cj: Cj, tmp_path: Path) -> None:
    page = {"contents": [{"id": str(uuid4()), "name": "A", "status": "active"}], "total_pages": 1}
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(page).encode())

    assert plain_cj.json("agency", "import", str(tmp_path / "a.json"))["new"] == 1
    assert plain_cj("agency", "import", str(tmp_path / "nothing.json")).code == 14


def test_the_second_record_with_an_id_is_left_out(plain_cj: Cj, tmp_path: Path) -> None:
    one = {"id": str(uuid4()), "name": "A", "status": "active"}
    (tmp_path / "a.json").write_text(json.dumps([one, {**one, "name": "B"}]))

    told = plain_cj("agency", "import", str(tmp_path / "a.json"), "--json").json

    assert (told["new"], told["rejected"][0]["number"]) == (1, 2)


def test_an_export_is_on_the_access_log(plain_cj: Cj) -> None:
    plain_cj.ok("agency", "add", *MELATI)
    exported(plain_cj)

    assert plain_cj.json("report", "--access")["items"][0]["what"] == "agencies"
    assert "=1+1 for people" in plain_cj.ok("agency", "export", "-").out
    assert plain_cj("agency", "export", "-", "--format", "csv").code == 16
    assert plain_cj("agency", "export", "x.json", "--format", "xml").code == 16
    assert ".zip" in plain_cj("agency", "export", "x.csv").err
    assert not (plain_cj.home / "x.csv").exists()
    assert plain_cj("agency", "export", str(plain_cj.journal / "x.json")).code == 16
