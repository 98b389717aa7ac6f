"""Nothing about residents, or of a refused file, is in the trace, in what is logged, or anywhere in the database."""

import csv
import logging
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data_access import __main__ as command
from data_access.copying import tables
from data_access.door.trace import events
from data_access.imports.take_in import Batch, take_in
from data_access.intake.book import ROW
from data_access.intake.convert import convert
from data_access.intake.known import known_for
from data_access.intake.mapping import as_json
from data_access.intake.recognise import recognise
from data_access.intake.sheet import read_file
from data_access.store import store
from domain.trace import Kind
from sample_data.frames import sample_frames
from sample_data.make_messy import FOLDER, NEIGHBOURS, WELFARE

BASE = ("region", "municipality", "village", "practice")
RESIDENTS = {
    "BSN": ("123456782", "111222333"),
    "Naam cliënt": ("Wilhelmina Nergenshuizen", "Xander Bestaatniet"),
    "E-mail": ("w.nergenshuizen@voorbeeld.test", "x.bestaatniet@voorbeeld.test"),
    "Telefoon": ("06-12345678", "0570-123456"),
}
OF_THE_FILE = ("Nergenshuizen", "Bestaatniet", "Naam cliënt")
"""A file may be named after a resident, and a header may hold one."""
REFERRERS = ("Verzonnen", "Van Elders", "Bedacht", "verhuizing", "Partner overleden")


@pytest.fixture
def filled(engine: Engine, caplog: pytest.LogCaptureFixture) -> Engine:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)  # as the server has it; it would quote every statement
    frames = sample_frames()
    store(engine, {n: frames[n] for n in BASE}, supplier="basis", description="basis", data_date=date(2026, 11, 16))
    return engine


def written(folder: Path) -> Path:
    path = folder / "Registratie mevr. Nergenshuizen.csv"
    head = ["Zaaknummer", "Datum verwijzing", *RESIDENTS]
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, delimiter=";")
        out.writerows([head, *([f"A{n}", "03-02-2026", *(v[n] for v in RESIDENTS.values())] for n in (0, 1))])
    return path


def kept(engine: Engine) -> str:
    """Every cell of every table, and with SQLite the file as it lies on the disk too."""
    with engine.connect() as connection:
        cells = "\n".join(repr(row) for table in tables() for row in connection.execute(select(*table.c)))
    if engine.dialect.name != "sqlite":
        return cells
    path = Path(engine.url.database or "")
    raw = b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*"))
    return cells + raw.decode("utf-8", "replace")


def found_in(text: str, marks: tuple[str, ...]) -> list[str]:
    return [mark for mark in marks if mark.lower() in text.lower()]


def test_of_a_refused_file_only_a_number_of_columns_is_left(
    filled: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    apart = tmp_path / "apart"
    apart.mkdir()
    assert command.main(["import", str(written(apart)), "--leverancier", "Salut"]) == 1
    last = list(events(filled))[-1]
    assert last.kind == Kind.IMPORT_REFUSED
    assert last.about == '{"columns": 4, "why": "guard"}'
    marks = (*(value for values in RESIDENTS.values() for value in values), *OF_THE_FILE)
    assert found_in(kept(filled), marks) == []
    assert found_in(caplog.text, marks) == []


def test_of_messy_files_that_are_taken_in_the_trace_and_the_log_tell_numbers_alone(
    filled: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with filled.connect() as connection:
        known = known_for(connection, None)
    persons = []
    for file in (WELFARE, NEIGHBOURS):
        (sheet,) = read_file(FOLDER / file, file).sheets
        mapping = recognise(sheet, "Salut", (), scope=None)
        frame = convert(sheet, mapping, known).frame
        batch = Batch(supplier="Salut", description="verwijzingen", account="coordinator", file=file, digest="0",
                      mapping=as_json(mapping))  # fmt: skip
        take_in(filled, {"referral": frame.drop(ROW)}, batch, data_date=None, remove_gone=False)
        persons += frame["person"].drop_nulls().to_list()
    assert persons
    trace = "\n".join(map(repr, events(filled)))
    assert found_in(trace + caplog.text, (*REFERRERS, *set(persons), "Salut", WELFARE, NEIGHBOURS)) == []
    assert found_in(kept(filled), REFERRERS) == []
