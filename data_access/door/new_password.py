"""Another password: given by someone else, to be changed at the first sign-in, or chosen by oneself.

Each ends the sessions of the account, except the one in which somebody changes the own. All functions raise
AccountError and DataAwayError.
"""

from sqlalchemy import Engine, select, update

from data_access.agreements import read_geography
from data_access.door.account_rules import AccountError, guessable
from data_access.door.changes import GONE, Change, changing
from data_access.engine import reading
from data_access.models import Account, SignInSession
from data_access.passwords import PasswordError, fits_hash, hash_password
from data_access.tables import table_of
from domain.sign_ins import By, Ending
from domain.trace import Kind

ELSEWHERE = "Dit account meldt zich aan via de organisatie. Het wachtwoord wordt daar gewijzigd."
WRONG = "Uw huidige wachtwoord klopt niet. Vul alles opnieuw in; er is nog niets gewijzigd."
SAME = "Dit is het wachtwoord dat u al had. Kies een ander."
OUT = "Uw wachtwoord is niet gewijzigd: deze aanmelding is intussen beëindigd. Meld u opnieuw aan."


class WrongPasswordError(AccountError):
    """The present password was not the one that was typed."""


def give_password(
    engine: Engine, name: str, password: str, by: By, *, must_change: bool = True, rounds: int = 12
) -> None:  # fmt: skip
    """By someone else. `must_change`: nothing but a change of it is open to who signs in with it."""
    hashed = _hash(engine, name.lower(), password, rounds)
    with changing(engine, name, by) as change:
        _refuse_external(change)
        change.set(ends=Ending.CHANGED, password_hash=hashed, must_change=must_change, sample=False)
        change.tell(Kind.PASSWORD_CHANGED, must_change=must_change)


def change_own_password(
    engine: Engine, name: str, *, present: str, new: str, session: str, by: By, rounds: int = 12
) -> None:  # fmt: skip
    """By oneself, who knows the present one. `session` stays alive, all others end."""
    hashed_now = _present_hash(engine, name)
    if not fits_hash(present, hashed_now):
        raise WrongPasswordError(WRONG)
    if new == present:
        raise AccountError(SAME)
    hashed = _hash(engine, name, new, rounds)
    with changing(engine, name, by) as change:
        if change.row.password_hash != hashed_now:  # changed while this one was being looked at
            raise AccountError(OUT)
        change.set(ends=Ending.CHANGED, but=session, password_hash=hashed, must_change=False, sample=False)
        _keep(change, session)
        change.tell(Kind.PASSWORD_CHANGED, must_change=False)


def _keep(change: Change, session: str) -> None:
    """The session goes over to the new version of its account, if it was still of the one before."""
    table, row = table_of(SignInSession), change.row
    mine = (table.c.id == session, table.c.account == row.name, table.c.account_version == row.version)
    kept = update(table).where(*mine, table.c.ended.is_(None)).values(account_version=row.version + 1)
    if change.connection.execute(kept).rowcount != 1:
        raise AccountError(OUT)


def _present_hash(engine: Engine, name: str) -> str:
    account = table_of(Account)
    with reading(engine) as connection:
        row = connection.execute(select(account).where(account.c.name == name)).first()
    if row is None:
        raise AccountError(GONE.format(name))
    if row.external is not None:
        raise AccountError(ELSEWHERE)
    return str(row.password_hash)


def _hash(engine: Engine, name: str, password: str, rounds: int) -> str:
    try:
        return hash_password(password, rounds, known=guessable(name, read_geography(engine)))
    except PasswordError as error:
        raise AccountError(str(error)) from error


def _refuse_external(change: Change) -> None:
    if change.row.external is not None:
        raise AccountError(ELSEWHERE)
