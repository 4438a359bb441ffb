"""A document as Markdown (CommonMark, with tables). Drawings are left out: what they show stands beside them."""

from collections.abc import Iterable, Iterator

from casejournal.exchange.markdown import in_a_cell, in_markdown
from casejournal.exchange.paper.document import Document, Part, on_paper
from casejournal.render.page import Facts, Heading, Moment, Prose, Steps, Table, Words


def markdown(document: Document) -> bytes:
    """The document, in UTF-8. What a person wrote is never markup in it."""
    parts = [f"# {in_a_cell(document.title)}", _listed(document.facts)]
    parts += ["\n".join(_lines(part, level)) for part, level in document.levelled()]
    parts += ["---", in_markdown(document.foot)] if document.foot else []
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _lines(part: Part, level: int) -> Iterator[str]:
    match part:
        case Heading(title, aside):
            yield f"{'#' * level} {_joined(title)}" + (f" ({in_a_cell(aside)})" if aside else "")
        case Steps(names, current, beside):
            told = " → ".join(
                f"**{in_a_cell(name)}**" if at == current else in_a_cell(name) for at, name in enumerate(names)
            )
            yield f"{told} ({in_a_cell(beside)})" if beside else told
        case Facts(rows):
            yield _listed((title, words.text) for title, words in rows)
        case Prose(words):
            yield in_markdown(words.text)
        case Table():
            yield from _table(part)
        case Moment(heading, facts, body):
            yield f"{'#' * level} {_joined(heading)}"
            if facts:
                yield "\n" + _listed((title, words.text) for title, words in facts)
            if body:
                yield "\n" + in_markdown(body)


def _table(table: Table) -> Iterator[str]:
    columns, rows = on_paper(table)
    yield _row(in_a_cell(column.title) for column in columns)
    yield _row("---" for _column in columns)
    for row in rows:
        yield _row(in_a_cell(each.text) for each in row)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- **{in_a_cell(title)}**: {in_markdown(text)}" for title, text in rows)


def _joined(words: tuple[Words, ...]) -> str:
    return " ".join(in_a_cell(each.text) for each in words if each.text)
