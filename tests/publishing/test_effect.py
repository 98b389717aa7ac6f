"""What a preview says of the figures is what taking in makes of them; and it is for the own coordinator alone."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.engine import engine_for
from data_access.imports.preview import Preview, preview
from data_access.imports.take_in import Batch, take_in
from data_access.imports.undo import preview_undo, undo
from data_access.migrate import migrate
from data_access.state import current_state
from data_access.store import store
from domain.results import Result
from domain.viewer import Role, Scope, Viewer
from publishing.effect import RESULTS, Effect, effects
from tests.data_access.small_delivery import FRAMES

OWN, OTHER = "GM0001", "GM0002"
DAY = date(2025, 12, 31)
SUPPLIER = "zd"


def viewer(role: Role = Role.COORDINATOR) -> Viewer:
    return Viewer(name="iemand", role=role, scope=Scope(municipalities=frozenset({OWN})))


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    made = engine_for(f"sqlite:///{tmp_path / 'wor.db'}")
    monkeypatch.setenv("WOR_VAR", str(tmp_path))
    migrate(made)
    store(made, FRAMES, supplier=SUPPLIER, description="test", data_date=date(2025, 7, 31))
    yield made
    made.dispose()


def referral(case: str, municipality: str = OWN, **more: object) -> dict[str, object]:
    return {"supplier": SUPPLIER, "case_id": case, "person": f"p-{case}", "municipality": municipality,
            "date_referral": date(2025, 5, 6), "gender": "male", "age": 50} | more  # fmt: skip


Frames = dict[str, pl.DataFrame]
BATCH = Batch(supplier=SUPPLIER, description="", account="x")


def delivery(*rows: dict[str, object]) -> Frames:
    return {"referral": pl.DataFrame(list(rows), infer_schema_length=None)}


def asked(
    engine: Engine, frames: Frames, role: Role = Role.COORDINATOR, area: str = OWN, *, gone: bool = False
) -> tuple[Effect, ...]:
    return looked(engine, partial(preview, engine, frames, supplier=SUPPLIER, complete=gone), role, area, DAY)


def looked(
    engine: Engine, change: Callable[..., Preview], role: Role = Role.COORDINATOR, area: str = OWN,
    data_date: date | None = None,
) -> tuple[Effect, ...]:  # fmt: skip
    state, geography = current_state(engine), read_agreements(engine).geography
    assert state is not None
    towns = [geography.by_code[area]]
    _, found = effects(
        engine, state, viewer(role), towns, lambda look: change(look=look), year=2025, data_date=data_date
    )
    return found.get(geography.by_code[area].name, ())


def now(engine: Engine) -> list[tuple[object, ...]]:
    return numbers([effect.before for effect in asked(engine, delivery(referral("c9", OTHER)))])


def numbers(results: list[Result]) -> list[tuple[object, ...]]:
    return [(r.indicator, r.value, r.base, r.n, r.target, r.status, r.data_date) for r in results]


CHANGES = {
    "new ones": ([referral("n1"), referral("n2", gender="female", age=80)], False),
    "one that changes": ([referral("c1", gender="male", date_contact=date(2025, 5, 7))], False),
    "one of a neighbour": ([referral("n1"), referral("n2", OTHER)], False),
    "one that is gone": ([referral("n1"), referral("n2")], True),
    "one that moves to a neighbour": ([referral("c1", OTHER), referral("n1")], False),
}


@pytest.mark.parametrize(("rows", "gone"), CHANGES.values(), ids=CHANGES)
def test_the_figures_after_it_are_those_that_taking_in_gives(engine, rows, gone):
    told = asked(engine, delivery(*rows), gone=gone)
    assert [e.after.indicator for e in told] == list(RESULTS)
    take_in(engine, delivery(*rows), BATCH, data_date=DAY, remove_gone=gone)
    assert numbers([e.after for e in told]) == now(engine)


TABLES = {
    "expense": {"area": OWN, "day": date(2025, 6, 1), "line": "Coach", "fund": "pok", "amount_cents": 12345},
    "budgetline": {"area": OWN, "year": 2025, "position": 7, "line": "Coach", "amount_cents": 900000, "source": "s"},
    "target": {"indicator": "practices_participating", "area": OWN, "period": "2025", "kind": "path", "value": 5.0,
               "position": 1, "stated_by": "raad", "source": "s"},
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_another_table_counts_too(engine, table):
    frames = {table: pl.DataFrame([TABLES[table]])}
    told = asked(engine, frames)
    take_in(engine, frames, BATCH, data_date=DAY, remove_gone=False)
    assert numbers([e.after for e in told]) == now(engine)
    assert any(numbers([e.before]) != numbers([e.after]) for e in told)


def test_an_undo_tells_its_figures_too(engine):
    before = now(engine)
    take_in(engine, delivery(referral("n1"), referral("c1", gender="male")), BATCH, data_date=None, remove_gone=False)
    between = now(engine)
    told = looked(engine, partial(preview_undo, engine, 2))
    assert before != between
    assert (numbers([e.before for e in told]), numbers([e.after for e in told])) == (between, before)
    undo(engine, 2, "x")
    assert now(engine) == before


def test_nothing_is_stored(engine):
    before = current_state(engine)
    asked(engine, delivery(referral("n1")))
    assert current_state(engine) == before
    assert asked(engine, delivery(referral("n1")))[0].before.value == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_nobody_else_sees_an_effect(engine, role):
    assert asked(engine, delivery(referral("n1")), role) == ()


def test_a_coordinator_sees_none_of_a_neighbour(engine):
    assert asked(engine, delivery(referral("n1", OTHER)), area=OTHER) == ()
