"""Every figure of a release can be drawn, read and exported, and says of what is hidden that it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import charts
from components.download import to_csv
from components.table import table_of
from domain.cells import DataState, GatedCells, Origin, Status
from domain.periods import parse_period
from domain.protection import MARK, explanation
from domain.results import Result
from indicators.attention import attention
from indicators.catalogue import CATALOGUE
from indicators.count import count_cells
from indicators.overview import overview_lines
from indicators.summary import summary
from indicators.view import View
from tests.indicators.naive_release import naive_release
from tests.publishing.town import DATA_DATE, VILLAGES, make_town

PERIODS = ("2024", "2025", "2025-H1", "2025-H2", "2024-Q2", "2025-03")
EVERY_VILLAGE = [v for own in VILLAGES.values() for v in own]
STATE = DataState(number=1, token="t", data_date=DATA_DATE, sample=True)
sizes = pytest.mark.parametrize("size", [0, 9, 60, 400])


def views(seed: int, size: int) -> list[View]:
    town = make_town(seed, size)
    frame = naive_release(count_cells(town.referrals, town.programme, town.agreements, DATA_DATE), EVERY_VILLAGE)
    cells = GatedCells(frame=frame, origin=Origin.RELEASED, rule="test")
    return [
        View(cells=cells, agreements=town.agreements, area=area, period=parse_period(period), state=STATE)
        for area in town.agreements.geography.areas for period in PERIODS
    ]  # fmt: skip


def figures(view: View) -> list[Result]:
    return [i.derive(view, i) for i in CATALOGUE.values() if view.area.level in i.levels]


@sizes
def test_every_figure_can_be_drawn_read_and_exported(size: int) -> None:
    for view in views(2, size):
        for found in figures(view):
            drawn = charts.draw(found)
            assert drawn is None or drawn.to_json()
            assert charts.alt_text(found)
            assert to_csv(found, CATALOGUE[found.indicator])
            hidden = [r for r in found.rows.to_dicts() if r["status"] == Status.HIDDEN]
            assert all(r["count"] is None and r["value"] is None for r in hidden)
            assert (explanation(5) in found.notes) == bool(hidden)
            assert not hidden or MARK in {cell.text for row in table_of(found).rows for cell in row}


@sizes
def test_the_overview_of_every_area_leads_with_what_is_there(size: int) -> None:
    for view in views(3, size):
        results = {f.indicator: f for f in figures(view)}
        lines = overview_lines(
            view, lambda key, period, seen=view: CATALOGUE[key].derive(seen.at(period), CATALOGUE[key])
        )
        for aim in (True, False):
            hidden = [line.now == MARK for line in lines if line.aim is aim]
            assert hidden == sorted(hidden)
        assert summary(view, results)
        assert isinstance(attention(view, results), tuple)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 120))
def test_a_share_of_a_release_is_what_it_says_of_the_shown_cells(seed: int, size: int) -> None:
    """Of every breakdown the bars with a number add up to the cases they are shares of."""
    for view in views(seed, size):
        for key in ("referrals_reason", "referrals_referrer", "referrals_client", "referrals_recipient"):
            found = CATALOGUE[key].derive(view, CATALOGUE[key])
            if found.base and found.rows.height:
                assert found.rows["count"].drop_nulls().sum() == found.base == view.cell("referrals").count
