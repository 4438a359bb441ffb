"""What `cj` alone says where there is no journal yet."""

from casejournal.render.page import Answer, Facts, Prose, Tone, Words, said, section
from casejournal.words import _


def welcome() -> Answer:
    """The ways to begin."""
    ways = (
        ("cj demo", _("look around in a journal of made-up people")),
        ("cj init", _("make your own, encrypted with a passphrase")),
        ("cj practice list", _("for students: practise with made-up clients, who answer")),
        ("cj learn", _("read what the method says: its principles, roles and steps")),
    )
    return said(
        "welcome",
        {"begin": [command for command, _what in ways]},
        section(_("Welcome to cj, a confidential case journal"), top=True),
        Prose(Words(_("There is no journal here yet. Four ways to begin:"))),
        Facts(tuple((command, Words(what)) for command, what in ways)),
        Prose(Words(_("All commands: cj --help"), Tone.QUIET)),
    )
