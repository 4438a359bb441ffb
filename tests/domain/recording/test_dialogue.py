"""A dialogue is read as it is typed, and written as it would be typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casejournal.domain.recording.dialogue import Turn, as_speaker, read_dialogue, turns_of, written_dialogue
from casejournal.errors import NotValid

TYPED = """W: How have you been?
C: Fine.
   We are managing.

(I did not believe it.)
= I let it pass.
  I was afraid.
Bu RT: He is lazy:
\\= she wrote that
he: she said so
10:30 it was
"""


def test_each_mark_means_what_the_help_says() -> None:
    turns = read_dialogue(TYPED)

    assert turns == (
        Turn(speaker="W", said="How have you been?"),
        Turn(
            speaker="C",
            said="Fine.\nWe are managing.",
            feelings="I did not believe it.",
            analysis="I let it pass.\nI was afraid.",
        ),
        Turn(speaker="Bu RT", said="He is lazy:\n= she wrote that"),
        Turn(speaker="he", said="she said so\n10:30 it was"),
    )
    assert [(turn.by_worker, turn.by_client) for turn in turns[:2]] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("hello\nW: x", "line 1"),
        ("\n(afraid)\nW: x", "line 2"),
        ("= why\nW: x", "line 1"),
        ("W: x\nC:\nW: y", "line 2"),
        ("He said so: x", "line 1"),
        ("http://x.example", "line 1"),
        ("", "no turn"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, line: str) -> None:
    with pytest.raises(NotValid) as refused:
        read_dialogue(text)

    assert line in refused.value.message()


def test_a_silence_is_a_turn_if_something_was_felt() -> None:
    assert read_dialogue("C:\n(I held my breath.)") == (Turn(speaker="C", feelings="I held my breath."),)


def test_a_dialogue_written_by_another_version_is_still_shown() -> None:
    assert turns_of("no speaker at all") == (Turn(speaker="?", said="no speaker at all"),)


LINE = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), min_size=1, max_size=30).map(
    str.strip
)
LINES = st.lists(LINE.filter(bool), max_size=3).map("\n".join)
NAME = st.sampled_from(["W", "C", "P", "Bu RT", "Anak 2", "Nur’aini", "K."])
TURN = st.builds(Turn, speaker=NAME, said=LINES, feelings=LINES, analysis=LINES)


@settings(deadline=None)
@given(st.lists(TURN.filter(lambda turn: bool(turn.said or turn.feelings or turn.analysis)), min_size=1, max_size=5))
def test_reading_what_was_written_gives_the_same_turns(turns: list[Turn]) -> None:
    assert read_dialogue(written_dialogue(turns)) == tuple(turns)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_name_of_any_shape_can_speak(name: str) -> None:
    assert read_dialogue(f"{as_speaker(name)}: x")[0].said == "x"
