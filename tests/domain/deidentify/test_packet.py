"""How a packet reads: the same person by the same name, days as far apart as they were, provinces, ages, refs."""

import re
from datetime import date, timedelta

import pytest

from casejournal.domain.arrival import Arrival
from casejournal.domain.deidentify.finding import WHY, What, instead_of
from casejournal.domain.deidentify.packet import LEAST_WEEKS, MOST_WEEKS, Packet, Wishes, by_class, deidentified
from casejournal.domain.deidentify.people import Named, letters, names_in
from casejournal.domain.deidentify.places import place_in
from casejournal.domain.deidentify.telling import province_of, provinces
from casejournal.domain.own_field import OwnField
from casejournal.domain.record import Visibility
from tests.domain.deidentify.test_planted import said
from tests.records import TODAY, assessment, case, closing, day, intake, note, plan, stamp, task
from tests.world import MONDAY


def packet(*texts: str, weeks: int = 7, hide: tuple[str, ...] = (), keep: tuple[str, ...] = ()) -> Packet:
    """The packet of Ibu Sari's case with these notes."""
    notes = (note(f"N-{place:04}", body=text) for place, text in enumerate(texts))
    wishes = Wishes(weeks=weeks, shuffled=list, hide=hide, keep=keep)
    return deidentified(case(intake(client="Ibu Sari Dewi", household=("Dimas (son)",)), *notes), wishes, TODAY)


def read(text: str) -> str:
    """One note as it stands in a packet."""
    return said(packet(text))[0]


def test_everybody_has_one_name_in_all_texts_and_fields() -> None:
    made = packet("Sari and Dimas came.", "DIMAS saw Dewi; bu Tuti laughed.", "Tuti again, and Sari Dewi.")

    one, two, three = said(made)
    assert one == "Person A and Person C came."
    assert two == "Person C saw Person A; bu Person D laughed."
    assert three == "Person D again, and Person A."
    assert (made.file.intake.client, made.file.intake.household) == ("Ibu Person A", ("Person C (son)",))
    assert [(each.called, each.role) for each in made.cast if each.called in {"Person A", "Person C"}] == [
        ("Person A", "the client"), ("Person C", "son"),
    ]  # fmt: skip


def test_names_are_drawn_by_lot() -> None:
    file = case(intake(client="Ibu Sari", household=("Dimas", "Rini")))

    backwards = deidentified(file, Wishes(weeks=7, shuffled=lambda numbers: numbers[::-1]), TODAY)

    assert backwards.file.intake.client == "Ibu Person D"
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_child_is_not_the_parent_who_is_called_by_its_name() -> None:
    file = case(
        intake(client="Ibu Sari", alias="Mama Dimas", household=("Dimas (son)",)), note(body="Dimas, Mama Dimas")
    )

    made = deidentified(file, Wishes(weeks=7, shuffled=list), TODAY)

    assert said(made) == ["Person C, Person A"]


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("Dimas (son), her friend Rini, the landlord", ["Dimas", "Rini"]),
        ("nenek", []),
        ("best friend from school", []),
        ("dimas", ["dimas"]),
        ("bu sari", ["sari"]),
        ("Eyang Wulan, ibunya", ["Wulan"]),
        ("Pak RT Slamet dan istri", ["Slamet"]),
    ],
)
def test_of_an_answer_that_names_people_the_names_are_known(answer: str, names: list[str]) -> None:
    assert [each.names[0] for each in names_in(answer, "Attendees")] == names


@pytest.mark.parametrize("weeks", [-MOST_WEEKS, -LEAST_WEEKS, LEAST_WEEKS, MOST_WEEKS])
def test_days_stay_as_far_apart_as_they_were_and_on_their_weekdays(weeks: int) -> None:
    file = case(
        intake(on=day(-30)),
        note(on=day(-10), body=f"On {day(-10):%d/%m/%Y}; again {TODAY:%Y-%m-%d}.", next_on=day(4)),
        task(due=day(12)),
        assessment(on=day(-20), risk_review_on=day(9)),
    )

    made = deidentified(file, Wishes(weeks=weeks, shuffled=list), TODAY)

    moved = timedelta(weeks=weeks)
    [met], [due], [seen] = made.file.notes, made.file.tasks, made.file.assessments
    days = (made.file.intake.on, met.on, met.next_on, due.due, seen.risk_review_on, made.today)
    assert days == tuple(day(each) + moved for each in (-30, -10, 4, 12, 9, 0))
    assert met.body == f"On {day(-10) + moved:%d/%m/%Y}; again {TODAY + moved:%Y-%m-%d}."
    assert met.recorded_at.time() == MONDAY.time()
    assert all(before not in str(made.file) for before in (f"{day(-10):%d/%m/%Y}", f"{TODAY:%Y-%m-%d}"))


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("2024-03-12", "2024-04-30"),
        ("12/03/2024", "30/04/2024"),
        ("2/3/2024", "20/4/2024"),
        ("12-3-24", "30-4-24"),
        ("12.03.2024", "30.04.2024"),
        ("Selasa, 12 Maret 2024", "Selasa, 30 April 2024"),
        ("12 MARET 2024", "30 APRIL 2024"),
        ("12 Mar 2024", "30 Apr 2024"),
        ("March 12, 2024", "30 April 2024"),
        ("the 12th of March", "the 30 April"),
        ("5-7 Maret 2024", "23 April – 25 April 2024"),
        ("Maret 2024", "Mei 2024"),
        ("03/2024", "05/2024"),
        ("sejak Juli", "sejak September"),
        ("tanggal 5", "tanggal 24"),
        ("on the 5th.", "on the 24th."),
        ("tgl 5/3", "tgl 23/4"),
        ("31 Februari 2024", "[date]"),
        ("2024", "2024"),
        ("tahun 2019", "tahun 2019"),
        ("jam 09.30, 2/3 bagian", "jam 09.30, 2/3 bagian"),
    ],
)
def test_a_day_is_moved_and_written_as_it_was(written: str, moved: str) -> None:
    assert read(f"{written}") == moved


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"birth": "1990-05-12"}, 36),
        ({"birth": "1990"}, 36),
        ({"birth": "1990-05~"}, 36),
        ({"birth_year": 1931}, "90+"),
        ({"birth": "2026-05-12"}, "6 months"),
        ({"age": 89}, 89),
        ({"age": 90}, "90+"),
        ({"age": 89, "on": day(-800)}, "90+"),
        ({"age": "8 months"}, "8 months"),
    ],
)
def test_a_birth_becomes_an_age_and_nobody_is_older_than_90(given: dict[str, object], told: object) -> None:
    made = deidentified(case(intake(**given)), Wishes(weeks=7, shuffled=list), TODAY)

    first = made.file.intake
    assert (first.birth, first.birth_year, first.age) == ("", None, told)
    assert "9" not in first.age_on(made.today) or told in {89, "90+"}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Mbahnya umur 93 tahun.", "Mbahnya umur 90+ tahun."),
        ("lahir 12 Maret 1990", "lahir [age 36]"),
        ("kelahiran 1985", "kelahiran [age 41]"),
        ("born 1931", "born [age 90+]"),
        ("lahir 12-03-45, DOB 12.03.31", "lahir [age 81], DOB [age 90+]"),
        ("rumah dibangun 1925", "rumah dibangun [90 or more years ago]"),
        ("umur 89 tahun, nilai 95", "umur 89 tahun, nilai 95"),
    ],
)
def test_ages_and_births_in_a_text(text: str, seen: str) -> None:
    assert read(text) == seen


def test_the_38_provinces_stay_and_every_regency_leads_to_its_own() -> None:
    assert len({*province_of().values()}) == 38
    assert len(province_of()) >= 500
    for place, province in province_of().items():
        assert read(f"Pindah ke {place.title()}.") == f"Pindah ke [a place in {province}]."
    for province in ("Jawa Tengah", "DI Yogyakarta", "Bali", "Central Java", "Papua Barat Daya", "Gorontalo"):
        assert province.casefold() in provinces()
        assert read(f"Pindah ke {province}.") == f"Pindah ke {province}."


def test_an_address_is_one_place_and_tells_its_province() -> None:
    address = "Jl. Kaliurang km 5 No. 12, RT 03/RW 05, Caturtunggal, Kec. Depok, Kab. Sleman 55281"

    assert read(f"Rumahnya di {address}.") == "Rumahnya di [a place in DI Yogyakarta]."
    assert place_in("Depok, Sleman") == "[a place in DI Yogyakarta]"


def test_sums_stay_and_a_long_one_gets_its_full_stops() -> None:
    assert (
        read("Utang Rp 15000000, gaji Rp 1.500.000, 250.000 lagi")
        == "Utang Rp 15.000.000, gaji Rp 1.500.000, 250.000 lagi"
    )


def test_refs_lead_nowhere_and_still_lead_to_each_other() -> None:
    file = case(intake(), task("T-7777", source="N-7777"), note("N-7777", body="See T-7777, C-7K4Q, G-AAAA."))

    made = deidentified(file, Wishes(weeks=7, shuffled=list), TODAY)

    assert made.file.tasks[0].source == made.file.notes[0].ref == "N-0001"
    assert said(made) == ["See T-0001, C-0001, [ref]."]


def test_what_is_private_struck_or_for_supervision_stays_but_its_names_are_known() -> None:
    private = note("N-0002", body="x", attendees=("Joko",), visibility=Visibility.PRIVATE)
    file = case(intake(), note(body="joko came"), private, plan(), plan("P-0002", version=2, visibility="supervision"))

    made = deidentified(file, Wishes(weeks=7, shuffled=list), TODAY)

    assert said(made) == ["Person C came"]
    assert made.file.plans == ()  # no earlier one stands there as if it held
    assert made.left_out == 3


def test_an_own_field_is_read_and_its_number_is_no_number_any_more() -> None:
    own = (
        OwnField(name="pkh", value="77-1", identity=True, titles={"en": "PKH number"}),
        OwnField(name="faith", value="as Dimas"),
    )
    made = deidentified(case(intake(own=own, household=("Dimas",))), Wishes(weeks=7, shuffled=list), TODAY)

    assert [each.value for each in made.file.intake.own] == ["[identity number]", "as Person C"]


def test_what_no_rule_can_decide_is_pointed_out() -> None:
    made = packet("Kemarin Joko Susanto lewat, lalu Joko lagi.", "Iya, bu tini datang saat Lebaran dengan foto.")

    found = {each.word: (each.why, each.times) for each in made.doubts}
    assert found["Joko"] == ("may be a name", 2)
    assert {"Susanto", "tini", "Lebaran", "foto"} <= found.keys()


def test_a_word_can_be_hidden_and_another_kept() -> None:
    made = packet("Joko and Dimas saw the 1234 thing.", hide=("joko", "1234"), keep=("Dimas",))

    assert said(made) == ["[hidden] and Dimas saw the [hidden] thing."]


def test_each_class_has_its_ground_and_what_stands_instead() -> None:
    assert {*WHY} == {*What}
    assert all(re.fullmatch(r"[A-R](, [A-R])*", ground) for ground in WHY.values())
    assert all(instead_of(what) for what in What)
    counted = by_class(packet("Sari, 081234567890, Sari").findings)
    assert (counted[What.PHONE], counted[What.NAME] > 2) == (1, True)


def test_days_at_the_end_of_the_calendar_do_no_harm() -> None:
    assert read("31/12/9999") == "[date]"
    assert deidentified(case(), Wishes(weeks=-26, shuffled=list), TODAY, others=[Named(("",), "")]).today == date(
        2026, 5, 25
    )


def test_who_took_the_case_over_and_who_handed_it_on_are_known() -> None:
    handed = closing(reason="transferred", handed_to="Pak Wibowo")
    came = Arrival(**stamp("H-0001"), from_whom="Bu Ningsih", agency="Yayasan Melati", content="ab" * 16)

    made = deidentified(
        case(intake(), came, handed, note(body="wibowo, Ningsih, Melati")), Wishes(weeks=7, shuffled=list), TODAY
    )

    assert said(made) == ["Person C, Person D, Agency A"]
    assert "abab" not in str(made.file)


@pytest.mark.parametrize(
    "text",
    [
        "Pemilu 14 Februari 2024.", "pemilunya tgl 14/2", "17 Agustus 2024 lomba", "Tujuhbelasan di RT: 17-08-2024",
        "On 25 December, it was Christmas.", "Thanksgiving (28/11/2024)", "Since 10 March 2024 she keeps Ramadan.",
    ],
)  # fmt: skip
def test_a_day_beside_a_feast_does_not_tell_how_far_days_were_moved(text: str) -> None:
    made = packet(text)

    assert "[date]" in said(made)[0]
    assert not [
        each for each in made.findings if each.what is What.DATE and each.instead != "[date]" and each.ref == "N-0000"
    ]
    assert "tells the time of year" in {each.why for each in made.doubts} or "17 Agustus" in text


def test_a_day_in_another_sentence_than_a_feast_is_moved() -> None:
    assert "[date]" not in read("They talked about the election. She came again on 12 March 2024.")


def test_nobody_is_born_in_the_next_half_year() -> None:
    ahead = TODAY + timedelta(days=90)

    assert read(f"Born {ahead:%d/%m/%y}.") == "Born [age 90+]."
    assert read(f"Born {ahead:%d %B} {ahead:%y}.") == "Born [age 90+]."
    assert read(f"Born on {ahead:%d %B}.") == "Born on [age 9 months]."


def test_first_letters_behind_a_word_that_announces_a_name_are_hidden() -> None:
    assert read("Menurut S. dan R.W. begitu.") == "Menurut [name] dan [name] begitu."
    assert not [each for each in ("Ny. S pergi", "Pak S pergi", "inisial RW") if read(each) == each]
    assert read("Pak RW pergi") == "Pak RW pergi"


@pytest.mark.parametrize("text", ["mama rini datang", "pak rt joko datang", "si dedi", "budhe tutik masak"])
def test_a_word_in_small_letters_behind_a_form_of_address_is_pointed_out(text: str) -> None:
    assert {each.word for each in packet(text).doubts} & {"rini", "joko", "dedi", "tutik"}
