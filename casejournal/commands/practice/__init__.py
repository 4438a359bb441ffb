"""`cj practice`: work with a made-up client who answers by rules, one verb per file."""

import typer

from casejournal.commands import PRACTICE_VERBS
from casejournal.commands._table import OneByOne


class PracticeVerbs(OneByOne):
    """The verbs of practice."""

    package = "casejournal.commands.practice"
    names = PRACTICE_VERBS


app = typer.Typer(cls=PracticeVerbs, add_completion=False, no_args_is_help=True)


@app.callback()
def practice() -> None:
    """Practise the whole process with a made-up client, in a journal of its own. No network, nothing by chance.

    You type what you would say, and say what kind of sentence it is. The client answers. You write the records with the
    ordinary commands, and ask for feedback.
    """
