"""The fast road through a CSV file ends where the careful one does: the same cells, rows and refusals."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import csv_file

from data_access.intake import csv_reader, pack
from data_access.intake.assemble import assemble
from data_access.intake.csv_plain import plain_rows
from data_access.intake.progress import quiet
from data_access.problems import LoadError

TOP = "dossier;kern;;reden\n" + "A1;Goor;;x\n" * 55
"""Enough for the header to be found, so that the fast road may be taken below it."""
CELL = st.sampled_from(
    ["", "a", "Goor", " Goor ", '"Goor"', '""', '"een;twee"', '"een\ntwee"', '"een\r\ntwee"', '"zegt ""ja"""',
     '"', 'a"', '"a"b', "'=1", "'", "é", "\N{PILE OF POO}", "\u00a0", "\x0b", "\u2028", "a\rb", ",", '\t"', "#"]
)  # fmt: skip
PLAIN = st.sampled_from(["", "a", "Goor", " Goor ", '"Goor"', '""', "'=1", "é", "\u00a0"])
LINE = st.one_of(
    st.lists(PLAIN, min_size=4, max_size=4), st.lists(PLAIN, min_size=4, max_size=4),
    st.lists(PLAIN, min_size=4, max_size=4), st.lists(CELL, max_size=6),
).map(";".join)  # fmt: skip


def read(path: Path, *, fast: bool, more: int) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack, "SMALL", 2 if fast else 10**9)
        patch.setattr(csv_reader, "plain_rows", plain_rows if fast else lambda _text, _separator: None)
        try:
            sheet = assemble("x", "", csv_reader.csv_rows(path, "x", quiet, first=64, more=more), ragged=True)
        except LoadError as error:
            return error.problems
    assert sheet
    return sheet.header, sheet.problems, sheet.header_row, sheet.cells.cast({pl.Categorical: pl.String}).rows()


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(LINE, max_size=12), end=st.sampled_from(["\n", "\r\n"]), last=st.booleans(),
    more=st.integers(1, 120), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_both_roads_give_the_same(
    tmp_path: Path, lines: list[str], end: str, last: bool, more: int, encoding: str
) -> None:
    text = TOP.replace("\n", end) + end.join(lines) + (end if last else "")
    path = csv_file(tmp_path, text.encode(encoding))
    assert read(path, fast=True, more=more) == read(path, fast=False, more=10**6)


@pytest.mark.parametrize(
    "text",
    ["a;b\n\nc;d\n", "\na;b\n", "a;b\nc\nd;e;f\n", 'a;"b\nc";d\n', 'a;b"\n', '"a"b;c\n', 'a;"b""c"\n', "a\rb;c\n",
     "a\nb\n", f"a;{'b' * 140_000}\n"],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_not_read_fast(text: str) -> None:
    assert plain_rows(text, ";") is None


def test_quotes_around_whole_cells_are_read_fast() -> None:
    rows = plain_rows('"a";"";b\r\n"c";d;""', ";")
    assert rows is not None
    assert rows.rows() == [("a", "", "b"), ("c", "d", "")]


def test_a_mistake_in_the_quotes_is_told_at_the_row_where_it_begins(tmp_path: Path) -> None:
    path = csv_file(tmp_path, TOP + 'A2;"twee\nregels";;x\nA3;"open;;x\nA4;Goor;;x\n')
    assert [problem.row for problem in read(path, fast=True, more=10)] == [58]  # type: ignore[attr-defined]
