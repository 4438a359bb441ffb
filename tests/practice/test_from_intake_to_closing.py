"""The casework process, whole: from the problem that shows to a family that stands alone, as a script tells it."""

from tests.world import Cj


def test_ibu_ratih_from_the_first_visit_to_the_last(cj: Cj) -> None:
    # The problem that shows. She comes on a neighbour's advice, in September.
    ratih = cj.json(
        "intake", "--client", "Ibu Ratih",
        "--presenting-problem", "My boy will not go to school. Scolding does nothing.", "--area", "education",
        "--area", "family", "--safety", "concern", "--safety-note", "The landlord shouts.",
        "--confidentiality-explained", "--referred-by", "friend",
    )["ref"]  # fmt: skip
    assert stage(cj) == "new"

    # A plan would be too early: nobody knows yet what the trouble is.
    too_early = cj("plan", ratih, "--goal", "The boy goes to school", "--agreed", "yes", "--json")
    assert too_early.code == 5
    assert f"cj assess {ratih}" in too_early.error["hint"]

    # They meet, and the real problem comes to light, step by step.
    cj.wait(days=2)
    cj.ok(
        "note", "ratih", "Dimas let me see his bag: no shoes that fit, three letters about fees.", "--role", "outreach"
    )
    assert stage(cj) == "assessing"
    cj.ok(
        "assess", "ratih", "--underlying-problem", "There is no money, and he is ashamed to say so.",
        "--evidence", "The bag; what he told on the way to the well.", "--shared-by", "worker",
        "--domain", "income=1:day labour, two days a week", "--domain", "education=1:absent since July",
        "--domain", "family=3:they talk", "--strength", "she never missed a rent before", "--risk", "medium",
        "--risk-review-on", "+7d",
        "--tie", "the neighbour:strong:to_client", "--tie", "the landlord:stressful:from_client",
    )  # fmt: skip
    cj.wait(days=3)
    cj.ok(
        "assess", "ratih", "--underlying-problem", "She gave up her stall to nurse her mother, and told nobody.",
        "--evidence", "She said it herself, and wept.", "--shared-by", "both", "--domain", "income=1:day labour",
        "--domain", "education=2:two days last week", "--strength", "knows how to sew", "--risk", "low",
    )  # fmt: skip
    shown = cj.json("show", "ratih")
    assert [each["shared_by"] for each in shown["assessments"]] == ["worker", "both"]
    assert shown["safety"] == "low_risk"

    # They plan together; the levels of each goal are hers.
    plan = cj.json(
        "plan", "ratih", "--agreed", "yes", "--client-words", "Pelan-pelan, tapi jalan.", "--how", "read_aloud",
        "--review-on", "+30d", "--from", "-",
        "--task", "client: ask the school what is owed by +3d #1", "--task", "worker: bring shoes by +2d #1",
        "--task", "client: sew one order a week by +14d #2",
        stdin="""
            [[goals]]
            statement = "Dimas goes to school"
            area = "education"
            measure = "days in the attendance book"
            weight = "3x1"
            starts_at = -2
            levels.much_less = "no day"
            levels.less = "one or two days a week"
            levels.expected = "four days a week"
            levels.more = "every day"
            levels.much_more = "every day, and he asks for homework"

            [[goals]]
            statement = "She earns by sewing"
            area = "income"
            measure = "orders paid"
            weight = 1
            starts_at = -2
            levels.expected = "one order a week"
        """,
    )  # fmt: skip
    assert stage(cj) == "intervening"
    assert [task["who"] for task in plan["new_tasks"]] == ["client", "worker", "client"]

    # The work: material help, a note in sections, a task done by herself.
    shoes = next(task["ref"] for task in plan["new_tasks"] if "shoes" in task["what"])
    asked = next(task["ref"] for task in plan["new_tasks"] if "owed" in task["what"])
    sewing = next(task["ref"] for task in plan["new_tasks"] if "sew" in task["what"])
    cj.wait(days=2)
    cj.ok("task", "done", shoes, "--evidence", "he wore them home")
    cj.ok(
        "note", "ratih", "--format", "soap", "--subjective", "“I went to the school by myself.”", "--objective",
        "She has the paper with her.", "--assessment", "She trusts herself more.",
        "--plan", "She asks for instalments.", "--goal", "1", "--role", "advocate", "--channel", "visit",
    )  # fmt: skip
    cj.ok("task", "done", asked, "--evidence", "the paper")

    # What is beyond the worker's competence is referred, with her consent and not without.
    clinic = ("--to", "Puskesmas Melati", "--reason", "beyond_competence", "--handoff", "warm")
    referral = cj.json("refer", "ratih", *clinic)["ref"]
    assert cj("refer", "update", referral, "sent").code == 6
    cj.ok(
        "consent", "ratih", "--purpose", "care for her mother", "--recipient", "Puskesmas Melati",
        "--scope", "name", "--scope", "household", "--given-by", "client", "--form", "thumbprint",
        "--expires-on", "+90d",
    )  # fmt: skip
    cj.ok("refer", "update", referral, "sent")
    letter = cj.json("letter", referral)["text"]
    assert "Ibu Ratih" in letter
    assert "ashamed" not in letter
    assert "stall" not in letter
    cj.wait(days=4)
    cj.ok("refer", "update", referral, "acknowledged", "accepted", "--told-by", "Bidan Wulan")
    cj.ok("refer", "update", referral, "in_service")
    cj.wait(days=20)
    outcome = ("--outcome", "A nurse comes twice a week.", "--confirmed-by", "Ibu Ratih")
    done = cj.json("refer", "update", referral, "completed", *outcome)
    assert done["next"] is None

    # A review: hers and the worker's, goal by goal. T = 50 + 10 * (3*0 + 1*1) / sqrt(0.7*10 + 0.3*16).
    cj.ok("review", "ratih", "--rate", "1=0", "--rate", "2=-1", "--by", "client")
    review = cj.json("review", "ratih", "--rate", "1=0", "--rate", "2=1", "--by", "worker", "--helped", "the neighbour")
    assert review["t"] == 52.9111
    assert review["change"] == 26.2
    assert stage(cj) == "reviewing"
    cj.ok("task", "done", sewing, "--evidence", "three orders")
    assert cj("check", "ratih").code == 0

    # The end, told to her beforehand; and what is left behind for her.
    closing = cj.json(
        "close", "ratih", "--reason", "goals_met", "--outcome", "1=reached:four days a week, since October",
        "--outcome", "2=reached:one order a week", "--aftercare", "the neighbour looks in on Sundays",
        "--client-told-on", "today", "--client-told-how", "at her door",
        "--client-told-words", "Sekarang saya bisa sendiri.",
    )  # fmt: skip
    assert closing["because"] == ""
    assert stage(cj) == "closed"
    assert cj("check", "ratih").code == 0
    assert cj.json("today")["safety"] == []
    assert cj.json("list")["items"] == []
    assert cj.ok("verify").code == 0


def test_a_referral_that_nearly_got_lost(cj: Cj) -> None:
    # Pak Budi sleeps badly since the flood. The worker sends him on, and hears nothing.
    cj.ok(
        "intake", "--client", "Pak Budi", "--presenting-problem", "I do not sleep.", "--area", "health",
        "--confidentiality-explained",
    )  # fmt: skip
    given = cj.json(
        "consent", "budi", "--purpose", "a talk with the psychologist", "--recipient", "Poli Jiwa",
        "--given-by", "client", "--scope", "presenting_problem", "--expires-on", "+10d",
    )["ref"]  # fmt: skip
    referral = cj.json("refer", "budi", "--to", "Poli Jiwa", "--reason", "specialist", "--urgency", "soon")["ref"]
    cj.ok("refer", "update", referral, "sent")

    # Sent is not received: after three days the morning's screen says whose turn it was.
    cj.wait(days=4)
    assert f"agency\t{referral}" in cj.ok("today").out
    assert "overdue" in cj.ok("today").out
    assert [each["rule"] for each in cj("check", "budi", "--json").json["items"]] == ["referral_waits_too_long"]
    cj.ok("note", "budi", "I called: the letter lay in the wrong box.", "--channel", "phone")
    cj.ok("refer", "update", referral, "acknowledged", "waitlisted", "--told-by", "the front desk")
    assert stage(cj) == "on_hold"

    # While he waits, the consent runs out in use, and nobody else may be told on it.
    cj.wait(days=7)
    assert [row["due"]["ref"] for row in cj.json("today")["consents"]] == [given]
    assert cj("letter", referral).code == 6
    assert "consent_ended_in_use" in [each["rule"] for each in cj("check", "budi", "--json").json["items"]]

    # He does not come when a place is free; the worker is not let off, and looks for another way with him.
    lost = cj.json("refer", "update", referral, "no_show", "--client-feedback", "I was afraid of the corridor.")
    assert lost["tasks"][0]["who"] == "worker"
    (another_way,) = cj.json("today")["soon"]
    assert "Poli Jiwa" in another_way["due"]["what"]

    # He moves away before it is found. It is closed with a reason for what stays open, and opened again in spring.
    refused = cj("close", "budi", "--reason", "moved")
    assert refused.code == 5
    assert lost["tasks"][0]["ref"] in refused.err
    cj.ok(
        "close", "budi", "--reason", "moved", "--because", "gone overnight", "--if-reopened", "Go with him to the door."
    )
    cj.wait(days=120)
    cj.ok("note", "budi", "He rang: he is back at his sister's.", "--channel", "phone")
    assert cj.json("show", "budi")["notes"][-1]["after_closing"] is True
    assert "Go with him to the door." in cj.ok("show", "budi").out
    cj.ok("reopen", "budi", "--reason", "He rang himself.")
    assert stage(cj) == "reopened"
    assert "gone overnight" in cj.ok("show", "budi").out


def stage(cj: Cj) -> str:
    """Where the case last worked on stands."""
    return str(cj.json("show", "@")["stage"])
