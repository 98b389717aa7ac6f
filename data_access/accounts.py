"""Local accounts: who may sign in, as what, and for which areas."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from data_access.agreements import read_geography
from data_access.engine import reading, writing
from data_access.models import Account
from data_access.passwords import PasswordError, hash_password
from data_access.tables import table_of
from domain.areas import Geography, Level
from domain.dutch import listing
from domain.viewer import Role, Scope, Viewer

__all__ = ["AccountError", "AccountRow", "accounts", "add_account", "credentials", "hash_password", "viewer_of"]

EVERYTHING = "all"
NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


class AccountError(ValueError):
    """An account that is not accepted; the text is a Dutch sentence with what to do."""


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


def add_account(
    engine: Engine,
    *,
    name: str,
    password: str,
    role: str,
    scope: str,
    home: str | None = None,
    sample: bool = False,
    rounds: int = 12,
) -> None:
    """`scope` is `all` or area codes with spaces between. Raises AccountError, DataAwayError."""
    known, areas = read_geography(engine), scope.split()
    _check(name.lower(), role, areas, home, known)
    try:
        hashed = hash_password(password, rounds)
    except PasswordError as error:
        raise AccountError(str(error)) from error
    row = insert(table_of(Account)).values(
        name=name.lower(), password_hash=hashed, role=role, scope=" ".join(areas), home=home, sample=sample,
        created=datetime.now(UTC),
    )  # fmt: skip
    try:
        with writing(engine) as connection:
            connection.execute(row)
    except IntegrityError as error:
        raise AccountError(f"Er is al een account met de naam {name.lower()}. Kies een andere naam.") from error


def _check(name: str, role: str, areas: list[str], home: str | None, known: Geography) -> None:
    if not NAME.fullmatch(name):
        raise AccountError(
            "De naam bestaat uit 2 tot 64 tekens: kleine letters, cijfers, punt, streepje, onderstreping of apenstaart."
        )
    if role not in set(Role):
        raise AccountError(f"De rol {role} bestaat niet. Kies {listing([r.value for r in Role])}.")
    if not areas:
        raise AccountError("Geef een bereik: all, of de codes van gemeenten of regio's met een spatie ertussen.")
    for code in [] if areas == [EVERYTHING] else areas:
        if code not in known.by_code or known.by_code[code].level is Level.VILLAGE:
            raise AccountError(
                f"Het gebied {code} staat niet als regio of gemeente in de database. Gebruik een CBS-code (GM0153), "
                "een regiocode of all, en laad eerst de gegevens."
            )
    if home is not None and home not in known.by_code:
        raise AccountError(f"Het gebied {home} (home) staat niet in de database. Laad eerst de gegevens.")


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
        name=name, role=Role(role), scope=Scope(municipalities=_municipalities(scope.split(), geography)), home=home,
        session=session, must_change=must_change, external=external,
    )  # fmt: skip


def _municipalities(areas: list[str], geography: Geography) -> frozenset[str]:
    every = geography.of_level(Level.MUNICIPALITY)
    return frozenset(m.code for m in every if areas == [EVERYTHING] or m.code in areas or m.parent in areas)
