"""Budget lines and funding: published for Enschede and Twente, synthetic for Hof van Twente and Meierijstad."""

import polars as pl

from data_access.models import BudgetLine, Funding
from sample_data.published import ENSCHEDE, ENSCHEDE_PLAN, TWENTE, TWENTE_PLAN
from sample_data.table import PUBLISHED, SYNTHETIC, cents, name_of, published, reference, shaped

UNALLOCATED = "Nadere invulling"
FUNDS = {"SPUK GALA": "spuk_gala", "POK": "pok"}
SAMPLE_SOURCE = "Voorbeeldgegevens"
TWENTE_YEAR = 2024
"""The project plan (version of 1 November 2024) prints no year with its budget."""
NOTES = {
    "samsam": "Dekt de regisseur WOR, waarvan € 10.000 van de provincie; buiten het totaal van WOR.",
    "pok": "Bekendheid toegang, actielijn huisartsen; 2024 tot en met 2027.",
    "gala": "Het projectplan noemt geen jaar bij de begroting; 2024 is het jaar van het plan.",
}


def budget_frames() -> dict[str, pl.DataFrame]:
    return {
        name_of(BudgetLine): pl.concat([_enschede_lines(), _twente_lines(), _synthetic_lines()]),
        name_of(Funding): pl.concat([_plan_funding(), _other_funding(), _synthetic_funding()]),
    }


def _lines(frame: pl.DataFrame, source: str, layer: str) -> pl.DataFrame:
    """With the place of each line within its area and year, in the order of the document."""
    position = pl.col("line").cum_count().over("area", "year")
    unallocated = pl.col("line") == UNALLOCATED
    placed = frame.with_columns(
        position=position, amount_cents=cents("amount_eur"), unallocated=unallocated, source=pl.lit(source)
    )
    return shaped(BudgetLine, placed, layer)


def _enschede_lines() -> pl.DataFrame:
    frame = published("enschede_budget_lines").with_columns(area=pl.lit(ENSCHEDE))
    return _lines(frame, ENSCHEDE_PLAN, PUBLISHED)


def _twente_lines() -> pl.DataFrame:
    return _lines(reference("twente_budget").with_columns(area=pl.lit(TWENTE)), TWENTE_PLAN, PUBLISHED)


def _synthetic_lines() -> pl.DataFrame:
    return _lines(reference("synthetic_budget"), SAMPLE_SOURCE, SYNTHETIC)


def _plan_funding() -> pl.DataFrame:
    """Enschede's funding as the plan's table prints it, a zero included."""
    fund = pl.col("funding_source").replace_strict(FUNDS)
    frame = published("enschede_funding").with_columns(
        area=pl.lit(ENSCHEDE),
        fund=fund,
        amount_cents=cents("amount_eur"),
        stated_total_cents=cents("stated_total_eur"),
        source=pl.lit(ENSCHEDE_PLAN),
        note=fund.replace_strict(NOTES, default=None),
    )
    return shaped(Funding, frame, PUBLISHED)


def _other_funding() -> pl.DataFrame:
    """What the documents print outside that table: SamSam in 2023, POK in 2027, and GALA for the Twente project."""
    euros = published("figures").filter(pl.col("value").str.contains(r"^[\d.]+$"))
    amount = dict(zip(euros["id"], euros.select(cents("value")).to_series(), strict=True))
    twente = amount["twe_project_cost"]
    rows = [
        (ENSCHEDE, 2023, "samsam", amount["ens_samsam_2023"], False, None, ENSCHEDE_PLAN),
        (ENSCHEDE, 2027, "pok", amount["ens_pok_2027"], True, None, ENSCHEDE_PLAN),
        (TWENTE, TWENTE_YEAR, "gala", twente, True, twente, TWENTE_PLAN),
    ]
    columns = ["area", "year", "fund", "amount_cents", "in_total", "stated_total_cents", "source"]
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    return shaped(Funding, frame.with_columns(note=pl.col("fund").replace_strict(NOTES)), PUBLISHED)


def _synthetic_funding() -> pl.DataFrame:
    """As much as the lines that it pays for."""
    sums = reference("synthetic_budget").group_by("area", "year", "fund", maintain_order=True)
    frame = sums.agg(cents("amount_eur").sum().alias("amount_cents"))
    total = pl.col("amount_cents").sum().over("area", "year")
    structural = pl.col("fund") == "insurer"
    return shaped(
        Funding,
        frame.with_columns(stated_total_cents=total, structural=structural, source=pl.lit(SAMPLE_SOURCE)),
        SYNTHETIC,
    )
