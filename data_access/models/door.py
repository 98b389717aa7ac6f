"""Who may come in, who is in, who tried, and the trace of all that. Moments are in UTC."""

from datetime import datetime

from sqlmodel import Field, SQLModel

import data_access.models.base  # noqa: F401  (sets the naming convention before the first table)


class Account(SQLModel, table=True):
    """Somebody who may sign in. `scope` is `all`, or area codes (regions or municipalities) separated by a space.

    `home` is the area the first page opens at. Accounts made with the sample data have `sample` set. `version` goes up
    with every change of role, scope, password or block: a sign-in session of an earlier version has ended.
    `external` is the issuer and subject, with a space between, of who comes in by OIDC; such an account has no password
    (`password_hash` is empty). `must_change`: the password was given by someone else and is to be replaced.
    """

    name: str = Field(primary_key=True)
    password_hash: str
    role: str
    scope: str
    home: str | None = None
    sample: bool = False
    created: datetime
    version: int = 1
    blocked: bool = False
    must_change: bool = False
    external: str | None = Field(default=None, unique=True)


class SignInSession(SQLModel, table=True):
    """One sign-in, good for every tab of one browser until it has ended, was idle too long, or `expires`.

    The browser holds a secret of which `cookie_hash` is the SHA-256; `ticket_hash` is that of the proof, good once and
    until `ticket_until`, for which it gets the secret. `seen` is the last use, to the minute. `proof` is the SHA-256 of
    the OIDC identity that the session was made of, so that it makes no second one; `id_token` is what the provider
    wants to see when its own session has to end.
    """

    __tablename__ = "sign_in_session"

    id: str = Field(primary_key=True)
    account: str = Field(index=True)
    account_version: int
    address: str = ""
    created: datetime
    seen: datetime
    expires: datetime
    ticket_hash: str | None = Field(default=None, unique=True)
    ticket_until: datetime | None = None
    cookie_hash: str | None = Field(default=None, unique=True)
    proof: str | None = Field(default=None, unique=True)
    id_token: str = ""
    ended: datetime | None = None
    ended_by: str = ""


class SignInAttempt(SQLModel, table=True):
    """A name and password that did not fit, as long as it counts. `name` may be nobody's."""

    __tablename__ = "sign_in_attempt"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    address: str = Field(index=True)
    at: datetime


class AuditEvent(SQLModel, table=True):
    """One line of the trace, never changed: triggers refuse it (migration r0004).

    `hash` is over all other columns, `previous_hash` among them. `account` is who did it (empty: nobody was signed in),
    `address` from where, `about` JSON. A line with `removes_to` is the word on it that all lines up to that number
    were older than the installation keeps them: only those may be deleted.
    """

    __tablename__ = "audit_event"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    kind: str = Field(index=True)
    account: str = ""
    address: str = ""
    about: str = "{}"
    removes_to: int | None = Field(default=None, index=True)
    previous_hash: str
    hash: str = Field(unique=True)
