"""Is the work with a group complete and sound? Each rule names the principle of group work it guards."""

from collections.abc import Iterator
from datetime import date, timedelta

from casejournal.domain import dates
from casejournal.domain.group.charter import CHARTERED
from casejournal.domain.group.file import GroupFile
from casejournal.domain.principles import GroupPrinciple
from casejournal.domain.soundness import Found, Rule
from casejournal.words import N_, _

LATELY = 3
"""After so many sessions something should have been judged, decided, guided."""
SESSIONS = 5
"""After so many sessions the principles should have been looked at."""
SILENT_AFTER = timedelta(days=30)


def _no_charter(file: GroupFile, _today: date) -> Iterator[Found]:
    if file.group.lacking:
        what = ", ".join(_(CHARTERED[name]) for name in file.group.lacking)
        yield Found(N_("The charter does not say: {what}."), {"what": what}, file.ref)


def _nobody_in_it(file: GroupFile, _today: date) -> Iterator[Found]:
    if not file.members:
        yield Found(N_("Nobody is in it: cj group join {case}"))


def _no_aim(file: GroupFile, _today: date) -> Iterator[Found]:
    for member in file.members:
        if not member.aim and file.sessions_of(member):
            yield Found(N_("{member} has said no aim of their own."), {"member": member.ref}, member.ref)


def _away(file: GroupFile, _today: date) -> Iterator[Found]:
    for member in file.away:
        yield Found(
            N_("{member} has stayed away twice in a row; has anybody asked?"), {"member": member.ref}, member.ref
        )


def _no_guidance(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions[-LATELY:]
    if len(lately) == LATELY and not any(session.guidance for session in lately):
        yield Found(N_("What you did to guide is not told of the last {n} sessions."), {"n": str(LATELY)})


def _no_decision(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions[-LATELY:]
    if len(lately) == LATELY and not any(session.decisions for session in lately):
        yield Found(N_("The group has decided nothing in its last {n} sessions."), {"n": str(LATELY)})


def _no_resource(file: GroupFile, _today: date) -> Iterator[Found]:
    if len(file.sessions) >= SESSIONS and not (file.group.resources or any(each.resources for each in file.sessions)):
        yield Found(N_("No resource of the community was used in {n} sessions."), {"n": str(len(file.sessions))})


def _no_evaluation(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions[-LATELY:]
    if len(lately) < LATELY or any(session.evaluated for session in lately):
        return
    if not any(evaluation.on >= lately[0].on for evaluation in file.evaluations):
        yield Found(N_("Nothing was evaluated in the last {n} sessions: cj group review {case}"), {"n": str(LATELY)})


def _no_checklist(file: GroupFile, _today: date) -> Iterator[Found]:
    lately = file.sessions[-SESSIONS:]
    if len(lately) == SESSIONS and not any(each.on >= lately[0].on for each in file.checklists):
        facts = {"n": str(SESSIONS)}
        yield Found(N_("No checklist of principles in the last {n} sessions: cj principles checklist {case}"), facts)


def _silent(file: GroupFile, today: date) -> Iterator[Found]:
    met = file.sessions[-1].on if file.sessions else file.group.on
    if today - met >= SILENT_AFTER:
        yield Found(N_("The group has not met since {day}."), {"day": dates.told(met)})


def _closed_without_outcome(file: GroupFile, _today: date) -> Iterator[Found]:
    ending = file.ending
    if ending and not ending.result:
        yield Found(N_("It was closed without saying what the group reached."), ref=ending.ref)
    told = {each.member for each in ending.aims} if ending else set()
    for member in file.members:
        if member.aim and member.ref not in told:
            sentence = N_("It was closed without saying what became of the aim of {member}.")
            yield Found(sentence, {"member": member.ref}, member.ref)


_P = GroupPrinciple
RULES: tuple[Rule, ...] = (
    Rule(name="no_charter", principle=_P.PLANNED_FORMATION, looks=_no_charter),
    Rule(name="nobody_in_it", principle=_P.PLANNED_FORMATION, looks=_nobody_in_it),
    Rule(name="no_aim", principle=_P.SHARED_PURPOSE, looks=_no_aim),
    Rule(name="away", principle=_P.GUIDED_INTERACTION, looks=_away),
    Rule(name="no_guidance", principle=_P.GUIDED_INTERACTION, looks=_no_guidance),
    Rule(name="no_session", principle=_P.GUIDED_INTERACTION, looks=_silent),
    Rule(name="no_decision", principle=_P.DECISION_MAKING, looks=_no_decision),
    Rule(name="no_resource", principle=_P.RESOURCES_AND_PROGRAMME, looks=_no_resource),
    Rule(name="no_evaluation", principle=_P.CONTINUOUS_EVALUATION, looks=_no_evaluation),
    Rule(name="no_group_checklist", principle=_P.CONTINUOUS_EVALUATION, looks=_no_checklist),
    Rule(
        name="closed_without_outcome",
        principle=_P.CONTINUOUS_EVALUATION,
        looks=_closed_without_outcome,
        looks_at=(True,),
    ),
)
"""Which principle each guards is this project's own reading; the source names the principles, not the rules."""
