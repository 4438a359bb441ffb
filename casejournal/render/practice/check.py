"""The screen after vignettes were checked: what is wrong with each, or that nothing is."""

from collections.abc import Mapping, Sequence

from casejournal.render.page import Block, Page, Prose, Tone, Words, section
from casejournal.words import _


def check_page(found: Mapping[str, Sequence[str]]) -> Page:
    """The problems of each file."""
    blocks: list[Block] = []
    for name, problems in found.items():
        blocks.append(section(name, top=True))
        blocks += [Prose(Words(problem, Tone.WARN)) for problem in problems]
        if not problems:
            told = _("Sound: both languages, every line within reach, every sample run ends as it says.")
            blocks.append(Prose(Words(told, Tone.GOOD)))
    return tuple(blocks)
