"""The log holds what is needed to find a fault, and nothing that was read."""

import io
import json
import logging
import sys
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from data_access.engine import DataAwayError, engine_for
from data_access.logs import OURS, configure


@pytest.fixture
def log():
    """What is logged in a test, line by line; the logging of the tests themselves is put back."""
    root, stream = logging.getLogger(), io.StringIO()
    kept = root.handlers[:], root.level, sys.excepthook, threading.excepthook
    configure(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:], root.level, sys.excepthook, threading.excepthook = kept
    logging.captureWarnings(False)


def test_a_line_has_the_time_the_level_the_logger_the_message_and_the_fields(log):
    logging.getLogger("wor.proef").info("import by %s", "coordinator", extra={"version": 3, "hidden": object()})
    (line,) = log()
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "info", "logger": "wor.proef", "message": "import by coordinator", "version": 3}


def test_a_message_of_several_lines_stays_on_one_line(log):
    logging.getLogger(OURS).info("a\nb")
    assert [line["message"] for line in log()] == ["a\nb"]


def test_what_an_exception_quotes_is_left_out_with_that_of_its_causes(log):
    try:
        try:
            int("Jan Jansen")
        except ValueError as error:
            raise KeyError("Jan Jansen") from error
    except KeyError:
        logging.getLogger(OURS).exception("error 1")
    (line,) = log()
    assert line["error"]["kind"] == "builtins.KeyError"
    assert line["error"]["cause"]["kind"] == "builtins.ValueError"
    assert "test_logs.py" in line["error"]["where"][0]
    assert "Jan" not in json.dumps(line)


def test_a_database_that_refuses_a_row_does_not_show_it(log, tmp_path):
    (tmp_path / "x.db").touch()
    engine = engine_for(f"sqlite:///{tmp_path}/x.db")
    rows = [{"name": "Jan Jansen"}] * 2
    with engine.begin() as connection:
        connection.execute(text("create table t (name text primary key)"))
        with pytest.raises(IntegrityError) as refused:
            connection.execute(text("insert into t values (:name)"), rows)
    logging.getLogger(OURS).error("error 2", exc_info=refused.value)
    assert "Jan" not in str(refused.value)
    assert "Jan" not in json.dumps(log())
    assert log()[0]["error"]["cause"]["sqlite_errorname"] == "SQLITE_CONSTRAINT_PRIMARYKEY"


def test_a_sentence_of_ours_is_kept(log):
    logging.getLogger(OURS).warning("away", exc_info=DataAwayError())
    assert log()[0]["error"]["sentence"] == str(DataAwayError())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /aangemeld?bewijs=geheim&naar=/ HTTP/1.1", "GET /aangemeld?… HTTP/1.1"),
        ("no connection to postgresql+psycopg://wor:geheim@db/wor", "no connection to postgresql+psycopg://…@db/wor"),
        ("Task exception was never retrieved\nfuture: ValueError('geheim')", "Task exception was never retrieved"),
    ],
)
def test_what_a_library_says_is_kept_without_secrets(log, said, kept):
    logging.getLogger("bibliotheek").error(said, extra={"color_message": said})
    (line,) = log()
    assert line["message"] == kept
    assert "geheim" not in json.dumps(line)


def test_what_a_library_tells_about_its_normal_work_is_left_out(log):
    logging.getLogger("bibliotheek").info("hallo")
    assert log() == []


def test_a_thread_that_stops_is_in_the_log(log):
    thread = threading.Thread(target=lambda: int("Jan"))
    thread.start()
    thread.join()
    assert log()[0]["error"]["kind"] == "builtins.ValueError"
    assert "Jan" not in json.dumps(log())
