"""`cj help`: the help of a command, and short texts about what all commands share."""

from typing import Annotated

import typer

from casejournal import words
from casejournal.commands import GROUP_VERBS, MANUAL, TOPICS
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.errors import UnknownName
from casejournal.render.page import Answer
from casejournal.render.topic import topic_page
from casejournal.words import N_, language

app = typer.Typer(add_completion=False)


@app.command(name="help")
@verb()
def help_(
    desk: Desk,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND|TOPIC]", help=N_("A command, or dates, files, words, exit-codes."), show_default=False
        ),
    ] = None,
) -> Answer:
    """Explain a command, or what all commands share: how dates are typed, where files are, words, exit codes.

    Examples: cj help note · cj help group session · cj help dates
    """
    asked = [word.strip().lower().replace("_", "-") for word in topic or ()]
    if about := _topic(asked):
        text = _text(about, language())
        return Answer(kind="help", data=lambda: {"topic": about, "text": text}, page=lambda: topic_page(text))
    commands = [name for names in MANUAL.values() for name in names]
    if asked and asked[0] not in commands:
        raise UnknownName(
            what=N_("command or topic"),
            asked=" ".join(asked),
            known=", ".join((*(_title(each, language()) for each in TOPICS), *commands)),
            near=_near(asked[0], (*TOPICS, *_titles(), *commands, *GROUP_VERBS)),
        )
    if desk.flags.get("json"):
        return Answer(kind="help", data=lambda: _described(asked), page=tuple)
    code = desk.again(["--lang", language(), *asked, "--help"], desk.world)
    return Answer(kind="help", data=dict, page=tuple, exit_code=code, silent=True)


def _described(asked: list[str]) -> object:
    """One command for scripts, or the names of all."""
    from casejournal.commands._reference import described  # lazy: a person reads the help itself

    return described(*asked) if asked else MANUAL


def _topic(asked: list[str]) -> str:
    """The topic that is meant, by its name or, in any language, by the title of its text; empty if it is none."""
    return (dict(zip(TOPICS, TOPICS, strict=True)) | _titles()).get("-".join(asked), "")


def _titles() -> dict[str, str]:
    """The topics by the titles of their texts, in every language."""
    return {_title(topic, spoken): topic for spoken in words.LANGUAGES for topic in TOPICS}


def _title(topic: str, spoken: str) -> str:
    """The title of the text about a topic, as it is typed: kode-keluar."""
    return _text(topic, spoken).partition("\n")[0].lstrip("# ").lower().replace(" ", "-")


def _text(topic: str, spoken: str) -> str:
    """The text about a topic, in that language; in English if it has none."""
    folders = (words.LOCALE / each / "help" for each in (spoken, "en"))
    return next(path for each in folders if (path := each / f"{topic}.md").exists()).read_text(encoding="utf-8")


def _near(asked: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # lazy: only for what is misspelled

    return ", ".join(get_close_matches(asked, known, 2))
