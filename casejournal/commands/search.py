"""`cj search`: every record with these words, with the words around them."""

import re
from collections.abc import Sequence
from typing import Annotated, Any, Union

import typer
from typer.core import TyperCommand

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.query import read_query
from casejournal.render.page import Answer
from casejournal.words import N_

_LEFT_OUT = re.compile(r"-[^-].+", re.DOTALL)
_MINUS = "−"
"""Stands for the - before a word, which would be read as an option."""


class Words(TyperCommand):
    """A command whose words may begin with a `-`: those are to be left out."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with another minus before such words."""
        plain = args.index("--") if "--" in args else len(args)
        words = [_MINUS + each[1:] if _LEFT_OUT.fullmatch(each) else each for each in args[:plain]]
        return super().parse_args(ctx, [*words, *args[plain:]])


app = typer.Typer(add_completion=False)


@app.command(cls=Words)
@verb()
def search(
    desk: Desk,
    words: Annotated[
        Union[list[str], None],  # noqa: UP007 - Typer reads it at run time
        typer.Argument(metavar="[WORD]...", help=N_("Words or parts of words, “phrases”, -word to leave out.")),
    ] = None,
    *,
    case: Annotated[
        Union[list[str], None],  # noqa: UP007 - as above
        typer.Option("--case", metavar="CASE", help=N_("Only in this case or group: the same as case:NAME.")),
    ] = None,
    kind: Annotated[
        Union[list[str], None],  # noqa: UP007 - as above
        typer.Option("--kind", metavar="RECORD", help=N_("Only records of this kind: the same as kind:note.")),
    ] = None,
    since: Annotated[
        str, typer.Option("--from", metavar="DAY", help=N_("Only what happened on this day or later."))
    ] = "",
    until: Annotated[
        str, typer.Option("--to", metavar="DAY", help=N_("Only what happened on this day or earlier."))
    ] = "",
    all_versions: Annotated[
        bool, typer.Option("--all-versions", help=N_("Earlier versions and struck records too; it says which."))
    ] = False,
    by_day: Annotated[bool, typer.Option("--by-day", help=N_("The newest first, not the best."))] = False,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help=N_("How many are shown; 0 for all."))] = 20,
) -> Answer:
    """Find words in all cases and groups, as the records are now. All of the words must be in a record, or in the name
    of its client or group.

    Accents, capitals and old spellings make no difference. Also: area:income role:advocate kind:note case:sari
    from:2026-11-01 to:yesterday.

    Examples: cj search school fees · cj search "two months" kind:note · cj search rent -market --case sari
    """
    given = [("case", each) for each in case or ()] + [("kind", each) for each in kind or ()]
    given += [(prefix, day) for prefix, day in (("from", since), ("to", until)) if day]
    query = read_query(words or (), desk.today, given, _own_areas(desk))
    from casejournal.desk.searching import look_for  # lazy: what is asked wrongly is told at once
    from casejournal.render.search import search_page

    found = look_for(desk, query, limit, by_day=by_day, all_versions=all_versions)
    return Answer(kind="search", data=lambda: found.data, page=lambda: search_page(found, desk.today))


def _own_areas(desk: Desk) -> Sequence[str]:
    """The worker's own areas: those of the settings, and those that cases were opened with."""
    named = [area for case in desk.journal.labels.cases for area in case.areas]
    return [*dict.fromkeys([*desk.config.value("areas"), *named])]
