"""The desk: what every command is handed, and everything on it."""

from casejournal.desk.desk import Desk, World

__all__ = ["Desk", "World"]
