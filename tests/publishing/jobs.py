"""Jobs for the tests of workers: a worker finds a job by its module and name."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from publishing.worker import Line


class RefusedError(ValueError):
    """An error of a module, so that it can be sent."""


def add(line: Line, shared: int, more: int) -> int:
    print("what a library prints")
    line.told(0.5, "halverwege")
    return shared + more


def refuse(_line: Line, _shared: object, why: str) -> None:
    raise RefusedError(why)


def refuse_oddly(_line: Line, _shared: object) -> None:
    class LocalError(Exception):
        pass

    raise LocalError


def end(_line: Line, _shared: object, sign: int) -> None:
    os.kill(os.getpid(), sign)
    time.sleep(60)


def sleep_beside(line: Line, _shared: object) -> None:
    """Tells its own process and that of a worker of its own, and goes on for longer than any test."""
    from publishing.workers import Worker

    with Worker() as helper:
        line.told(os.getpid(), helper.process)
        helper.ask(doze)


def doze(_line: Line, _shared: object) -> None:
    end_at = time.monotonic() + 60
    while time.monotonic() < end_at:
        sum(range(1000))


def cores_given(line: Line, _shared: object, wanted: int) -> int:
    line.told("begun")
    for _ in range(wanted):
        line.cores.acquire()
    return wanted


def where(_line: object, _shared: object) -> int:
    return os.getpid()


def elsewhere(_line: object, marker: Path, own: int, what: str) -> int:
    """In another process than `own`: refuses, is killed or gives its number. That one waits until the other began."""
    end_at = time.monotonic() + 60
    while os.getpid() == own and not marker.exists() and time.monotonic() < end_at:
        time.sleep(0.01)
    if os.getpid() == own:
        return own
    marker.touch()
    if what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "refused":
        raise RefusedError(what)
    return os.getpid()


def alive(processes: Sequence[int]) -> list[int]:
    """Those that still run; one that has ended but was not waited for does not."""
    return [n for n in processes if _state(n) not in ("", "Z", "X")]


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def region(line: Line, _order: object, name: str) -> str | None:
    """In place of a release: what happens is the name."""
    line.told(0.5, "halverwege")
    if name == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "broken":
        raise RefusedError(name)
    if name == "helped":
        return None if line.cores.acquire(timeout=20) else "no core was granted"
    return None if name == "made" else name
