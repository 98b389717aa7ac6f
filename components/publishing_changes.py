"""What changed in a municipality's own totals since the last release: for the coordinator, who sees live figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import polars as pl

from data_access import cached
from domain.areas import Area
from domain.cells import TOTAL, DataState, Origin, Status
from domain.dutch import number
from domain.periods import Grain, parse_period
from domain.protection import MARK
from domain.releases import ReleaseHead
from domain.viewer import Viewer
from publishing import gate

WORD = {"referrals": "Verwijzingen"}
"""Tables whose totals are released; intakes by date of intake are not (docs/protection.md)."""
NEW = "nog niet gepubliceerd"
MUNICIPALITIES = 400

Totals = Mapping[tuple[str, str], str]
"""Words by table and year."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One total, in words."""

    label: str
    before: str
    now: str


def changes(viewer: Viewer, municipality: Area, state: DataState, head: ReleaseHead | None) -> tuple[Change, ...]:
    """A row for each table and year that has live figures; none where the viewer may not see these."""
    if gate.origin_for(viewer, municipality, cached.agreements(state.token)) is not Origin.LIVE:
        return ()
    content = cached.release_content(head.number, head.hash) if head else None
    before = _totals(content.cells, municipality.code) if content else {}
    return tuple(
        Change(
            label=f"{WORD[table]} in {parse_period(period).label_until(state.data_date)}",
            before=before.get((table, period), NEW),
            now=now,
        )
        for (table, period), now in _live(state, municipality.code).items()
    )


@lru_cache(maxsize=MUNICIPALITIES)
def _live(state: DataState, code: str) -> Totals:
    """Counted once for each data version. Who may ask is decided outside, on every run."""
    agreements = cached.agreements(state.token)
    cells = gate.live(cached.engine(), state, agreements, None, agreements.geography.by_code[code])
    return _totals(cells.frame, code)


def _totals(cells: pl.DataFrame, area: str) -> Totals:
    totals = cells.filter(
        (pl.col("area") == area) & (pl.col("category") == TOTAL) & pl.col("table").is_in(list(WORD))
    ).sort(pl.col("table") != "referrals", "period")
    found = totals.select("table", "period", "count", "status").iter_rows()
    years = ((t, p, n, s) for t, p, n, s in found if parse_period(p).grain is Grain.YEAR and s != Status.NO_DATA)
    return MappingProxyType({(table, period): _word(count, status) for table, period, count, status in years})


def _word(count: int | None, status: str) -> str:
    return number(count) if status == Status.SHOWN else MARK
