"""The FHIR bundle: two programs that this project did not write take it, and each status is one that R4 lists."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from casejournal.domain.assessment import SharedBy
from casejournal.domain.closing import Result
from casejournal.domain.consent import State
from casejournal.domain.gender import Gender
from casejournal.domain.plan import LEVELS as OUR_LEVELS
from casejournal.domain.plan import Agreed
from casejournal.domain.referral_log import Status, Urgency
from casejournal.domain.review import Rater
from casejournal.exchange.fhir import codes
from tests import tools
from tests.world import Cj, form_group, take_in, work_through

TO = ("--to", "Dinas Sosial", "--override", "the court asked")
HOSTILE = 'He said "no" \\ <b>\x1b[31m'

REQUEST_STATUS = {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"}
GOAL_STATUS = {
    "proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "entered-in-error", "rejected",
}  # fmt: skip
ACHIEVEMENT = {
    "in-progress", "improving", "worsening", "no-change", "achieved", "sustaining", "not-achieved", "no-progress",
    "not-attainable",
}  # fmt: skip
TASK_STATUS = {
    "draft", "requested", "received", "accepted", "rejected", "ready", "cancelled", "in-progress", "on-hold", "failed",
    "completed", "entered-in-error",
}  # fmt: skip
CONSENT_STATUS = {"draft", "proposed", "active", "rejected", "inactive", "entered-in-error"}
VERIFICATION = {"unconfirmed", "provisional", "differential", "confirmed", "refuted", "entered-in-error"}
ACTIVITY_STATUS = {
    "not-started", "scheduled", "in-progress", "on-hold", "completed", "cancelled", "stopped", "unknown",
    "entered-in-error",
}  # fmt: skip
"""The required value sets of http://hl7.org/fhir/R4, typed in from there."""

VALIDATE = """
const {Fhir} = require(process.argv[1] + '/fhir');
const bundle = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const found = new Fhir().validate(bundle, {errorOnUnexpected: true});
console.log(JSON.stringify(found.messages.filter(each => each.severity === 'error' || each.severity === 'fatal')));
"""


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of somebody with a case that has everything a bundle can tell, and a case with nothing but an intake."""
    cj = Cj(tmp_path_factory.mktemp("worked"))
    cj.ok("init", "--plain-text")
    refs = work_through(cj, "Ibu Sari")
    levels = {"much_less": "none", "less": "two days", "more": "five days", "much_more": HOSTILE}
    told = {"number": 1, "statement": "Dimas goes to school", "levels": {"expected": "four days a week", **levels}}
    cj.ok("plan", "sari", "--agreed", "partly", "--reason", "x", "--from", "-", stdin=json.dumps({"goals": [told]}))
    for rater in Rater:
        cj.ok("review", "sari", "--rate", "1=1", "--rate", "2=-2", "--by", rater)
    cj.ok(
        "amend", "sari", "--set", "alias=Bunga", "--set", "gender=perempuan", "--set", "birth=1990-05", "--reason", "x"
    )
    cj.ok("amend", "sari", "--set", "since_when=since July", "--reason", "x")
    refused = ("--recipient", "The school", "--purpose", HOSTILE, "--scope", "name", "--given-by", "caregiver")
    cj.ok("consent", "sari", *refused, "--refused", "--yes")
    cj.ok("consent", "revoke", refs["CONSENT"], "--because", "x")
    cj.ok("refer", "update", refs["REFERRAL"], "completed", "--outcome", HOSTILE, "--confirmed-by", "Bidan Wulan")
    cj.ok("refer", "sari", "--to", "Panti Asih", "--reason", "capacity", "--urgency", "urgent", "--yes")
    cj.ok("task", "done", refs["TASK"])
    take_in(cj, "Pak Budi", "--birth", "1950~")
    form_group(cj, "Bu Wati")
    return cj.home


@pytest.fixture
def desk(plain_cj: Cj, worked: Path) -> Cj:
    plain_cj.become(worked)
    return plain_cj


def bundle(cj: Cj, *more: str, **how: Any) -> dict[str, Any]:
    """The bundle of a case."""
    path = cj.home / "bundle.json"
    cj.ok("export", *(more or ("sari",)), "--format", "fhir", *TO, "-o", str(path), "--yes", **how)
    told: dict[str, Any] = json.loads(path.read_bytes())
    return told


def of_kind(told: Mapping[str, Any], kind: str) -> list[Any]:
    return [each["resource"] for each in told["entry"] if each["resource"]["resourceType"] == kind]


def complaints(cj: Cj) -> list[Any]:
    """What the npm package has against the bundle that was exported last."""
    modules = tools.node_modules("fhir")
    found: list[Any] = json.loads(
        tools.run((tools.program("node"), "-e", VALIDATE, str(modules), str(cj.home / "bundle.json")))
    )
    return found


@pytest.mark.parametrize("language", ["en", "id"])
def test_two_programs_of_others_take_the_bundle(language: str, desk: Cj) -> None:
    told = bundle(desk, "--all", env={"CJ_LANG": language})

    assert complaints(desk) == []
    model = Bundle.model_validate(told)
    assert len(model.entry or []) == len(told["entry"])
    assert {each["resource"]["resourceType"] for each in told["entry"]} == {
        "Patient", "Condition", "CarePlan", "Goal", "Observation", "ServiceRequest", "Task", "Consent",
    }  # fmt: skip
    assert len(of_kind(told, "Patient")) == 2
    assert told["language"] == language


def test_the_bundle_of_a_closed_case_is_taken_too(desk: Cj) -> None:
    outcomes = ("--outcome", "1=reached", "--outcome", "2=dropped")
    desk.ok("close", "sari", "--reason", "goals_met", "--because", "x", *outcomes)

    told = bundle(desk)

    assert complaints(desk) == []
    Bundle.model_validate(told)
    assert [each["lifecycleStatus"] for each in of_kind(told, "Goal")] == ["completed", "cancelled"]
    assert [each["status"] for each in of_kind(told, "CarePlan")] == ["completed"]
    assert {each["clinicalStatus"]["coding"][0]["code"] for each in of_kind(told, "Condition")} == {"resolved"}
    assert of_kind(told, "Patient")[0]["active"] is False


def test_a_wrong_status_would_be_noticed(desk: Cj) -> None:
    told = bundle(desk)
    of_kind(told, "Goal")[0]["lifecycleStatus"] = "reached"
    (desk.home / "bundle.json").write_text(json.dumps(told))

    assert complaints(desk) != []


TABLES: tuple[tuple[Mapping[Any, Any], set[Any], set[str]], ...] = (
    (codes.REQUESTS, {*Status}, REQUEST_STATUS),
    (codes.TASKS, {*Status}, TASK_STATUS),
    (codes.CONSENTS, {*State}, CONSENT_STATUS),
    (codes.LIFECYCLE, {*Agreed}, GOAL_STATUS),
    (codes.PLANS, {*Agreed}, REQUEST_STATUS),
    (codes.VERIFICATION, {*SharedBy, None}, VERIFICATION),
    (codes.PRIORITIES, {*Urgency}, {"routine", "urgent", "asap", "stat"}),
    (codes.GENDERS, {*Gender}, {"male", "female", "other", "unknown"}),
    ({each: lifecycle for each, (lifecycle, _) in codes.ENDED.items()}, {*Result}, GOAL_STATUS),
    ({each: achieved for each, (_, achieved) in codes.ENDED.items()}, {*Result}, ACHIEVEMENT),
)


@pytest.mark.parametrize(("table", "ours", "theirs"), TABLES)
def test_each_status_of_ours_is_one_that_r4_lists(table: Mapping[Any, str], ours: set[Any], theirs: set[str]) -> None:
    assert table.keys() == ours
    assert {*table.values()} <= theirs


def test_every_rater_and_level_has_its_code() -> None:
    assert codes.SCORES.keys() == {*Rater}
    assert codes.LEVELS.keys() == OUR_LEVELS.keys()


def test_what_is_told_has_statuses_that_r4_lists(desk: Cj) -> None:
    told = bundle(desk)

    assert {each["status"] for each in of_kind(told, "Task")} == {"completed", "draft"} <= TASK_STATUS
    assert {each["status"] for each in of_kind(told, "Consent")} == {"inactive", "rejected"} <= CONSENT_STATUS
    [plan] = of_kind(told, "CarePlan")
    assert {each["detail"]["status"] for each in plan["activity"]} == {"completed", "not-started"} <= ACTIVITY_STATUS


def test_every_reference_leads_to_a_resource_of_the_bundle(desk: Cj) -> None:
    told = bundle(desk, "--all")
    names = [each["fullUrl"] for each in told["entry"]]

    assert len({*names}) == len(names)
    assert names == [f"urn:uuid:{each['resource']['id']}" for each in told["entry"]]
    kinds = {each["fullUrl"]: each["resource"]["resourceType"] for each in told["entry"]}
    pointed = [each for each in references(told) if "reference" in each]
    assert len(pointed) > 20
    assert [each for each in pointed if kinds.get(each["reference"]) != each["type"]] == []


def references(told: Any) -> list[Any]:
    """Every object that refers to something."""
    if isinstance(told, list):
        return [found for each in told for found in references(each)]
    if not isinstance(told, dict):
        return []
    own = [told] if isinstance(told.get("reference"), str) else []
    return own + [found for each in told.values() for found in references(each)]


def test_ids_are_the_same_in_every_bundle(desk: Cj) -> None:
    first = bundle(desk)
    desk.wait(days=1)

    assert [each["fullUrl"] for each in bundle(desk)["entry"]] == [each["fullUrl"] for each in first["entry"]]


def test_the_client_is_known_by_alias_and_ref(desk: Cj) -> None:
    told = bundle(desk, "--all")

    [sari] = [each for each in of_kind(told, "Patient") if each["name"][0]["text"] == "Bunga"]
    assert sari["identifier"][0]["value"] == desk.json("show", "sari")["ref"]
    assert (sari["gender"], sari["birthDate"]) == ("female", "1990-05")
    assert "Ibu Sari" not in json.dumps(told)
    [budi] = [each for each in of_kind(told, "Patient") if each["name"][0]["text"] == "Pak Budi"]
    assert "birthDate" not in budi


def test_goals_are_measured_by_goal_attainment_scaling(desk: Cj) -> None:
    told = bundle(desk)
    first, second = of_kind(told, "Goal")

    assert {each["target"][0]["measure"]["coding"][0]["code"] for each in (first, second)} == {"107332-9"}
    assert first["target"][0]["detailString"] == "four days a week"
    levels = [{part["url"]: part for part in each["extension"]} for each in first["extension"]]
    assert [each["text"]["valueString"] for each in levels] == [
        "none", "two days", "four days a week", "five days", 'He said "no" \\ <b>␛[31m',
    ]  # fmt: skip
    assert [each["level"]["valueCoding"]["code"] for each in levels] == [
        "LA34484-8", "LA34483-0", "LA34481-4", "LA34480-6", "LA34479-8",
    ]  # fmt: skip
    assert second["target"][0]["dueDate"] == "2027-01-22"


def test_each_rating_says_who_gave_it_and_is_found_from_its_goal(desk: Cj) -> None:
    told = bundle(desk)
    goal = of_kind(told, "Goal")[0]

    by_id = {f"urn:uuid:{each['id']}": each for each in of_kind(told, "Observation")}
    found = [by_id[each["reference"]] for each in goal["outcomeReference"]]
    assert [each["code"].get("coding", [{}])[0].get("code") for each in found] == [
        "107334-5", "107333-7", "107331-1", None,
    ]  # fmt: skip
    assert {each["valueCodeableConcept"]["coding"][0]["code"] for each in found} == {"LA34480-6"}
    assert found[3]["code"]["text"] == "rated by the supervisor"
    assert ["performer" in each for each in found] == [True, False, False, False]


def test_a_rating_on_another_scale_is_not_told(desk: Cj) -> None:
    """The first review was before the levels of goal 1 were changed; goal 2 was not changed."""
    told = bundle(desk)

    assert [len(each["outcomeReference"]) for each in of_kind(told, "Goal")] == [4, 5]


def test_a_note_is_no_markup(desk: Cj) -> None:
    """A note of FHIR is Markdown."""
    desk.ok("assess", "sari", "--underlying-problem", "x", "--evidence", "# He *said* <b>no</b>")

    [note] = of_kind(bundle(desk), "Condition")[1]["note"]

    assert note["text"] == "\\# He \\*said\\* \\<b\\>no\\</b\\>"


def test_a_plan_that_was_written_down_after_the_closing_does_not_end_before_it_begins(desk: Cj) -> None:
    desk.ok("close", "sari", "--reason", "moved", "--because", "x", "--on", "-30d")

    [plan] = of_kind(bundle(desk), "CarePlan")

    assert plan["period"] == {"start": "2026-11-23", "end": "2026-11-23"}


def test_a_referral_is_a_request_and_a_task_about_it(desk: Cj) -> None:
    told = bundle(desk)
    done, new = of_kind(told, "Task")
    requests = {f"urn:uuid:{each['id']}": each for each in of_kind(told, "ServiceRequest")}

    assert (done["status"], requests[done["focus"]["reference"]]["status"]) == ("completed", "completed")
    assert done["output"][0]["valueString"] == 'He said "no" \\ <b>␛[31m'
    assert done["owner"]["display"] == "Puskesmas Melati"
    assert done["lastModified"] >= done["authoredOn"]
    assert (new["status"], new["priority"], new["restriction"]["period"]["end"]) == ("draft", "asap", "2026-11-24")
    consents = [f"urn:uuid:{each['id']}" for each in of_kind(told, "Consent")]
    assert requests[done["focus"]["reference"]]["supportingInfo"][0]["reference"] in consents


def test_a_consent_says_what_to_whom_and_what_is_kept_back(desk: Cj) -> None:
    given, refused = sorted(of_kind(bundle(desk), "Consent"), key=lambda each: str(each["status"]))

    assert given["provision"]["type"] == "permit"
    assert given["provision"]["actor"][0]["reference"]["display"] == "Puskesmas Melati"
    assert [each["coding"][0]["code"] for each in given["provision"]["code"]] == ["name", "household"]
    [kept] = given["provision"]["provision"]
    assert (kept["type"], kept["actor"][0]["reference"]["display"]) == ("deny", "her brother")
    assert "he drinks" not in json.dumps(given)
    assert given["provision"]["period"] == {"start": "2026-11-23", "end": "2026-11-23"}
    assert (refused["provision"]["type"], refused["performer"][0]["display"]) == ("deny", "a caregiver")


@pytest.mark.parametrize("visibility", ["private", "supervision"])
def test_what_is_not_for_every_reader_is_in_no_bundle(visibility: str, desk: Cj) -> None:
    hidden = ("--visibility", visibility)
    desk.ok("assess", "sari", "--underlying-problem", "unspoken", *hidden)
    desk.ok("plan", "sari", "--agreed", "yes", "--reason", "x", "--goal", "unspoken", *hidden)
    desk.ok("refer", "sari", "--to", "unspoken", "--reason", "capacity", *hidden)
    desk.ok("task", "add", "sari", "unspoken", "--who", "client", "--goal", "1", *hidden)

    assert "unspoken" not in json.dumps(bundle(desk))
    own = ("--to", "Rahma", "--override", "x")
    assert "unspoken" not in desk.ok("export", "sari", "--format", "fhir", *own).out


def test_a_bundle_needs_a_consent_and_the_case_remembers_it(desk: Cj) -> None:
    assert desk("export", "sari", "--format", "fhir", "--to", "Dinas Sosial").code == 6

    bundle(desk)

    assert desk.json("show", "sari")["disclosures"][-1]["recipient"] == "Dinas Sosial"


def test_it_says_that_it_is_not_certified(desk: Cj) -> None:
    told = bundle(desk)

    tags = {each["resource"]["meta"]["tag"][0]["display"] for each in told["entry"]}
    assert tags == {told["meta"]["tag"][0]["display"]} == {"FHIR-shaped, not certified"}
    assert "not certified" in desk.ok("export", "--help").out


def test_a_case_with_nothing_but_an_intake_is_a_client_and_a_problem(desk: Cj) -> None:
    told = bundle(desk, "budi")

    assert [each["resource"]["resourceType"] for each in told["entry"]] == ["Patient", "Condition"]
    assert complaints(desk) == []
