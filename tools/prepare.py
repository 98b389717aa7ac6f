"""What `make run` does before it serves: migrate, sample data and its releases where there are none, the address.

The sample data is invented, so it is released as for outsiders alone, in a third of the time; `--with-insiders` heeds
who knows a municipality or a practice too, as every other release does.
"""

import argparse
import logging
import sys

from sqlalchemy import Engine

from data_access.engine import DataAwayError, engine_for
from data_access.logs import configure
from data_access.migrate import migrate
from data_access.releases import release_heads_newest
from data_access.settings import SettingError, check_settings, sample_wanted
from data_access.settings_web import web_settings
from data_access.state import current_state
from domain.cells import DataState
from domain.dutch import day, percent, plural
from publishing.release import ReleaseError
from sample_data.install import PASSWORD, install
from tools.sample_release import release_sample, unreleased

ACCOUNTS = f" | accounts: raadslid, wethouder, stuurgroep, coordinator, beheerder; wachtwoord: {PASSWORD}"
NOTHING_RELEASED = (
    "Er zijn nog geen cijfers vrijgegeven: raadsleden zien nog niets. "
    "Meld u aan als beheerder en maak ze op de pagina Publiceren."
)
STOPPED = "\nGestopt. Er is niets half gedaan: de volgende keer gaat het verder waar het was."
WIDTH = 79
OVER = "\r"
"""Back to the start of the line."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with-insiders", action="store_true")
    insiders = parser.parse_args().with_insiders
    configure(sys.stderr)
    logging.getLogger("wor.trace").setLevel(logging.WARNING)  # a newcomer's screen is no place for anchors
    web_settings()
    check_settings()  # a wrong setting is told before anything is done
    engine = engine_for()
    print("Database bijwerken ...", flush=True)
    migrate(engine)
    if current_state(engine) is None and sample_wanted():
        print("Voorbeeldgegevens maken (een halve minuut) ...", flush=True)
        install(engine)
    release(engine, insiders=insiders)
    tell(engine, current_state(engine))


def release(engine: Engine, *, insiders: bool) -> None:
    """What was refused is told, and no reason not to serve: a coordinator has live figures."""
    if unreleased(engine):
        print("Cijfers vrijgeven en narekenen (een minuut of twee) ...", flush=True)
    try:
        released = release_sample(engine, progress, insiders=insiders)
    except ReleaseError as refused:
        print(f"{OVER}{refused}", flush=True)
        return
    if released:
        words = plural(released, "regio", "regio's")
        print(f"{OVER}Cijfers vrijgegeven van {words}.".ljust(WIDTH), flush=True)


def progress(share: float, what: str) -> None:
    """One line that is written over, where someone is looking; else nothing, for a log would fill up with it."""
    if sys.stdout.isatty():
        print(f"{OVER}Cijfers vrijgeven: {percent(share)} {what}"[:WIDTH].ljust(WIDTH), end="", flush=True)


def tell(engine: Engine, state: DataState | None) -> None:
    web = web_settings()
    where = web.address or f"http://{web.host}:{web.port}"
    if state is None:
        print(f"WoR-monitor: {where} | nog geen gegevens: .venv/bin/python -m data_access import MAP")
        return
    if not release_heads_newest(engine):
        print(NOTHING_RELEASED)
    print(f"WoR-monitor: {where} | peildatum {day(state.data_date)}{ACCOUNTS if state.sample else ''}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except (DataAwayError, SettingError) as reason:
        raise SystemExit(str(reason)) from None
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
