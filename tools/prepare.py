"""What `make run` does before it serves: migrate, sample data where there is none, one line with the address."""

import os

from data_access.engine import DataAwayError, engine_for
from data_access.migrate import migrate
from data_access.settings import sample_wanted
from data_access.state import current_state
from domain.dutch import day
from publishing.released import released_cells
from sample_data.install import PASSWORD, install


def main() -> None:
    engine = engine_for()
    print("Database bijwerken ...", flush=True)
    migrate(engine)
    if current_state(engine) is None and sample_wanted():
        print("Voorbeeldgegevens maken (een halve minuut) ...", flush=True)
        install(engine)
    state = current_state(engine)
    if state is not None:
        print("Cijfers klaarzetten ...", flush=True)
        released_cells(engine, state)
    where = f"http://{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8501')}"
    if state is None:
        print(f"WoR-monitor: {where} | nog geen gegevens: .venv/bin/python -m data_access load MAP")
        return
    accounts = f" | accounts: raadslid, wethouder, stuurgroep, coordinator, beheerder; wachtwoord: {PASSWORD}"
    print(f"WoR-monitor: {where} | peildatum {day(state.data_date)}{accounts if state.sample else ''}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except DataAwayError as away:
        raise SystemExit(str(away)) from None
