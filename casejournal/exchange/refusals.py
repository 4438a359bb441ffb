"""The failures of what leaves and enters: formats, programs that are not installed. Each says what to do next."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class ExtraMissing(Failure):
    """A format needs a library that is not installed. Facts: form, extra."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{form} needs a library that is not installed.")
    next_step = N_('Install it with: pip install "casejournal[{extra}]"')
