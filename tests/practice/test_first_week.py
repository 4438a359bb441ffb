"""A worker's first week with one family, as the commands tell it."""

from tests.world import Cj


def test_the_first_week_with_ibu_ratih(cj: Cj) -> None:
    # Monday: she comes on a neighbour's advice, and tells the problem that shows.
    ratih = cj.json(
        "intake", "--client", "Ibu Ratih", "--alias", "Bunga",
        "--presenting-problem", "My boy will not go to school any more.",
        "--area", "education", "--area", "family", "--safety", "concern", "--safety-note", "The landlord shouts.",
        "--referred-by", "friend", "--voluntary", "--confidentiality-explained",
        "--safe-contact-ways", "message only", "--safe-contact-never", "the shared phone",
    )["ref"]  # fmt: skip
    assert cj.json("show", ratih)["stage"] == "new"
    assert [case["client"] for case in cj.json("today")["safety"]] == ["Ibu Ratih"]

    # Tuesday: nobody opens. It is a contact that did not come about.
    cj.clock.forward(days=1)
    unlock(cj)
    cj.ok("note", "bunga", "Nobody opened.", "--made", "no_show", "--channel", "visit")
    assert cj.json("show", ratih)["stage"] == "new"

    # Wednesday: they meet, and agree on what comes next.
    cj.clock.forward(days=1)
    unlock(cj)
    note = cj.json(
        "note", "@", "-", "--role", "counsellor", "--role", "advocate", "--channel", "visit", "--minutes", "50",
        "--next-step", "Go with Ratih to the class teacher", "--next-on", "friday",
        stdin="The fees are three months late.\n\nHe is ashamed, not lazy.\n",
    )  # fmt: skip
    assert note["tasks"][0]["due"] == "2026-11-27"
    cj.ok("task", "add", "@", "Look for the birth certificate", "--who", "client", "--due", "tomorrow")
    assert cj.json("show", ratih)["stage"] == "assessing"

    # A slip: a note on the wrong case is taken back, and stays readable.
    slip = cj.json("note", "ratih", "Pak Budi wants his deposit back.")["ref"]
    cj.ok("undo", "--yes")
    assert "Pak Budi" not in cj.ok("show", ratih).out
    assert "Pak Budi" in cj.ok("history", slip).out

    # Saturday: the visit to the school is a day late, and says so before anything else that is due.
    cj.clock.forward(days=3)
    unlock(cj)
    waiting = cj.json("today")
    assert [row["due"]["what"] for row in waiting["overdue"]] == [
        "Look for the birth certificate",
        "Go with Ratih to the class teacher",
    ]
    cj.ok(
        "task", "done", waiting["overdue"][0]["due"]["ref"], "--evidence", "She showed it to me.", "--on", "yesterday"
    )

    # A month of silence is noticed.
    cj.clock.forward(days=27)
    unlock(cj)
    assert [case["ref"] for case in cj.json("today")["silent"]] == [ratih]

    # And at the end of it everything is as it was written.
    assert cj.json("verify")["verdicts"] == []
    assert len(cj.json("history", ratih)["items"]) == 7


def unlock(cj: Cj) -> None:
    """A new morning: the journal has locked itself."""
    assert cj("list").code == 12
    cj.ok("unlock", env={"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")})
