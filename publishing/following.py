"""How one programme carries what another changes: in as few leaves as it can, contradicting nothing published."""

import numpy as np

from publishing.cover import Cover
from publishing.goals import Known, Witness
from publishing.model import FREE


def follow(cover: Cover, rows: np.ndarray, values: np.ndarray, known: Known | None = None) -> Witness | None:
    """A change that gives these rows these values. `known`: what an insider knows: it stays."""
    return follow_between(cover, rows, values.astype(float), values.astype(float), known)


def follow_between(
    cover: Cover, rows: np.ndarray, low: np.ndarray, high: np.ndarray, known: Known | None = None
) -> Witness | None:
    """The same with bounds instead of values."""
    model = cover.programme
    cover.know(known)
    model.heed_sums(True)
    leaves = model.find(np.zeros(model.system.rows.shape[0]), rows, low, high, thorough=True)
    cover.know(None)
    model.heed_sums(False)
    if leaves is None:
        return None
    changed = np.flatnonzero(leaves != cover.truth)
    return Witness(leaves=changed, change=(leaves - cover.truth)[changed])


def cheapest_with(cover: Cover, given: np.ndarray, values: np.ndarray, row: int, low: float) -> set[int]:
    """Units to hide so that this row can be `low` or more while the given rows have these values."""
    bounds = (np.append(given, row), np.append(values, low), np.append(values, FREE))
    give = cover.programme.cheapest(cover.prices(), *bounds)
    return set() if give is None else set(cover.units.of_row[give.rows].tolist()) - cover.hidden - {-1}
