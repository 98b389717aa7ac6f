"""Texts that a spreadsheet would run as a formula: the one place that takes the sting out, and puts it back.

Every CSV and XLSX that leaves the dashboard goes through `escape`; a file that comes in goes through `unescape`.
"""

import re

import polars as pl

SHARP = r"^'*[=+\-@\t\r]"
"""A sign by which a formula starts, also behind quotes: so that what had a quote of its own comes back with it."""
NUMBER = r"^-?\d+([.,]\d+)*%?$"
"""-5 and -1.234,50 are no formulas. +31 may start a telephone number, and is told apart for the eye."""
ESCAPED = r"^'('*[=+\-@\t\r])"


def escape(text: str) -> str:
    """An apostrophe in front: the spreadsheet then shows a text and runs nothing."""
    return f"'{text}" if re.match(SHARP, text) and not re.match(NUMBER, text) else text


def escaped(frame: pl.DataFrame) -> pl.DataFrame:
    """All texts of a frame."""
    text = pl.col(pl.String)
    sharp = text.str.contains(SHARP) & ~text.str.contains(NUMBER)
    return frame.with_columns(pl.when(sharp).then("'" + text).otherwise(text).name.keep())


def unescape(text: pl.Expr) -> pl.Expr:
    """What `escape` made of a text, back to that text; no other text changes."""
    return pl.when(text.str.starts_with("'")).then(text.str.replace(ESCAPED, "$1")).otherwise(text)
