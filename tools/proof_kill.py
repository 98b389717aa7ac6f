"""Kills an import at random moments, and looks whether the data are whole: `python -m tools.proof_kill [MOMENTS]`.

A worker takes in one delivery after another, each of which replaces all rows of the one before. Wherever it is killed,
the database must hold exactly one whole delivery as the version on screen, and every batch of the history whole.
On PostgreSQL every other time it is the server's own process that is killed.
"""

import argparse
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

import polars as pl
from sqlalchemy import func, select, text

from data_access.bulk import FEW
from data_access.contract import CONTRACT
from data_access.engine import DataAwayError, engine_for, reading
from data_access.imports.history import history
from data_access.imports.take_in import Batch, take_in
from data_access.migrate import migrate
from data_access.state import current_state
from tools.postgres import postgresql

ROOT = Path(__file__).resolve().parent.parent
ROWS = FEW + 1_000
"""So many that SQLite takes the referrals by way of a file."""
READY = "ready"
IMPORTS = 3
"""A kill falls within the time that so many imports take."""
WORK = "import sys; from tools.proof_kill import work; work(sys.argv[1])"
"""What a worker runs, as a process of its own: multiprocessing would run the main script anew, and in a run of tests
that is whatever page Streamlit's AppTest left there."""
MOMENTS = 200


@dataclass(frozen=True, kw_only=True)
class Found:
    """What stood in the database after a kill."""

    batches: int
    faults: tuple[str, ...]


def delivery(marker: int) -> dict[str, pl.DataFrame]:
    """The same cases each time; `age` tells which delivery they came with."""
    cases = pl.DataFrame({"case_id": [f"c{number}" for number in range(ROWS)]})
    columns = {"supplier": "zd", "person": "p", "municipality": "GM0001", "age": marker, "date_referral": DAY}
    phase = {"area": "REG-A", "position": 1, "name": str(marker), "date_from": DAY, "source": "s"}
    return {"referral": cases.with_columns(**{k: pl.lit(v) for k, v in columns.items()}), "phase": pl.DataFrame(phase)}


DAY = date(2025, 6, 30)
AREAS = {
    "region": pl.DataFrame({"code": "REG-A", "name": "A"}),
    "municipality": pl.DataFrame({"code": "GM0001", "name": "Een", "region": "REG-A", "takes_part": "yes"}),
}


def prepare(address: str) -> float:
    """With one delivery in it. Gives the seconds that an import takes."""
    engine = engine_for(address)
    migrate(engine)
    start = time.monotonic()
    frames = AREAS | delivery(1)
    take_in(engine, frames, Batch(supplier="zd", description="1", account=""), data_date=DAY, remove_gone=True)
    engine.dispose()
    return time.monotonic() - start


def work(address: str) -> None:
    """Until it is killed, or its database is."""
    engine = engine_for(address)
    print(READY, flush=True)
    with suppress(DataAwayError):
        while True:
            marker = len(history(engine)) + 1
            batch = Batch(supplier="zd", description=str(marker), account="")
            take_in(engine, delivery(marker), batch, data_date=DAY, remove_gone=True)


def kill_once(address: str, random: Random, *, within: float, server_side: bool = False) -> None:
    """`within`: seconds from the start of the first import."""
    with Popen([sys.executable, "-c", WORK, address], cwd=ROOT, stdout=PIPE, text=True) as worker:
        assert worker.stdout is not None
        if worker.stdout.readline().strip() != READY:
            raise RuntimeError(f"the worker did not come to its first import: it ended with {worker.wait()}")
        time.sleep(random.uniform(0, within))
        if server_side:
            _kill_backends(address)
        worker.kill()


def _kill_backends(address: str) -> None:
    """The processes of the server that work for us; it starts itself anew after that."""
    engine = engine_for(address)
    others = text(
        "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() "
        "AND backend_type = 'client backend'"
    )
    with reading(engine) as connection:
        found = connection.execute(others).scalars().all()
    for process in found:
        os.kill(process, signal.SIGKILL)
    engine.dispose()


def look(address: str) -> Found:
    """Waits for a server that starts itself anew."""
    for _ in range(100):
        try:
            return _look(address)
        except DataAwayError:
            time.sleep(0.1)
    return Found(batches=0, faults=("the database did not come back",))


def _look(address: str) -> Found:
    engine = engine_for(address)
    records, state = history(engine), current_state(engine)
    referral, phase = CONTRACT["referral"].table, CONTRACT["phase"].table
    with reading(engine) as connection:
        current = connection.execute(
            select(referral.c.age, func.count()).where(referral.c.batch_out.is_(None)).group_by(referral.c.age)
        ).all()
        phases = connection.execute(select(phase.c.name).where(phase.c.batch_out.is_(None))).scalars().all()
        whole = connection.execute(select(referral.c.batch_in, func.count()).group_by(referral.c.batch_in)).all()
        sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() if "sqlite" in address else "ok"
    engine.dispose()
    number = len(records)
    told = {
        f"integrity: {sound}": sound == "ok",
        f"version {state} after {number} batches": state is not None and state.number == number,
        f"current rows {current}": [tuple(row) for row in current] == [(number, ROWS)],
        f"phases {phases}": phases == [str(number)],
        f"batches {whole}": sorted(map(tuple, whole)) == [(n, ROWS) for n in range(1, number + 1)],
    }
    return Found(batches=number, faults=tuple(text for text, fine in told.items() if not fine))


def prove(address: str, moments: int, seed: int) -> None:
    """Raises SystemExit with what was not whole."""
    random, before = Random(seed), 1
    within, inside = IMPORTS * prepare(address), 0
    for moment in range(moments):
        kill_once(address, random, within=within, server_side="postgresql" in address and moment % 2 == 1)
        found = look(address)
        if found.faults or found.batches < before:
            raise SystemExit(f"kill {moment + 1}: {found}")
        inside += found.batches > before
        before = found.batches
    engine = address.split(":", maxsplit=1)[0]
    print(f"{engine}: {moments} kills, {before} batches, all whole ({inside} kills after an import)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("moments", nargs="?", type=int, default=MOMENTS, help=f"hoeveel keer per database; {MOMENTS}")
    moments = parser.parse_args().moments
    with TemporaryDirectory() as folder:
        os.environ["WOR_VAR"] = folder
        prove(f"sqlite:///{Path(folder) / 'wor.db'}", moments, 1)
    with postgresql() as server:
        prove(server.url("postgres"), moments, 2)


if __name__ == "__main__":
    main()
