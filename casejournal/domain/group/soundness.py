"""Is the work with a group complete and sound? Each rule names the principle of group work it guards."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from casejournal.domain import dates
from casejournal.domain.group.charter import CHARTERED
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.session import GroupTask
from casejournal.domain.names import folded
from casejournal.domain.principles import GroupPrinciple
from casejournal.domain.soundness import BOTH, CLOSED, Found, Rule, breach_kept_alone
from casejournal.domain.summary import SILENT_AFTER
from casejournal.words import N_, _

LATELY = 3
"""In this many sessions something should have been judged, decided, guided."""
SESSIONS = 5
"""In this many sessions the principles should have been looked at, each task have had its turn, each resource its use.
"""


def _no_charter(file: GroupFile, _today: date) -> Iterator[Found]:
    if file.group.lacking:
        what = ", ".join(_(CHARTERED[name]) for name in file.group.lacking)
        yield Found(N_("The charter does not say: {what}. Add it: cj amend {case}"), {"what": what}, file.ref)


def _nobody_in_it(file: GroupFile, _today: date) -> Iterator[Found]:
    if not file.members:
        yield Found(N_("The group has no members. Add somebody: cj group join {case}"))


def _no_aim(file: GroupFile, _today: date) -> Iterator[Found]:
    aimless = [member.ref for member in file.members if not member.aim and file.sessions_of(member)]
    if aimless:
        yield Found(
            N_("No own aim is written down for: {members}. Ask them, then: cj amend REF"),
            {"members": ", ".join(aimless)},
        )


def _away(file: GroupFile, _today: date) -> Iterator[Found]:
    rows = {attended.member: attended.in_a_row for attended in file.attendance}
    for member in file.away:
        facts = {"member": member.ref, "n": str(rows[member.ref])}
        yield Found(N_("{member} was absent {n} times in a row. Has anybody asked after them?"), facts, member.ref)


def _no_guidance(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions_held[-LATELY:]
    if len(lately) == LATELY and not any(session.guidance for session in lately):
        yield Found(
            N_("The last {n} sessions do not say what you did to guide the group. Write it down next time."),
            {"n": str(LATELY)},
        )


def _no_decision(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions_held[-LATELY:]
    if len(lately) == LATELY and not any(session.decisions for session in lately):
        yield Found(
            N_("The group decided nothing in its last {n} sessions. What could it decide for itself?"),
            {"n": str(LATELY)},
        )


def _no_resource(file: GroupFile, _today: date) -> Iterator[Found]:
    held = file.sessions_held
    if len(held) >= SESSIONS and not (file.group.resources or any(session.resources for session in held)):
        yield Found(
            N_("No resource of the community was used in {n} sessions. What could help this group?"),
            {"n": str(len(held))},
        )


def _resource_never_used(file: GroupFile, _today: date) -> Iterator[Found]:
    used = [folded(each) for session in file.sessions_held for each in session.resources]
    named = {each: folded(each) for each in file.group.resources}
    left = [each for each, name in named.items() if not any(name in other or other in name for other in used)]
    if left and len(file.sessions_held) >= SESSIONS:
        sentence = N_(
            "The charter names these resources, but no session used them: {resources}. Use them, or correct "
            "the charter: cj amend {case}"
        )
        yield Found(sentence, {"resources": ", ".join(left)}, file.ref)


def _task_without_a_turn(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions_held[-SESSIONS:]
    covered = {each.task for session in lately for each in session.tasks}
    left = [f"{task.value} ({_(task.label)})" for task in GroupTask if task not in covered]
    if left and len(lately) == SESSIONS:
        sentence = N_("In the last {n} sessions these tasks of the group had no turn: {tasks}. Which one comes next?")
        yield Found(sentence, {"n": str(SESSIONS), "tasks": ", ".join(left)})


def _no_evaluation(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions_held[-LATELY:]
    if len(lately) == LATELY and not file.judged_since(lately[0].on):
        told = N_("Process and result were not both reviewed in the last {n} sessions: cj group review {case}")
        yield Found(told, {"n": str(LATELY)})


def _no_checklist(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions_held[-SESSIONS:]
    if len(lately) == SESSIONS and not any(each.on >= lately[0].on for each in file.checklists):
        facts = {"n": str(SESSIONS)}
        yield Found(N_("No checklist of principles in the last {n} sessions: cj principles checklist {case}"), facts)


def _silent(file: GroupFile, today: date) -> Iterator[Found]:
    met = file.sessions_held[-1].on if file.sessions_held else file.group.on
    if today - met >= SILENT_AFTER:
        yield Found(
            N_("The group has not met since {day}. Plan a session, or close it: cj group close {case}"),
            {"day": dates.day(met)},
        )


def _closed_without_outcome(file: GroupFile, _today: date) -> Iterator[Found]:
    ending = file.ending
    if ending is None:
        return
    if not ending.result:
        yield Found(N_("The closing does not say what the group reached. Add it: cj amend {ref}"), ref=ending.ref)
    for member in file.members:
        if member.aim and member.ref not in file.became:
            sentence = N_("The closing does not say whether {member} reached their own aim. Add it: cj amend {closing}")
            yield Found(sentence, {"member": member.ref, "closing": ending.ref}, member.ref)


def _in_it_twice(file: GroupFile, _today: date) -> Iterator[Found]:
    """Two devices can each write down that somebody joined, before they are synced."""
    for one, other in combinations(file.memberships, 2):
        if one.is_who(other) and (one.was_in(other.on) or other.was_in(one.on)):
            yield Found(
                N_(
                    "{member} is written down as a member twice. If it is one person, strike one of them: cj "
                    "strike {ref}"
                ),
                {"member": other.ref},
                other.ref,
            )


def _one_day_twice(file: GroupFile, _today: date) -> Iterator[Found]:
    for one, other in combinations(file.sessions_held, 2):
        if one.on == other.on:
            facts = {"one": one.ref, "other": other.ref}
            yield Found(
                N_(
                    "{one} and {other} are on the same day. If it is one meeting, strike one of them: cj strike {other}"
                ),
                facts,
                other.ref,
            )


def _after_the_closing(file: GroupFile, _today: date) -> Iterator[Found]:
    for session in file.sessions_held:
        if file.ending and session.on > file.ending.on:
            yield Found(
                N_(
                    "This session is after the closing. If the day is wrong: cj amend {ref}. If the group went on: "
                    "cj strike {closing}"
                ),
                {"closing": file.ending.ref},
                session.ref,
            )


_P = GroupPrinciple
RULES: tuple[Rule, ...] = (
    Rule(name="away", principle=_P.GUIDED_INTERACTION, looks=_away),
    Rule(name="no_charter", principle=_P.PLANNED_FORMATION, looks=_no_charter),
    Rule(name="nobody_in_it", principle=_P.PLANNED_FORMATION, looks=_nobody_in_it),
    Rule(name="in_it_twice", principle=_P.PLANNED_FORMATION, looks=_in_it_twice, looks_at=BOTH),
    Rule(name="met_after_closing", principle=_P.PLANNED_FORMATION, looks=_after_the_closing, looks_at=BOTH),
    Rule(name="no_aim", principle=_P.SHARED_PURPOSE, looks=_no_aim),
    Rule(name="no_guidance", principle=_P.GUIDED_INTERACTION, looks=_no_guidance),
    Rule(name="no_session", principle=_P.GUIDED_INTERACTION, looks=_silent),
    Rule(name="no_decision", principle=_P.DECISION_MAKING, looks=_no_decision),
    Rule(name="task_without_turn", principle=_P.GUIDED_INTERACTION, looks=_task_without_a_turn),
    Rule(name="no_resource", principle=_P.RESOURCES_AND_PROGRAMME, looks=_no_resource),
    Rule(name="resource_never_used", principle=_P.RESOURCES_AND_PROGRAMME, looks=_resource_never_used),
    Rule(name="two_sessions_of_a_day", principle=_P.CONTINUOUS_EVALUATION, looks=_one_day_twice, looks_at=BOTH),
    Rule(name="no_evaluation", principle=_P.CONTINUOUS_EVALUATION, looks=_no_evaluation),
    Rule(name="no_group_checklist", principle=_P.CONTINUOUS_EVALUATION, looks=_no_checklist),
    Rule(name="breach_kept_alone", principle=_P.CONTINUOUS_EVALUATION, looks=breach_kept_alone),
    Rule(
        name="closed_without_outcome",
        principle=_P.CONTINUOUS_EVALUATION,
        looks=_closed_without_outcome,
        looks_at=CLOSED,
    ),
)
"""Which principle each rule guards is this project's own reading; the source names the principles, not the rules."""
