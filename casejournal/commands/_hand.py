"""The options that commands which hand out something of a case have in common."""

from typing import Annotated

import typer

from casejournal.words import N_

ToOption = Annotated[str, typer.Option("--to", metavar="NAME", help=N_("Who it is for, as in the consent."))]
OverrideOption = Annotated[
    str,
    typer.Option(
        "--override", metavar="TEXT", help=N_("Why you share it without a valid consent. The reason stays visible.")
    ),
]
OutputOption = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help=N_("A file only you can read; - prints it."))
]
HideOption = Annotated[
    list[str], typer.Option("--hide", metavar="WORD", help=N_("Hide this word too. May be given several times."))
]
KeepOption = Annotated[
    list[str], typer.Option("--keep", metavar="WORD", help=N_("Keep this word. May be given several times."))
]
SealOption = Annotated[
    str,
    typer.Option(
        "--seal",
        metavar="passphrase|age1…",
        help=N_("Seal the file: with a passphrase that you tell them, or for their age key."),
    ),
]
HandInArgument = Annotated[
    str, typer.Argument(metavar="FILE", help=N_("A file that cj practice handin wrote."), show_default=False)
]
