"""Which version of the data is on screen."""

from sqlalchemy import Connection, Engine, select

from data_access.engine import reading
from data_access.models import DataVersion
from data_access.tables import table_of
from domain.cells import DataState


def current_state(engine: Engine) -> DataState | None:
    """The newest version; None in an empty database. Raises DataAwayError."""
    with reading(engine) as connection:
        return newest_state(connection)


def newest_state(connection: Connection) -> DataState | None:
    version = table_of(DataVersion)
    row = connection.execute(select(version).order_by(version.c.number.desc()).limit(1)).first()
    return DataState(number=row.number, token=row.token, data_date=row.data_date, sample=row.sample) if row else None
