"""Month by month: how the principles were kept, and in which roles the worker acted, with a picture."""

from collections.abc import Iterator, Sequence

from casejournal.domain import dates
from casejournal.domain.checklist import Verdict
from casejournal.domain.note import Contact
from casejournal.domain.principles import principle_label
from casejournal.domain.reflection import Month, RoleMix, Trend
from casejournal.domain.roles import Role
from casejournal.render.contacts import counted_contacts
from casejournal.render.page import Block, Column, Moment, Page, Prose, Table, Tone, Words, section
from casejournal.words import _, ngettext

_MARKS = {Verdict.KEPT: "●", Verdict.STRAINED: "◐", Verdict.BREACHED: "○"}
_WIDEST = 24
"""The most marks in a picture."""


def trend_page(trend: Trend, months: int) -> Page:
    """Each of the last `months` that has checklists, a principle per line; then what was strained or breached."""
    return tuple(_trend(trend, months))


def _trend(trend: Trend, months: int) -> Iterator[Block]:
    if not trend.months:
        yield Prose(Words(_nothing_in(months, _("No checklists")), Tone.STRONG))
        yield Prose(Words(_("Fill in one: cj principles checklist CASE"), Tone.QUIET))
        return
    for place, month in enumerate(trend.months):
        looked = ngettext("{n} checklist", "{n} checklists", month.checklists).format(n=month.checklists)
        yield section(month.month, looked, top=not place)
        columns = (
            Column(_("Principle"), narrow=True),
            *(Column(_(verdict.label), narrow=True) for verdict in _MARKS),
            Column(_(Verdict.NOT_APPLICABLE.label), narrow=True, rare=True),
            Column("", picture=True),
        )
        yield Table(columns, tuple(_row(month, principle) for principle in month.fared))
    yield Prose(Words("● {} · ◐ {} · ○ {}".format(*(_(verdict.label) for verdict in _MARKS)), Tone.QUIET), drawn=True)
    if trend.hurt:
        yield section(_("What was strained or breached"))
    for hurt in trend.hurt:
        heading = (
            Words(dates.day(hurt.on), Tone.STRONG),
            Words(hurt.ref, Tone.REF),
            Words(hurt.client),
            Words(f"{principle_label(hurt.principle)}: {_(hurt.verdict.label)}", Tone.WARN),
        )
        yield Moment(heading, body=hurt.evidence)


def _nothing_in(months: int, what: str) -> str:
    return ngettext("{what} in the last month.", "{what} in the last {n} months.", months).format(what=what, n=months)


def _row(month: Month, principle: str) -> tuple[Words, ...]:
    fared = month.fared[principle]
    marks = "".join(mark * fared.get(verdict, 0) for verdict, mark in _MARKS.items())
    tone = Tone.WARN if any(fared.get(verdict) for verdict in (Verdict.STRAINED, Verdict.BREACHED)) else Tone.GOOD
    return (
        Words(principle_label(principle), Tone.STRONG),
        *(Words(str(fared.get(verdict, 0) or "")) for verdict in (*_MARKS, Verdict.NOT_APPLICABLE)),
        Words(marks if len(marks) <= _WIDEST else f"{marks[:_WIDEST]}…", tone),
    )


def role_page(mixes: Sequence[RoleMix], months: int) -> Page:
    """The eight roles in each of the last `months` that has contacts, including roles never taken."""
    if not mixes:
        return (Prose(Words(_nothing_in(months, _("No contacts")), Tone.STRONG)),)
    blocks: list[Block] = []
    for mix in mixes:
        told = counted_contacts({Contact.CONTACT: mix.contacts} | mix.beside)
        blocks.append(section(mix.month, told, top=not blocks))
        columns = (
            Column(_("Role"), narrow=True),
            Column(_("Contacts"), narrow=True),
            *((Column(_("Elsewhere"), narrow=True),) if mix.roles_beside else ()),
            Column("", picture=True),
        )
        blocks.append(Table(columns, tuple(_role_row(role, mix) for role in Role)))
    blocks.append(Prose(Words(_("What a role means: cj learn ROLE"), Tone.QUIET)))
    return tuple(blocks)


def _role_row(role: Role, mix: RoleMix) -> tuple[Words, ...]:
    times, beside = mix.roles.get(role, 0), mix.roles_beside.get(role, 0)
    return (
        Words(_(role.label), Tone.STRONG if times or beside else Tone.QUIET),
        Words(str(times or "")),
        *((Words(str(beside or "")),) if mix.roles_beside else ()),
        Words("■" * min(times, _WIDEST), Tone.GOOD),
    )
