"""What is changed of an account: rights, block, deletion. Each with a line in the trace, in the same transaction.

A change that matters ends the sessions of the account. The last beheerder who can sign in stays one: that is decided
among changes that wait for each other, so two beheerders cannot remove one another. All functions raise AccountError
and DataAwayError.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, select, update

from data_access.agreements import read_geography
from data_access.door import trace
from data_access.door.account_rules import AccountError, check_rights
from data_access.door.sessions import end_within
from data_access.engine import writing_alone
from data_access.models import Account
from data_access.tables import table_of
from domain.sign_ins import By, Ending
from domain.trace import Kind
from domain.viewer import Role

GONE = "Er is geen account met de naam {}. Ververs de pagina, of kijk de naam na."
LAST = "{} is de laatste beheerder die zich kan aanmelden. Maak eerst een andere beheerder, en doe dit daarna nog eens."


@dataclass(frozen=True, kw_only=True, eq=False)
class Change:
    """An account that is being changed: the row as it was, in a transaction."""

    connection: Connection
    row: Row[Any]
    by: By

    def set(self, *, ends: Ending | None, but: str = "", **values: Any) -> None:
        """`ends`: what its sessions are told, all except `but`; None where nothing that matters is changed."""
        account = table_of(Account)
        if ends is not None:
            values |= {"version": self.row.version + 1}
            end_within(self.connection, self.row.name, ends, but=but)
        self.connection.execute(update(account).where(account.c.name == self.row.name).values(**values))

    def tell(self, kind: Kind, **about: Any) -> None:
        told = {"name": self.row.name, **about}
        trace.append(self.connection, kind, account=self.by.account, address=self.by.address, about=told)


@contextmanager
def changing(engine: Engine, name: str, by: By) -> Iterator[Change]:
    """One change at a time, over all processes. All of it is kept, or nothing."""
    account = table_of(Account)
    with writing_alone(engine, trace.TURN) as connection:
        row = connection.execute(select(account).where(account.c.name == name.lower())).first()
        if row is None:
            raise AccountError(GONE.format(name))
        yield Change(connection=connection, row=row, by=by)
        if row.role == Role.ADMIN and not row.blocked:
            _refuse_none_left(connection, row.name)


def _refuse_none_left(connection: Connection, name: str) -> None:
    account = table_of(Account)
    left = select(account.c.name).where(account.c.role == Role.ADMIN.value, ~account.c.blocked).limit(1)
    if connection.execute(left).first() is None:
        raise AccountError(LAST.format(name))


def change_rights(engine: Engine, name: str, *, role: str, scope: str, home: str | None, by: By) -> None:
    """`scope` is `all` or area codes with spaces between. Another home alone ends no session."""
    areas = scope.split()
    check_rights(role, areas, home, read_geography(engine))
    new: dict[str, Any] = {"role": role, "scope": " ".join(areas), "home": home}
    with changing(engine, name, by) as change:
        before = {key: getattr(change.row, key) for key in new}
        if new == before:
            return
        other = (new["role"], new["scope"]) != (before["role"], before["scope"])
        change.set(ends=Ending.CHANGED if other else None, **new)
        change.tell(Kind.ACCOUNT_CHANGED, before=before, **new)


def block(engine: Engine, name: str, by: By) -> None:
    with changing(engine, name, by) as change:
        if not change.row.blocked:
            change.set(ends=Ending.NO_ACCESS, blocked=True)
            change.tell(Kind.ACCOUNT_BLOCKED)


def unblock(engine: Engine, name: str, by: By) -> None:
    with changing(engine, name, by) as change:
        if change.row.blocked:
            change.set(ends=Ending.CHANGED, blocked=False)
            change.tell(Kind.ACCOUNT_UNBLOCKED)


def delete_account(engine: Engine, name: str, by: By) -> None:
    """Its sessions end for good: a later account of the same name does not come back into them."""
    account = table_of(Account)
    with changing(engine, name, by) as change:
        end_within(change.connection, change.row.name, Ending.NO_ACCESS)
        change.connection.execute(delete(account).where(account.c.name == change.row.name))
        change.tell(Kind.ACCOUNT_DELETED, role=change.row.role, scope=change.row.scope)
