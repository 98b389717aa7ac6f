"""The browser at the other end: where it is, its sign-in cookie, the address it asked for, and sending it elsewhere."""

from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.passage import cookie_in

THIS_MACHINE = "127.0.0.1"


def address() -> str:
    """Of the browser, or of the last proxy that is not trusted; Streamlit has None for this machine."""
    return st.context.ip_address or THIS_MACHINE


def cookie() -> str | None:
    """As the browser sent it when this tab was opened."""
    return cookie_in(st.context.cookies)


def here() -> str:
    """The address that was asked for, with its query."""
    query = urlencode([(key, value) for key in st.query_params for value in st.query_params.get_all(key)])
    path = urlsplit(st.context.url or "").path or "/"
    return f"{path}?{query}" if query else path


def send_to(address: str) -> None:
    """Sends the browser to an address, as Streamlit's own st.logout does."""
    message = ForwardMsg()
    message.auth_redirect.url = address
    context = get_script_run_ctx()
    if context:
        context.enqueue(message)
