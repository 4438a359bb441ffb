"""The figures of a report: counted by hand over a made-up caseload; and how they are hidden."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casejournal.domain.age import years_on
from casejournal.domain.as_of import ENDS, as_of
from casejournal.domain.checklist import Fared, Standing, Verdict
from casejournal.domain.closing import Reason
from casejournal.domain.correction import Correction, Struck
from casejournal.domain.danger import Risk
from casejournal.domain.file import File
from casejournal.domain.gender import Gender, gender_said
from casejournal.domain.intake import Channel, Safety
from casejournal.domain.kinds import kind_of
from casejournal.domain.note import Made
from casejournal.domain.own_field import OwnField, OwnKind
from casejournal.domain.own_question import OwnChoice, OwnQuestion
from casejournal.domain.plan import Goal, Levels
from casejournal.domain.referral_log import Status, TakenBack
from casejournal.domain.report import caseload, contacts, goals, groups, help_given, kept, principles, referrals
from casejournal.domain.report.figure import Figure, Frame, Taken, Unit
from casejournal.domain.report.figures import SECTIONS
from casejournal.domain.report.period import Period, month_meant, month_of
from casejournal.domain.report.report import FEW, Breakdown, Cell, Count, Hidden, Line, Report, every_cell
from casejournal.domain.report.small import without_small
from casejournal.domain.roles import Role
from casejournal.domain.undertaking import Help
from casejournal.errors import NotValid
from tests.records import (
    assessment,
    case,
    changed,
    checklist,
    closing,
    consent,
    ending,
    group,
    group_file,
    intake,
    member,
    move,
    note,
    plan,
    referral,
    reopening,
    review,
    safety_plan,
    session,
    task,
)  # fmt: skip
from tests.world import MONDAY

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
FIGURES = [figure for section in SECTIONS for figure in section.figures(Frame(period=OCTOBER))]


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def at(month: int, day: int) -> datetime:
    return MONDAY.replace(month=month, day=day)


def counted(*files: File, period: Period = OCTOBER, **frame: Any) -> Report:
    count = Count(Frame(period=period, **frame))
    for file in files:
        count.add(file)
    return count.report()


def told(report: Report, key: str) -> dict[str, Any]:
    """What a figure says: the groups in which something was counted, each series by itself."""
    part = next(part for _section, parts in report.sections for part in parts if part.figure.key == key)
    series = [name for name, _title in part.figure.series]
    if series:
        rows = {line.key: zip(series, line.cells, strict=True) for line in part.lines}
        cells = {key: {name: cell.value for name, cell in row if cell.value} for key, row in rows.items()}
        return {key: values for key, values in cells.items() if values}
    return {line.key: line.cells[0].value for line in part.lines if line.cells[0].value}


def total(report: Report, key: str) -> float | None:
    part = next(part for _section, parts in report.sections for part in parts if part.figure.key == key)
    return part.total.value if part.total else None


# The period


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("2026-10", "2026-10"), ("october", "2026-10"), ("Oktober", "2026-10"), ("oct 2025", "2025-10"),
        ("desember", "2025-12"), ("november", "2026-11"), ("last month", "2026-10"), ("bulan lalu", "2026-10"),
        ("this month", "2026-11"), ("bulan ini", "2026-11"), ("2026-10-05", "2026-10"), ("yesterday", "2026-11"),
    ],
)  # fmt: skip
def test_a_month_is_said_as_people_say_it(said: str, month: str) -> None:
    assert month_meant(said, on(11, 23)).month == month


@pytest.mark.parametrize(
    "said", ["", "foo", "2026-13", "0000-01", "03/04", "last week of", "2026", "december 2026", "2026-12"]
)
def test_what_is_no_month_or_is_still_to_come_is_refused(said: str) -> None:
    with pytest.raises(NotValid):
        month_meant(said, on(11, 23))


def test_the_present_month_ends_today_and_a_trend_looks_back_half_a_year() -> None:
    period = month_of(on(2, 10), on(2, 10))

    assert (period.first, period.last, period.month) == (on(2, 1), on(2, 10), "2026-02")
    assert period.trend.months == ("2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02")
    assert Period(date(2025, 3, 5), on(2, 10)).trend.months[0] == "2025-03"
    assert Period(on(10, 5), on(10, 20)).month == ""


# How it stood


def test_every_field_that_ends_something_is_there() -> None:
    for table, names in ENDS.items():
        assert {*names} <= {*kind_of(table).__struct_fields__}


def test_what_happened_later_is_not_in_the_file_as_it_stood() -> None:
    log = (move(Status.SENT, on=on(10, 5)), move(Status.ACCEPTED, on=on(11, 5)))
    file = case(
        intake(on=on(9, 1)), note("N-0001", on=on(10, 31)), note("N-0002", on=on(11, 1)),
        task("T-0001", on=on(10, 1), done_on=on(11, 2)), task("T-0002", on=on(11, 3), done_on=on(10, 30)),
        safety_plan(on=on(10, 1), ended_on=on(11, 2)), consent(on=on(10, 1), revoked_on=on(11, 2)),
        referral(on=on(10, 4), log=log), closing(on=on(11, 10)),
    )  # fmt: skip

    then = as_of(file, on(10, 31))

    assert then is not None
    assert [each.ref for each in then.notes] == ["N-0001"]
    assert {each.ref: each.done_on for each in then.tasks} == {"T-0001": None, "T-0002": on(10, 30)}
    assert then.safety_plan is not None
    assert then.consents[0].revoked_on is None
    assert then.referrals[0].status is Status.SENT
    assert not then.is_closed
    assert as_of(file, on(8, 31)) is None


def test_a_member_who_left_later_had_not_left() -> None:
    then = as_of(group_file(group(on=on(9, 1)), member("M-0001", on=on(9, 1), left_on=on(11, 2))), on(10, 31))

    assert then is not None
    assert then.memberships[0].left_on is None


# The caseload


def test_the_caseload_by_stage_area_risk_gender_and_age_on_the_last_day() -> None:
    report = counted(
        case(intake(on=on(9, 1), areas=("income", "family"), age=30, gender="Perempuan"), note(on=on(9, 2))),
        case(intake(ref="C-0002", on=on(10, 2), areas=("income", "X"), safety=Safety.CONCERN, birth="2013-10-31")),
        case(intake(ref="C-0003", on=on(10, 2), gender="laki-laki"), assessment(on=on(10, 3), risk=Risk.HIGH)),
        case(intake(ref="C-0004", on=on(8, 2)), closing(on=on(10, 31))),
        case(intake(ref="C-0005", on=on(11, 1))),
        areas=("own one",),
    )  # fmt: skip

    assert told(report, "open_by_stage") == {"assessing": 1, "new": 1, "planning": 1}
    assert told(report, "open_by_area") == {"income": 2, "family": 1, "other": 1, "not_known": 1}
    assert told(report, "open_by_risk") == {"high_risk": 1, "concern": 1, "not_known": 1}
    assert told(report, "open_by_gender") == {"female": 1, "male": 1, "not_known": 1}
    assert told(report, "open_by_age") == {"25_to_44": 1, "13_to_17": 1, "not_known": 1}
    assert total(report, "open_by_age") == total(report, "open_by_stage") == 3


def test_a_case_closed_and_opened_again_counts_in_each_and_once_by_itself() -> None:
    files = (
        case(intake(on=on(10, 1))),
        case(intake(ref="C-0002", on=on(9, 1)), closing(on=on(10, 2), reason=Reason.MOVED)),
        case(intake(ref="C-0003", on=on(9, 1)), closing(on=on(10, 2)), reopening(on=on(10, 9))),
        case(intake(ref="C-0004", on=on(8, 1)), closing(on=on(9, 2)), reopening(on=on(10, 9))),
        case(intake(ref="C-0005", on=on(8, 1)), closing(on=on(10, 2)), reopening(on=on(11, 9))),
    )

    report = counted(*files)

    assert told(report, "movement") == {"new": 1, "closed": 3, "reopened": 2, "closed_and_reopened": 1}
    assert told(report, "closed_by_reason") == {"moved": 1, "goals_met": 2}
    assert total(report, "open_by_stage") == 3
    assert told(report, "cases_by_month") == {
        "2026-08": {"new": 2}, "2026-09": {"new": 2, "closed": 1}, "2026-10": {"new": 1, "closed": 3},
    }  # fmt: skip


def test_an_own_question_is_counted_as_a_built_in_one_if_it_is_answered_from_a_list() -> None:
    schooling = OwnQuestion(
        name="stage", kind=OwnKind.CHOICE, title=(("en", "Schooling"),),
        choices=(OwnChoice("sd", (("en", "primary school"),)), OwnChoice("none", ())),
    )  # fmt: skip
    aid = OwnQuestion(name="aid", kind=OwnKind.CHOICES, choices=(OwnChoice("PKH", ()), OwnChoice("PIP", ())))
    faith = OwnQuestion(name="faith", kind=OwnKind.YES_NO, leaves=False)
    words = OwnQuestion(name="clan")
    files = [
        case(intake(on=on(9, 1), own=(schooling.answer("sd"), aid.answer(("PKH", "PIP")), faith.answer(True)))),
        case(
            intake(ref="C-0002", on=on(9, 1), own=(OwnField(name="stage", value="as Sari says"), aid.answer(("PKH",))))
        ),
        case(intake(ref="C-0003", on=on(9, 1), own=(words.answer("of Sari"),))),
    ]

    report = counted(*files, own=(schooling, aid, faith, words))

    assert told(report, "own_stage") == {"sd": 1, "other": 1, "not_known": 1}
    assert told(report, "own_aid") == {"PKH": 2, "PIP": 1, "not_known": 1}
    assert told(report, "own_faith") == {"yes": 1, "not_known": 2}
    assert (total(report, "own_stage"), total(report, "own_aid")) == (3, None)
    keys = [part.figure.key for _section, parts in counted(own=(faith, words), leaves=True).sections for part in parts]
    assert not [key for key in keys if key.startswith("own_")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("P", Gender.FEMALE), ("Wanita", Gender.FEMALE), ("woman", Gender.FEMALE), ("laki laki", Gender.MALE),
        ("Laki-Laki", Gender.MALE), ("m", Gender.MALE), ("Ibu Sari is a woman", Gender.ANOTHER), ("  ", None),
    ],
)  # fmt: skip
def test_a_gender_is_counted_in_whatever_language_it_was_said(said: str, meant: Gender | None) -> None:
    assert gender_said(said) == meant


@pytest.mark.parametrize(
    ("birth", "age", "years"),
    [
        ("2008-11-01", None, 17), ("2008-10-31", None, 18), ("1990", None, 36), ("2026-10-01", None, 0),
        ("2027", None, 0), ("", 17, 18), ("", "8 months", 1), ("", None, None), ("1990~", 12, 36),
    ],
)  # fmt: skip
def test_an_age_is_that_of_the_last_day(birth: str, age: int | str | None, years: int | None) -> None:
    assert years_on(on(10, 31), birth, age, date(2025, 10, 1)) == years


# Contacts, help, principles


def test_contacts_by_the_rule_of_the_method_and_minutes_of_each() -> None:
    file = case(
        intake(on=on(9, 1)),
        note("N-0001", on=on(10, 1), channel=Channel.VISIT, minutes=60, roles=(Role.BROKER, Role.ADVOCATE)),
        note("N-0002", on=on(10, 2), minutes=30, roles=(Role.BROKER,)),
        note("N-0003", on=on(10, 3), channel=Channel.THIRD_PARTY, minutes=10, roles=(Role.MEDIATOR,)),
        note("N-0004", on=on(10, 4), channel=Channel.VISIT, made=Made.NO_SHOW, minutes=40),
        note("N-0005", on=on(10, 5), made=Made.EXCUSED),
        note("N-0006", on=on(10, 6), made=Made.NO_CONTACT, minutes=15),
        note("N-0007", on=on(9, 30), channel=Channel.VISIT),
    )

    report = counted(file)

    assert told(report, "notes") == {"contact": 2, "collateral": 1, "attempt": 2, "desk": 1}
    assert told(report, "contacts_by_channel") == {"visit": 1, "not_known": 1}
    assert told(report, "attempts_by_reason") == {"no_show": 1, "excused": 1}
    assert told(report, "minutes") == {"contact": 90, "collateral": 10, "attempt": 40, "desk": 15}
    assert told(report, "contacts_by_month") == {"2026-09": 1, "2026-10": 2}
    assert told(report, "roles") == {"broker": 2, "advocate": 1}


def test_a_contact_with_three_clients_is_one_of_each_and_takes_its_time_once() -> None:
    three = ("C-0001", "C-0002", "C-0003")
    files = [
        case(
            intake(ref=ref, on=on(9, 1)),
            note(on=on(10, 1), minutes=45, also=tuple(other for other in three if other != ref)),
        )
        for ref in three
    ]

    report = counted(*files)

    assert told(report, "notes") == {"contact": 3}
    assert told(report, "minutes") == {"contact": 45}


def test_help_counts_on_the_day_it_was_given_and_a_unit_that_names_somebody_is_not_shown() -> None:
    file = case(
        intake(on=on(9, 1)),
        task("T-0001", on=on(9, 1), done_on=on(10, 5), help=Help.MATERIAL, amount=150000, unit="Rp"),
        task("T-0002", on=on(10, 1), done_on=on(10, 6), help=Help.MATERIAL, amount=5, unit="kg of  rice"),
        task("T-0003", on=on(10, 1), done_on=on(10, 6), help=Help.MATERIAL, amount=2, unit="shoes for Sari"),
        task("T-0004", on=on(10, 1), done_on=on(10, 6)),
        task("T-0005", on=on(10, 1), done_on=on(11, 1), help=Help.ADVICE),
        task("T-0006", on=on(10, 1), help=Help.SKILL, dropped_on=on(10, 2)),
    )

    report = counted(file, names=lambda text: "Sari" in text)

    assert told(report, "help_by_kind") == {"material": 3, "not_known": 1}
    assert told(report, "help_amounts") == {"Rp": 150000, "kg of rice": 5, "other": 2}


def test_principles_of_the_period_and_month_by_month() -> None:
    kept_, strained = Standing(verdict=Verdict.KEPT), Standing(verdict=Verdict.STRAINED, evidence="x")
    mine = (Fared(principle="my_own", verdict=Verdict.KEPT), Fared(principle="nobody's", verdict=Verdict.BREACHED))
    report = counted(
        case(
            intake(on=on(9, 1)),
            checklist("K-0001", on=on(9, 3), acceptance=strained),
            checklist("K-0002", on=on(10, 3), acceptance=kept_, participation=strained),
            checklist("K-0003", on=on(10, 4), acceptance=Standing(verdict=Verdict.NOT_APPLICABLE), others=mine),
        ),
        group_file(group(on=on(9, 1)), checklist("K-0004", on=on(10, 4), acceptance=None, others=(
            Fared(principle="shared_purpose", verdict=Verdict.KEPT),
        ))),
        principles=(("my_own", "My own"),),
    )  # fmt: skip

    assert told(report, "principles") == {
        "acceptance": {"kept": 1}, "participation": {"strained": 1}, "shared_purpose": {"kept": 1},
        "my_own": {"kept": 1}, "other": {"breached": 1},
    }  # fmt: skip
    assert told(report, "principles_by_month") == {
        "2026-09": {"strained": 1}, "2026-10": {"kept": 3, "strained": 1, "breached": 1},
    }  # fmt: skip


# Referrals, goals, groups


def test_referrals_as_they_stood_and_the_days_at_each_status() -> None:
    def sent(ref: str, *changes: tuple[Status, date], back: bool = False) -> Any:
        log = tuple(move(status, on=day) for status, day in changes)
        if back:
            taken = TakenBack(on=on(10, 9), because="wrong", at=at(10, 9), worker="Rahma")
            log = (*log[:-1], changed(log[-1], taken_back=taken))
        return referral(ref, on=on(10, 1), log=log)

    file = case(
        intake(on=on(9, 1)),
        sent("R-0001"),
        sent("R-0002", (Status.SENT, on(10, 3)), (Status.ACCEPTED, on(10, 13))),
        sent("R-0003", (Status.SENT, on(10, 5)), (Status.DECLINED_BY_AGENCY, on(10, 11))),
        sent("R-0004", (Status.SENT, on(10, 2)), (Status.WITHDRAWN, on(10, 8)), back=True),
        sent("R-0005", (Status.SENT, on(11, 2)), (Status.NO_SHOW, on(11, 8))),
    )

    report = counted(file)

    assert told(report, "referrals") == {"written": 5, "sent": 3}
    assert told(report, "referrals_open") == {"draft": 2, "accepted": 1, "sent": 1}
    assert told(report, "referrals_ended") == {"declined_by_agency": 1}
    assert told(report, "referral_days") == {"draft": 2, "sent": 8}  # the medians of 2, 4, 1 and of 10, 6


def test_goals_are_compared_on_the_same_scale_only() -> None:
    def reviewed(ref: str, *levels: int, goal: Goal, again: Goal | None = None) -> File:
        plans = [plan("P-0001", on=on(9, 2), goals=(goal,))]
        if again:
            plans.append(plan("P-0002", on=on(10, 2), goals=(again,), version=2))
        held = plans[-1].ref
        reviews = (review(f"V-000{n}", on=on(10, 3 + n), levels={1: each}, plan=held) for n, each in enumerate(levels))
        return case(intake(ref=ref, on=on(9, 1)), *plans, *reviews)

    begun = Goal(statement="School", number=1, starts_at=-1)
    report = counted(
        reviewed("C-0001", -1, 1, goal=begun),
        reviewed("C-0002", -1, goal=begun),
        reviewed("C-0003", -2, goal=begun),
        reviewed("C-0004", 0, goal=begun, again=changed(begun, levels=Levels(expected="daily"))),
        case(intake(ref="C-0005", on=on(9, 1)), plan(on=on(9, 2)), review(on=on(11, 2), levels={1: 2})),
    )

    assert told(report, "goal_change") == {"better": 1, "same": 1, "worse": 1, "not_comparable": 1}
    assert told(report, "goal_levels") == {"more": 1, "less": 1, "much_less": 1, "expected": 1}
    assert told(report, "t_scores") == {"first": 40, "last": 43.3}  # 40, 40, 40 and 60, 40, 30


def test_groups_meetings_attendance_and_who_came_and_went() -> None:
    file = group_file(
        group(on=on(9, 1)),
        member("M-0001", on=on(9, 1)), member("M-0002", on=on(9, 1), left_on=on(10, 20)),
        member("M-0003", on=on(10, 8)),
        session("S-0001", "M-0001", on=on(10, 1), absent=("M-0002",)),
        session("S-0002", "M-0001", "M-0003", on=on(10, 8), new=("M-0003",), excused=("M-0002",)),
        session("S-0003", on=on(10, 15), cancelled="rain"),
        session("S-0004", "M-0001", on=on(11, 1), absent=("M-0003",)),
    )  # fmt: skip
    report = counted(file, group_file(group(on=on(8, 1)), ending(on=on(10, 9))))

    assert told(report, "sessions") == {"held": 2, "cancelled": 1}
    assert told(report, "attendance") == {"present": 3, "absent": 1, "excused": 1}
    assert told(report, "attendance_rate") == {"rate": 75}
    assert told(report, "members") == {"joined": 1, "left": 1, "at_the_end": 2}
    assert told(report, "groups") == {"closed": 1, "at_the_end": 1}


# When it was written


def test_a_report_of_october_made_in_december_says_what_it_said_on_its_last_day() -> None:
    by_then = (
        intake(on=on(9, 1)), note("N-0001", on=on(10, 2)), plan(on=on(10, 3)), task(on=on(10, 4)),
        referral(on=on(10, 5), log=(move(Status.SENT, on=on(10, 6)),)), safety_plan(on=on(10, 7)),
    )  # fmt: skip
    later = (
        note("N-0002", on=on(11, 2)), closing(on=on(11, 9)), review(on=on(11, 5), levels={1: 1}),
        task(on=on(10, 4), done_on=on(11, 1)), safety_plan(on=on(10, 7), ended_on=on(11, 3)),
        referral(on=on(10, 5), log=(move(Status.SENT, on=on(10, 6)), move(Status.COMPLETED, on=on(12, 1)))),
    )  # fmt: skip

    assert counted(case(*by_then, *later)) == counted(case(*by_then))


def test_what_is_written_late_counts_where_it_happened_and_is_told_apart() -> None:
    correction = Correction(reason="typing", at=at(11, 3), worker="Rahma")
    struck = Struck(reason="twice", at=at(11, 3), worker="Rahma")
    file = case(
        intake(on=on(9, 1)),
        note("N-0001", on=on(10, 2)),
        note("N-0002", on=on(10, 30), recorded_at=at(11, 2)),
        note("N-0003", on=on(10, 3), recorded_at=at(10, 9)),
        note("N-0004", on=on(10, 4), corrections=(correction,)),
        note("N-0005", on=on(10, 5), struck=struck),
    )

    report = counted(file)

    assert told(report, "notes") == {"contact": 4}
    assert told(report, "entries") == {"in_time": 2, "late": 2}
    assert (report.later.written, report.later.corrected, report.later.struck) == (1, 1, 1)


# The table of figures


def test_every_figure_says_what_it_counts_to_those_who_read_it_and_to_those_who_change_it() -> None:
    assert len({figure.key for figure in FIGURES}) == len(FIGURES)
    for module in (caseload, contacts, goals, groups, help_given, kept, principles, referrals):
        for name, rule in vars(module).items():
            if callable(rule) and getattr(rule, "__module__", "") == module.__name__ and not name.startswith("_"):
                assert rule.__doc__, (module.__name__, name)
    for figure in FIGURES:
        assert figure.means.endswith("."), figure.key
        assert not (figure.total and figure.series), figure.key


def test_a_report_of_nothing_has_every_figure() -> None:
    report = counted()

    assert [part.figure.key for _section, parts in report.sections for part in parts] == [each.key for each in FIGURES]
    assert all(part.empty for _section, parts in report.sections for part in parts)


GROUPS = st.sampled_from(["a", "b", "c", "d"])
PEOPLE = st.lists(st.tuples(GROUPS, st.integers(1, 30)), max_size=8)


@given(PEOPLE)
def test_the_groups_of_a_figure_add_up_to_its_total(people: list[tuple[str, int]]) -> None:
    part = _breakdown(Unit.CASES, people)

    assert part.total
    assert sum(line.cells[0].value or 0 for line in part.lines) == part.total.value


# Few people


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.lists(st.integers(0, 9), max_size=4))
def test_no_hidden_number_of_people_can_be_worked_out_by_subtraction(one: list[int], other: list[int]) -> None:
    """Two figures over the same people: whoever knows all that is shown finds at least four answers for each number
    about fewer than five people.
    """
    most = max(sum(one), sum(other))
    truth = [_parts("a", [*one, most - sum(one)]), _parts("b", [*other, most - sum(other)])]

    shown = without_small(_report(*truth))

    for before, after in zip(_cells(_report(*truth)), _cells(shown), strict=True):
        assert after.hidden or not 0 < (before.value or 0) < FEW
    for counted_, left in zip(truth, shown.sections[0][1], strict=True):
        _assert_hidden_well(left, counted_)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=3, max_size=3), st.integers(0, 12))
def test_a_group_that_is_the_total_of_another_figure_gives_nothing_back(one: list[int], rest: int) -> None:
    """A figure of three groups; the first is what three others add up to, one of which is its `rest`. Every way in
    which the hidden numbers can be filled in is tried.
    """
    parts = (min(rest, one[0]), (one[0] - min(rest, one[0])) // 2)
    inner = [*parts, one[0] - sum(parts)]
    outer_, inner_ = _parts("a", one), _parts("b", inner)
    linked = changed(outer_.lines[0], cells=(changed(outer_.lines[0].cells[0], name="inner"),))
    outer_ = changed(outer_, lines=(linked, *outer_.lines[1:]))
    inner_ = changed(inner_, total=Cell(name="inner", value=one[0], people=_some("a0", one[0])))
    report = _report(outer_, inner_)

    shown = {cell.name: cell for cell in _cells(without_small(report))}

    for cell in _cells(report):
        assert shown[cell.name].hidden or not 0 < (cell.value or 0) < FEW
        if shown[cell.name].hidden is Hidden.FEW:
            assert len(_answers(shown, cell.name)) >= FEW - 1, (one, inner, cell.name)


def _answers(shown: dict[str, Cell], wanted: str) -> set[int]:
    """What a number can be, for whoever fills in all that is hidden in every way that adds up."""
    names = ["inner", "a.1", "a.2", "b.0", "b.1", "b.2", "all"]
    whole = {"b.0", "b.1", "b.2"} if all(shown[name].hidden is Hidden.BESIDE for name in names[3:6]) else set()
    whole |= {"inner", "a.1", "a.2"} if all(shown[name].hidden is Hidden.BESIDE for name in names[:3]) else set()

    def may_be(name: str) -> range | tuple[int, ...]:
        cell = shown[name]
        if not cell.hidden:
            return (int(cell.value or 0),)
        return range(1, FEW) if cell.hidden is Hidden.FEW else range(0 if name in whole else FEW, 37)

    found = set()
    for inner, one, two in product(may_be("inner"), may_be("a.1"), may_be("a.2")):
        if inner + one + two in may_be("all"):
            for first, second in product(may_be("b.0"), may_be("b.1")):
                if inner - first - second in may_be("b.2"):
                    every = (inner, one, two, first, second, inner - first - second, inner + one + two)
                    found.add(dict(zip(names, every, strict=True))[wanted])
    return found


def _assert_hidden_well(part: Breakdown, truth: Breakdown) -> None:
    """Every small number of `truth` could be any from one to four, as far as `part` tells."""
    if part.total is None or part.total.hidden:
        return
    left = int(part.total.value or 0) - sum(int(line.cells[0].value or 0) for line in part.lines)
    signs = [line.cells[0].hidden for line in part.lines]
    alike = {*signs} == {Hidden.BESIDE}
    may_be = {None: range(1), Hidden.FEW: range(1, FEW), Hidden.BESIDE: range(0 if alike else FEW, left + 1)}
    ranges = [may_be[sign] for sign in signs]
    for place, line in enumerate(truth.lines):
        if 0 < (line.cells[0].value or 0) < FEW:
            others = ranges[:place] + ranges[place + 1 :]
            answers = {answer for answer in ranges[place] if _possible(left - answer, others)}
            assert {1, 2, 3, 4} <= answers, (left, signs)


def _possible(left: float, ranges: list[range]) -> bool:
    if not ranges:
        return left == 0
    return sum(min(each, default=99) for each in ranges) <= left <= sum(max(each, default=-99) for each in ranges)


def test_a_figure_about_few_people_is_hidden_whatever_it_counts() -> None:
    few = _breakdown(Unit.MINUTES, [("a", 500), ("b", 700), *[("c", 60)] * 8])

    shown = without_small(_report(few)).sections[0][1][0]

    assert [line.cells[0].hidden for line in shown.lines][:2] == [Hidden.FEW, Hidden.FEW]
    assert shown.lines[2].cells[0].hidden is Hidden.BESIDE  # together they are two people
    assert shown.total
    assert shown.total.value == 1680


def test_a_rate_goes_with_its_parts_and_a_trend_with_the_answers_it_adds_up() -> None:
    cases = [
        case(
            intake(ref=f"C-00{n:02}", on=on(9, 1)),
            checklist(on=on(10, 3), acceptance=Standing(verdict=Verdict.STRAINED if n < 2 else Verdict.KEPT)),
        )
        for n in range(20)
    ]
    eight = [member(f"M-000{n}", on=on(9, 1)) for n in range(8)]
    there = session("S-0001", *(each.ref for each in eight[:7]), on=on(10, 1), absent=("M-0007",))

    report = without_small(counted(*cases, group_file(group(on=on(9, 1)), *eight, there)))
    cells = {cell.name: cell for cell in _cells(report)}

    assert cells["attendance.absent"].hidden is Hidden.FEW
    assert cells["attendance_rate.rate"].hidden
    assert cells["principles.acceptance.strained"].hidden is Hidden.FEW
    assert cells["principles_by_month.2026-10.strained"].hidden
    assert cells["principles_by_month.2026-10.kept"].hidden is Hidden.BESIDE
    assert cells["principles_by_month.2026-10.breached"].value == 0


def test_a_number_that_stands_in_two_places_is_hidden_in_both() -> None:
    files = [case(intake(ref=f"C-000{n}", on=on(10 if n < 3 else 9, 1)), note(on=on(10, 2))) for n in range(8)]

    report = without_small(counted(*files))
    cells = [cell for cell in _cells(report) if cell.name == "movement.new"]

    assert len(cells) == 2
    assert all(cell.hidden is Hidden.FEW for cell in cells)


def test_nothing_is_hidden_where_nobody_can_be_recognised() -> None:
    files = [case(intake(ref=f"C-000{n}", on=on(9, 1)), note(on=on(10, 2), channel=Channel.VISIT)) for n in range(8)]

    report = without_small(counted(*files))

    assert not [cell.name for cell in _cells(report) if cell.hidden]


def _cells(report: Report) -> list[Cell]:
    return [cell for _section, parts in report.sections for part in parts for cell in every_cell(part)]


def _breakdown(unit: Unit, people: Iterable[tuple[str, int]]) -> Breakdown:
    """A figure in four groups; each person counts once, for so much."""
    made = [(group, value, f"p{place}") for place, (group, value) in enumerate(people)]
    lines = tuple(
        Line(
            key=group,
            title=group,
            cells=(
                Cell(
                    name=f"x.{group}",
                    value=sum(value for each, value, _who in made if each == group),
                    people=frozenset([who for each, _value, who in made if each == group][:FEW]),
                ),
            ),
        )
        for group in "abcd"
    )
    value = sum(line.cells[0].value or 0 for line in lines)
    return Breakdown(
        figure=_figure("x", unit),
        lines=lines,
        total=Cell(name="all", value=value, people=frozenset([who for _group, _value, who in made][:FEW])),
    )


def _parts(key: str, sizes: list[int]) -> Breakdown:
    """A figure whose groups have so many people."""
    lines = tuple(
        Line(key=str(n), title="", cells=(Cell(name=f"{key}.{n}", value=size, people=_some(f"{key}{n}", size)),))
        for n, size in enumerate(sizes)
    )
    return Breakdown(
        figure=_figure(key, Unit.CASES),
        lines=lines,
        total=Cell(name="all", value=sum(sizes), people=_some("all", sum(sizes))),
    )


def _some(name: str, size: int) -> frozenset[str]:
    return frozenset(f"{name}-{each}" for each in range(min(size, FEW)))


def _figure(key: str, unit: Unit) -> Figure:
    return Figure(
        key=key, title=key, means=".", unit=unit, counts=lambda _file, _frame: iter(()), groups=lambda _frame: (),
        total="all", taken=Taken.SUM,
    )  # fmt: skip


def _report(*parts: Breakdown) -> Report:
    return Report(period=OCTOBER, sections=((SECTIONS[0], parts),), later=counted().later)
