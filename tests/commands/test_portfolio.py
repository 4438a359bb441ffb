"""`cj portfolio`: the records are the evidence, and an entry says what they show."""

from pathlib import Path

import pytest

from tests.world import Cj, Replies, form_group, take_in

WHY = "I let her finish. Then she cried."


@pytest.fixture
def note(cj: Cj, sari: str) -> str:
    """A note in which the worker was an advocate."""
    ref: str = cj.json("note", sari, "We talked.", "--role", "advocate")["ref"]
    return ref


def counted(cj: Cj, what: str = "competencies") -> dict[str, int]:
    """How many pieces of evidence there are, for what has any."""
    listed = cj.json("portfolio")[what]
    return {each.get("code") or each["name"]: each["pieces"] for each in listed if each["pieces"]}


@pytest.mark.parametrize(
    "said",
    [
        "epas-6",
        "EPAS 6",
        "6",
        "competency 6",
        "Engage with individuals, families, groups, organizations, and communities",
        "membangun relasi dengan individu, keluarga, kelompok, organisasi, dan masyarakat",
    ],
)
def test_a_competency_is_known_by_its_code_its_number_and_its_title_in_either_language(
    said: str, cj: Cj, note: str
) -> None:
    made = cj.json("portfolio", "add", note, WHY, "--competency", said)

    assert (made["about"], made["competencies"], made["reflection"]) == (note, ["epas-6"], WHY)
    assert counted(cj) == {"epas-6": 1}


def test_it_shows_what_has_no_evidence_yet_and_only_the_lists_in_use(cj: Cj, note: str) -> None:
    before = cj.ok("portfolio").out
    cj.ok("portfolio", "add", note, WHY, "--competency", "epas-6")

    after = cj.ok("portfolio").out

    assert "cj portfolio add REF" in before
    assert "permensos-h" in before
    assert "No evidence yet: epas-1, epas-2, epas-3, epas-4, epas-5, epas-7, epas-8, epas-9\n" in after
    assert "permensos-h" not in after
    assert "Not used so far: Skills of Permensos 14/2020" in after


def test_what_a_record_says_of_itself_counts_and_an_entry_only_adds(cj: Cj, sari: str, note: str) -> None:
    looked = cj.json("principles", "checklist", sari, "--acceptance", "kept", "--confidentiality", "not_applicable")
    cj.ok("portfolio", "add", note, WHY, "--competency", "8", "--role", "konselor", "--principle", "partisipasi")
    cj.ok("portfolio", "add", looked["ref"], WHY, "--competency", "1")

    found = cj.json("portfolio")

    roles = {each["name"]: (each["pieces"], each["in_records"]) for each in found["roles"]}
    assert (roles["advocate"], roles["counsellor"], roles["broker"]) == ((1, 1), (1, 0), (0, 0))
    assert counted(cj, "principles") == {"acceptance": 1, "participation": 1}
    assert {each["kind"] for each in found["evidence"]} == {"note", "checklist"}
    stored = next(each for each in cj.json("show", sari)["portfolio"] if each["about"] == note)
    assert stored["roles"] == ["counsellor"]


def test_at_a_terminal_the_competency_is_chosen_and_what_counts_already_is_told(cj: Cj, note: str) -> None:
    replies = Replies(["epas-6", "permensos-a"], WHY, [], ["mediator"], "")

    cj.ok("portfolio", "add", note, asks=replies)

    assert counted(cj) == {"epas-6": 1, "permensos-a": 1}
    assert any("Counted already: advocate. " in hint for hint in replies.hinted["several"])


def test_a_session_of_a_group_is_evidence_too(cj: Cj) -> None:
    group = form_group(cj, "Bu Wati")
    session = cj.json("group", "session", group, "--everyone")["ref"]

    cj.ok("portfolio", "add", session, WHY, "--competency", "permensos-e", "--principle", "pengambilan keputusan")

    assert counted(cj) == {"permensos-e": 1}
    assert counted(cj, "principles") == {"decision_making": 1}
    assert WHY in cj.ok("portfolio", "permensos-e").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("epas-66",), 14, "epas-6"),
        (("asess",), 14, "epas-7 (Assess Individuals"),
        (("kelinci",), 14, "epas-1 … epas-9"),
    ],
)
def test_a_competency_that_is_none_names_those_that_are_near(
    words: tuple[str, ...], code: int, told: str, cj: Cj, note: str
) -> None:
    before = cj.files()

    result = cj("portfolio", "add", note, WHY, "--competency", *words)

    assert result.code == code
    assert told in result.err
    assert cj.files() == before


def test_without_a_competency_or_a_reflection_it_is_asked_for(cj: Cj, note: str) -> None:
    assert "--competency" in cj("portfolio", "add", note, WHY).err
    assert "--reflection" in cj("portfolio", "add", note, "--competency", "1").err
    assert cj("portfolio", "add", note, "--competency", "1").code == 4


def test_a_ref_that_is_not_there_another_entry_and_a_service_are_no_evidence(cj: Cj, note: str) -> None:
    entry = cj.json("portfolio", "add", note, WHY, "--competency", "1")["ref"]
    service = cj.json("agency", "add", "--name", "Puskesmas")["ref"]

    assert cj("portfolio", "add", "N-0000", WHY, "--competency", "1").code == 14
    assert cj("portfolio", "add", entry, WHY, "--competency", "1").code == 16
    assert cj("portfolio", "add", service, WHY, "--competency", "1").code == 16


def test_a_record_can_be_struck_and_its_entry_counts_no_longer(cj: Cj, note: str) -> None:
    entry = cj.json("portfolio", "add", note, WHY, "--competency", "1")["ref"]

    cj.ok("strike", note, "--reason", "wrong case", "--yes")

    assert counted(cj) == {}
    assert cj.json("portfolio")["set_aside"] == [entry]
    assert f"No longer counted, because the record was struck: {entry}" in cj.ok("portfolio").out
    assert cj("portfolio", "add", note, WHY, "--competency", "1").code == 5


def test_the_same_record_named_twice_is_remarked_upon(cj: Cj, note: str) -> None:
    first = cj.json("portfolio", "add", note, WHY, "--competency", "1", "--competency", "2")["ref"]

    again = cj.json("portfolio", "add", note, WHY, "--competency", "2", "--competency", "3")

    assert again["remarks"] == [f"{note} is evidence of epas-2 already: {first}. Both count."]
    assert counted(cj)["epas-2"] == 2


def test_an_entry_moves_with_its_note(cj: Cj, note: str) -> None:
    cj.ok("portfolio", "add", note, WHY, "--competency", "1")
    budi = take_in(cj, "Pak Budi")

    moved = cj.json("note", "move", note, budi, "--because", "it was him")

    (piece,) = cj.json("portfolio", "epas-1")["evidence"]
    assert (piece["of"], piece["about"]) == (budi, moved["ref"])
    told = cj("portfolio", "add", note, WHY, "--competency", "1")
    assert moved["ref"] in told.err


def test_a_correction_goes_through_the_same_test(cj: Cj, note: str) -> None:
    entry = cj.json("portfolio", "add", note, WHY, "--competency", "1")["ref"]

    cj.ok("amend", entry, "--set", "competencies=7", "--reason", "x")

    assert counted(cj) == {"epas-7": 1}
    assert cj("amend", entry, "--set", "competencies=99", "--reason", "x").code == 14


def test_an_entry_stays_behind_when_the_case_goes_to_others(cj: Cj, sari: str, note: str) -> None:
    cj.ok("portfolio", "add", note, WHY, "--competency", "1")

    told = cj.ok("export", sari, "--format", "json", "--to", "Dinas", "--override", "x", "-o", "-", "--yes").out

    assert WHY not in told
    assert "We talked." in told


def test_what_a_person_wrote_is_never_markup_or_an_escape(cj: Cj, note: str) -> None:
    cj.ok("portfolio", "add", note, "[b]x[/b] \x1b[31mred", "--competency", "1")

    out = cj.ok("portfolio", "epas-1", terminal=True).out

    assert "[b]x[/b]" in out
    assert "\x1b[31mred" not in out


# Practice runs


def test_the_items_of_a_practice_run_are_in_the_portfolio_of_its_journal_once_feedback_was_asked_for(bare: Cj) -> None:
    bare.ok("practice", "start", "ratna", "--journal", str(bare.journal))
    bare.ok("practice", "say", "explain_limits", "Nobody hears of it.")
    bare.ok("intake", "--client", "Ratna", "--presenting-problem", "He is lazy. [1]", "--confidentiality-explained")
    before = bare.json("portfolio")["practice"]
    bare.ok("practice", "feedback")

    items = bare.json("portfolio")["practice"]

    assert before == []
    assert {each["origin"] for each in items} == {"practice"}
    assert {each["ended"] for each in items} <= {"met", "partly", "missed", "not put to the test", "for the lecturer"}
    assert counted(bare) == {}
    assert "confidentiality" in {name for each in items for name in each["principles"]}
    assert {"yes", "True"}.isdisjoint(each["reflection"] for each in items)  # an answer, and nobody's own words
    paper = bare.ok("report", "--portfolio", "--format", "md", "--yes").out
    assert "From a practice journal: the clients are made up." in paper
    assert paper.count("**Ended as**") == len(items) > 5
    assert "Practice runs" in bare.ok("portfolio").out


# A school's own list


def own(cj: Cj, *lines: str) -> None:
    """Write a list into config.toml."""
    text = "\n".join(("[competencies.kampus]", *lines, ""))
    Path(cj.env["CJ_CONFIG"]).write_text(text, encoding="utf-8")


def test_a_schools_own_list_is_counted_beside_the_others(cj: Cj, note: str) -> None:
    own(cj, 'title = "Praktikum II"', '1 = "Kontrak"', '"2.1" = {en = "Plans together", id = "Berencana bersama"}')

    cj.ok("portfolio", "add", note, WHY, "--competency", "berencana bersama", "--competency", "kampus-1")

    assert counted(cj) == {"kampus-1": 1, "kampus-2.1": 1}
    assert [each["code"] for each in cj.json("config")["competencies"]] == ["kampus-1", "kampus-2.1"]
    assert "kampus-2.1\tPlans together" in cj.ok("config").out
    assert "Praktikum II\nkampus-1\tKontrak\t1" in cj.ok("portfolio").out
    assert cj("portfolio", "add", note, WHY, "--competency", "1").code == 16


def test_an_entry_of_a_list_that_is_gone_is_still_counted(cj: Cj, note: str) -> None:
    own(cj, '1 = "Kontrak"')
    cj.ok("portfolio", "add", note, WHY, "--competency", "kampus-1")
    own(cj, '2 = "Rencana"')

    assert counted(cj) == {"kampus-1": 1}
    assert "No longer in a list\nkampus-1" in cj.ok("portfolio").out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('2 = {en = "Plans"}', "line 3: competencies.kampus.2: the half in “id” is missing"),
        ('2 = ""', "line 3: competencies.kampus.2: write a text"),
        ('titel = "x"', "line 3: competencies.kampus.titel: this is no number"),
        ('2.1 = "x"', 'line 3: competencies.kampus.2: write a text, or one for each language: {en = "…", id = "…"}; a'),
        ('a = "x"\nA = "y"', "line 4: competencies.kampus.A: this number is given twice"),
    ],
)
def test_what_is_wrong_in_a_list_is_told_with_its_line_and_the_rest_counts(
    line: str, told: str, cj: Cj, note: str
) -> None:
    own(cj, '1 = "Kontrak"', line)

    result = cj.ok("portfolio", "add", note, WHY, "--competency", "kampus-1")

    assert f"config.toml, {told}" in result.err


def test_a_number_that_stands_there_twice_is_told_with_its_line(cj: Cj, sari: str) -> None:
    own(cj, '1 = "Kontrak"', '1 = "Rencana"')

    assert "line 3 gives a name that stands in it already" in cj("portfolio").err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("competencies = 1", "line 1: competencies: write a table [competencies.NAME]"),
        ("[competencies]\nkampus = 1", "line 2: competencies.kampus: write a table [competencies.NAME]"),
        ('[competencies."a b"]\n1 = "x"', "the name of a list has letters, digits and hyphens"),
        ('[competencies.EPAS]\n1 = "x"', "there is a list of that name already"),
        ('[competencies.kampus]\ntitle = "x"', "there is no competency in it"),
        ('[competencies.kampus]\ntitle = {en = "x"}\n1 = "x"', "kampus.title: the half in “id” is missing"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_with_its_line(text: str, told: str, cj: Cj, sari: str) -> None:
    Path(cj.env["CJ_CONFIG"]).write_text(text, encoding="utf-8")

    assert told in cj("portfolio").err
