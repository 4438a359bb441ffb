"""A case in the shapes of HL7 FHIR R4. It is FHIR-shaped, not certified: docs/fhir.md says what stands where."""
