import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import Engine
from tampering import put, tamper

from data_access.door.trace import events, record
from data_access.door.trace_check import (
    CHANGED,
    CUT_OFF,
    GONE,
    NO_BEGIN,
    NOT_NEXT,
    ONE_GONE,
    REWRITTEN,
    UNREADABLE,
    Anchor,
    verify,
)  # fmt: skip
from domain.trace import Event, Kind


@pytest.fixture
def five(engine: Engine) -> list[Event]:
    for place in range(5):
        record(engine, Kind.SIGNED_IN, account=f"naam{place}", address="192.0.2.1", about={"é": place})
    return list(events(engine))


def test_a_trace_that_nobody_touched_is_whole(engine: Engine, five: list[Event]) -> None:
    found = verify(engine, [Anchor(number=e.number, hash=e.hash[:16]) for e in five])
    assert (found.lines, found.first, found.last, found.hash, found.faults) == (5, 1, 5, five[-1].hash, ())


def test_an_empty_trace_is_whole_and_an_anchor_tells_that_it_was_not_empty(engine: Engine) -> None:
    assert verify(engine).faults == ()
    assert verify(engine, [Anchor(number=3, hash="a" * 16)]).faults == (CUT_OFF.format(3, 0),)


@pytest.mark.parametrize("column", ["at", "kind", "account", "address", "about", "removes_to", "hash"])
def test_a_line_of_which_one_column_was_changed_is_told(engine: Engine, five: list[Event], column: str) -> None:
    value = {"at": "'2020-01-01 00:00:00.000000+00'", "removes_to": "2", "about": "'{}'"}.get(column, "'anders'")
    if engine.dialect.name == "sqlite":
        value = value.replace("+00", "")
    tamper(engine, f"UPDATE audit_event SET {column} = {value} WHERE number = 3")
    assert CHANGED.format(3) in verify(engine).faults


def test_lines_that_were_taken_out_are_told(engine: Engine, five: list[Event]) -> None:
    tamper(engine, "DELETE FROM audit_event WHERE number = 2")
    assert verify(engine).faults == (ONE_GONE.format(2),)
    tamper(engine, "DELETE FROM audit_event WHERE number = 3")
    assert verify(engine).faults == (GONE.format(2, 3),)


def test_that_the_beginning_is_gone_is_told(engine: Engine, five: list[Event]) -> None:
    tamper(engine, "DELETE FROM audit_event WHERE number < 3")
    assert verify(engine).faults == (GONE.format(1, 2),)


def test_a_first_line_that_follows_on_another_is_told(engine: Engine, five: list[Event]) -> None:
    tamper(engine, "DELETE FROM audit_event")
    put(engine, five[1], number=1)
    assert verify(engine).faults == (NO_BEGIN.format(1),)


def test_a_line_that_was_put_in_between_is_told(engine: Engine, five: list[Event]) -> None:
    """All later numbers moved up to make room."""
    tamper(engine, "DELETE FROM audit_event WHERE number > 2")
    put(engine, five[2], account="erbij")
    for event in five[2:]:
        put(engine, event, number=event.number + 1)
    assert verify(engine).faults[0] == NOT_NEXT.format(4, 3)


def test_a_line_that_was_replaced_by_one_that_fits_itself_is_told(engine: Engine, five: list[Event]) -> None:
    tamper(engine, "DELETE FROM audit_event WHERE number = 3")
    put(engine, five[2], account="iemand anders")
    assert verify(engine).faults == (NOT_NEXT.format(4, 3),)


def test_that_the_end_was_cut_off_is_told_with_an_anchor_alone(engine: Engine, five: list[Event]) -> None:
    tamper(engine, "DELETE FROM audit_event WHERE number > 3")
    assert verify(engine).faults == ()
    assert verify(engine, [Anchor(number=5, hash=five[-1].hash)]).faults == (CUT_OFF.format(5, 3),)


def test_that_all_was_written_anew_is_told_with_an_anchor_alone(engine: Engine, five: list[Event]) -> None:
    tamper(engine, "DELETE FROM audit_event")
    for event in five:
        record(engine, Kind(event.kind), account="iemand anders")
    assert verify(engine).faults == ()
    assert verify(engine, [Anchor(number=2, hash=five[1].hash)]).faults == (REWRITTEN.format(2),)


@pytest.mark.sqlite
def test_a_line_that_cannot_be_read_is_told(engine: Engine, five: list[Event]) -> None:
    tamper(engine, "UPDATE audit_event SET at = 'gisteren' WHERE number = 4")
    assert verify(engine).faults == (UNREADABLE.format(3),)


PAGE = Path(__file__).parents[3] / "docs" / "trace.md"


def test_a_few_lines_without_our_code_find_the_same(engine: Engine, five: list[Event]) -> None:
    rows = [asdict(event) | {"at": event.at.isoformat()} for event in five]

    script = PAGE.read_text().split("```python\n")[1].split("```")[0]

    def outsider() -> subprocess.CompletedProcess[str]:
        told = "\n".join(json.dumps(row) for row in rows)
        return subprocess.run([sys.executable, "-c", script], input=told, capture_output=True, text=True, check=False)

    assert outsider().stdout.strip() == verify(engine).hash
    rows[2]["account"] = "iemand anders"
    assert "line 3 was changed" in outsider().stderr
