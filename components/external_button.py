"""The button to the provider, and what somebody is told who came back from it without being let in."""

from typing import Any

import streamlit as st

from components.external_words import PARAMETER, sentence
from domain.oidc import Provider

NAME = "wor"
"""Of the provider in Streamlit's secrets; nobody sees it."""
WIDTH = 420


def secrets(provider: Provider) -> dict[str, Any]:
    """What `st.login` wants to find in secrets.toml. PKCE is asked for whether the provider tells that it knows it or
    not: Entra ID does, and does not tell."""
    return {
        "auth": {
            "redirect_uri": provider.callback,
            "cookie_secret": provider.cookie_key,
            NAME: {
                "client_id": provider.client_id,
                "client_secret": provider.client_secret,
                "server_metadata_url": provider.metadata,
                "client_kwargs": {
                    "scope": "openid email profile",
                    "prompt": "select_account",
                    "code_challenge_method": "S256",
                },
            },
        }
    }


def told() -> str:
    """What the address tells about a try; after that the address is as it was asked for."""
    return sentence(st.query_params.pop(PARAMETER, ""))


def show(provider: Provider) -> None:
    """The visitor leaves by a click, and by nothing else: who was signed out does not come in again unseen."""
    st.button(
        provider.label, on_click=st.login, args=(NAME,), type="primary", icon=":material/login:", width=WIDTH,
        key="sign_in_external",
    )  # fmt: skip
    if provider.local_accounts:
        st.caption("Of met een gebruikersnaam en wachtwoord van dit dashboard:")
