"""Drafts of regions made in processes of their own: several regions side by side, so that every core has work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition, Thread

from sqlalchemy import Engine

from data_access.engine import engine_for
from publishing.release import ReleaseError, make, sizes_of
from publishing.team import Progress
from publishing.worker import Line
from publishing.workers import Worker, WorkerGoneError, cores

AT = 0.5
"""Seconds between two looks at how far it is."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a worker is told of releases that it makes: the database, who asks for them, and as in `make`."""

    url: str
    account: str
    agreed: str = ""
    insiders: bool = True
    address: str = ""


def order_of(engine: Engine, account: str, agreed: str = "", *, insiders: bool = True, address: str = "") -> Order:
    url = engine.url.render_as_string(hide_password=False)
    return Order(url=url, account=account, agreed=agreed, insiders=insiders, address=address)


def make_region(line: Line, order: Order, region: str) -> str | None:
    """The job of a worker: a draft, or why there is none, in Dutch. The cores that it is granted are used too."""
    engine = engine_for(order.url)
    try:
        make(
            engine, region, order.account, line.told, order.agreed, insiders=order.insiders, address=order.address,
            cores=line.cores,
        )  # fmt: skip
    except ReleaseError as refused:
        return str(refused)
    finally:
        engine.dispose()
    return None


def make_beside(
    engine: Engine, region: str, account: str, progress: Progress, agreed: str = "", *, address: str = "",
    begun: Callable[[Worker], None],
) -> None:  # fmt: skip
    """As `make`, in processes of its own on all cores, so that a server has its own for visitors.

    `begun` is given the worker: who closes it stops the making, and nothing is half done. Raises what `make` raises,
    and WorkerGoneError.
    """
    with Worker(order_of(engine, account, agreed, address=address), threads=cores()) as worker:
        begun(worker)
        for _ in range(cores() - 1):
            worker.grant()
        refused = worker.ask(make_region, region, told=progress)
    if refused:
        raise ReleaseError(refused)


def make_several(engine: Engine, regions: Sequence[str], order: Order, progress: Progress) -> dict[str, str]:
    """Makes a draft of every region as `make` does. What was refused, by region, in Dutch.

    On an interruption all of it ends; drafts that were ready stay. Raises DataAwayError.
    """
    sizes = sizes_of(engine, regions)  # this also makes the snapshot, once for all
    several = Several(order, {region: sizes.get(region, 0) + 1 for region in regions}, progress)
    try:
        return several.run()
    finally:
        several.close()


class Several:
    """The largest region first; when none is left to begin with, cores that come free go to those still at work."""

    def __init__(self, order: Order, sizes: dict[str, int], progress: Progress) -> None:
        self._order, self._sizes, self._progress = order, sizes, progress
        self._waiting = sorted(sizes, key=lambda region: sizes[region])
        self._change = Condition()
        self._free = cores()
        self._workers: dict[str, Worker] = {}
        self._cores: dict[str, int] = {}
        self._shares = dict.fromkeys(sizes, 0.0)
        self._said: dict[str, str | None] = {}
        self._failed: Exception | None = None

    def run(self) -> dict[str, str]:
        with self._change:
            self._fill()
            while len(self._said) < len(self._sizes) and self._failed is None:
                self._change.wait(AT)
                self._tell()
        if self._failed:
            raise self._failed
        return {region: said for region in self._sizes if (said := self._said[region]) is not None}

    def close(self) -> None:
        with self._change:
            self._waiting.clear()
            workers = list(self._workers.values())
        for worker in workers:
            worker.close()

    def _tell(self) -> None:
        done = sum(self._shares[region] * size for region, size in self._sizes.items())
        text = f"{len(self._said)} van de {len(self._sizes)} regio's klaar"
        self._progress(done / sum(self._sizes.values()), text)

    def _fill(self) -> None:
        """Gives every core that is free something to do."""
        while self._free and (self._waiting or self._cores):
            self._free -= 1
            if self._waiting:
                self._begin(self._waiting.pop())
            else:
                region = max(self._cores, key=self._left)
                self._cores[region] += 1
                self._workers[region].grant()

    def _left(self, region: str) -> float:
        return self._sizes[region] * (1 - self._shares[region]) / self._cores[region]

    def _begin(self, region: str) -> None:
        """A process for each region: what it took of the memory is given back when it is ready."""
        self._workers[region], self._cores[region] = Worker(self._order, threads=cores()), 1
        Thread(target=self._serve, args=(region,), daemon=True).start()

    def _serve(self, region: str) -> None:
        said, failed = None, None
        with self._workers[region] as worker:
            try:
                said = worker.ask(make_region, region, told=lambda share, _what: self._hear(region, share))
            except WorkerGoneError as gone:
                said = str(gone)
            except Exception as error:
                failed = error
        with self._change:
            self._said[region], self._shares[region], self._failed = said, 1.0, self._failed or failed
            self._free += self._cores.pop(region)
            del self._workers[region]
            self._fill()
            self._change.notify_all()

    def _hear(self, region: str, share: float) -> None:
        with self._change:
            self._shares[region] = share
