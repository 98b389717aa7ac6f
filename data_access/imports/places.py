"""Which municipality the rows of a table are about, and who delivered them."""

from sqlalchemy import ColumnElement, Connection, func, select

from data_access.columns import TableContract
from data_access.contract import CONTRACT
from data_access.models import ImportBatch
from data_access.tables import table_of

AREA = ("municipality", "area")
BY_CODE = {"region": "code", "municipality": "code", "village": "municipality"}


def area_column(contract: TableContract) -> str | None:
    """The column that a complete delivery is complete for."""
    return next((name for name in AREA if name in contract.schema), None)


def supplier_of(contract: TableContract) -> ColumnElement[str]:
    """The supplier of a row: its own column, or that of the batch that delivered it."""
    table = contract.table
    if "supplier" in table.c:
        return table.c.supplier
    batch = table_of(ImportBatch).alias("delivered")
    return select(batch.c.supplier).where(batch.c.id == table.c.origin).correlate(table).scalar_subquery()


def moved(contract: TableContract, batch: int) -> ColumnElement[bool]:
    """The rows that came or went with the batch."""
    return (contract.table.c.batch_in == batch) | (contract.table.c.batch_out == batch)


def moved_tables(connection: Connection, batch: int) -> tuple[TableContract, ...]:
    first = ((c, select(c.table.c.id).where(moved(c, batch)).limit(1)) for c in CONTRACT.values())
    return tuple(contract for contract, row in first if connection.execute(row).first() is not None)


def touched_areas(connection: Connection, batch: int) -> frozenset[str]:
    """Codes of municipalities whose rows came or went with the batch; a region, or the country, as itself."""
    found: set[str] = set()
    for contract in moved_tables(connection, batch):
        places = select(_place(contract)).where(moved(contract, batch)).distinct()
        found |= set(connection.execute(places).scalars())
    villages = CONTRACT["village"].table
    inside = dict(connection.execute(select(villages.c.code, villages.c.municipality).order_by(villages.c.id)).all())
    return frozenset(inside.get(code, code) for code in found if code)


def _place(contract: TableContract) -> ColumnElement[str]:
    table = contract.table
    name = BY_CODE.get(contract.name) or area_column(contract)
    if name:
        return table.c[name]
    practice = CONTRACT["practice"].table
    return select(func.max(practice.c.municipality)).where(practice.c.code == table.c.practice).scalar_subquery()
