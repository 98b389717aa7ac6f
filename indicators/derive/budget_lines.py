"""The lines of the budget with what was spent on each; 'nadere invulling' apart and never as spent."""

from typing import TYPE_CHECKING, Any

from domain.agreements import BudgetLine
from domain.cells import Status
from domain.dutch import euro, percent
from domain.results import Layer, Result, Shape
from indicators.derive.common import empty, layers, result, rows
from indicators.derive.spent import Spent, budget, spent, whole_year
from indicators.derive.takes_part import not_taking_part
from indicators.derive.words import contradictions, when
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

UNKNOWN = "Van {name} is geen begroting voor {year} bekend."
NOT_SPENT_ON = "Over uitgaven zijn geen gegevens geleverd. Dat is iets anders dan nul."


def budget_lines(view: View, indicator: "Indicator") -> Result:
    """BARS by line, in cents: `value` is spent in the period, `reference` and `base` the budget of the year."""
    lines = budget(view)
    if not lines:
        name, year = view.area.name, view.period.year
        return empty(view, indicator, Status.NO_DATA, not_taking_part(view) or UNKNOWN.format(name=name, year=year))
    found, planned = spent(view), sum(line.amount_cents for line in lines)
    return result(
        view, indicator, shape=Shape.BARS, value=found.total if found else None, base=planned, n=len(lines),
        n_label="begrotingsposten", reference_label=f"begroot voor {view.period.year}",
        rows=rows(_records(lines, found)), sentence=_sentence(view, lines, found, planned),
        layers=_layers(view, indicator, lines),
        sources=tuple(dict.fromkeys(line.source for line in lines)), notes=_notes(view, lines, found),
    )  # fmt: skip


def _records(lines: tuple[BudgetLine, ...], found: Spent | None) -> list[dict[str, Any]]:
    """The plan's lines in its order, then what was spent on lines that the plan does not have."""
    records = [
        {"category": str(line.position), "label": line.line, "reference": line.amount_cents, "base": line.amount_cents}
        | _spent_on(line, found)
        for line in lines
    ]
    for name, cents in (found.lines if found else {}).items():
        if name not in {line.line for line in lines if not line.unallocated}:
            records.append({"category": f"extra:{name}", "label": f"{name} (geen post in het plan)", "value": cents})
    return records


def _spent_on(line: BudgetLine, found: Spent | None) -> dict[str, Any]:
    if line.unallocated:
        return {"value": 0}
    if found is None:
        return {"value": None, "status": Status.NO_DATA.value}
    return {"value": found.lines.get(line.line, 0)}


def _sentence(view: View, lines: tuple[BudgetLine, ...], found: Spent | None, planned: int) -> str:
    said = f"Voor {view.period.year} is {euro(planned)} begroot. "
    if found is None:
        said += NOT_SPENT_ON
    else:
        said += f"Uitgegeven {when(view)}: {euro(found.total)}"
        said += f" ({percent(found.total / planned)})." if planned else "."
    free = sum(line.amount_cents for line in lines if line.unallocated)
    return said + (f" Van de begroting heet {euro(free)} 'nadere invulling': daar staat geen post bij." if free else "")


def _notes(view: View, lines: tuple[BudgetLine, ...], found: Spent | None) -> tuple[str, ...]:
    notes = []
    if found and found.regular:
        notes.append(f"Daarnaast is {euro(found.regular)} betaald uit gewoon (regulier) geld. Dat telt hier niet mee.")
    outside = [name for name in (found.lines if found else {}) if name not in {line.line for line in lines}]
    if outside:
        notes.append("Er zijn ook uitgaven op posten die niet in het plan staan. Die tellen mee in het totaal.")
    remarks = [f"{line.line}: {line.remark}" for line in lines if line.remark]
    if remarks:
        notes.append(f"Zo staat het in het plan. {'; '.join(remarks)}.")
    keys = ("ens_coach_2024", "ens_coach_2026", "ens_team_2024", "ens_director_rate", "twe_leader")
    return tuple(notes) + whole_year(view) + contradictions(view, *keys, own_year=True)


def _layers(view: View, indicator: "Indicator", lines: tuple[BudgetLine, ...]) -> tuple[Layer, ...]:
    return tuple(dict.fromkeys((*(line.layer for line in lines), *layers(view, indicator))))
