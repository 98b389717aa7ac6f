"""An end to what may take hours: after so many minutes it is broken off, wherever it is."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTimeError(Exception):
    """The minutes are over."""


@contextmanager
def within(minutes: float | None) -> Iterator[None]:
    """Raises OutOfTimeError after so many minutes; None: never. For the main thread of a command."""

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, 60 * (minutes or 0))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
