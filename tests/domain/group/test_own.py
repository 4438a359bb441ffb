"""What a member's own case shows of a group: their sessions, their notes, and nobody else's name."""

from casejournal.domain.group.attendance import Came
from casejournal.domain.group.own import OwnGroup, own_groups
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import MemberNote, Session
from tests.records import day, group, group_file, member, session

NAMES = {"C-7K4Q": ("Ibu Sari", ""), "C-91TB": ("Ibu Ratih Wulandari", "Melati")}
SARI, RATIH, WATI = member("M-0001", case="C-7K4Q"), member("M-0002", case="C-91TB"), member("M-0003", "Bu Wati")


def note_on(ref: str, text: str) -> MemberNote:
    return MemberNote(member=ref, note=text)


def parts_of_sari(*held: Session, **charter: str) -> tuple[OwnGroup, ...]:
    file = group_file(group(**charter), SARI, RATIH, WATI, *held)
    return own_groups(file, "C-7K4Q", Roster(file.memberships, NAMES))


def test_a_member_sees_the_sessions_that_tell_of_them_and_their_own_notes() -> None:
    first = session("S-0001", "M-0001", "M-0002", on=day(-14), member_notes=(note_on("M-0001", "She laughed."),))
    second = session("S-0002", "M-0002", on=day(-7), absent=("M-0001",), member_notes=(note_on("M-0002", "Cried."),))
    unsaid = session("S-0003", "M-0002")

    (part,) = parts_of_sari(first, second, unsaid)

    assert part.rate == 0.5
    assert [(each.number, each.came, each.note) for each in part.sessions] == [
        (1, Came.PRESENT, "She laughed."),
        (2, Came.ABSENT, ""),
    ]


def test_every_name_of_every_other_member_is_hidden_wherever_it_was_written() -> None:
    text = "Sari helped Ratih, bu Wati's girl and melati; M-0002 wept. C-91TB too. Wulandari smiled."
    held = session("S-0001", "M-0001", member_notes=(note_on("M-0001", text),))

    (part,) = parts_of_sari(held, name="Kelompok Ratih")

    for name in ("Ratih", "Wati", "elati", "M-0002", "C-91TB", "Wulandari"):
        assert name not in part.sessions[0].note
    assert part.sessions[0].note.startswith("Sari helped [a member]")
    assert part.name == "Kelompok [a member]"


def test_somebody_who_was_in_the_group_twice_sees_both_times() -> None:
    file = group_file(
        member("M-0001", case="C-7K4Q", left_on=day(-20)), member("M-0004", case="C-7K4Q", on=day(-5)), WATI
    )

    parts = own_groups(file, "C-7K4Q", Roster(file.memberships, NAMES))

    assert [(each.joined_on, each.left_on) for each in parts] == [(day(-60), day(-20)), (day(-5), None)]
    assert own_groups(file, "C-0000", Roster(file.memberships, NAMES)) == ()
