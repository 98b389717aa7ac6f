"""Writes a release into the ledger: at its end, once, and for good."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, insert

from data_access.door import trace
from data_access.engine import reading, writing_alone
from data_access.models import Release, ReleaseFile
from data_access.release_files import to_files
from data_access.releases import newest
from data_access.seals import BEGIN, content_hash, head_hash
from data_access.settings import LEAST
from data_access.tables import table_of
from domain.cells import DataState
from domain.releases import ReleaseContent, ReleaseHead
from domain.trace import Kind

OVERTAKEN = (
    "Er is intussen een andere publicatie van deze regio gemaakt. Maak het concept opnieuw, "
    "zodat het met de nieuwste publicatie is vergeleken."
)
OTHER_EPOCH = (
    "De kleinste groep is intussen voor deze installatie veranderd. Maak het concept opnieuw, "
    "zodat het met de nieuwe grens is gecontroleerd."
)


class LedgerError(ValueError):
    """What the ledger does not take; the text is a Dutch sentence with what to do."""


def epoch_for(engine: Engine, smallest: int, data_date: date | None = None) -> int:
    """The epoch that the next release belongs to: a new one where `smallest` is not that of the last release of the
    installation, and in a new calendar year (the yearly restatement). Raises LedgerError where it is below LEAST,
    DataAwayError."""
    with reading(engine) as connection:
        return _epoch(newest(connection), smallest, data_date)


def _epoch(last: ReleaseHead | None, smallest: int, data_date: date | None) -> int:
    if smallest < LEAST:
        raise LedgerError(
            f"De kleinste groep is {smallest}, en dat mag niet onder {LEAST} komen. Kies {LEAST} of meer."
        )
    if last is None:
        return 1
    later = data_date is not None and data_date.year > last.data_date.year
    return last.epoch + 1 if later or last.smallest != smallest else last.epoch


def append(
    engine: Engine,
    *,
    region: str,
    epoch: int,
    smallest: int,
    state: DataState,
    made_by: str,
    consents: Sequence[str],
    content: ReleaseContent,
    after: int | None,
    made_at: datetime | None = None,
    address: str = "",
) -> ReleaseHead:
    """`after`: the last release of the region when the content was made, which must still be the last one.

    Raises LedgerError where it is not, or the epoch is another; ValueError where the content may not leave; and
    DataAwayError.
    """
    files, moment = to_files(content), made_at or datetime.now(UTC)
    with writing_alone(engine) as connection:
        last = newest(connection)
        _check(connection, last, region, epoch, smallest, state, after)
        head = ReleaseHead(
            number=last.number + 1 if last else 1, region=region, epoch=epoch, smallest=smallest,
            data_date=state.data_date, data_token=state.token, sample=state.sample, made_at=moment.astimezone(UTC),
            made_by=made_by, consents=tuple(consents), previous_hash=last.hash if last else BEGIN,
            content_hash=content_hash(files), hash="",
        )  # fmt: skip
        head = replace(head, hash=head_hash(head))
        _insert(connection, head, files)
        about = {"release": head.number, "region": region, "data_date": state.data_date.isoformat(), "hash": head.hash}
        trace.append(connection, Kind.RELEASED, account=made_by, address=address, about=about)
    return head


def _check(
    connection: Connection, last: ReleaseHead | None, region: str, epoch: int, smallest: int, state: DataState,
    after: int | None,
) -> None:  # fmt: skip
    if epoch != _epoch(last, smallest, state.data_date):
        raise LedgerError(OTHER_EPOCH)
    of_region = newest(connection, region)
    if (of_region.number if of_region else None) != after:
        raise LedgerError(OVERTAKEN)


def _insert(connection: Connection, head: ReleaseHead, files: dict[str, bytes]) -> None:
    consents = json.dumps(head.consents, ensure_ascii=False)
    connection.execute(insert(table_of(Release)).values(**asdict(head) | {"consents": consents}))
    rows = [{"release_number": head.number, "name": name, "content": data} for name, data in files.items()]
    connection.execute(insert(table_of(ReleaseFile)), rows)
