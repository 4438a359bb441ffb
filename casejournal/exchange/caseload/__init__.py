"""A caseload as others keep it: a table, one client a row. It is read, and its columns are recognised."""
