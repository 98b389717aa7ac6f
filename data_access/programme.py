"""The delivered tables beside the registrations."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, select

from data_access.contract import CONTRACT
from data_access.engine import reading
from data_access.frames import read_frame
from domain.programme import Programme


def read_programme(engine: Engine) -> Programme:
    """The current rows. Raises DataAwayError."""
    with reading(engine) as connection:
        return programme_in(connection)


def read_programme_of(engine: Engine, areas: Collection[str]) -> Programme:
    """The current rows of these municipalities and villages: of a national database all rows take a second.

    Raises DataAwayError.
    """
    practice = CONTRACT["practice"].table
    own = select(practice.c.code).where(_current_in("practice", "municipality", areas))
    with reading(engine) as connection:
        return Programme(
            practices=read_frame(connection, "practice", _current_in("practice", "municipality", areas)),
            practice_years=read_frame(connection, "practiceyear", _current_in("practiceyear", "practice", own)),
            participations=read_frame(connection, "participation", _current_in("participation", "practice", own)),
            population=read_frame(connection, "population", _current_in("population", "area", areas)),
            expenses=read_frame(connection, "expense", _current_in("expense", "area", areas)),
            deliveries=read_frame(connection, "delivery", _current_in("delivery", "municipality", areas)),
        )


def delivering_municipalities(engine: Engine) -> frozenset[str]:
    """Those of which any month was delivered. Raises DataAwayError."""
    delivery = CONTRACT["delivery"].table
    with reading(engine) as connection:
        found = connection.execute(select(delivery.c.municipality).where(delivery.c.batch_out.is_(None)).distinct())
        return frozenset(found.scalars())


def _current_in(name: str, column: str, codes: Collection[str] | Select[tuple[str]]) -> ColumnElement[bool]:
    table = CONTRACT[name].table
    return and_(table.c.batch_out.is_(None), table.c[column].in_(codes))


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
