"""What a case says, by the names that the headings of a case report use: a field of a record, or a summing up."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import msgspec

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.assessment import SCORES, Flow, Strength, Tie, scores
from casejournal.domain.case_file import CaseFile
from casejournal.domain.ecomap import ecomap_on
from casejournal.domain.group.own import OwnGroup
from casejournal.domain.kinds import CASE_TABLES, kind_of
from casejournal.domain.names import folded, same_name
from casejournal.domain.note import Contact
from casejournal.domain.record import Record
from casejournal.exchange.headings import OWN, Sources
from casejournal.exchange.printed import Printed
from casejournal.forms import records
from casejournal.forms.fields import shown
from casejournal.render.contacts import counted_contacts
from casejournal.render.ecomap import in_words
from casejournal.render.plan import levels_in_words, told_level
from casejournal.words import _, ngettext

Rows = Iterator[tuple[str, str]]
"""Titles and texts."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is made of: a case and the client's part in groups, as far as they may be read."""

    file: CaseFile
    groups: tuple[OwnGroup, ...]
    printed: Printed
    sources: Sources


def says(case: Case, what: str) -> Rows:
    """What the case says of that name, which is one of `known`, or an own question. Nothing if it does not say."""
    if what in _SUMMED_UP:
        yield from _SUMMED_UP[what](case)
    elif what.startswith(OWN):
        name = what.removeprefix(OWN)
        yield from ((each.heading, each.in_words) for each in case.file.intake.own if same_name(each.name, name))
    else:
        kept, only_last, field = _FIELDS()[what]
        yield from _field(case.file, kept, field, only_last=only_last)


def known() -> set[str]:
    """Every name."""
    return {*_SUMMED_UP, *_FIELDS()}


@cache
def _FIELDS() -> Mapping[str, tuple[str, bool, str]]:  # noqa: N802 - a table, made when it is first looked at
    """For each name of a field: its table, whether only the last record that says it counts, and the field."""
    found = {}
    for table in CASE_TABLES:
        kind = kind_of(table)
        for field in shown(kind):
            found[f"{table}.{field.name}"] = (table, False, field.name)
            found[f"{kind.kind_name().replace('-', '_')}.{field.name}"] = (table, True, field.name)
    return found


def _field(file: CaseFile, table: str, field: str, *, only_last: bool) -> Rows:
    every: Iterable[Record] = [file.first] if table == file.tables[0] else file.table(table)
    if table == "plans" and only_last:
        every = [file.plan] if file.plan else []
    said = [(record, *row) for record in every for row in records.rows(record, only=(field,))]
    if only_last or len(said) < 2:
        yield from ((title, text) for _record, title, text in said[-1:])
    else:
        yield from ((dates.in_a_letter(record.on), text) for record, _title, text in said)


def _age(case: Case) -> Rows:
    if age := case.file.intake.age_on(case.printed.today):
        yield _("Age"), age


def _own(case: Case) -> Rows:
    return ((each.heading, each.in_words) for each in case.file.intake.own)


def _opened(case: Case) -> Rows:
    yield _("Opened on"), dates.in_a_letter(case.file.intake.on)


def _closed(case: Case) -> Rows:
    if case.file.closing:
        yield _("Closed on"), dates.in_a_letter(case.file.closing.on)


def _stage(case: Case) -> Rows:
    yield _("Stage"), _(case.file.stage.label)


def _danger(case: Case) -> Rows:
    for each in case.file.dangers:
        told = f"{_(each.danger.label)}, {dates.in_a_letter(each.on)}"
        yield _("Safety"), f"{told}: {each.note}" if each.note else told


def _contacts(case: Case) -> Rows:
    counts, minutes = case.file.contacts, sum(note.minutes or 0 for note in case.file.notes)
    if any(counts.values()):
        yield _("Contacts"), counted_contacts(counts)
    if minutes:
        yield _("Minutes"), str(minutes)
    if case.file.last_contact_on and counts[Contact.CONTACT]:
        yield _("Last contact"), dates.in_a_letter(case.file.last_contact_on)


def _areas(case: Case, *, low: bool = False) -> Rows:
    for area, scored in scores(case.file.assessments).items():
        now = scored[-1].domain
        if now.low or not low:
            told = _("{score} of 4 ({level}): {reason}")
            yield area_label(area), told.format(score=now.score, level=_(SCORES[now.score]), reason=now.reason)


def _ties(sort: str) -> Callable[[Case], Rows]:
    """A function that gives the sources of help of that sort: formal, community, or informal. A broken tie is none, and
    a stressful one only if all of it flows to the client.
    """

    def rows(case: Case) -> Rows:
        found = ecomap_on(case.file, case.printed.today, for_others=True)
        ties = found.ties if found else ()
        yield from (
            ("", f"{tie.name} ({in_words(tie)})") for tie in ties if _helps(tie) and _sort(tie.name, case) == sort
        )
        agencies = dict.fromkeys((*case.file.intake.other_agencies, *(each.to for each in case.file.referrals)))
        new = (name for name in agencies if not any(same_name(name, tie.name) for tie in ties))
        yield from (("", name) for name in new if _sort(name, case, "formal") == sort)
        if sort == "community":
            yield from (("", each.name) for each in case.groups)

    return rows


def _sort(name: str, case: Case, otherwise: str = "informal") -> str:
    """What sort of help it is, by the words of its name."""
    words = f" {folded(name)} "
    for sort in ("formal", "community"):
        if any(f" {folded(word)} " in words for word in getattr(case.sources, sort)):
            return sort
    return otherwise


def _helps(tie: Tie) -> bool:
    if tie.kind is Strength.STRESSFUL:
        return tie.flow is Flow.TO_CLIENT
    return tie.kind is not Strength.BROKEN


def _goals(case: Case) -> Rows:
    plan = case.file.plan
    for goal in plan.goals if plan else ():
        levels = levels_in_words(case.file, plan, goal) if plan else ""
        beside = [
            area_label(goal.area) if goal.area else "",
            _("measured by: {measure}").format(measure=goal.measure) if goal.measure else "",
            _("by {day}").format(day=dates.in_a_letter(goal.due)) if goal.due else "",
            _("level {levels}").format(levels=levels) if any(map(str.isdigit, levels)) else "",
        ]
        told = "; ".join(filter(None, beside))
        yield _("Goal {n}").format(n=goal.number), f"{goal.statement} ({told})" if told else goal.statement


def _progress(case: Case) -> Rows:
    for each in case.file.progress:
        if each.t is not None:
            levels = ", ".join(f"{rating.goal}: {told_level(rating.level)}" for rating in each.review.ratings)
            who = _("rated by {who}").format(who=_(each.review.by.label))
            yield dates.in_a_letter(each.review.on), f"{who}: T {each.t:.1f} ({levels})"


def _tasks(case: Case) -> Rows:
    for task in case.file.tasks_that_stand:
        state = _("done on {day}").format(day=dates.in_a_letter(task.done_on)) if task.done_on else ""
        due = _("by {day}").format(day=dates.in_a_letter(task.due)) if task.due and not state else ""
        told = state or due
        yield _(task.who.label), f"{task.text} ({told})" if told else task.text


def _help(case: Case) -> Rows:
    """The help given by tasks that were done, by its kind."""
    for task in case.file.tasks:
        if task.done_on and task.help:
            given = ", ".join(filter(None, (task.worth, task.provided_by)))
            yield _(task.help.label), f"{task.text} ({given})" if given else task.text


def _method(case: Case) -> Rows:
    yield "", _("casework")
    for each in case.groups:
        yield "", _("social group work: {name}").format(name=each.name)


def _roles(case: Case) -> Rows:
    every = Counter(role for note in case.file.notes for role in note.roles)
    every.update(task.role for task in case.file.tasks if task.role)
    for role, number in every.most_common():
        times = ngettext("{n} time", "{n} times", number).format(n=number)
        yield "", f"{_(role.label)} ({times})"


def _referrals(case: Case) -> Rows:
    for each in case.file.referrals:
        told = [_(each.reason.label), f"{_(each.status.label)}, {dates.in_a_letter(each.last_on)}", each.outcome]
        yield each.to, "; ".join(filter(None, told))


def _worker(case: Case) -> Rows:
    yield _("Worker"), case.printed.worker


def _agency(case: Case) -> Rows:
    yield _("Agency"), case.printed.agency


def _today(case: Case) -> Rows:
    yield _("Printed on"), dates.in_a_letter(case.printed.today)


def _groups(case: Case) -> Rows:
    for each in case.groups:
        yield each.name, "; ".join(filter(None, (dates.in_a_letter(each.joined_on), each.aim)))


_SUMMED_UP: dict[str, Callable[[Case], Rows]] = {
    "worker": _worker,
    "agency": _agency,
    "today": _today,
    "age": _age,
    "own": _own,
    "opened": _opened,
    "closed": _closed,
    "stage": _stage,
    "danger": _danger,
    "contacts": _contacts,
    "areas": _areas,
    "areas.low": lambda case: _areas(case, low=True),
    "ties.informal": _ties("informal"),
    "ties.formal": _ties("formal"),
    "ties.community": _ties("community"),
    "goals": _goals,
    "progress": _progress,
    "tasks": _tasks,
    "help": _help,
    "method": _method,
    "roles": _roles,
    "groups": _groups,
    "referrals": _referrals,
}
"""What is summed up of several records, by name."""
LISTS = frozenset({"areas", "areas.low", "goals", "progress", "tasks", "help", "groups", "referrals"})
"""Of them, those of which each row has a title that says more: whose task, which agency."""
