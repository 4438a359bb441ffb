"""`cj letter`: what the consent covers, and nothing else, in a form nobody's words can break."""

import stat
from html.parser import HTMLParser

import pytest

from tests.world import Cj

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
}
"""A word only that thing holds."""
TO = ("--to", "Puskesmas", "--reason", "specialist")
HOSTILE = "<script>alert(1)</script> [/b] {{ 7*7 }} **x** `y` \x1b[31m =1+1"


@pytest.fixture
def told(cj: Cj) -> str:
    """A case in which every thing that may be shared says something of its own."""
    case = str(
        cj.json(
            "intake", "--client", SECRETS["name"], "--presenting-problem", SECRETS["presenting_problem"],
            "--address", SECRETS["address"], "--household", SECRETS["household"], "--contact", SECRETS["contact"],
            "--safe-contact-code-word", "Rahasia-sandi", "--safety", "concern", "--safety-note", SECRETS["safety"],
            "--gender", SECRETS["personal_details"],
        )["ref"]
    )  # fmt: skip
    cj.ok(
        "assess", case, "--underlying-problem", SECRETS["underlying_problem"], "--strength", SECRETS["strengths"],
        "--need", SECRETS["needs"], "--domain", f"income=2:{SECRETS['domains']}",
    )  # fmt: skip
    cj.ok("plan", case, "--goal", SECRETS["goals"], "--agreed", "yes")
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
    cj.ok(
        "consent", told, "--purpose", "x", "--recipient", "School", "--scope", "name", "--given-by", "client",
        "--withheld", "address:Puskesmas:they know her husband",
    )  # fmt: skip

    text = cj.json("letter", refer(cj, told, "name", "address"))["text"]

    assert SECRETS["address"] not in text


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
