"""Sloten: names and addresses that nobody comes in with for a while, after wrong passwords."""

import streamlit as st

from components.plain import plain
from data_access import cached
from data_access.accounts import accounts
from data_access.door.attempts import locks
from domain.dutch import moment, number
from domain.sign_ins import Lock
from domain.viewer import Viewer

NONE = "Er is nu niets op slot."
NOBODY = "een naam die geen account is"


def show_locks(_viewer: Viewer) -> None:
    found = locks(cached.engine())
    if not found:
        st.info(NONE)
        return
    names = {account.name for account in accounts(cached.engine())}
    st.table({
        "Wat": [plain(lock_word(lock, names)) for lock in found],
        "Tot": [moment(lock.until) for lock in found],
        "Pogingen": [number(lock.attempts) for lock in found],
    }, border="horizontal", hide_index=True, hide_header=False, alt="Wat nu op slot is.")  # fmt: skip


def lock_word(lock: Lock, names: set[str]) -> str:
    """A name that is nobody's is not told: somebody may have typed a password there."""
    if lock.address:
        return f"adres {lock.address}"
    return f"naam {lock.name}" if lock.name in names else NOBODY
