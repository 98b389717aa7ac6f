"""What was settled, without what it was settled by: the models of the solver, and tables that are made again.

So it can go to another process, takes less memory, and gives the same answers afterwards whoever settled it.
"""

import copyreg
from typing import Any

import numpy as np

from publishing.cover import Cover, Units
from publishing.witness import System, Witnesses

KEPT = ("witnesses", "hidden", "tasks", "spoiled")
"""What a cover has found."""


def rest(cover: Cover) -> None:
    """From here on it goes on as if it had just been made, with what it found and what it hides."""
    _, (programme, units, found) = _parts_of_cover(cover)
    _, parts = _parts_of_programme(programme)
    vars(cover).update(vars(cover_again(programme_again(*parts), units, found)))


def cover_again(programme: Witnesses, units: Units, found: dict[str, Any]) -> Cover:
    cover = Cover(programme, units)
    vars(cover).update(found)
    return cover


def programme_again(system: System, low: np.ndarray, high: np.ndarray) -> Witnesses:
    programme = Witnesses(system)
    programme.low, programme.high = low, high
    return programme


def _parts_of_cover(cover: Cover) -> tuple[Any, tuple[Witnesses, Units, dict[str, Any]]]:
    return cover_again, (cover.programme, cover.units, {name: getattr(cover, name) for name in KEPT})


def _parts_of_programme(programme: Witnesses) -> tuple[Any, tuple[System, np.ndarray, np.ndarray]]:
    return programme_again, (programme.system, programme.low, programme.high)


copyreg.pickle(Cover, _parts_of_cover)
copyreg.pickle(Witnesses, _parts_of_programme)
