"""What a cover works with: goals, their witnesses, and what can be hidden for them."""

from dataclasses import dataclass, field

import numpy as np

TRUTH = -2
"""The number of the witness that changes nothing."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Goals:
    """Rows to protect. One witness must have row `rows[i]` at most `none[i]`, another at least `some[i]`.

    `groups`: rows with the same number share a total, so one programme cannot raise two of them.
    """

    rows: np.ndarray
    none: np.ndarray
    some: np.ndarray
    groups: np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Witness:
    """Whole leaves less the truth: which leaves changed, and by how much."""

    leaves: np.ndarray
    change: np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """Goals that were settled, what was found, and which leaves were known then, and to whom (an insider)."""

    goals: Goals
    found: "Covered"
    known: np.ndarray | None = None
    who: str = ""


@dataclass
class Covered:
    """What was found for the goals: the number of the witness for each side, -1 where there is none."""

    none: np.ndarray
    some: np.ndarray
    hidden: set[int] = field(default_factory=set)

    @property
    def complete(self) -> bool:
        return bool((self.none != -1).all() and (self.some != -1).all())


@dataclass(frozen=True, kw_only=True, eq=False)
class Units:
    """What can be hidden.

    `of_row` gives the unit of each row (-1: never), `price` what hiding costs by unit of change.
    """

    of_row: np.ndarray
    price: np.ndarray
