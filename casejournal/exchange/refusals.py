"""The failures of what leaves and enters: formats, programs that are not installed. Each says what to do next."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class ExtraMissing(Failure):
    """A format needs a library that is not installed. Facts: form, extra."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{form} needs a library that is not installed.")
    next_step = N_('Install it with: pip install "casejournal[{extra}]"')


class NotADirectory(Failure):
    """A file holds no directory of services. Facts: problem, and those of the problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("This is no directory of services: {problem}.")
    next_step = N_("It must be HSDS 3: JSON, or a ZIP file of CSV tables.")
