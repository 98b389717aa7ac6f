"""The hours of the neighbourhood team by quarter, computed again and laid beside the printed table."""

from typing import TYPE_CHECKING, Any

from domain.agreements import TeamHours
from domain.cells import Status
from domain.dutch import euro, number, percent
from domain.results import Result, Shape
from indicators.derive.budget_lines import UNKNOWN as NO_BUDGET
from indicators.derive.common import empty, result, rows
from indicators.derive.spent import budget, plan_layers, whole_year
from indicators.derive.takes_part import not_taking_part
from indicators.derive.team_hours import HOURS_A_WEEK, Computed, computed, computed_total, printed_total, quarters, rate
from indicators.derive.words import contradictions
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

UNKNOWN = "Van {name} is geen urenplan voor {year} bekend."


def budget_team_hours(view: View, indicator: "Indicator") -> Result:
    """STACK by quarter in cents: `wor` (`reference`: as printed) and `regular`; `count` hours, `base` cost.

    `value` is what WOR pays in the year after indexation, `base` the whole cost.
    """
    plan = quarters(view)
    if not plan:
        text = UNKNOWN if budget(view) else NO_BUDGET
        name, year = view.area.name, view.period.year
        return empty(view, indicator, Status.NO_DATA, not_taking_part(view) or text.format(name=name, year=year))
    printed, hourly = printed_total(view), rate(plan)
    total = computed_total(plan, hourly, printed.indexation if printed else None)
    return result(
        view, indicator, shape=Shape.STACK, value=total.indexed or total.covered, base=total.cost, n=total.hours,
        n_label="uren", decimals=2, rows=rows(_records(plan, hourly)), reference_label="in het plan gedrukt",
        sentence=_sentence(view, total, plan[0], hourly), layers=plan_layers(view),
        sources=tuple(dict.fromkeys(row.source for row in plan)),
        notes=(
            *_differences(plan, hourly), *_total_notes(view, plan, total), *whole_year(view),
            *contradictions(view, "ens_team_2024", "ens_team_2026_sum", "ens_indexation", own_year=True),
        ),
    )  # fmt: skip


def _records(plan: tuple[TeamHours, ...], hourly: int) -> list[dict[str, Any]]:
    records = []
    for row in plan:
        found = computed(row, hourly)
        head = {"category": f"{row.year}-Q{row.quarter}", "label": f"Q{row.quarter} {row.year}", "base": found.cost}
        head["count"] = found.hours
        wor = {
            "series": "wor",
            "series_label": "Betaald door WOR",
            "value": found.covered,
            "reference": row.covered_cents,
        }
        regular = {"series": "regular", "series_label": "Regulier geld", "value": found.cost - found.covered}
        records += [head | wor, head | regular]
    return records


def _sentence(view: View, total: Computed, row: TeamHours, hourly: int) -> str:
    said = (
        f"In {view.period.year} zijn {number(total.hours)} uren gepland: {HOURS_A_WEEK} uur per praktijk per week, "
        f"voor {euro(hourly, 2)} per uur. Dat kost {euro(total.cost, 2)}. "
        f"WOR betaalt {percent(row.wor_share)}: {euro(total.covered, 2)}"
    )
    return said + (f", en {euro(total.indexed, 2)} na indexatie." if total.indexed is not None else ".")


def _differences(plan: tuple[TeamHours, ...], hourly: int) -> list[str]:
    """A sentence for each quarter where the computed figure is not the printed one."""
    notes = []
    for row in plan:
        found = computed(row, hourly)
        pairs = (("uren", found.hours * 100, round(row.hours * 100)), ("kosten", found.cost, row.cost_cents),
                 ("deel van WOR", found.covered, row.covered_cents))  # fmt: skip
        for what, ours, theirs in pairs:
            if ours != theirs:
                write = (lambda x: number(x / 100, 2)) if what == "uren" else (lambda x: euro(x, 2))
                notes.append(f"Q{row.quarter}, {what}: wij rekenen {write(ours)}, het plan noemt {write(theirs)}.")
    if not notes:
        notes.append("Alle kwartalen kloppen tot op de cent met het plan.")
    return notes


def _total_notes(view: View, plan: tuple[TeamHours, ...], total: Computed) -> list[str]:
    """How the year's total, the sum of the quarters, the indexation and the budget line fit together."""
    notes, printed = [], printed_total(view)
    parts = sum(row.covered_cents for row in plan)
    if parts != total.covered:
        notes.append(
            f"De kwartalen zijn samen {euro(parts, 2)}. Het totaal is {euro(total.covered, 2)}: "
            "het plan rekent het aandeel over het hele jaar en rondt dan één keer af."
        )
    if printed:
        notes += _against_print(printed, total)
    lines = [line for line in budget(view) if "wijkteammedewerker" in line.line.casefold()]
    for line in lines:
        if total.indexed is not None and line.amount_cents != total.indexed:
            notes.append(
                f"De begrotingspost '{line.line}' is {euro(line.amount_cents, 2)}; "
                f"deze tabel komt op {euro(total.indexed, 2)}."
            )
    return notes


def _against_print(printed: TeamHours, total: Computed) -> list[str]:
    pairs = (("kosten", total.cost, printed.cost_cents), ("deel van WOR", total.covered, printed.covered_cents),
             ("na indexatie", total.indexed, printed.indexed_cents))  # fmt: skip
    off = [
        f"Totaal, {what}: wij rekenen {euro(ours, 2)}, het plan noemt {euro(theirs, 2)}."
        for what, ours, theirs in pairs
        if theirs is not None and ours != theirs
    ]
    return off or ["Het jaartotaal klopt tot op de cent met het plan."]
