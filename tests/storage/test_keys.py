"""Only the passphrase opens the journal, and a damaged slot is not reported as a wrong passphrase."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.storage import keys
from casejournal.storage.keys import Cost, Slot
from casejournal.storage.refusals import HeaderDamaged, WrongPassphrase
from tests.world import CHEAP

ID = "01KAXXXXXXXXXXXXXXXXXXXXX0"
KEY = keys.new_key()


def unwrap(slots: tuple[Slot, ...], typed: str, journal: str = ID) -> bytes:
    """The key, if it is KEY."""
    return keys.opened(slots, typed, journal, keys.check_of(KEY, journal))[0]


def test_the_default_cost_is_the_promised_one() -> None:
    assert Cost() == Cost(memory=64 * 1024, passes=3, lanes=4)


@given(st.text(min_size=1, max_size=40))
def test_the_passphrase_gives_the_key_back(passphrase: str) -> None:
    passphrase = passphrase.encode(errors="replace").decode()

    assert unwrap((keys.wrap(KEY, passphrase, ID, CHEAP),), passphrase) == KEY


def test_any_other_passphrase_does_not() -> None:
    slot = keys.wrap(KEY, "nine quiet lamps", ID, CHEAP)

    for wrong in ("", "nine quiet lamp", "Nine quiet lamps", "nine quiet lamps "):
        with pytest.raises(WrongPassphrase):
            unwrap((slot,), wrong)


def test_a_letter_typed_in_two_ways_is_the_same_letter() -> None:

    slot = keys.wrap(KEY, "caf\u00e9 lampu", ID, CHEAP)

    assert unwrap((slot,), "cafe\u0301 lampu") == KEY


def test_no_two_slots_are_made_with_one_salt() -> None:
    made = {keys.wrap(bytes(32), "words", ID, CHEAP).kdf for _ in range(3)}

    assert len(made) == 3


def test_the_check_value_is_of_one_key_in_one_journal() -> None:
    one, other = keys.new_key(), keys.new_key()

    checks = {keys.check_of(one, ID), keys.check_of(other, ID), keys.check_of(one, ID[:-1] + "1")}

    assert len(checks) == 3


def test_one_of_several_slots_is_enough() -> None:
    slots = (keys.wrap(KEY, "first words", ID, CHEAP), keys.wrap(KEY, "second words", ID, CHEAP, name="other"))

    assert unwrap(slots, "second words") == KEY


@pytest.mark.parametrize("change", [{"name": "other"}, {"kind": "other"}])
def test_a_slot_whose_description_was_exchanged_does_not_open(change: dict[str, str]) -> None:
    slot = msgspec.structs.replace(keys.wrap(KEY, "words", ID, CHEAP), **change)

    with pytest.raises(WrongPassphrase):
        unwrap((slot,), "words")


def test_a_slot_of_another_journal_does_not_open() -> None:
    slot = keys.wrap(KEY, "words", ID, CHEAP)

    with pytest.raises(WrongPassphrase):
        unwrap((slot,), "words", ID[:-1] + "1")


@pytest.mark.parametrize(
    "kdf",
    [
        "",
        "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=2097152,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=262145,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=262144,t=5,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=65536,t=11,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=65536,t=3,p=9$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=64,t=99,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=64,t=1,p=16$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=0,t=0,p=0$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=64,t=1,p=1$AAAA",
    ],
)
def test_parameters_out_of_bounds_are_refused_before_they_cost_anything(kdf: str) -> None:
    with pytest.raises(HeaderDamaged):
        keys.read_phc(kdf)


def test_the_default_is_far_within_the_bounds() -> None:
    cost, _salt = keys.read_phc("$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA")

    assert cost == Cost()
    assert 5 * cost.memory * cost.passes <= 2**20


def test_a_slot_with_another_key_opens_nothing_and_is_told_as_damage() -> None:
    """As one would be that was wrapped before a renewal and written after it."""
    stale = keys.wrap(keys.new_key(), "words", ID, CHEAP)

    with pytest.raises(HeaderDamaged):
        unwrap((stale,), "words")
    assert unwrap((stale, keys.wrap(KEY, "words", ID, CHEAP)), "words") == KEY


def test_a_slot_that_is_not_base64_is_damage_and_no_wrong_passphrase() -> None:
    slot = msgspec.structs.replace(keys.wrap(KEY, "words", ID, CHEAP), wrapped="!!")

    with pytest.raises(HeaderDamaged):
        unwrap((slot,), "words")


def test_a_damaged_slot_does_not_stand_in_the_way_of_a_sound_one() -> None:
    sound = keys.wrap(KEY, "words", ID, CHEAP)
    damaged = msgspec.structs.replace(sound, kdf="$something$new")

    assert unwrap((damaged, sound), "words") == KEY
    with pytest.raises(HeaderDamaged):
        unwrap((damaged, sound), "other words")
