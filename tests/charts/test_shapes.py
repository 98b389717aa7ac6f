"""Every shape: valid for Plotly, true to its rows, silent about what is hidden."""

import json
from dataclasses import replace
from itertools import pairwise

import plotly.graph_objects as go
import polars as pl
import pytest

import charts
from charts.marks import STUB
from charts.sparkline import NARROWEST
from components.table import table_of
from domain.cells import Status
from domain.protection import MARK
from domain.results import ROWS, Shape
from tests.charts import made

SECRET = 7654321


def words_of(figure):
    """All text in a figure."""
    spec = json.loads(figure.to_json())
    found = [t for trace in spec["data"] for t in trace.get("text", ())]
    return "\n".join(map(str, found + [a["text"] for a in spec["layout"].get("annotations", ())]))


def traces(figure, **look):
    return [t for t in figure.to_dict()["data"] if all(t.get(name) == value for name, value in look.items())]


@pytest.mark.parametrize("dark", [None, False, True])
def test_plotly_accepts_every_property_of_every_figure(result, dark):
    figure = charts.draw(result, dark=dark)
    checked = go.Figure(figure.to_dict())  # raises ValueError on a property or value that Plotly does not know
    assert [t.type for t in checked.data] == [t.type for t in figure.data]


def test_every_shape_has_a_chart_but_none():
    assert {r.shape for r in made.ALL.values()} == set(Shape) - {Shape.NONE}
    assert charts.draw(replace(made.BARS, shape=Shape.NONE)) is None


def test_nothing_is_drawn_where_no_row_has_a_value():
    assert charts.draw(replace(made.BARS, rows=made.rows(*made.SILENT))) is None
    assert charts.draw(replace(made.BARS, rows=made.rows())) is None


def test_drawing_changes_nothing_in_the_result(result):
    before = result.rows.clone()
    charts.draw(result)
    charts.alt_text(result)
    assert result.rows.equals(before)


@pytest.mark.parametrize("name", ["bars", "pyramid", "columns", "path", "steps", "dots", "stack"])
def test_a_number_in_a_hidden_row_reaches_neither_figure_nor_axis_nor_alt_text(name):
    plain = made.ALL[name]
    hidden = {"category": "x", "label": "Stil", "series": "female", "series_label": "Vrouwen", "status": "hidden"}
    silent = made.rows(hidden)
    numbers = dict.fromkeys(("count", "base", "value", "low", "high"), SECRET)
    leaky = made.rows(hidden | numbers)
    with_null = replace(plain, rows=pl.concat([plain.rows, silent]))
    with_number = replace(plain, rows=pl.concat([plain.rows, leaky]))
    assert charts.draw(with_number).to_json() == charts.draw(with_null).to_json()
    assert charts.alt_text(with_number) == charts.alt_text(with_null)
    assert str(SECRET) not in charts.draw(with_number).to_json()


@pytest.mark.parametrize("name", ["bars", "pyramid", "columns", "steps", "dots"])
def test_a_hidden_row_says_afgeschermd_beside_a_hatched_bar(name):
    figure = charts.draw(made.ALL[name])
    assert "afgeschermd" in words_of(figure)
    assert traces(figure, name="hidden")[0]["marker"]["pattern"]["shape"] == "/"


def test_the_length_of_a_hidden_bar_is_a_fixed_part_of_the_axis():
    figure = charts.draw(made.BARS)
    assert traces(figure, name="hidden")[0]["x"] == [pytest.approx(figure.layout.xaxis.range[1] * STUB)]


@pytest.mark.parametrize("name", ["bars", "pyramid", "columns", "steps", "dots", "stack"])
def test_hovering_over_a_hidden_bar_says_afgeschermd_and_no_number(name):
    hidden = traces(charts.draw(made.ALL[name]), name="hidden")
    said = [text for trace in hidden for text in ([trace["hovertext"]] if isinstance(trace["hovertext"], str)
                                                  else trace["hovertext"])]  # fmt: skip
    assert said
    for text in said:
        assert "afgeschermd" in text
        assert "van 1" not in text


@pytest.mark.parametrize("name", ["bars", "pyramid", "steps", "dots", "stack"])
def test_the_key_names_the_hatched_bars_where_there_are_any(name):
    assert "▨" in words_of(charts.draw(made.ALL[name]))
    shown = made.ALL[name].rows.filter(pl.col("status") == "shown")
    assert "▨" not in words_of(charts.draw(replace(made.ALL[name], rows=shown)))


def test_the_mark_is_the_same_in_chart_alt_text_and_table():
    table = [cell.text for row in table_of(made.BARS).rows for cell in row]
    assert MARK in words_of(charts.draw(made.BARS))
    assert MARK.capitalize() in charts.alt_text(made.BARS)
    assert MARK in table


def test_no_data_leaves_an_empty_place_with_its_words():
    figure = charts.draw(made.BARS)
    assert "geen gegevens" in words_of(figure)
    assert not traces(figure, name="no_data")


def test_values_stand_beside_their_labels_in_dutch():
    words = words_of(charts.draw(made.BARS))
    assert "31%" in words
    assert "Eenzaamheid" in words
    assert "2,5 per 1.000" in words_of(charts.draw(made.DOTS))


def test_hovering_tells_count_margin_and_reference():
    bar = next(t for t in traces(charts.draw(made.BARS), type="bar") if t.get("hovertext"))
    assert bar["hovertext"][0].split("<br>") == [
        "<b>Eenzaamheid</b>", "31%", "103 van 328", "95%-marge 27% tot 37%", "Twente: 25%",
    ]  # fmt: skip


def test_the_pyramid_has_women_left_men_right_and_the_oldest_on_top():
    figure = charts.draw(made.PYRAMID)
    women, men = (t for t in traces(figure, type="bar") if t.get("hovertext") and "name" not in t)
    assert max(women["x"]) < 0 < min(men["x"])
    labels = next(t for t in traces(figure, mode="text") if t["textposition"] == "middle center")["text"]
    assert [next(word for word in ("65+", "18-64", "0-17", "Overige") if word in x) for x in labels] == [
        "65+", "18-64", "0-17", "Overige",
    ]  # fmt: skip


def test_a_run_of_hidden_columns_has_the_word_once():
    assert words_of(charts.draw(made.COLUMNS)).count("afgeschermd") == 1


def test_a_potential_is_a_dashed_line_and_never_orange():
    line = traces(charts.draw(made.COLUMNS, dark=False), mode="lines")[0]
    assert line["line"]["dash"] == "dash"
    assert line["line"]["color"] == "#6b7785"


def test_a_negative_column_has_room_below_zero():
    frame = made.rows(made.row("2024", "2024", -0.12), made.row("2025", "2025", 0.31))
    figure = charts.draw(replace(made.COLUMNS, unit=made.BARS.unit, rows=frame))
    assert figure.layout.yaxis.range[0] < -0.12


def test_months_on_the_axis_are_short_and_dutch():
    ticks = charts.draw(made.COLUMNS).layout.xaxis.ticktext
    assert [t.split(">")[1].split("<")[0] for t in ticks] == ["jan", "feb", "mrt", "apr", "mei"]


def test_the_path_has_steps_a_dotted_expectation_and_a_last_point_in_the_colour_of_the_judgement():
    figure = charts.draw(made.PATH, dark=False)
    lines = traces(figure, mode="lines+markers")
    assert [t["line"].get("shape") for t in lines] == ["vh", None, None]
    assert lines[1]["line"]["dash"] == "dot"
    assert lines[2]["marker"]["color"][-1] == "#b4540a"
    assert "32 tot 34" in words_of(figure)


def test_names_of_lines_keep_clear_of_each_other():
    notes = sorted(charts.draw(made.PATH).layout.annotations, key=lambda note: note.yshift)
    for low, high in pairwise(notes):
        assert high.yshift - low.yshift >= 19 * (low.text.count("<br>") + 1)


def test_open_cases_are_hatched_behind_those_of_whom_it_is_known():
    waiting = traces(charts.draw(made.STEPS), name="not_yet_known")
    assert [(t["base"], t["x"]) for t in waiting] == [(130.0, [20]), (0, [150])]


def test_parts_of_a_stack_follow_each_other_to_the_cent():
    first, second = (t for t in traces(charts.draw(made.STACK), type="bar") if "hovertext" in t and "name" not in t)
    assert (first["base"], second["base"]) == ([0.0], [1234567.0])
    assert "WOR: € 12.345,67" in words_of(charts.draw(made.STACK))


def test_text_from_data_cannot_bring_markup():
    frame = made.rows(made.row("x", '<a href="http://elders">klik</a>', 1.0))
    assert "<a " not in charts.draw(replace(made.BARS, rows=frame)).to_json()


def test_separators_are_dutch_and_the_background_is_that_of_the_page(result):
    layout = charts.draw(result).layout
    assert (layout.separators, layout.paper_bgcolor) == (",.", "rgba(0,0,0,0)")
    assert layout.font.size >= 14


def test_a_sparkline_has_no_axes_and_a_dot_on_the_last_known_value():
    figure = charts.sparkline([1.0, 2.0, 3.0, None], path=[1.0, 2.0, 3.0, 4.0])
    assert not figure.layout.xaxis.visible
    assert (figure.data[-1].x, figure.data[-1].y) == ((2,), (3.0,))
    assert charts.sparkline([None, None]).data[-1].mode == "lines"


def test_a_sparkline_shows_a_value_between_hidden_ones_and_stays_within_its_place():
    figure = charts.sparkline([1.0, None, 3.0, 4.0], width=92)
    assert (figure.data[-1].x, figure.data[-1].y) == ((0, 3), (1.0, 4.0))
    assert NARROWEST - figure.layout.margin.r <= 92


def test_rows_have_the_schema_of_results(result):
    assert result.rows.schema == ROWS
    assert Status(result.rows["status"][0])
