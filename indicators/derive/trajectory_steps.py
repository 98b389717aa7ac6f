"""How many referrals reached each step of the area's variant of the trajectory."""

from typing import TYPE_CHECKING, Any

from domain.agreements import Step
from domain.cells import Status
from domain.dutch import number, percent, plural
from domain.results import Result, Shape
from indicators.derive.breakdown import NONE_AT_ALL, STILL_TO_COME
from indicators.derive.common import delivery_notes, empty, result, rows, sentence_of
from indicators.derive.takes_part import stopped
from indicators.derive.words import margin
from indicators.statistics import wilson
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TABLE = "trajectory.step"
NO_VARIANT = "Voor dit gebied zijn de stappen van het traject niet vastgelegd."
NO_ACTIVITY = "In dit gebied is het starten van een activiteit geen eigen stap van het traject."
HEADLINE = "activity"


def trajectory_steps(view: View, indicator: "Indicator") -> Result:
    """STEPS; `base` of a step are all referrals less those of which it is not yet known. Headline: the activity."""
    variant = view.agreements.variant_of(view.area.code)
    if not variant:
        return empty(view, indicator, Status.NO_DATA, NO_VARIANT)
    missing = stopped(view, indicator, TABLE)
    if missing:
        return missing
    total = view.cell(TABLE).count or 0
    if not total:
        return result(view, indicator, shape=Shape.STEPS, sentence=NONE_AT_ALL, n=0, base=0)
    after = [s for s in variant if s.step != "referral"]
    records = _start(variant, total) + [r for step in after for r in _records(view, step)]
    reached = next((r for r in records if r["category"] == HEADLINE and r["status"] == Status.SHOWN), None)
    if reached is None:
        return _without_headline(view, indicator, records)
    interval = wilson(reached["count"], int(reached["base"]))
    return result(
        view, indicator, shape=Shape.STEPS, value=reached["value"], low=interval.low, high=interval.high,
        base=reached["base"], n=int(reached["base"]), rows=rows(records),
        sentence=f"Bij {number(reached['count'])} van de {plural(int(reached['base']), 'verwijzing', 'verwijzingen')} "
        f"is de stap '{reached['label']}' bereikt: {percent(reached['value'])} ({margin(interval, percent)}).",
        notes=delivery_notes(view) + _notes(view, records, after),
    )  # fmt: skip


def _start(variant: tuple[Step, ...], total: int) -> list[dict[str, Any]]:
    first = [s for s in variant if s.step == "referral"]
    shown = {"count": total, "base": total, "value": 1.0, "status": Status.SHOWN.value}
    return [{"category": s.step, "label": s.label} | shown for s in first]


def _records(view: View, step: Step) -> list[dict[str, Any]]:
    """The step's row, and one with the open cases where there are any."""
    name = {"category": step.step, "label": step.label}
    reached, waiting, missed = (view.cell(TABLE, f"{step.step}{part}") for part in ("", "|not_yet", "|missed"))
    if reached.count is None or waiting.count is None or missed.count is None:
        return [name | {"status": Status.HIDDEN.value}]
    base, records = reached.count + missed.count, []
    if base:
        records.append(name | {"count": reached.count, "base": base, "value": reached.count / base,
                               "status": Status.SHOWN.value})  # fmt: skip
    if waiting.count:
        records.append(name | {"count": waiting.count, "base": base + waiting.count,
                               "status": Status.NOT_YET_KNOWN.value})  # fmt: skip
    return records


def _without_headline(view: View, indicator: "Indicator", records: list[dict[str, Any]]) -> Result:
    """The activity is hidden, still to come for everyone, or no step of this variant."""
    found = {r.get("status") for r in records if r["category"] == HEADLINE}
    if Status.HIDDEN in found:
        return empty(view, indicator, Status.HIDDEN, sentence_of(view, Status.HIDDEN))
    if Status.NOT_YET_KNOWN in found:
        return empty(view, indicator, Status.NOT_YET_KNOWN, STILL_TO_COME)
    return result(view, indicator, shape=Shape.STEPS, sentence=NO_ACTIVITY, rows=rows(records))


def _notes(view: View, records: list[dict[str, Any]], steps: list[Step]) -> tuple[str, ...]:
    notes = []
    waiting = next((r for r in records if r["category"] == HEADLINE and r["status"] == Status.NOT_YET_KNOWN), None)
    if waiting:
        many = plural(waiting["count"], "verwijzing", "verwijzingen")
        notes.append(f"Van {many} is deze stap nog niet bekend: die begonnen daarvoor te kort geleden.")
    recipients = list(dict.fromkeys(s.recipient for s in steps))
    notes.append(f"Ontvanger van de verwijzing: {', '.join(recipients)}.")
    return tuple(notes)
