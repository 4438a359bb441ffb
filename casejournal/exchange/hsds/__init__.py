"""The Human Services Data Specification (HSDS 3.1): how directories of services are exchanged."""
