"""The desk: what every command is given. It holds the journal, the settings, the screen and the questions."""

from casejournal.desk.desk import Desk, World

__all__ = ["Desk", "World"]
