"""How large a delivered file may be. Each bound keeps the memory under a gigabyte, with a sentence beyond it."""

FILE_BYTES = 200 * 2**20
COLUMNS = 400
CELLS = 30_000_000
CELL_CHARACTERS = 32_767
"""What a cell of a spreadsheet holds."""
LINE_BYTES = 4 * 2**20
SHEETS = 50
FIRST_TEXT = 2**16
TEXT = 2**23
"""Characters of a CSV file that are read at one time, in the top and below it."""
FEW_ROWS = 500
"""Rows that stand in memory as lists at one time: with more of them the garbage collector doubles the time."""
CHUNK = 20_000
"""Rows of which the columns stand in memory as Python texts at one time."""
UNPACKED_BYTES = 3 * 2**30
PARTS = 2_000
CHILD_BYTES = 700 * 2**20
CHILD_SECONDS = 120
