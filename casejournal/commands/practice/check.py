"""`cj practice check`: whether a vignette is sound, and whether its sample runs end as it says."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.practice.samples import done
from casejournal.desk.practice.sources import source_of
from casejournal.domain.practice.condition import Reason
from casejournal.domain.practice.soundness import problems
from casejournal.domain.practice.vignette import Vignette
from casejournal.errors import ExitCode, Failure
from casejournal.forms import soundness as forms
from casejournal.knowledge import shelf, vignettes
from casejournal.render.page import Answer
from casejournal.render.practice.check import check_page
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def check(
    desk: Desk,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help=N_("Vignettes as files, or the names of those of cj."), show_default=False),
    ],
) -> Answer:
    """Check vignettes of your own: both languages, every line within reach, every sample run ending as it says.

    The sample runs are done with the real commands, in a journal that is thrown away. Ends with 17 if something is
    wrong.

    Examples: cj practice check homework.toml · cj practice check ratna
    """
    found = {name: _told(desk, name, alone=len(files) == 1) for name in files}
    wrong = any(found.values())
    return Answer(
        kind="practice-check",
        data=lambda: [{"vignette": name, "problems": each} for name, each in found.items()],
        page=lambda: check_page(found),
        exit_code=ExitCode.FOUND_PROBLEMS if wrong else ExitCode.DONE,
    )


def _told(desk: Desk, name: str, *, alone: bool) -> list[str]:
    """What is wrong with it, in words. If it is none, that is told too, so that the others are looked at; of one that
    is `alone` the failure is raised.
    """
    try:
        return [each.in_words for each in _problems(desk, name)]
    except Failure as failure:
        if alone:
            raise
        return [failure.message()]


def _problems(desk: Desk, name: str) -> Iterator[Reason]:
    source, called = source_of(name)
    read = vignettes.read(source, called)
    found = [*problems(read), *forms.problems(read), *_unknown_words(read)]
    yield from found
    if not found:
        yield from _samples(desk, source, read)


def _unknown_words(read: Vignette) -> Iterator[Reason]:
    """The items that name a word which the shelf does not know."""
    for item in read.rubric:
        topics = shelf.find(item.learn) if item.learn else None
        if topics is not None and not topics.every:
            yield Reason(N_("{key}: cj learn knows nothing of “{word}”"), {"key": item.key, "word": item.learn})


def _samples(desk: Desk, source: str, read: Vignette) -> Iterator[Reason]:
    for name, sample in read.runs.items():
        came = done(desk, source, read, sample)
        if came.refused:
            facts: dict[str, Any] = {"name": name, "step": came.refused.step, "problem": came.refused.problem}
            yield Reason(N_("runs.{name}, {step}: {problem}"), facts)
        for each in came.ends:
            stated = sample.ends[each.item.key]
            if each.ending.value != stated:
                why = "; ".join(reason.in_words for reason in each.reasons)
                facts = {"name": name, "key": each.item.key, "ending": each.ending.value, "stated": stated, "why": why}
                yield Reason(N_("runs.{name}: {key} ends as {ending}, not {stated} ({why})"), facts)
