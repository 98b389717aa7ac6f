from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from tampering import put, tamper

from data_access.door.trace import events, record
from data_access.door.trace_check import OTHER_BEGIN, REWRITTEN, STILL, TOO_OLD, Anchor, verify
from data_access.door.trace_removal import remove_older, tidy
from domain.trace import Event, Kind


@pytest.fixture
def aged(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Six lines, of which four are older than is kept."""
    monkeypatch.setenv("WOR_TRACE_DAYS", "35")
    now = datetime.now(UTC)

    class Then(datetime):
        days = 0.0

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return now - timedelta(days=cls.days)

    with monkeypatch.context() as clock:
        clock.setattr("data_access.door.trace.datetime", Then)
        for Then.days in (50, 45, 40, 36, 34.5, 1):
            record(engine, Kind.SIGNED_IN, account="beheerder")
    return list(events(engine))


def test_what_is_too_old_goes_and_a_line_says_what(engine: Engine, aged: list[Event]) -> None:
    assert remove_older(engine, account="beheerder") == 4
    found = list(events(engine))
    assert [event.number for event in found] == [5, 6, 7]
    assert (found[-1].kind, found[-1].removes_to, found[-1].account) == (Kind.TRACE_REMOVED, 4, "beheerder")
    assert aged[3].hash in found[-1].about


def test_what_is_left_is_a_whole_chain_from_the_anchor_in_that_line(engine: Engine, aged: list[Event]) -> None:
    remove_older(engine)
    kept = [Anchor(number=event.number, hash=event.hash) for event in aged]
    assert verify(engine, kept[3:]).faults == ()
    assert verify(engine, kept[2:3]).faults == (TOO_OLD.format(3),)
    assert verify(engine, [Anchor(number=4, hash="b" * 16)]).faults == (REWRITTEN.format(4),)


def test_nothing_is_written_where_nothing_is_too_old(engine: Engine, aged: list[Event]) -> None:
    remove_older(engine)
    assert remove_older(engine) == 0
    assert len(list(events(engine))) == 3


def test_at_a_sign_in_a_day_of_lines_goes_at_once_and_not_one_by_one(
    engine: Engine, aged: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tidy(engine) == 4
    monkeypatch.setenv("WOR_TRACE_DAYS", "34")
    assert tidy(engine) == 0  # the oldest is not yet a day too old
    assert remove_older(engine) == 1


def test_when_all_is_too_old_the_line_that_says_so_stays(engine: Engine, aged: list[Event]) -> None:
    tamper(engine, "DELETE FROM audit_event WHERE number > 4")
    assert remove_older(engine) == 4
    assert [event.number for event in events(engine)] == [5]
    assert verify(engine).faults == ()


def test_after_it_the_other_lines_are_as_fixed_as_before(engine: Engine, aged: list[Event]) -> None:
    remove_older(engine)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_event WHERE number = 5"))


def test_a_removal_that_was_not_done_or_does_not_fit_is_told(engine: Engine, aged: list[Event]) -> None:
    remove_older(engine)
    put(engine, aged[3])
    assert verify(engine).faults[0] == STILL.format(7, 4, 4)
    tamper(engine, "DELETE FROM audit_event WHERE number < 6")
    put(engine, aged[4], previous_hash="anders")
    assert OTHER_BEGIN.format(5, 7) in verify(engine).faults
