"""Where the money of the year comes from, and whether it adds up to the total that the plan prints."""

from typing import TYPE_CHECKING, Any

from domain.agreements import Funding, of_year
from domain.cells import Status
from domain.codes import FUNDING
from domain.dutch import euro, listing
from domain.results import Result, Shape
from indicators.derive.common import empty, result, rows
from indicators.derive.spent import budget, whole_year
from indicators.derive.takes_part import not_taking_part
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

UNKNOWN = "Van {name} is geen financiering voor {year} bekend."


def budget_funding(view: View, indicator: "Indicator") -> Result:
    """BARS by fund, in cents. `value` and `base` are what the plan counts in its total; the rest stands apart."""
    funds = of_year(view.agreements.funding, view.area.code, view.period.year)
    if not funds:
        name, year = view.area.name, view.period.year
        return empty(view, indicator, Status.NO_DATA, not_taking_part(view) or UNKNOWN.format(name=name, year=year))
    inside = [f for f in funds if f.in_total]
    total = sum(f.amount_cents for f in inside)
    return result(
        view, indicator, shape=Shape.BARS, value=total, base=total, n=len(funds), n_label="geldbronnen",
        rows=rows([_record(f) for f in funds]), layers=tuple(dict.fromkeys(f.layer for f in funds)),
        sources=tuple(dict.fromkeys(f.source for f in funds)), sentence=_sentence(view, funds, total),
        notes=_adds_up(view, funds, total) + _remarks(funds) + whole_year(view),
    )  # fmt: skip


def _record(fund: Funding) -> dict[str, Any]:
    words = ["structureel" if fund.structural else "incidenteel"] + ([] if fund.in_total else ["buiten het totaal"])
    label = f"{FUNDING.get(fund.fund, fund.fund)} ({', '.join(words)})"
    return {"category": fund.fund, "label": label, "value": fund.amount_cents}


def _sentence(view: View, funds: tuple[Funding, ...], total: int) -> str:
    parts = [f"{euro(f.amount_cents)} {FUNDING.get(f.fund, f.fund)}" for f in funds if f.in_total and f.amount_cents]
    said = f"Voor {view.period.year} is er {euro(total)}: {listing(parts)}."
    if len(parts) < 2:
        said = f"Voor {view.period.year} is er {parts[0] if parts else euro(total)}."
    if parts and not any(f.structural for f in funds if f.in_total and f.amount_cents):
        said += " Dit geld is incidenteel: het komt niet vanzelf elk jaar terug."
    apart = [f"{euro(f.amount_cents)} {FUNDING.get(f.fund, f.fund)}" for f in funds if not f.in_total]
    return said + (f" Buiten dit totaal: {listing(apart)}." if apart else "")


def _remarks(funds: tuple[Funding, ...]) -> tuple[str, ...]:
    return tuple(f"{FUNDING.get(f.fund, f.fund)}: {f.note}" for f in funds if f.note and f.amount_cents)


def _adds_up(view: View, funds: tuple[Funding, ...], total: int) -> tuple[str, ...]:
    """The printed total and the sum of the budget lines, each to the cent."""
    printed = next((f.stated_total_cents for f in funds if f.stated_total_cents is not None), None)
    planned = sum(line.amount_cents for line in budget(view)) if budget(view) else None
    notes = []
    for what, amount in (("het totaal dat het plan noemt", printed), ("de som van de begrotingsposten", planned)):
        if amount == total:
            notes.append(f"De geldbronnen tellen op tot {what}: {euro(total, 2)}.")
        elif amount is not None:
            notes.append(f"De geldbronnen zijn samen {euro(total, 2)}, maar {what} is {euro(amount, 2)}.")
    return tuple(notes)
