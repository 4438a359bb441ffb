"""A question with no form around it. `<` stops the command, for there is nothing to go back to; `?` says what to do."""

from collections.abc import Callable, Sequence

from casejournal.ask.asks import Asks, Request, parted
from casejournal.errors import Cancelled
from casejournal.forms.fields import Choices
from casejournal.words import _

Tell = Callable[[str], None]


def line(asks: Asks, tell: Tell, title: str, before: str = "") -> str:
    """A line of text, asked until one is given. Raises Cancelled."""
    while True:
        request, said = parted(asks.text(title, _("One line."), before, long=False))
        _answered(request, tell, _("Type it, then press Enter. With Ctrl-C nothing is changed."))
        if request is not Request.WHY and said and said.strip():
            return str(said).strip()


def one(asks: Asks, tell: Tell, title: str, choices: Choices, before: str = "", *, why: str = "") -> str:
    """The choice the person makes, beginning at `before`; at none if that is empty. `?` tells `why`.

    Raises Cancelled for none.
    """
    usual = _("Go to one of them, then press Enter. With “(none of these)” nothing is changed.")
    while True:
        request, said = parted(asks.one(title, _("Choose one."), [*choices, ("", _("(none of these)"))], before))
        _answered(request, tell, why or usual)
        if request is not Request.WHY:
            if not said:
                raise Cancelled
            return str(said)


def several(asks: Asks, tell: Tell, title: str, hint: str, choices: Choices, before: Sequence[str] = ()) -> list[str]:  # noqa: PLR0917 - as `Asks`
    """The choices the person marks. Raises Cancelled if they go back."""
    while True:
        request, said = parted(asks.several(title, hint, choices, before))
        _answered(request, tell, _("Mark what you mean with the space bar, then press Enter."))
        if request is not Request.WHY:
            return list(said)
        before = before if said is None else said


def _answered(request: Request | None, tell: Tell, why: str) -> None:
    if request is Request.BACK:
        raise Cancelled
    if request is Request.WHY:
        tell(why)
