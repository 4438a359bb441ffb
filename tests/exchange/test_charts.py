"""Small charts: what is seen is also said, and nothing that a person wrote is markup."""

from xml.etree import ElementTree as ET

from casejournal.exchange.charts import Row, Series, bars, lines

SVG = "{http://www.w3.org/2000/svg}"


def test_a_bar_is_as_long_as_its_figure_and_what_is_not_shown_has_none() -> None:
    drawn = _read(bars("a", "Cases", "Seven.", [_row("new", 2), _row("old", 8), _row("few", None), _row("no", 0)]))

    new, old = (float(each.get("width", 0)) for each in drawn.iter(f"{SVG}rect") if each.get("fill") == "#5b9fd0")
    assert abs(old - 4 * new) < 0.5


def test_a_stack_of_bars_has_a_shade_for_each_part_and_a_legend() -> None:
    drawn = _read(
        bars("a", "Principles", "How.", [Row(label="acceptance", values=(3, 2, 1), told="6")], ("x", "y", "z"))
    )

    fills = [each.get("fill") for each in drawn.iter(f"{SVG}rect") if each.get("fill") and each.get("height") == "15"]
    assert len({*fills}) == 3
    assert {"x", "y", "z", "acceptance", "6"} <= {*_texts(drawn)}


def test_a_line_has_a_gap_where_a_figure_is_missing() -> None:
    drawn = _read(lines("a", "Months", "How.", ["1", "2", "3", "4"], [Series(name="new", values=(1, None, 3, 4))]))

    assert [len(str(each.get("points")).split()) for each in drawn.iter(f"{SVG}polyline")] == [1, 2]


def test_a_scale_that_is_given_holds_and_a_figure_to_compare_with_lies_across() -> None:
    drawn = _read(lines("a", "T", "How.", ["1"], [Series(name="T", values=(35,))], scale=(20, 80), across=50))

    assert {"20", "35", "50", "65", "80"} <= {*_texts(drawn)}
    half = next(each for each in drawn.iter(f"{SVG}line") if each.get("stroke-dasharray") == "1 3")
    assert half.get("y1") == "106.0"


def test_a_chart_names_itself_for_a_screen_reader_and_shows_text_as_it_is() -> None:
    said = "<script>alert(1)</script> & \x1b[31m"

    for drawn in (
        bars("one", said, said, [Row(label=said, values=(1,), told=said)]),
        lines("two", said, said, [said], [Series(name=said, values=(1,)), Series(name=said, values=(2,))]),
    ):
        read = _read(drawn)
        assert read.get("role") == "img"
        assert {str(read.get("aria-labelledby")).split()[0]} == {title.get("id") for title in read.iter(f"{SVG}title")}
        assert "<script" not in drawn
        assert "\x1b" not in drawn


def test_nothing_to_draw_is_drawn() -> None:
    assert _read(bars("a", "None", "None.", [])) is not None
    assert _read(lines("a", "None", "None.", [], [Series(name="new", values=())])) is not None


def _row(label: str, value: float | None) -> Row:
    return Row(label=label, values=(value,), told="<5" if value is None else str(value))


def _read(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)  # noqa: S314 - our own drawing


def _texts(drawn: ET.Element) -> list[str]:
    return [each.text or "" for each in drawn.iter(f"{SVG}text")]
