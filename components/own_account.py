"""Mijn account: what somebody may see."""

import streamlit as st

from components.admin_words import role_word, scope_words
from components.plain import plain
from components.still_in import geography_now
from data_access import cached
from data_access.accounts import account_named
from domain.viewer import Viewer


def show_account(viewer: Viewer) -> None:
    account = account_named(cached.engine(), viewer.name)
    facts = {
        "Naam": viewer.name, "Rol": role_word(viewer.role),
        "Gebieden": scope_words(account.scope, geography_now()) if account else "",
    }  # fmt: skip
    st.markdown("\n".join(f"- **{name}:** {plain(text)}" for name, text in facts.items()))
