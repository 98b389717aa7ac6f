"""Whatever came in and was undone in whatever order: the data are those of the batches that are in force."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from replayed import Delivered, Log, State, Undone, in_force, replay
from small_delivery import frame_of
from sqlalchemy import Engine, select

from data_access.contract import CONTRACT
from data_access.engine import engine_for
from data_access.frames import read_frame
from data_access.imports.history import history
from data_access.imports.preview import Preview, preview
from data_access.imports.rows import save_rows
from data_access.imports.take_in import Batch, take_in
from data_access.imports.undo import preview_undo, undo
from data_access.models import DataVersion
from data_access.snapshot import current_at
from data_access.store import store
from data_access.tables import table_of
from domain.cells import DataState

DAY = date(2025, 6, 30)
KEYS = {name: CONTRACT[name].key for name in ("referral", "target", "participation")}
AREA: dict[str, str | None] = {"referral": "municipality", "target": "area", "participation": None}
PLACES = {
    "region": [{"code": "REG-A", "name": "A"}],
    "municipality": [
        {"code": code, "name": code, "region": "REG-A", "takes_part": "yes", "village_label": "kern"}
        for code in ("GM0001", "GM0002")
    ],
    "practice": [{"code": code, "name": code, "municipality": "GM0001"} for code in ("P1", "P2", "P3")],
}

suppliers, areas = st.sampled_from(["zd", "wel"]), st.sampled_from(["GM0001", "GM0002"])
referrals = st.fixed_dictionaries({
    "supplier": suppliers, "case_id": st.sampled_from("abc"), "municipality": areas, "age": st.integers(70, 72),
})  # fmt: skip
targets = st.fixed_dictionaries({"area": areas, "position": st.integers(1, 2), "value": st.sampled_from([0.5, None])})
participations = st.fixed_dictionaries({
    "practice": st.sampled_from(["P1", "P2", "P3"]), "partner": st.sampled_from(["x", "y"]),
})  # fmt: skip
FIXED: dict[str, dict[str, Any]] = {
    "referral": {"person": "p", "date_referral": DAY},
    "target": {"indicator": "feedback", "period": "2025", "kind": "aim", "stated_by": "s", "source": "s"},
    "participation": {"date_from": DAY},
}


@st.composite
def deliveries(draw: st.DrawFn) -> Delivered:
    made = {"referral": referrals, "target": targets, "participation": participations}
    rows = {}
    for table in draw(st.lists(st.sampled_from(sorted(made)), min_size=1, max_size=2, unique=True)):
        found = draw(st.lists(made[table], min_size=1, max_size=4))
        full = [_full(table, row) for row in found]
        rows[table] = list({tuple(row[name] for name in KEYS[table]): row for row in full}.values())
    return Delivered(supplier=draw(suppliers), rows=rows, complete=draw(st.booleans()))


def _full(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return frame_of(table, [FIXED[table] | row]).row(0, named=True)


steps = st.lists(
    st.one_of(deliveries(), st.integers(0, 99), st.sampled_from(["edit", "clear"])), min_size=2, max_size=9
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_data_are_those_of_the_batches_in_force(migrated: Path, steps: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "wor.db"
        shutil.copy(migrated, path)
        engine = engine_for(f"sqlite:///{path}")
        walk(engine, steps)
        engine.dispose()


def walk(engine: Engine, steps: list[Any]) -> None:
    store(engine, {name: frame_of(name, rows) for name, rows in PLACES.items()}, supplier="x", description="x",
          data_date=DAY)  # fmt: skip
    log: Log = [Delivered(supplier="x")]
    seen: list[tuple[DataState, State]] = []
    for step in steps:
        before = replay(log, KEYS, AREA)
        state, told = act(engine, log, step, before)
        if state is None:
            continue
        expected = replay(log, KEYS, AREA)
        note(f"{len(log)}: {step} -> {expected}")
        assert current(engine) == expected
        assert told is None or promised(told) == moved(before, expected)
        seen.append((state, expected))
    assert [record.undone_by is None for record in reversed(history(engine))] == in_force(log)
    for state, expected in seen:  # what was shown then can be made again
        assert at_version(engine, state) == expected


def act(engine: Engine, log: Log, step: Any, before: State) -> tuple[DataState | None, Preview | None]:
    if isinstance(step, int):
        target = 1 + step % len(log)
        if target == 1 or not in_force(log)[target - 1]:
            return None, None
        told = preview_undo(engine, target)
        log.append(Undone(target - 1))
        return undo(engine, target, "baas"), told
    if isinstance(step, Delivered):
        frames = {table: pl.DataFrame(rows, schema=CONTRACT[table].schema) for table, rows in step.rows.items()}
        told = preview(engine, frames, supplier=step.supplier, complete=step.complete)
        log.append(step)
        batch = Batch(supplier=step.supplier, description="d", account="a")
        return take_in(engine, frames, batch, data_date=DAY, remove_gone=step.complete), told
    return edit(engine, log, before["target"], clear=step == "clear"), None


def edit(engine: Engine, log: Log, targets: dict[Any, Any], *, clear: bool) -> DataState | None:
    """Takes the first target away, or gives all of them another value."""
    if not targets:
        return None
    shown = pl.DataFrame(list(targets.values()), schema=CONTRACT["target"].schema)
    first = next(iter(targets))
    if clear:
        log.append(Delivered(supplier="Op het scherm", withdrawn={"target": [first]}))
        return save_rows(engine, "target", shown, shown.slice(1), "baas")
    rows = [row | {"value": (row["value"] or 0) + 1} for row in targets.values()]
    log.append(Delivered(supplier="Op het scherm", rows={"target": rows}))
    return save_rows(engine, "target", shown, pl.DataFrame(rows, schema=shown.schema), "baas")


def current(engine: Engine) -> State:
    with engine.connect() as connection:
        return {table: by_key(table, read_frame(connection, table)) for table in KEYS}


def at_version(engine: Engine, state: DataState) -> State:
    version = table_of(DataVersion)
    with engine.connect() as connection:
        batch = connection.execute(select(version.c.batch_id).where(version.c.token == state.token)).scalar_one()
        frames = {t: read_frame(connection, t, current_at(CONTRACT[t].table, batch)) for t in KEYS}
    return {table: by_key(table, frame) for table, frame in frames.items()}


def by_key(table: str, frame: pl.DataFrame) -> dict[tuple[Any, ...], dict[str, Any]]:
    found = {tuple(row[name] for name in KEYS[table]): row for row in frame.iter_rows(named=True)}
    assert len(found) == frame.height, "a key stands twice among the current rows"
    return found


def promised(told: Preview) -> dict[str, tuple[int, int, int]]:
    counts = {table.table: (table.new, table.changed, table.gone) for table in told.tables}
    return {table: row for table, row in counts.items() if any(row)}


def moved(before: State, after: State) -> dict[str, tuple[int, int, int]]:
    counts = {}
    for table in KEYS:
        old, new = before[table], after[table]
        row = (
            len(new.keys() - old.keys()),
            sum(old[key] != new[key] for key in old.keys() & new.keys()),
            len(old.keys() - new.keys()),
        )
        if any(row):
            counts[table] = row
    return counts
