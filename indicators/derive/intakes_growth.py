"""Growth of the number of intakes over the same months a year before."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from domain.cells import Status
from domain.dutch import MONTHS, number, percent
from domain.periods import Grain, Period
from domain.results import Judgement, Result, Shape
from indicators.derive.aims import Aim, aim_for
from indicators.derive.common import delivery_notes, empty, result, rows, table_status
from indicators.derive.takes_part import stopped
from indicators.derive.words import contradictions
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TOO_EARLY = "Deze periode is nog niet voorbij. De groei is pas te geven over hele maanden of een heel halfjaar."
TOO_OLD = "Het aantal kennismakingen staat nog op een eerdere stand. Daarom is de groei nog niet te geven."
NO_YEAR_BEFORE = "Er zijn geen gegevens van een jaar eerder om mee te vergelijken."
NOT_EVERYWHERE = "Een jaar eerder werd nog niet overal of niet alle maanden geregistreerd. Vergelijken kan dan niet."
UNEQUAL = "Niet van beide jaren zijn evenveel maanden geleverd. Daarom geven we geen oordeel over de groei."
NO_BASELINE = "Dit is een doel zonder nulmeting."
COMPOUND = "De afspraak stapelt: elk jaar telt verder op het jaar ervoor."
YEARS_BACK = 3


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Intakes in the same parts of two years. `equal`: as many months delivered; `begun`: as many expected before."""

    parts: tuple[Period, ...]
    now: int
    before: int
    equal: bool
    begun: bool

    @property
    def growth(self) -> float | None:
        return self.now / self.before - 1 if self.before else None


def intakes_growth(view: View, indicator: "Indicator") -> Result:
    """COLUMNS of growth by year with the aim as `reference`. An unfinished period is compared by its finished parts."""
    missing = stopped(view, indicator, "referrals")
    if missing:
        return missing
    found = _compared(view)
    if not isinstance(found, Compared):
        return empty(view, indicator, *found)
    if not found.begun:
        return empty(view, indicator, Status.NO_DATA, NOT_EVERYWHERE)
    aim = aim_for(view, indicator)
    return result(
        view, indicator, shape=Shape.COLUMNS, value=found.growth, base=found.before, n=found.now,
        n_label="kennismakingen", sentence=_sentence(found), rows=rows(_history(view, indicator, found.parts)),
        target=aim.value, target_label=aim.label, reference_label=aim.label,
        judgement=aim.judge(found.growth, indicator) if found.equal else Judgement.NONE,
        notes=delivery_notes(view) + _notes(view, found, aim),
    )  # fmt: skip


def _compared(view: View) -> Compared | tuple[Status, str]:
    """Of the whole period; while it runs of its finished months, or else of its finished half-year."""
    if view.period.end <= view.state.data_date:
        return _compare(view, (view.period,))
    missing = Status.NOT_YET_KNOWN, TOO_EARLY
    for grain in (Grain.MONTH, Grain.HALF):
        parts = tuple(p for p in view.period.split(grain) if p.end <= view.state.data_date)
        found = _compare(view, parts) if parts else None
        if isinstance(found, Compared):
            return found
        missing = found or missing
    return missing if missing[0] is Status.NO_DATA else (Status.NOT_YET_KNOWN, TOO_EARLY)


def _compare(view: View, parts: tuple[Period, ...]) -> Compared | tuple[Status, str]:
    """The status and its sentence where one of the counts is not shown."""
    earlier = tuple(_years_back(p, 1) for p in parts)
    now, before = _intakes(view, parts), _intakes(view, earlier)
    if not isinstance(now, int):
        return now
    if not isinstance(before, int):
        return before if before[0] is not Status.NO_DATA else (Status.NO_DATA, NO_YEAR_BEFORE)
    delivered = [_months(view, "delivered", which) for which in (parts, earlier)]
    expected = [_months(view, "expected", which) for which in (parts, earlier)]
    return Compared(
        parts=parts, now=now, before=before, equal=delivered[0] == delivered[1], begun=expected[1] >= expected[0]
    )


def _intakes(view: View, parts: tuple[Period, ...]) -> int | tuple[Status, str]:
    """Their sum. No cell at all is zero where the registrations of that period are shown."""
    total = 0
    for part in parts:
        status, sentence = table_status(view.at(part), "intakes")
        if status is not Status.SHOWN:
            return status, sentence
        if view.as_of("intakes", period=part) < min(part.end, view.state.data_date):
            return Status.NOT_YET_KNOWN, TOO_OLD
        total += view.cell("intakes", period=part).count or 0
    return total


def _months(view: View, category: str, parts: tuple[Period, ...]) -> int:
    around = view.geography.municipality_of(view.area.code) or view.area
    return sum(view.cell("delivery", category, around.code, part).count or 0 for part in parts)


def _years_back(period: Period, years: int) -> Period:
    return replace(period, year=period.year - years)


def _history(view: View, indicator: "Indicator", parts: tuple[Period, ...]) -> list[dict[str, Any]]:
    """The growth of this year and of the years before, each over the same parts, oldest first."""
    records = []
    for years in range(YEARS_BACK, -1, -1):
        there = view.at(_years_back(view.period, years))
        found = _compare(view, tuple(_years_back(p, years) for p in parts))
        if isinstance(found, Compared) and found.begun and found.growth is not None:
            records.append({
                "category": there.period.code, "label": there.period.label, "count": found.now, "base": found.before,
                "value": found.growth, "reference": aim_for(there, indicator).value,
            })  # fmt: skip
    return records


def _sentence(found: Compared) -> str:
    earlier = _span(tuple(_years_back(p, 1) for p in found.parts))
    counted = f"Kennismakingen: {number(found.now)} in {_span(found.parts)}, {number(found.before)} in {earlier}"
    if found.growth is None:
        return f"{counted}. Zonder kennismakingen in het jaar ervoor is er geen groei te geven."
    return f"{counted}: {_more(found.growth)}."


def _more(growth: float) -> str:
    if percent(abs(growth)) == percent(0):
        return "evenveel" if growth == 0 else "ongeveer evenveel"
    return f"{percent(abs(growth))} {'meer' if growth > 0 else 'minder'}"


def _span(parts: tuple[Period, ...]) -> str:
    first, last = parts[0], parts[-1]
    if first == last:
        return f"het {first.label}" if first.grain is Grain.HALF else first.label
    return f"{MONTHS[first.start.month - 1]} tot en met {MONTHS[last.end.month - 1]} {last.year}"


def _notes(view: View, found: Compared, aim: Aim) -> tuple[str, ...]:
    notes = () if found.equal else (UNEQUAL,)
    if aim.value is None:
        return notes
    return (*notes, NO_BASELINE, COMPOUND, *contradictions(view, "dwo_growth_period", "dwo_growth_baseline"))
