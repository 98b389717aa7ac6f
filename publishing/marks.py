"""Numbers by which leaves that are in the same rows are told."""

import numpy as np
from scipy.sparse import csr_matrix


def marks_of(rows: csr_matrix, heeded: np.ndarray | None = None) -> np.ndarray:
    """Of each leaf: the numbers of the (heeded) rows that it is in, by its weight there, added up modulo 2 ** 64.

    These numbers are drawn by lot, so that sums are all but never the same for two different sets of rows.
    """
    names = np.random.default_rng(7).integers(1, 2**62, rows.shape[0], dtype=np.int64).astype(np.uint64)
    if heeded is not None:
        names = np.where(heeded, names, np.uint64(0))
    columns = rows.tocsc()
    weights = columns.data.astype(np.int64).view(np.uint64) * names[columns.indices]
    added = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(weights, dtype=np.uint64)])
    return added[columns.indptr[1:]] - added[columns.indptr[:-1]]
