"""Batches and versions: what the installation itself keeps."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

import data_access.models.base  # noqa: F401  (sets the naming convention before the first table)


class ImportBatch(SQLModel, table=True):
    """One delivery, undo or edit on screen (`kind`), taken in as a whole or not at all.

    `undoes`: the batch that an undo takes back; `undone_by`: the undo that keeps this batch out of the data now. `file`
    and `digest` name what was delivered, `mapping` is how it was read. `counts` is JSON, by table; `areas` are the
    codes that it touched, with a space between. `data_date` is the latest day that it gives the data, if any.
    """

    id: int | None = Field(default=None, primary_key=True)
    created: datetime
    supplier: str
    description: str
    row_count: int = 0
    kind: str = "import"
    account: str = ""
    file: str = ""
    digest: str = ""
    mapping: str = ""
    warnings: int = 0
    counts: str = "{}"
    areas: str = ""
    data_date: date | None = None
    sample: bool = False
    undoes: int | None = None
    undone_by: int | None = None


class CompleteDelivery(SQLModel, table=True):
    """That a batch said: of this table, supplier and area (empty: everywhere) this is all there is.

    Kept as that statement and not as the rows that went: when an earlier batch is undone or comes back, what this
    batch would have removed has to follow from it anew.
    """

    __tablename__ = "complete_delivery"

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="importbatch.id", index=True)
    table_name: str
    supplier: str
    area: str = ""


class SupplierMapping(SQLModel, table=True):
    """How the files of a supplier with these headers (a sorted JSON list) were last read."""

    __tablename__ = "supplier_mapping"

    supplier: str = Field(primary_key=True)
    table_name: str = Field(primary_key=True)
    headers: str = Field(primary_key=True)
    mapping: str
    account: str
    saved: datetime


class DataVersion(SQLModel, table=True):
    """The newest row is the version that is on screen. `token` is unique over installations: it names the snapshot."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    token: str = Field(unique=True)
    data_date: date
    sample: bool = False
    created: datetime
    batch_id: int = Field(foreign_key="importbatch.id")
