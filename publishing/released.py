"""The released cells of a data version: made once, kept beside the snapshot, read by every process."""

import os
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.programme import read_programme
from data_access.registrations import read_registrations
from data_access.snapshot import snapshot_folder
from domain.areas import Level
from domain.cells import DataState
from domain.periods import Grain
from domain.viewer import Scope
from indicators.count import count_cells
from indicators.count.cells import Depth
from publishing.provisional import protect

COUNTED = Depth(levels=(Level.REGION, Level.MUNICIPALITY), grains=(Grain.YEAR, Grain.HALF), practices=False)


@dataclass(frozen=True, kw_only=True, eq=False)
class ReleasedCells:
    """All released cells sorted by area, and where each area's rows lie."""

    frame: pl.DataFrame
    places: dict[str, tuple[int, int]]

    def of(self, area: str) -> pl.DataFrame:
        start, length = self.places.get(area, (0, 0))
        return self.frame.slice(start, length)


def released_cells(engine: Engine, state: DataState) -> ReleasedCells:
    """From the file of this data version, which is made first where it is missing."""
    path = snapshot_folder(engine, state) / "released.parquet"
    if not path.exists():
        write_release(engine, state, path)
    frame = pl.read_parquet(path)
    index = frame.with_row_index().group_by("area").agg(pl.col("index").min(), pl.len())
    return ReleasedCells(frame=frame, places={area: (start, length) for area, start, length in index.iter_rows()})


def write_release(engine: Engine, state: DataState, path: Path) -> None:
    """Written beside and renamed: a reader sees the whole file or none."""
    agreements = read_agreements(engine)
    everything = Scope(municipalities=frozenset(a.code for a in agreements.geography.of_level(Level.MUNICIPALITY)))
    referrals = read_registrations(engine, state, everything)
    cells = count_cells(referrals, read_programme(engine), agreements, state.data_date, COUNTED)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    protect(cells, agreements.geography).write_parquet(beside)
    beside.replace(path)
