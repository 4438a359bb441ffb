"""Says whose file a form or an editor is about, before the first answer, with how to contact the client safely."""

from collections.abc import Iterable, Iterator

from casejournal.domain.case_file import CaseFile
from casejournal.domain.file import File
from casejournal.domain.refs import is_whole, read_ref
from casejournal.render.danger import safe_contact
from casejournal.storage.journal import Journal
from casejournal.words import _, visible

_MARK = "# "


def whose(journal: Journal, about: Iterable[str]) -> list[str]:
    """Lines about each file that holds a ref among these words: its ref and name.

    For a client also what must never be done, and the safe ways to reach them, if that is known.
    """
    owners = (journal.whereabouts(word)[0] for word in about if is_whole(read_ref(word) or ""))
    return [line for owner in dict.fromkeys(owners) for line in _lines(journal.file(owner))]


def _lines(file: File) -> Iterator[str]:
    yield f"{file.ref}  {visible(file.name, lines=False)}"
    if isinstance(file, CaseFile):
        for words in safe_contact(file):
            yield visible(words.text, lines=False)


def head(lines: list[str]) -> str:
    """The lines as comments above the text in an editor, with a line that explains them; empty if there are none."""
    below = _("Write below this line. The line and everything above it are removed again.")
    return "".join(f"{_MARK}{line}\n" for line in [*lines, f"---- {below} ----"]) if lines else ""


def without_head(text: str, put_there: str) -> str:
    """`text` without the head `put_there`; all of it if the head was changed."""
    for each in (put_there, put_there.replace("\n", "\r\n")) if put_there else ():
        before, found, after = text.partition(each)
        if found:
            return before + after
    return text
