"""Participating beside all practices, by municipality: the rows that norm practices and registered patients share."""

from collections.abc import Callable
from typing import Any

from indicators.derive.registered import Registered, municipalities, registered
from indicators.view import View

Measure = Callable[[Registered], float | None]


def by_municipality(view: View, value: Measure, base: Measure, *, reference: bool) -> list[dict[str, Any]]:
    """One row per municipality (that takes part); with `reference` the tick stands at the base."""
    records = []
    for area in municipalities(view):
        known = registered(view.of(area))
        if known:
            tick = base(known) if reference else None
            records.append(
                {"category": area.code, "label": area.name, "count": known.participating, "value": value(known),
                 "base": base(known), "reference": tick}
            )  # fmt: skip
    return records
