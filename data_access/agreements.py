"""The current rows of what was agreed and stated, as the frozen records of domain.agreements."""

from dataclasses import fields
from typing import Any, TypeVar

import polars as pl
from sqlalchemy import Connection, Engine, select

from data_access.contract import CONTRACT
from data_access.engine import reading
from data_access.frames import read_frame
from domain.agreements import (
    Agreements,
    BudgetLine,
    Contradiction,
    Funding,
    Organisation,
    Phase,
    Statement,
    Step,
    Target,
    TeamHours,
)
from domain.areas import Area, Geography, Level, TakesPart
from domain.results import Layer

Record = TypeVar("Record")
LAYERED = ("referral", "participation", "delivery", "population", "expense")


def read_agreements(engine: Engine) -> Agreements:
    """Empty, not an error, where nothing was loaded. Raises DataAwayError."""
    with reading(engine) as connection:
        return agreements_in(connection)


def agreements_in(connection: Connection) -> Agreements:
    """As they are within a transaction."""
    return Agreements(
        geography=_geography(connection),
        targets=_records(connection, "target", Target),
        statements=_records(connection, "statedfigure", Statement),
        contradictions=_records(connection, "contradiction", Contradiction),
        budget_lines=_records(connection, "budgetline", BudgetLine),
        funding=_records(connection, "funding", Funding),
        team_hours=_records(connection, "teamhoursplan", TeamHours),
        steps=_records(connection, "trajectorystep", Step),
        phases=_records(connection, "phase", Phase),
        organisations=_records(connection, "welfareorganisation", Organisation),
        practice_names=dict(read_frame(connection, "practice").select("code", "name").iter_rows()),
        layers={name: layer for name in LAYERED if (layer := _layer(connection, name))},
    )


def read_geography(engine: Engine) -> Geography:
    """Raises DataAwayError."""
    with reading(engine) as connection:
        return _geography(connection)


def _records(connection: Connection, table: str, record: type[Record]) -> tuple[Record, ...]:
    names = [f.name for f in fields(record)]  # type: ignore[arg-type]
    frame = read_frame(connection, table).select(names)
    return tuple(record(**_typed(row)) for row in frame.iter_rows(named=True))


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"layer": Layer(row["layer"])} if "layer" in row else row


def _geography(connection: Connection) -> Geography:
    regions, municipalities, villages = (read_frame(connection, t) for t in ("region", "municipality", "village"))
    return Geography(areas=(*_regions(regions), *_municipalities(municipalities), *_villages(villages, municipalities)))


def _regions(frame: pl.DataFrame) -> list[Area]:
    rows = frame.select("code", "name", "note").iter_rows(named=True)
    return [Area(level=Level.REGION, **row) for row in rows]


def _municipalities(frame: pl.DataFrame) -> list[Area]:
    columns = frame.select("code", "name", "village_label", "note", "takes_part", parent="region")
    rows = columns.iter_rows(named=True)
    return [Area(level=Level.MUNICIPALITY, **row | {"takes_part": TakesPart(row["takes_part"])}) for row in rows]


def _villages(frame: pl.DataFrame, municipalities: pl.DataFrame) -> list[Area]:
    """A village takes its label from its municipality."""
    labels = dict(municipalities.select("code", "village_label").iter_rows())
    rows = frame.select("code", "name", parent="municipality").iter_rows(named=True)
    return [Area(level=Level.VILLAGE, village_label=labels.get(row["parent"], "kern"), **row) for row in rows]


def _layer(connection: Connection, name: str) -> Layer | None:
    """Of the first current row. What was delivered into sample data stays under the banner of sample data."""
    table = CONTRACT[name].table
    rows = select(table.c.layer).where(table.c.batch_out.is_(None))
    found = connection.execute(rows.order_by(table.c.id).limit(1)).scalar()
    return Layer(found) if found else None
