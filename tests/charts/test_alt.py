from dataclasses import replace

import charts
from charts.alt import LONGEST
from domain.cells import Status
from tests.charts import made


def test_it_tells_title_area_period_value_and_the_extremes():
    assert charts.alt_text(made.BARS) == (
        "Reden van verwijzing, Enschede, 2025: 31%. Hoogst: Eenzaamheid, 31%; laagst: Somberheid, 21%. "
        "Afgeschermd: 1 van 5. Geen gegevens: 1 van 5. Nog niet bekend: 1 van 5."
    )


def test_of_a_line_in_time_it_tells_the_first_and_the_last_of_what_has_happened():
    assert "Van Q1 2026 26 naar okt 2026 30." in charts.alt_text(made.PATH)


def test_a_status_without_number_is_said_in_words():
    for status, word in ((Status.HIDDEN, "afgeschermd"), (Status.NO_DATA, "geen gegevens")):
        silent = replace(made.BARS, status=status, value=None, rows=made.rows())
        assert charts.alt_text(silent) == f"Reden van verwijzing, Enschede, 2025: {word}."


def test_it_stays_short(result):
    assert len(charts.alt_text(replace(result, title="Een lange titel " * 30))) <= LONGEST
