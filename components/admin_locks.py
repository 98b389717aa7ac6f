"""Sloten: names and addresses that nobody comes in with for a while, after wrong passwords; and lifting them."""

import streamlit as st

from components.admin_actions import act
from components.admin_words import WIDTH
from components.plain import plain
from data_access import cached
from data_access.accounts import accounts
from data_access.door.attempts import locks
from data_access.door.by_hand import lift_lock
from domain.dutch import moment, number
from domain.sign_ins import Lock
from domain.viewer import Viewer

NONE = "Er is nu niets op slot."
NOBODY = "een naam die geen account is"
CHOOSE = "Slot eraf halen"
LIFTED = "Het slot is eraf. Er kan weer worden aangemeld."


def show_locks(viewer: Viewer) -> None:
    found = locks(cached.engine())
    if not found:
        st.info(NONE)
        return
    names = {account.name for account in accounts(cached.engine())}
    st.table({
        "Nummer": [str(place) for place, _ in enumerate(found, start=1)],
        "Wat": [plain(lock_word(lock, names)) for lock in found],
        "Tot": [moment(lock.until) for lock in found],
        "Pogingen": [number(lock.attempts) for lock in found],
    }, border="horizontal", width=WIDTH, hide_index=True, hide_header=False, alt="Wat nu op slot is.")  # fmt: skip
    named = {f"{place}: {lock_word(lock, names)}": lock for place, lock in enumerate(found, start=1)}
    chosen = st.selectbox(CHOOSE, list(named), index=None, placeholder="Kies een slot", width=420, key="admin_lock")
    if chosen is not None and st.button("Haal het slot eraf", key="admin_lift"):
        act(viewer, lambda by: lift_lock(cached.engine(), named[chosen], by), LIFTED)


def lock_word(lock: Lock, names: set[str]) -> str:
    """A name that is nobody's is not told: somebody may have typed a password there."""
    if lock.address:
        return f"adres {lock.address}"
    return f"naam {lock.name}" if lock.name in names else NOBODY
