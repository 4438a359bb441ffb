"""Part: a goal, a tie, a score; a form inside a form, with a short form of its own."""

from typing import ClassVar

import msgspec

from casejournal.domain.field import Agreement, Among


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a list in a form, with fields of its own. What a part says of itself is declared here."""

    short: ClassVar[str]
    """How it is spelled on the command line, see `forms.short`: `{area}={score}:{reason}`."""
    example: ClassVar[str] = ""
    """One of them in its short form, for who is asked for it; empty where its first question asks for a text alone."""
    title: ClassVar[str] = ""
    """What one of them is called; empty where the title of the field will do."""
    key: ClassVar[str] = ""
    """The field whose answer says what the other fields are about: the area of a score. Each key may be used once."""
    known_by: ClassVar[str] = ""
    """The field by which parts without a key are told apart when one of them is corrected: the name of a tie."""
    between: ClassVar[str] = " · "
    """What stands on the screen between the answers that the short form names."""
    apart: ClassVar[bool] = False
    """Whether each of them is shown under a title of its own, and asked as a question of its own."""
    listed_in: ClassVar[Among | None] = None
    """The list in which it stands itself, by its number. It cannot choose itself there: no goal is a part of itself."""
    agreements: ClassVar[tuple[Agreement, ...]] = ()
    """The rules over several of its answers."""
