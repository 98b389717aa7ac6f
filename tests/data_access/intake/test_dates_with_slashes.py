import polars as pl

from data_access.contract import CONTRACT
from data_access.intake.parse_column import Parsed, parse_column

DAY = next(column for column in CONTRACT["referral"].columns if column.name == "date_referral")


def read(*texts: str) -> Parsed:
    return parse_column(pl.Series(texts, dtype=pl.String), DAY)


def test_a_day_that_may_be_a_month_is_an_error_while_nothing_in_the_column_tells() -> None:
    assert read("03/04/2026", "04/04/2026").wrong == {"03/04/2026": "ambiguous_date"}


def test_another_day_of_the_column_tells_that_the_day_stands_in_front() -> None:
    found = read("03/04/2026", "22/09/2026 10:15")
    assert not found.wrong
    assert [day.month for day in found.values] == [4, 9]


def test_a_column_with_the_month_in_front_is_not_read_at_all() -> None:
    assert read("03/04/2026", "09/22/2026").wrong == {"03/04/2026": "ambiguous_date", "09/22/2026": "date"}


def test_a_column_with_both_orders_tells_nothing() -> None:
    assert "03/04/2026" in read("03/04/2026", "09/22/2026", "22/09/2026").wrong


def test_dashes_are_dutch() -> None:
    assert not read("03-04-2026").wrong
