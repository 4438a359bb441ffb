"""`cj help`: the help of a command, and short texts about what all commands share."""

from typing import Annotated

import typer

from casejournal import words
from casejournal.commands import AGENCY_VERBS, COMMANDS, GROUP_VERBS, MANUAL, TOPICS
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.errors import UnknownName
from casejournal.render.page import Answer
from casejournal.render.topic import topic_page
from casejournal.words import N_, _, in_every_language, language

app = typer.Typer(add_completion=False)


@app.command(name="help")
@verb()
def help_(
    desk: Desk,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND|TOPIC]",
            help=N_("A command, or dates, files, words, exit-codes, practice."),
            show_default=False,
        ),
    ] = None,
) -> Answer:
    """Explain a command, or what all commands share: how dates are typed, where files are, words, exit codes; and the
    words of practice.

    Examples: cj help note · cj help group session · cj help dates
    """
    asked = [word.strip().lower().replace("_", "-") for word in topic or ()]
    if found := [each for each in TOPICS if _means(asked, each)]:
        text = _text(found[0])
        return Answer(kind="help", data=lambda: {"topic": found[0], "text": text}, page=lambda: topic_page(text))
    if asked and asked[0] not in COMMANDS:
        topics = tuple(_(each) for each in TOPICS)
        raise UnknownName(
            what=N_("command or topic"),
            asked=" ".join(asked),
            known=", ".join((*topics, *COMMANDS)),
            near=_near(asked[0], (*topics, *COMMANDS, *GROUP_VERBS, *AGENCY_VERBS)),
        )
    if desk.flags.get("json"):
        return Answer(kind="help", data=lambda: _described(asked), page=tuple)
    code = desk.again(["--lang", language(), *asked, "--help"], desk.world)
    return Answer(kind="help", data=dict, page=tuple, exit_code=code, silent=True)


def _means(asked: list[str], topic: str) -> bool:
    """Whether the topic is asked for. Behind a topic that is a command too, a further word is one of its verbs."""
    named = {"-".join(asked)} if topic in COMMANDS else {*asked[:1], "-".join(asked)}
    return not named.isdisjoint(in_every_language(topic))


def _described(asked: list[str]) -> object:
    """One command for scripts, or the names of all."""
    from casejournal.commands._reference import described  # lazy: a person reads the help itself

    return described(*asked) if asked else MANUAL


def _text(name: str) -> str:
    """The text about a topic, in the language of the screens; in English if it has none."""
    folders = (words.LOCALE / each / "help" for each in (language(), "en"))
    return next(path for each in folders if (path := each / f"{name}.md").exists()).read_text(encoding="utf-8")


def _near(asked: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # lazy: only for what is misspelled

    return ", ".join(get_close_matches(asked, known, 2))
