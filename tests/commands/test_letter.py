"""`cj letter`: it says what the consent covers and nothing else, and no text can break its layout."""

import stat
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from casejournal.desk import Desk, World
from casejournal.domain.consent import Shareable, require
from casejournal.domain.referral import Referral
from casejournal.errors import DiskRefused
from casejournal.exchange.letter import letter, written
from tests.papers import READERS
from tests.world import CHEAP, MONDAY, Cj, take_in

SECRETS = {
    "presenting_problem": "Rahasia-satu",
    "name": "Ibu Rahasia-dua",
    "address": "Jalan Rahasia-tiga",
    "household": "Rahasia-empat",
    "contact": "Rahasia-lima",
    "safety": "Rahasia-enam",
    "underlying_problem": "Rahasia-tujuh",
    "strengths": "Rahasia-delapan",
    "needs": "Rahasia-sembilan",
    "domains": "Rahasia-sepuluh",
    "goals": "Rahasia-sebelas",
    "notes": "Rahasia-duabelas",
    "personal_details": "Rahasia-tigabelas",
    "identity_numbers": "Rahasia-nomor",
    "progress": "+1 (more than expected)",
    "own_fields": "Rahasia-marga",
}
"""A word that occurs only in that thing."""
TO = ("--to", "Puskesmas", "--reason", "specialist")
HOSTILE = "<script>alert(1)</script> [/b] {{ 7*7 }} **x** `y` \x1b[31m =1+1"


@pytest.fixture
def told(cj: Cj) -> str:
    """A case in which each thing that may be shared has a word of its own."""
    (cj.home / "config.toml").write_text('[intake_fields]\nclan = "Which clan is the family from?"\n')
    case = str(
        cj.json(
            "intake", "--client", SECRETS["name"], "--presenting-problem", SECRETS["presenting_problem"],
            "--address", SECRETS["address"], "--household", SECRETS["household"], "--contact", SECRETS["contact"],
            "--safe-contact-code-word", "Rahasia-sandi", "--safety", "concern", "--safety-note", SECRETS["safety"],
            "--gender", SECRETS["personal_details"], "--own", f"clan={SECRETS['own_fields']}",
            "--identity-number", f"other:{SECRETS['identity_numbers']}:passport",
        )["ref"]
    )  # fmt: skip
    cj.ok(
        "assess", case, "--underlying-problem", SECRETS["underlying_problem"], "--strength", SECRETS["strengths"],
        "--need", SECRETS["needs"], "--domain", f"income=2:{SECRETS['domains']}",
    )  # fmt: skip
    cj.ok("plan", case, "--goal", SECRETS["goals"], "--agreed", "yes")
    cj.ok("review", case, "--rate", "1=1", "--by", "client")
    cj.ok("note", case, SECRETS["notes"])
    cj.ok("note", case, "Rahasia-pribadi", "--visibility", "private")
    cj.ok("note", case, "Rahasia-supervisi", "--visibility", "supervision")
    return case


def refer(cj: Cj, case: str, *scope: str, share: tuple[str, ...] = ()) -> str:
    scopes = [word for what in scope for word in ("--scope", what)]
    shares = [word for what in share for word in ("--share", what)]
    cj.ok("consent", case, "--purpose", "help", "--recipient", "Puskesmas", "--given-by", "client", *scopes)
    return str(cj.json("refer", case, *TO, *shares)["ref"])


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("what", sorted(SECRETS))
def test_it_tells_what_was_consented_to_and_nothing_else(cj: Cj, told: str, what: str, form: str) -> None:
    text = cj.json("letter", refer(cj, told, what), "--format", form)["text"]

    assert {name for name, secret in SECRETS.items() if secret in text} == {what}
    assert "Rahasia-sandi" not in text


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_letter_that_people_can_edit_or_print_tells_the_same(cj: Cj, told: str, form: str, tmp_path: Path) -> None:
    ref, target = refer(cj, told, "name", "domains", "notes"), tmp_path / f"letter.{form}"
    written_down = cj.json("letter", ref)["ref"]

    letter = cj.json("letter", ref, "-o", str(target))
    text = READERS[form](target.read_bytes(), tmp_path)

    assert {name for name, secret in SECRETS.items() if secret in text} == {"name", "domains", "notes"}
    assert all(
        word in text for word in ("Puskesmas", "Dear colleague", "Yours sincerely", "Referral of Ibu Rahasia-dua")
    )
    assert "Rahasia-pribadi" not in text
    assert "--output" not in text
    assert letter["ref"] == written_down
    assert cj("letter", ref, "--format", form).code == 4


def test_what_is_only_for_the_worker_or_for_supervision_is_in_no_letter(cj: Cj, told: str) -> None:
    text = cj.json("letter", refer(cj, told, *SECRETS))["text"]

    assert all(secret in text for secret in SECRETS.values())
    assert "Rahasia-pribadi" not in text
    assert "Rahasia-supervisi" not in text


def test_a_referral_may_share_less_than_the_consent_covers(cj: Cj, told: str) -> None:
    text = cj.json("letter", refer(cj, told, "name", "address", share=("name",)))["text"]

    assert SECRETS["name"] in text
    assert SECRETS["address"] not in text


def test_without_the_name_in_its_scope_the_client_is_a_ref(cj: Cj, told: str) -> None:
    text = cj.json("letter", refer(cj, told, "presenting_problem"))["text"]

    assert told in text
    assert SECRETS["name"] not in text


def test_what_is_withheld_from_the_recipient_is_not_told(cj: Cj, told: str) -> None:
    ref = refer(cj, told, "name", "address")
    cj.ok(
        "consent", told, "--purpose", "x", "--recipient", "School", "--scope", "name", "--given-by", "client",
        "--withheld", "address:Puskesmas:they know her husband",
    )  # fmt: skip

    text = cj.json("letter", ref)["text"]

    assert SECRETS["address"] not in text
    assert SECRETS["name"] in text


NIK = "3201234567890001"


def test_an_identity_number_is_in_no_letter_without_its_own_consent(cj: Cj) -> None:
    case = cj.json(
        "intake", "--client", "Ibu Sari", "--identity-number", f"NIK:{NIK}", "--identity-number", "bpjs:0001234567890",
        "--presenting-problem", f"They lost her card {NIK}, and BPJS 0001234567890.", "--household", "Dimas, 12",
    )["ref"]  # fmt: skip
    every = [what.value for what in Shareable if what != "identity_numbers"]
    cj.ok("note", case, f"Card: 3201 2345 6789 0001, {NIK}")

    without = cj.json("letter", refer(cj, case, *every))["text"]
    cj.ok(
        "consent", case, "--purpose", NIK, "--recipient", "Dinas", "--given-by", "client", "--scope", "identity_numbers"
    )
    request = ("refer", case, "--to", "Dinas", "--reason", "specialist", "--request", f"A card for {NIK}")
    with_it = cj.json("letter", cj.json(*request)["ref"])["text"]

    digits = without.replace(" ", "")
    assert NIK not in digits
    assert "0001234567890" not in digits
    assert with_it.count(NIK) == 1
    assert "0001234567890" in with_it
    assert "Ibu Sari" not in with_it


def test_an_identity_number_typed_as_a_name_long_ago_does_not_go_out_with_the_name(cj: Cj) -> None:
    """The first versions took any text for a name."""
    case = cj.json("intake", "--client", "Ibu Sari", "--alias", "ALIAS", "--presenting-problem", "x")["ref"]
    referral = refer(cj, case, "name")
    assert "ALIAS" in cj.json("letter", referral)["text"]

    composed = letter_of(cj, case, referral, client=f"Sari {NIK}", alias="0001234567890")

    assert NIK not in composed
    assert "0001234567890" not in composed
    assert "Sari" in composed


def letter_of(cj: Cj, case: str, referral: str, **names: str) -> str:
    """The letter of a case whose client has these names, put there without any checks."""
    file = Desk(World(env=cj.env, now=cj.clock, cost=CHEAP), {}).journal.case(case)
    old = msgspec.structs.replace(file, intake=msgspec.structs.replace(file.intake, **names))
    to = old.record(referral)
    assert isinstance(to, Referral)
    leave = require(old.consents, to.to, to.shared, MONDAY.date(), case, "")
    return written(letter(old, to, leave, "Rahma", "", MONDAY.date()), "md").decode()


def test_the_age_in_a_letter_is_that_of_its_day(cj: Cj) -> None:
    case = cj.json("intake", "--client", "A", "--presenting-problem", "x", "--age", "16", "--on", "2023-03-05")["ref"]

    text = cj.json("letter", refer(cj, case, "personal_details"))["text"]

    assert "about 19 (16 in March 2023)" in text


def test_a_letter_names_no_related_case_and_nobody_in_it(cj: Cj) -> None:
    dimas = take_in(cj, "Dimas Prasetyo", "--alias", "Cahyo")
    case = take_in(cj, "Ibu Sari", "--related", f"{dimas}=child", "--household", "Dimas, 12")
    ratih = take_in(cj, "Ratih", "--related", f"{case}=sibling")
    cj.ok("note", case, f"Dimas Prasetyo ({dimas}), called Cahyo, came with Ratih; see {ratih.lower()}. Sari laughed.")

    text = cj.json("letter", refer(cj, case, *(what.value for what in Shareable)))["text"]

    assert not [word for word in (dimas, "Dimas", "Prasetyo", "Cahyo", "Ratih", ratih.lower()) if word in text]
    assert "Sari laughed" in text
    assert ", 12" in text


def test_a_letter_names_nobody_who_shared_a_contact(cj: Cj, sari: str) -> None:
    dewi = take_in(cj, "Dewi Lestari")
    cj.ok("note", sari, f"We met with Dewi ({dewi}) on the market.", "--also", dewi)

    text = cj.json("letter", refer(cj, sari, "notes"))["text"]

    assert "on the market" in text
    assert "Dewi" not in text
    assert dewi not in text


def test_a_related_client_who_is_called_like_a_word_of_the_recipient_is_not_named_either(cj: Cj) -> None:
    child = take_in(cj, "Puskesmas")
    case = take_in(cj, "Ibu Sari", "--related", f"{child}=child")
    cj.ok("note", case, "Puskesmas cried.")
    ref = refer(cj, case, "notes")

    letter = cj.json("letter", ref)["text"]

    assert "\nPuskesmas\n" in letter
    assert "Puskesmas cried" not in letter


def test_without_consent_there_is_no_letter_unless_a_reason_is_given(cj: Cj, told: str) -> None:
    ref = cj.json("refer", told, *TO, "--share", "presenting_problem")["ref"]
    before = cj.files()

    refused = cj("letter", ref)
    assert refused.code == 6
    assert cj.files() == before

    text = cj.json("letter", ref, "--override", "the law demands it")["text"]
    assert SECRETS["presenting_problem"] in text
    assert "without the client's consent, because: the law demands it" in text
    assert "the law demands it" in cj.ok("show", told).out


def test_each_letter_is_written_down(cj: Cj, told: str) -> None:
    cj.ok("letter", refer(cj, told, "name"))

    (disclosure,) = cj.json("show", told)["disclosures"]
    assert (disclosure["recipient"], disclosure["shared"]) == ("Puskesmas", ["name"])
    assert disclosure["consents"][0].startswith("Y-")


class Tags(HTMLParser):
    """Every tag of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_what_a_person_wrote_is_never_markup(cj: Cj) -> None:
    case = cj.json("intake", "--client", HOSTILE, "--presenting-problem", f"# Head\n- item\n1. one\n{HOSTILE}")["ref"]
    ref = refer(cj, case, "name", "presenting_problem")
    page = Tags()

    page.feed(cj.json("letter", ref, "--format", "html")["text"])
    text = cj.json("letter", ref)["text"]

    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert "\x1b" not in page.text + text
    assert "\\<script\\>" in text
    assert "\\*\\*x\\*\\*" in text
    for line in text.splitlines():
        assert not line.startswith(("- item", "1. one", "# Head"))


@pytest.mark.parametrize(("file", "begins"), [("letter.html", "<!DOCTYPE html>"), ("letter.md", "")])
def test_it_is_written_to_a_file_only_the_worker_can_read(cj: Cj, told: str, file: str, begins: str) -> None:
    path = cj.home / file

    cj.ok("letter", refer(cj, told, "name"), "--output", str(path))

    assert path.read_text().startswith(begins)
    assert SECRETS["name"] in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_written_over_unasked(cj: Cj, told: str) -> None:
    path = cj.home / "letter.md"
    path.write_text("another letter")
    ref = refer(cj, told, "name")

    refused = cj("letter", ref, "--output", str(path))

    assert refused.code == 4
    assert path.read_text() == "another letter"
    cj.ok("letter", ref, "--output", str(path), "--yes")
    assert SECRETS["name"] in path.read_text()


def test_a_letter_that_could_not_be_written_is_not_said_to_be(cj: Cj, told: str) -> None:
    ref = refer(cj, told, "name")

    assert cj("letter", ref, "--output", str(cj.home / "no" / "letter.md")).code == 18
    assert cj.json("show", told)["disclosures"] == []


def test_an_unknown_format(cj: Cj, told: str) -> None:
    assert cj("letter", refer(cj, told, "name"), "--format", "doc").code == 16


def test_a_warning_is_told_as_a_warning(cj: Cj) -> None:
    never = ("--safe-contact-never", "the shared phone")
    case = cj.json("intake", "--client", "Ibu Sari", "--presenting-problem", "x", *never)["ref"]

    assert "**Never do**: the shared phone" in cj.json("letter", refer(cj, case, "contact"))["text"]


@pytest.mark.parametrize("hidden", ["private", "supervision"])
def test_a_record_that_is_not_for_others_is_not_told_nor_the_one_before_it(cj: Cj, sari: str, hidden: str) -> None:
    cj.ok("assess", sari, "--underlying-problem", "Old view.", "--domain", "income=2:Old view.")
    cj.ok(
        "assess", sari, "--underlying-problem", "Hidden view.", "--domain", "income=1:Hidden view.",
        "--visibility", hidden,
    )  # fmt: skip

    text = cj.json("letter", refer(cj, sari, "underlying_problem", "domains"))["text"]

    assert "view" not in text


def test_a_hidden_intake_tells_neither_name_nor_age(cj: Cj) -> None:
    case = take_in(cj, "Ibu Rahasia", "--age", "43", "--visibility", "private")

    text = cj.json("letter", refer(cj, case, "name", "personal_details"))["text"]

    assert "Rahasia" not in text
    assert "Age" not in text


def test_a_hidden_consent_is_named_by_its_day_and_tells_no_purpose(cj: Cj, sari: str) -> None:
    cj.ok(
        "consent", sari, "--purpose", "a test of her blood", "--recipient", "Puskesmas", "--given-by", "client",
        "--scope", "name", "--visibility", "private",
    )  # fmt: skip

    text = cj.json("letter", cj.json("refer", sari, *TO)["ref"])["text"]

    assert "with the consent of the client, given on 23 November 2026." in text
    assert "blood" not in text


def test_what_is_asked_of_the_recipient_names_no_related_case(cj: Cj) -> None:
    dimas = take_in(cj, "Dimas Prasetyo")
    case = take_in(cj, "Ibu Sari", "--related", f"{dimas}=child")
    ref = refer(cj, case, "name")
    cj.ok("amend", ref, "--set", f"request=See Dimas ({dimas}) with her.", "--reason", "asked on the telephone")

    text = cj.json("letter", ref)["text"]

    assert "with her" in text
    assert "Dimas" not in text
    assert dimas not in text


def test_a_goal_that_ended_is_not_told(cj: Cj, told: str) -> None:
    cj.ok("plan", told, "--reason", "r", "--drop", "1", "--goal", "A new goal", "--agreed", "yes", "--on", "yesterday")

    text = cj.json("letter", refer(cj, told, "goals"))["text"]

    assert "A new goal" in text
    assert SECRETS["goals"] not in text


def test_what_the_case_does_not_know_is_not_said_to_be_told(cj: Cj, sari: str) -> None:
    assert cj.json("letter", refer(cj, sari, "name", "address"))["shared"] == ["name"]


@pytest.mark.parametrize("file", ["journal.toml", "index.log", "cases/C-0000.log", "new.md"])
def test_it_is_never_written_into_the_journal(cj: Cj, told: str, file: str) -> None:
    ref = refer(cj, told, "name")
    before = cj.files()
    link = cj.home / "link.md"
    link.symlink_to(cj.journal / file)

    assert cj("letter", ref, "--format", "md", "--output", str(cj.journal / file), "--yes").code == 16
    assert cj("letter", ref, "--output", str(link), "--yes").code == 16
    assert cj.files() == before


def test_a_letter_that_could_not_be_written_down_leaves_no_file(
    cj: Cj, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = refer(cj, told, "name")
    path = cj.home / "letter.md"

    def refuses(*_arguments: object, **_more: object) -> None:
        raise DiskRefused(path="x", reason="full")

    monkeypatch.setattr("casejournal.storage.disk.append", refuses)

    assert cj("letter", ref, "--output", str(path)).code == 18
    assert [each.name for each in cj.home.iterdir() if "letter" in each.name] == []


@pytest.mark.parametrize("name", ["x" * 400 + ".md", "no/such/folder.md", "a\x00b.md"])
def test_a_name_no_file_can_have_is_told(cj: Cj, told: str, name: str) -> None:
    result = cj("letter", refer(cj, told, "name"), "--output", str(cj.home / name))

    assert result.code in {16, 18}


def test_a_reason_that_is_no_text_is_told(cj: Cj, told: str) -> None:
    ref = cj.json("refer", told, *TO)["ref"]

    assert cj("letter", ref, "--override", "\udcff").code == 16


def test_a_referral_that_came_to_its_end_has_no_letter(cj: Cj, told: str) -> None:
    ref = refer(cj, told, "name")
    cj.ok("refer", "update", ref, "declined_by_client")

    assert cj("letter", ref).code == 5


def test_a_letter_cannot_be_taken_back(cj: Cj, told: str) -> None:
    cj.ok("letter", refer(cj, told, "name"))

    assert cj("undo", "--yes").code == 5
    assert len(cj.json("show", told)["disclosures"]) == 1


def test_every_thing_that_may_be_shared_has_a_secret_in_these_tests() -> None:
    assert set(SECRETS) == set(Shareable)


def told_of(cj: Cj, case: str, *scope: str) -> list[str]:
    """The lines of a letter that tell something of the case."""
    text = cj.json("letter", refer(cj, case, *scope))["text"].split("\n---\n")[0].replace("\\", "")
    return [line.replace("**", "") for line in text.splitlines() if " November 2026)" in line and line.startswith("**")]


def test_what_is_told_of_safety_comes_from_every_record_that_holds_it_each_with_its_day(cj: Cj) -> None:
    case = cj.json(
        "intake", "--client", "A", "--presenting-problem", "x", "--safety", "immediate", "--safety-note", "A knife"
    )["ref"]  # fmt: skip
    cj.clock.forward(minutes=1)
    cj.ok("assess", case, "--underlying-problem", "x", "--risk", "high", "--risk-note", "he beats her")
    cj.wait(days=1)
    cj.ok("assess", case, "--underlying-problem", "y", "--risk", "medium")
    cj.ok("assess", case, "--underlying-problem", "z")
    cj.ok("assess", case, "--underlying-problem", "s", "--risk", "low", "--visibility", "private")

    assert told_of(cj, case, "safety") == [
        "Safety (Intake, 23 November 2026): immediate danger",
        "About the danger (Intake, 23 November 2026): A knife",
        "Risk (Assessment, 23 November 2026): high",
        "About the risk (Assessment, 23 November 2026): he beats her",
        "Risk (Assessment, 24 November 2026): medium",
    ]


def test_the_safety_plan_in_force_is_told_but_not_who_hides_the_client_and_where(cj: Cj, sari: str) -> None:
    plan = ("--what-helps", "go out", "--person", "Bu Wati", "--place", "the loft", "--never", "call him")
    cj.ok("safety", sari, "--warning-sign", "he whistles", "--what-helps", "sing")
    cj.ok("safety", sari, "--warning-sign", "he drinks", "--service", "the line: 129", *plan)

    lines = told_of(cj, sari, "safety")
    cj.ok("safety", "end", sari, "--reason", "x")

    assert lines == [
        "Warning signs (Safety plan, 23 November 2026): he drinks",
        "What helps (Safety plan, 23 November 2026): go out",
        "Services (Safety plan, 23 November 2026): the line: 129",
        "Never do (Safety plan, 23 November 2026): call him",
    ]
    assert told_of(cj, sari, "safety") == []


def test_a_safety_plan_that_is_not_for_others_is_in_no_letter(cj: Cj, sari: str) -> None:
    secret = ("--what-helps", "go out", "--visibility", "private")
    cj.ok("safety", sari, "--warning-sign", "he drinks", *secret)

    assert told_of(cj, sari, "safety", "name") == []


def test_strengths_needs_and_ratings_add_up_and_a_later_record_hides_none(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, "--underlying-problem", "x", "--strength", "sews", "--need", "shoes")
    cj.ok("plan", sari, "--goal", "School", "--agreed", "yes")
    cj.ok("review", sari, "--rate", "1=-1", "--by", "client")
    cj.wait(days=1)
    cj.ok("assess", sari, "--underlying-problem", "y", "--strength", "asks for help")
    cj.ok("review", sari, "--rate", "1=1", "--by", "worker")
    cj.ok("review", sari, "--helped", "time", "--by", "client")

    assert told_of(cj, sari, "strengths", "needs", "progress", "underlying_problem") == [
        "Underlying problem (Assessment, 24 November 2026): y",
        "Strengths (Assessment, 23 November 2026): sews",
        "Strengths (Assessment, 24 November 2026): asks for help",
        "Needs (Assessment, 23 November 2026): shoes",
        "Goal 1 (Review, 23 November 2026): -1 (less than expected), rated by the client",
        "Goal 1 (Review, 24 November 2026): +1 (more than expected), rated by the worker",
    ]


def test_another_text_of_the_same_day_is_another_disclosure_and_the_same_text_is_not(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "The first.")
    ref = refer(cj, sari, "notes")
    first = cj.json("letter", ref)["ref"]
    same = cj.json("letter", ref, "--format", "html")["ref"]
    cj.ok("note", sari, "The second.")
    other = cj.json("letter", ref)["ref"]

    assert same == first
    assert other != first
    assert cj("undo", "--yes").code == 5


@pytest.mark.parametrize("hidden", ["private", "supervision"])
def test_a_referral_that_is_not_for_others_has_no_letter(cj: Cj, sari: str, hidden: str) -> None:
    refer(cj, sari, "name")
    ref = cj.json("refer", sari, *TO, "--request", "secret", "--visibility", hidden)["ref"]

    assert cj("letter", ref).code == 16


def test_without_anything_named_an_override_writes_no_empty_letter(cj: Cj, sari: str) -> None:
    ref = cj.json("refer", sari, *TO)["ref"]

    assert cj("letter", ref, "--override", "danger").code == 16


def test_the_sections_of_a_note_keep_their_titles(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "--format", "dap", "--data", "She wept.", "--assessment", "Grief.", "--plan", "Listen.")

    assert "Data: She wept." in cj.json("letter", refer(cj, sari, "notes"))["text"]


def test_a_folder_is_no_letter(cj: Cj, told: str) -> None:
    assert cj("letter", refer(cj, told, "name"), "--output", str(cj.home), "--yes").code == 16


def test_a_letter_in_indonesian_has_every_part_of_a_formal_one(cj: Cj, sari: str) -> None:
    cj.ok("config", "agency", "Dinas Sosial")
    page = cj.json("--lang", "id", "letter", refer(cj, sari, "name"), "--format", "html")["text"]

    parts = (
        "Dinas Sosial",
        "Senin, 23 November 2026",
        "Nomor",
        "Perihal",
        "Kepada Yth.",
        "Puskesmas",
        "Dengan hormat,",
    )
    ends = ("persetujuan", "rahasia", "terima kasih", "Hormat kami,")
    places = [page.index(text, page.index("<body>")) for text in (*parts, *ends)]
    assert '<html lang="id">' in page
    assert places == sorted(places)


def test_a_letter_without_an_agency_has_no_empty_head(cj: Cj, sari: str) -> None:
    ref = refer(cj, sari, "name")

    assert "<header>" not in cj.json("letter", ref, "--format", "html")["text"]
    assert cj.json("letter", ref)["text"].startswith("Monday, 23 November 2026\n")
