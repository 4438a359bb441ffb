"""One verb per file: this folder is the table of contents of the manual.

A command is a function that takes the desk and what was given. It finds the case, asks for what is missing, acts,
writes, and returns an answer. `_verb` turns it into a Typer command.
"""

from casejournal.words import N_

MANUAL: dict[str, tuple[str, ...]] = {
    N_("Casework"): (
        "intake",
        "safety",
        "assess",
        "plan",
        "task",
        "note",
        "consent",
        "refer",
        "review",
        "close",
        "reopen",
    ),
    N_("Group work"): ("group",),
    N_("Look"): (
        "today",
        "list",
        "show",
        "search",
        "history",
        "report",
        "ecomap",
    ),
    N_("Correct"): (
        "amend",
        "strike",
        "undo",
        "draft",
    ),
    N_("Reflection"): (
        "supervision",
        "principles",
        "process",
        "portfolio",
        "learn",
        "check",
        "practice",
        "demo",
    ),
    N_("Hand over"): (
        "print",
        "letter",
        "agency",
        "export",
        "transfer",
        "packet",
        "import",
        "unseal",
        "schema",
    ),
    N_("Journal"): (
        "init",
        "unlock",
        "lock",
        "status",
        "key",
        "verify",
        "salvage",
        "backup",
        "restore",
        "erase",
        "config",
        "completion",
        "help",
    ),
}
"""The commands in each panel of `cj --help`, in the order of the practice. A command is in the module of its name."""
COMMANDS = tuple(name for names in MANUAL.values() for name in names)
GROUP_VERBS = ("form", "join", "leave", "session", "review", "close", "list", "show", "sociogram")
"""The verbs of `cj group`, in the order of the practice."""
AGENCY_VERBS = ("add", "list", "show", "search", "import", "export")
"""The verbs of `cj agency`."""
PRACTICE_VERBS = (
    "list",
    "start",
    "say",
    "heard",
    "wait",
    "feedback",
    "progress",
    "handin",
    "read",
    "new",
    "check",
    "class",
    "comment",
)
"""The verbs of `cj practice`: those of a student in the order in which they are needed, then those of a lecturer."""
TOPICS = (N_("dates"), N_("files"), N_("words"), N_("exit-codes"), N_("practice"))
"""What `cj help` explains besides commands; the texts are in `locale/<language>/help/`.
A topic may be asked for by its name in any language.
"""
