"""An ecomap as a graph for Graphviz (DOT). A name is always quoted, so nothing in it is markup or an attribute."""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.assessment import Flow, Strength, Tie
from casejournal.domain.ecomap import Change, Ecomap, What, compared
from casejournal.render.ecomap import became
from casejournal.words import _, visible

_STYLES = {
    Strength.STRONG: "penwidth=6",
    Strength.MODERATE: "penwidth=2",
    Strength.TENUOUS: "style=dashed",
    Strength.STRESSFUL: 'color="#a3261a:invis:#a3261a"',
    Strength.BROKEN: 'style=dotted, color="#a3261a"',
}
"""Graphviz draws no jagged and no cut line, so each line has its word too."""
_DIRECTIONS = {Flow.TO_CLIENT: "back", Flow.FROM_CLIENT: "forward", Flow.BOTH: "both"}


def dot(found: Ecomap, before: Ecomap | None = None) -> str:
    """The graph as text. With the map `before`, each tie says what became of it; one that is gone has no line."""
    return "\n".join(_statements(found, before)) + "\n"


def _statements(found: Ecomap, before: Ecomap | None) -> Iterator[str]:
    title = f"{_('Ecomap')}: {found.client}, {dates.in_a_letter(found.drawn_on)}"
    yield "digraph ecomap {"
    yield f"  graph [layout=neato, overlap=false, splines=true, labelloc=t, label={_quoted(title)}];"
    yield '  node [shape=ellipse, fontname="sans-serif"];'
    yield '  edge [fontname="sans-serif", fontsize=10, len=2.5];'
    household = f"{found.client}\n{'; '.join(found.household)}".rstrip()
    yield f'  household [shape=circle, style=filled, fillcolor="#eef3f8", label={_quoted(household)}];'
    for number, change in enumerate(compared(before, found), 1):
        yield f"  tie{number} [label={_quoted(_told(change))}];"
        if change.what is not What.GONE:
            yield f"  household -> tie{number} [{_line(change.tie)}];"
    yield "}"


def _told(change: Change) -> str:
    return f"{change.tie.name}\n{became(change)}".rstrip()


def _line(tie: Tie) -> str:
    direction = _DIRECTIONS.get(tie.flow, "none") if tie.flow else "none"
    return f"dir={direction}, {_STYLES[tie.kind]}, label={_quoted(_(tie.kind.label))}"


def _quoted(text: str) -> str:
    """A label. Graphviz reads backslashes, and names of characters such as &amp;, inside quotes too."""
    escaped = visible(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'.replace("\n", "\\n")
