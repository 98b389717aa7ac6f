"""What a visitor reads when there is nothing to show: one Dutch sentence and the next step, never a traceback."""

import streamlit as st

from components import traced
from components.address_check import Problems
from domain.permissions import DATA, PUBLISH, RELEASE, Part, may_see
from domain.viewer import Viewer

ADD_ACCOUNT = ".venv/bin/python -m data_access account add"
NO_ACCOUNT = (
    "Er is nog geen account. Wie de server beheert, maakt het eerste account op de opdrachtregel; "
    "daarna kan iedereen zich hier aanmelden."
)
NO_DATA = "Er zijn nog geen gegevens. Vraag de beheerder om ze in te lezen; ververs daarna deze pagina."
FIRST_DATA = (
    f"Er zijn nog geen gegevens. Lees ze in op de pagina {DATA.title}, of laad op de server een map met bestanden of "
    "de voorbeeldgegevens:"
)
LOAD = ".venv/bin/python -m data_access import MAP\n.venv/bin/python -m sample_data"
BYPASSED = "Het dashboard is niet op de goede manier gestart en blijft daarom dicht. Start het met:"
START = "make run"
WRONG_ADDRESS = "Dit adres kunnen we niet laten zien."
NO_ACCESS = "Geen toegang"
NOT_ALLOWED = "Deze pagina hoort niet bij uw rol. Kies een andere pagina, of vraag de beheerder."
NO_RELEASE = "Voor deze regio zijn nog geen cijfers vrijgegeven."
WAIT = "Vraag de beheerder of de coördinator wanneer ze komen."
MAKE = f"U maakt ze op de pagina {PUBLISH.title}, als de coördinatoren toestemming hebben gegeven."


def no_account() -> None:
    st.info(NO_ACCOUNT)
    st.code(f"{ADD_ACCOUNT} --help", language=None)


def no_data(viewer: Viewer) -> None:
    st.title("Nog geen gegevens")
    if may_see(viewer, RELEASE):
        st.info(FIRST_DATA)
        st.code(LOAD, language=None)
    else:
        st.info(NO_DATA)


def bypassed() -> None:
    """Shown by the router when server.py did not start it."""
    st.title("WoR-monitor")
    st.error(BYPASSED)
    st.code(START, language=None)


def not_allowed(viewer: Viewer, page: Part) -> None:
    traced.not_allowed(viewer, page)
    st.title(NO_ACCESS, anchor=False)
    st.error(NOT_ALLOWED)


def no_release(viewer: Viewer) -> None:
    """Also of tables without persons nothing is shown: whoever publishes decides from when on."""
    st.info(f"{NO_RELEASE} {MAKE if may_see(viewer, RELEASE) else WAIT}")


def wrong_address(problems: Problems) -> None:
    """The sentences repeat what stands in the address, so they are written as plain text and never as markdown."""
    st.title(WRONG_ADDRESS)
    for sentence in problems.sentences:
        st.text(sentence)


def unexpected(number: str) -> None:
    """`number` stands in the log beside the traceback."""
    st.error(
        f"Er ging iets mis, en het is vastgelegd onder nummer {number}. Ververs de pagina; "
        "gebeurt het weer, geef dan dit nummer door aan de beheerder."
    )


def away(sentence: str) -> None:
    """The text of a DataAwayError or a SettingError: what is wrong around the dashboard, and who mends it."""
    st.error(sentence)
