"""Who is reached less, and who more, than their share of the population."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.cells import OTHER, Status
from domain.codes import UNKNOWN
from domain.dutch import listing, number, plural
from domain.results import Result, Shape
from indicators.derive.breakdown import NONE_AT_ALL, parts
from indicators.derive.coarse import bands_in, coarse_notes, first_age
from indicators.derive.common import delivery_notes, empty, result, rows
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
AGES, GENDERS = "referrals.age_band", "referrals.gender"
OUTSIDE = {AGES: (UNKNOWN,), GENDERS: ("other", UNKNOWN)}
"""Categories that the population figures do not have."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """A share of `least` to `most` referrals: merged ones may or may not belong. `count` None where it is hidden."""

    series: str
    category: str
    label: str
    count: int | None
    least: int
    most: int
    in_population: float


def reach_ratio(view: View, indicator: "Indicator") -> Result:
    """DOTS: share of referrals / share of the population, with the Wilson interval of the first; reference 1."""
    missing = stopped(view, indicator, AGES)
    if missing:
        return missing
    population = inhabitants(view)
    if not population:
        return empty(view, indicator, Status.NO_DATA, NO_POPULATION)
    groups, n = _by_age(view, population) + _by_gender(view, population), view.cell(AGES).count
    return result(
        view, indicator, shape=Shape.DOTS, n=n, decimals=1, rows=rows([_record(group) for group in groups]),
        reference_label="gelijk aan de bevolking", sentence=_sentence(groups, tuple(bands_in(view, AGES)), n),
        notes=(*delivery_notes(view), *coarse_notes(view, (AGES,)), *_no_age(view), NO_DIVERSITY),
    )  # fmt: skip


def _no_age(view: View) -> tuple[str, ...]:
    count = view.cell(AGES, UNKNOWN).count
    if not count:
        return ()
    return (f"Bij {plural(count, 'verwijzing', 'verwijzingen')} is de leeftijd niet geregistreerd. Niet meegeteld.",)


def _by_age(view: View, population: dict[str, int]) -> list[Group]:
    labels = bands_in(view, AGES)
    last = list(labels)[-1]
    named = {band: label + ("" if band == last else " jaar") for band, label in labels.items()}
    return _groups(view, AGES, "age", named, {band: share_of_band(population, band) for band in labels})


def _by_gender(view: View, population: dict[str, int]) -> list[Group]:
    return _groups(view, GENDERS, "gender", SEXES, {sex: share_of_gender(population, sex) for sex in SEXES})


def _groups(
    view: View, table: str, series: str, named: Mapping[str, str], beside: Mapping[str, float | None]
) -> list[Group]:
    found = parts(view, table)
    known, merged = sum(found.get(c) or 0 for c in named), found.get(OTHER) or 0
    # Where "not registered" is not shown apart it may be among the merged ones, and those then belong or do not.
    apart = all(found.get(c) is not None for c in OUTSIDE[table])
    least, most = known + (merged if apart else 0), known + merged
    made = []
    for category, label in named.items():
        share, count = beside[category], found.get(category)
        if share and (least or count is None):
            made.append(Group(series=series, category=category, label=label, count=count, least=least, most=most,
                              in_population=share))  # fmt: skip
    return made


def _record(group: Group) -> dict[str, Any]:
    name = {"series": group.series, "category": group.category, "label": group.label}
    if group.count is None:
        return name | {"status": Status.HIDDEN.value, "reference": 1.0}
    low, high = _interval(group)
    return name | {
        "count": group.count, "base": group.most, "value": group.count / group.most / group.in_population,
        "low": low, "high": high, "reference": 1.0,
    }  # fmt: skip


def _interval(group: Group) -> tuple[float | None, float | None]:
    """Of the ratio: at its lowest where all merged ones belong, at its highest where none does."""
    count = group.count or 0
    low, high = wilson(count, group.most).low, wilson(count, group.least).high
    return None if low is None else low / group.in_population, None if high is None else high / group.in_population


def _sentence(groups: list[Group], bands: tuple[str, ...], n: int | None) -> str:
    shown = [g for g in groups if g.count is not None]
    if not shown:
        hidden = "Elke groep is afgeschermd." if groups else NOTHING_KNOWN
        return NONE_AT_ALL if n == 0 else hidden
    spans = [(g, *_interval(g)) for g in shown]
    less = [g for g, _, high in spans if high is not None and high < 1]
    more = [g for g, low, _ in spans if low is not None and low > 1]
    on = f"Op basis van {number(n)} verwijzingen."
    if not less and not more:
        of_shown = " bij de groepen die we tonen" if len(shown) < len(groups) else ""
        return f"Er is{of_shown} geen duidelijk verschil met de bevolking te zien. {on}"
    words = [f"{word} bereikt dan hun aandeel in de bevolking: {listing(_names(found, bands))}."
             for word, found in (("Minder", less), ("Meer", more)) if found]  # fmt: skip
    rest = "" if len(less) + len(more) == len(shown) else f" {NO_CLEAR_DIFFERENCE}"
    return f"{' '.join(words)}{rest} {on}"


def _names(groups: list[Group], bands: tuple[str, ...]) -> list[str]:
    """Bands that touch are named as one: `45 tot en met 84 jaar`, `65 jaar en ouder`."""
    runs: list[tuple[int, int]] = []
    for place in (bands.index(g.category) for g in groups if g.series == "age"):
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return [g.label.lower() for g in groups if g.series == "gender"] + [_range(*run, bands) for run in runs]


def _range(first: int, last: int, bands: tuple[str, ...]) -> str:
    start = first_age(bands[first])
    if last == len(bands) - 1:
        return f"{start} jaar en ouder"
    return f"{start} tot en met {first_age(bands[last + 1]) - 1} jaar"
