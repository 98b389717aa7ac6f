"""Batches, versions and accounts: what the installation itself keeps."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

import data_access.models.base  # noqa: F401  (sets the naming convention before the first table)


class ImportBatch(SQLModel, table=True):
    """One delivery, taken in as a whole or not at all."""

    id: int | None = Field(default=None, primary_key=True)
    created: datetime
    supplier: str
    description: str
    row_count: int = 0


class DataVersion(SQLModel, table=True):
    """The newest row is the version that is on screen. `token` is unique over installations: it names the snapshot."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    token: str = Field(unique=True)
    data_date: date
    sample: bool = False
    created: datetime
    batch_id: int = Field(foreign_key="importbatch.id")


class Account(SQLModel, table=True):
    """A local account. `scope` is `all`, or area codes (regions or municipalities) separated by a space.

    `home` is the area the first page opens at. Accounts made with the sample data have `sample` set.
    """

    name: str = Field(primary_key=True)
    password_hash: str
    role: str
    scope: str
    home: str | None = None
    sample: bool = False
    created: datetime
