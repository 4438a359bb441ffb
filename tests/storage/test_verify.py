"""`cj verify` names a flipped byte, a dropped line, a moved line and a shortened file, and everything else too."""

import json
import shutil

import msgspec
import pytest

from casejournal.storage import header
from casejournal.storage.drawer import Hand
from casejournal.storage.index import CardIndex
from casejournal.storage.journal import Journal
from casejournal.storage.line import digest
from casejournal.storage.ulid import new_ulid
from tests.world import PASSPHRASE, Cj, form_group, take_in


@pytest.fixture(params=["sealed", "plain"])
def desk(request: pytest.FixtureRequest, bare: Cj, passphrase_file: str) -> Cj:
    """A desk whose journal holds two cases with a few notes each."""
    env = {"CJ_PASSPHRASE_FILE": passphrase_file}
    bare.ok("init", *(["--plain-text"] if request.param == "plain" else []), env=env)
    bare.ok("unlock", env=env)
    for client in ("Ibu Sari", "Pak Budi"):
        take_in(bare, client)
        for number in range(4):
            bare.ok("note", client, f"Talk number {number}.")
    return bare


def case(desk: Cj, client: str = "sari") -> str:
    return str(desk("show", client, "--json").json["ref"])


def findings(desk: Cj) -> list[tuple[str, str]]:
    """The files and kinds of what is found; the exit code says the same."""
    result = desk("verify", "--json")
    found = [
        (verdict["file"], finding["kind"]) for verdict in result.json["verdicts"] for finding in verdict["findings"]
    ]
    assert result.code == (13 if found else 0)
    return found


def test_an_untouched_journal_is_sound(desk: Cj) -> None:
    assert findings(desk) == []
    assert "Everything is as it was written." in desk.ok("verify").out


def test_a_flipped_byte_is_named_with_its_file_and_line(desk: Cj) -> None:
    log = desk.log(case(desk))
    one, two, three, *rest = log.read_bytes().splitlines(keepends=True)
    sealed = desk.json("status")["sealed"]
    place = len(three) // 2 if sealed else three.index(b"Talk")
    log.write_bytes(b"".join([one, two, three[:place] + bytes([three[place] ^ 4]) + three[place + 1 :], *rest]))

    result = desk("verify")

    assert result.code == 13
    assert f"cases/{log.name}" in result.out
    told = (
        ("line 3 does not open", "4 lines") if sealed else ("the line before line 4 is not the original one", "5 lines")
    )
    assert told[0] in result.out
    assert f"{told[1]} can be read" in result.out
    assert "Nothing was changed." in result.out


def test_every_flipped_byte_of_the_last_line_is_noticed(desk: Cj) -> None:
    log = desk.log(case(desk))
    whole = log.read_bytes()
    last = len(whole) - len(whole.splitlines(keepends=True)[-1])
    for place in range(last, len(whole), 7):
        log.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

        assert findings(desk), place


def test_a_dropped_line_is_named(desk: Cj) -> None:
    log = desk.log(case(desk))
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:2] + lines[3:]))

    assert findings(desk) == [(f"cases/{log.name}", "dropped")]


def test_a_moved_line_is_named_and_no_other(desk: Cj) -> None:
    log = desk.log(case(desk))
    one, two, three, four, five = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([one, three, two, four, five]))

    assert findings(desk) == [(f"cases/{log.name}", "moved")]


def test_a_doubled_line_is_named(desk: Cj) -> None:
    log = desk.log(case(desk))
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*lines, lines[1]]))

    assert findings(desk) == [(f"cases/{log.name}", "doubled")]


def test_a_shortened_file_is_named_with_how_much_is_gone(desk: Cj) -> None:
    log = desk.log(case(desk))
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-2]))

    assert findings(desk) == [(f"cases/{log.name}", "shortened")]
    assert "lines are missing at its end: 2" in desk("verify").out


def test_a_file_put_back_to_an_older_one_is_named(desk: Cj) -> None:
    log = desk.log(case(desk))
    older = log.read_bytes()
    desk.ok("note", "sari", "One more.")
    log.write_bytes(older)

    assert findings(desk) == [(f"cases/{log.name}", "shortened")]


def test_a_missing_file_is_named(desk: Cj) -> None:
    log = desk.log(case(desk))
    log.unlink()

    assert findings(desk) == [(f"cases/{log.name}", "missing")]


def test_a_line_of_another_case_is_named(desk: Cj) -> None:
    sari, budi = desk.log(case(desk)), desk.log(case(desk, "budi"))
    with sari.open("ab") as file:
        file.write(budi.read_bytes().splitlines(keepends=True)[1])

    assert {name for name, _kind in findings(desk)} == {f"cases/{sari.name}"}


def test_an_unfinished_end_is_told_for_what_it_is_and_is_no_damage(desk: Cj) -> None:
    log = desk.log(case(desk))
    with log.open("ab") as file:
        file.write(b"half a li")

    assert findings(desk) == []
    assert f"The last line of cases/{log.name} is not finished (9 bytes)" in desk.ok("verify").out


@pytest.mark.parametrize("end", [b"\0" * 300 + b"half\n", b"half" + b"\0" * 60 + b"\n", b"\0\n\0\n", b"\0" * 4096])
def test_bytes_that_never_reached_the_disk_are_an_unfinished_end_with_a_line_feed_or_without(
    desk: Cj, end: bytes
) -> None:
    """What a power cut can leave: the file became longer, but only some of its blocks were written."""
    log = desk.log(case(desk))
    whole = log.read_bytes()
    log.write_bytes(whole + end)

    assert findings(desk) == []
    desk.ok("note", "sari", "After the power cut.")

    (aside,) = log.parent.glob(f"{log.name}.torn-*")
    assert aside.read_bytes() == end
    assert log.read_bytes().startswith(whole)
    assert len(desk.json("show", "sari")["notes"]) == 5


def test_without_an_index_nobody_vouches_for_such_an_end(desk: Cj) -> None:
    log = desk.log(case(desk))
    log.write_bytes(log.read_bytes() + b"\0\0\n")
    desk.unseen()

    assert desk("show", log.stem).code == 13


def test_an_acknowledged_line_that_was_overwritten_with_nothing_is_damage(desk: Cj) -> None:
    log = desk.log(case(desk))
    whole = log.read_bytes()
    log.write_bytes(whole[:-50] + b"\0" * 49 + b"\n")

    assert findings(desk)
    assert desk("note", "sari", "x").code == 13
    assert log.read_bytes() == whole[:-50] + b"\0" * 49 + b"\n"


def test_an_acknowledged_line_that_was_cut_short_is_damage(desk: Cj) -> None:
    log = desk.log(case(desk))
    log.write_bytes(log.read_bytes()[:-40])

    assert findings(desk) == [(f"cases/{log.name}", "shortened")]


def test_verify_changes_nothing(desk: Cj) -> None:
    log = desk.log(case(desk))
    log.write_bytes(log.read_bytes()[:-30])
    before = desk.files()

    desk("verify")

    assert desk.files() == before


def test_commands_refuse_a_damaged_case_name_it_and_go_on_with_the_others(desk: Cj) -> None:
    log = desk.log(case(desk))
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    before = desk.files()

    shown, noted, listed = desk("show", "sari"), desk("note", "sari", "More."), desk("list")

    assert (shown.code, noted.code, listed.code) == (13, 13, 13)
    assert f"cases/{log.name}" in shown.err
    assert "cj verify" in shown.err
    assert "Ibu Sari" in listed.out
    assert "Pak Budi" in listed.out
    assert desk("note", "budi", "The other case still takes notes.", "--json").json["case"] == case(desk, "budi")
    assert desk.files()[f"cases/{log.name}"] == before[f"cases/{log.name}"]


def test_a_lost_index_is_made_anew_by_itself(desk: Cj) -> None:
    before = desk.json("list")
    (desk.journal / "index.log").unlink()

    assert desk("list", "--json").json == before
    assert findings(desk) == []


def test_without_an_index_it_says_what_cannot_be_told(desk: Cj) -> None:
    assert "no index to compare with" not in desk.ok("verify").out

    desk.unseen()

    assert "no index to compare with" in desk.ok("verify").out


def test_that_the_index_was_lost_stays_visible_for_ever(desk: Cj) -> None:
    assert "rebuilt" not in desk.ok("verify").out
    desk.unseen()
    desk.ok("list")
    for number in range(100):
        desk.ok("note", "sari", f"Later {number}.")

    assert "The index was rebuilt on 2026-11-23" in desk.ok("verify").out


def test_a_damaged_index_is_made_anew_by_itself(desk: Cj) -> None:
    before = desk.json("list")
    index = desk.journal / "index.log"
    index.write_bytes(index.read_bytes()[:-9] + b"XXXXXXXXX")

    assert desk.json("list") == before
    assert findings(desk) == []


def test_a_torn_index_keeps_its_anchors(desk: Cj) -> None:
    log, index = desk.log(case(desk)), desk.journal / "index.log"
    index.write_bytes(index.read_bytes() + b"half a li")
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))

    assert findings(desk) == [(f"cases/{log.name}", "shortened")]
    assert desk("show", "sari").code == 13


def test_a_journal_of_which_nothing_can_be_read_is_not_written_to(desk: Cj) -> None:
    for log in desk.journal.glob("cases/*.log"):
        log.write_bytes(b"not a line\n")
    desk.unseen()
    before = desk.files()

    result = desk("intake", "--client", "A", "--presenting-problem", "B")

    assert result.code == 13
    assert desk.files() == before


def test_a_damaged_case_is_not_told_to_be_missing_when_the_index_is(desk: Cj) -> None:
    log = desk.log(case(desk))
    log.write_bytes(log.read_bytes()[10:])
    (desk.journal / "index.log").unlink()

    assert desk("show", log.stem).code == 13
    by_name = desk("show", "sari")
    assert by_name.code == 14
    assert log.name in by_name.err


@pytest.mark.parametrize(
    "op",
    [
        {"op": "put", "table": "notes", "id": "N-0001"},
        {"op": "put", "table": "notes", "id": "N-0001", "doc": 3},
        {"op": "put", "table": "notes", "id": "", "doc": {}},
        {"op": "put", "table": "notes", "id": "N-0001", "doc": {"on": "never"}},
        {"op": "drop", "table": "notes"},
        {"op": "burn", "table": "notes", "id": "N-0001"},
    ],
)
def test_a_line_that_says_something_impossible_is_named_and_stops_nothing_else(
    plain_cj: Cj, op: dict[str, object]
) -> None:
    take_in(plain_cj, "Pak Budi")
    log = plain_cj.log(take_in(plain_cj, "Ibu Sari"))
    line = json.loads(log.read_bytes())
    line |= {"n": 2, "prev": digest(log.read_bytes().rstrip(b"\n")), "tx": new_ulid(0, after=line["tx"]), "ops": [op]}
    with log.open("ab") as file:
        file.write(json.dumps(line).encode() + b"\n")

    assert [name for name, _kind in findings(plain_cj)] == [f"cases/{log.name}"]
    assert plain_cj("show", "sari").code == 13
    assert plain_cj("show", "budi", "--json").json["intake"]["client"] == "Pak Budi"


@pytest.mark.parametrize("begins", [b'{"tx":', b'{"unknown":', b'{"ops":[{"op":"put","table":"t","id":"i","doc":'])
def test_a_line_nested_without_end_is_damage(plain_cj: Cj, begins: bytes) -> None:
    log = plain_cj.log(take_in(plain_cj, "Ibu Sari"))
    with log.open("ab") as file:
        file.write(begins + b"[" * 100_000 + b"\n")

    assert [name for name, _kind in findings(plain_cj)] == [f"cases/{log.name}"]
    assert plain_cj("list").code == 13


def test_an_index_that_is_behind_catches_up(desk: Cj) -> None:
    index = desk.journal / "index.log"
    older = index.read_bytes()
    desk.ok("note", "sari", "Not in the older index.")
    index.write_bytes(older)

    contacts = {case["client"]: case["contacts"] for case in desk.json("list")["items"]}

    assert contacts == {"Ibu Sari": 5, "Pak Budi": 4}


def test_a_log_from_elsewhere_is_taken_up(desk: Cj, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As after a merge: the file was put there without cj."""
    ref = case(desk)
    aside = tmp_path_factory.mktemp("aside") / "log"
    shutil.copy(desk.log(ref), aside)
    desk.log(ref).unlink()
    desk.unseen()
    assert [each["client"] for each in desk.json("list")["items"]] == ["Pak Budi"]

    shutil.copy(aside, desk.log(ref))

    assert {each["client"] for each in desk.json("list")["items"]} == {"Ibu Sari", "Pak Budi"}


@pytest.mark.parametrize("damage", ["a flipped byte", "a dropped line", "another group's file", "a missing file"])
def test_a_group_is_looked_at_like_a_case(desk: Cj, damage: str) -> None:
    group, other = (form_group(desk, "Bu Wati", name=name) for name in ("One", "Other"))
    log = desk.log(group)
    first, second = log.read_bytes().splitlines(keepends=True)
    place = len(second) // 2
    changed = {
        "a flipped byte": first + second[:place] + bytes([second[place] ^ 4]) + second[place + 1 :],
        "a dropped line": first,
        "another group's file": desk.log(other).read_bytes(),
    }
    if damage == "a missing file":
        log.unlink()
    else:
        log.write_bytes(changed[damage])

    found = findings(desk)

    assert {file for file, _kind in found} == {f"groups/{log.name}"}
    assert desk("group", "show", group).code == 13
    assert desk("show", "sari").code in {0, 13}
    assert desk("group", "show", other).code in {0, 13}


def test_deep_it_looks_at_every_version_and_at_what_the_index_says(desk: Cj) -> None:
    desk.ok("amend", case(desk), "--set", "age=34", "--reason", "x")
    desk.ok("verify", "--deep")
    journal = open_journal(desk)
    name = f"cases/{case(desk)}.log"
    index = CardIndex(desk.journal, journal.seal("index.log"))
    index.load()
    card = index.cards[name]
    assert card.summary is not None
    index.put({name: msgspec.structs.replace(card, summary=msgspec.structs.replace(card.summary, client="Nobody"))})

    plain, deep = desk("verify", "--json"), desk("verify", "--deep", "--json")

    assert plain.code == 0
    assert deep.code == 13
    assert "index" in {finding["kind"] for each in deep.json["verdicts"] for finding in each["findings"]}


def test_deep_an_earlier_version_that_fits_no_form_is_named(plain_cj: Cj) -> None:
    take_in(plain_cj, "Ibu Sari")
    ref = plain_cj.json("note", "sari", "A.", "--minutes", "5")["ref"]
    log = plain_cj.log(case(plain_cj))
    one, two = log.read_bytes().splitlines()
    body = json.loads(two)
    body["ops"][-1]["doc"]["minutes"] = "many"
    changed = json.dumps(body, separators=(",", ":")).encode()
    log.write_bytes(one + b"\n" + changed + b"\n")
    plain_cj.unseen()
    body["ops"][-1]["doc"]["minutes"] = 5
    third = {**body, "n": body["n"] + 1, "prev": digest(changed), "tx": new_ulid(0, body["tx"])}
    with log.open("ab") as file:
        file.write(json.dumps(third, separators=(",", ":")).encode() + b"\n")

    assert plain_cj("verify").code == 0
    deep = plain_cj("verify", "--deep")

    assert deep.code == 13
    assert f"line 2: {ref} is not written as it should be" in deep.out


def open_journal(desk: Cj) -> Journal:
    described = header.read(desk.journal)
    key = header.opened(described, PASSPHRASE)[0] if described.sealed else None
    return Journal(desk.journal, described, key, Hand(worker="Rahma", device="ABCDEFGH", now=desk.clock))
