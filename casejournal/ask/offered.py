"""What may be meant is offered while a text is typed: Tab puts the first of it there, and again the next."""

from casejournal.ask.asks import Offers

_MOST = 5


class Offered:
    """What is offered at one question."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._typed = ""
        """What the person typed before Tab put something in its place."""
        self._put = ""

    def next(self, text: str) -> str:
        """What Tab puts in the place of `text`: the first thing offered, or the next one if Tab put `text` there."""
        if text != self._put:
            self._typed = text
        found = self._found(self._typed)
        if not found:
            return text
        place = found.index(text) + 1 if text in found else 0
        self._put = found[place % len(found)]
        return self._put

    def lines(self, text: str) -> list[str]:
        """A line for each thing that is offered beside `text`, with a mark at the one that stands there."""
        found = self._found(self._typed if text == self._put else text)
        return [f"{'>' if each == text else ' '} {each}" for each in found]

    def _found(self, text: str) -> list[str]:
        return [*self._offers(text)][:_MOST]
