"""On Overzicht of a municipality: how well the registrations behind its figures are filled in, for its coordinator."""

import streamlit as st

from components.desk import Desk
from components.figures import show_rows
from components.plain import plain
from domain.areas import Level
from domain.cells import Origin
from domain.permissions import DATA, QUALITY, may_see

KEY = "registration_quality"
MORE = "Per leverancier en praktijk staat dit op de pagina {page}."


def show_quality_card(desk: Desk) -> None:
    """Nothing where the figures are released ones: this is no figure about the area."""
    if desk.origin is not Origin.LIVE or desk.area.level is not Level.MUNICIPALITY:
        return
    if may_see(desk.viewer, QUALITY, desk.area.code):
        st.header("Waar deze cijfers op rusten", anchor=False)
        show_rows(desk, ((KEY,),))
        st.caption(plain(MORE.format(page=DATA.title)))
