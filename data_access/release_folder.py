"""A release as a folder of files, for another program or an auditor, and back."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from polars.exceptions import PolarsError
from sqlalchemy import Engine, select

from data_access.agreements import read_agreements
from data_access.engine import reading
from data_access.ledger import LedgerError
from data_access.models import Release, ReleaseFile
from data_access.release_files import CONFIDENTIAL, PUBLIC, from_files
from data_access.releases import head_of
from data_access.seals import head_from_dict, head_to_dict
from data_access.tables import table_of
from domain.areas import Geography, Level
from domain.releases import ReleaseContent, ReleaseHead

HEAD = "head.json"
NO_RELEASE = "In de map {} staat geen publicatie die wij kunnen lezen. Maak de map opnieuw met een export."


def export(engine: Engine, number: int, folder: Path, *, geography: Geography, confidential: bool = False) -> Path:
    """Writes head.json with the areas of the region, and the files; a confidential file of an earlier export goes.

    Raises LookupError where no such release is, DataAwayError, and OSError where nothing can be written.
    """
    head, files = _read(engine, number)
    names = (*PUBLIC, *CONFIDENTIAL) if confidential else PUBLIC
    folder.mkdir(parents=True, exist_ok=True)
    for name in CONFIDENTIAL:
        (folder / name).unlink(missing_ok=True)
    for name in set(names) & set(files):
        (folder / name).write_bytes(files[name])
    written = head_to_dict(head) | {"areas": _areas(geography, head.region, _steps(engine))}
    (folder / HEAD).write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def read_folder(folder: Path) -> tuple[ReleaseHead, ReleaseContent]:
    """As it stands there: nothing is held against its hashes. Raises LedgerError where it is no exported release."""
    try:
        found = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        found.pop("areas", None)
        names = [name for name in (*PUBLIC, *CONFIDENTIAL) if (folder / name).exists()]
        return head_from_dict(found), from_files({name: (folder / name).read_bytes() for name in names})
    except (OSError, ValueError, TypeError, LookupError, AttributeError, PolarsError) as error:
        raise LedgerError(NO_RELEASE.format(folder)) from error


def _read(engine: Engine, number: int) -> tuple[ReleaseHead, dict[str, bytes]]:
    release, file = table_of(Release), table_of(ReleaseFile)
    with reading(engine) as connection:
        row = connection.execute(select(release).where(release.c.number == number)).first()
        if row is None:
            raise LookupError(number)
        files = connection.execute(select(file.c.name, file.c.content).where(file.c.release_number == number)).all()
    return head_of(row), {f.name: bytes(f.content) for f in files}


def _areas(geography: Geography, region: str, steps: Mapping[str, dict[str, int]]) -> list[dict[str, Any]]:
    inside = (area for area in geography.areas if geography.region_of(area.code).code == region)
    return [
        {"code": a.code, "level": a.level, "parent": a.parent, "name": a.name}
        | ({"steps": steps[a.code]} if steps.get(a.code) else {})
        for a in inside
    ]


def _steps(engine: Engine) -> dict[str, dict[str, int]]:
    """By municipality the normal days of each step: anyone may read them, and "not yet" is counted with them."""
    agreements = read_agreements(engine)
    municipalities = agreements.geography.of_level(Level.MUNICIPALITY)
    return {m.code: {s.step: s.normal_days for s in agreements.variant_of(m.code)} for m in municipalities}
