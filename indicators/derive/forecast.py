"""Where the running year is heading: referrals, participating practices and money. None for a year that is over."""

from math import sqrt

from scipy.special import stdtrit

from domain.areas import Level
from domain.cells import TOTAL
from domain.periods import Grain, Period, period_of
from indicators.derive.registered import registered
from indicators.derive.seasonal import seasonal
from indicators.derive.spent import months_past, spent
from indicators.statistics import Forecast, gamma_poisson
from indicators.view import View

ENOUGH_FOR_SEASON = 100
"""Referrals in a year below which its months tell more about chance than about the season."""
ENOUGH_MONTHS = 3


def year_end(view: View) -> Forecast | None:
    """Referrals in the whole running year, with an 80% band. None where months of it are missing or it is hidden."""
    year = running_year(view)
    if year is None or _incomplete(view, year):
        return None
    so_far, season = view.cell("referrals", period=year), season_before(view)
    if so_far.count is None:
        return None
    if season:
        return seasonal(so_far.count, *season)
    return gamma_poisson(so_far.count, year.elapsed(view.as_of(period=year)))


def season_before(view: View) -> tuple[float, float] | None:
    """The previous year's referrals until the same day and after it; None where its months do not tell."""
    before = Period(year=view.period.year - 1)
    cells = [view.cell("referrals", TOTAL, period=month) for month in before.split(Grain.MONTH)]
    counts = [c.count for c in cells if c.count is not None]
    if len(counts) < 12 or sum(counts) < ENOUGH_FOR_SEASON:
        return None
    year = Period(year=view.period.year)
    months, until = year.split(Grain.MONTH), view.as_of(period=year)
    passed = sum(n * month.elapsed(until) for n, month in zip(counts, months, strict=True))
    return (passed, sum(counts) - passed) if 0 < passed < sum(counts) else None


def practices_year_end(view: View) -> Forecast | None:
    """Participating practices at the end of the running year, from those that joined in the last four full quarters.

    None where no practice takes part yet.
    """
    year = running_year(view)
    now, joins = registered(view, year), joined_last_year(view)
    if year is None or now is None or joins is None or not now.participating:
        return None
    rest = (year.end - view.state.data_date).days / 365
    ahead = gamma_poisson(joins, 1 / (1 + rest))
    if ahead is None:
        return None
    expected, low, high = (
        float(min(now.practices, now.participating + total - joins))
        for total in (ahead.expected, ahead.low, ahead.high)
    )
    return Forecast(expected=expected, low=low, high=high)


def joined_last_year(view: View) -> int | None:
    """Growth in participating practices over the last four full quarters before the data date; 0 where it shrank."""
    last = period_of(view.state.data_date, Grain.QUARTER)
    last = last if last.end <= view.state.data_date else last.previous
    start = last.previous.previous.previous.previous
    now, then = registered(view, last), registered(view, start)
    return max(0, now.participating - then.participating) if now and then else None


def budget_year_end(view: View) -> Forecast | None:
    """WOR money spent in the whole running year, in cents: spent + months left x the mean of the months past.

    The band (80%) follows from how much the months differ. None before three months have passed.
    """
    so_far, past = spent(view, Period(year=view.period.year)), months_past(view)
    if running_year(view) is None or so_far is None or len(past) < ENOUGH_MONTHS:
        return None
    each = [found.total for month in past if (found := spent(view, month))]
    mean, left = sum(each) / len(each), 12 - len(each)
    variance = sum((x - mean) ** 2 for x in each) / (len(each) - 1)
    # Prediction of a sum of `left` months, with a mean that is itself estimated from the months past.
    half = float(stdtrit(len(each) - 1, 0.9)) * sqrt(variance * (left + left**2 / len(each)))
    expected = sum(each) + left * mean
    floor = so_far.total
    return Forecast(
        expected=max(floor, round(expected)),
        low=max(floor, round(expected - half)),
        high=max(floor, round(expected + half)),
    )


def running_year(view: View) -> Period | None:
    """The year of the period, where the data date falls in it before its last day."""
    year = Period(year=view.period.year)
    return year if year.start <= view.state.data_date < year.end else None


def _incomplete(view: View, year: Period) -> bool:
    """A municipality of which months were not delivered: a forecast would take the gap for a fall."""
    if view.area.level is Level.REGION:
        return False
    area = view.geography.municipality_of(view.area.code)
    code = area.code if area else view.area.code
    expected, delivered = (view.cell("delivery", c, code, year).count or 0 for c in ("expected", "delivered"))
    return delivered < expected
