"""Which cells of a block have no upper bound: those that can grow along a direction that no row forbids."""

import highspy
import numpy as np

from publishing.attack.blocks import Block
from publishing.attack.solving import fill_matrix


def unbounded(block: Block) -> frozenset[int]:
    """Numbers of the cells. A block that has any solution in whole numbers has them as far out as one likes.

    One linear programme with small numbers: as many cells as possible grow by 1 or more, all at once.
    """
    size = len(block.names)
    if all(high is not None for high in block.high):
        return frozenset()
    none, model = highspy.kHighsInf, highspy.HighsLp()
    fill_matrix(model, block)
    # Each cell twice: how fast it grows, and the same but at most 1; the sum of the latter is made as large as can be.
    starts = list(model.a_matrix_.start_)
    model.num_col_, model.num_row_ = 2 * size, len(block.rows) + size
    index, value = list(model.a_matrix_.index_), list(model.a_matrix_.value_)
    for number in range(size):
        index += [number, size + number]
        value += [1.0, -1.0]
        starts.append(starts[-1] + 2)
    model.a_matrix_.index_, model.a_matrix_.value_ = np.array(index, dtype=np.int32), np.array(value)
    model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    model.row_lower_ = np.array([*(-none if r.low is None else 0.0 for r in block.rows), *[0.0] * size])
    model.row_upper_ = np.array([*(none if r.high is None else 0.0 for r in block.rows), *[none] * size])
    model.col_lower_ = np.zeros(2 * size)
    model.col_upper_ = np.array([*(none if high is None else 0.0 for high in block.high), *[1.0] * size])
    model.col_cost_ = np.array([*[0.0] * size, *[-1.0] * size])
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(model)
    highs.run()
    speed = list(highs.getSolution().col_value)[size:]
    return frozenset(number for number in range(size) if speed[number] > 0.5)
