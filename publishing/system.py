"""What a witness programme is about: leaves, the rows that add them up, and what follows from these."""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from publishing.sums import Sums
from publishing.swaps import Swaps


@dataclass(frozen=True, kw_only=True, eq=False)
class System:
    """`truth`: the leaves as they are. `rows` x leaves gives the rows, which lie between `low` and `high` at first.

    `sums`: which leaves are no counts but sums (of ages): they may be fitted to the counts afterwards. `owner`: the
    leaf row of each leaf, `places` its municipality or village. `loose_sums`: sums may change where counts do not.
    """

    truth: np.ndarray
    rows: csr_matrix
    low: np.ndarray
    high: np.ndarray
    sums: np.ndarray
    owner: np.ndarray
    places: np.ndarray
    loose_sums: bool = False

    def __getstate__(self) -> dict[str, Any]:
        """What follows from the rest is not sent to another process."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def values(self) -> np.ndarray:
        return np.asarray(self.rows @ self.truth)

    @cached_property
    def counts(self) -> np.ndarray:
        return np.flatnonzero(~self.sums)

    @cached_property
    def few(self) -> csr_matrix:
        """The rows in counts alone."""
        return csr_matrix(self.rows[:, self.counts])

    @cached_property
    def fitter(self) -> Sums:
        return Sums(self.rows, self.truth, self.sums, self.owner)

    @cached_property
    def swaps(self) -> Swaps:
        return Swaps(self.few, self.places[self.counts], self.owner[self.counts])
