"""The label on a drawer: what the list, the search by name and `today` need to know without opening it."""

import msgspec

from casejournal.domain.due import Due
from casejournal.domain.names import bare, fitting


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One case or group on one line."""

    ref: str
    due: tuple[Due, ...] = ()
    struck: bool = False
    """Whether it was opened by accident: it is in no list, and no name finds it."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, the first one on the lists."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What it is called on the lists."""
        return self.names[0]

    @property
    def open(self) -> bool:
        """Whether it is worked on."""
        raise NotImplementedError

    @property
    def standing(self) -> tuple[str, ...]:
        """Where it stands, to tell it from another of the same name: a few sentences still to be translated."""
        raise NotImplementedError

    def answers_to(self, asked: str) -> bool:
        """Whether a name of it, or a word of one, begins with `asked`; forms of address, accents, case do not count."""
        return any(map(fitting(asked), self.names))

    def is_called(self, asked: str) -> bool:
        """Whether `asked` is a whole name of it; forms of address, accents, case do not count."""
        return bare(asked) in {bare(name) for name in self.names if name}
