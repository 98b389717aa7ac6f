"""The account of somebody who comes in by OIDC: made at the first time, and brought in line with the rules at each.

Its key is issuer and subject. The name is for people: a name that is in use, by a local account or by someone of
another issuer, gets a number behind it, so that nobody comes in as someone else. All functions raise DataAwayError.
"""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from data_access.accounts import check_scope
from data_access.agreements import read_geography
from data_access.door.trace import TURN, append
from data_access.engine import reading, writing_alone
from data_access.models import Account
from data_access.tables import table_of
from domain.oidc import Identity, Rule
from domain.trace import Kind

OTHER = re.compile(r"[^a-z0-9._@-]+")
LONGEST = 56
"""Room for a number behind it."""


def account_of(engine: Engine, identity: Identity, rule: Rule, address: str) -> str:
    """The name of the account, with the role and scope of the rule. Whatever changed in those ends older sessions.

    Raises AccountError where the rule names an area that is not in the database.
    """
    check_scope(list(rule.scope), rule.home, read_geography(engine))
    account = table_of(Account)
    wanted = {"role": rule.role.value, "scope": " ".join(rule.scope), "home": rule.home}
    with writing_alone(engine, TURN) as connection:
        row = connection.execute(select(account).where(account.c.external == identity.external)).first()
        if row is None:
            return _add(connection, identity, wanted, address)
        name = str(row.name)
        if {key: row._mapping[key] for key in wanted} != wanted:
            connection.execute(
                update(account).where(account.c.name == name).values(**wanted, version=account.c.version + 1)
            )
            append(connection, Kind.ACCOUNT_CHANGED, account=name, address=address, about={"name": name, **wanted})
        return name


def known_as(engine: Engine, identity: Identity) -> str | None:
    """The name of the account, where there is one."""
    account = table_of(Account)
    with reading(engine) as connection:
        return connection.execute(select(account.c.name).where(account.c.external == identity.external)).scalar()


def _add(connection: Connection, identity: Identity, wanted: dict[str, Any], address: str) -> str:
    name = _free(connection, plain_name(identity.name))
    connection.execute(insert(table_of(Account)).values(
        name=name, password_hash="", created=datetime.now(UTC), external=identity.external, **wanted,
    ))  # fmt: skip
    append(connection, Kind.ACCOUNT_ADDED, account=name, address=address, about={"name": name, **wanted})
    return name


def _free(connection: Connection, name: str) -> str:
    column = table_of(Account).c.name
    taken = set(connection.execute(select(column).where(column.startswith(name, autoescape=True))).scalars())
    numbered = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    return next(free for free in numbered if free not in taken)


def plain_name(name: str) -> str:
    """In the characters of a local account's name: no look-alikes, no line breaks in a list or a log."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return OTHER.sub("-", letters).strip("-._@")[:LONGEST] or "onbekend"
