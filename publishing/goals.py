"""What a cover works with: goals, their witnesses, and what can be hidden for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

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
class Known:
    """What an insider knows: of every leaf at least so many, and the leaves in `whole` altogether."""

    who: str
    least: np.ndarray
    whole: np.ndarray

    @property
    def strict(self) -> bool:
        """Whether nothing more is said that takes a witness away. Of a practice it is only told."""
        return bool(self.whole.any())


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """Goals that were settled, what was found, and what an insider knew then."""

    goals: Goals
    found: "Covered"
    known: Known | None = None

    @property
    def who(self) -> str:
        return self.known.who if self.known else ""

    @property
    def strict(self) -> bool:
        return self.known is None or self.known.strict


class Table:
    """The witnesses of a cover beside each other: what each changes in the leaves, and in the rows."""

    def __init__(self, rows: csr_matrix) -> None:
        self.rows, self.number = rows, 0
        self.changes = np.zeros((64, rows.shape[1]), dtype=np.int32)
        self.moves = np.zeros((64, rows.shape[0]), dtype=np.int32)

    def of(self, witnesses: Sequence[Witness]) -> tuple[np.ndarray, np.ndarray]:
        begin, self.number = self.number, len(witnesses)
        while self.number > len(self.changes):
            # Twice as large, so that what is there is copied seldom.
            self.changes, self.moves = (np.concatenate([of, np.zeros_like(of)]) for of in (self.changes, self.moves))
        self.renew(dict(enumerate(witnesses[begin:], begin)))
        return self.changes[: self.number], self.moves[: self.number]

    def renew(self, witnesses: Mapping[int, Witness]) -> None:
        """`witnesses`: other ones, by number, than stand there."""
        for n, witness in witnesses.items():
            self.changes[n] = 0
            self.changes[n, witness.leaves] = witness.change
        if witnesses:
            which = list(witnesses)
            self.moves[which] = (self.rows @ self.changes[which].T).T

    def cut(self, number: int) -> None:
        self.number = min(self.number, number)


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
