"""casejournal: a confidential case journal in the terminal for social workers and their students."""

__version__ = "0.1.0"
