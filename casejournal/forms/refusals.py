"""What a form refuses, and how it is written instead."""

from casejournal.errors import ExitCode, Failure
from casejournal.words import N_


class AmbiguousAnswer(Failure):
    """An answer that is the label of two values. Facts: field, given, choices."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{field}: “{given}” could be any of these: {choices}.")
    next_step = N_("Give the word in brackets.")


class NotShort(Failure):
    """Facts: field, given, spelled, told."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{field}: “{given}” is not written as expected.")
    next_step = N_("Write it like this: {spelled}. {told}")


class UnknownKey(Failure):
    """Facts: source, key, known."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{source}: there is no field called “{key}”.")
    next_step = N_("The fields are: {known}.")


class NotUnderstood(Failure):
    """Facts: source, problem."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{source} cannot be understood: {problem}.")
    next_step = N_("A form is TOML, or JSON in a file whose name ends in .json; --template prints one to fill in.")
