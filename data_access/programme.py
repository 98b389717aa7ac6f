"""The delivered tables beside the registrations."""

from sqlalchemy import Connection, Engine

from data_access.engine import reading
from data_access.frames import read_frame
from domain.programme import Programme


def read_programme(engine: Engine) -> Programme:
    """The current rows. Raises DataAwayError."""
    with reading(engine) as connection:
        return programme_in(connection)


def programme_in(connection: Connection) -> Programme:
    """As they are within a transaction."""
    return Programme(
        practices=read_frame(connection, "practice"),
        practice_years=read_frame(connection, "practiceyear"),
        participations=read_frame(connection, "participation"),
        population=read_frame(connection, "population"),
        expenses=read_frame(connection, "expense"),
        deliveries=read_frame(connection, "delivery"),
    )
