"""The words and tables of Gegevens."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest

from components.intake_cells import sheet_of, texts, with_layers
from components.intake_editor import TABLES
from components.intake_effects import rows
from components.intake_errors import grouped, line
from components.intake_months import NOT_A_DAY, TOO_LATE, read_day, today
from components.intake_preview import changes
from components.intake_quality import month_rows, summary, trend_word
from components.intake_words import (
    COLUMN_WORD,
    FOR_ALL,
    NEVER,
    code_words,
    column_word,
    columns_of,
    month_word,
    rule_word,
    table_title,
)
from data_access.contract import CONTRACT
from data_access.imports.outcome import TablePreview
from data_access.intake.convert import convert
from data_access.intake.explain import SENTENCES
from data_access.intake.headers import HEADERS
from data_access.intake.known import Known
from data_access.problems import Problem
from domain.cells import Status
from indicators.catalogue import CATALOGUE
from indicators.quality import Month, Source
from publishing.effect import Effect
from tests.data_access.small_delivery import FRAMES
from tests.indicators.worlds import live, registration, set_status

KNOWN = Known(
    codes={"region": {"REG-A": "Regio A"}, "municipality": {"GM0001": "Eén", "GM0002": "Twee"},
           "village": {"A-1": "Dorp"}, "practice": {"P1": "Praktijk 1", "P2": "Praktijk 2"},
           "welfareorganisation": {}},
    village_of={"A-1": "GM0001"}, practice_of={"P1": "GM0001", "P2": "GM0002"}, data_date=date(2026, 11, 22),
)  # fmt: skip


@pytest.mark.parametrize("table", [t for t in CONTRACT if t not in (*NEVER, *FOR_ALL)])
def test_every_table_that_a_coordinator_delivers_has_dutch_words_each_of_its_own(table):
    names = list(columns_of(table))
    assert all(name in COLUMN_WORD or name in HEADERS for name in names)
    words = [column_word(name) for name in names]
    assert len(set(words)) == len(words)
    assert table_title(table)[0].isupper()


@pytest.mark.parametrize("table", [t for t in CONTRACT if t not in NEVER])
def test_every_code_that_can_be_chosen_has_a_word(table):
    for column in columns_of(table).values():
        if column.rule.codes and column.name not in ("indicator", "kind", "moment", "instrument", "area", "age_band"):
            words = code_words(column, KNOWN)
            assert set(words) >= set(column.rule.codes) - {"not_yet"}


@pytest.mark.parametrize("table", TABLES)
def test_what_is_shown_to_edit_is_read_back_as_it_was(table):
    frame = FRAMES[table]
    columns = {n: c for n, c in columns_of(table).items() if n != "area"}
    shown = texts(frame, columns, KNOWN)
    edited = [dict(zip(shown, row, strict=True)) for row in zip(*shown.values(), strict=True)]
    for number, area in enumerate(frame["area"] if "area" in frame.columns else [None] * frame.height):
        fixed = {"area": area} if area else {}
        found = convert(*sheet_of([edited[number]], table, columns, KNOWN, fixed), KNOWN)
        assert found.errors == ()
        assert found.frame.select(frame.columns).rows() == frame[number].rows()


def test_a_row_that_was_not_touched_keeps_where_it_comes_from():
    before = FRAMES["milestone"].with_columns(layer=pl.lit("published"))
    added = pl.concat([before, before.with_columns(position=pl.lit(2, dtype=pl.Int64))])
    after = added.with_columns(layer=pl.lit("delivered"))
    assert with_layers(after, before)["layer"].to_list() == ["published", "delivered"]


def test_problems_that_say_the_same_are_told_once():
    found = [Problem(file="f", row=row, column="Aanbod", text="dit woord kennen we niet.", rule="code")
             for row in range(2, 12)]  # fmt: skip
    groups = grouped([*found, Problem(file="f", text="geen nummer per inwoner.", warning=True)])
    assert [line(group) for group in groups] == [
        "**Fout, rijen 2, 3, 4, 5, 6, 7 en nog 4, kolom Aanbod:** Dit woord kennen we niet.",
        "**Let op, hele bestand:** Geen nummer per inwoner.",
    ]


def test_a_cell_cannot_become_markdown():
    problem = Problem(file="f", row=2, column="[x](http://y)", text='"![z](http://w)" kan niet.')
    assert all(before == "\\" for before, sign in pairwise(line([problem])) if sign in "[]")


def test_a_day_that_was_not_yet_there_or_lies_before_the_file_is_refused():
    assert read_day("31-12-2025", date(2025, 12, 1)) == (date(2025, 12, 31), "")
    assert read_day("morgen", date(2025, 12, 1)) == (None, NOT_A_DAY)
    assert read_day(f"{today() + timedelta(days=1):%d-%m-%Y}", date(2025, 12, 1)) == (None, TOO_LATE)
    assert "01-12-2025" in read_day("30-11-2025", date(2025, 12, 1))[1]


def test_nothing_new_is_nothing_to_take_in_unless_something_is_to_go():
    gone = (TablePreview(table="referral", new=0, changed=0, unchanged=3, gone=2),)
    assert not changes(gone, remove=False)
    assert changes(gone, remove=True)


def test_an_effect_is_bold_where_a_figure_changes_and_says_why_there_is_none():
    indicator = CATALOGUE["reach_women"]
    view = live([registration()] * 12)
    shown, none = indicator.derive(view, indicator), set_status(view, "referrals.gender", Status.NO_DATA)
    missing = indicator.derive(set_status(none, "referrals", Status.NO_DATA), indicator)
    table = rows((Effect(before=missing, after=shown), Effect(before=shown, after=shown)))
    assert table["Nu"] == ["geen gegevens", "100%"]
    assert table["Na inlezen"] == ["**100%**", "100%"]


def month(code: str, **numbers: int) -> Month:
    return Month(code=code, **({"referrals": 2, "asked": 16, "filled": 12, "late": 1, "contradictory": 0} | numbers))


def test_a_month_that_was_not_delivered_says_so_in_every_column_and_never_zero():
    table = month_rows(
        (month("2026-01"), Month(code="2026-02"), month("2026-03", referrals=0, asked=0, filled=0, late=0))
    )
    assert table["Verwijzingen"] == ["2", "niet geleverd", "0"]
    assert table["Leeg"] == ["25,0%", "niet geleverd", "geen verwijzingen"]
    assert table["Over tijd"] == ["1", "niet geleverd", "0"]


def test_the_summary_of_a_supplier_names_what_is_wrong_and_where_it_goes():
    months = tuple(month(f"2026-{n:02d}", filled=16 if n <= 6 else 8) for n in range(1, 13))
    assert summary(Source(name="S", months=months)) == (
        "In de laatste 12 maanden: 24 verwijzingen, 25,0% van de velden leeg en bij 12 een stap over tijd. "
        "Er blijft meer leeg dan in de maanden daarvoor."
    )
    assert "geen verwijzingen" in summary(Source(name="S", months=(Month(code="2026-01"),)))
    assert trend_word(None) == "Voor een verloop is er nog te weinig."
    assert "minder" in trend_word(-0.1)
    assert "ongeveer" in trend_word(0.01)


def test_a_month_is_written_short():
    assert month_word("2026-03") == "mrt\N{NO-BREAK SPACE}2026"


def test_every_way_in_which_a_cell_cannot_be_read_has_its_own_words() -> None:
    words = [rule_word(rule) for rule in SENTENCES]
    assert "Overig" not in words
    assert len(set(words)) == len(words)
