"""Alembic runs this file. The connection comes from data_access.migrate."""

from alembic import context
from sqlmodel import SQLModel

import data_access.models  # noqa: F401  (fills the metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
