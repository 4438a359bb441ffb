"""Portfolio entry (entri portofolio): a record named as evidence of a competency, and what the student says of it.

The record itself is the evidence; nothing of it is typed a second time. The entry only says what it shows, and why.
"""

from typing import Annotated, ClassVar

from casejournal.domain.field import Among, Asked, field
from casejournal.domain.principles import principle_label
from casejournal.domain.record import Record, Visibility
from casejournal.domain.roles import Role
from casejournal.words import N_


class PortfolioEntry(Record, frozen=True, kw_only=True):
    """One record as evidence of one or more competencies.

    It is about the student, not about the client. So it is for supervision unless somebody says otherwise, and stays
    behind where the case is handed to others.
    """

    ref_letter: ClassVar = "U"
    table: ClassVar = "portfolio"
    title: ClassVar = N_("Portfolio entry")
    binds: ClassVar = False

    about: Annotated[str, field(N_("About"), refs=True, asked=Asked.NEVER, given=False, shown=True)]
    competencies: Annotated[
        tuple[str, ...],
        field(
            N_("Competencies"),
            N_("Which competencies does it show?"),
            why=N_("cj portfolio counts them, and shows for which of them you have nothing yet."),
            asked=Asked.FIRST,
            one="competency",
            among=Among.COMPETENCIES,
            min_length=1,
        ),
    ]
    reflection: Annotated[
        str,
        field(
            N_("Reflection"),
            N_("Why does it show that? What did you do, and what did you learn?"),
            why=N_("A lecturer reads this beside what the record says. Write it as you would say it in supervision."),
            asked=Asked.FIRST,
            min_length=1,
            long=True,
            headline=True,
        ),
    ]
    principles: Annotated[
        tuple[str, ...],
        field(
            N_("Principles"),
            N_("Which principles does it show, besides those the record names itself?"),
            asked=Asked.FIRST,
            one="principle",
            among=Among.PRINCIPLES,
            in_words=principle_label,
        ),
    ] = ()
    roles: Annotated[
        tuple[Role, ...],
        field(
            N_("Roles"),
            N_("Which roles does it show, besides those the record names itself?"),
            asked=Asked.FIRST,
            one="role",
        ),
    ] = ()
    visibility: Annotated[
        Visibility,
        field(N_("Visible to"), N_("Who may read this? Private entries are never exported.")),
    ] = Visibility.SUPERVISION
