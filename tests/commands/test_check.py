"""`cj check`: whether the work is complete and sound."""

from casejournal.domain.group import soundness as of_a_group
from casejournal.domain.soundness import RULES
from tests.world import Cj, form_group, take_in


def test_check_ends_with_17_where_something_is_found_and_with_0_where_not(cj: Cj) -> None:
    clean = cj("check", take_in(cj, "Ibu Sari", "--confidentiality-explained"))
    cj.wait(days=31)
    found = cj("check", "--json")

    assert (clean.code, found.code) == (0, 17)
    assert "None of the 19 rules found anything." in clean.out
    assert {each["rule"] for each in found.json["items"]} == {"no_underlying_problem", "no_contact"}
    assert {each["principle"] for each in found.json["items"]} == {"individualisation", "acceptance"}


def test_the_rules_that_looked_are_counted_for_a_case_a_group_and_all_of_them(cj: Cj) -> None:
    open_ones = sum(False in rule.looks_at for rule in RULES)
    of_groups = sum(False in rule.looks_at for rule in of_a_group.RULES)
    nothing = cj("check")
    case = take_in(cj, "Ibu Sari", "--confidentiality-explained")
    group = form_group(cj, "Bu Wati", on="today")

    assert nothing.code == 0
    assert nothing.out.startswith("There is nothing to check.")
    assert cj("check", case, "--json").json["rules"] == open_ones
    assert cj("check", group, "--json").json["rules"] == of_groups
    assert cj("check", "--json").json["rules"] == open_ones + of_groups
    assert cj("check").out.startswith(f"{open_ones + of_groups} rules checked: 1 thing to look at")


def test_a_poor_case_is_told_what_is_missing(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, "--underlying-problem", "x", "--shared-by", "worker", "--risk", "medium")
    cj.ok("plan", sari, "--goal", "School", "--agreed", "yes", "--task", "client: ask by +2d")
    cj.clock.forward(minutes=1)
    for text in ("one", "two", "three"):
        cj.ok("note", sari, text, "--role", "consultant")

    found = cj("check", sari, "--json")

    assert found.code == 17
    assert [each["rule"] for each in found.json["items"]] == [
        "confidentiality_unexplained", "no_strength", "only_the_worker_sees_it", "no_task_for_worker",
        "no_expected_level", "advice_only", "high_risk_without_review",
    ]  # fmt: skip


def test_check_looks_at_a_closed_case_only_when_it_is_asked_to(cj: Cj, planned: str) -> None:
    cj.ok("close", planned, "--reason", "moved", "--because", "x")

    assert cj("check").code == 0
    assert cj("check", planned).code == 17


def test_what_was_shared_beyond_the_consent_is_found_and_nothing_else(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari", "--confidentiality-explained")
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
