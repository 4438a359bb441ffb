"""The elements that FHIR R4 resources are made of, with the fields that are used here. Empty ones are not written."""

import msgspec

SYSTEM = "urn:casejournal"
"""What the names of our own codes begin with."""


class Element(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A part of a resource."""


class Coding(Element, frozen=True, kw_only=True):
    """A code of a published list."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class Concept(Element, frozen=True, kw_only=True):
    """A CodeableConcept: codes, and what was written."""

    coding: tuple[Coding, ...] = ()
    text: str | None = None


class Reference(Element, frozen=True, kw_only=True):
    """Another resource of the bundle, or somebody outside of it by name."""

    reference: str | None = None
    type: str | None = None
    display: str | None = None


class Identifier(Element, frozen=True, kw_only=True):
    """By what a record is known in the journal."""

    system: str
    value: str


class Period(Element, frozen=True, kw_only=True):
    """From a day to a day."""

    start: str | None = None
    end: str | None = None


class Annotation(Element, frozen=True, kw_only=True):
    """A note."""

    text: str


class Extension(Element, frozen=True, kw_only=True):
    """What R4 has no element for."""

    url: str
    extension: "tuple[Extension, ...]" = ()
    value_coding: Coding | None = None
    value_string: str | None = None


class Meta(Element, frozen=True, kw_only=True):
    """What is said of a resource as a whole."""

    tag: tuple[Coding, ...]


NOT_CERTIFIED = Meta(tag=(Coding(system=f"{SYSTEM}:tag", code="fhir-shaped", display="FHIR-shaped, not certified"),))


class Resource(
    Element, frozen=True, kw_only=True, omit_defaults=True, rename="camel", tag_field="resourceType", tag=str
):
    """A resource. The name of its class is its type."""

    id: str
    meta: Meta = msgspec.field(default_factory=lambda: NOT_CERTIFIED)


def coded(system: str, code: str, display: str | None = None, text: str | None = None) -> Concept:
    """A concept with one code."""
    return Concept(coding=(Coding(system=system, code=code, display=display),), text=text)
