"""How the files of a supplier were read before, so that a coordinator answers each question once."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from data_access.engine import reading, writing
from data_access.intake.mapping import LEFT_OUT, Mapping, as_json, from_json
from data_access.models import SupplierMapping
from data_access.tables import table_of


def remembered(connection: Connection, supplier: str) -> tuple[Mapping, ...]:
    """Newest first. A header that was left out stands in `columns` with LEFT_OUT, so that `recognise` leaves it too."""
    table = table_of(SupplierMapping)
    query = select(table.c.mapping, table.c.headers).where(table.c.supplier == supplier).order_by(table.c.saved.desc())
    return tuple(_with_left_out(from_json(text), json.loads(headers)) for text, headers in connection.execute(query))


def remember(engine: Engine, mapping: Mapping, headers: Iterable[str], account: str) -> None:
    """In place of what was remembered of this supplier for a file with the same headers. Raises DataAwayError."""
    table = table_of(SupplierMapping)
    key = {"supplier": mapping.supplier, "table_name": mapping.table, "headers": json.dumps(sorted(headers))}
    with writing(engine) as connection:
        connection.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))
        row = {**key, "mapping": as_json(mapping), "account": account, "saved": datetime.now(UTC)}
        connection.execute(insert(table).values(row))


def suppliers(engine: Engine) -> tuple[str, ...]:
    """Those of whom a mapping is remembered."""
    table = table_of(SupplierMapping)
    with reading(engine) as connection:
        return tuple(connection.execute(select(table.c.supplier).distinct().order_by(table.c.supplier)).scalars())


def _with_left_out(mapping: Mapping, headers: Iterable[str]) -> Mapping:
    columns = {header: mapping.columns.get(header, LEFT_OUT) for header in headers}
    return Mapping(**{**vars(mapping), "columns": columns})
