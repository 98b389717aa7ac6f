"""What needs attention, in sentences that follow from the figures: behind an aim, missing or silent.

What is hidden asks for no attention; the overview names it in one sentence of its own (`overview.folded`).
"""

from collections.abc import Iterator, Mapping

from domain.cells import Status
from domain.dutch import listing, plural
from domain.results import Judgement, Result
from indicators.derive.common import delivery_notes
from indicators.view import View


def attention(view: View, results: Mapping[str, Result]) -> tuple[str, ...]:
    """Most urgent first; empty where nothing stands out."""
    return tuple(_points(view, results))


def _points(view: View, results: Mapping[str, Result]) -> Iterator[str]:
    behind = [r for r in results.values() if r.judgement is Judgement.BEHIND]
    for result in behind:
        yield f"{result.title}: blijft achter bij de afspraak. {result.sentence}"
    yield from delivery_notes(view)
    if "practices_referring" in results:
        yield from _silent(results["practices_referring"])
    missing = [r.title for r in results.values() if r.status is Status.NO_DATA]
    if missing:
        yield f"Geen gegevens: {listing(sorted(missing))}."


def _silent(result: Result) -> Iterator[str]:
    """Practices that take part without a referral."""
    rows = result.rows.filter(result.rows["category"] == "silent")
    count = int(rows["value"][0]) if rows.height and rows["value"][0] else 0
    if count:
        words = plural(count, "deelnemende praktijk heeft", "deelnemende praktijken hebben")
        yield f"{words} in deze periode niemand verwezen."
