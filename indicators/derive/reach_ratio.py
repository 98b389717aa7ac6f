"""Who is reached less, and who more, than their share of the population."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.cells import OTHER, Status
from domain.codes import AGE_BANDS, BAND_STARTS, UNKNOWN
from domain.dutch import listing, number
from domain.results import Result, Shape
from indicators.derive.breakdown import NONE_AT_ALL, shown_counts
from indicators.derive.common import delivery_notes, empty, result, rows, table_status
from indicators.derive.population import inhabitants, share_of_band, share_of_gender
from indicators.derive.takes_part import stopped
from indicators.statistics import wilson
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

NO_DIVERSITY = "Culturele en sociale verschillen zijn aan leeftijd en geslacht niet te zien. Dit cijfer meet die niet."
NO_POPULATION = "Van dit gebied is de bevolking niet geladen. Daarom is er niets om mee te vergelijken."
NO_CLEAR_DIFFERENCE = "Bij de andere groepen die we tonen, is geen duidelijk verschil te zien."
NOTHING_KNOWN = "Van geen van de verwijzingen is de leeftijd of het geslacht bekend."
SEXES = {"female": "Vrouwen", "male": "Mannen"}
BANDS = tuple(BAND_STARTS)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A share of `least` to `most` referrals: merged ones may or may not belong."""

    series: str
    category: str
    label: str
    count: int
    least: int
    most: int
    in_population: float


def reach_ratio(view: View, indicator: "Indicator") -> Result:
    """DOTS: share of referrals / share of the population, with the Wilson interval of the first; reference 1."""
    missing = stopped(view, indicator, "referrals.age_band")
    if missing:
        return missing
    population = inhabitants(view)
    if not population:
        return empty(view, indicator, Status.NO_DATA, NO_POPULATION)
    groups, n = _by_age(view, population) + _by_gender(view, population), view.cell("referrals").count
    records = [_record(group) for group in groups]
    return result(
        view, indicator, shape=Shape.DOTS, n=n, decimals=1, rows=rows(records),
        reference_label="gelijk aan de bevolking", sentence=_sentence(groups, records, n),
        notes=(*delivery_notes(view), NO_DIVERSITY, *_merged(view)),
    )  # fmt: skip


def _by_age(view: View, population: dict[str, int]) -> list[Group]:
    counts = shown_counts(view, "referrals.age_band")
    known = {c: n for c, n in counts.items() if c not in (UNKNOWN, OTHER)}
    merged = counts.get(OTHER, 0)
    # Where "not registered" is not shown apart it may be among the merged ones, and those then belong or do not.
    least = sum(known.values()) + (merged if UNKNOWN in counts else 0)
    made = []
    for band, count in known.items():
        beside = share_of_band(population, band)
        if beside and least:
            label = AGE_BANDS[band] + ("" if band == BANDS[-1] else " jaar")
            made.append(Group(series="age", category=band, label=label, count=count, least=least,
                              most=sum(known.values()) + merged, in_population=beside))  # fmt: skip
    return made


def _by_gender(view: View, population: dict[str, int]) -> list[Group]:
    if table_status(view, "referrals.gender")[0] is not Status.SHOWN:
        return []
    counts = {sex: view.cell("referrals.gender", sex).count for sex in SEXES}
    base = sum(n or 0 for n in counts.values())
    made = []
    for sex, count in counts.items():
        beside = share_of_gender(population, sex)
        if base and beside and None not in counts.values():
            made.append(Group(series="gender", category=sex, label=SEXES[sex],
                              count=count or 0, least=base, most=base, in_population=beside))  # fmt: skip
    return made


def _record(group: Group) -> dict[str, Any]:
    low, high = wilson(group.count, group.most).low, wilson(group.count, group.least).high
    return {
        "series": group.series, "category": group.category, "label": group.label, "count": group.count,
        "base": group.most, "value": group.count / group.most / group.in_population,
        "low": None if low is None else low / group.in_population,
        "high": None if high is None else high / group.in_population, "reference": 1.0,
    }  # fmt: skip


def _sentence(groups: list[Group], records: list[dict[str, Any]], n: int | None) -> str:
    if not groups:
        return NONE_AT_ALL if n == 0 else NOTHING_KNOWN
    less = [g for g, r in zip(groups, records, strict=True) if r["high"] < 1]
    more = [g for g, r in zip(groups, records, strict=True) if r["low"] > 1]
    on = f"Op basis van {number(n)} verwijzingen."
    if not less and not more:
        return f"Er is geen duidelijk verschil met de bevolking te zien. {on}"
    words = [f"{word} bereikt dan hun aandeel in de bevolking: {listing(_names(found))}."
             for word, found in (("Minder", less), ("Meer", more)) if found]  # fmt: skip
    rest = "" if len(less) + len(more) == len(groups) else f" {NO_CLEAR_DIFFERENCE}"
    return f"{' '.join(words)}{rest} {on}"


def _names(groups: list[Group]) -> list[str]:
    """Bands that touch are named as one: `45 tot en met 84 jaar`, `65 jaar en ouder`."""
    runs: list[tuple[int, int]] = []
    for place in (BANDS.index(g.category) for g in groups if g.series == "age"):
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return [g.label.lower() for g in groups if g.series == "gender"] + [_range(*run) for run in runs]


def _range(first: int, last: int) -> str:
    start = BAND_STARTS[BANDS[first]]
    if last == len(BANDS) - 1:
        return f"{start} jaar en ouder"
    return f"{start} tot en met {BAND_STARTS[BANDS[last + 1]] - 1} jaar"


def _merged(view: View) -> tuple[str, ...]:
    tables = [t for t in ("referrals.age_band", "referrals.gender") if view.cell(t, OTHER).count]
    return ("Kleine groepen zijn samengevoegd en staan hier niet apart.",) if tables else ()
