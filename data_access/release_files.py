"""The files that a release is kept in, and back. One place knows their names and which of them are confidential."""

import io
import secrets
from collections.abc import Mapping

import polars as pl

from data_access.report_json import report_from_json, report_to_json
from domain.cells import SCHEMA, Status
from domain.releases import DATES, ReleaseContent

CELLS, PERIODS, REPORT, CERTIFICATE, SALT = "cells.parquet", "dates.parquet", "report.json", "certificate", "salt"
PUBLIC = (CELLS, PERIODS)
CONFIDENTIAL = (REPORT, CERTIFICATE, SALT)
"""SALT is noise: without it the content hash, which is public, would confirm a good guess of the certificate."""
ORDER = ["area", "table", "period", "category"]
"""Rows are sorted, so that their order tells nothing of how they were made."""


def to_files(content: ReleaseContent) -> dict[str, bytes]:
    """By name. Raises ValueError where a frame has other columns than it should, or a number that is not public."""
    _check(content)
    files = {
        CELLS: _parquet(content.cells.sort(ORDER)),
        PERIODS: _parquet(content.dates.sort("area", "table", "period")),
        CERTIFICATE: content.certificate,
        SALT: secrets.token_bytes(32),
    }
    return files | ({REPORT: report_to_json(content.report).encode()} if content.report else {})


def from_files(files: Mapping[str, bytes]) -> ReleaseContent:
    """Of the confidential files those that are there. Raises KeyError where a public one is absent."""
    return ReleaseContent(
        cells=pl.read_parquet(io.BytesIO(files[CELLS])),
        dates=pl.read_parquet(io.BytesIO(files[PERIODS])),
        certificate=files.get(CERTIFICATE, b""),
        report=report_from_json(files[REPORT].decode()) if REPORT in files else None,
    )


def _check(content: ReleaseContent) -> None:
    """The last look at what leaves: whatever made the cells, a hidden number or a count of persons never gets in."""
    for frame, schema in ((content.cells, SCHEMA), (content.dates, DATES)):
        if frame.schema != schema:
            raise ValueError(f"columns are {frame.schema}, not {schema}")
    cells, numbers = content.cells, pl.any_horizontal(pl.col("count", "sum").is_not_null())
    if cells["persons"].null_count() < cells.height:
        raise ValueError("a release holds no numbers of persons")
    if not cells.filter((pl.col("status") != Status.SHOWN) & numbers).is_empty():
        raise ValueError("a cell that is not shown holds a number")


def _parquet(frame: pl.DataFrame) -> bytes:
    written = io.BytesIO()
    frame.write_parquet(written)
    return written.getvalue()
