"""The releases as they were published."""

import json
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select

from data_access.engine import reading
from data_access.models import Release, ReleaseFile
from data_access.release_files import CERTIFICATE, PUBLIC, REPORT, from_files
from data_access.tables import table_of
from domain.releases import ReleaseContent, ReleaseHead

EVERYTHING = (*PUBLIC, REPORT, CERTIFICATE)
"""What a release is checked with; whoever reads figures gets PUBLIC alone."""


def last_release(engine: Engine, region: str) -> ReleaseHead | None:
    """Raises DataAwayError."""
    with reading(engine) as connection:
        return newest(connection, region)


def releases_of(engine: Engine, region: str, epoch: int | None = None) -> tuple[ReleaseHead, ...]:
    """Oldest first; of one epoch, or of all. Raises DataAwayError."""
    release = table_of(Release)
    query = select(release).where(release.c.region == region)
    return _heads(engine, query if epoch is None else query.where(release.c.epoch == epoch))


def all_releases(engine: Engine) -> tuple[ReleaseHead, ...]:
    """Oldest first. Raises DataAwayError."""
    return _heads(engine, select(table_of(Release)))


def release_heads_newest(engine: Engine) -> dict[str, ReleaseHead]:
    """The newest release of each region that has one, by region code. One small query. Raises DataAwayError."""
    release = table_of(Release)
    newest_numbers = select(func.max(release.c.number)).group_by(release.c.region)
    return {h.region: h for h in _heads(engine, select(release).where(release.c.number.in_(newest_numbers)))}


def read_content(engine: Engine, number: int, *, confidential: bool = False) -> ReleaseContent:
    """Without report and certificate unless `confidential`. Raises DataAwayError; LookupError where no such release
    is."""
    names = EVERYTHING if confidential else PUBLIC
    file = table_of(ReleaseFile)
    query = select(file.c.name, file.c.content).where(file.c.release_number == number, file.c.name.in_(names))
    with reading(engine) as connection:
        files = {row.name: bytes(row.content) for row in connection.execute(query)}
    return from_files(files)  # a KeyError, where there is none, is a LookupError


def release_hash(engine: Engine, number: int) -> str:
    """Raises DataAwayError; LookupError where no such release is."""
    release = table_of(Release)
    with reading(engine) as connection:
        found = connection.execute(select(release.c.hash).where(release.c.number == number)).scalar()
    if found is None:
        raise LookupError(number)
    return str(found)


def newest(connection: Connection, region: str | None = None) -> ReleaseHead | None:
    """Of a region, or of the installation."""
    release = table_of(Release)
    query = select(release).order_by(release.c.number.desc()).limit(1)
    row = connection.execute(query if region is None else query.where(release.c.region == region)).first()
    return head_of(row) if row else None


def head_of(row: Row[Any]) -> ReleaseHead:
    fields = dict(row._mapping)
    return ReleaseHead(**fields | {"consents": tuple(json.loads(fields["consents"]))})


def _heads(engine: Engine, query: Select[Any]) -> tuple[ReleaseHead, ...]:
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(table_of(Release).c.number)).all()
    return tuple(head_of(row) for row in rows)
