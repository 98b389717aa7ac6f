"""Local accounts: who may sign in, as what, and for which areas."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from data_access.agreements import read_geography
from data_access.door import trace
from data_access.door.account_rules import (
    EVERYTHING,
    AccountError,
    check_account,
    check_scope,
    guessable,
    municipalities,
)
from data_access.engine import reading, writing_alone
from data_access.models import Account
from data_access.passwords import PasswordError, hash_password
from data_access.tables import table_of
from domain.areas import Geography
from domain.sign_ins import By
from domain.trace import Kind
from domain.viewer import Role, Scope, Viewer

__all__ = [
    "EVERYTHING", "AccountError", "AccountRow", "account_named", "accounts", "add_account", "check_scope",
    "credentials", "hash_password", "viewer_from", "viewer_of",
]  # fmt: skip

NOBODY = By()


@dataclass(frozen=True, kw_only=True)
class AccountRow:
    """An account without its password. `external` is None for a local account."""

    name: str
    role: str
    scope: str
    home: str | None
    sample: bool
    blocked: bool
    must_change: bool
    external: str | None
    created: datetime
    version: int


def add_account(
    engine: Engine,
    *,
    name: str,
    password: str,
    role: str,
    scope: str,
    home: str | None = None,
    sample: bool = False,
    must_change: bool = False,
    by: By = NOBODY,
    rounds: int = 12,
) -> None:
    """`scope` is `all` or area codes with spaces between. Raises AccountError, DataAwayError."""
    known, areas, name = read_geography(engine), scope.split(), name.lower()
    check_account(name, role, areas, home, known)
    try:
        hashed = hash_password(password, rounds, known=guessable(name, known), sample=sample)
    except PasswordError as error:
        raise AccountError(str(error)) from error
    row = insert(table_of(Account)).values(
        name=name, password_hash=hashed, role=role, scope=" ".join(areas), home=home, sample=sample,
        must_change=must_change, created=datetime.now(UTC),
    )  # fmt: skip
    told = {"name": name, "role": role, "scope": " ".join(areas), "home": home}
    try:
        with writing_alone(engine, trace.TURN) as connection:
            connection.execute(row)
            trace.append(connection, Kind.ACCOUNT_ADDED, account=by.account, address=by.address, about=told)
    except IntegrityError as error:
        raise AccountError(f"Er is al een account met de naam {name}. Kies een andere naam.") from error


def accounts(engine: Engine) -> list[AccountRow]:
    """All accounts by name. Raises DataAwayError."""
    columns = [table_of(Account).c[name] for name in AccountRow.__dataclass_fields__]
    with reading(engine) as connection:
        rows = connection.execute(select(*columns).order_by(columns[0])).mappings()
        return [AccountRow(**row) for row in rows]


def account_named(engine: Engine, name: str) -> AccountRow | None:
    """Raises DataAwayError."""
    return next((account for account in accounts(engine) if account.name == name.lower()), None)


def credentials(engine: Engine) -> dict[str, dict[str, dict[str, Any]]]:
    """The accounts in the shape of streamlit-authenticator; `password` is the bcrypt hash. Raises DataAwayError.

    Who is blocked, or comes in by OIDC, is not among them.
    """
    account = table_of(Account)
    query = select(account.c.name, account.c.password_hash, account.c.role)
    with reading(engine) as connection:
        rows = connection.execute(query.where(~account.c.blocked, account.c.external.is_(None))).all()
    return {
        "usernames": {
            row.name: {"name": row.name, "email": "", "password": row.password_hash, "roles": [row.role]}
            for row in rows
        }
    }


def viewer_of(engine: Engine, name: str, geography: Geography) -> Viewer | None:
    """What an account may see, whether somebody is signed in with it or not; None where there is none. Raises
    DataAwayError."""
    account = table_of(Account)
    with reading(engine) as connection:
        row = connection.execute(select(account).where(account.c.name == name.lower())).first()
    return viewer_from(geography, name=row.name, role=row.role, scope=row.scope, home=row.home) if row else None


def viewer_from(
    geography: Geography, *, name: str, role: str, scope: str, home: str | None,
    session: str = "", must_change: bool = False, external: bool = False,
) -> Viewer:  # fmt: skip
    """A region in the scope stands for its municipalities of today, `all` for every municipality."""
    return Viewer(
        name=name, role=Role(role), scope=Scope(municipalities=municipalities(scope.split(), geography)), home=home,
        session=session, must_change=must_change, external=external,
    )  # fmt: skip
