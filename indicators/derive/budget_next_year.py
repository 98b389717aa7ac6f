"""The money of the year after: what is planned, what the team costs then, and the question that was promised."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.agreements import BudgetLine, Funding, Statement, TeamHours, of_year
from domain.cells import Status
from domain.codes import FUNDING
from domain.dutch import euro, listing, number
from domain.periods import Period
from domain.results import Result, Shape
from indicators.derive.common import empty, result, rows
from indicators.derive.spent import plan_layers
from indicators.derive.takes_part import not_taking_part
from indicators.derive.team_hours import HOURS_A_WEEK, computed_total, printed_total, quarters, rate
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

UNKNOWN = "Over het geld van {name} in {year} is nog niets bekend."
QUESTION = "Vraag voor het gesprek aan het eind van het jaar: vraagt doorgaan extra geld?"


@dataclass(frozen=True, kw_only=True)
class Team:
    """`wor` and `regular` in cents. `assumed`: there is no plan for the year; all work is then regular."""

    hours: int
    practices: int
    weeks: int
    hourly: int
    wor: int
    regular: int
    assumed: bool


def budget_next_year(view: View, indicator: "Indicator") -> Result:
    """BARS in cents: each fund known for the year after the period, and the cost of the team. `value`: the funds."""
    year = view.period.year + 1
    funds, team = _funds(view, year), _team(view, view.at(Period(year=year)))
    if not funds and team is None:
        sentence = not_taking_part(view) or UNKNOWN.format(name=view.area.name, year=year)
        return empty(view, indicator, Status.NO_DATA, sentence)
    return result(
        view, indicator, shape=Shape.BARS, value=sum(amount for _, amount in funds) if funds else None, n=len(funds),
        n_label="geldbronnen", period_label=str(year), layers=plan_layers(view), rows=rows(_records(funds, team)),
        sentence=_sentence(year, funds, team), notes=_notes(view, indicator, funds, team),
    )  # fmt: skip


def _funds(view: View, year: int) -> list[tuple[str, int]]:
    """Code or name of each fund and its cents: from the plan's table, else what a document says of that very year."""
    planned: tuple[Funding, ...] = of_year(view.agreements.funding, view.area.code, year)
    if planned:
        return [(f.fund, f.amount_cents) for f in planned if f.in_total and f.amount_cents]
    said = [
        s for s in view.agreements.statements if s.area == view.area.code and s.period == str(year) and _is_money(s)
    ]
    return [(_fund_of(s), round(float(s.value or 0) * 100)) for s in said]


def _is_money(said: Statement) -> bool:
    return said.kind == "budget" and bool(said.value) and (said.unit or "").upper().startswith("EUR")


def _fund_of(said: Statement) -> str:
    """The fund that the statement's key names (`ens_pok_2027`)."""
    words = said.key.split("_")
    return next((code for code in FUNDING if code in words), said.key)


def _team(view: View, after: View) -> Team | None:
    """The team in the year `after` by its own plan; without one the last quarter of this year, for a whole year."""
    plan, printed = quarters(after), printed_total(after)
    if plan:
        total = computed_total(plan, rate(plan), printed.indexation if printed else None)
        wor = total.indexed or total.covered
        return Team(hours=total.hours, practices=plan[-1].practices or 0, weeks=sum(q.weeks for q in plan),
                    hourly=rate(plan), wor=wor, regular=total.cost - total.covered, assumed=False)  # fmt: skip
    before = quarters(view)
    if not before:
        return None
    weeks, practices, hourly = sum(q.weeks for q in before), before[-1].practices or 0, rate(before)
    hours = practices * weeks * HOURS_A_WEEK
    return Team(
        hours=hours, practices=practices, weeks=weeks, hourly=hourly, wor=0, regular=hours * hourly, assumed=True
    )


def _records(funds: list[tuple[str, int]], team: Team | None) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = [
        {"category": code, "label": f"Beschikbaar: {FUNDING.get(code, code)}", "value": amount}
        for code, amount in funds
    ]
    if team and team.wor:
        records.append({"category": "team_wor", "label": "Wijkteam: deel van WOR", "value": team.wor})
    if team:
        records.append(
            {"category": "team_regular", "label": "Wijkteam: regulier geld", "value": team.regular, "count": team.hours}
        )
    return records


def _sentence(year: int, funds: list[tuple[str, int]], team: Team | None) -> str:
    parts = [f"{euro(amount)} {FUNDING.get(code, code)}" for code, amount in funds]
    said = f"Voor {year} is {listing(parts)} bekend." if parts else f"Voor {year} is nog geen geld bekend."
    if team and team.assumed:
        said += (
            f" Het wijkteam is dan helemaal regulier werk: {number(team.practices)} praktijken x {number(team.weeks)} "
            f"weken x {HOURS_A_WEEK} uur is {number(team.hours)} uur. Dat is ongeveer {euro(round(team.regular, -4))}."
        )
    elif team:
        said += (f" Het wijkteam kost dan {euro(team.wor + team.regular)}: {euro(team.wor)} uit WOR en "
                 f"{euro(team.regular)} uit regulier geld.")  # fmt: skip
    return f"{said} {QUESTION}"


def _notes(view: View, indicator: "Indicator", funds: list[tuple[str, int]], team: Team | None) -> tuple[str, ...]:
    notes, year = [], view.period.year + 1
    if "spuk_gala" not in {code for code, _ in funds}:
        notes.append(f"In de plannen staat geen SPUK GALA voor {year}.")
    if team and team.assumed:
        notes.append(
            f"Gerekend met het uurtarief van {year - 1}: {euro(team.hourly, 2)}. Een later tarief is niet bekend."
        )
    plans: list[TeamHours | BudgetLine] = [*view.agreements.team_hours, *view.agreements.budget_lines]
    own = {row.source for row in plans if row.area == view.area.code}
    notes += [
        f"{name} gaat ervan uit dat doorgaan geen extra geld vraagt." for name in indicator.sources if name in own
    ]
    return tuple(notes)
