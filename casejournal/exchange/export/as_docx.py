"""The case as a paper: see `on_paper`."""

from casejournal.exchange.export.on_paper import paper
from casejournal.exchange.paper.docx import docx

write = paper(docx)
