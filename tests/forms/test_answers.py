"""Every answer of every closed list may be given as its value or its label, in any language; the value is kept."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec
import pytest

from casejournal import words
from casejournal.ask.meant import meant as typed_answer
from casejournal.domain.choice import as_compared, listed, meant
from casejournal.domain.intake import Intake
from casejournal.domain.kinds import every_kind
from casejournal.domain.referral_log import StatusChange
from casejournal.domain.task import Done
from casejournal.errors import UnknownChoice
from casejournal.forms.check import check, one_of, with_own_words
from casejournal.forms.fields import Field, fields, shown
from casejournal.forms.refusals import AmbiguousAnswer
from casejournal.words import in_every_language
from tests.records import TODAY


def every_field() -> Iterator[tuple[str, Field]]:
    """Every question of every form, and of the parts of a form."""
    open_: list[type[msgspec.Struct]] = [*every_kind(), StatusChange, Done]
    seen = set[type[msgspec.Struct]]()
    while open_:
        form = open_.pop()
        if form in seen:
            continue
        seen.add(form)
        for each in {one.name: one for one in (*fields(form), *shown(form))}.values():
            yield f"{form.__name__}.{each.name}", each
            open_ += [each.part] if each.part else []


LISTS = {name: each for name, each in every_field() if each.choices or each.scale}


def entries(each: Field) -> list[tuple[str, str]]:
    """The values and labels of a list."""
    if each.choices:
        return [(choice.value, choice.label) for choice in each.choices]
    return [(str(number), label) for number, label in each.scale.items()]


def test_the_lists_are_found() -> None:
    assert {"Assessment.shared_by", "Undertaking.who", "Rating.level", "StatusChange.status"} <= LISTS.keys()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_each_label_in_each_language_is_read_as_its_value(name: str) -> None:
    each = msgspec.structs.replace(LISTS[name], many=False, reads=None)
    for value, label in entries(each):
        for said in (value, *in_every_language(label)):
            for spelled in (said, said.upper(), said.replace(" ", "_"), said.replace(" ", "-"), f"  {said}  "):
                assert str(check(each, spelled, TODAY)) == value, f"{name}: “{spelled}”"


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_two_answers_of_a_list_are_called_the_same(name: str) -> None:
    called = defaultdict(set)
    for value, label in entries(LISTS[name]):
        for said in (value, *in_every_language(label)):
            called[as_compared(said)].add(value)

    assert {said: sorted(values) for said, values in called.items() if len(values) > 1} == {}


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("said", ["ya", "Y", "yes", "TRUE"])
@pytest.mark.parametrize("denied", ["tidak", "t", "no", "n", "false"])
def test_yes_and_no_are_understood_in_every_language_whatever_the_screens_speak(
    language: str, said: str, denied: str
) -> None:
    asked = next(each for _name, each in every_field() if each.name == "supervision")
    words.speak(language)
    try:
        answers = check(asked, said, TODAY), check(asked, denied, TODAY)
    finally:
        words.speak("en")

    assert answers == (True, False)


TWO = [("seen", "looked at"), ("heard", "looked at"), ("left", "gone")]


def test_a_label_of_two_values_is_refused_and_both_are_named() -> None:
    with pytest.raises(AmbiguousAnswer) as refused:
        one_of("Field", "Looked at", TWO)

    assert refused.value.exit_code == 16
    assert "looked at (seen), looked at (heard)" in refused.value.message()
    assert "left" not in refused.value.message()


def test_a_value_counts_before_a_label() -> None:
    assert meant("left", [("gone", "left"), ("left", "gone")]) == ("left",)


def test_the_beginning_of_an_answer_suffices_at_a_terminal_only() -> None:
    areas = entries(LISTS["Domain.area"])

    assert meant("sub", areas, begun=True) == ("substance_use",)
    assert meant("sub", areas) == ()
    assert set(meant("s", areas, begun=True)) > {"shelter", "safety"}
    assert meant("", areas, begun=True) == ()
    with pytest.raises(UnknownChoice):
        one_of("Area", "sub", areas)


def test_an_answer_is_read_in_every_language_where_the_list_is_shown_in_one() -> None:
    words.speak("id")
    try:
        shown = [(value, words._(label)) for value, label in entries(field_of("Undertaking.role"))]
        found = [meant(said, shown, begun=True) for said in ("pemb", "advocate", "public educator", "PEMBELA")]
    finally:
        words.speak("en")

    assert dict(shown)["advocate"] == "pembela"
    assert found == [("advocate",), ("advocate",), ("public_educator",), ("advocate",)]


def test_a_word_of_the_workers_own_is_kept_as_they_spell_it() -> None:
    answers = {"areas": ("HOME farm", "family")}

    assert with_own_words(Intake, answers, ("Home Farm",)) == {"areas": ("Home Farm", "family")}
    with pytest.raises(UnknownChoice) as refused:
        with_own_words(Intake, {"areas": ("garden",)}, ("Home Farm",))
    assert "Home Farm" in refused.value.hint()


def test_a_refusal_lists_the_answers_in_the_readers_language_with_their_values() -> None:
    choices = entries(field_of("Undertaking.who"))

    words.speak("id")
    try:
        told = listed(choices)
    finally:
        words.speak("en")

    assert "klien (client)" in told
    assert listed(choices) == "client, worker, family, agency"


def field_of(name: str) -> Field:
    """The question of that name."""
    return LISTS[name]


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize(
    ("said", "value"),
    [("keluarga", "family"), ("family", "family"), ("Kesehatan jiwa", "mental_health"), ("mental", "mental_health")],
)
def test_in_plain_lines_a_list_takes_an_answer_of_any_language(language: str, said: str, value: str) -> None:
    words.speak(language)
    try:
        shown = [(each, words._(label)) for each, label in entries(field_of("Domain.area"))]
        found = typed_answer(said, [*shown, ("", "(not said)")])
    finally:
        words.speak("en")

    assert found == [value]


@pytest.mark.parametrize("said", ["ya", "y", "yes", "tidak", "no", "n"])
def test_in_plain_lines_yes_and_no_are_those_of_any_language(said: str) -> None:
    found = typed_answer(said, [("yes", "yes"), ("no", "no"), ("", "(not said)")])

    assert found == [("no" if said in {"tidak", "no", "n"} else "yes")]


def test_a_value_is_known_before_any_catalogue_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that gives values, and whoever speaks English, does not wait for the sentences of other languages."""
    monkeypatch.setattr(words, "_catalogue", None)

    for name, each in LISTS.items():
        for value, _label in entries(each):
            assert meant(value, entries(each)) == (value,), name
