"""How the files of a supplier were read before, so that a coordinator answers each question once."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from data_access.engine import reading, writing
from data_access.intake.mapping import LEFT_OUT, Mapping, as_json, from_json, is_sealed
from data_access.intake.seals import sealing
from data_access.models import SupplierMapping
from data_access.tables import table_of


def remembered(connection: Connection, supplier: str) -> tuple[Mapping, ...]:
    """Newest first. A header that was left out stands in `columns` with LEFT_OUT, so that `recognise` leaves it too."""
    table = table_of(SupplierMapping)
    query = select(table.c.mapping, table.c.headers).where(table.c.supplier == supplier).order_by(table.c.saved.desc())
    return tuple(_with_left_out(from_json(text), json.loads(headers)) for text, headers in connection.execute(query))


def remember(engine: Engine, mapping: Mapping, headers: Iterable[str], account: str) -> None:
    """In place of what was remembered of this supplier for a file with the same headers; the meanings of sealed texts
    that are not in this file stay. Raises DataAwayError."""
    table = table_of(SupplierMapping)
    key = {"supplier": mapping.supplier, "table_name": mapping.table, "headers": json.dumps(sorted(headers))}
    same = [table.c[name] == value for name, value in key.items()]
    seal = sealing(mapping.supplier)
    with writing(engine) as connection:
        before = connection.execute(select(table.c.mapping).where(*same)).scalar()
        connection.execute(delete(table).where(*same))
        whole = _with_seals(mapping, from_json(before)) if before else mapping
        row = {**key, "mapping": as_json(whole, seal), "account": account, "saved": datetime.now(UTC)}
        connection.execute(insert(table).values(row))


def _with_seals(mapping: Mapping, before: Mapping) -> Mapping:
    """What is answered now comes behind what was sealed: it is the last word of the same text."""
    values = {column: dict(words) for column, words in mapping.values.items()}
    for column, words in before.values.items():
        values[column] = {k: code for k, code in words.items() if is_sealed(k)} | values.get(column, {})
    return replace(mapping, values=values)


def suppliers(engine: Engine) -> tuple[str, ...]:
    """Those of whom a mapping is remembered."""
    table = table_of(SupplierMapping)
    with reading(engine) as connection:
        return tuple(connection.execute(select(table.c.supplier).distinct().order_by(table.c.supplier)).scalars())


def _with_left_out(mapping: Mapping, headers: Iterable[str]) -> Mapping:
    columns = {header: mapping.columns.get(header, LEFT_OUT) for header in headers}
    return Mapping(**{**vars(mapping), "columns": columns})
