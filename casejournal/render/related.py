"""Related cases on the screen of a case: who they are to the client, and whether they are in danger."""

from collections.abc import Iterator, Sequence

from casejournal.domain.kin import Kin
from casejournal.render.danger import in_a_list
from casejournal.render.page import Block, Facts, Tone, Words, section
from casejournal.words import _


def related_blocks(related: Sequence[Kin]) -> Iterator[Block]:
    """The related cases, one per line."""
    yield section(_("Related cases"))
    yield Facts(tuple((_(each.how.label), _told(each)) for each in related))


def _told(each: Kin) -> Words:
    if not each.client:
        return Words(_("{ref}: struck, erased, or not in this journal").format(ref=each.case), Tone.QUIET)
    danger = in_a_list(each.safety)
    closed = "" if each.open else _("closed")
    return Words(" · ".join(filter(None, (f"{each.client} ({each.case})", danger.text, closed))), danger.tone)
