"""Templates to fill in: a workbook for each table, with the words that may be used."""

from functools import partial

import streamlit as st

from components.download import XLSX
from components.intake_words import table_title, tables_for
from data_access.intake.templates import template

NO_NEED = (
    "Hebt u al een eigen registratie in een spreadsheet, lever die dan zoals hij is: u wijst na het kiezen aan wat de "
    "kolommen betekenen. Begint u nieuw, dan is een sjabloon handig."
)
WHICH = "Sjabloon voor"


def show_templates() -> None:
    with st.popover("Sjablonen", icon=":material/description:"):
        st.caption(NO_NEED)
        names = sorted(tables_for(every_municipality=False), key=table_title)
        chosen = st.selectbox(WHICH, names, index=names.index("referral"), format_func=table_title,
                              key="intake_template", width=320)  # fmt: skip
        st.download_button(
            "Download het sjabloon (XLSX)", data=partial(template, chosen), mime=XLSX, on_click="ignore",
            file_name=f"sjabloon-{table_title(chosen).lower().replace(' ', '-')}.xlsx", key=f"intake_template_{chosen}",
            icon=":material/download:",
        )  # fmt: skip
