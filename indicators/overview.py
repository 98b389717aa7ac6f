"""The overview: for each aim of an area one line with aim, path, result and euro, and the same words as its cards."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from domain.agreements import of_year
from domain.cells import Status
from domain.dutch import euro, listing, number, percent
from domain.periods import Grain, Period, periods_between
from domain.protection import MARK
from domain.results import Judgement, Layer, Result, Unit
from indicators.catalogue import CATALOGUE
from indicators.derive.common import any_persons
from indicators.derive.forecast import budget_year_end, practices_year_end, year_end
from indicators.derive.majority import majority
from indicators.derive.practice_path import aims_of_year
from indicators.derive.spent import budget
from indicators.statistics import Forecast
from indicators.view import View

NONE = "–"
LEADING = ("practices_participating", "budget_team_hours", "budget_burn")
"""What an area with few referrals leads with: what is about practices, hours and euros is never hidden."""
MONEY_LABEL = {"referrals_potential": "van wat kan", "budget_team_hours": "uren"}
AIMED = (
    "practices_participating", "budget_burn", "contact_in_time", "feedback", "intakes_growth",
    "organisations_zorgdomein",
)  # fmt: skip
"""Indicators that can have an aim of the area itself, in the order of the page."""
FOLLOWED = ("referrals_potential", "contact_in_time", "reach_women", "reach_age", "days_to_intake")
"""What is followed without one."""
TREND_GRAIN = {"practices_participating": Grain.QUARTER, "referrals_potential": Grain.HALF}
"""Others by year: the longer the period, the less of it is hidden."""
TEAM = "wijkteammedewerker"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the overview. Texts are Dutch and ready to show; `trend` has None where there is no figure.

    `aim` says whether the area itself agreed something; `trend_words` are the ends of the trend for who cannot see it,
    empty where there are not two.
    """

    indicator: str
    title: str
    aim: bool
    agreed: str
    now: str
    expected: str
    judgement: Judgement
    status: Status
    trend: tuple[float | None, ...]
    trend_words: str
    money: str
    money_label: str
    layers: tuple[Layer, ...]


Compute = Callable[[str, Period], Result]
"""An indicator's result for a period, wherever it is kept."""


def overview_lines(view: View, compute: Compute) -> tuple[Line, ...]:
    """The lines with an aim first. An indicator stands in one of the two lists, never in both; hidden ones come last.

    Where few residents were referred, the others begin with practices, hours and euros.
    """
    with_aim = [key for key in AIMED if has_aim(view, key)]
    without = [key for key in FOLLOWED if key not in with_aim and view.area.level in CATALOGUE[key].levels]
    results = {key: compute(key, view.period) for key in (*with_aim, *without)}
    if few(results):
        leading = [key for key in LEADING if key not in results and view.area.level in CATALOGUE[key].levels]
        first = {key: compute(key, view.period) for key in leading}
        results = {key: r for key, r in first.items() if r.status is Status.SHOWN} | results
    made = [line(view, results, key, compute) for key in results]
    return tuple(sorted(made, key=lambda one: (not one.aim, one.now == MARK)))


def few(results: Mapping[str, Result]) -> bool:
    """Whether the referrals, or at least half of the figures about residents, are hidden."""
    about = [r for key, r in results.items() if any_persons(CATALOGUE[key])]
    hidden = [r.indicator for r in about if r.status is Status.HIDDEN]
    return "referrals_potential" in hidden or (bool(hidden) and 2 * len(hidden) >= len(about))


def folded(lines: Iterable[Line], results: Iterable[Result] = ()) -> str:
    """All hidden figures in one sentence, in place of a line or a card for each; empty where nothing is hidden."""
    titles = [one.title for one in lines if one.now == MARK]
    titles += [r.title for r in results if r.status is Status.HIDDEN]
    return f"{MARK.capitalize()}: {listing(list(dict.fromkeys(titles)))}." if titles else ""


def has_aim(view: View, key: str) -> bool:
    if key == "budget_burn":
        return bool(budget(view))
    targets = view.agreements.targets_of(key, view.area.code)
    return any(t.kind in ("aim", "path") and t.period[:4] <= str(view.period.year) for t in targets)


def line(view: View, results: Mapping[str, Result], key: str, compute: Compute) -> Line:
    result, course = results[key], trend(view, key, compute)
    return Line(
        indicator=key, title=result.title, aim=has_aim(view, key), agreed=agreed(view, result),
        now=certified(view, result) or now(result), expected=expected(view, key), judgement=result.judgement,
        status=result.status, trend=course, trend_words=ends(course, result.unit), money=money(view, result),
        money_label=MONEY_LABEL.get(key, "geld"), layers=result.layers,
    )  # fmt: skip


def agreed(view: View, result: Result) -> str:
    """What the area agreed for the end of the year, each statement where a document gives two."""
    if result.indicator == "practices_participating":
        aims = [number(t.value) for t in aims_of_year(view) if t.value is not None]
        return " of ".join(aims) if aims else NONE
    if result.target is None or not has_aim(view, result.indicator):
        return NONE
    return in_unit(result.target, result.unit)


def certified(view: View, result: Result) -> str | None:
    """The words that a release gives where the share of women itself is hidden."""
    return majority(view) if result.indicator == "reach_women" and result.status is Status.HIDDEN else None


def now(result: Result) -> str:
    if result.status is not Status.SHOWN:
        return {Status.HIDDEN: MARK, Status.NO_DATA: "geen gegevens"}.get(result.status, "nog niet bekend")
    if result.indicator == "budget_burn" and result.base:
        return percent((result.value or 0) / result.base)
    return in_unit(result.value, result.unit)


def in_unit(value: float | None, unit: Unit) -> str:
    if value is None:
        return NONE
    words: dict[Unit, Callable[[float], str]] = {
        Unit.SHARE: percent,
        Unit.CENTS: euro,
        Unit.YEARS: lambda x: f"{number(x)} jaar",
        Unit.DAYS: lambda x: f"{number(x)} dagen",
    }
    return words.get(unit, number)(value)


def expected(view: View, key: str) -> str:
    """The year's end with its 80% band, where a forecast exists and the year is not over."""
    makers = {
        "practices_participating": practices_year_end,
        "budget_burn": budget_year_end,
        "referrals_potential": year_end,
    }
    ahead = makers[key](view) if key in makers and view.period.end >= view.state.data_date else None
    if ahead is None:
        return NONE
    planned = sum(b.amount_cents for b in budget(view))
    if key == "budget_burn" and planned:
        shares = Forecast(expected=ahead.expected / planned, low=ahead.low / planned, high=ahead.high / planned)
        return band(shares, percent)
    return band(ahead, number)


def band(ahead: Forecast, written: Callable[[float], str]) -> str:
    return f"{written(ahead.expected)} ({written(ahead.low)} tot {written(ahead.high)})"


def trend(view: View, key: str, compute: Compute) -> tuple[float | None, ...]:
    """The figure over the quarters, half-years or years up to the period, from three years before; money by month.

    Of referrals whole half-years alone: one that still runs would read as a fall.
    """
    if key == "budget_burn":
        rows = compute(key, view.period).rows
        return tuple(rows.filter(rows["series"] == "now")["value"].to_list())
    if view.period.grain is Grain.START:
        return ()
    first = Period(year=view.period.year - 3).start
    last = min(view.period.end, view.state.data_date)
    periods = periods_between(first, last, TREND_GRAIN.get(key, Grain.YEAR))
    if key == "referrals_potential":
        periods = tuple(p for p in periods if p.end <= last)
    return tuple(compute(key, p).value for p in periods)


def ends(course: tuple[float | None, ...], unit: Unit) -> str:
    """`van 74 naar 119`, in the unit of the figure; empty where there are not two figures."""
    known = [value for value in course if value is not None]
    return f"van {in_unit(known[0], unit)} naar {in_unit(known[-1], unit)}" if len(known) > 1 else ""


def money(view: View, result: Result) -> str:
    """The euros that belong to the line: of practices the neighbourhood team, of the budget what is not bound yet."""
    lines = of_year(view.agreements.budget_lines, view.area.code, view.period.year)
    if result.indicator == "practices_participating":
        team = sum(b.amount_cents for b in lines if b.line.casefold().startswith(TEAM))
        return f"{euro(team)} wijkteam" if team else NONE
    if result.indicator == "budget_burn":
        free = sum(b.amount_cents for b in lines if b.unallocated)
        return f"{euro(free)} nadere invulling" if free else f"{euro(result.target)} begroot"
    if result.indicator == "budget_team_hours" and result.n is not None:
        return f"{number(result.n)} uren"
    if result.indicator == "referrals_potential" and result.value is not None and result.base:
        return f"{percent(result.value / result.base)} van {number(result.base)} mogelijke"
    return NONE
