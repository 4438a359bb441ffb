"""Failures of the shelf."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class VignetteNotUnderstood(Failure):
    """Facts: source, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{source} is not a vignette: {problem}.")
    next_step = N_("docs/vignettes.md describes the form; cj practice new makes a file to begin with.")
