"""The only folder that asks a person anything. At any question, `<` goes back and `?` explains why it is asked."""

from casejournal.ask.asks import Asks


def at_the_terminal(*, plain: bool) -> Asks:
    """Whoever asks the questions at the terminal: as lines one after the other, or with lists to move in."""
    if plain:
        from casejournal.ask.typed import Typed  # lazy: one of the two is needed

        return Typed()
    from casejournal.ask.prompter import Prompter  # lazy: as above

    return Prompter()
