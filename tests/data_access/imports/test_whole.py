"""An import is whole or not there: after a kill, a full disk, a database that goes away, and beside another import."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Thread

import polars as pl
import pytest
from small_batches import ages, deliver, places, referrals
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from data_access import engine as engines
from data_access.engine import BusyError, DataAwayError, DiskFullError, engine_for, writing_alone
from data_access.imports.history import history
from data_access.imports.preview import preview
from data_access.snapshot import snapshot_folder
from data_access.state import current_state
from tools.proof_kill import IMPORTS, kill_once, look, prepare

MANY = referrals(*((f"c{number}", 70) for number in range(20_000)))


def test_a_kill_at_a_random_moment_leaves_whole_deliveries(engine: Engine, address: str) -> None:
    """`make proof` does 200 of these for each engine."""
    within = IMPORTS * prepare(address)
    random, before = Random(4), 1
    for moment in range(4):
        kill_once(address, random, within=within, server_side=engine.dialect.name != "sqlite" and moment == 3)
        found = look(address)
        assert found.faults == ()
        assert found.batches >= before
        before = found.batches


@pytest.fixture
def full(engine: Engine) -> Iterator[Engine]:
    """A database without room for much more."""
    places(engine)

    def limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 20}")  # type: ignore[attr-defined]

    with engine.connect() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    engine.dispose()
    event.listen(engine, "connect", limit)
    yield engine
    event.remove(engine, "connect", limit)


@pytest.mark.sqlite
def test_a_full_disk_gives_a_sentence_and_loses_nothing(full: Engine) -> None:
    before = current_state(full)
    with pytest.raises(DiskFullError, match="De schijf van de database is vol"):
        deliver(full, MANY)
    with pytest.raises(DiskFullError):
        preview(full, MANY, supplier="zd", complete=False)
    assert current_state(full) == before
    assert ages(full) == {}
    deliver(full, referrals(("a", 70)))
    assert ages(full) == {"a": 70}


def test_a_snapshot_that_does_not_fit_leaves_no_half_file(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = places(engine)

    def no_room(_frame: object, path: Path, **_settings: object) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", no_room)
    with pytest.raises(DiskFullError):
        snapshot_folder(engine, state)
    monkeypatch.undo()
    monkeypatch.setenv("WOR_VAR", str(tmp_path / "var"))
    assert list((tmp_path / "var" / "snapshots" / state.token).iterdir()) == []
    assert snapshot_folder(engine, state).exists()


def test_a_database_that_goes_away_during_an_import_gives_a_sentence(engine: Engine) -> None:
    before = places(engine)
    statements = 0

    def cut(connection: object, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal statements
        statements += "referral" in statement
        if statements > 3:
            raise OperationalError(statement, None, Exception("server closed the connection"))

    event.listen(engine, "before_cursor_execute", cut)
    with pytest.raises(DataAwayError, match="niet bereikbaar"):
        deliver(engine, referrals(("a", 70)))
    event.remove(engine, "before_cursor_execute", cut)
    assert current_state(engine) == before
    assert ages(engine) == {}


def test_a_second_import_waits_for_the_first(engine: Engine, address: str) -> None:
    places(engine)
    other = engine_for(address)
    second = Thread(target=deliver, args=(other, referrals(("b", 71))))
    with writing_alone(engine):
        second.start()
        second.join(0.5)
        assert second.is_alive()
        assert len(history(engine)) == 1
    second.join()
    assert ages(engine) == {"b": 71}
    other.dispose()


def test_imports_at_once_all_come_in_one_after_the_other(engine: Engine, address: str) -> None:
    places(engine)
    others = [engine_for(address) for _ in range(4)]
    threads = [
        Thread(target=deliver, args=(other, referrals((f"c{number}", 70))))
        for number, other in enumerate(others)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ages(engine) == dict.fromkeys(["c0", "c1", "c2", "c3"], 70)
    assert [record.id for record in history(engine)] == [5, 4, 3, 2, 1]
    for other in others:
        other.dispose()


def test_who_waits_too_long_is_told_and_loses_nothing(
    engine: Engine, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    places(engine)
    monkeypatch.setattr(engines, "BUSY_MILLISECONDS", 100)
    other = engine_for(address)
    with writing_alone(engine), pytest.raises(BusyError, match="Er worden nu andere gegevens bewaard"):
        deliver(other, referrals(("a", 70)))
    deliver(other, referrals(("a", 70)))
    assert ages(engine) == {"a": 70}
    other.dispose()


def test_a_reader_sees_the_old_data_while_an_import_is_at_work(engine: Engine, address: str) -> None:
    before = places(engine)
    other, seen = engine_for(address), list[object]()

    def look_on(_share: float, _words: str) -> None:
        seen.append((current_state(other), ages(other)))

    deliver(engine, referrals(("a", 70)), progress=look_on)
    assert set(map(str, seen)) == {str((before, {}))}
    assert ages(other) == {"a": 70}
    other.dispose()
