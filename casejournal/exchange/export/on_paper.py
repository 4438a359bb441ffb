"""The case as a paper to read: the same as `cj print` writes, with everything the consent covers."""

from collections.abc import Callable, Iterator

from casejournal.domain.case_file import CaseFile
from casejournal.exchange.case_paper import case_paper
from casejournal.exchange.export.leaving import About, Cases
from casejournal.exchange.paper.document import Document
from casejournal.exchange.printed import Printed

Write = Callable[[Cases, About], Iterator[bytes]]


def paper(form: Callable[[Document], bytes]) -> Write:
    """What writes cases as papers of that format."""

    def write(cases: Cases, about: About) -> Iterator[bytes]:
        printed = Printed(worker=about.by, agency=about.agency, today=about.made.date())
        for leaving in cases():
            if isinstance(leaving.file, CaseFile):
                yield form(case_paper(leaving.file, printed, leaving.groups()))

    return write
