"""Groups (kelompok): how often they met, who came, who joined and left."""

from collections import Counter
from collections.abc import Iterator

from casejournal.domain.group.attendance import Came, came
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.membership import Membership
from casejournal.domain.report.figure import Counted, Figure, Frame, Picture, Taken, Unit
from casejournal.words import N_

_CAME = {Came.NEW: "present", Came.PRESENT: "present", Came.ABSENT: "absent", Came.EXCUSED: "excused"}


def who(file: GroupFile, member: Membership) -> str:
    """Who a member is, for telling how many people stand behind a figure: the same case in two groups is one person."""
    return member.case or f"{file.ref}.{member.ref}"


def sessions(file: GroupFile, frame: Frame) -> Iterator[Counted]:
    """Each session dated in the period: held, or cancelled."""
    held = Counter("held" if session.took_place else "cancelled" for session in frame.period.of(file.sessions))
    yield from (Counted(how, times) for how, times in held.items())


def attendance(file: GroupFile, frame: Frame) -> Iterator[Counted]:
    """How often members were present, absent and excused at the sessions held in the period. Who joined at a session
    was present. Nobody is absent before they joined or after they left.
    """
    held = [session for session in frame.period.of(file.sessions) if session.took_place]
    for member in file.memberships if held else ():
        counted = Counter(_CAME[how] for session in held if (how := came(member, session)) in _CAME)
        yield from (Counted(how, times, who=(who(file, member),)) for how, times in counted.items())


def members(file: GroupFile, frame: Frame) -> Iterator[Counted]:
    """Everybody who joined in the period, everybody who left in it, and everybody who is a member on its last day of a
    group that is open then. Who is in two groups counts in both.
    """
    for member in file.memberships:
        person = (who(file, member),)
        if member.on in frame.period:
            yield Counted("joined", who=person)
        if member.left_on in frame.period:
            yield Counted("left", who=person)
        if not file.is_closed and member.was_in(frame.period.last):
            yield Counted("at_the_end", who=person)


def standing(file: GroupFile, frame: Frame) -> Iterator[Counted]:
    """Each group that was formed or closed in the period, and each that is open on its last day."""
    if file.group.on in frame.period:
        yield Counted("formed")
    if file.ending and file.ending.on in frame.period:
        yield Counted("closed")
    if not file.is_closed:
        yield Counted("at_the_end")


def rate(_file: GroupFile, _frame: Frame) -> Iterator[Counted]:
    """Present / (present + absent), over all members and sessions of `attendance`; excused is not counted."""
    return iter(())


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of group work."""
    return _GROUPS


_GROUPS = (
    Figure(
        key="groups",
        title=N_("Groups"),
        means=N_("Groups formed and closed in the period, and those open on the last day."),
        unit=Unit.GROUPS,
        over=GroupFile,
        counts=standing,
        groups=lambda _frame: (
            ("formed", N_("formed")),
            ("closed", N_("closed")),
            ("at_the_end", N_("open on the last day")),
        ),
    ),
    Figure(
        key="sessions",
        title=N_("Sessions"),
        means=N_("Sessions of all groups dated in the period."),
        unit=Unit.SESSIONS,
        over=GroupFile,
        counts=sessions,
        groups=lambda _frame: (("held", N_("held")), ("cancelled", N_("cancelled"))),
        total="all_sessions",
    ),
    Figure(
        key="attendance",
        title=N_("Attendance"),
        means=N_("How often members were present, absent and excused at the sessions held."),
        unit=Unit.ATTENDANCES,
        over=GroupFile,
        counts=attendance,
        groups=lambda _frame: (
            ("present", Came.PRESENT.label),
            ("absent", Came.ABSENT.label),
            ("excused", Came.EXCUSED.label),
        ),
        total="expected",
        picture=Picture.BARS,
    ),
    Figure(
        key="attendance_rate",
        title=N_("Attendance rate"),
        means=N_("Present in a hundred of present and absent; excused is not counted."),
        unit=Unit.PERCENT,
        over=GroupFile,
        counts=rate,
        groups=lambda _frame: (("rate", N_("present")),),
        taken=Taken.SHARE,
        of=("attendance.present", "attendance.absent"),
    ),
    Figure(
        key="members",
        title=N_("Members"),
        means=N_("Who joined and left in the period, and who is in an open group on the last day."),
        unit=Unit.MEMBERS,
        over=GroupFile,
        counts=members,
        groups=lambda _frame: (
            ("joined", N_("joined")),
            ("left", N_("left")),
            ("at_the_end", N_("members on the last day")),
        ),
    ),
)
