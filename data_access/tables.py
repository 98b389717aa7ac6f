"""The SQLAlchemy table under a model: reads and bulk inserts go through Core, not through objects."""

from sqlalchemy import Table
from sqlmodel import SQLModel


def table_of(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table
