import json
from pathlib import Path

import pytest
from small_release import GEOGRAPHY, REPORT, content, put
from sqlalchemy import Engine

from data_access.ledger import LedgerError
from data_access.release_folder import export, read_folder
from data_access.seals import content_hash, head_hash


def test_an_exported_release_reads_back(engine: Engine, tmp_path: Path) -> None:
    head = put(engine)
    folder = export(engine, 1, tmp_path / "uit" / "1", geography=GEOGRAPHY)
    read, found = read_folder(folder)
    assert read == head
    assert head_hash(read) == head.hash
    assert found.cells.equals(content().cells)
    assert found.dates.equals(content().dates)


def test_a_public_folder_holds_nothing_that_is_confidential(engine: Engine, tmp_path: Path) -> None:
    put(engine)
    export(engine, 1, tmp_path, geography=GEOGRAPHY, confidential=True)
    export(engine, 1, tmp_path / ".", geography=GEOGRAPHY)
    held = {path.name for path in tmp_path.iterdir()} & {
        "cells.parquet", "dates.parquet", "head.json", "certificate", "report.json", "salt",
    }  # fmt: skip
    assert held == {"cells.parquet", "dates.parquet", "head.json"}
    assert (read_folder(tmp_path)[1].certificate, read_folder(tmp_path)[1].report) == (b"", None)


def test_a_confidential_folder_holds_all_that_the_content_hash_is_made_of(engine: Engine, tmp_path: Path) -> None:
    head = put(engine)
    folder = export(engine, 1, tmp_path / "1", geography=GEOGRAPHY, confidential=True)
    found = read_folder(folder)[1]
    assert (found.certificate, found.report) == (b"zeker", REPORT)
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "head.json"}
    assert content_hash(files) == head.content_hash


def test_the_areas_of_the_region_go_along(engine: Engine, tmp_path: Path) -> None:
    put(engine)
    areas = json.loads((export(engine, 1, tmp_path, geography=GEOGRAPHY) / "head.json").read_text())["areas"]
    assert areas == [
        {"code": "REG-A", "level": "region", "parent": None, "name": "Regio A"},
        {"code": "GM0001", "level": "municipality", "parent": "REG-A", "name": "Eén"},
        {"code": "A-1", "level": "village", "parent": "GM0001", "name": "Dorp"},
    ]


def test_a_release_that_does_not_exist_is_not_exported(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        export(engine, 9, tmp_path / "9", geography=GEOGRAPHY)
    assert not (tmp_path / "9").exists()


SPOILT = [("head.json", None), ("head.json", "[]"), ("head.json", "{"), ("head.json", "{}"), ("cells.parquet", None),
          ("cells.parquet", "geen parquet"), ("report.json", "[]")]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), SPOILT)
def test_a_folder_that_is_no_release_is_explained(engine: Engine, tmp_path: Path, name: str, text: str | None) -> None:
    put(engine)
    folder = export(engine, 1, tmp_path / "1", geography=GEOGRAPHY, confidential=True)
    (folder / name).unlink() if text is None else (folder / name).write_text(text)
    with pytest.raises(LedgerError, match="staat geen publicatie die wij kunnen lezen"):
        read_folder(folder)
