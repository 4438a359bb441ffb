"""The table of all figures, in the order of the practice."""

from casejournal.domain.report import (
    caseload,
    contacts,
    goals,
    groups,
    help_given,
    kept,
    principles,
    referrals,
    supervision,
)
from casejournal.domain.report.figure import Section
from casejournal.words import N_

SECTIONS = (
    Section(key="caseload", title=N_("Cases on the last day"), figures=caseload.standing),
    Section(key="movement", title=N_("Who came and who went"), figures=caseload.figures),
    Section(key="contacts", title=N_("Contacts and roles"), figures=contacts.figures),
    Section(key="help", title=N_("Help given"), figures=help_given.figures),
    Section(key="referrals", title=N_("Referrals"), figures=referrals.figures),
    Section(key="goals", title=N_("Goals"), figures=goals.figures),
    Section(key="groups", title=N_("Group work"), figures=groups.figures),
    Section(key="principles", title=N_("Principles"), figures=principles.figures),
    Section(key="supervision", title=N_("Supervision"), figures=supervision.figures),
    Section(key="records", title=N_("How the journal was kept"), figures=kept.figures),
)
OF_SUPERVISION = (Section(key="supervision", title=N_("Supervision"), figures=supervision.by_supervisor),)
"""The report on supervision alone. It names who supervised, and nobody else."""
