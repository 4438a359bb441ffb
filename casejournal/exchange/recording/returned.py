"""A recording that comes back from a supervisor, whatever it was saved as: its code, its rows, and the comments."""

import email
import email.policy
import re
from collections.abc import Iterator, Sequence

import msgspec

from casejournal.domain.recording.process_recording import ON_THE_WHOLE
from casejournal.domain.recording.taken import Came
from casejournal.domain.refs import ALPHABET
from casejournal.exchange.recording.cells import Table, cells_of_html
from casejournal.exchange.recording.document import cells_of_docx
from casejournal.exchange.refusals import NotReturned
from casejournal.words import N_

CODE_LENGTH = 10
_CODE = re.compile(rf"(?<![\w-])([{ALPHABET}]{{5}}-[{ALPHABET}]{{5}})(?![\w-])")
"""In two halves, longer than any ref."""
_HEADING = re.compile(r"#{1,6}\s+(\d{1,6}) ·(?:\s|$)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Returned(msgspec.Struct, frozen=True, kw_only=True):
    """What such a file says."""

    codes: tuple[str, ...]
    """Everything in it that may be its code, the first first."""
    rows: tuple[Came, ...]


def code_from(characters: str) -> str:
    """Ten characters as a code."""
    return f"{characters[: CODE_LENGTH // 2]}-{characters[CODE_LENGTH // 2 :]}"


def returned(data: bytes, name: str) -> Returned:
    """What the file says. Raises NotReturned for a file that no row can be read from."""
    if data.startswith(b"PK"):
        return _of_table(cells_of_docx(data, name), name)
    text = _text(_inside(data), name)
    if re.search(r"<(?:!doctype html|html|table)\b", text[:4000], re.IGNORECASE):
        return _of_table(cells_of_html(text), name)
    return _whole(_codes(text), [*_of_markdown(text)], name)


def _whole(codes: Sequence[str], rows: Sequence[Came], name: str) -> Returned:
    if not codes or not rows:
        raise NotReturned(file=name, problem=N_("it is no process recording that was sent with cj process export"))
    return Returned(codes=tuple(codes), rows=tuple(rows))


def _of_table(table: Table, name: str) -> Returned:
    """The rows that begin with a number, and what stands in the margin; what is beside no row is on the whole."""
    numbers = {place: int(row[0]) for place, row in enumerate(table.rows) if len(row) > 2 and _is_number(row[0])}
    rows = [
        Came(number=number, mark=told(table.rows[place][1:-1]), comment=_typed(table.rows[place][-1]))
        for place, number in numbers.items()
    ]
    marks = {row.number: row.mark for row in rows}
    for place, text in table.margin:
        number = ON_THE_WHOLE if place is None else numbers.get(place, ON_THE_WHOLE)
        rows.append(Came(number=number, mark=marks.get(number, ""), comment=_typed(text)))
    return _whole(_codes(table.text), rows if numbers else [], name)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d{1,6}", text.strip(), re.ASCII) is not None


def _of_markdown(text: str) -> Iterator[Came]:
    """Each row: below the first heading with its number stand our words, below the second the comment.

    No line of ours begins like a heading: what a person wrote is escaped.
    """
    found: dict[int, tuple[list[str], list[str]]] = {}
    into: list[str] = []
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            is_new = int(heading[1]) not in found
            says, comment = found.setdefault(int(heading[1]), ([], []))
            into = says if is_new else comment
            if is_new:
                says.append(line[heading.end() :])
        else:
            into.append(line)
    for number, (says, comment) in found.items():
        yield Came(number=number, mark=told(says), comment=_typed(_unescaped("\n".join(comment))))


def told(says: Sequence[str]) -> str:
    """A digest of our words in a row: letters and digits count, so another program's dashes and quotes do not."""
    from hashlib import sha256  # lazy: few files come back

    letters = "".join(letter for text in says for letter in text if letter.isalnum())
    return sha256(letters.casefold().encode()).hexdigest()[:16]


def _typed(comment: str) -> str:
    """A comment as it was typed, without empty lines around it."""
    lines = (" ".join(line.split()) for line in comment.split("\n"))
    return "\n".join(filter(None, lines))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _codes(text: str) -> list[str]:
    return [*dict.fromkeys(_CODE.findall(text))]


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReturned(file=name, problem=N_("it is neither a text nor a document that can be read")) from error


def _inside(data: bytes) -> bytes:
    """The page inside a web archive in one file, as some browsers save it; else the data."""
    if not re.match(rb"(?:[\w-]+:.*\r?\n)+", data[:2000]) or b"multipart/related" not in data[:2000]:
        return data
    parts = email.message_from_bytes(data, policy=email.policy.default).walk()
    pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html")
    return next((page for page in pages if isinstance(page, bytes)), data)
