"""The case file: everything written down about one client, and what follows from it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from casejournal.domain.danger import Danger, Risk, Spoken, assessed, at_intake
from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.file import File, by_day, last
from casejournal.domain.intake import Intake
from casejournal.domain.kinds import CASE_TABLES
from casejournal.domain.note import Contact, Note
from casejournal.domain.principles import Principle
from casejournal.domain.record import Record
from casejournal.domain.stage import Stage
from casejournal.domain.summary import Summary
from casejournal.words import N_

if TYPE_CHECKING:
    from casejournal.domain.assessment import Assessment
    from casejournal.domain.closing import Closing, Reopening
    from casejournal.domain.consent import Consent, Shareable
    from casejournal.domain.disclosure import Disclosure
    from casejournal.domain.plan import Goal, Plan
    from casejournal.domain.progress import Progress
    from casejournal.domain.referral import Referral
    from casejournal.domain.review import Review
    from casejournal.domain.safety_plan import SafetyPlan


class CaseFile(File, frozen=True, kw_only=True):
    """One case, as its records tell it."""

    tables: ClassVar = CASE_TABLES
    principles: ClassVar = tuple(principle.value for principle in Principle)
    before_it: ClassVar = N_("{day} is before the intake on {opened}; saved as you gave it.")
    after_closing: ClassVar = N_("The case is closed; this is marked as written after the closing.")

    intake: Intake
    safety_plans: "tuple[SafetyPlan, ...]" = ()
    assessments: "tuple[Assessment, ...]" = ()
    plans: "tuple[Plan, ...]" = ()
    notes: tuple[Note, ...] = ()
    consents: "tuple[Consent, ...]" = ()
    referrals: "tuple[Referral, ...]" = ()
    disclosures: "tuple[Disclosure, ...]" = ()
    reviews: "tuple[Review, ...]" = ()
    closings: "tuple[Closing, ...]" = ()
    reopenings: "tuple[Reopening, ...]" = ()

    @property
    def name(self) -> str:
        """The client's name."""
        return self.intake.client

    @property
    def heads(self) -> dict[str, str]:
        """The ref of the case and the name of the client."""
        return {"case": self.ref, "client": self.intake.client}

    # Where it stands

    @property
    def stage(self) -> Stage:
        """Where the case stands in the process, or beside it: closed, referred out, on hold, opened again."""
        if self.closing:
            return Stage.REFERRED_OUT if self.closing.elsewhere else Stage.CLOSED
        if self.reopenings and not self._worked_on_since(self.reopenings[-1].recorded_at):
            return Stage.REOPENED
        return Stage.ON_HOLD if self._only_waits else self.place_in_process

    @property
    def place_in_process(self) -> Stage:
        """How far the process has come, even if the case is on hold or was reopened."""
        if self.closing:
            return Stage.CLOSED
        if self.plan and not self.plan.refused:
            return Stage.REVIEWING if self._last_step in self.reviews else Stage.INTERVENING
        if self.assessments or self.plan:
            return Stage.PLANNING
        return Stage.ASSESSING if any(note.reached for note in self.notes) else Stage.NEW

    @property
    def closing(self) -> "Closing | None":
        """The closing that holds; None while the case is open."""
        return next(reversed(self._closings_that_hold(self.reopenings)), None)

    @property
    def is_closed(self) -> bool:
        """Whether a closing holds."""
        return self.closing is not None

    def was_closed_at(self, moment: datetime) -> bool:
        """Whether the case was closed when something was recorded at that moment; not where a colleague went on with
        it.
        """
        before = [again for again in self.reopenings if again.recorded_at < moment]
        held = self._closings_that_hold(before)
        return any(closing.recorded_at < moment and not closing.handed_to for closing in held)

    def _closings_that_hold(self, reopenings: "Iterable[Reopening]") -> "list[Closing]":
        """The closings still in force after these reopenings. A reopening ends the closing it names, and every closing
        recorded before that one.
        """
        named = {again.closing for again in reopenings}
        ended = max((each.recorded_at for each in self.closings if each.ref in named), default=None)
        return [each for each in self.closings if ended is None or (each.recorded_at > ended and each.ref not in named)]

    @property
    def _only_waits(self) -> bool:
        """Whether all that is left is a place on a waiting list."""
        waiting = [referral.waitlisted for referral in self.open_referrals]
        return bool(waiting) and all(waiting) and not self.open_tasks

    @property
    def _last_step(self) -> Record | None:
        steps: tuple[Record, ...] = (*self.plans, *self.reviews, *(note for note in self.notes if note.reached))
        latest: Record | None = last(steps)
        return latest

    def _worked_on_since(self, moment: datetime) -> bool:
        steps: tuple[Record, ...] = (*self.assessments, *self.plans, *self.reviews, *self.notes)
        return any(step.recorded_at > moment for step in steps)

    # The view of the problem

    @property
    def assessment(self) -> "Assessment | None":
        """The latest assessment."""
        return self.assessments[-1] if self.assessments else None

    # Who is in danger

    @property
    def risk_assessment(self) -> "Assessment | None":
        """The last assessment that speaks of risk."""
        return next((each for each in reversed(self.assessments) if each.risk is not None), None)

    @property
    def risk(self) -> Risk | None:
        """The risk as it was last assessed."""
        return self.risk_assessment.risk if self.risk_assessment else None

    @property
    def safety_plan(self) -> "SafetyPlan | None":
        """The safety plan in force: the one written last, unless it was ended."""
        latest = sorted(self.safety_plans, key=attrgetter("recorded_at"))[-1:]
        return next((plan for plan in latest if plan.ended_on is None), None)

    @property
    def dangers(self) -> tuple[Spoken, ...]:
        """The dangers in force, the worst first: the last assessed risk; what the intake said, until a later assessment
        rates the risk; a safety plan. Empty if nobody was asked.
        """
        first, latest, plan = self.intake, self.risk_assessment, self.safety_plan
        hold = []
        if latest and latest.risk is not None:
            hold.append(Spoken(danger=assessed(latest.risk), on=latest.on, ref=latest.ref, note=latest.risk_note))
        if first.safety is not None and (latest is None or by_day(latest) < by_day(first)):
            hold.append(Spoken(danger=at_intake(first.safety), on=first.on, ref=first.ref, note=first.safety_note))
        if plan:
            hold.append(Spoken(danger=Danger.SAFETY_PLAN, on=plan.on, ref=plan.ref))
        return tuple(sorted(hold, key=lambda each: each.danger.rank, reverse=True))

    @property
    def safety(self) -> Danger:
        """The worst of the dangers that hold."""
        return self.dangers[0].danger if self.dangers else Danger.NONE

    @property
    def on_safety_list(self) -> bool:
        """Whether it stands first on `cj today`."""
        return self.safety.presses and not self.is_closed

    # The plan

    @property
    def plan(self) -> "Plan | None":
        """The version that holds."""
        return max(self.plans, key=attrgetter("version", "recorded_at"), default=None)

    @property
    def goals(self) -> "tuple[Goal, ...]":
        """The goals of the plan that holds."""
        return self.plan.goals if self.plan else ()

    @property
    def progress(self) -> "tuple[Progress, ...]":
        """What each review says in numbers."""
        from casejournal.domain.progress import progress  # lazy: as its kind of record, see `kinds`

        return progress(self.reviews, self.plans)

    @property
    def ratings(self) -> "tuple[Review, ...]":
        """The reviews of the plan in force and of its earlier versions. If two versions have the same number, only the
        reviews of the one recorded later count.
        """
        holds = {plan.version: plan.ref for plan in sorted(self.plans, key=attrgetter("recorded_at"))}
        return tuple(review for review in self.reviews if review.plan in holds.values())

    def last_level(self, goal: int) -> int | None:
        """The level at which that goal was last rated."""
        levels = (review.level_of(goal) for review in reversed(self.ratings))
        return next((level for level in levels if level is not None), None)

    # What waits

    @property
    def last_contact_on(self) -> date | None:
        """The last day worker and client met, at the intake or since; None while they have not."""
        at_intake = (self.intake.on,) if self.intake.reached else ()
        return max((*at_intake, *(note.on for note in self.notes if note.reached)), default=None)

    @property
    def contacts(self) -> dict[Contact, int]:
        """How often they met since the intake; attempts, talks with others and desk work are counted apart."""
        return dict.fromkeys(Contact, 0) | Counter(note.kind_of_contact for note in self.notes)

    @property
    def open_referrals(self) -> "tuple[Referral, ...]":
        """The referrals in which somebody still has to act."""
        return tuple(referral for referral in self.referrals if referral.open)

    @property
    def waiting(self) -> tuple[Due, ...]:
        """Everything that waits, the soonest first, undated last."""
        dues = [
            *(task.due_item() for task in self.open_tasks),
            *(referral.due_item() for referral in self.open_referrals),
            *(
                consent.due_item(in_use=bool(self.resting_on(consent)))
                for consent in self.consents
                if self._is_last(consent)
            ),
            self._review_due(),
            self._risk_due(),
            self.safety_plan.due_item() if self.safety_plan else None,
            self._retention_due(),
        ]
        return tuple(sorted((due for due in dues if due), key=lambda due: (due.on or date.max, due.ref)))

    def resting_on(self, consent: "Consent") -> "tuple[Referral, ...]":
        """The open referrals that were sent to the recipient of that consent: they need it, or another like it."""
        return tuple(each for each in self.open_referrals if each.was_sent and consent.is_for(each.to))

    def _is_last(self, consent: "Consent") -> bool:
        """Whether no later consent to the same recipient covers everything that this one does."""
        later = self.consents[self.consents.index(consent) + 1 :]
        return not any(each.takes_the_place_of(consent) for each in later)

    def not_covered(self, referral: "Referral", today: date) -> "frozenset[Shareable]":
        """What an open referral shared with consent, and no consent covers any longer."""
        from casejournal.domain.consent import leave  # lazy: as its kind of record, see `kinds`

        if not (referral.open and referral.sent and referral.sent.consents):
            return frozenset()
        relied_on = {what for each in self.consents if each.ref in referral.sent.consents for what in each.scope}
        return frozenset(relied_on & set(referral.sent.shared)) - leave(self.consents, referral.to, today).scope

    def _retention_due(self) -> Due | None:
        """The day until which a closed case is kept, unless there is a legal hold."""
        until = self.closing.retain_until if self.closing else None
        if not (self.closing and until) or self.intake.held:
            return None
        return Due(kind=DueKind.RETENTION, ref=self.closing.ref, what="", who=Who.WORKER, on=until)

    def _review_due(self) -> Due | None:
        """The next review of the plan. Its day stays until there is a review on it or later, or until another day is
        set.
        """
        on: date | None = None
        steps: list[Plan | Review] = sorted([*self.plans, *self.reviews], key=by_day)
        for step in steps:
            on = step.next_review(on)
        return Due(kind=DueKind.REVIEW, ref=steps[-1].ref, what="", who=Who.WORKER, on=on) if on else None

    def _risk_due(self) -> Due | None:
        latest = self.risk_assessment
        if latest is None or latest.risk_review_on is None:
            return None
        return Due(kind=DueKind.RISK, ref=latest.ref, what="", who=Who.WORKER, on=latest.risk_review_on)

    @property
    def _marks(self) -> tuple[str, ...]:
        """What tells whether somebody who comes to another intake is likely this client."""
        first = self.intake
        if not (first.contact or first.identity_digits or first.birth or first.birth_year or first.imported):
            return ()
        from casejournal.domain.likely import TOLD_BY, marks  # lazy: many cases are known by their name only

        return marks({name: getattr(first, name) for name in TOLD_BY})

    def summary(self) -> Summary:
        """The label of the case: enough for the list, for today, and for finding the case by name."""
        return Summary(
            ref=self.ref,
            client=self.intake.client,
            alias=self.intake.alias,
            formerly=self.intake.formerly,
            stage=self.stage,
            opened_on=self.intake.on,
            last_contact_on=self.last_contact_on,
            safety=self.safety,
            areas=self.intake.areas,
            contacts=self.contacts[Contact.CONTACT],
            related={each.case: each.how for each in self.intake.related},
            due=() if self.opened_by_accident else self.waiting,
            struck=self.opened_by_accident,
            marks=self._marks,
        )
