"""Drafts of several regions, made side by side: a process for every core."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import Any

from sqlalchemy import Engine

from data_access.engine import engine_for
from publishing.prepare import Progress
from publishing.release import ReleaseError, make

AT = 0.5
"""Seconds between two looks at how far it is."""
_shares: Any = None
"""In a worker: how far each region is, shared with the process that waits."""


def make_several(
    engine: Engine, regions: Sequence[str], account: str, progress: Progress, agreed: str = "", *, insiders: bool = True
) -> dict[str, str]:
    """Makes a draft of every region as `make` does. What was refused, by region, in Dutch.

    The database is opened anew in each process; its settings come from the environment. Raises DataAwayError.
    """
    cores = min(len(regions), _cores())
    if cores < 2:
        return dict(_one_by_one(engine, regions, account, progress, agreed, insiders))
    context = get_context("spawn")  # a fork of a process with threads may hang
    shares = context.Array("d", len(regions))
    url = engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(cores, mp_context=context, initializer=_share, initargs=(shares,)) as pool:
        work = [
            pool.submit(_make, number, url, region, account, agreed, insiders) for number, region in enumerate(regions)
        ]
        _look(work, shares, progress)
    return {region: said for region, job in zip(regions, work, strict=True) if (said := job.result()) is not None}


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _one_by_one(
    engine: Engine, regions: Sequence[str], account: str, progress: Progress, agreed: str, insiders: bool
) -> Iterator[tuple[str, str]]:
    for number, region in enumerate(regions):

        def part(share: float, what: str, number: int = number) -> None:
            progress((number + share) / len(regions), what)

        try:
            make(engine, region, account, part, agreed, insiders=insiders)
        except ReleaseError as refused:
            yield region, str(refused)


def _look(work: Sequence[Future[str | None]], shares: Any, progress: Progress) -> None:
    waiting = set(work)
    while waiting:
        waiting = wait(waiting, AT).not_done
        done = len(work) - len(waiting)
        progress(sum(shares) / len(work), f"{done} van de {len(work)} regio's klaar")


def _share(shares: Any) -> None:
    global _shares  # noqa: PLW0603  (a worker has no other place for what its start gave it)
    _shares = shares


def _make(number: int, url: str, region: str, account: str, agreed: str, insiders: bool) -> str | None:
    def told(share: float, _what: str) -> None:
        _shares[number] = share

    engine = engine_for(url)
    try:
        make(engine, region, account, told, agreed, insiders=insiders)
    except ReleaseError as refused:
        return str(refused)
    finally:
        _shares[number] = 1.0
        engine.dispose()
    return None
