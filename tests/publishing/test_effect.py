"""What a preview says of the figures is what taking in makes of them; and it is for the own coordinator alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.engine import engine_for
from data_access.imports.take_in import Batch, take_in
from data_access.migrate import migrate
from data_access.state import current_state
from data_access.store import store
from domain.results import Result
from domain.viewer import Role, Scope, Viewer
from publishing.effect import RESULTS, Effect, Incoming, effects
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


def delivery(*rows: dict[str, object], gone: bool = False) -> Incoming:
    frames = {"referral": pl.DataFrame(list(rows), infer_schema_length=None)}
    return Incoming(supplier=SUPPLIER, frames=frames, data_date=DAY, gone=gone)


def asked(engine: Engine, incoming: Incoming, role: Role = Role.COORDINATOR, area: str = OWN) -> tuple[Effect, ...]:
    state, agreements = current_state(engine), read_agreements(engine)
    assert state is not None
    return effects(engine, state, agreements, viewer(role), agreements.geography.by_code[area], incoming, 2025)


def numbers(results: list[Result]) -> list[tuple[object, ...]]:
    return [(r.indicator, r.value, r.base, r.n, r.status, r.data_date) for r in results]


CHANGES = {
    "new ones": ([referral("n1"), referral("n2", gender="female", age=80)], False),
    "one that changes": ([referral("c1", gender="male", date_contact=date(2025, 5, 7))], False),
    "one of a neighbour": ([referral("n1"), referral("n2", OTHER)], False),
    "one that is gone": ([referral("n1"), referral("n2")], True),
    "one that moves to a neighbour": ([referral("c1", OTHER), referral("n1")], False),
}


@pytest.mark.parametrize(("rows", "gone"), CHANGES.values(), ids=CHANGES)
def test_the_figures_after_it_are_those_that_taking_in_gives(engine, rows, gone):
    incoming = delivery(*rows, gone=gone)
    told = asked(engine, incoming)
    assert [e.after.indicator for e in told] == list(RESULTS)
    take_in(engine, incoming.frames, Batch(supplier=SUPPLIER, description="", account="x"), data_date=DAY,
            remove_gone=gone)  # fmt: skip
    now = asked(engine, delivery(referral("c9", OTHER)))
    assert numbers([e.after for e in told]) == numbers([e.before for e in now])


def test_another_table_counts_too(engine):
    frame = pl.DataFrame([{"area": OWN, "day": date(2025, 6, 1), "line": "Coach", "fund": "pok",
                           "amount_cents": 12345}])  # fmt: skip
    incoming = Incoming(supplier=SUPPLIER, frames={"expense": frame}, data_date=DAY)
    told = asked(engine, incoming)
    take_in(engine, incoming.frames, Batch(supplier=SUPPLIER, description="", account="x"), data_date=DAY,
            remove_gone=False)  # fmt: skip
    now = asked(engine, delivery(referral("c9", OTHER)))
    assert numbers([e.after for e in told]) == numbers([e.before for e in now])
    assert told[-1].before.value != told[-1].after.value


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
