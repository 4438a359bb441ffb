"""`cj check`: whether the work is complete and sound."""

from tests.world import Cj


def test_check_ends_with_17_where_something_is_found_and_with_0_where_not(cj: Cj, sari: str) -> None:
    clean = cj("check", sari)
    cj.wait(days=31)
    found = cj("check", "--json")

    assert (clean.code, found.code) == (0, 17)
    assert "Nothing is missing." in clean.out
    assert {each["rule"] for each in found.json["items"]} == {"no_underlying_problem", "no_contact"}
    assert {each["principle"] for each in found.json["items"]} == {"individualisation", "acceptance"}


def test_check_looks_at_a_closed_case_only_when_it_is_asked_to(cj: Cj, planned: str) -> None:
    cj.ok("close", planned, "--reason", "moved", "--because", "x")

    assert cj("check").code == 0
    assert cj("check", planned).code == 17


def test_what_was_shared_beyond_the_consent_is_found_and_nothing_else(cj: Cj, sari: str) -> None:
    given = ("--purpose", "p", "--recipient", "Puskesmas", "--given-by", "client", "--scope", "name")
    cj.ok("consent", sari, *given)
    share = ("--share", "name", "--share", "address")
    ref = cj.json("refer", sari, "--to", "Puskesmas", "--reason", "specialist", *share)["ref"]
    cj.ok("refer", "update", ref, "sent", "--override", "danger")

    assert [each["rule"] for each in cj("check", sari, "--json").json["items"]] == ["sent_without_consent"]


def test_a_low_score_is_not_forgotten_by_an_assessment_that_scores_nothing(cj: Cj, planned: str) -> None:
    cj.ok("assess", planned, "--underlying-problem", "x", "--domain", "income=1:nothing")
    cj.ok("assess", planned, "--underlying-problem", "y")

    assert "low_domain_without_goal" in {each["rule"] for each in cj("check", planned, "--json").json["items"]}
