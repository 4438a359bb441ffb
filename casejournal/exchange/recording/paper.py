"""A process recording on paper for a supervisor: aliases only, no refs, and room for a comment beside each row."""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

import msgspec

from casejournal.domain.field import field
from casejournal.domain.recording.dialogue import Turn
from casejournal.domain.recording.process_recording import ON_THE_WHOLE
from casejournal.exchange.paper.document import Document, Part
from casejournal.exchange.paper.docx import docx
from casejournal.exchange.paper.html import html
from casejournal.exchange.paper.markdown import markdown
from casejournal.render.page import Column, Facts, Moment, Prose, Table, Tone, Words, section
from casejournal.words import N_, _

FORMATS: dict[str, Callable[[Document], bytes]] = {"docx": docx, "html": html, "md": markdown}
"""The formats that somebody can write a comment into."""
HOW: dict[str, str] = {
    "docx": N_(
        "Write your comments into the last column and send the file back. What is changed elsewhere is not read."
    ),
    "html": N_(
        "Click into the last column, write your comments, and save the page with Ctrl-S as a complete web page. Send"
        " that file back. What is changed elsewhere is not read."
    ),
    "md": N_("Write each comment below its heading and send the file back. What is changed elsewhere is not read."),
}
_WHAT_IT_IS = N_(
    "A talk as the worker remembers it. Names, places, numbers and days are replaced; it may still tell somebody who is"
    " meant, so keep it to yourself."
)


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """What goes out of a recording, without what tells who somebody is."""

    turns: tuple[Turn, ...]
    skills: Annotated[tuple[str, ...], field(N_("Skills used"))] = ()
    impressions: Annotated[str, field(N_("Impressions"))] = ""
    questions: Annotated[tuple[str, ...], field(N_("Questions for supervision"))] = ()


def recording_paper(goes: Outgoing, code: str, form: str) -> Document:
    """The paper in a shape that fits the format: columns, or in Markdown one row below the other."""
    parts = _stacked(goes.turns) if form == "md" else (_columns(goes.turns),)
    return Document(
        title=_("Process recording for supervision"),
        facts=((_("Code"), code),),
        parts=(
            Prose(Words(_(_WHAT_IT_IS), Tone.QUIET)),
            Prose(Words(_(HOW[form]))),
            *_beside(goes),
            section(_("Dialogue")),
            *parts,
        ),
    )


def _beside(goes: Outgoing) -> Iterator[Part]:
    rows = (
        (_("Questions for supervision"), "\n".join(goes.questions)),
        (_("Skills used"), "\n".join(goes.skills)),
        (_("Impressions"), goes.impressions),
    )
    if told := tuple((title, Words(text)) for title, text in rows if text):
        yield Facts(told)


def _columns(turns: Sequence[Turn]) -> Table:
    """The turns in columns, of which those that would be empty are left out, and one to write into."""
    beside = {"feelings": _("Own feelings"), "analysis": _("Analysis")}
    told = [name for name in beside if any(getattr(turn, name) for turn in turns)]
    columns = (
        Column(_("Row"), narrow=True),
        Column(_("Who"), narrow=True),
        Column(_("Said")),
        *(Column(beside[name]) for name in told),
        Column(_("Comment"), answer=True),
    )
    rows = [
        (str(number), turn.speaker, turn.said, *(getattr(turn, name) for name in told), "")
        for number, turn in enumerate(turns, 1)
    ]
    whole = (str(ON_THE_WHOLE), _("On the whole"), *("" for _column in columns[2:]))
    return Table(columns, tuple(tuple(map(Words, row)) for row in (*rows, whole)))


def _stacked(turns: Sequence[Turn]) -> Iterator[Part]:
    for number, turn in enumerate(turns, 1):
        facts = ((_("Own feelings"), turn.feelings), (_("Analysis"), turn.analysis))
        yield _numbered(number, turn.speaker, turn.said)
        if told := tuple((title, Words(text)) for title, text in facts if text):
            yield Facts(told)
        yield _numbered(number, _("Comment"))
    yield _numbered(ON_THE_WHOLE, _("On the whole"))
    yield _numbered(ON_THE_WHOLE, _("Comment"))


def _numbered(number: int, title: str, body: str = "") -> Moment:
    return Moment((Words(f"{number} · {title}"),), (), body)
