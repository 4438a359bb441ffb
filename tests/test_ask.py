"""An interview: in order, only what is missing, back and forth, and nothing asked twice but what was wrong."""

from datetime import date

import msgspec

from casejournal.ask.asks import Move
from casejournal.ask.interview import interview
from casejournal.domain.intake import Intake, Safety
from casejournal.domain.note import Note
from casejournal.domain.roles import Role
from tests.world import MONDAY, Cj, Replies, take_in

TODAY = MONDAY.date()


def ask(form: type[msgspec.Struct], replies: Replies, **given: object) -> tuple[dict[str, object], list[str]]:
    """The answers, and what the person was told meanwhile."""
    told: list[str] = []
    return interview(form, given, TODAY, replies, told.append, keep=lambda _answers, _begun: None), told


def test_the_questions_come_in_the_order_of_the_form() -> None:
    replies = Replies("Ibu Sari", "Rent.", ["income"], "none", "yes", [])

    answers, _told = ask(Intake, replies)

    assert answers == {
        "client": "Ibu Sari",
        "presenting_problem": "Rent.",
        "areas": ("income",),
        "safety": Safety.NONE,
        "confidentiality_explained": True,
    }
    assert replies.asked[0] == "Client"
    assert "About the danger" not in replies.asked


def test_what_was_given_is_not_asked() -> None:
    replies = Replies("Rent.", [], "", "")

    ask(Intake, replies, client="Ibu Sari")

    assert replies.asked[0] == "Presenting problem"


def test_a_question_that_depends_on_an_answer_comes_only_after_it() -> None:
    replies = Replies("A", "B", [], "concern", "The landlord.", "", [])

    answers, _told = ask(Intake, replies)

    assert answers["safety_note"] == "The landlord."


def test_a_wrong_answer_is_told_and_only_that_question_is_put_again() -> None:
    replies = Replies("Talked.", "visit", ["advocate"], "Call", "03/04", "friday", [])

    answers, told = ask(Note, replies)

    assert answers["next_on"] == date(2026, 11, 27)
    assert replies.asked.count("Next on") == 2
    assert replies.asked.count("Note") == 1
    assert replies.befores[5] == ""
    assert "advocate" in told[0]
    assert "more than one way" in told[1]
    assert "Friday 2026-11-27" in told[2]


def test_a_long_answer_that_was_wrong_comes_back_to_be_mended() -> None:
    replies = Replies("Talked \udcff long.", "Talked long.", "", [], "", [])

    ask(Note, replies)

    assert replies.befores[1] == "Talked \udcff long."


def test_a_day_to_come_is_asked_again_and_costs_no_other_answer() -> None:
    replies = Replies("Talked.", "", [], "", ["on"], "tomorrow", "yesterday")

    answers, told = ask(Note, replies)

    assert answers["on"] == date(2026, 11, 22)
    assert "has not come yet" in told[0]


def test_the_list_of_what_else_is_a_question_like_the_others() -> None:
    replies = Replies("A", "B", [], "", "", Move.WHY, Move.BACK, "yes", ["age"], Move.BACK, ["gender"], "woman")

    answers, told = ask(Intake, replies)

    assert answers["gender"] == "woman"
    assert "age" not in answers
    assert answers["confidentiality_explained"] is True
    assert "optional" in told[0]


def test_what_else_is_not_offered_to_who_began_on_the_command_line() -> None:
    replies = Replies("Rent.", [], "", "")

    ask(Intake, replies, client="Ibu Sari")

    assert not [title for title in replies.asked if title.startswith("Anything else")]


def test_an_empty_answer_to_a_needed_question_is_put_again() -> None:
    replies = Replies("", "   ", "Ibu Sari", "Rent.", [], "", "", [])

    answers, told = ask(Intake, replies)

    assert answers["client"] == "Ibu Sari"
    assert len(told) == 2


def test_back_goes_to_the_question_before_with_its_answer_kept() -> None:
    replies = Replies(
        "Ibu Sri",
        "Rent.",
        Move.BACK,
        "Rent and food.",
        Move.BACK,
        Move.BACK,
        "Ibu Sari",
        "Rent and food.",
        [],
        "",
        "",
        [],
    )

    answers, _told = ask(Intake, replies)

    assert answers["client"] == "Ibu Sari"
    assert answers["presenting_problem"] == "Rent and food."
    assert replies.befores[3] == "Rent."
    assert replies.befores[6] == "Ibu Sri"
    assert replies.befores[7] == "Rent and food."


def test_back_at_the_first_question_stays_there() -> None:
    replies = Replies(Move.BACK, "Ibu Sari", "Rent.", [], "", "", [])

    assert ask(Intake, replies)[0]["client"] == "Ibu Sari"


def test_going_back_and_calling_off_a_danger_takes_its_note_along() -> None:
    replies = Replies("A", "B", [], "concern", "The landlord.", Move.BACK, Move.BACK, "none", "", [])

    answers, _told = ask(Intake, replies)

    assert answers["safety"] is Safety.NONE
    assert "safety_note" not in answers


def test_why_tells_why_it_is_asked_and_asks_again() -> None:
    replies = Replies(Move.WHY, "Ibu Sari", Move.WHY, "Rent.", Move.WHY, [], Move.WHY, "", "", [])

    _answers, told = ask(Intake, replies)

    assert len(told) == 4
    assert "The name finds the case again." in told[0]


def test_what_else_is_known_is_chosen_from_a_list_and_then_asked() -> None:
    replies = Replies(
        "A", "B", [], "", "", ["age", "household", "safe_contact.never"], "34", "her phone", "mother, 68; Ayu; "
    )

    answers, _told = ask(Intake, replies)

    assert answers["age"] == 34
    assert answers["household"] == ("mother, 68", "Ayu")
    assert answers["safe_contact.never"] == "her phone"


def test_several_choices_are_kept_in_their_order() -> None:
    replies = Replies("Talked.", "", ["counsellor", "broker"], "", [])

    assert ask(Note, replies)[0]["roles"] == (Role.COUNSELLOR, Role.BROKER)


def test_a_command_that_was_told_all_it_needs_asks_nothing(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")
    replies = Replies()

    cj.ok("note", "sari", "Talked.", asks=replies)

    assert replies.asked == []


def test_an_interview_at_the_command_line_writes_one_record(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")

    cj.ok("note", "sari", asks=Replies("Talked.", "visit", [], "Call", "friday", ["minutes"], "45"))

    (note,) = cj.json("show", "sari")["notes"]
    assert (note["body"], note["channel"], note["minutes"], note["next_on"]) == ("Talked.", "visit", 45, "2026-11-27")
    assert cj.json("show", "sari")["tasks"][0]["what"] == "Call"


def test_the_case_is_looked_for_before_anything_is_asked(cj: Cj) -> None:
    replies = Replies()

    assert cj("note", "nobody", asks=replies).code == 14
    assert replies.asked == []
