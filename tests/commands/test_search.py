"""`cj search`: what is found, what is not, and what is never shown."""

import os
from pathlib import Path
from typing import Any

import pytest

from casejournal.storage import results, together
from casejournal.storage.search import search_log
from tests.world import PASSPHRASE, Cj, form_group, take_in

NIK = "3275014505900001"
PKH = "AB-778899-X"
HISTORY = "old landlord"
OWN = """
[intake_fields.pkh]
title = "PKH number"
identity = true
[intake_fields.schooling]
choices = {sd = {en = "elementary", id = "SD"}, none = "none"}
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The home of somebody with three cases and a group, and their refs. Nothing is written there any more."""
    home = tmp_path_factory.mktemp("searched") / "home"
    home.mkdir()
    (home / "passphrase").write_text(PASSPHRASE + "\n")
    (home / "config.toml").write_text('areas = ["adat"]\n' + OWN)
    cj = Cj(home)
    cj.env["CJ_PASSPHRASE_FILE"] = str(home / "passphrase")
    cj.ok("init")

    def intake(client: str, *more: str) -> str:
        return str(cj.json("intake", "--client", client, "--presenting-problem", "Money is short.", *more)["ref"])

    sari = intake(
        "Ibu Sari", "--area", "income", "--identity-number", f"nik:{NIK}", "--contact", "0812-3456-7890",
        "--on", "2026-11-02", "--address", "RT 03, behind the mosque",
        "--own", f"pkh={PKH}", "--own", "schooling=sd",
    )  # fmt: skip
    budi = intake("Pak Budi Soeharto", "--on", "2026-11-03", "--area", "adat")
    jose = intake("José Djatmiko", "--on", "2026-11-04")

    def note(case: str, text: str, *more: str) -> str:
        return str(cj.json("note", case, text, *more)["ref"])

    refs = {
        "SARI": sari,
        "BUDI": budi,
        "JOSE": jose,
        "FEES": note(
            sari,
            'The school fees are three\nmonths late. "Nobody asked", she said: C:\\new\t😀. Nur’aini came along.',
            "--role",
            "advocate",
            "--channel",
            "visit",
            "--on",
            "2026-11-10",
            "--next-step",
            "Call the school",
        ),
        "MARKET": note(budi, "He sells at the market; no school.", "--on", "2026-11-11"),
        "MINE": note(jose, "I was angry at the landlady.", "--visibility", "private", "--on", "2026-11-12"),
        "AMENDED": note(sari, f"The {HISTORY} came.", "--on", "2026-11-13"),
        "STRUCK": note(sari, "A wedding that was another's.", "--on", "2026-11-14"),
        "NUMBER": note(budi, f"She gave {NIK[:6]} {NIK[6:12]} {NIK[12:]} for the form.", "--on", "2026-11-15"),
    }
    cj.clock.forward(hours=1)
    cj.ok("amend", refs["AMENDED"], "--set", "body=The new owner came.", "--reason", "misheard")
    cj.ok("strike", refs["STRUCK"], "--reason", "wrong case", "--yes")
    cj.ok("assess", sari, "--underlying-problem", "School shoes are missing.", "--domain", "income=2:day labour")
    cj.ok("assess", budi, "--underlying-problem", "He cannot read.", "--domain", "food=1:hungry")
    note(budi, "A slip about a zebra.", "--on", "2026-11-16")
    cj.ok("undo", "--yes")
    group = form_group(cj, "Bu Wati", name="Ibu Tangguh", on="2026-11-01")
    cj.ok("group", "join", group, sari, "--on", "2026-11-01", "--aim", "To speak like Wati does")
    refs["SESSION"] = cj.json(
        "group", "session", group, "--everyone", "--on", "2026-11-05", "--programme", "Cooking",
        "--member-note", "sari=She laughed when Wati sang.", "--member-note", "wati=Wati sang of the harvest.",
    )["ref"]  # fmt: skip
    return home, refs | {"GROUP": group}


@pytest.fixture
def cj(written: tuple[Path, dict[str, str]]) -> Cj:
    """The desk of that home."""
    cj = Cj(written[0])
    cj.env["CJ_PASSPHRASE_FILE"] = str(written[0] / "passphrase")
    cj.clock.forward(hours=2)
    return cj


@pytest.fixture
def refs(written: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """The refs in that home, by name."""
    return written[1]


def found(cj: Cj, *words: str) -> list[str]:
    """The refs that are found, in order."""
    return [str(item["ref"]) for item in cj.json("search", *words)["items"]]


def text_of(item: dict[str, Any]) -> str:
    return " ".join(passage["text"] for passage in item["found"])


def test_a_hit_says_where_it_is_whose_it_is_and_what_stands_around_it(cj: Cj, refs: dict[str, str]) -> None:
    [item] = cj.json("search", "three months")["items"]

    assert (item["ref"], item["kind"], item["on"]) == (refs["FEES"], "note", "2026-11-10")
    assert (item["file"], item["name"]) == (refs["SARI"], "Ibu Sari")
    [passage] = item["found"]
    [[begin, end]] = passage["marks"]
    assert passage["field"] == "body"
    assert passage["text"][begin:end] == "three months"
    assert passage["text"].startswith("The school fees are three months late.")


def test_the_screen_shows_the_same_in_lines_and_drawn(cj: Cj, refs: dict[str, str]) -> None:
    line = cj.ok("search", "three months").out.splitlines()[1]
    drawn = cj.ok("search", "three months", env={"FORCE_COLOR": "1"}).out

    assert line.split("\t")[:4] == [refs["FEES"], "Note", refs["SARI"], "Ibu Sari"]
    assert "\x1b[7mthree months\x1b[0m" in drawn


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["school", "market"], ["MARKET"]),
        (["school", "-market"], ["FEES"]),
        (["-market", "school", "late"], ["FEES"]),
        (['"school market"'], []),
        (["choo", "fee"], ["FEES"]),
        (["SCHOOL FEES"], ["FEES"]),
        (["fees", "sari"], ["FEES"]),
        (["nobody", "budi"], []),
        (["fees", "-sari"], []),
        (["nuraini"], ["FEES"]),
        (["nur'aini"], ["FEES"]),
        (["joes"], []),
        (["jose"], ["JOSE"]),
        (["suharto"], ["BUDI"]),
        (["jatmiko"], ["JOSE"]),
        (["Mbak", "Sari", "fees"], ["FEES"]),
        (["Bu José"], ["JOSE"]),
        (["pak"], ["BUDI"]),
        (["misheard"], ["AMENDED"]),
        (["elementary"], ["SARI"]),
        (["pkh"], []),
        (["behind the mosque"], ["SARI"]),
        (["C:\\new"], ["FEES"]),
        (['"Nobody asked"'], ["FEES"]),
        (["😀"], ["FEES"]),
        (["visit"], []),
        (["income"], []),
        (["adat"], ["BUDI"]),
        (["harvest"], ["SESSION"]),
        (["tangguh"], ["GROUP"]),
        (["(angry|late)"], []),
        ([".*"], []),
        (["xyz" * 7_000], []),
    ],
)  # fmt: skip
def test_what_is_found(cj: Cj, refs: dict[str, str], words: list[str], names: list[str]) -> None:
    expected = [refs[name] for name in names]

    told = [ref for ref in found(cj, *words) if not ref.startswith(("A-", "T-"))]

    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["school", "role:advocate"], ["FEES"]),
        (["sekolah", "peran:pembela"], []),
        (["area:adat", "kind:intake"], ["BUDI"]),
        (["area:adat", "kind:note"], ["NUMBER", "MARKET"]),
        (["area:income", "kind:note", "fees"], ["FEES"]),
        (["area:food", "kind:note", "fees"], []),
        (["jenis:sesi"], ["SESSION"]),
        (["case:jose"], ["MINE", "JOSE"]),
        (["case:tangguh", "harvest"], ["SESSION"]),
        (["kind:note", "from:2026-11-11", "to:2026-11-12"], ["MINE", "MARKET"]),
        (["--kind", "note", "--from", "2026-11-11", "--to", "2026-11-12"], ["MINE", "MARKET"]),
        (["--case", "jose", "angry"], ["MINE"]),
    ],
)
def test_which_records_are_looked_through(cj: Cj, refs: dict[str, str], words: list[str], names: list[str]) -> None:
    assert found(cj, *words) == [refs[name] for name in names]


def test_the_best_comes_first_and_by_day_the_newest(cj: Cj, refs: dict[str, str]) -> None:
    best = found(cj, "school", "kind:note", "kind:assessment")
    newest = found(cj, "school", "kind:note", "kind:assessment", "--by-day")

    assert best[0].startswith("A-")  # it is the headline there
    assert best[1:] == [refs["MARKET"], refs["FEES"]]
    assert newest[0] == best[0]
    assert found(cj, "ibu sari", "-fees")[0] == refs["SARI"]


def test_a_limit_says_how_many_more_there_are(cj: Cj) -> None:
    every = cj.json("search", "school", "--limit", "0")
    few = cj.json("search", "school", "--limit", "1")

    assert few["count"] == every["count"] == len(every["items"]) > 1
    assert few["items"] == every["items"][:1]
    assert f"… and {every['count'] - 1} more" in cj.ok("search", "school", "--limit", "1").out


def test_what_no_longer_holds_is_found_only_with_all_versions_which_says_which(cj: Cj, refs: dict[str, str]) -> None:
    assert found(cj, "landlord") == []
    assert found(cj, "wedding") == []

    [old] = cj.json("search", HISTORY, "--all-versions")["items"]
    [struck] = cj.json("search", "wedding", "--all-versions")["items"]
    [now] = cj.json("search", "new owner", "--all-versions")["items"]

    assert old["ref"] == now["ref"] == refs["AMENDED"]
    assert (old["version"]["number"], old["version"]["of"], old["version"]["until"]) == (1, 2, "2026-11-23")
    assert now["version"]["until"] is None
    assert (struck["ref"], struck["version"]["struck"]) == (refs["STRUCK"], True)
    assert found(cj, "zebra") == []
    assert "taken back" in cj.ok("search", "zebra", "--all-versions").out
    assert "version 1 of 2, until 2026-11-23" in cj.ok("search", HISTORY, "--all-versions").out


def test_in_a_members_case_nobody_else_is_named(cj: Cj, refs: dict[str, str]) -> None:
    """What `cj show` of the case hides, no search in it finds or shows."""
    of_hers = cj.json("search", "laughed", "case:sari")["items"]
    aim = cj.json("search", "speak", "case:sari")["items"]

    assert [(item["ref"], item["group"], item["file"]) for item in of_hers] == [
        (refs["SESSION"], refs["GROUP"], refs["SARI"])
    ]
    assert text_of(of_hers[0]) == "She laughed when [a member] sang."
    assert text_of(aim[0]) == "To speak like [a member] does"
    assert found(cj, "wati", "case:sari") == []
    assert found(cj, "harvest", "case:sari") == []
    assert "Wati" not in cj.ok("search", "kind:session", "case:sari").out


def test_a_private_record_is_found_and_says_so(cj: Cj, refs: dict[str, str]) -> None:
    [item] = cj.json("search", "angry")["items"]

    assert (item["ref"], item["visibility"]) == (refs["MINE"], "private")
    assert "only me" in cj.ok("search", "angry").out


@pytest.mark.parametrize("number", [NIK, f"{NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}", NIK[2:12]])
def test_an_identity_number_finds_the_case_and_is_not_shown(cj: Cj, refs: dict[str, str], number: str) -> None:
    result = cj.ok("search", number, "--json")

    assert {item["ref"] for item in result.json["items"]} == {refs["SARI"], refs["NUMBER"]}
    assert "".join(filter(str.isdigit, number)) not in "".join(filter(str.isdigit, text_of(result.json["items"][0])))
    assert NIK[-4:] not in result.out
    assert "···" in result.out


def test_an_own_number_that_is_like_a_nik_is_not_shown_either(cj: Cj, refs: dict[str, str]) -> None:
    result = cj.ok("search", PKH, "--json")

    assert [item["ref"] for item in result.json["items"]] == [refs["SARI"]]
    assert "778899" not in result.out


@pytest.mark.parametrize("number", ["081234567890", "+62 812 3456 7890", "3456-7890"])
def test_a_telephone_number_is_found_however_it_is_written(cj: Cj, refs: dict[str, str], number: str) -> None:
    assert found(cj, number) == [refs["SARI"]]


def test_nothing_found_says_how_to_look_further(cj: Cj) -> None:
    result = cj.ok("search", "school giraffe")

    assert "Nothing found." in result.out
    assert "cj search school giraffe" in result.out
    assert "--all-versions" in result.out
    assert cj.json("search", "giraffe") == {"schema": "casejournal/search/1", "count": 0, "files": 0, "items": []}


def test_a_search_without_words_says_what_to_type(cj: Cj) -> None:
    result = cj("search")

    assert result.code == 2
    assert "cj search school fees" in result.err


def test_the_work_is_shared_without_a_difference(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = cj.json("search", "school", "--all-versions")

    monkeypatch.setattr(results, "WORTH_SHARING", 0)
    monkeypatch.setattr(results, "hands", lambda: 3)

    assert cj.json("search", "school", "--all-versions") == alone


def test_a_part_whose_process_dies_is_looked_through_here(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = cj.json("search", "school")
    here, look = os.getpid(), search_log

    def dies(*how: Any, **more: Any) -> Any:
        if os.getpid() != here:
            raise KeyboardInterrupt
        return look(*how, **more)

    monkeypatch.setattr(results, "WORTH_SHARING", 0)
    monkeypatch.setattr(results, "hands", lambda: 2)
    monkeypatch.setattr(results, "search_log", dies)

    assert cj.json("search", "school") == alone


def test_where_the_system_allows_no_more_processes_one_does_it_all(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = cj.json("search", "school")

    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(results, "WORTH_SHARING", 0)
    monkeypatch.setattr(results, "hands", lambda: 2)
    monkeypatch.setattr(together, "copied", refused)

    assert cj.json("search", "school") == alone


def test_a_search_leaves_nothing_behind(cj: Cj) -> None:
    cj.ok("list")
    before = {path: path.stat().st_mtime_ns for path in cj.home.rglob("*")}

    cj.ok("search", "school")

    assert {path: path.stat().st_mtime_ns for path in cj.home.rglob("*")} == before


@pytest.mark.parametrize("sealed", [True, False])
def test_a_damaged_log_is_told_and_the_others_are_searched(sealed: bool, bare: Cj, passphrase_file: str) -> None:
    """Also damage that leaves the log as long as it was, which no list notices."""
    bare.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    bare.ok("init", *([] if sealed else ["--plain-text"]))
    sari, budi = take_in(bare, "Ibu Sari"), take_in(bare, "Pak Budi")
    bare.ok("list")
    log = bare.log(sari)
    log.write_bytes(b"[" + log.read_bytes()[1:])

    result = bare("search", "school", "--json")

    assert result.code == 13
    assert [item["ref"] for item in result.json["items"]] == [budi]
    assert sari in result.err


def test_a_locked_journal_is_not_searched(cj: Cj) -> None:
    del cj.env["CJ_PASSPHRASE_FILE"]

    assert cj("search", "school", "--no-input").code == 12


def test_both_languages_find_and_say_the_same(cj: Cj, refs: dict[str, str]) -> None:
    told = cj.ok("search", "school", "jenis:catatan", "--lang", "id").out

    assert "2 entri ditemukan" in told
    assert "Catatan" in told
    assert refs["FEES"] in told
