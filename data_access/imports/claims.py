"""A complete delivery: the statement that of a table, a supplier and an area this is all there is."""

import polars as pl
from sqlalchemy import ColumnElement, Connection, and_, exists, insert, or_

from data_access.columns import TableContract
from data_access.imports.places import area_column, supplier_of
from data_access.models import CompleteDelivery, ImportBatch
from data_access.tables import table_of

CLAIM, BATCH = table_of(CompleteDelivery), table_of(ImportBatch)


def keep_claims(connection: Connection, contract: TableContract, frame: pl.DataFrame, batch: int, supplier: str) -> int:
    """For each supplier and area that the frame has rows of; returns how many. An empty frame says nothing."""
    area = area_column(contract)
    pairs = frame.select(
        supplier=pl.col("supplier") if "supplier" in frame.columns else pl.lit(supplier),
        area=pl.col(area) if area else pl.lit(""),
    )
    rows = pairs.unique().drop_nulls().to_dicts()
    if rows:
        same = {"batch_id": batch, "table_name": contract.name}
        connection.execute(insert(CLAIM), [same | row for row in rows])
    return len(rows)


def claimed(contract: TableContract, *, by: int | None = None) -> ColumnElement[bool]:
    """Whether a later batch that is still in force said it had everything of this row's supplier and area. `by`: that
    batch alone, in force or not."""
    table, area = contract.table, area_column(contract)
    where = or_(CLAIM.c.area == "", CLAIM.c.area == table.c[area]) if area else CLAIM.c.area == ""
    mine = and_(
        CLAIM.c.table_name == contract.name, CLAIM.c.supplier == supplier_of(contract), where,
        CLAIM.c.batch_id > table.c.origin,
    )  # fmt: skip
    if by is not None:
        return exists().where(mine, CLAIM.c.batch_id == by)
    return exists().where(mine, CLAIM.c.batch_id == BATCH.c.id, BATCH.c.undone_by.is_(None))
