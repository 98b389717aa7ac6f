"""The gate: what may leave the building, and the only place where GatedCells are made."""
