"""The de-identified packet on paper: the case as a print has it, with other names, other days and no places."""

from casejournal.domain.deidentify.packet import RULES, Packet
from casejournal.exchange.case_paper import case_paper
from casejournal.exchange.paper.document import Document
from casejournal.exchange.printed import Printed
from casejournal.render.page import Facts, Prose, Tone, Words, section
from casejournal.words import N_, _

WHAT_IT_IS = (
    N_("Names, places, numbers and days in this paper are replaced. All days are moved by the same number of weeks, so"
       " what lies between them is true and the days themselves are not."),
    N_("Rules did this (version {rules}); nobody certified it. It may still tell somebody who the case is: read it"
       " before you hand it on, and hand it only to whom you trust."),
)  # fmt: skip


def packet_paper(packet: Packet) -> Document:
    """The packet as a document. Nothing in it names who wrote it, for whom, or when."""
    paper = case_paper(packet.file, Printed(worker="", agency="", today=packet.today), packet.groups)
    client = packet.file.intake.client
    told = (Prose(Words(_(sentence).format(rules=RULES), Tone.QUIET)) for sentence in WHAT_IT_IS)
    who = tuple((each.called, Words(each.role)) for each in packet.cast)
    return Document(
        title=_("De-identified case: {client}").format(client=client),
        parts=(*told, section(_("Who is who")), Facts(who), *paper.parts),
        foot=_("De-identified by rules, version {rules}; not certified. For supervision and teaching.").format(
            rules=RULES
        ),
    )
