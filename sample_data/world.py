"""The world that registrations are drawn in: municipalities, villages, practices and how many referrals there were."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from sample_data.published import stated
from sample_data.table import reference

DATA_DATE = date(2026, 10, 31)
FIRST_YEAR, LAST_YEAR = 2023, 2026
REGIONS = pl.DataFrame(
    [
        ("REG-TWENTE", "Twente", "Welke vijf van de veertien gemeenten de pilot deden, noemt het projectplan niet. "
         "Behalve voor Enschede en Hof van Twente is hier aangenomen wie meedoet."),
        ("REG-DWO", "DWO", "Aanname: het plan van aanpak somt de gemeenten van de regio niet op. "
         "Hier zijn dat Delft, Westland, Midden-Delfland en Pijnacker-Nootdorp."),
        ("REG-NOB", "Noordoost-Brabant", "Van deze regio is hier alleen Meierijstad opgenomen."),
    ],
    schema=["code", "name", "note"],
    orient="row",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """What is given before anything is drawn.

    municipalities: reference/municipalities.csv, villages, joins (so many practices of a municipality, or of one of
    its villages, take part from a day on), volumes (so many referrals from a municipality's practices between two
    days). years: of inhabitants and registered patients. detailed: municipalities with inhabitants by village.
    """

    regions: pl.DataFrame
    municipalities: pl.DataFrame
    villages: pl.DataFrame
    joins: pl.DataFrame
    volumes: pl.DataFrame
    organisations: pl.DataFrame
    years: range
    data_date: date

    @property
    def case_years(self) -> range:
        """Calendar years in which something can happen to a case."""
        first = self.volumes["first"].min()
        assert isinstance(first, date)  # noqa: S101  (for mypy: the file has a date in every row)
        return range(first.year, self.data_date.year + 2)

    @property
    def detailed(self) -> frozenset[str]:
        return frozenset(self.villages.drop_nulls("inhabitants")["municipality"])


def sample_world() -> World:
    return World(
        regions=REGIONS,
        municipalities=reference("municipalities"),
        villages=reference("villages"),
        joins=reference("joins"),
        volumes=as_published(reference("volumes")),
        organisations=reference("welfare_organisations"),
        years=range(FIRST_YEAR, LAST_YEAR + 1),
        data_date=DATA_DATE,
    )


def as_published(volumes: pl.DataFrame) -> pl.DataFrame:
    """Rows that name a published figure add up to that figure, in the proportion they have in the file."""
    for key in volumes["published"].drop_nulls().unique(maintain_order=True):
        rows = (volumes["published"] == key).fill_null(False)
        shares = volumes.filter(rows)["referrals"].to_numpy()
        exact = np.zeros(volumes.height, dtype=np.int64)
        exact[rows.to_numpy()] = apportion(int(stated()[key]), shares)
        volumes = volumes.with_columns(
            pl.when(rows).then(pl.Series(exact)).otherwise(pl.col("referrals")).alias("referrals")
        )
    return volumes


def apportion(total: int, shares: np.ndarray) -> np.ndarray:
    """Whole numbers that add up to `total`, in proportion to `shares` (largest remainders)."""
    exact = shares / shares.sum() * total
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole
