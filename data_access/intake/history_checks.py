"""What a delivery of referrals says against what was delivered before: warnings, as only people know the reason."""

from collections.abc import Iterator, Mapping
from statistics import median

import polars as pl

from data_access.intake.book import ROW
from data_access.intake.findings import found
from data_access.intake.known import Known
from domain.dutch import number
from domain.periods import parse_period

FACTOR = 3
SMALLEST = 10
"""A month with fewer referrals, now and before, says nothing about a factor."""
BACK = 6
"""Months before that a month is held against."""

Months = Mapping[str, int]


def check_history(frame: pl.DataFrame, known: Known, *, complete: bool) -> Iterator[pl.DataFrame]:
    """Warnings about the file as a whole. `complete`: what the delivery does not have has vanished."""
    month = pl.col("date_referral").dt.strftime("%Y-%m")
    keys = ("supplier", "municipality")
    counts = frame.group_by(*keys, month.alias("month")).len().sort(*keys, "month")
    for (supplier, municipality), part in counts.group_by(*keys, maintain_order=True):
        now = dict(part.select("month", "len").iter_rows())
        before = {m: n for (s, g, m), n in known.monthly.items() if (s, g) == (supplier, municipality)}
        name = known.codes.get("municipality", {}).get(str(municipality), str(municipality))
        sentences = [*_jumps(now, before, name, known)]
        if complete:
            sentences += _shrinks(now, before, name)
        for rule, text in sentences:
            yield found(pl.DataFrame({ROW: [0]}), rule=rule, text=text, warning=True)


def _jumps(now: Months, before: Months, name: str, known: Known) -> Iterator[tuple[str, str]]:
    """Months that differ by more than a factor from the months before; the running month is too young to be low."""
    running = f"{known.data_date:%Y-%m}"
    both = {**before, **now}
    for month in now:
        past = [n for m, n in sorted(both.items()) if m < month][-BACK:]
        if len(past) < 2 or max(median(past), now[month]) < SMALLEST:
            continue
        usual, here = median(past), now[month]
        if here > FACTOR * usual or (here * FACTOR < usual and month != running):
            text = (
                f"{name}, {parse_period(month).label}: {number(here)} verwijzingen, en in de maanden ervoor meestal "
                f"{number(usual)}. Kijk of het bestand klopt en of de maand compleet is."
            )
            yield "jump", text


def _shrinks(now: Months, before: Months, name: str) -> Iterator[tuple[str, str]]:
    for month in sorted(before):
        here = now.get(month, 0)
        if here < before[month]:
            text = (
                f"{name}, {parse_period(month).label}: {number(here)} verwijzingen, en eerder waren het er "
                f"{number(before[month])}. Kijk of er verwijzingen ontbreken."
            )
            yield "shrinks", text
