"""The screen of an ecomap: each tie as a line between the household and somebody, in words, and counted."""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.assessment import Flow, Strength, Tie
from casejournal.domain.ecomap import Change, Ecomap, What, compared, count
from casejournal.render.page import Block, Column, Facts, Heading, Page, Prose, Table, Tone, Words, section
from casejournal.words import N_, _

LINES = {
    Strength.STRONG: "═══════",
    Strength.MODERATE: "───────",
    Strength.TENUOUS: "┄┄┄┄┄┄┄",
    Strength.STRESSFUL: "╱╲╱╲╱╲╱",
    Strength.BROKEN: "───╳───",
}
_TONES = {
    Strength.STRONG: Tone.GOOD,
    Strength.TENUOUS: Tone.QUIET,
    Strength.STRESSFUL: Tone.WARN,
    Strength.BROKEN: Tone.DANGER,
}
_CHANGED = {What.NEW: Tone.GOOD, What.CHANGED: Tone.WARN, What.GONE: Tone.DANGER}
NOT_SAID = N_("not said")


def ecomap_page(found: Ecomap, before: Ecomap | None = None) -> Page:
    """The map, and what changed since the one `before`."""
    title = (Words(found.case, Tone.REF), Words(found.client, Tone.STRONG), Words(_("Ecomap")))
    heading = Heading(title, f"{found.assessment}, {dates.day(found.drawn_on)}", top=True)
    return (heading, *ecomap_blocks(found), *(changed_blocks(before, found) if before else ()))


def ecomap_blocks(found: Ecomap) -> Iterator[Block]:
    """The household, each tie, and the numbers; without a heading."""
    yield Facts(((_("In the middle"), Words("; ".join((found.client, *found.household)))),))
    columns = (
        Column("", picture=True, narrow=True),
        Column(_("Tie")),
        Column(_("Strength"), narrow=True),
        Column(_("Flow"), narrow=True),
    )
    yield Table(columns, tuple(_row(tie) for tie in found.ties))
    yield Prose(
        Words(_("● the household, ○ the other side. An arrow shows which way energy flows."), Tone.QUIET), drawn=True
    )
    yield Facts(tuple((title, Words(text)) for title, text in numbers(found)))
    if found.no_strong_tie:
        yield Prose(Words(_("No strong tie: there is nobody to lean on yet."), Tone.WARN))


def numbers(found: Ecomap) -> Iterator[tuple[str, str]]:
    """The ties by kind, and the flow of energy."""
    kinds = ", ".join(f"{number} {_(kind.label)}" for kind, number in found.by_kind.items() if number)
    yield _("Ties"), f"{len(found.ties)}: {kinds}"
    told = _("{balance} ({inflow} to the client, {outflow} from the client)")
    yield (
        _("Inflow minus outflow"),
        told.format(balance=_signed(found.balance), inflow=found.inflow, outflow=found.outflow),
    )


def changed_blocks(before: Ecomap, now: Ecomap) -> Iterator[Block]:
    """The ties that are not as they were, and how the numbers changed."""
    changes = compared(before, now)
    counted = {what: number for what, number in count(changes).items() if number and what is not What.SAME}
    told = ", ".join(f"{number} {_(what.label)}" for what, number in counted.items())
    yield section(_("Changed since {day}").format(day=dates.day(before.drawn_on)), told)
    if not counted:
        yield Prose(Words(_("Every tie is as it was.")))
        return
    columns = (
        Column("", narrow=True),
        Column(_("Tie")),
        Column("", picture=True, narrow=True, spare=True),
        Column(_("Before")),
        Column(_("Now")),
    )
    yield Table(columns, tuple(_changed_row(each) for each in changes if each.what is not What.SAME))
    balance = f"{_signed(before.balance)} → {_signed(now.balance)}"
    strong = f"{before.by_kind[Strength.STRONG]} → {now.by_kind[Strength.STRONG]}"
    yield Facts(((_("Inflow minus outflow"), Words(balance)), (_("Strong ties"), Words(strong))))


def line(tie: Tie) -> str:
    """The line of a tie, from the household to the other side, with its arrows."""
    drawn = LINES[tie.kind]
    if tie.flow in (Flow.TO_CLIENT, Flow.BOTH):
        drawn = f"◀{drawn[1:]}"
    if tie.flow in (Flow.FROM_CLIENT, Flow.BOTH):
        drawn = f"{drawn[:-1]}▶"
    return f"●{drawn}○"


def in_words(tie: Tie | None) -> str:
    """How a tie holds and which way energy flows: strong, to the client. Empty for none."""
    return ", ".join(_(each.label) for each in (tie.kind, tie.flow) if each) if tie else ""


def became(change: Change) -> str:
    """What became of a tie since the map before; empty if nothing did."""
    if change.what is What.CHANGED:
        return _("before: {tie}").format(tie=in_words(change.before))
    return "" if change.what is What.SAME else _(change.what.label)


def _row(tie: Tie) -> tuple[Words, ...]:
    tone = _TONES.get(tie.kind, Tone.PLAIN)
    return (Words(line(tie), tone), Words(tie.name, Tone.STRONG), Words(_(tie.kind.label), tone), Words(_flow(tie)))


def _changed_row(change: Change) -> tuple[Words, ...]:
    gone = change.what is What.GONE
    before = f"{line(change.before)} " if change.before else ""
    after = "" if gone else line(change.tie)
    return (
        Words(_(change.what.label), _CHANGED[change.what]),
        Words(change.tie.name, Tone.STRONG),
        Words(f"{before}→ {after}".strip()),
        Words(in_words(change.before)),
        Words("" if gone else in_words(change.tie)),
    )


def _flow(tie: Tie) -> str:
    return _(tie.flow.label if tie.flow else NOT_SAID)


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "0"
