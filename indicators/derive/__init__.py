"""Cells to values, intervals and judgement: one file for each indicator, all made after the gate."""
