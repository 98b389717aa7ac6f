"""The log: one JSON object per line, with time, level, logger, message, the fields of the event, and what went wrong.

What an exception says is left out, because libraries quote what they stumbled over, and that can be a cell of a file
about a resident, or an address with a password. Its kind, its codes and the lines of the program tell where to look.
Only the sentences that we wrote ourselves, and that quote nothing, are kept. Of a message of a library only the first
line is kept, without what stands behind a question mark or before an @ in an address.
"""

import json
import logging
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from data_access.engine import DataAwayError
from data_access.settings import SettingError

OURS = "wor"
"""Every logger of our own is `wor`, or below it; their messages are ours, and hold no data."""
SENTENCES = (DataAwayError, SettingError)
CODES = ("errno", "sqlstate", "sqlite_errorname")
PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has; anything more is a field of the event."""
QUERY = re.compile(r"\?\S+")
CREDENTIALS = re.compile(r"://[^\s/@]+@")
LONGEST = 500


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        if _is_ours(record):
            line |= {name: value for name, value in vars(record).items() if name not in PLAIN and _plain(value)}
        if record.exc_info and record.exc_info[1]:
            line["error"] = told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def configure(stream: TextIO) -> None:
    """Everything that is logged in this process goes to `stream`: our own from INFO on, that of others from WARNING."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook = _stopped
    threading.excepthook = _thread_stopped


def told(error: BaseException) -> dict[str, object]:
    """The kind of an exception, its codes, where it came from, and the same of what caused it."""
    about: dict[str, object] = {"kind": f"{type(error).__module__}.{type(error).__qualname__}"}
    about |= {name: code for name in CODES if isinstance(code := getattr(error, name, None), str | int)}
    if isinstance(error, SENTENCES):
        about["sentence"] = str(error)
    frames = traceback.extract_tb(error.__traceback__)
    about["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    if isinstance(error, BaseExceptionGroup):
        about["parts"] = [told(part) for part in error.exceptions]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return about | ({"cause": told(cause)} if cause else {})


def _message(record: logging.LogRecord) -> str:
    text = record.getMessage()
    if _is_ours(record):
        return text
    first = text.strip().split("\n", maxsplit=1)[0]
    return CREDENTIALS.sub("://…@", QUERY.sub("?…", first))[:LONGEST]


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".", maxsplit=1)[0] == OURS


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _stopped(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger(OURS).critical("stopped by an error", exc_info=error)


def _thread_stopped(about: threading.ExceptHookArgs) -> None:
    if about.exc_value:
        logging.getLogger(OURS).error("a thread was stopped by an error", exc_info=about.exc_value)
