"""A document as Markdown (CommonMark, with tables). Drawings are left out: what they show stands beside them."""

from collections.abc import Iterator

from casejournal.exchange.markdown import in_a_cell, in_markdown
from casejournal.exchange.paper.document import Document, Part
from casejournal.render.page import Facts, Heading, Moment, Prose, Steps, Table, Words


def markdown(document: Document) -> bytes:
    """The document, in UTF-8. What a person wrote is never markup in it."""
    parts = [f"# {in_a_cell(document.title)}", _listed(document.facts)]
    parts += ["\n".join(_lines(part)) for part in document.parts]
    parts += ["---", in_markdown(document.foot)] if document.foot else []
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading(title, aside):
            yield f"## {_joined(title)}" + (f" ({in_a_cell(aside)})" if aside else "")
        case Steps(names, current, beside):
            told = " → ".join(f"**{name}**" if place == current else name for place, name in enumerate(names))
            yield f"{told} ({in_a_cell(beside)})" if beside else told
        case Facts(rows):
            yield _listed((title, words.text) for title, words in rows)
        case Prose(words):
            yield in_markdown(words.text)
        case Table():
            yield from _table(part)
        case Moment(heading, facts, body):
            yield f"### {_joined(heading)}"
            if facts:
                yield "\n" + _listed((title, words.text) for title, words in facts)
            if body:
                yield "\n" + in_markdown(body)


def _table(table: Table) -> Iterator[str]:
    told = [place for place, column in enumerate(table.columns) if not column.picture]
    yield _row(table.columns[place].title for place in told)
    yield _row("---" for _place in told)
    for row in table.rows:
        yield _row(in_a_cell(row[place].text) for place in told)


def _row(cells: "Iterator[str]") -> str:
    return f"| {' | '.join(cells)} |"


def _listed(rows: "Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]") -> str:
    return "\n".join(f"- **{in_a_cell(title)}**: {in_markdown(text)}" for title, text in rows)


def _joined(words: tuple[Words, ...]) -> str:
    return " ".join(in_a_cell(each.text) for each in words if each.text)
