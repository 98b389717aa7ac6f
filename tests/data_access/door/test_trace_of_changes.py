"""What is done to the data and the releases is in the trace, in the transaction of the change itself."""

import json
import logging
from typing import Any

import pytest
from sqlalchemy import Engine

from data_access.consents import consent, withdraw
from data_access.door.trace import events
from data_access.drafts import discard_draft, drop_draft
from data_access.frames import read_frame
from data_access.imports.preview import preview
from data_access.imports.refused import ImportRefused
from data_access.imports.rows import preview_rows, save_rows
from data_access.imports.undo import preview_undo, undo
from tests.data_access.imports.small_batches import deliver, places, referrals
from tests.data_access.small_release import draft, put

WHERE = "192.0.2.7"


def told(engine: Engine) -> list[tuple[str, str, str, dict[str, Any]]]:
    return [(e.kind, e.account, e.address, json.loads(e.about)) for e in events(engine)]


def test_a_delivery_an_edit_and_an_undo_are_lines_by_number(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71)), address=WHERE)
    with engine.connect() as connection:
        before = read_frame(connection, "practice")
    after = before.with_columns(pilot=~before["pilot"])
    save_rows(engine, "practice", before, after, "coordinator", address=WHERE)
    undo(engine, 2, "beheerder", address=WHERE)
    assert told(engine)[1:] == [
        ("imported", "coordinator", WHERE,
         {"batch": 2, "version": 2, "areas": "GM0001", "new": 2, "changed": 0, "gone": 0}),
        ("edited", "coordinator", WHERE,
         {"batch": 3, "version": 3, "areas": "GM0001 GM0002", "new": 0, "changed": 2, "gone": 0, "table": "practice"}),
        ("undone", "beheerder", WHERE,
         {"batch": 4, "version": 4, "areas": "GM0001", "new": 0, "changed": 0, "gone": 2, "undoes": 2}),
    ]  # fmt: skip


def test_a_look_at_what_would_change_and_a_refusal_leave_no_line(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70)))
    before = told(engine)
    with engine.connect() as connection:
        rows = read_frame(connection, "practice")
    preview(engine, referrals(("c", 70)), supplier="zd", complete=False)
    preview_undo(engine, 2)
    preview_rows(engine, "practice", rows, rows.with_columns(pilot=~rows["pilot"]))
    save_rows(engine, "practice", rows, rows, "coordinator")
    with pytest.raises(ImportRefused):
        deliver(engine, referrals(("d", 70)), scope=frozenset({"GM0002"}))
    assert told(engine) == before


def test_consents_and_releases_are_lines(engine: Engine) -> None:
    consent(engine, "GM0001", "t3", "coordinator", address=WHERE)
    consent(engine, "GM0001", "t3", "een ander", address=WHERE)
    withdraw(engine, "GM0001", "t3", "coordinator", address=WHERE)
    withdraw(engine, "GM0001", "t3", "coordinator", address=WHERE)
    draft(engine)
    discard_draft(engine, "REG-A", "baas", address=WHERE)
    discard_draft(engine, "REG-A", "baas", address=WHERE)
    draft(engine)
    head = put(engine)
    drop_draft(engine, "REG-A")
    found = told(engine)
    assert [(kind, account) for kind, account, _, _ in found] == [
        ("consent_given", "coordinator"), ("consent_withdrawn", "coordinator"), ("release_made", "baas"),
        ("release_dropped", "baas"), ("release_made", "baas"), ("released", "baas"),
    ]  # fmt: skip
    assert found[1][2:] == (WHERE, {"municipality": "GM0001", "data": "t3"})
    assert found[-1][3] == {"release": 1, "region": "REG-A", "data_date": "2025-06-30", "hash": head.hash}


def test_each_line_is_anchored_in_the_log_once_it_is_kept(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "wor.trace"):
        consent(engine, "GM0001", "t3", "coordinator")
        with pytest.raises(ImportRefused):
            undo(engine, 99, "coordinator")
    (line,), (logged,) = list(events(engine)), caplog.records
    assert logged.getMessage() == f"line 1 of the trace: {line.hash}"
    assert (vars(logged)["line"], vars(logged)["hash"]) == (1, line.hash)
    assert "coordinator" not in logged.getMessage()


def test_a_line_that_is_taken_back_is_not_anchored(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    from data_access.door.trace import append
    from data_access.engine import writing_alone
    from domain.trace import Kind

    def fails() -> None:
        with writing_alone(engine) as connection:
            append(connection, Kind.IMPORTED)
            raise ImportRefused("nee")

    with caplog.at_level(logging.INFO, "wor.trace"), pytest.raises(ImportRefused):
        fails()
    assert (caplog.records, list(events(engine))) == ([], [])
