"""A record's fields as a form: one definition gives options, questions, the file template, the schema, the rows.

Nothing here asks or prints. An answer is checked the same way wherever it came from.
"""
