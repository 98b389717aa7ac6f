"""Starts processes of publishing.worker, and asks them.

Not multiprocessing: that runs the main script anew in each process, which in the server is Streamlit's page, and in a
run of tests whatever AppTest left there.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Lock
from types import TracebackType
from typing import Any, Self

from publishing.worker import CORE, DO, DONE, SHARE, TOLD, Job, read, write

ROOT = Path(__file__).resolve().parent.parent
ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
MOST = 8
"""Cores that are put to work: each takes memory of its own, and a region has no more long pieces than that."""
GONE = (
    "Het rekenwerk is afgebroken{why}. Er is niets half gedaan. Probeer het opnieuw; gebeurt het weer, geef dit dan "
    "door aan wie de server beheert."
)
MEMORY = ": het besturingssysteem stopte het, meestal omdat het geheugen vol was"
STOPPED = "Het maken is gestopt. Er is niets half gedaan."


class WorkerGoneError(Exception):
    """A worker ended before it was done; the text is a Dutch sentence."""


class WorkerStoppedError(WorkerGoneError):
    """It was closed while it was at work."""


def cores() -> int:
    """Those that this process may use."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, MOST)


class Worker:
    """One process, that does one thing at a time. `grant` and `close` may be called from any thread meanwhile."""

    def __init__(self, shared: Any = None, *, threads: int = 1) -> None:
        """`shared`: what every job is given. `threads`: of Polars; there may be a process for every core."""
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        # In a session of its own: Ctrl-C is for who started it, and that closes it.
        self._process = Popen(
            [sys.executable, "-m", "publishing.worker"], stdin=PIPE, stdout=PIPE, start_new_session=True,
            env={**os.environ, **ALONE, "POLARS_MAX_THREADS": str(threads), "PYTHONPATH": path},
        )  # fmt: skip
        self._lock, self._closed = Lock(), False
        if shared is not None:
            self.share(pickle.dumps(shared, pickle.HIGHEST_PROTOCOL))

    @property
    def process(self) -> int:
        return self._process.pid

    def share(self, packed: bytes) -> None:
        """What jobs are given from here on, pickled: it may be for several workers."""
        self._send(SHARE, packed)

    def grant(self) -> None:
        """A core more is free for the job at hand. Nothing happens where the worker is gone: its job tells so."""
        with suppress(WorkerGoneError):
            self._send(CORE, None)

    def ask(self, do: Job, *arguments: Any, told: Callable[..., None] = lambda *_: None) -> Any:
        """What the job gives, or its exception. `do` is of a module, and its name goes over, not what it is.

        Raises WorkerGoneError.
        """
        self._send(DO, (do, arguments))
        while True:
            try:
                kind, what = read(self._process.stdout)  # type: ignore[arg-type]
            except (EOFError, OSError, ValueError):
                raise self._gone() from None
            if kind == TOLD:
                told(*what)
            elif kind == DONE:
                return what
            else:
                raise what

    def close(self) -> None:
        """Ends the process, whatever it is doing, and those that it started."""
        self._closed = True
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]

    def _send(self, kind: str, what: Any) -> None:
        with self._lock:
            try:
                write(self._process.stdin, (kind, what))  # type: ignore[arg-type]
            except (OSError, ValueError):
                raise self._gone() from None

    def _gone(self) -> WorkerGoneError:
        if self._closed:
            return WorkerStoppedError(STOPPED)
        why = MEMORY if self._process.wait() == -signal.SIGKILL else ""
        return WorkerGoneError(GONE.format(why=why))
