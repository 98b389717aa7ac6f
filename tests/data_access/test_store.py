from datetime import date

import polars as pl
import pytest
from small_delivery import FRAMES, frame_of
from sqlalchemy import Engine, select

from data_access.contract import CONTRACT
from data_access.frames import read_frame
from data_access.imports.refused import ImportRefused
from data_access.state import current_state
from data_access.store import store

DAY = date(2025, 6, 30)
REFERRAL = CONTRACT["referral"].table


def put(engine: Engine, frames: dict[str, pl.DataFrame], **more: bool) -> int:
    return store(engine, frames, supplier="zd", description="proef", data_date=DAY, **more).number


def test_every_table_reads_back_as_it_was_stored(engine: Engine) -> None:
    put(engine, FRAMES)
    with engine.connect() as connection:
        for name, frame in FRAMES.items():
            assert read_frame(connection, name).equals(frame), name


def test_an_empty_database_has_no_state(engine: Engine) -> None:
    assert current_state(engine) is None


def test_each_delivery_is_a_new_version_with_its_own_token(engine: Engine) -> None:
    first = store(engine, FRAMES, supplier="zd", description="a", data_date=DAY)
    second = store(engine, {}, supplier="zd", description="b", data_date=date(2025, 7, 31))
    assert (first.number, second.number) == (1, 2)
    assert first.token != second.token
    assert current_state(engine) == second


def test_a_second_delivery_of_a_case_replaces_the_first_which_stays_in_history(engine: Engine) -> None:
    put(engine, FRAMES)
    put(engine, {"referral": FRAMES["referral"].head(1).with_columns(age=pl.lit(72, pl.Int64))})
    with engine.connect() as connection:
        current = read_frame(connection, "referral")
        rows = connection.execute(
            select(REFERRAL.c.age, REFERRAL.c.batch_in, REFERRAL.c.batch_out).order_by("id")
        ).all()
    assert dict(current.select("case_id", "age").iter_rows()) == {"c1": 72, "c2": None}
    assert [tuple(r) for r in rows] == [(71, 1, 2), (None, 1, None), (72, 2, None)]


def test_a_row_is_replaced_by_its_whole_key_only(engine: Engine) -> None:
    row = {"supplier": "zd", "case_id": "c1", "person": "p", "municipality": "GM0001", "date_referral": DAY}
    put(engine, {"referral": frame_of("referral", [row])})
    put(engine, {"referral": frame_of("referral", [row | {"supplier": "other"}])})
    with engine.connect() as connection:
        assert read_frame(connection, "referral").height == 2


def test_nothing_is_stored_where_one_table_fails(engine: Engine) -> None:
    one = FRAMES["referral"].head(1)
    twice = pl.concat([one, one])
    with pytest.raises(ImportRefused, match="2 verwijzingen staan meer dan een keer"):
        put(engine, {"region": FRAMES["region"], "referral": twice})
    assert current_state(engine) is None
    with engine.connect() as connection:
        assert read_frame(connection, "region").is_empty()


def test_once_sample_data_is_in_every_later_version_says_so(engine: Engine) -> None:
    put(engine, {"region": FRAMES["region"]}, sample=True)
    put(engine, {"village": FRAMES["village"]})
    state = current_state(engine)
    assert state is not None
    assert state.sample


def test_made_up_rows_make_a_version_sample_data(engine: Engine) -> None:
    put(engine, {"region": FRAMES["region"].with_columns(layer=pl.lit("synthetic"))})
    state = current_state(engine)
    assert state is not None
    assert state.sample


@pytest.mark.parametrize("frame", [pl.DataFrame({"code": ["A"]}), FRAMES["region"].with_columns(other=pl.lit(1))])
def test_a_frame_with_other_columns_than_the_table_is_refused(engine: Engine, frame: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="region: unknown"):
        put(engine, {"region": frame})


@pytest.mark.parametrize(
    "text", ["\\N", "", " ", 'met "aanhaling", komma;\nen regel\r\n', "null", "ë€\t\\", "NULL", "'"]
)
def test_any_text_reads_back_as_it_was(engine: Engine, text: str) -> None:
    rows = FRAMES["phase"].with_columns(name=pl.lit(text), note=pl.lit(None, pl.String))
    put(engine, {"phase": rows})
    with engine.connect() as connection:
        assert read_frame(connection, "phase").equals(rows)


@pytest.mark.parametrize("number", [0.1, -0.0, 1e-9, 123456789.123, 1e15, 1.0])
def test_any_number_reads_back_as_it_was(engine: Engine, number: float) -> None:
    rows = FRAMES["budgetline"].with_columns(hours=pl.lit(number))
    put(engine, {"budgetline": rows})
    with engine.connect() as connection:
        assert read_frame(connection, "budgetline")["hours"].to_list() == [number]
