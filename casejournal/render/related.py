"""The cases that belong to one, in its file: who, what they are to this client, and whether somebody is in danger."""

from collections.abc import Iterator, Sequence

from casejournal.domain.danger import Danger
from casejournal.domain.kin import Kin
from casejournal.render.case_list import SAFETY_TONE
from casejournal.render.page import Block, Facts, Heading, Tone, Words
from casejournal.words import _


def related_blocks(related: Sequence[Kin]) -> Iterator[Block]:
    """A line for each."""
    yield Heading((Words(_("Related cases"), Tone.STRONG),))
    yield Facts(tuple((_(each.how.label), _told(each)) for each in related))


def _told(each: Kin) -> Words:
    if not each.client:
        return Words(_("{ref}: struck, erased, or not in this journal").format(ref=each.case), Tone.QUIET)
    danger = "" if each.safety is Danger.NONE else _(each.safety.label)
    told = " · ".join(filter(None, (f"{each.client} ({each.case})", danger, "" if each.open else _("closed"))))
    return Words(told, SAFETY_TONE[each.safety] if danger else Tone.PLAIN)
