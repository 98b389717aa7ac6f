"""What all tables share: constraint names that Alembic can find again, and the history of delivered rows."""

from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Delivered(SQLModel):
    """A row of a delivery, current from `batch_in` until `batch_out`; a current row has no `batch_out`.

    `origin` is the batch that delivered it. Where that is another than `batch_in`, an undo brought the row back. A row
    that went out with the batch it came in with was never current: it records that this batch withdrew its key.
    `layer` is `published` (printed in a source document), `synthetic` (made by sample_data) or `delivered`.
    """

    id: int | None = Field(default=None, primary_key=True)
    batch_in: int | None = Field(default=None, foreign_key="importbatch.id", index=True)
    batch_out: int | None = Field(default=None, foreign_key="importbatch.id", index=True)
    origin: int | None = None
    layer: str = "delivered"
