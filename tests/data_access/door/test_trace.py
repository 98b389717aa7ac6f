from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from data_access.door.trace import append, events, line_hash, record
from data_access.engine import writing_alone
from domain.trace import Kind

WHO = {"account": "beheerder", "address": "192.0.2.1"}


def test_every_line_holds_the_hash_of_the_line_before_and_of_itself(engine: Engine) -> None:
    for kind in (Kind.SIGNED_IN, Kind.IMPORTED, Kind.SIGNED_OUT):
        record(engine, kind, **WHO, about={"bestand": "registratie é.csv", "rijen": 3})
    found = list(events(engine))
    assert [event.number for event in found] == [1, 2, 3]
    assert found[0].previous_hash == ""
    assert all(later.previous_hash == earlier.hash for earlier, later in pairwise(found))
    assert all(line_hash(vars(event)) == event.hash for event in found)


def test_a_line_is_kept_or_lost_with_what_it_tells_of(engine: Engine) -> None:
    with writing_alone(engine) as connection:
        append(connection, Kind.IMPORTED, **WHO)
        connection.rollback()
    assert list(events(engine)) == []
    with writing_alone(engine) as connection:
        append(connection, Kind.IMPORTED, **WHO)
    assert [event.kind for event in events(engine)] == [Kind.IMPORTED]


@pytest.mark.parametrize("statement", [
    "UPDATE audit_event SET account = 'iemand anders'",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE number = 2",
])  # fmt: skip
def test_the_database_refuses_to_change_or_remove_a_line(engine: Engine, statement: str) -> None:
    record(engine, Kind.SIGNED_IN, **WHO)
    record(engine, Kind.SIGNED_OUT, **WHO)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(statement))
    assert [event.account for event in events(engine)] == ["beheerder"] * 2


def test_lines_that_are_written_at_the_same_time_form_one_chain(engine: Engine) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: record(engine, Kind.SIGNED_IN, **WHO), range(18)))
    found = list(events(engine))
    assert [event.number for event in found] == list(range(1, 19))
    assert all(later.previous_hash == earlier.hash for earlier, later in pairwise(found))
