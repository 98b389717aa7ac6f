"""The floor of the benchmark: an empty page with three select boxes, served the same way."""

import os

import streamlit as st
from streamlit.starlette import App


def main() -> None:
    for label in ("Regio", "Gemeente", "Periode"):
        st.selectbox(label, [str(n) for n in range(342)])


app = App(__file__)

if __name__ == "__main__":
    from streamlit.runtime import exists

    if exists():
        main()
    else:
        app.run(config={"server.port": int(os.environ["PORT"])})
