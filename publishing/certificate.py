"""The certificate of a release: the leaves as they are, and for every protected cell both its witnesses.

Confidential: it holds the truth, and the list of protected cells alone would tell which cells are small.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping

import polars as pl

_S, _N = pl.String, pl.Int64
_CELL = {"table": _S, "area": _S, "period": _S, "category": _S}
_LEAF = {"block": _S, "area": _S, "period": _S, "atom": _S, "count": _N}
PARTS: dict[str, pl.Schema] = {
    "leaves": pl.Schema(_LEAF),
    "changes": pl.Schema({"witness": _N, **_LEAF}),
    "knowledge": pl.Schema({"known": _S, "whole": pl.Boolean, **_LEAF}),
    "maps": pl.Schema({"block": _S, "atom": _S, "table": _S, "category": _S, "weight": _N}),
    "places": pl.Schema({"area": _S, "to": _S}),
    "times": pl.Schema({"period": _S, "when": _S}),
    "villages": pl.Schema({"area": _S, "period": _S}),
    "cells": pl.Schema({**_CELL, "persons": _N, "structural": pl.Boolean}),
    "goals": pl.Schema({**_CELL, "known": _S, "none": _N, "some": _N}),
}
"""`leaves`: the finest counts as they are; a cell is the sum of those that `maps`, `places` and `times` lead to it.

`changes`: each witness as its difference from the truth. `goals`: for each protected cell the witness with none and the
one with some (TRUTH: the truth itself, -1: not found); `known` is empty for an outsider, else the insider whose
`knowledge` they agree with (`whole`: nobody else knows of these leaves). `cells`: all cells of the catalogue.
`villages`: municipalities whose villages add up to it, with their period.
"""
BEFORE, NOW, COUNTED = "before", "now", "counted"
FURTHER = (BEFORE, NOW, COUNTED)
"""Parts more where a release follows another in its epoch; the rest is then about increments.

`before`: what the earlier ones show (publishing.history). `now`: all leaves of the running year. `counted`: persons of
the increments.
"""
Certificate = Mapping[str, pl.DataFrame]


def certificate_of(pieces: Mapping[str, Iterable[pl.DataFrame]]) -> Certificate:
    """The parts from their pieces, in the schemas above."""
    return {name: _stacked(pieces.get(name, ()), schema) for name, schema in PARTS.items()}


def write_certificate(certificate: Certificate) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name in (*PARTS, *(part for part in FURTHER if part in certificate)):
            written = io.BytesIO()
            certificate[name].write_parquet(written)
            archive.writestr(zipfile.ZipInfo(f"{name}.parquet"), written.getvalue())
    return held.getvalue()


def read_certificate(content: bytes) -> Certificate:
    """Raises zipfile.BadZipFile or KeyError where the bytes are no certificate."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [*PARTS, *(part for part in FURTHER if f"{part}.parquet" in archive.namelist())]
        return {name: pl.read_parquet(io.BytesIO(archive.read(f"{name}.parquet"))) for name in names}


def _stacked(frames: Iterable[pl.DataFrame], schema: pl.Schema) -> pl.DataFrame:
    kept = [f.select(pl.col(n).cast(kind) for n, kind in schema.items()) for f in frames if f.height]
    return pl.concat([pl.DataFrame(schema=schema), *kept])
