"""How the resources of one case name each other: by ids that are the same in every bundle of the same journal."""

from uuid import NAMESPACE_URL, uuid5

from casejournal.domain.case_file import CaseFile
from casejournal.exchange.fhir.elements import SYSTEM, Annotation, Identifier, Reference
from casejournal.exchange.markdown import in_markdown
from casejournal.words import visible


class Names:
    """The names in the bundle of a case."""

    def __init__(self, file: CaseFile, journal: str) -> None:
        self._journal = uuid5(NAMESPACE_URL, f"{SYSTEM}:{journal}")
        self.case = file.ref

    def id(self, kind: str, of: str = "") -> str:
        """The id of the resource of that kind that tells of `of`, a record or a part of one; of the case if empty."""
        return str(uuid5(self._journal, f"{self.case}/{kind}/{of}"))

    def reference(self, kind: str, of: str = "") -> Reference:
        """A reference to it."""
        return Reference(reference=f"urn:uuid:{self.id(kind, of)}", type=kind)

    @property
    def patient(self) -> Reference:
        """A reference to the client."""
        return self.reference("Patient")

    def known_as(self, kind: str, ref: str = "") -> tuple[Identifier, ...]:
        """By what the journal knows it."""
        return (Identifier(system=f"{SYSTEM}:{self._journal}:{kind}", value=ref or self.case),)


def said(text: str) -> str:
    """A text as FHIR takes it: something in it, and no control character."""
    return visible(text.strip()) or "—"


def noted(text: str) -> Annotation:
    """A note. FHIR reads one as Markdown, so what Markdown gives a meaning is escaped."""
    return Annotation(text=in_markdown(said(text)))
