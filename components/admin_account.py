"""One account: other rights, a new first password, a block, or its end.

The version of the account is in the keys: a click on what somebody else has changed meanwhile does nothing, and shows
the account as it is now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from components.admin_actions import act
from components.admin_areas import Rights, ask_rights
from components.plain import plain
from data_access import cached
from data_access.accounts import AccountRow
from data_access.door import changes
from data_access.door.new_password import give_password
from data_access.door.proposal import proposed_password
from data_access.door.sessions import open_sessions
from domain.areas import Geography
from domain.dutch import plural
from domain.sign_ins import By
from domain.viewer import Viewer

YOURSELF = "Dit is uw eigen account. Wat u hier wijzigt, meldt u zelf af."
CHANGE, PASSWORD, BLOCK, UNBLOCK, DELETE = "Wijzigen", "Nieuw wachtwoord", "Blokkeren", "Deblokkeren", "Verwijderen"
BY_RULE = (
    "Dit account komt binnen via de organisatie. Rol en gebieden volgen bij elke aanmelding uit de instellingen "
    "daarvoor, dus die wijzigt u niet hier."
)
GIVE = (
    "Het dashboard maakt een nieuw wachtwoord. U ziet het één keer. Wie nu met dit account is aangemeld, wordt "
    "afgemeld. Wie zich met het nieuwe wachtwoord aanmeldt, kiest eerst een eigen wachtwoord."
)
GIVEN = "Dit is het nieuwe wachtwoord van {name}. U ziet het alleen nu:"
SHUT = "Wie nu met dit account is aangemeld, wordt afgemeld. Niemand kan zich er nog mee aanmelden tot u deblokkeert."
OPEN = "Daarna kan iemand zich weer met dit account aanmelden, met hetzelfde wachtwoord."
GOES = (
    "Het account gaat weg. {sessions}Dit kan niet worden teruggedraaid. Wat met dit account is gedaan, blijft staan in "
    "het logboek en bij leveringen en vrijgaven."
)
IN_USE = "Wie er nu mee is aangemeld, wordt afgemeld ({sessions}). "
COMES_BACK = (
    "Wie zich daarna weer via de organisatie aanmeldt, krijgt een nieuw account. Wilt u dat niet, blokkeer het dan."
)


def show_one(viewer: Viewer, account: AccountRow, geography: Geography) -> None:
    with st.container(border=True, key="admin_one"):
        st.header(plain(account.name), anchor=False)
        if account.name == viewer.name:
            st.info(YOURSELF)
        blocking = UNBLOCK if account.blocked else BLOCK
        parts = [blocking, DELETE] if account.external else [CHANGE, PASSWORD, blocking, DELETE]
        if account.external:
            st.info(BY_RULE)
        chosen = st.segmented_control("Wat wilt u doen?", parts, default=parts[0], required=True,
                                      key=_key(account, "do"))  # fmt: skip
        if chosen == CHANGE:
            _change(viewer, account, geography)
        else:
            _take(viewer, account, STEPS[chosen](account))


def _change(viewer: Viewer, account: AccountRow, geography: Geography) -> None:
    with st.form(_key(account, "change"), border=False, width=620):
        rights = ask_rights(geography, _key(account, "rights"), account)
        submitted = st.form_submit_button("Bewaar", type="primary")
    if submitted:
        act(viewer, partial(_keep, account.name, rights), f"Het account {account.name} is gewijzigd.")


def _key(account: AccountRow, what: str) -> str:
    return f"admin_{what}_{account.name}_{account.version}"


def _keep(name: str, rights: Rights, by: By) -> None:
    changes.change_rights(
        cached.engine(), name, role=rights.role, scope=rights.scope(), home=rights.home, by=by
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a button does, told beside it; `done` is said afterwards, with the `password` that it gave."""

    tells: str
    label: str
    do: Callable[[By], object]
    done: str
    password: str = ""


def _password(account: AccountRow) -> Step:
    name, password = account.name, proposed_password()
    return Step(
        tells=GIVE, label="Maak een nieuw wachtwoord", done=GIVEN.format(name=name), password=password,
        do=lambda by: give_password(cached.engine(), name, password, by),
    )  # fmt: skip


def _block(account: AccountRow) -> Step:
    return Step(
        tells=SHUT, label=f"Blokkeer {account.name}", done=f"Het account {account.name} is geblokkeerd.",
        do=lambda by: changes.block(cached.engine(), account.name, by),
    )  # fmt: skip


def _unblock(account: AccountRow) -> Step:
    return Step(
        tells=OPEN, label=f"Deblokkeer {account.name}", done=f"Het account {account.name} is niet meer geblokkeerd.",
        do=lambda by: changes.unblock(cached.engine(), account.name, by),
    )  # fmt: skip


def _delete(account: AccountRow) -> Step:
    there = sum(session.account == account.name for session in open_sessions(cached.engine()))
    used = IN_USE.format(sessions=plural(there, "aanmelding", "aanmeldingen")) if there else ""
    goes = GOES.format(sessions=used)
    return Step(
        tells=f"{goes} {COMES_BACK}" if account.external else goes, label=f"Verwijder {account.name}",
        done=f"Het account {account.name} is verwijderd.",
        do=lambda by: changes.delete_account(cached.engine(), account.name, by),
    )  # fmt: skip


STEPS = {PASSWORD: _password, BLOCK: _block, UNBLOCK: _unblock, DELETE: _delete}


def _take(viewer: Viewer, account: AccountRow, step: Step) -> None:
    st.markdown(step.tells)
    if st.button(plain(step.label), type="primary", key=_key(account, f"confirm_{step.label}")):
        act(viewer, step.do, step.done, step.password)
