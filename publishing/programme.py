"""A HiGHS model that is solved again and again, each time for other rows beside those that always hold."""

from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_matrix

FREE = highspy.kHighsInf
NODES = 100
"""Of the search of one integer programme; what is not found by then counts as not found. Those that find anything find
it at the first: a bound that a busy machine does not change."""
PATIENCE = 20.0
"""Seconds for one programme, so that none goes on for ever: some take a third of a second."""
ANY = 1e3
"""Relative gap: any whole solution will do."""


def passed(
    rows: csr_matrix, cost: np.ndarray, floor: np.ndarray, roof: np.ndarray, low: np.ndarray, high: np.ndarray
) -> highspy.Highs:
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(cost), rows.shape[0]
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, floor, roof
    programme.row_lower_, programme.row_upper_ = low, high
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = rows.indptr.astype(np.int32)
    programme.a_matrix_.index_ = rows.indices.astype(np.int32)
    programme.a_matrix_.value_ = rows.data.astype(float)
    model = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("time_limit", PATIENCE), ("random_seed", 1)):
        model.setOptionValue(option, value)
    model.setOptionValue("mip_rel_gap", ANY)
    model.setOptionValue("mip_max_nodes", NODES)
    model.passModel(programme)
    return model


class Programme:
    """Columns are the rise and the fall of each leaf first (`size` of each), whatever comes after them.

    `inside`: all rows of the system in those leaves, `kept`: those that the model holds. Rows that are asked for once
    and are not held come and go. A run starts from no change at all: that is nearer to a goal than the goal before.
    """

    def __init__(
        self, inside: csr_matrix, kept: np.ndarray, own: csr_matrix, cost: np.ndarray, roof: np.ndarray,
        low: np.ndarray, high: np.ndarray, values: np.ndarray,
    ) -> None:  # fmt: skip
        self.inside, self.kept, self.values = inside, kept, values
        self.at = np.full(inside.shape[0], -1)
        self.at[kept] = np.arange(len(kept))
        self.model: Any = passed(own, cost, np.zeros(len(cost)), roof, (low - values)[kept], (high - values)[kept])
        self.freed, self.added = 0, 0
        self.slack = highspy.HighsBasis()
        self.slack.col_status = [highspy.HighsBasisStatus.kLower] * len(cost)
        self.slack.row_status = [highspy.HighsBasisStatus.kBasic] * len(kept)
        self.slack.valid = True

    @property
    def worn(self) -> bool:
        """Whether so many rows were freed that a new model is worth its making."""
        return self.freed > len(self.kept) // 4 + 10

    def change(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """`rows`: those that the model holds."""
        value = self.values[rows]
        self.model.changeRowsBounds(len(rows), self.at[rows].astype(np.int32), low[rows] - value, high[rows] - value)

    def ask(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """For this run."""
        self.model.setBasis(self.slack)
        held = self.at[rows] >= 0
        if held.any():
            self.change(rows[held], low, high)
        self._add(rows[~held], low, high)

    def forget(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """`low` and `high`: as they always are."""
        held = self.at[rows] >= 0
        if held.any():
            self.change(rows[held], low, high)
        if self.added:
            gone = np.arange(len(self.kept), len(self.kept) + self.added, dtype=np.int32)
            self.model.deleteRows(self.added, gone)
            self.added = 0

    def _add(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        of, size = self.inside, self.inside.shape[1]
        begin, end = of.indptr[rows], of.indptr[rows + 1]
        index, value, start = [], [], np.concatenate([[0], 2 * np.cumsum(end - begin)])
        for first, last in zip(begin.tolist(), end.tolist(), strict=True):
            index += [of.indices[first:last], of.indices[first:last] + size]
            value += [of.data[first:last], -of.data[first:last]]
        self.added = len(rows)
        if len(rows):
            here = self.values[rows]
            self.model.addRows(
                len(rows), low[rows] - here, high[rows] - here, int(start[-1]), start[:-1].astype(np.int32),
                np.concatenate(index).astype(np.int32), np.concatenate(value).astype(float),
            )  # fmt: skip

    def run(self) -> np.ndarray | None:
        self.model.setOptionValue("time_limit", self.model.getRunTime() + PATIENCE)  # its clock runs on
        self.model.run()
        if self.model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.asarray(self.model.getSolution().col_value)
