import csv
import io
import zipfile
from datetime import UTC, datetime

import pytest

from components.trace_files import HEADERS, to_csv, to_xlsx
from domain.trace import Event


def line(number: int, account: str) -> Event:
    return Event(number=number, at=datetime(2026, 7, 1, 22, 5, 9, tzinfo=UTC), kind="signed_in", account=account,
                 address="192.0.2.1", about="{}", removes_to=None, previous_hash="", hash="ab")  # fmt: skip


SHARP = '=HYPERLINK("http://elders")'


def test_the_csv_is_in_dutch_time_and_no_text_in_it_is_run_as_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(to_csv([line(2, SHARP)], {}).decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        list(HEADERS),
        ["2", "02-07-2026 00:05:09", "Aangemeld", f"'{SHARP}", "192.0.2.1", "Heeft zich aangemeld.", "ab"],
    ]


@pytest.mark.parametrize("many", [0, 3])
def test_the_xlsx_has_a_row_for_each_line_and_no_formula(many: int) -> None:
    book = zipfile.ZipFile(io.BytesIO(to_xlsx((line(n, SHARP) for n in range(1, many + 1)), {})))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == many + 1
    assert "<f>" not in sheet
