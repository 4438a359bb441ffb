"""What is shown of one person names nobody else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.kin import WITHHELD, hide_cases
from casejournal.domain.veil import finder, finder_of_many, veil
from casejournal.domain.vocabulary import every

HIDDEN = ("Ibu Ratih Wulandari", "Bu Wati", "Siti Nur-Aini", "O'Neil")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("She helped Ratih.", "She helped […]."),
        ("ibu ratih  wulandari came", "[…] came"),
        ("RATIH!", "[…]!"),
        ("Watinya, Wati's, Watilah, Watinyalah", "[…], […], […], […]"),
        ("_Wati_ Wati2 **wati**", "_[…]_ […]2 **[…]**"),
        ("kuwati and Wation stay, Watis and BuWati do not", "kuwati and Wation stay, […] and […] do not"),
        ("Siti and Nur-Aini, Aini too", "[…] and […], […] too"),
        ("O'Neil, O’Neil", "[…], […]"),
        ("Bu Sari and Ibu", "Bu Sari and Ibu"),
        ("Wulandari-san", "[…]-san"),
    ],
)
def test_a_name_is_hidden_whole_or_by_one_word_of_it(text: str, seen: str) -> None:
    assert veil(HIDDEN, ["Ibu Sari"], "[…]")(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Anak itu anaknya; I saw a child, and i did too.", "Anak itu anaknya; I saw a child, and i did too."),
        ("Agung, I Wayan and Rai came. Anak Agung laughed.", "[…], […] and […] came. […] […] laughed."),
        ("anak agung rai, ANAK AGUNG RAI, anak rai", "[…], […], […] […]"),
        ("I. Wayan and wayan's boy", "[…]. […] and […] boy"),
        ("She did the sums; the sum is right. Sums are hard.", "She did the sums; the sum is right. Sums are hard."),
        ("Sum laughed. Then Sum's girl, bu sum and mbak Sum.", "[…] laughed. Then […] girl, […] and mbak […]."),
        ("budi pekerti, budinya baik", "budi pekerti, budinya baik"),
        ("Budi came, beside Budi, mas budi, BUDI, pak  budi, Budinya", "[…] came, beside […], mas […], […], […], […]"),
        ("ratih, Ratih and sratih", "[…], […] and sratih"),
        ("hope helps, dan Dan", "[…] helps, dan […]"),
    ],
)
def test_an_everyday_word_is_hidden_only_where_it_can_be_the_name(text: str, seen: str) -> None:
    hidden = ["Anak Agung Rai", "I Wayan", "Pak Budi", "Bu Sum", "Ratih", "hope", "Dan"]

    assert veil(hidden, [], "[…]")(text) == seen


@pytest.mark.parametrize("word", sorted(every("everyday")))
def test_no_name_that_is_an_everyday_word_stands_as_it_is_written_in_the_roster(word: str) -> None:
    name = word.capitalize()
    hide = veil([f"Pak {name} Zofqix"], [], "[…]")

    for written in (name, word.upper(), f"{name}nya", f"{name}'s", f"mas {word}", f"mas{word}", f"{word} zofqix"):
        for sentence in ("{}.", "Zxq zxq {}, zxq.", "({})", "_{}2_"):
            assert word not in hide(sentence.format(written)).casefold(), written


def test_a_short_name_is_no_part_of_an_everyday_word() -> None:
    hide = veil(["Bu Lan", "Mas Sih", "Pak Sa"], [], "[…]")

    assert (
        hide("Tiga bulan ini masih dipaksa; BuLan dan pakSa datang.")
        == "Tiga bulan ini masih dipaksa; […] dan […] datang."
    )
    assert hide("Bulan depan masih hujan.") == "Bulan depan masih hujan."


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Lansia Blok M", "Lansia Blok M"),
        ("M-7K41 told c-91tb and M‑7K4I.", "[…] told […] and […]."),
        ("7K41 and M; RM-7K41, M-7K411", "7K41 and M; RM-7K41, M-7K411"),
        ("_M-7K41_", "_[…]_"),
    ],
)
def test_a_ref_is_hidden_whole_and_never_in_parts(text: str, seen: str) -> None:
    assert veil(["M-7K41", "C-91TB"], ["C-0001"], "[…]")(text) == seen


def test_the_words_of_ones_own_name_stay_unless_they_are_part_of_anothers_whole_name() -> None:
    seen = veil(["Sari Dewi"], ["Ibu Sari"], "[…]")("Sari sat beside Sari Dewi and Dewi.")

    assert seen == "Sari sat beside […] and […]."


def test_accents_are_one_however_they_are_spelled() -> None:
    for written in ("Rene\u0301e", "Renee", "REN\u00c9E", "Ren\u00ade\u0301e", "Re\u200bn\u00e9e"):
        assert veil(["Ren\u00e9e"], [], "[…]")(f"{written} came") == "[…] came"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("İpek", "ipek"),
        ("Straße", "STRASSE"),
        ("कमला देवी", "कमला"),
        ("فاطمة", "فاطمة"),
        ("李", "李"),
        ("Ibu A", "A"),
        ("Siti 'Wati' Aminah", "wati"),
        ("O'Brien", "o’brien"),
        ("Nur`aini", "Nurʼaini"),
        ("José", "jose"),
        ("Ani's mother", "Ani"),
        ("Siti_Wati", "Wati"),
        ("Siti-Aminah", "Siti"),
    ],
)
def test_a_name_of_any_script_is_hidden(name: str, written: str) -> None:
    assert veil([name], [], "[…]")(f"a, {written}!") == "a, […]!"


def test_a_name_is_hidden_in_a_script_without_spaces() -> None:
    assert veil(["王小明"], [], "[…]")("今天王小明来了, 小 too") == "今天[…]来了, 小 too"
    assert veil(["Wati"], [], "[…]")("今天Wati来了") == "今天[…]来了"


def test_what_is_no_name_stays_letter_for_letter() -> None:
    written = "10⁵ m² ½ kg… a small a, and an alias that is a sign: -"

    assert veil(["Wati", "A", "-"], [], "[…]")(written) == written


def test_a_journal_without_other_names_shows_what_was_written() -> None:
    assert veil(["", " "], [], "[…]")("She laughed.") == "She laughed."


NAMES = st.text("bcdefgh é.*+?()[]{}|^$\\'-", min_size=2, max_size=12).filter(lambda name: re.search(r"\w\w", name))


@given(NAMES, NAMES, st.sampled_from(["A {} A", "({})", "{}", "A\n{}\nA"]))
def test_no_name_stands_in_what_is_shown_whatever_it_is(name: str, own: str, sentence: str) -> None:
    seen = veil([name], [own], "[…]")(sentence.format(name))

    names, of_ones_own, shown = ({*re.findall(r"[^\W\d_]{2,}", text.replace("é", "e"))} for text in (name, own, seen))
    assert not (names - of_ones_own) & shown


def test_the_ref_of_a_related_case_is_hidden_however_it_was_copied() -> None:
    hide = hide_cases({"C-1X0K": ("Pak Budi",)}, ())

    assert hide("See c-lxOk, and Budi too.") == f"See {WITHHELD}, and {WITHHELD} too."


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Nur'aini", "nuraini NURAINI Nur’aini Nur-Aini"),
        ("Maruf", "Ma'ruf ma’ruf"),
        ("O'Brien", "obrien O-Brien"),
        ("Siti-Rahma", "sitirahma SitiRahma"),
        ("Abdul Rahman", "abdulrahman AbdulRahman"),
        ("Mc Donald", "Donald's"),
        ("Ibu Sari", "Ｓａｒｉ sari"),
    ],
)
def test_a_name_is_hidden_however_its_parts_are_joined(name: str, written: str) -> None:
    hide = veil([name], [], "[…]")

    assert {hide(each) for each in written.split()} == {"[…]"}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ibu Sari", "tanteSari diSari keSari mbahSari SariDewi SARI"),
        ("Soeharto", "Suharto soeharto SUHARTO"),
        ("Suharto", "Soeharto"),
        ("Pak Djoko", "Joko pakJoko"),
        ("Cahyono", "Tjahyono"),
        ("Annisa", "Anisa annisa"),
        ("Muhamad", "Muhammad"),
        ("JoqQix", "JoqQix JOQIX"),
        ("Eyang Wulan", "Wulan eyangWulan"),
    ],
)
def test_a_name_is_hidden_in_its_old_spelling_and_run_together_with_a_word(name: str, written: str) -> None:
    hide = veil([name], [], "[…]")

    for each in written.split():
        assert "[…]" in hide(each), each


def test_another_spelling_of_a_short_name_or_of_ones_own_is_no_name() -> None:
    assert veil(["Ann", "Matt", "Zoe"], [], "[…]")("An apple on the mat; zu") == "An apple on the mat; zu"
    assert veil(["Annisa"], ["Anisa"], "[…]")("Anisa and Annisa") == "Anisa and […]"
    assert veil(["Pak Ong"], [], "[…]")("Dia omong, si Ong.") == "Dia omong, si […]."


MANY = (*HIDDEN, "C-01AB", "Boediman Djoko", "Tjokro", "S. A. Putri", "Hassan bin Ali", "Lai", "山田", "Éa Uu", "Bapak")
SPELLINGS = (
    "budiman", "Buudimann", "Boe-diman", "Joko", "djokonya", "Cokro", "CCOKRO", "tjokro's", "siti nuraini", "nur aini",
    "diSari", "BoedimanDjoko", "O Neil", "oneil", "S.", "A Putri", "putri", "Hasan", "bin", "lai", "山田さん", "éa",
    "u", "C-01AB", "c-oIab", "pak", ".", "\u200b", "W\u200bati", "_Wati_", "Bapak",
)  # fmt: skip


@given(st.lists(st.sampled_from(SPELLINGS)), st.sampled_from([" ", "", "-", "\u00a0", "\n"]))
def test_of_many_names_it_finds_the_same(words: list[str], between: str) -> None:
    text = between.join(words)

    assert [*finder_of_many(MANY)(text)] == [*finder(MANY)(text)]
