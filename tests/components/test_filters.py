from datetime import date

import polars as pl

from components.address_check import Span
from components.filters import no_village, span_of
from domain.areas import Area, Level
from domain.cells import DataState

STATE = DataState(number=1, token="t", data_date=date(2026, 10, 31), sample=False)


def test_the_data_run_from_the_first_delivered_month_to_the_data_date():
    deliveries = pl.DataFrame({"month": ["2024-03", "2023-07", None]})
    assert span_of(STATE, deliveries) == Span(first=date(2023, 7, 1), last=date(2026, 10, 31))


def test_without_deliveries_they_are_those_of_the_year_of_the_data_date():
    deliveries = pl.DataFrame(schema={"month": pl.String})
    assert span_of(STATE, deliveries) == Span(first=date(2026, 1, 1), last=date(2026, 10, 31))


def test_a_municipality_without_villages_does_not_ask_for_a_municipality():
    town = Area(code="GM0153", name="Enschede", level=Level.MUNICIPALITY)
    part = Area(code="ENS-C", name="Centrum", level=Level.VILLAGE, parent=town.code)
    said = [no_village(None, ()), no_village(town, (part,)), no_village(town, ())]
    assert said == ["Kies eerst een gemeente", "Hele gemeente", "Niet verder verdeeld"]
