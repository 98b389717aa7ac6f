"""Name and password. Whatever is wrong the sentence is the same, and an unknown name takes as long as a known one.

streamlit-authenticator compares the password with its bcrypt hash; its own form, cookie and lock are not used
(docs/security.md).
"""

from typing import Any

import streamlit as st
from sqlalchemy import Engine
from streamlit_authenticator import Hasher
from streamlit_authenticator.models import AuthenticationModel

from components import external_button, failure, traced, visitor
from components.look import QUIET_INPUTS
from components.plain import plain
from data_access.accounts import accounts, credentials
from data_access.door import attempts
from data_access.door.attempts import LockedError
from data_access.door.secrets import new_secret
from data_access.door.sessions import Begun, begin
from data_access.door.trace import record
from data_access.oidc_file import provider
from data_access.passwords import MOST_BYTES, SAMPLE_PASSWORD
from data_access.settings import idle_minutes, lock_minutes, session_hours
from domain.dutch import listing
from domain.sign_ins import Ending
from domain.trace import Kind

WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw, of vraag de beheerder."
GONE = "Dit account heeft geen toegang meer. Vraag de beheerder, of meld u aan met een ander account."


def locked() -> str:
    return (
        "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht "
        f"{lock_minutes()} minuten en probeer het opnieuw, of vraag de beheerder het slot eraf te halen."
    )


def ended(why: Ending) -> str:
    """What somebody is told whose session is no longer good; empty where there is nothing to tell."""
    return {
        Ending.SIGNED_OUT: "U bent afgemeld in een ander venster van deze browser.",
        Ending.REPLACED: "In deze browser heeft zich intussen iemand opnieuw aangemeld. Ververs de pagina.",
        Ending.REVOKED: "De beheerder heeft deze aanmelding beëindigd. Meld u opnieuw aan.",
        Ending.NO_ACCESS: GONE,
        Ending.CHANGED: "Uw account is gewijzigd. Meld u opnieuw aan.",
        Ending.EXPIRED: f"U was {session_hours()} uur aangemeld. Meld u voor de veiligheid opnieuw aan.",
        Ending.IDLE: f"U hebt {idle_minutes()} minuten of langer niets gedaan. Meld u opnieuw aan.",
        Ending.UNKNOWN: "",
    }[why]


def show(engine: Engine, why: Ending | None, *, sample: bool) -> Begun | None:
    """Draws the form; a session begins in the run that receives a name and password that belong together."""
    st.title("Welzijn op Recept")
    external, told = provider(), external_button.told() or (ended(why) if why else "")
    if told:
        st.warning(told)
    if external:
        external_button.show(external)
        if not external.local_accounts:
            return None
    elif not accounts(engine):
        failure.no_account()
        return None
    submitted, name, password = _form(beside=external is not None)
    begun = _try(engine, name, password) if submitted else None
    if sample and begun is None:
        _sample_accounts(engine)
    return begun


def _form(*, beside: bool) -> tuple[bool, str, str]:
    """`beside`: the first choice is another."""
    with st.form("sign_in", width=420):
        st.subheader("Aanmelden")
        st.html(QUIET_INPUTS)
        name = st.text_input("Gebruikersnaam", autocomplete="username")
        password = st.text_input("Wachtwoord", type="password", autocomplete="current-password")
        submitted = st.form_submit_button("Aanmelden", type="secondary" if beside else "primary")
        return submitted, name or "", password or ""


def _try(engine: Engine, name: str, password: str) -> Begun | None:
    """Every refusal is in the trace, with the name only where it is an account: somebody may type a password there."""
    name, where = attempts.key(name), visitor.address()
    try:
        attempts.admit(engine, name, where)
    except LockedError:
        st.error(locked())
        return None
    known = credentials(engine)
    try:
        begun = begin(engine, name, where) if fits(known, name, password) else None
    except LookupError:  # deleted or blocked in this very moment
        begun = None
    if begun is None:
        st.error(WRONG)
        _trace_refusal(engine, name if name in known["usernames"] else "", name, where)
        return None
    attempts.succeeded(engine, name, where)
    record(engine, Kind.SIGNED_IN, account=name, address=where)
    traced.tidy()
    return begun


def fits(known: dict[str, dict[str, dict[str, Any]]], name: str, password: str) -> bool:
    """An unknown name, and a password that is too long for bcrypt, cost one check of a password too."""
    users = known["usernames"]
    if name in users and len(password.encode()) <= MOST_BYTES and "\0" not in password:
        model = AuthenticationModel(known, auto_hash=False, secret_key=new_secret())
        return bool(model.check_credentials(name, password))
    if users:
        Hasher.check_pw("x", next(iter(users.values()))["password"])
    return False


def _trace_refusal(engine: Engine, account: str, name: str, where: str) -> None:
    record(engine, Kind.SIGN_IN_REFUSED, account=account, address=where)
    try:
        attempts.refuse_locked(engine, name, where)
    except LockedError as error:
        what = "name" if error.lock.name else "address"
        record(engine, Kind.SIGN_IN_LOCKED, account=account, address=where, about={"locked": what})


def _sample_accounts(engine: Engine) -> None:
    names = [account.name for account in accounts(engine) if account.sample]
    if names:
        st.info(
            plain(f"Dit zijn voorbeeldgegevens. U kunt rondkijken als {listing(names)}, met het wachtwoord ")
            + f"`{SAMPLE_PASSWORD}`.",
            icon=":material/key:",
        )
