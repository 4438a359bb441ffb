"""`cj completion`: what the shell needs so that the Tab key works after `cj`."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._offer import SHELLS
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.errors import UnknownName
from casejournal.render.page import Answer, Prose, Words, said
from casejournal.words import N_

app = typer.Typer(add_completion=False)

_SCRIPTS = Path(__file__).parent / "shells"


@app.command()
@verb()
def completion(
    desk: Desk,  # noqa: ARG001 - every verb is handed the desk
    shell: Annotated[str, typer.Argument(metavar="|".join(SHELLS), help=N_("The shell you use."), show_default=False)],
) -> Answer:
    """Print what your shell needs so that the Tab key completes commands, options, answers and refs.

    While the journal is locked no refs or names are offered, and Tab never asks for the passphrase. Names are never
    written into a file.

    Set it up once. bash: cj completion bash > ~/.local/share/bash-completion/completions/cj ·
    zsh: cj completion zsh > FOLDER/_cj, where FOLDER is on your fpath ·
    fish: cj completion fish > ~/.config/fish/completions/cj.fish ·
    PowerShell: cj completion powershell >> $PROFILE
    """
    if shell not in SHELLS:
        raise UnknownName(what=N_("shell"), asked=shell, known=", ".join(SHELLS))
    ending = "ps1" if shell == "powershell" else shell
    text = (_SCRIPTS / f"cj.{ending}").read_text(encoding="utf-8")
    return said("completion", {"shell": shell, "script": text}, Prose(Words(text.rstrip("\n"))))
