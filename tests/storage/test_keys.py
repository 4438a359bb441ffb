"""Only the passphrase opens the journal, and a damaged slot is not reported as a wrong passphrase."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.storage import keys
from casejournal.storage.keys import Cost
from casejournal.storage.refusals import HeaderDamaged, WrongPassphrase
from tests.world import CHEAP

ID = "01KAXXXXXXXXXXXXXXXXXXXXX0"


def test_the_default_cost_is_the_promised_one() -> None:
    assert Cost() == Cost(memory=64 * 1024, passes=3, lanes=4)


@given(st.text(min_size=1, max_size=40))
def test_the_passphrase_gives_the_key_back(passphrase: str) -> None:
    key = keys.new_key()
    passphrase = passphrase.encode(errors="replace").decode()

    assert keys.unwrap((keys.wrap(key, passphrase, ID, CHEAP),), passphrase, ID) == key


def test_any_other_passphrase_does_not() -> None:
    slot = keys.wrap(keys.new_key(), "nine quiet lamps", ID, CHEAP)

    for wrong in ("", "nine quiet lamp", "Nine quiet lamps", "nine quiet lamps "):
        with pytest.raises(WrongPassphrase):
            keys.unwrap((slot,), wrong, ID)


def test_a_letter_typed_in_two_ways_is_the_same_letter() -> None:
    key = keys.new_key()

    slot = keys.wrap(key, "caf\u00e9 lampu", ID, CHEAP)

    assert keys.unwrap((slot,), "cafe\u0301 lampu", ID) == key


def test_no_two_slots_are_made_with_one_salt() -> None:
    made = {keys.wrap(bytes(32), "words", ID, CHEAP).kdf for _ in range(3)}

    assert len(made) == 3


def test_the_check_value_is_of_one_key_in_one_journal() -> None:
    one, other = keys.new_key(), keys.new_key()

    checks = {keys.check_of(one, ID), keys.check_of(other, ID), keys.check_of(one, ID[:-1] + "1")}

    assert len(checks) == 3


def test_one_of_several_slots_is_enough() -> None:
    key = keys.new_key()
    slots = (keys.wrap(key, "first words", ID, CHEAP), keys.wrap(key, "second words", ID, CHEAP, name="other"))

    assert keys.unwrap(slots, "second words", ID) == key


@pytest.mark.parametrize("change", [{"name": "other"}, {"kind": "other"}])
def test_a_slot_whose_description_was_exchanged_does_not_open(change: dict[str, str]) -> None:
    slot = msgspec.structs.replace(keys.wrap(keys.new_key(), "words", ID, CHEAP), **change)

    with pytest.raises(WrongPassphrase):
        keys.unwrap((slot,), "words", ID)


def test_a_slot_of_another_journal_does_not_open() -> None:
    slot = keys.wrap(keys.new_key(), "words", ID, CHEAP)

    with pytest.raises(WrongPassphrase):
        keys.unwrap((slot,), "words", ID[:-1] + "1")


@pytest.mark.parametrize(
    "kdf",
    [
        "",
        "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA",
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


def test_a_slot_that_is_not_base64_is_damage_and_no_wrong_passphrase() -> None:
    slot = msgspec.structs.replace(keys.wrap(keys.new_key(), "words", ID, CHEAP), wrapped="!!")

    with pytest.raises(HeaderDamaged):
        keys.unwrap((slot,), "words", ID)


def test_a_damaged_slot_does_not_stand_in_the_way_of_a_sound_one() -> None:
    key = keys.new_key()
    sound = keys.wrap(key, "words", ID, CHEAP)
    damaged = msgspec.structs.replace(sound, kdf="$something$new")

    assert keys.unwrap((damaged, sound), "words", ID) == key
    with pytest.raises(HeaderDamaged):
        keys.unwrap((damaged, sound), "other words", ID)
