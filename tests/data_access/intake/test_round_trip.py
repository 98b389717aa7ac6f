"""What the database gives out can be delivered again, without a question and without a change."""

from datetime import date
from pathlib import Path

import pytest
from small_delivery import FRAMES

from data_access.contract import CONTRACT
from data_access.intake.book import ROW
from data_access.intake.convert import convert
from data_access.intake.known import Known, known_with
from data_access.intake.recognise import recognise, unmapped
from data_access.intake.sheet import read_file
from sample_data.frames import sample_frames

EMPTY = Known(codes={}, village_of={}, practice_of={}, data_date=date(2026, 11, 22))


@pytest.mark.parametrize("name", list(CONTRACT))
def test_an_export_of_a_table_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    known = known_with(EMPTY, FRAMES)
    FRAMES[name].write_csv(tmp_path / f"{name}.csv")
    (sheet,) = read_file(tmp_path / f"{name}.csv", f"{name}.csv").sheets
    mapping = recognise(sheet, "zd", ())
    assert mapping.table == name
    assert not unmapped(sheet, mapping, known)
    result = convert(sheet, mapping, known)
    assert result.errors == ()
    assert result.frame.drop(ROW).equals(FRAMES[name])


def test_the_sample_registrations_come_back_with_those_that_contradict_themselves(tmp_path: Path) -> None:
    frames = sample_frames()
    frames["referral"].write_csv(tmp_path / "verwijzingen.csv")
    (sheet,) = read_file(tmp_path / "verwijzingen.csv", "verwijzingen.csv").sheets
    result = convert(sheet, recognise(sheet, "x", ()), known_with(EMPTY, frames))
    assert result.errors == ()
    assert "band" in {problem.rule for problem in result.warnings}
    assert result.frame.drop(ROW).equals(frames["referral"])
