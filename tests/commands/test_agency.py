"""The directory of services: written, found, corrected, confirmed, offered by refer; and what a list never reads."""

import json
from pathlib import Path

import pytest

from casejournal.storage import disk
from tests.world import Cj, Replies, take_in

MELATI = ("--name", "Puskesmas Melati", "--service", "Poli jiwa", "--city", "Sleman", "--area", "mental_health")
KNOWN = ("--phone", "0274 555 123: loket", "--hours", "Sen-Jum 08.00-14.00", "--document", "KTP", "--document", "KK")


@pytest.fixture
def directory(plain_cj: Cj) -> Cj:
    """A journal whose directory has two services, and one that is no more."""
    plain_cj.ok("agency", "add", *MELATI, *KNOWN, "--address", "Jl. Mawar 1")
    plain_cj.ok("agency", "add", "--name", "Puskesmas Melati", "--service", "Gizi", "--area", "food")
    plain_cj.ok("agency", "add", "--name", "Panti Asih", "--area", "shelter", "--status", "defunct")
    return plain_cj


def refs(cj: Cj) -> dict[str, str]:
    """The refs of all entries, by what they are called."""
    return {each["called"]: each["ref"] for each in cj.json("agency", "list", "--all")["items"]}


def called(cj: Cj, *words: str) -> list[str]:
    return [each["called"] for each in cj.json("agency", *words)["items"]]


def test_an_entry_is_written_listed_by_area_and_found_by_any_word(directory: Cj) -> None:
    assert called(directory, "list") == ["Puskesmas Melati: Gizi", "Puskesmas Melati: Poli jiwa"]
    assert called(directory, "list", "--all")[0] == "Panti Asih"
    assert called(directory, "list", "--area", "kesehatan jiwa") == ["Puskesmas Melati: Poli jiwa"]
    assert called(directory, "search", "sleman", "kk") == ["Puskesmas Melati: Poli jiwa"]
    assert called(directory, "search", "poeskesmas") == called(directory, "list")
    assert called(directory, "search", "area:food") == ["Puskesmas Melati: Gizi"]
    assert called(directory, "search", "nowhere") == []


def test_an_entry_is_shown_by_name_and_by_its_ref(directory: Cj) -> None:
    ref = refs(directory)["Puskesmas Melati: Poli jiwa"]

    shown = directory.json("agency", "show", "poli")
    assert (shown["ref"], shown["phones"]) == (ref, [{"number": "0274 555 123", "about": "loket"}])
    assert directory.json("show", ref) == shown == directory.json("agency", "show", ref[:4])
    assert directory("agency", "show", "puskesmas").code == 15
    assert directory("agency", "show", "dinas").code == 14
    assert directory("agency", "show", "W-0000").code == 14


def test_an_entry_is_corrected_struck_and_undone_like_any_record(directory: Cj) -> None:
    ref = refs(directory)["Puskesmas Melati: Gizi"]
    directory.ok("amend", ref, "--set", "city=Bantul", "--set", "phones=0274 1: dapur", "--reason", "they moved")
    directory.ok("strike", ref, "--reason", "it was never there", "--yes")

    assert "they moved" in directory.ok("history", ref).out
    assert ref not in refs(directory).values()
    assert directory("agency", "show", ref).code == 5
    assert "it was never there" in directory.ok("show", ref).out
    directory.ok("undo", "--yes")
    assert directory.json("agency", "show", ref)["city"] == "Bantul"


def test_what_nobody_confirmed_for_a_year_is_marked_and_confirmed_by_an_amendment(directory: Cj) -> None:
    ref = refs(directory)["Puskesmas Melati: Gizi"]
    directory.ok("config", "stale_days", "30")
    directory.clock.forward(days=31)

    assert len(called(directory, "list", "--stale")) == 2
    assert "Call before you send anybody" in directory.ok("agency", "show", ref).out
    directory.ok("amend", ref, "--set", "assured_on=today", "--reason", "I called")
    assert called(directory, "list", "--stale") == ["Puskesmas Melati: Poli jiwa"]
    directory.ok("config", "stale_days", "365")
    assert called(directory, "list", "--stale") == []
    assert "Everything was confirmed" in directory.ok("agency", "list", "--stale").out


def test_a_referral_takes_over_what_the_directory_knows_and_keeps_the_name_as_it_was(directory: Cj) -> None:
    case, ref = take_in(directory, "Ibu Sari"), refs(directory)["Puskesmas Melati: Poli jiwa"]

    by_ref = directory.json("refer", case, "--to", ref, "--reason", "capacity")
    by_name = directory.json("refer", case, "--to", "puskesmas  MELATI: poli jiwa", "--reason", "capacity")
    told = directory.ok("refer", case, "--to", ref, "--reason", "capacity").out
    directory.ok("amend", ref, "--set", "name=Puskesmas Mawar", "--reason", "a new name")

    assert (by_ref["to"], by_ref["service"]) == ("Puskesmas Melati: Poli jiwa", ref)
    assert (by_name["to"], by_name["service"]) == ("puskesmas  MELATI: poli jiwa", ref)
    assert by_ref["agency"]["documents"] == ["KTP", "KK"]
    assert all(word in told for word in ("Jl. Mawar 1, Sleman", "0274 555 123 (loket)", "KTP; KK", "08.00-14.00"))
    assert directory.json("show", by_ref["ref"])["record"]["to"] == "Puskesmas Melati: Poli jiwa"


def test_a_recipient_of_ones_own_words_stays_possible_and_near_ones_are_told(directory: Cj) -> None:
    case = take_in(directory, "Ibu Sari")

    written = directory.ok("refer", case, "--to", "Puskesmas", "--reason", "capacity", "--json")
    assert written.json["service"] == ""
    assert "Puskesmas Melati: Gizi" in written.err
    assert directory.json("refer", case, "--to", "Bu Nur", "--reason", "capacity")["to"] == "Bu Nur"
    assert directory("refer", case, "--to", "W-0000", "--reason", "capacity").code == 14


def test_a_service_that_is_no_more_is_warned_of(directory: Cj) -> None:
    case = take_in(directory, "Ibu Sari")

    told = directory.ok("refer", case, "--to", "panti asih", "--reason", "capacity").out

    assert "Nobody can be sent there: no longer exists." in told


def test_what_is_typed_at_the_terminal_is_looked_up_in_the_directory(directory: Cj) -> None:
    case = take_in(directory, "Ibu Sari")
    ref = refs(directory)["Puskesmas Melati: Gizi"]
    rest: tuple[object, ...] = ("capacity", "", "", "", [], [])

    directory.ok("refer", case, asks=(chosen := Replies("pusk", ref, *rest)))
    directory.ok("refer", case, asks=(own := Replies("pusk", "", *rest)))

    first, second = (each["to"] for each in directory.json("show", case)["referrals"])
    assert (first, second) == ("Puskesmas Melati: Gizi", "pusk")
    assert "one of these meant" in chosen.asked[1]
    assert "one of these meant" in own.asked[1]
    assert [*chosen.wheres[0].offers("pan")] == ["Panti Asih"]
    assert [*chosen.wheres[0].offers("")][-1] == "Panti Asih"  # what cannot be used comes last


def test_beside_an_entry_stands_how_it_went_without_any_name(directory: Cj) -> None:
    ref = refs(directory)["Puskesmas Melati: Poli jiwa"]
    for client in ("Ibu Sari", "Pak Budi", "Bu Nur"):
        take_in(directory, client)
    sent = directory.json("refer", "sari", "--to", ref, "--reason", "capacity")["ref"]
    directory.ok("refer", "budi", "--to", "PUSKESMAS MELATI: POLI JIWA", "--reason", "capacity")
    directory.ok("refer", "nur", "--to", "Somewhere else", "--reason", "capacity")
    directory.ok("refer", "update", sent, "sent", "--override", "danger", "--on", "today")
    directory.clock.forward(days=4)
    directory.ok("refer", "update", sent, "acknowledged", "accepted")

    shown = directory.json("agency", "show", ref)
    page = directory.ok("agency", "show", ref).out
    assert [(each["status"], each["answered_after"]) for each in shown["used"]] == [("accepted", 4), ("draft", None)]
    assert "Referrals: 2 (draft 1, accepted 1)" in page
    assert not any(name in page for name in ("Sari", "Budi", "Nur"))


def test_the_letter_names_how_the_service_is_reached(directory: Cj) -> None:
    case, ref = take_in(directory, "Ibu Sari"), refs(directory)["Puskesmas Melati: Poli jiwa"]
    told = (
        "--purpose",
        "help",
        "--recipient",
        "Puskesmas Melati: Poli jiwa",
        "--scope",
        "name",
        "--given-by",
        "client",
    )
    directory.ok("consent", case, *told)
    referral = directory.json("refer", case, "--to", ref, "--reason", "capacity", "--share", "name")["ref"]

    text = directory.ok("letter", referral, "--format", "md").out

    assert text.index("Poli jiwa") < text.index("Jl. Mawar 1, Sleman") < text.index("0274 555 123 (loket)")
    assert "Sen-Jum" not in text


def test_a_daily_command_only_looks_at_the_size_of_the_directory(
    directory: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = take_in(directory, "Ibu Sari")
    seen: list[str] = []
    read = disk.read

    def spied(path: Path, *more: object) -> bytes:
        seen.append(path.name)
        return read(path, *more)

    monkeypatch.setattr(disk, "read", spied)
    for words in (("note", case, "She came."), ("list",), ("show", case), ("today",)):
        directory.ok(*words)

    assert "index.log" in seen
    assert "agencies.log" not in seen


def test_a_damaged_directory_stops_no_referral_and_is_told(directory: Cj) -> None:
    case = take_in(directory, "Ibu Sari")
    log = directory.journal / "agencies.log"
    log.write_bytes(log.read_bytes().replace(b"Sleman", b"Bantul", 1))

    written = directory("refer", case, "--to", "Panti Asih", "--reason", "capacity", "--json")

    assert written.code == 0
    assert written.json["to"] == "Panti Asih"
    assert "agencies.log" in written.err
    assert directory("agency", "list").code == 13


def test_a_service_and_its_ref_are_offered_by_the_shell(directory: Cj) -> None:
    def offered(*words: str) -> list[str]:
        told = directory(*words, env={"_CJ_COMPLETE": "fish"}).out
        return [line.partition("\t")[0] for line in told.splitlines()]

    take_in(directory, "Ibu Sari")
    assert offered("refer", "sari", "--to", "pol") == ["Puskesmas Melati: Poli jiwa"]
    assert offered("agency", "show", "pan") == ["Panti Asih"]
    assert "mental_health" in offered("agency", "list", "--area", "men")
    assert offered("agency", "i") == ["import"]


def test_a_template_comes_back_as_an_entry(plain_cj: Cj, tmp_path: Path) -> None:
    form = plain_cj.ok("agency", "add", "--template").out
    (tmp_path / "a.toml").write_text(form.replace('name = ""', 'name = "Dinas Sosial"', 1))
    made = plain_cj.json("agency", "add", "--from", str(tmp_path / "a.toml"))

    assert made["called"] == "Dinas Sosial"
    assert json.loads(plain_cj.ok("schema", "agency", "--json").out)["schema"]
