"""Registrations and programme tables to cells. Runs before the gate, once for each data version."""

from indicators.count.cells import count_cells

__all__ = ["count_cells"]
