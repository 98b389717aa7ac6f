"""Serves app.py: the lock on the pages folder, language and headers of each answer, health, errors by number.

`python server.py` starts it; the settings are in docs/operations.md.
"""

import logging
import os
from pathlib import Path
from secrets import token_hex

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from components import external_button, failure, passage
from components.external_door import ExternalDoor
from components.serving import middleware, serve
from data_access import cached
from data_access.engine import DataAwayError
from data_access.oidc_file import provider
from data_access.settings import SettingError, check_settings
from data_access.settings_web import web_settings

LOG = logging.getLogger("wor")

# Without this Streamlit serves pages/*.py by address, past app.py, until some run has called st.navigation. app.py
# refuses to serve where it is not set. Private to Streamlit 1.67: requirements.txt pins it, tests/app watches it.
PagesManager.uses_pages_directory = False


def report(error: Exception) -> bool:
    """What a visitor sees when a run fails; True keeps Streamlit's own English message off the screen."""
    if isinstance(error, DataAwayError | SettingError):
        LOG.warning("database away, or a setting that cannot be used", exc_info=error)
        failure.away(str(error))
        return True
    number = token_hex(4)
    LOG.error("error %s", number, exc_info=error)
    failure.unexpected(number)
    return True


def health(_request: Request) -> JSONResponse:
    """200 with the data version (none in an empty database), 503 while the database is away. Runs in a thread."""
    try:
        state = cached.state()
    except DataAwayError as away:
        return JSONResponse({"status": "gegevens niet bereikbaar", "melding": str(away)}, status_code=503)
    version = {"dataversie": state.number, "peildatum": state.data_date.isoformat()} if state else {"dataversie": None}
    return JSONResponse({"status": "gezond", **version})


try:
    check_settings()
    WEB, EXTERNAL = web_settings(), provider()
except SettingError as wrong:  # told before anything is served
    raise SystemExit(str(wrong)) from None
if EXTERNAL:  # the way to the provider and back is signed by it; Streamlit takes it from nowhere else at this point
    os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = EXTERNAL.cookie_key

app = App(
    Path(__file__).with_name("app.py"),
    routes=[Route("/gezond", health), *passage.ROUTES],
    middleware=[*middleware(WEB), Middleware(ExternalDoor)],
    secrets=external_button.secrets(EXTERNAL) if EXTERNAL else None,
    on_script_error=report,
)

if __name__ == "__main__":
    serve(app, WEB)
