"""The T-scores of a case as a drawing: a line a rater, never across a changed scale."""

import re

from casejournal.domain.plan import Levels
from casejournal.domain.record import Record
from casejournal.domain.review import Rater
from casejournal.exchange.progress_chart import progress_chart
from tests.records import case, changed, day, goal, plan, review

FIRST = plan(goals=(goal(1),), on=day(-50))
SECOND = plan("P-0002", version=2, goals=(goal(1, levels=Levels(expected="five days")),), on=day(-20))


def legend(*records: Record) -> list[str]:
    """What the lines of the drawing are called; empty if it has one line, or if there is no drawing."""
    drawn = "".join(picture.svg for picture in progress_chart(case(*records)))
    return [name for name in re.findall(r">([^<>]+)</text>", drawn) if not re.fullmatch(r"[\d-]+", name)]


def test_each_rater_has_a_line_from_the_second_day_on() -> None:
    one = review(levels={1: 0}, on=day(-40))
    two = review("V-0002", by=Rater.CLIENT, levels={1: 1}, on=day(-30))

    assert legend(FIRST, one) == []
    assert legend(FIRST, one, two) == ["the worker", "the client"]


def test_where_a_goal_is_measured_otherwise_a_new_line_begins() -> None:
    before = review(levels={1: 0}, on=day(-40))
    after = review("V-0002", levels={1: 1}, on=day(-10), plan="P-0002")
    as_before = changed(SECOND, goals=FIRST.goals)

    assert legend(FIRST, SECOND, before, after) == ["the worker, version 1", "the worker, version 2"]
    assert legend(FIRST, as_before, before, after) == []


def test_what_the_drawing_shows_stands_in_it_in_words() -> None:
    reviews = (review(levels={1: 0}, on=day(-40)), review("V-0002", levels={1: 1}, on=day(-30)))
    (picture,) = progress_chart(case(FIRST, *reviews))

    assert "2026-10-14 the worker: 50.0; 2026-10-24 the worker: 60.0" in picture.svg
    assert picture.width == 138
