"""`cj` alone at a terminal: a welcome where there is no journal, the day's screen where there is one."""

from tests.world import Cj, take_in


def test_the_first_time_it_names_the_ways_to_begin(bare: Cj) -> None:
    result = bare(terminal=True)

    assert result.code == 0
    assert all(f"cj {way}" in result.out for way in ("demo", "init", "practice list", "learn", "--help"))
    assert not bare.journal.exists()


def test_the_welcome_comes_in_the_readers_language(bare: Cj) -> None:
    assert "Selamat datang" in bare(terminal=True, env={"CJ_LANG": "id"}).out


def test_later_it_is_the_screen_of_the_day(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")

    assert cj(terminal=True).out == cj("today", terminal=True).out


def test_the_welcome_is_the_same_with_an_option(bare: Cj) -> None:
    assert "Selamat datang" in bare("--lang", "id", terminal=True).out


def test_the_screen_of_the_day_is_the_same_with_an_option(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")
    assert cj("--plain", terminal=True).out == cj("today", "--plain", terminal=True).out


def test_an_option_without_its_value_is_told(bare: Cj) -> None:
    refused = bare("--lang", terminal=True)

    assert refused.code == 2
    assert "--lang" in refused.err


def test_for_a_script_it_is_no_welcome(bare: Cj) -> None:
    assert bare("--json", terminal=True).code == 10


def test_off_a_terminal_it_is_the_list_of_commands(bare: Cj) -> None:
    assert bare().out == bare("--help").out


def test_a_command_without_a_journal_still_says_that_there_is_none(bare: Cj) -> None:
    assert bare("today", terminal=True).code == 10
