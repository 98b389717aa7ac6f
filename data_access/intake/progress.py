"""How far a long reading is: a share from 0 to 1 and Dutch words, for a bar that is true."""

from collections.abc import Callable

Progress = Callable[[float, str], None]


def quiet(share: float, words: str) -> None:
    """Tells nobody."""


def part(progress: Progress, low: float, high: float) -> Progress:
    """The progress of one step that runs from `low` to `high` of the whole."""

    def told(share: float, words: str) -> None:
        progress(low + (high - low) * min(max(share, 0.0), 1.0), words)

    return told
