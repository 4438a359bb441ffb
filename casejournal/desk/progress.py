"""How far a long work has come: a bar at a terminal, a sentence now and then where nothing is drawn."""

import sys
from time import monotonic
from typing import TYPE_CHECKING, Self

from casejournal.desk.screen import Screen, is_terminal
from casejournal.words import _

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_PATIENCE = 0.5
"""In seconds. What is done before is not spoken of."""
_AGAIN = 5.0
"""In seconds: how often a plain terminal is told."""


class Progress:
    """Tells how far a work has come. Call it after each step: `with desk.progress(_("Reading"), of=500) as step:`.

    It is shown on standard error if that is a terminal, and only once the work has taken half a second.
    """

    def __init__(self, screen: Screen, title: str, of: int) -> None:
        self._screen, self._title, self._of = screen, title, of
        self._done = 0
        self._shown: tuple[Bar, TaskID] | None = None
        self._next = 0.0

    def __enter__(self) -> Self:
        self._next = monotonic() + _PATIENCE
        return self

    def __call__(self, steps: int = 1) -> None:
        """So many steps more are done."""
        self._done += steps
        if self._shown:
            bar, task = self._shown
            bar.update(task, completed=self._done)
        elif monotonic() >= self._next and is_terminal(sys.stderr):
            self._show()

    def __exit__(self, *_failure: object) -> None:
        if self._shown:
            self._shown[0].stop()

    def _show(self) -> None:
        self._next = monotonic() + _AGAIN
        if self._screen.is_plain:
            told = _("{work}: {done} of {of}").format(work=self._title, done=self._done, of=self._of)
            self._screen.tell(told)
            return
        from rich.console import Console  # lazy: little work takes so long
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        said = TextColumn("{task.description}", markup=False)
        console = Console(stderr=True, markup=False, emoji=False, highlight=False)
        bar = Progress(said, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True)
        bar.start()
        self._shown = (bar, bar.add_task(self._title, total=self._of, completed=self._done))
