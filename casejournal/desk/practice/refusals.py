"""The failures of practice."""

from casejournal.errors import ExitCode, Failure
from casejournal.storage.refusals import NoJournal
from casejournal.words import N_


class NoRun(Failure):
    """There is no practice journal, or nothing was begun in it."""

    exit_code = ExitCode.NO_JOURNAL
    sentence = N_("You have not begun to practise yet.")
    next_step = N_("cj practice list shows the cases; begin with one of them: cj practice start NAME")


class PractisedElsewhere(NoJournal):
    """Facts: folder, practice, line."""

    sentence = N_("There is no journal in {folder}, but you are practising in {practice}.")
    next_step = N_(
        "To write to the practice journal, first type in this terminal:\n    {line}\nFor real clients make a journal "
        "of your own: cj init"
    )


class NotPractice(Failure):
    """Facts: folder."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("The journal in {folder} is not a practice journal: the people in it may be real.")
    next_step = N_("Begin a case in a journal of its own: cj practice start NAME")


class RunAlready(Failure):
    """Facts: name, day, line."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("You are practising “{name}” already (day {day}).")
    next_step = N_(
        "To go on with it, first type in this terminal:\n    {line}\nOnce more from the start: cj practice start "
        "{name} --again. Each case has a journal of its own; for another one name a new folder: --journal DIR"
    )


class NotSaidYet(Failure):
    """Facts: asked, known."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("“{asked}” is no topic so far.")
    next_step = N_("You can ask about: {known}.")


class NoTopicYet(Failure):
    """Facts: known."""

    exit_code = ExitCode.ANSWER_NEEDED
    sentence = N_("Say what it is about.")
    next_step = N_("You can ask about: {known}.")


class InPractice(Failure):
    """Facts: folder."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("{folder} is a practice journal: nobody real may come into it.")
    next_step = N_("Take it into your own journal: --journal DIR")


class NothingDone(Failure):
    """Nothing was said and nothing written."""

    exit_code = ExitCode.OUT_OF_ORDER
    sentence = N_("There is nothing to look at yet: nothing was said, and nothing is written.")
    next_step = N_("Begin with: cj practice say")


class TooLarge(Failure):
    """Facts: path."""

    exit_code = ExitCode.NOT_VALID
    sentence = N_("{path} is far too large for a vignette.")


class NoHandIns(Failure):
    """Facts: folder."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There are no hand-ins in {folder}.")
    next_step = N_("Put the files that your students wrote with cj practice handin into one folder, and name that.")


class NoClass(Failure):
    """Facts: folder, most."""

    exit_code = ExitCode.NOT_FOUND
    sentence = N_("There are more than {most} files in {folder}: that is no class.")
    next_step = N_("Put the files that your students handed in into a folder of their own, and name that.")
