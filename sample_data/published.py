"""Layer `published`: what the five documents print, from the data files in published/ (kept as they were handed over).

The Dutch wording of what stands there in English is our own: reference/figures_dutch.csv and contradictions_dutch.csv.
"""

from functools import cache

import polars as pl

from data_access.models import Contradiction, StatedFigure, TeamHoursPlan
from sample_data.table import PUBLISHED, cents, name_of, published, reference, shaped

ENSCHEDE, TWENTE, DWO, HVT, MEIERIJSTAD = "GM0153", "REG-TWENTE", "REG-DWO", "GM1735", "GM1948"
DELDEN = "HVT-DELDEN"
AREAS = {
    "Delden (Hof van Twente)": DELDEN, "Goor (Hof van Twente)": "HVT-GOOR", "Meierijstad": MEIERIJSTAD,
    "Nederland": "NL", "Enschede": ENSCHEDE, "Twente": TWENTE, "DWO": DWO,
}  # fmt: skip
LETTER, SLIDES = "Raadsbrief Hof van Twente", "Presentatie Meierijstad"
ENSCHEDE_PLAN, TWENTE_PLAN, DWO_PLAN = (
    "Meerjarenplan Enschede 2023-2026", "Projectplan Twente", "Plan van aanpak DWO 2025-2026",
)  # fmt: skip
SOURCES = {"000": LETTER, "001": SLIDES, "002": ENSCHEDE_PLAN, "003": TWENTE_PLAN, "004": DWO_PLAN}


@cache
def stated() -> dict[str, float]:
    """Key to value, of the published figures that are a number."""
    figures = published("figures").with_columns(pl.col("value").cast(pl.Float64, strict=False))
    known = figures.drop_nulls("value")
    return dict(zip(known["id"], known["value"], strict=True))


def published_frames() -> dict[str, pl.DataFrame]:
    return {
        name_of(StatedFigure): stated_figures(),
        name_of(Contradiction): contradictions(),
        name_of(TeamHoursPlan): team_hours(),
    }


def stated_figures() -> pl.DataFrame:
    """Value and kind as in the data file; period, unit and note in Dutch."""
    file = published("figures").select("id", "scope", "value", "kind", "source_file")
    frame = file.join(reference("figures_dutch"), on="id", how="left", maintain_order="left")
    return shaped(StatedFigure, _placed(frame), PUBLISHED)


def contradictions() -> pl.DataFrame:
    file = published("contradictions").select("id", "scope", "source_file")
    frame = file.join(reference("contradictions_dutch"), on="id", how="left", maintain_order="left")
    return shaped(Contradiction, _placed(frame), PUBLISHED)


def _placed(frame: pl.DataFrame) -> pl.DataFrame:
    """With our area code and the Dutch name of the document (its file name begins with a number of three digits)."""
    return frame.rename({"id": "key"}).with_columns(
        area=pl.col("scope").replace_strict(AREAS),
        source=pl.col("source_file").str.slice(0, 3).replace_strict(SOURCES),
    )


def team_hours() -> pl.DataFrame:
    """The twelve quarters, and quarter 0 for the printed total of each year."""
    quarters = published("enschede_team_hours").with_columns(pl.col("quarter").str.strip_prefix("Q"))
    totals = published("enschede_team_hours_totals").with_columns(pl.lit("0").alias("quarter"))
    frame = pl.concat([quarters, totals], how="diagonal").sort("year", "quarter", maintain_order=True)
    return shaped(
        TeamHoursPlan,
        frame.with_columns(
            area=pl.lit(ENSCHEDE),
            source=pl.lit(ENSCHEDE_PLAN),
            cost_cents=cents("cost_eur"),
            covered_cents=cents("wor_covered_eur"),
            indexed_cents=cents("wor_covered_indexed_eur"),
        ),
        PUBLISHED,
    )
