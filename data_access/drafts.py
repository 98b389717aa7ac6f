"""A release that was made and checked, and waits for 'publiceer' or 'niet'."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Engine, delete, insert, select

from data_access.door import trace
from data_access.engine import reading, writing, writing_alone
from data_access.models import ReleaseDraft
from data_access.release_files import from_files, to_files
from data_access.tables import table_of
from domain.cells import DataState
from domain.releases import ReleaseContent
from domain.trace import Kind

AGREED = "agreed.json"
"""In the zip of a draft, beside the files of the release; the ledger keeps these words as consents."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Draft:
    """All that `ledger.append` asks for. `id` tells two drafts of a region apart, also after one was dropped.

    `agreed`: of municipalities without consent in the dashboard, the words given of consent elsewhere, by code.
    """

    id: str
    region: str
    epoch: int
    smallest: int
    after: int | None
    state: DataState
    made_at: datetime
    made_by: str
    content: ReleaseContent
    agreed: Mapping[str, str] = field(default_factory=dict)


def save_draft(
    engine: Engine,
    *,
    region: str,
    epoch: int,
    smallest: int,
    after: int | None,
    state: DataState,
    made_by: str,
    content: ReleaseContent,
    agreed: Mapping[str, str] | None = None,
    made_at: datetime | None = None,
    address: str = "",
) -> str:
    """Takes the place of the region's draft, and gives the new one's id. Raises ValueError as `to_files` does, and
    DataAwayError."""
    key, draft = uuid4().hex, table_of(ReleaseDraft)
    files = to_files(content) | {AGREED: json.dumps(dict(agreed or {}), ensure_ascii=False).encode()}
    row = insert(draft).values(
        id=key, region=region, epoch=epoch, smallest=smallest, after=after, data_number=state.number,
        data_token=state.token, data_date=state.data_date, sample=state.sample, made_at=made_at or datetime.now(UTC),
        made_by=made_by, content=_zip(files),
    )  # fmt: skip
    with writing_alone(engine) as connection:
        connection.execute(delete(draft).where(draft.c.region == region))
        connection.execute(row)
        about = {"draft": key, "region": region, "data_date": state.data_date.isoformat(), "smallest": smallest}
        trace.append(connection, Kind.RELEASE_MADE, account=made_by, address=address, about=about)
    return key


def read_draft(engine: Engine, region: str) -> Draft | None:
    """With its certificate. Raises DataAwayError."""
    draft = table_of(ReleaseDraft)
    with reading(engine) as connection:
        row = connection.execute(select(draft).where(draft.c.region == region)).first()
    if row is None:
        return None
    files = _unzip(row.content)
    state = DataState(number=row.data_number, token=row.data_token, data_date=row.data_date, sample=row.sample)
    return Draft(
        id=row.id, region=row.region, epoch=row.epoch, smallest=row.smallest, after=row.after, state=state,
        made_at=row.made_at, made_by=row.made_by, content=from_files(files),
        agreed=json.loads(files.get(AGREED, b"{}")),
    )  # fmt: skip


def drop_draft(engine: Engine, region: str) -> None:
    """Nothing happens where there is none. Raises DataAwayError."""
    draft = table_of(ReleaseDraft)
    with writing(engine) as connection:
        connection.execute(delete(draft).where(draft.c.region == region))


def discard_draft(engine: Engine, region: str, account: str, *, address: str = "") -> None:
    """As `drop_draft`, of a draft that somebody decided not to publish: the trace tells who. Raises DataAwayError."""
    draft = table_of(ReleaseDraft)
    with writing_alone(engine) as connection:
        gone = connection.execute(delete(draft).where(draft.c.region == region).returning(draft.c.id)).scalar()
        if gone is not None:
            about = {"draft": gone, "region": region}
            trace.append(connection, Kind.RELEASE_DROPPED, account=account, address=address, about=about)


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _unzip(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
