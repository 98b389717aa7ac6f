"""Synthetic expenses on the budget lines of Enschede (published lines), Hof van Twente and Meierijstad."""

from datetime import date

import numpy as np
import polars as pl

from data_access.models import BudgetLine, Expense, Funding
from sample_data.published import ENSCHEDE, TWENTE
from sample_data.table import SYNTHETIC, name_of, published, reference, shaped
from sample_data.world import World

TEAM = "Wijkteammedewerkers"
TEAM_RATE = 7000
"""Cents an hour of the neighbourhood team in 2023, as in the first year of the hours table."""
TEAM_2023 = 18 * 42 * TEAM_RATE // 12
"""18 hours a week (budget lines of 2023), 42 weeks, a month: on regular money and SamSam, outside WOR."""


def expenses(rng: np.random.Generator, world: World, frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """One row for each area, day, line, fund and whether it is regular money. `frames`: budget lines and funding.

    Nothing is spent on `nadere invulling`, on lines of 0 euro, or on the Twente project (its plan has no accounts).
    """
    paid = _charged(_paid(rng, world, frames[name_of(BudgetLine)]), frames[name_of(Funding)])
    rows = pl.concat([paid, _regular(paid), _regular_first_year()], how="diagonal")
    return shaped(Expense, rows.sort("area", "day", "line", "regular", "fund"), SYNTHETIC)


def _paid(rng: np.random.Generator, world: World, lines: pl.DataFrame) -> pl.DataFrame:
    """The instalments of each line that fall before the data date: with an under- or overspend, and some noise."""
    real = lines.filter(~pl.col("unallocated"), pl.col("amount_cents") > 0, pl.col("area") != TWENTE)
    rows = []
    for line in real.iter_rows(named=True):
        share, months = _habit(line["line"], line["year"])
        noise = rng.normal(1, 0.04, len(months))
        parts = np.round(line["amount_cents"] * share / len(months) * noise).astype(int)
        rows += [
            (line["area"], date(line["year"], month, 28), line["line"], int(cents))
            for month, cents in zip(months, parts, strict=True)
        ]
    frame = pl.DataFrame(rows, schema=["area", "day", "line", "amount_cents"], orient="row")
    return frame.filter(pl.col("day") <= world.data_date)


def _habit(line: str, year: int) -> tuple[float, list[int]]:
    """Share of the budget that gets spent, and in which months: of the longest name in the file that fits."""
    habits = {h["line"]: h for h in reference("spending").iter_rows(named=True)}
    fitting = [name for name in habits if f"{line} {year}".startswith(name)]
    habit = habits[max(fitting, key=len)]
    return habit["share"], [int(month) for month in habit["months"].split()]


def _charged(paid: pl.DataFrame, funding: pl.DataFrame) -> pl.DataFrame:
    """Enschede: the neighbourhood team on POK as soon as there is any; all else on SPUK GALA until that is used up.

    Elsewhere: on the fund that the line was budgeted on.
    """
    year = pl.col("day").dt.year().cast(pl.Int64)
    money = funding.filter(pl.col("in_total")).pivot("fund", index=["area", "year"], values="amount_cents")
    paid = (
        paid.with_columns(year=year, on_team=pl.col("line") == TEAM)
        .join(money.select("area", "year", "spuk_gala", "pok"), on=["area", "year"], how="left")
        .sort("area", "day", "line")
    )
    used = pl.col("amount_cents").cum_sum().over("area", "year", "on_team")
    on_pok = (pl.col("pok").fill_null(0) > 0) & (pl.col("on_team") | (used > pl.col("spuk_gala")))
    planned = reference("synthetic_budget").select("area", "line", "fund").unique()
    return (
        paid.join(planned, on=["area", "line"], how="left", maintain_order="left")
        .with_columns(
            fund=pl.when(pl.col("area") != ENSCHEDE).then("fund")
            .when(on_pok).then(pl.lit("pok")).otherwise(pl.lit("spuk_gala")),
            regular=pl.lit(False),
        )
        .select("area", "day", "line", "fund", "amount_cents", "regular")
    )  # fmt: skip


def _regular(paid: pl.DataFrame) -> pl.DataFrame:
    """The part of the neighbourhood team that regular money covers: WOR pays 75, 50 and 25 percent (hours table)."""
    hours = published("enschede_team_hours_totals")
    share = dict(zip(hours["year"].cast(pl.Int32), hours["wor_share"].cast(pl.Float64), strict=True))
    covered = pl.col("day").dt.year().replace_strict(share)
    return paid.filter(pl.col("line") == TEAM).with_columns(
        amount_cents=(pl.col("amount_cents") * (1 - covered) / covered).round().cast(pl.Int64),
        fund=pl.lit("regular"),
        regular=pl.lit(True),
    )


def _regular_first_year() -> pl.DataFrame:
    """In 2023 WOR paid nothing of the neighbourhood team: all of it was regular work."""
    days = [date(2023, month, 28) for month in range(1, 13)]
    return pl.DataFrame({"day": days}).with_columns(
        area=pl.lit(ENSCHEDE), line=pl.lit(TEAM), fund=pl.lit("regular"), amount_cents=pl.lit(TEAM_2023, pl.Int64),
        regular=pl.lit(True),
    )  # fmt: skip
