"""What a referral and a started activity cost, in WOR money and with the part that regular money pays."""

from typing import TYPE_CHECKING, Any

from domain.cells import Status
from domain.dutch import euro, listing, percent
from domain.results import Result, Shape
from indicators.derive.budget_lines import NOT_SPENT_ON
from indicators.derive.common import delivery_notes, empty, result, rows, table_status
from indicators.derive.known_from import known_from
from indicators.derive.spent import Spent, spent
from indicators.derive.takes_part import not_taking_part, stopped
from indicators.derive.words import when
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

STEPS = "trajectory.step"


def budget_cost(view: View, indicator: "Indicator") -> Result:
    """BARS in cents per case: WOR-funded and full, per referral and per started activity. `value`: WOR per referral."""
    ended = stopped(view, indicator)
    if ended:
        return ended
    found = spent(view)
    if found is None:
        return empty(view, indicator, Status.NO_DATA, not_taking_part(view) or NOT_SPENT_ON)
    referrals = view.cell("referrals").count or 0
    paid = found.total - sum(found.apart.values())
    records = _records(view, found, referrals, paid)
    return result(
        view, indicator, shape=Shape.BARS, value=paid / referrals if referrals else None, base=referrals,
        n=referrals, rows=rows(records), sentence=_sentence(view, records, referrals),
        notes=delivery_notes(view) + known_from(view) + _notes(view, found),
    )  # fmt: skip


def _records(view: View, found: Spent, referrals: int, paid: int) -> list[dict[str, Any]]:
    status, started = _started(view)
    cases: list[tuple[str, str, int | None, Status]] = [("referral", "verwijzing", referrals, Status.SHOWN)]
    if status is not None:
        cases.append(("activity", "gestarte activiteit", started, status))
    money = [("wor", "Geld van WOR", paid)]
    if found.regular:
        money.append(("full", "Met regulier geld erbij", paid + found.regular))
    return [
        {
            "category": f"{kind}|{case}", "label": f"{label} per {word}", "count": count,
            "base": cents if count else None, "value": cents / count if count else None, "status": state.value,
        }
        for case, word, count, state in cases
        for kind, label, cents in money
    ]  # fmt: skip


def _started(view: View) -> tuple[Status | None, int | None]:
    """Referrals of the period with a started activity; no status at all where the area's variant has no such step."""
    variant = view.agreements.variant_of(view.area.code)
    if variant and "activity" not in {s.step for s in variant}:
        return None, None
    status, _ = table_status(view, STEPS)
    if status is not Status.SHOWN:
        return status, None
    cell = view.cell(STEPS, "activity")
    return cell.status, cell.count


def _sentence(view: View, records: list[dict[str, Any]], referrals: int) -> str:
    if not referrals:
        return f"Er zijn geen verwijzingen {when(view)}: kosten per verwijzing zijn niet te berekenen."
    by = {r["category"]: r["value"] for r in records if r["value"] is not None}
    said = f"Een verwijzing kost {euro(by['wor|referral'])} aan geld van WOR"
    said += f", en {euro(by['full|referral'])} met regulier geld erbij." if "full|referral" in by else "."
    if "wor|activity" in by:
        full = f", en {euro(by['full|activity'])} met regulier geld erbij" if "full|activity" in by else ""
        said += f" Een gestarte activiteit kost {euro(by['wor|activity'])} aan geld van WOR{full}."
    return said


def _shares_by_plan(view: View) -> dict[int, float]:
    """The part of the team that WOR pays, by year."""
    own = (row for row in view.agreements.team_hours if row.area == view.area.code)
    return {row.year: row.wor_share for row in sorted(own, key=lambda row: row.year)}


def _notes(view: View, found: Spent) -> tuple[str, ...]:
    notes = []
    if found.apart and found.total:
        names = listing([f"{line} ({euro(cents)})" for line, cents in found.apart.items()])
        share = percent(sum(found.apart.values()) / found.total)
        notes.append(f"Apart gehouden: {names}, samen {share} van de uitgaven. Dat geld gaat niet over verwijzingen.")
    shares = _shares_by_plan(view)
    if len(shares) > 1 and sorted(shares.values(), reverse=True) == list(shares.values()):
        each = listing([f"{percent(share)} in {year}" for year, share in shares.items()])
        notes.append(f"Volgens het plan betaalt WOR {each} van het wijkteam. Zo daalt het bedrag van WOR vanzelf.")
    if not found.regular:
        notes.append("Over regulier geld zijn geen uitgaven geleverd. De volledige kosten kunnen hoger zijn.")
    if view.cell(STEPS, "activity|not_yet").count:
        notes.append(
            "Een deel van de trajecten loopt nog. De kosten per gestarte activiteit kunnen daardoor nog dalen."
        )
    return tuple(notes)
