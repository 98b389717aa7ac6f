"""Frames in the shape of the stored tables, and the CSV files of this room."""

from pathlib import Path

import polars as pl
from sqlmodel import SQLModel

from data_access.contract import CONTRACT
from data_access.frames import complete

ROOM = Path(__file__).parent
PUBLISHED, SYNTHETIC = "published", "synthetic"


def name_of(model: type[SQLModel]) -> str:
    return str(model.__tablename__)


def shaped(model: type[SQLModel], frame: pl.DataFrame, layer: str) -> pl.DataFrame:
    """The frame with exactly the columns and types of the model's table; columns that it does not know are dropped."""
    contract = CONTRACT[name_of(model)]
    known = [name for name in frame.columns if name in contract.schema and name != "layer"]
    return complete(contract, frame.select(known).with_columns(pl.lit(layer).alias("layer")))


def reference(name: str) -> pl.DataFrame:
    return pl.read_csv(ROOM / "reference" / f"{name}.csv", try_parse_dates=True, infer_schema_length=None)


def published(name: str) -> pl.DataFrame:
    """A published data file as it was handed over, every column as text."""
    return pl.read_csv(ROOM / "published" / f"{name}.csv", infer_schema=False)


def cents(column: str) -> pl.Expr:
    """Euros as text to whole cents, without floating point on the way."""
    return (pl.col(column).cast(pl.String).cast(pl.Decimal(16, 2)) * 100).cast(pl.Int64)
