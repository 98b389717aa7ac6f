"""Referrals beside the number that is possible, and where the year is heading."""

from typing import TYPE_CHECKING, Any

from domain.dutch import number, percent, plural
from domain.periods import Grain
from domain.results import Result, Shape
from indicators.derive.common import delivery_notes, result, rows
from indicators.derive.forecast import season_before, year_end
from indicators.derive.known_from import known_from
from indicators.derive.potential import Potential, potential, stated
from indicators.derive.takes_part import stopped
from indicators.derive.words import BAND, contradictions, spread, when
from indicators.statistics import Forecast
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator


def referrals_potential(view: View, indicator: "Indicator") -> Result:
    """BARS: referrals with the potential as `reference`, the expected year end, a printed potential. Never judged."""
    ended = stopped(view, indicator)
    if ended:
        return ended
    count = view.cell("referrals").count or 0
    possible = potential(view)
    ahead = year_end(view) if view.period.grain is Grain.YEAR else None
    return result(
        view, indicator, shape=Shape.BARS, value=count, n=count, base=possible.value if possible else None,
        reference_label=f"mogelijk: {possible.words}" if possible else None,
        sentence=" ".join(_sentences(view, count, possible, ahead)), rows=rows(_records(view, count, possible, ahead)),
        margin_label=BAND, notes=delivery_notes(view) + known_from(view) + _notes(view, possible, ahead),
        sources=_sources(view, indicator, possible),
    )  # fmt: skip


def _sentences(view: View, count: int, possible: Potential | None, ahead: Forecast | None) -> list[str]:
    said = [f"{plural(count, 'verwijzing', 'verwijzingen')} {when(view)}."]
    if possible:
        span = {Grain.YEAR: "in een heel jaar", Grain.HALF: "in een half jaar", Grain.QUARTER: "in een kwartaal",
                Grain.MONTH: "in een maand"}[view.period.grain]  # fmt: skip
        said.append(
            f"Mogelijk zijn er {number(possible.value)} {span}: {possible.words}. "
            f"Het aantal is daarvan {percent(count / possible.value)}."
        )
    if ahead:
        part = f", dat is {percent(ahead.expected / possible.value)} van wat mogelijk is" if possible else ""
        said.append(f"Verwacht in heel {view.period.year}: {spread(ahead, number)}{part}.")
    return said


def _records(view: View, count: int, possible: Potential | None, ahead: Forecast | None) -> list[dict[str, Any]]:
    reference = possible.value if possible else None
    shared = {"reference": reference, "base": possible.patients if possible else None}
    records: list[dict[str, Any]] = [
        {"category": "now", "label": "Verwijzingen", "count": count, "value": count} | shared
    ]
    if ahead:
        records.append(
            {"category": "expected", "label": f"Verwacht in heel {view.period.year}", "value": ahead.expected,
             "low": ahead.low, "high": ahead.high} | shared
        )  # fmt: skip
    printed = stated(view)
    if printed and printed.value is not None and view.period.months:
        scaled = printed.value * view.period.months / 12
        records.append({"category": "stated", "label": "Mogelijk, zoals gedrukt", "value": scaled} | shared)
    return records


def _notes(view: View, possible: Potential | None, ahead: Forecast | None) -> tuple[str, ...]:
    notes = ["Het mogelijke aantal is geen doel. We beoordelen het daarom niet."] if possible else []
    printed, said = stated(view), contradictions(view, "dwo_potential")
    if possible and printed and printed.value is not None and not said:
        notes.append(
            f"{printed.source} noemt zelf {number(printed.value)} mogelijke verwijzingen per jaar. "
            f"{possible.words} is {number(possible.value * 12 / view.period.months)} per jaar. We tonen ze allebei."
        )
    if ahead:
        by_season = season_before(view) is not None
        notes.append(
            f"De verwachting volgt de verdeling over de maanden van {view.period.year - 1}."
            if by_season
            else "De verwachting gaat ervan uit dat de rest van het jaar gaat zoals tot nu toe."
        )
    return (*notes, *said)


def _sources(view: View, indicator: "Indicator", possible: Potential | None) -> tuple[str, ...]:
    printed = stated(view)
    named = [possible.source] if possible else []
    named += [printed.source] if printed else []
    return tuple(dict.fromkeys((*named, *indicator.sources)))
