"""Processes that do a part of the work: what they answer, and that they end in every way that one can end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from publishing.workers import STOPPED, Worker, WorkerGoneError, WorkerStoppedError
from tests.publishing import jobs

PATIENCE = 20
STARTER = """
import sys
from publishing.workers import Worker
from tests.publishing import jobs
Worker().ask(jobs.sleep_beside, told=lambda *found: print(*found, flush=True))
"""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(40) as one:
        yield one


def ended(processes: list[int]) -> bool:
    end = time.monotonic() + PATIENCE
    while jobs.alive(processes) and time.monotonic() < end:
        time.sleep(0.02)
    return not jobs.alive(processes)


def test_a_worker_tells_how_far_it_is_and_gives_what_it_made_whatever_is_printed(worker: Worker) -> None:
    told: list[tuple[float, str]] = []
    assert worker.ask(jobs.add, 2, told=lambda *what: told.append(what)) == 42
    assert told == [(0.5, "halverwege")]


def test_an_exception_comes_back_as_it_was_with_where_it_happened_and_the_worker_goes_on(worker: Worker) -> None:
    with pytest.raises(jobs.RefusedError, match="Het akkoord ontbreekt") as refused:
        worker.ask(jobs.refuse, "Het akkoord ontbreekt.")
    assert "in refuse" in refused.value.__notes__[0]
    with pytest.raises(RuntimeError, match="LocalError"):
        worker.ask(jobs.refuse_oddly)
    assert worker.ask(jobs.add, 1) == 41


def test_a_core_that_is_free_is_told_in_the_middle_of_a_job(worker: Worker) -> None:
    def begun(_what: str) -> None:
        worker.grant()
        worker.grant()

    assert worker.ask(jobs.cores_given, 2, told=begun) == 2


@pytest.mark.parametrize(("sign", "words"), [(signal.SIGKILL, "geheugen vol"), (signal.SIGSEGV, "afgebroken")])
def test_a_worker_that_is_killed_gives_a_dutch_sentence(sign: int, words: str) -> None:
    with Worker() as one:
        with pytest.raises(WorkerGoneError, match=words):
            one.ask(jobs.end, int(sign))
        one.grant()
        with pytest.raises(WorkerGoneError, match=words):
            one.ask(jobs.where)


def test_who_closes_a_worker_ends_it_and_its_own_workers_in_the_middle_of_a_job() -> None:
    one, found = Worker(), list[int]()

    def begun(*processes: int) -> None:
        found.extend(processes)
        threading.Thread(target=one.close).start()

    with one, pytest.raises(WorkerStoppedError, match=STOPPED):
        one.ask(jobs.sleep_beside, told=begun)
    assert len(found) == 2
    assert ended(found)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_when_who_started_them_is_gone(sign: int) -> None:
    starter = subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert starter.stdout is not None
    with starter:
        found = [int(word) for word in starter.stdout.readline().split()]
        assert jobs.alive(found) == found
        starter.send_signal(sign)
    assert os.getpid() not in found
    assert ended(found)
