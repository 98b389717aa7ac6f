"""Starts uvicorn around the app, and gives its log and Streamlit's the form of ours.

`App.run` of Streamlit does the same, but has no way to leave out the header that tells which server this is, or to
refuse large messages from visitors who have not signed in.
"""

import logging
import sys
from typing import Any

import uvicorn
from starlette.middleware import Middleware
from streamlit import logger as streamlit_logger
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.starlette import App
from streamlit.web.bootstrap import load_config_options

from components.answers import Answers
from components.hosts import Hosts
from components.private_files import PrivateFiles, signed_in
from data_access import logs
from data_access.settings_web import Web

LOG = logging.getLogger("wor.web")
PING_SECONDS = 30
LARGEST_MESSAGE = 25 * 2**20
"""Of a browser, in bytes: what Streamlit takes as the state of all widgets. Files do not come over the websocket."""
GOODBYE_SECONDS = 5
"""For answers that are on their way when the server has to stop."""
NO_NAME = (
    "Het dashboard is van andere computers te bereiken (HOST), maar weet niet onder welke naam. Het weigert alles "
    "behalve localhost. Zet WOR_ADDRESS, zoals https://wor.gemeente.nl, of WOR_HOSTS."
)


def middleware(web: Web) -> list[Middleware]:
    """From outside to inside: the headers come on what the others refuse too."""
    return [Middleware(Answers, web=web), Middleware(Hosts, web=web), Middleware(PrivateFiles, known=signed_in)]


def serve(app: App, web: Web) -> None:
    """Returns when the server was told to stop."""
    load_config_options({
        "server.port": web.port,
        "server.address": web.host,
        "server.allowedHosts": sorted(name.strip("[]") for name in web.hosts),
        "server.maxUploadSize": web.upload_mb,
        "server.enableXsrfProtection": True,
        "server.xsrfCookieSameSite": "strict",
        "server.enableCORS": True,  # despite its name: no other origin may
    })  # fmt: skip
    log_to_stdout()
    tell_no_versions()
    if web.unnamed:
        LOG.warning(NO_NAME)
    LOG.info("starting", extra={"host": web.host, "port": web.port, "address": web.address, "tls": web.tls})
    uvicorn.run(
        app, host=web.host, port=web.port, log_config=None, access_log=False, server_header=False,
        forwarded_allow_ips=list(web.proxies), ws="websockets-sansio", ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=PING_SECONDS, ws_ping_timeout=PING_SECONDS, ws_per_message_deflate=False,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )  # fmt: skip


def log_to_stdout() -> None:
    """Streamlit gives each of its loggers a handler of its own, and does not pass on: that is undone, also for those
    it makes later. `setup_formatter` is internal to Streamlit 1.67: a test watches it."""
    logs.configure(sys.stdout)
    streamlit_logger.setup_formatter = _pass_on
    streamlit_logger.update_formatter()


def _pass_on(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.WARNING)


def tell_no_versions() -> None:
    """Streamlit tells every visitor, signed in or not, its version, that of Python and the system. The page does
    without. Internal to Streamlit 1.67: a test watches it."""
    made = AppSession._create_new_session_message

    def without(session: AppSession, *arguments: Any, **named: Any) -> ForwardMsg:
        message = made(session, *arguments, **named)
        message.new_session.initialize.environment_info.Clear()
        return message

    AppSession._create_new_session_message = without  # type: ignore[assignment]
