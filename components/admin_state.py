"""What became of a click on Beheer or Mijn account, kept for the one run that tells it: a first password is shown once.

In the session, and nowhere else; a refusal is told where it happened and is not kept.
"""

import streamlit as st

from components.plain import plain

TOLD = "admin_told"


def tell(sentence: str, password: str = "") -> None:
    """For the next run. `password`: a first password that the reader passes on."""
    st.session_state[TOLD] = (sentence, password)


def show_told() -> None:
    sentence, password = st.session_state.pop(TOLD, ("", ""))
    if sentence:
        st.success(plain(sentence), icon=":material/check_circle:")
    if password:
        st.code(password, language=None)
