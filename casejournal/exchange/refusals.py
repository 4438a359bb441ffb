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


class LinesDamaged(Failure):
    """Facts: problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("This file is not as it was written: {problem}.")
    next_step = N_("Nothing was taken in. Ask for the file again.")


class NewerFile(Failure):
    """Facts: found, known."""

    exit_code = ExitCode.NEWER
    sentence = N_("This file was written by a newer cj (version {found}; this one knows {known}).")
    next_step = N_("Nothing was taken in. Install the newer version, then run the command again.")


class NotReturned(Failure):
    """A file that is no process recording with comments. Facts: file, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{file}: {problem}.")


class NoTable(Failure):
    """A file that holds no caseload. Facts: file, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{file}: {problem}.")


class NoColumn(Failure):
    """A table without a column that every row needs. Facts: field, name, known."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("No column of the table is recognised as: {field}.")
    next_step = N_('Say which one it is: --map "COLUMN={name}". The columns are: {known}.')


class NoSuchColumn(Failure):
    """A column or a field that does not exist. Facts: asked, known."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("There is no “{asked}”.")
    next_step = N_("Known: {known}.")


class SameColumn(Failure):
    """Facts: one, other, name."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("The columns “{one}” and “{other}” mean the same.")
    next_step = N_('Say which one counts: --map "{one}={name}" --map "{other}=-"')


class HeadingsNotUnderstood(Failure):
    """A file with the headings of a case report. Facts: path, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("The headings in {path} cannot be used: {problem}.")
    next_step = N_("Correct that place in the file. The headings that come with cj: cj print --template")


class NoHandIn(Failure):
    """A file that is no hand-in of practice. Facts: file."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{file} is no hand-in: cj practice handin did not write it.")


class HandInDamaged(Failure):
    """A hand-in that cannot be read. Facts: file, problem."""

    exit_code = ExitCode.DAMAGED
    sentence = N_("{file} is damaged: {problem}.")
    next_step = N_("Ask the student to hand it in once more: cj practice handin")
