"""The files behind a card hold what the card shows, and only for who may see it."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from components.download import (
    AWAY,
    REFUSED,
    _guarded,
    file_name,
    number_format,
    refusal_csv,
    refusal_xlsx,
    to_csv,
    to_xlsx,
)  # fmt: skip
from components.plain import plain
from components.table import table_of
from data_access.engine import DataAwayError
from domain.areas import Level
from domain.cells import Origin
from domain.protection import explanation
from domain.results import Unit
from indicators.indicator import Direction, Indicator
from tests.charts import made
from tests.indicators.releases import derive, hub, released, table

INDICATOR = Indicator(
    key="referrals_reason", title="Reden van verwijzing", definition="Waarvoor inwoners zijn verwezen.", formula="",
    unit=Unit.SHARE, direction=Direction.NONE, tables=(), levels=(Level.MUNICIPALITY,), has_aim=False, sources=(),
    protection="Aantallen onder 5 personen zijn afgeschermd.", owner="coördinator", reviewed=date(2026, 1, 1),
    next_review=date(2027, 1, 1), derive=lambda view, indicator: made.BARS,
)  # fmt: skip


def lines_of(result):
    text = to_csv(result, INDICATOR).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}


def test_the_csv_opens_with_title_area_period_data_date_source_and_rule():
    head = {line[0]: line[1] for line in lines_of(made.BARS) if len(line) == 2}
    assert head == {
        "Titel": "Reden van verwijzing", "Gebied": "Enschede", "Periode": "2025", "Peildatum": "31-10-2026",
        "Bron": "Meerjarenplan Enschede 2023-2026", "Soort gegevens": "voorbeeldgegevens",
        "Definitie": "Waarvoor inwoners zijn verwezen.",
        "Bescherming": "Aantallen onder 5 personen zijn afgeschermd.", "Stand": "vrijgegeven",
    }  # fmt: skip


def test_the_csv_holds_what_is_shown_with_dutch_headers():
    lines = lines_of(made.BARS)
    start = lines.index([]) + 1
    assert lines[start] == ["Onderdeel", "Aandeel", "95%-marge", "Verwijzingen", "Op basis van", "Twente"]
    assert lines[start + 1] == ["Eenzaamheid", "31%", "27% tot 37%", "103", "328", "25%"]
    assert lines[start + 2] == ["Somberheid", "21%", "", "70", "328", ""]


def test_hidden_cells_say_afgeschermd_and_missing_ones_geen_gegevens():
    lines = {line[0]: line for line in lines_of(made.BARS) if line}
    assert lines["Geldzorgen"][1:5] == ["afgeschermd"] * 4
    assert lines["Lichamelijke klachten zonder medische oorzaak"][1:5] == ["geen gegevens"] * 4
    assert lines["Verlies"][1:5] == ["nog niet bekend"] * 4


def test_a_table_of_hidden_rows_alone_still_says_so():
    silent = replace(made.BARS, rows=made.rows(made.SILENT[0]))
    assert lines_of(silent)[-1] == ["Geldzorgen", "afgeschermd"]


def test_a_file_explains_what_is_hidden_once():
    rows = hub(30, "referrals.referrer") + table("referrals.referrer", {"gp": 20, "other_merged": 10}, "poh_ggz")
    found = derive("referrals_referrer", released(rows))
    lines = lines_of(found)
    assert [line for line in lines if line[:1] == ["Let op"]].count(["Let op", explanation(5)]) == 1
    assert ["POH-GGZ", "afgeschermd", "afgeschermd", "afgeschermd"] in lines
    assert explanation(5) in parts_of(to_xlsx(found, INDICATOR))["xl/sharedStrings.xml"]


def test_a_number_in_a_hidden_row_never_reaches_a_file():
    frame = made.rows(made.row("x", "Stil", 7654321.0, count=7654321, base=7654321.0, low=7654321.0, status="hidden"))
    leaky = replace(made.BARS, rows=frame)
    assert b"7654321" not in to_csv(leaky, INDICATOR)
    assert not any("7654321" in part for part in parts_of(to_xlsx(leaky, INDICATOR)).values())


def test_live_figures_are_marked_not_for_publication():
    live = replace(made.BARS, origin=Origin.LIVE)
    assert lines_of(live)[0] == ["NIET VOOR PUBLICATIE", "actuele cijfers, niet voor publicatie"]
    assert "NIET VOOR PUBLICATIE" in parts_of(to_xlsx(live, INDICATOR))["xl/sharedStrings.xml"]
    assert lines_of(made.BARS)[0][0] == "Titel"


def test_money_is_in_euros_to_the_cent():
    lines = [line for line in lines_of(made.STACK) if line and line[0] == "Q1 2026"]
    assert lines[0] == ["Q1 2026", "WOR", "€ 12.345,67"]


def test_the_xlsx_has_numbers_with_a_format_and_no_more_digits_than_the_screen():
    parts = parts_of(to_xlsx(made.BARS, INDICATOR))
    assert "<v>0.31</v>" in parts["xl/worksheets/sheet1.xml"]
    assert "0.314" not in parts["xl/worksheets/sheet1.xml"]
    assert 'formatCode="#,##0%"' in parts["xl/styles.xml"]
    assert "afgeschermd" in parts["xl/sharedStrings.xml"]


def test_formats_follow_unit_and_decimals():
    assert number_format(Unit.COUNT, 0) == "#,##0"
    assert number_format(Unit.CENTS, 2) == '"€" #,##0.00'
    assert number_format(Unit.RATE, 0) == "#,##0.0"


@pytest.mark.parametrize("label", ["=1+1", "+31", "@som", "-x"])
def test_a_label_that_looks_like_a_formula_stays_text(label):
    lines = lines_of(replace(made.BARS, rows=made.rows(made.row("x", label, 0.5))))
    assert lines[-1][0] == f"'{label}"


def test_a_negative_value_stays_a_number():
    lines = lines_of(replace(made.BARS, rows=made.rows(made.row("x", "Groei", -0.12))))
    assert lines[-1] == ["Groei", "-12%"]


def test_the_right_is_looked_up_at_the_click_and_not_before():
    asked = []
    made_file = _guarded(to_csv, refusal_csv, made.BARS, INDICATOR, lambda: asked.append(1) or True)
    assert asked == []
    assert b"Eenzaamheid" in made_file()
    assert asked == [1]


def test_who_lost_the_right_gets_a_sentence_and_no_figure():
    refused_csv = _guarded(to_csv, refusal_csv, made.BARS, INDICATOR, lambda: False)()
    assert refused_csv.decode("utf-8-sig") == REFUSED
    words = parts_of(_guarded(to_xlsx, refusal_xlsx, made.BARS, INDICATOR, lambda: False)())["xl/sharedStrings.xml"]
    assert REFUSED in words
    assert "Eenzaamheid" not in words


def test_what_could_not_be_written_in_the_trace_gets_a_sentence_and_no_figure():
    def away():
        raise DataAwayError

    refused_csv = _guarded(to_csv, refusal_csv, made.BARS, INDICATOR, away)()
    assert refused_csv.decode("utf-8-sig") == AWAY


def test_a_figure_without_rows_gives_one_row_with_the_figure_itself():
    table = table_of(replace(made.BARS, rows=made.rows()))
    assert [cell.text for cell in table.rows[0]] == ["Reden van verwijzing", "31%", "27% tot 37%", "329"]


def test_a_file_is_named_after_figure_area_and_period():
    assert file_name(made.BARS) == "reach-reason-enschede-2025"


@pytest.mark.parametrize("text", ["![x](http://elders/p.png)", ":red[x]", "<b>x</b>", "a*b*", "`x`", "1. een", "$x$"])
def test_signs_of_markdown_are_escaped(text):
    assert plain(text) != text
    assert plain(text).replace("\\", "").replace("\u2060", "") == text
