"""A block as a model of HiGHS."""

import highspy
import numpy as np

from publishing.attack.blocks import Block

ROWS = highspy.MatrixFormat.kRowwise
STATUS = highspy.HighsModelStatus


def model_of(block: Block, high: list[int], *, integer: bool) -> highspy.HighsLp:
    """`high`: the upper bound of each cell, in the place of those that the block leaves open."""
    model, none = highspy.HighsLp(), highspy.kHighsInf
    model.num_col_, model.num_row_ = len(block.names), len(block.rows)
    model.col_cost_ = np.zeros(model.num_col_)
    model.col_lower_ = np.array(block.low, dtype=float)
    model.col_upper_ = np.array(high, dtype=float)
    model.row_lower_ = np.array([-none if row.low is None else row.low for row in block.rows], dtype=float)
    model.row_upper_ = np.array([none if row.high is None else row.high for row in block.rows], dtype=float)
    fill_matrix(model, block)
    if integer:
        model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    return model


def fill_matrix(model: highspy.HighsLp, block: Block) -> None:
    """The rows of the block as the matrix of the model."""
    terms = [term for row in block.rows for term in row.terms]
    model.a_matrix_.format_ = ROWS
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in block.rows)], dtype=np.int32)
    model.a_matrix_.index_ = np.array([n for n, _ in terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([c for _, c in terms], dtype=float)


def highs_of(model: highspy.HighsLp, **options: float) -> highspy.Highs:
    """The tolerances for whole numbers are the solver's own: tighter ones made it miss solutions."""
    highs = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, **options}.items():
        highs.setOptionValue(name, value)
    highs.passModel(model)
    return highs
