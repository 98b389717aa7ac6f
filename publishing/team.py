"""The pieces of one region, done by this process and by workers beside it, as long as there are cores for them.

Who does a piece makes no difference to what comes of it: a piece is given all that it needs, and gives all it made.
"""

import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from threading import Condition, Semaphore, Thread
from types import TracebackType
from typing import Any, Self

from publishing.worker import Job
from publishing.workers import Worker, WorkerGoneError

Progress = Callable[[float, str], None]
"""Share done (0 to 1) and what is being done, in Dutch."""


def part(progress: Progress, begin: float, end: float) -> Progress:
    """The progress of something that is a part of a whole."""
    return lambda share, what: progress(begin + share * (end - begin), what)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """`weight`: about how long it takes; the longest are begun with. `do` is called without a line."""

    what: str
    weight: float
    do: Job
    arguments: tuple[Any, ...]


@dataclass(kw_only=True, eq=False)
class Wave:
    """Pieces that may be done at once. `waiting`: their numbers, the next one last; `made`: what came of each."""

    pieces: Sequence[Piece]
    packed: bytes
    waiting: list[int]
    begun: Progress
    made: dict[int, Any] = field(default_factory=dict)
    failed: Exception | None = None

    def tell(self, what: str) -> None:
        done = sum(self.pieces[n].weight for n in self.made)
        self.begun(done / max(sum(piece.weight for piece in self.pieces), 1e-9), what)

    @property
    def over(self) -> bool:
        return self.failed is not None or len(self.made) == len(self.pieces)


def warm(_line: object, _shared: object) -> None:
    """Loads what the pieces of a release need."""
    import_module("publishing.collecting")


class Team:
    """`cores`: each that can be taken is for a worker beside this process; None: this process does all.

    Within `with` workers start at once, so that they are ready when there is something to share.
    """

    def __init__(self, cores: Semaphore | None = None) -> None:
        self._cores, self._change = cores, Condition()
        self._wave: Wave | None = None
        self._workers: list[Worker] = []
        self._closed = False

    def share(self, shared: Any, pieces: Sequence[Piece], begun: Progress) -> list[Any]:
        """What came of each piece, in their order. `begun`: the share that is done when a piece is begun, and which.

        Raises what a piece raised.
        """
        order = sorted(range(len(pieces)), key=lambda n: pieces[n].weight)
        # Packed before anyone works with it: what changes while it is packed is not whole.
        packed = b"" if self._cores is None else pickle.dumps(shared, pickle.HIGHEST_PROTOCOL)
        wave = Wave(pieces=pieces, packed=packed, waiting=order, begun=begun)
        with self._change:
            self._wave = wave
            self._change.notify_all()
        try:
            while (number := self._next(wave)) is not None:
                self._keep(wave, number, pieces[number].do(None, shared, *pieces[number].arguments))
        finally:
            self._wave = None
        if wave.failed:
            raise wave.failed
        return [wave.made[n] for n in range(len(pieces))]

    def close(self) -> None:
        with self._change:
            self._closed = True
            self._change.notify_all()
            workers = list(self._workers)
        for worker in workers:
            worker.close()
        if self._cores is not None:
            self._cores.release()  # for who waits for one

    def __enter__(self) -> Self:
        if self._cores is not None:
            Thread(target=self._hire, args=(self._cores,), daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def _next(self, wave: Wave) -> int | None:
        """The number of the piece to begin with; None when all are done. Waits for those that others do: one of them
        may be given back."""
        with self._change:
            self._change.wait_for(lambda: wave.waiting or wave.over)
            if wave.over:
                return None
            number = wave.waiting.pop()
            wave.tell(wave.pieces[number].what)
            return number

    def _keep(self, wave: Wave, number: int, made: Any) -> None:
        with self._change:
            wave.made[number] = made
            self._change.notify_all()

    def _hire(self, cores: Semaphore) -> None:
        while True:
            cores.acquire()
            if self._closed:
                return
            Thread(target=self._help, daemon=True).start()

    def _help(self) -> None:
        """With a worker, until the team is closed. What a worker that is gone had in hand is for the others."""
        with Worker() as worker:
            with self._change:
                self._workers.append(worker)
            knows: Wave | None = None
            with suppress(WorkerGoneError):
                worker.ask(warm)
            while (taken := self._taken()) is not None:
                wave, number = taken
                try:
                    if wave is not knows:
                        worker.share(wave.packed)
                        knows = wave
                    piece = wave.pieces[number]
                    self._keep(wave, number, worker.ask(piece.do, *piece.arguments))
                except WorkerGoneError:
                    self._give_back(wave, number)
                    return
                except Exception as error:
                    self._fail(wave, error)

    def _taken(self) -> tuple[Wave, int] | None:
        """A piece as soon as there is one; None when the team is closed."""
        with self._change:
            self._change.wait_for(lambda: self._closed or (self._wave is not None and self._wave.waiting))
            wave = self._wave
            if self._closed or wave is None:
                return None
            number = wave.waiting.pop()
            wave.tell(wave.pieces[number].what)
            return wave, number

    def _give_back(self, wave: Wave, number: int) -> None:
        with self._change:
            wave.waiting.append(number)
            self._change.notify_all()

    def _fail(self, wave: Wave, error: Exception) -> None:
        with self._change:
            wave.failed = error
            self._change.notify_all()
