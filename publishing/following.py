"""How one programme carries what another changes: in as few leaves as it can, contradicting nothing published."""

import numpy as np

from publishing.cover import Cover
from publishing.goals import Known, Witness


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


def room_for(cover: Cover, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> set[int]:
    """Units to hide so that these rows can lie in [low, high]."""
    give = cover.programme.cheapest(cover.prices(), rows, low, high)
    return set() if give is None else set(cover.units.of_row[give.rows].tolist()) - cover.hidden - {-1}
